//! Many files at once, on all cores.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::cache::{Found, analyzed, hex};
use super::folder::articles_in;
use super::{Cache, Error, ProjectFile, ReviewFile, results};
use crate::analysis::Engine;
use crate::ingest::{self, Column, Mapping};
use crate::project::{Member, Project, Rulings};
use crate::review::{self, Marks, Review};

/// How files are read.
#[derive(Clone, Copy)]
pub struct How<'a> {
    /// What finds the statements.
    pub engine: Engine,
    /// What columns of lists hold, where their names do not say it.
    pub mapping: &'a Mapping,
    /// Where to look for what was found before, and to keep what is found.
    pub cache: Option<&'a Cache>,
    /// Where corrections are kept that are not beside their articles, by [`super::place`].
    pub reviews: Option<&'a BTreeMap<PathBuf, PathBuf>>,
    /// Called after each file, from any thread.
    pub done: &'a (dyn Fn() + Sync),
    /// Whether to stop.
    pub is_off: &'a (dyn Fn() -> bool + Sync),
}

/// What was in one file.
#[derive(Debug)]
pub struct Taken {
    /// The file.
    pub path: PathBuf,
    /// Its articles, with the corrections beside them.
    pub members: Vec<Member>,
    /// What could not be read, and what there is to warn of.
    pub messages: Vec<Message>,
}

/// Something to be told about a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// In words; they name the file.
    pub words: String,
    /// Whether something of the file is missing for it.
    pub is_failure: bool,
    /// The list that it is about, if somebody has to say what its columns hold, and those.
    pub unmapped: Option<(PathBuf, Vec<Column>)>,
}

impl Message {
    fn failure(words: &impl ToString) -> Self {
        Self { words: words.to_string(), is_failure: true, unmapped: None }
    }

    fn warning(words: &impl ToString) -> Self {
        Self { words: words.to_string(), is_failure: false, unmapped: None }
    }
}

/// Reads files and analyses their articles, on all cores; the result is in the order of `paths` whatever the number of threads. Files
/// after `is_off` are left out.
pub fn take(paths: &[PathBuf], how: How<'_>) -> Vec<Taken> {
    let one = |path: &PathBuf| {
        let taken = (!(how.is_off)()).then(|| one(path, how));
        (how.done)();
        taken
    };
    paths.par_iter().filter_map(one).collect()
}

fn one(path: &Path, how: How<'_>) -> Taken {
    let mut taken = Taken { path: path.to_owned(), members: Vec::new(), messages: Vec::new() };
    let (sha256, found) = match found(path, how) {
        Ok(found) => found,
        Err(error) => {
            let mut message = Message::failure(&error);
            if let Error::Unreadable { path, source: ingest::Error::Unmapped(columns) } = error {
                message.unmapped = Some((path, columns));
            }
            taken.messages.push(message);
            return taken;
        }
    };
    let several = found.len() > 1;
    for (found, number) in found.into_iter().zip(1..) {
        let part = several.then_some(number);
        match member(path, part, &sha256, found, how.reviews) {
            Ok((member, messages)) => {
                taken.members.push(member);
                taken.messages.extend(messages);
            }
            Err(message) => taken.messages.push(Message::failure(&message)),
        }
    }
    taken
}

fn found(path: &Path, how: How<'_>) -> Result<(String, Vec<Found>), Error> {
    let mut bytes = Vec::new();
    let file = super::open_file(path)?;
    let failed = |source| Error::Open { path: path.to_owned(), source };
    file.take(results::LARGEST as u64 + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() > results::LARGEST || bytes.len() > ingest::LARGEST_FILE && !results::is(&bytes) {
        let source = ingest::Error::TooLarge(ingest::LARGEST_FILE);
        return Err(Error::Unreadable { path: path.to_owned(), source });
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let content: [u8; 32] = Sha256::digest(&bytes).into();
    let key = key(content, &name, how.mapping);
    if let Some(found) = how.cache.and_then(|cache| cache.get(&key, &name, how.engine)) {
        return Ok((hex(&content), found));
    }
    let found = analyzed(&bytes, &name, how.engine, how.mapping)
        .map_err(|source| Error::Unreadable { path: path.to_owned(), source })?;
    if let Some(cache) = how.cache {
        cache.put(&key, &name, how.engine, &found);
    }
    Ok((hex(&content), found))
}

/// What the cache knows a file by: its content, and where that counts what was said of columns.
fn key(content: [u8; 32], name: &str, mapping: &Mapping) -> [u8; 32] {
    if mapping.is_empty() || !ingest::may_have_columns(name) {
        return content;
    }
    let mut hasher = Sha256::new();
    hasher.update(content);
    for (column, field) in mapping.said() {
        for part in [column, field.map_or("", ingest::Field::name)] {
            hasher.update((part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
    }
    hasher.finalize().into()
}

fn member(
    path: &Path,
    part: Option<usize>,
    sha256: &str,
    Found { name, reading }: Found,
    reviews: Option<&BTreeMap<PathBuf, PathBuf>>,
) -> Result<(Member, Vec<Message>), String> {
    let place = match part {
        None => super::shown(path),
        Some(number) => format!("{}, article {number}", super::shown(path)),
    };
    let (reading, analysis) = reading.map_err(|message| format!("{place}: {message}"))?;
    let mut messages: Vec<Message> =
        reading.warnings.iter().map(|warning| Message::warning(&format!("{place}: {warning}"))).collect();
    let elsewhere =
        reviews.and_then(|reviews| reviews.get(&super::place(path, part))).filter(|place| place.exists());
    let file =
        elsewhere.map_or_else(|| ReviewFile::beside_part(path, part), |place| ReviewFile::at(place.clone()));
    let review = match file.peek(&reading.article) {
        Ok(review) => review.unwrap_or_default(),
        Err(error) => {
            messages.push(Message::failure(&error));
            Review::default()
        }
    };
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let name = match (name, part) {
        (Some(name), Some(_)) => format!("{stem}: {name}"),
        (_, Some(number)) => format!("{stem}: {number}"),
        _ => stem,
    };
    let found = Arc::new(analysis);
    let (analysis, marks) = if review.is_empty() {
        (Arc::clone(&found), Marks::default())
    } else {
        let corrected = review::reviewed(&reading.article, &found, &review);
        (Arc::new(corrected.analysis), corrected.marks)
    };
    let member = Member {
        base: name.clone(),
        name,
        path: Some(path.to_owned()),
        part,
        sha256: sha256.to_owned(),
        article: Arc::new(reading.article),
        found,
        analysis,
        marks: Arc::new(marks),
    };
    Ok((member, messages))
}

/// Whether there are many articles at `path`: a folder, a project, a file of columns, or findings that were written before.
pub fn is_collection(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("standpoint"))
        || path.is_dir()
        || is_table(path)
}

/// Whether the file at `path` holds many articles: findings or other columns by its ending, findings as lines also by how they begin.
fn is_table(path: &Path) -> bool {
    const HEAD: u64 = 256;
    let has_ending = |endings: &[&str]| {
        path.extension().is_some_and(|ending| endings.iter().any(|one| ending.eq_ignore_ascii_case(one)))
    };
    let begins = |file: fs::File| {
        let mut head = Vec::new();
        file.take(HEAD).read_to_end(&mut head).is_ok() && head.starts_with(b"{\"schema_version\":")
    };
    let is_line = || has_ending(&["jsonl", "ndjson"]) && super::open_file(path).is_ok_and(begins);
    has_ending(&["parquet", "arrow", "arrows", "feather"]) || is_line()
}

/// The SHA-256 of the file at `path`, in hexadecimal; `None` if it cannot be read.
pub fn sha256(path: &Path) -> Option<String> {
    let mut bytes = Vec::new();
    super::open_file(path).ok()?.take(ingest::LARGEST_FILE as u64 + 1).read_to_end(&mut bytes).ok()?;
    Some(hex(&Sha256::digest(&bytes)))
}

/// What is to be read for `paths`: of a project its files and decisions, of folders the articles in them, other files as they are. Several
/// projects are put together; the name is the first one's.
///
/// # Errors
/// If a project or a folder cannot be read.
pub fn listed(paths: &[PathBuf]) -> Result<ProjectFile, Error> {
    let mut all = ProjectFile::default();
    let mut rulings = Vec::new();
    for path in paths {
        if path.is_dir() {
            if all.name.is_empty() {
                all.name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            }
            all.files.extend(articles_in(path)?.into_iter().map(|path| (path, String::new())));
        } else if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("standpoint")) {
            let project = super::open_project(&at_hand(path, &mut all.notes)?)?;
            all.files.extend(project.files);
            all.mapping.extend(&project.mapping);
            rulings.extend(project.rulings.in_force().iter().cloned());
            if paths.len() == 1 {
                // What was undone in it can still be redone.
                (all.place, all.rulings) = (project.place, project.rulings);
            }
            if all.name.is_empty() {
                all.name = project.name;
            }
        } else {
            all.files.push((path.clone(), String::new()));
        }
    }
    let mut seen = BTreeSet::new();
    all.files.retain(|(path, _)| seen.insert(fs::canonicalize(path).unwrap_or_else(|_| path.clone())));
    if all.place.is_none() {
        let done = rulings.len();
        all.rulings = Rulings::with_log(rulings, done);
    }
    Ok(all)
}

/// The file of the project at `path`: itself or, if it is packed, the one in the folder that it is taken apart into, if it has not been already.
fn at_hand(path: &Path, notes: &mut Vec<String>) -> Result<PathBuf, Error> {
    if !super::is_packed(path) {
        return Ok(path.to_owned());
    }
    let folder = path.with_extension("");
    if let Some(project) = super::unpacked(&folder) {
        notes.push(format!(
            "{}: it was taken apart before; this is what is in {}",
            super::shown(path),
            super::shown(&folder)
        ));
        return Ok(project);
    }
    notes.push(format!(
        "{}: it was packed, and has been taken apart into {}",
        super::shown(path),
        super::shown(&folder)
    ));
    super::unpack(path, &folder)
}

/// The path of a file from the root, its folder by its real name; the file may itself be a link.
pub fn real(path: &Path) -> PathBuf {
    let full = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    match (full.parent().map(fs::canonicalize), full.file_name()) {
        (Some(Ok(folder)), Some(name)) => folder.join(name),
        _ => full,
    }
}

/// Whether two paths lead to one file.
pub fn is_same_file(one: &Path, other: &Path) -> bool {
    one == other
        || fs::canonicalize(one).is_ok_and(|one| fs::canonicalize(other).is_ok_and(|other| one == other))
}

/// Reads all files of a project and puts it together, with what there is to tell of them.
pub fn gathered(file: ProjectFile, how: How<'_>) -> (Project, Vec<Message>) {
    let paths: Vec<PathBuf> = file.files.iter().map(|(path, _)| path.clone()).collect();
    let mut mapping = file.mapping;
    mapping.extend(how.mapping);
    let has_lists = paths.iter().any(|path| ingest::may_have_columns(&path.to_string_lossy()));
    let mut project = Project {
        name: file.name,
        members: Vec::new(),
        rulings: file.rulings,
        mapping: if has_lists { mapping.clone() } else { Mapping::default() },
    };
    let how = How { mapping: &mapping, ..how };
    let mut messages: Vec<Message> = file.notes.iter().map(Message::warning).collect();
    let before: BTreeMap<&PathBuf, &str> =
        file.files.iter().map(|(path, sha256)| (path, sha256.as_str())).collect();
    for taken in take(&paths, how) {
        let sha256 = taken.members.first().map(|member| member.sha256.as_str());
        let was = before.get(&taken.path).copied().filter(|was| !was.is_empty());
        if let (Some(was), Some(is)) = (was, sha256)
            && was != is
        {
            messages.push(Message::warning(&format!(
                "{}: it has changed since the project was saved, and has been read as it is now",
                super::shown(&taken.path)
            )));
        }
        project.members.extend(taken.members);
        messages.extend(taken.messages);
    }
    project.name_apart();
    (project, messages)
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    static NOTHING: LazyLock<Mapping> = LazyLock::new(Mapping::default);

    fn how<'a>(cache: Option<&'a Cache>, done: &'a (dyn Fn() + Sync)) -> How<'a> {
        How { engine: Engine::Rules, mapping: &NOTHING, cache, reviews: None, done, is_off: &|| false }
    }

    #[test]
    fn files_of_a_folder_become_members_in_order() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("b")).unwrap();
        for (name, text) in [
            ("b/two.txt", "“We may talk,” said Ivo Marin."),
            ("a.txt", "“We will not sign,” said Ana Bell."),
            (
                "c.jsonl",
                "{\"id\":\"x\",\"text\":\"“No,” said Li Wei.\"}\n{\"id\":\"y\",\"text\":\"“Yes,” said Li Wei.\"}",
            ),
            ("a.txt.standpoint.json", "{}"),
            (".hidden.txt", "“No.”"),
            ("picture.png", "x"),
        ] {
            fs::write(folder.path().join(name), text).unwrap();
        }
        let paths = articles_in(folder.path()).unwrap();
        let count = AtomicUsize::new(0);
        let done = || {
            count.fetch_add(1, Ordering::Relaxed);
        };
        let taken = take(&paths, how(None, &done));
        let names: Vec<&str> =
            taken.iter().flat_map(|taken| &taken.members).map(|member| member.name.as_str()).collect();
        assert_eq!(names, ["a", "two", "c: x", "c: y"]);
        assert_eq!(count.into_inner(), 3);
        assert!(taken[0].messages[0].words.contains("damaged"), "{:?}", taken[0].messages);
    }

    #[test]
    fn only_what_has_changed_is_analysed_again() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::at(folder.path().join(".cache"), "this");
        let path = folder.path().join("a.txt");
        fs::write(&path, "“We will not sign,” said Ana Bell.").unwrap();
        let members = || take(std::slice::from_ref(&path), how(Some(&cache), &|| ())).remove(0).members;
        let first = members();
        let again = members();
        assert_eq!(first[0].analysis, again[0].analysis);
        fs::write(&path, "“We will sign,” said Ivo Marin.").unwrap();
        let changed = members();
        assert_ne!(first[0].sha256, changed[0].sha256);
        assert_eq!(changed[0].analysis.speakers.list[0].name, "Ivo Marin");
    }

    #[test]
    fn a_file_that_has_changed_since_the_project_was_saved_is_pointed_out() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        fs::write(&path, "“We will not sign,” said Ana Bell.").unwrap();
        let (project, _) = gathered(listed(std::slice::from_ref(&path)).unwrap(), how(None, &|| ()));
        let told = || gathered(ProjectFile::of(&project), how(None, &|| ())).1;
        assert_eq!(told(), []);
        fs::write(&path, "“We will sign,” said Ana Bell.").unwrap();
        assert!(told()[0].words.contains("a.txt: it has changed since"), "{:?}", told());
    }

    #[test]
    fn what_columns_hold_is_kept_with_the_project_and_what_is_said_of_them_anew_is_read_anew() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::at(folder.path().join(".cache"), "this");
        let path = folder.path().join("a.csv");
        fs::write(&path, "Kopf,Worte,Fremd\nTalks,“No.” said Ana Bell.,“Yes.” said Ivo Marin.\n").unwrap();
        let read = |file: ProjectFile, words: &str| {
            let mapping: Mapping =
                words.split_whitespace().map(|it| it.parse::<ingest::Said>().unwrap()).collect();
            let how = How { mapping: &mapping, ..how(Some(&cache), &|| ()) };
            let (project, messages) = gathered(file, how);
            let text = project.members.first().map(|member| member.article.text().to_owned());
            (project, text, messages)
        };
        let listed = || listed(std::slice::from_ref(&path)).unwrap();
        let (_, none, told) = read(listed(), "");
        assert!(none.is_none() && told[0].words.contains("--column text=NAME"), "{told:?}");
        let (project, text, _) = read(listed(), "text=Worte title=Kopf");
        assert_eq!(text.as_deref(), Some("“No.” said Ana Bell."));
        assert_eq!(project.members[0].article.metadata.title.as_deref(), Some("Talks"));
        let (_, other, _) = read(listed(), "text=Fremd");
        assert_eq!(other.as_deref(), Some("“Yes.” said Ivo Marin."));
        let place = folder.path().join("talks.standpoint");
        crate::storage::save_project(&place, &project).unwrap();
        let (_, again, _) = read(super::listed(&[place]).unwrap(), "");
        assert_eq!(again, text);
    }

    #[test]
    fn what_cannot_be_read_is_said_and_the_rest_goes_on() {
        let folder = tempfile::tempdir().unwrap();
        let (good, gone) = (folder.path().join("a.txt"), folder.path().join("gone.txt"));
        fs::write(&good, "“No,” said Ana Bell.").unwrap();
        let taken = take(&[gone, good], how(None, &|| ()));
        assert!(taken[0].members.is_empty() && taken[0].messages[0].words.contains("gone.txt"));
        assert_eq!(taken[1].members.len(), 1);
    }
}
