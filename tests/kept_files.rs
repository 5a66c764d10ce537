//! Files that version 1 of each format wrote keep opening. The files in `tests/data/kept` are never written anew: where a format
//! changes, files of the new version are put beside them.

use std::fs;
use std::path::{Path, PathBuf};

use standpoint::analysis::Engine;
use standpoint::ingest::Mapping;
use standpoint::project::{Actors, Project};
use standpoint::storage::{self, How};

fn kept(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/kept").join(name)
}

fn gathered(path: &Path) -> Project {
    let mapping = Mapping::default();
    let how = How {
        engine: Engine::Rules,
        mapping: &mapping,
        cache: None,
        reviews: None,
        done: &|| {},
        is_off: &|| false,
    };
    let (project, messages) = storage::gathered(storage::listed(&[path.to_owned()]).unwrap(), how);
    let failed: Vec<&String> = messages.iter().filter(|it| it.is_failure).map(|it| &it.words).collect();
    assert!(failed.is_empty(), "{failed:?}");
    project
}

/// What somebody decided in the project: two people made one and renamed, a role, a side, and somebody who is another in one article.
fn decided(project: &Project) {
    assert_eq!(project.members.len(), 3);
    assert_eq!(project.rulings.in_force().len(), 5);
    assert_eq!(project.rulings.log().len(), 6, "one is undone and can be redone");
    let actors = Actors::of_project(project);
    let named = |name: &str| actors.list.iter().find(|actor| actor.name == name);
    let envoy = named("Anna Bell").expect("renamed");
    assert_eq!((envoy.role.as_deref(), envoy.side.as_deref()), (Some("chief envoy"), Some("Kestria")));
    assert!(named("Ana Bell").is_none() && named("Marin the elder").is_some());
    // The review beside the third article gave its first statement to somebody else.
    assert!(named("Jo Reyes").is_some());
}

#[test]
fn a_project_of_version_1_opens_with_its_decisions() {
    decided(&gathered(&kept("talks.standpoint")));
}

#[test]
fn a_packed_project_of_version_1_comes_apart() {
    let folder = tempfile::TempDir::new().unwrap();
    let project = storage::unpack(&kept("packed.standpoint"), &folder.path().join("talks")).unwrap();
    decided(&gathered(&project));
}

#[test]
fn aliases_of_version_1_are_taken_in() {
    assert_eq!(
        storage::open_aliases(&kept("aliases.json")).unwrap().len(),
        4,
        "without the one that names an article"
    );
}

#[test]
fn findings_of_version_1_open_with_every_statement() {
    let folder = tempfile::TempDir::new().unwrap();
    for name in ["findings-1.jsonl", "findings-1.parquet", "findings-1.arrow", "findings-1.arrows"] {
        // Under another name, so that nothing hangs on it.
        let copy = folder.path().join(name.replace("findings-1", "these"));
        fs::copy(kept(name), &copy).unwrap();
        let project = gathered(&copy);
        let statements: Vec<usize> =
            project.members.iter().map(|member| member.found.quotations.len()).collect();
        assert_eq!(statements, [2, 1, 3], "{name}");
        let first = &project.members[0];
        let quotation = &first.found.quotations[0];
        assert_eq!(
            first.article.slice(quotation.content[0]),
            "“We will never sign the border treaty under threat,”"
        );
        assert!((first.found.stances[&quotation.id()].score - 0.223).abs() < 1e-9, "as written: {name}");
    }
}
