//! The file of a project, `NAME.standpoint`: which articles it has, by reference, and what a person decided about its actors. Reviews lie
//! beside the articles as ever. `docs/FORMAT.md` describes it.

use std::fs;
use std::io::Read;
use std::path::{Component, Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::{Error, save};
use crate::ingest::{Field, Mapping, Said};
use crate::project::{Project, Ruling, Rulings};

/// What the file says that it is.
const FORMAT: &str = "standpoint project";
/// What a file of decisions about actors, to be shared, says that it is.
const ALIASES: &str = "standpoint aliases";
/// The version of both that this program writes, and the newest that it reads.
const VERSION: u32 = 1;
/// A project is never so long.
const LARGEST: u64 = 256 << 20;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    format: String,
    version: u32,
    program: String,
    name: String,
    articles: Vec<Listed>,
    actors: Vec<Decided>,
    done: usize,
    /// What columns of its lists hold, where a person had to say it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    columns: Vec<NamedColumn>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct NamedColumn {
    name: String,
    holds: Option<Field>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Aliases {
    format: String,
    version: u32,
    program: String,
    actors: Vec<Decided>,
}

/// One file of the project; which articles are in it, it says itself.
#[derive(Serialize, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
struct Listed {
    path: String,
    /// The bytes of a path that is no Unicode, in hexadecimal; `path` then only shows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    path_bytes: Option<String>,
    sha256: String,
}

#[derive(Serialize, Deserialize)]
#[serde(tag = "decision", rename_all = "snake_case", deny_unknown_fields)]
enum Decided {
    Same {
        name: String,
        into: String,
    },
    Apart {
        name: String,
        article: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        fingerprint: Option<String>,
        to: String,
    },
    Called {
        name: String,
        to: String,
    },
    Role {
        name: String,
        role: String,
    },
    Side {
        name: String,
        side: String,
    },
}

#[derive(Deserialize)]
struct Head {
    format: String,
    version: u32,
}

/// A project as its file tells it, before its articles have been read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ProjectFile {
    /// What it is called.
    pub name: String,
    /// Its files, with the SHA-256 that they had when the project was saved.
    pub files: Vec<(PathBuf, String)>,
    /// What a person decided about its actors.
    pub rulings: Rulings,
    /// What columns of its lists hold, where their names do not say it.
    pub mapping: Mapping,
    /// Where it is, if it is one project that has a file.
    pub place: Option<PathBuf>,
    /// What there is to tell of how it was opened.
    pub notes: Vec<String>,
}

/// Reads the file of a project. Its articles are not opened.
///
/// # Errors
/// If it cannot be read, is no project, or a newer version of the program wrote it.
pub fn open_project(path: &Path) -> Result<ProjectFile, Error> {
    if super::is_packed(path) {
        let fault =
            "it is packed; take it apart first (standpoint-cli project unpack, or open it in the window)";
        return Err(Error::Project { path: path.to_owned(), fault: fault.into() });
    }
    let document: Document = read(path, FORMAT)?;
    let base = path.parent().unwrap_or(Path::new(""));
    let rulings: Vec<Ruling> = document.actors.into_iter().map(ruling).collect();
    let file = |listed: Listed| {
        let path = listed.path_bytes.as_deref().and_then(from_bytes).unwrap_or_else(|| native(&listed.path));
        (base.join(path), listed.sha256)
    };
    let said = |NamedColumn { name, holds }| Said { column: name, field: holds };
    Ok(ProjectFile {
        name: document.name,
        files: document.articles.into_iter().map(file).collect(),
        rulings: Rulings::with_log(rulings, document.done),
        mapping: document.columns.into_iter().map(said).collect(),
        place: Some(path.to_owned()),
        notes: Vec::new(),
    })
}

/// Saves a project: each file of it once, by its path from the folder of `path` where that leads there.
///
/// # Errors
/// If it cannot be written; what was there before is then unchanged.
pub fn save_project(path: &Path, project: &Project) -> Result<(), Error> {
    save_project_file(path, &ProjectFile::of(project))
}

/// Saves a project of which only the file has been read: as [`save_project`].
///
/// # Errors
/// As of [`save_project`].
pub fn save_project_file(path: &Path, file: &ProjectFile) -> Result<(), Error> {
    let base = path.parent().filter(|base| !base.as_os_str().is_empty()).unwrap_or(Path::new("."));
    save(path, &in_words_of(file, Some(&fs::canonicalize(base).unwrap_or_default())))
}

/// A project as bytes of its file: paths as they lead from the folder `base`, or as they are.
pub(super) fn in_words_of(file: &ProjectFile, base: Option<&Path>) -> Vec<u8> {
    let path = |file: &Path| base.map_or_else(|| file.to_owned(), |base| relative(file, base));
    let listed = |(file, sha256): &(PathBuf, String)| {
        let path = path(file);
        Listed { path: portable(&path), path_bytes: in_bytes(&path), sha256: sha256.clone() }
    };
    let said = |(name, holds): (&str, _)| NamedColumn { name: name.to_owned(), holds };
    let document = Document {
        format: FORMAT.into(),
        version: VERSION,
        program: concat!("Standpoint ", env!("CARGO_PKG_VERSION")).into(),
        name: file.name.clone(),
        articles: file.files.iter().map(listed).collect(),
        actors: file.rulings.log().iter().map(decided).collect(),
        done: file.rulings.in_force().len(),
        columns: file.mapping.said().map(said).collect(),
    };
    in_words(&document)
}

impl ProjectFile {
    /// What is to be saved of a project: its files, each once, and the decisions.
    pub fn of(project: &Project) -> Self {
        let mut files: Vec<(PathBuf, String)> = Vec::new();
        for member in &project.members {
            let Some(path) = &member.path else { continue };
            if files.last().is_none_or(|(last, _)| last != path) {
                files.push((path.clone(), member.sha256.clone()));
            }
        }
        Self {
            name: project.name.clone(),
            files,
            rulings: project.rulings.clone(),
            mapping: project.mapping.clone(),
            place: None,
            notes: Vec::new(),
        }
    }
}

/// Reads what a person decided about actors in another project.
///
/// # Errors
/// If it cannot be read, is no such file, or a newer version of the program wrote it.
pub fn open_aliases(path: &Path) -> Result<Vec<Ruling>, Error> {
    let aliases: Aliases = read(path, ALIASES)?;
    Ok(aliases.actors.into_iter().map(ruling).collect())
}

/// Saves the decisions in force for other projects. Those that are about one article stay behind.
///
/// # Errors
/// If it cannot be written.
pub fn save_aliases(path: &Path, rulings: &Rulings) -> Result<(), Error> {
    let shared = rulings.in_force().iter().filter(|ruling| !matches!(ruling, Ruling::Apart { .. }));
    let aliases = Aliases {
        format: ALIASES.into(),
        version: VERSION,
        program: concat!("Standpoint ", env!("CARGO_PKG_VERSION")).into(),
        actors: shared.map(decided).collect(),
    };
    save(path, &in_words(&aliases))
}

fn in_words(document: &impl Serialize) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(document)
        .unwrap_or_else(|error| unreachable!("a project is not JSON: {error}"));
    bytes.push(b'\n');
    bytes
}

fn read<T: for<'d> Deserialize<'d>>(path: &Path, format: &str) -> Result<T, Error> {
    let fault = |fault: String| Error::Project { path: path.to_owned(), fault };
    let mut bytes = Vec::new();
    let file = super::open_file(path)?;
    let failed = |source| Error::Open { path: path.to_owned(), source };
    file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > LARGEST {
        return Err(fault("it is larger than any project".into()));
    }
    let none = format!("it is no {}; choose another file", format.replace("standpoint ", "Standpoint "));
    let head: Head = serde_json::from_slice(&bytes).map_err(|_| fault(none.clone()))?;
    if head.format != format || head.version == 0 {
        return Err(fault(none));
    }
    if head.version > VERSION {
        return Err(fault("a newer version of Standpoint wrote it; get that version".into()));
    }
    serde_json::from_slice(&bytes)
        .map_err(|error| fault(format!("it is damaged ({error}); take an older copy")))
}

/// The path from the folder `base`, if both have something in common; else as it is.
fn relative(file: &Path, base: &Path) -> PathBuf {
    // Of a file that is gone for now, what is still there of its path.
    let full = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
    let there = full.ancestors().find_map(|part| Some((part, fs::canonicalize(part).ok()?)));
    let full = match there {
        Some((part, real)) => full.strip_prefix(part).map_or(real.clone(), |rest| real.join(rest)),
        None => full,
    };
    let full: PathBuf = full.components().collect();
    let shared = full.components().zip(base.components()).take_while(|(a, b)| a == b).count();
    // Nothing but the root: better said in full.
    if shared < 2 {
        return full;
    }
    let up = base.components().skip(shared).map(|_| Component::ParentDir);
    up.chain(full.components().skip(shared)).collect()
}

/// A path with "/" between its parts.
fn portable(path: &Path) -> String {
    path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/")
}

fn native(path: &str) -> PathBuf {
    path.replace('/', std::path::MAIN_SEPARATOR_STR).into()
}

/// The bytes of a path that text cannot say, in hexadecimal: only file names of Unix are such.
fn in_bytes(path: &Path) -> Option<String> {
    #[cfg(unix)]
    if path.to_str().is_none() {
        let bytes = std::os::unix::ffi::OsStrExt::as_bytes(path.as_os_str());
        return Some(bytes.iter().map(|byte| format!("{byte:02x}")).collect());
    }
    let _ = path;
    None
}

fn from_bytes(hex: &str) -> Option<PathBuf> {
    #[cfg(unix)]
    {
        let pairs = hex.as_bytes().chunks(2);
        let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
        let bytes: Vec<u8> = pairs.map(byte).collect::<Option<_>>()?;
        Some(PathBuf::from(<std::ffi::OsString as std::os::unix::ffi::OsStringExt>::from_vec(bytes)))
    }
    #[cfg(not(unix))]
    {
        let _ = hex;
        None
    }
}

fn decided(ruling: &Ruling) -> Decided {
    match ruling.clone() {
        Ruling::Same { name, into } => Decided::Same { name, into },
        Ruling::Apart { name, member, fingerprint, to } => {
            Decided::Apart { name, article: member, fingerprint, to }
        }
        Ruling::Called { name, to } => Decided::Called { name, to },
        Ruling::Role { name, role } => Decided::Role { name, role },
        Ruling::Side { name, side } => Decided::Side { name, side },
    }
}

fn ruling(decided: Decided) -> Ruling {
    match decided {
        Decided::Same { name, into } => Ruling::Same { name, into },
        Decided::Apart { name, article, fingerprint, to } => {
            Ruling::Apart { name, member: article, fingerprint, to }
        }
        Decided::Called { name, to } => Ruling::Called { name, to },
        Decided::Role { name, role } => Ruling::Role { name, role },
        Decided::Side { name, side } => Ruling::Side { name, side },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Engine;
    use crate::storage::{How, take};

    fn project(folder: &Path) -> Project {
        fs::create_dir(folder.join("news")).unwrap();
        let paths = ["news/a.txt", "b.txt"].map(|name| folder.join(name));
        for path in &paths {
            fs::write(path, "“We will not sign,” said Ana Bell.").unwrap();
        }
        let mapping = Mapping::default();
        let how = How {
            engine: Engine::Rules,
            mapping: &mapping,
            cache: None,
            reviews: None,
            done: &|| (),
            is_off: &|| false,
        };
        let members = take(&paths, how).into_iter().flat_map(|taken| taken.members).collect();
        let log = vec![
            Ruling::Called { name: "Ana Bell".into(), to: "A. Bell".into() },
            Ruling::Apart {
                name: "A. Bell".into(),
                member: "b".into(),
                fingerprint: Some("0a#2".into()),
                to: "Ana Bell-Ross".into(),
            },
            Ruling::Side { name: "A. Bell".into(), side: "North".into() },
        ];
        Project { name: "Talks".into(), members, rulings: Rulings::with_log(log, 2), ..Project::default() }
    }

    #[test]
    fn a_project_is_read_as_it_was_saved_also_from_a_folder_that_moved() {
        let folder = tempfile::tempdir().unwrap();
        let before = folder.path().join("before");
        fs::create_dir(&before).unwrap();
        let project = project(&before);
        let path = before.join("talks.standpoint");
        save_project(&path, &project).unwrap();
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains("\"path\": \"news/a.txt\""), "{text}");
        fs::rename(&before, folder.path().join("after")).unwrap();
        let read = open_project(&folder.path().join("after/talks.standpoint")).unwrap();
        assert_eq!((read.name.as_str(), &read.rulings), ("Talks", &project.rulings));
        assert!(
            read.files.iter().all(|(path, sha256)| path.exists() && *sha256 == project.members[0].sha256)
        );
        assert_eq!(read.files.len(), 2);
    }

    #[cfg(unix)]
    #[test]
    fn a_file_whose_name_is_no_unicode_is_found_again() {
        use std::os::unix::ffi::OsStrExt;
        let folder = tempfile::tempdir().unwrap();
        let article = folder.path().join(std::ffi::OsStr::from_bytes(b"caf\xe9.txt"));
        fs::write(&article, "“We will not sign,” said Ana Bell.").unwrap();
        let path = folder.path().join("talks.standpoint");
        let file = ProjectFile { files: vec![(article.clone(), "0a".into())], ..ProjectFile::default() };
        save_project_file(&path, &file).unwrap();
        assert_eq!(open_project(&path).unwrap().files, [(article, "0a".to_owned())]);
    }

    #[test]
    fn aliases_are_shared_without_what_is_about_one_article() {
        let folder = tempfile::tempdir().unwrap();
        let project = project(folder.path());
        let path = folder.path().join("names.json");
        save_aliases(&path, &project.rulings).unwrap();
        assert_eq!(open_aliases(&path).unwrap(), [project.rulings.log()[0].clone()]);
        let error = open_project(&path).unwrap_err().to_string();
        assert!(error.contains("names.json") && error.contains("no Standpoint project"), "{error}");
    }

    #[test]
    fn what_is_no_project_is_said() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.standpoint");
        for (text, told) in [
            ("hello", "no Standpoint project"),
            ("{\"format\":\"standpoint project\",\"version\":9}", "newer version"),
            ("{\"format\":\"standpoint project\",\"version\":1}", "damaged"),
        ] {
            fs::write(&path, text).unwrap();
            let error = open_project(&path).unwrap_err().to_string();
            assert!(error.contains("x.standpoint") && error.contains(told), "{error}");
        }
    }
}
