//! The disk: opening articles and saving files. No other part of the library touches it.

mod batch;
mod cache;
pub mod confined;
mod folder;
mod pack;
mod place;
mod placing;
mod project;
mod results;
mod review;
mod saving;
mod steps;
mod stored;

pub use batch::{How, Message, Taken, gathered, is_collection, is_same_file, listed, real, sha256, take};
pub use cache::{Cache, Found};
pub use folder::{ARTICLE_ENDINGS, articles_in};
pub use pack::{is_packed, pack, unpack, unpacked};
pub use place::{is_place_in, place};
pub use project::{ProjectFile, open_aliases, open_project, save_aliases, save_project, save_project_file};
pub use review::{Loaded, ReviewFile, carry};
pub use saving::Saving;

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::ingest::{self, Mapping, Part, Reading};

/// Why a file could not be opened or saved. The message names the file, says what is wrong and what to do.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file cannot be read as an article.
    #[error("{}: {source}", shown(.path))]
    Unreadable {
        /// Which file.
        path: PathBuf,
        /// What is wrong with its content.
        source: ingest::Error,
    },
    /// There is a folder, device or pipe of that name.
    #[error("{}: it is {kind}, not a file; choose a file", shown(.path))]
    NotAFile {
        /// What was asked for.
        path: PathBuf,
        /// What it is.
        kind: &'static str,
    },
    /// The system refused to open or read it.
    #[error("{}: {}", shown(.path), opening(.source))]
    Open {
        /// Which file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The system refused to write it. What was there before is unchanged.
    #[error("{}: {}", shown(.path), saving(.source))]
    Save {
        /// Which file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// What should be a project is none that can be read.
    #[error("{}: {fault}", shown(.path))]
    Project {
        /// Which file.
        path: PathBuf,
        /// What is wrong with it, and what to do.
        fault: String,
    },
    /// What should be a review is none, or another window has it.
    #[error("{}: {fault}", shown(.path))]
    Review {
        /// Which file.
        path: PathBuf,
        /// What is wrong with it.
        fault: ReviewFault,
    },
}

/// What is wrong with the file of a review.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReviewFault {
    /// It cannot be understood.
    #[error(
        "this review is damaged ({0}); it will be put aside, not overwritten, when you correct something"
    )]
    Damaged(String),
    /// A newer version of the program wrote it.
    #[error(
        "a newer version of Standpoint wrote this review; get that version, or save your corrections as another file"
    )]
    Newer,
    /// Another window is working on it.
    #[error(
        "another window is working on this review; close it there, or save your corrections as another file"
    )]
    Busy,
    /// It is not as it was when it was read or saved last.
    #[error(
        "somebody else has changed this review; open the article again, or save your corrections as another file"
    )]
    Changed,
}

/// Opens the article in the file at `path`; of several the first that can be read.
///
/// # Errors
/// If there is no such file, it is a folder, a pipe or a device, it may not be read, or there is no article in it.
pub fn open(path: &Path) -> Result<Reading, Error> {
    let first = open_all(path, &Mapping::default())?.into_iter().find_map(|part| part.reading.ok());
    first.ok_or_else(|| Error::Unreadable { path: path.to_owned(), source: ingest::Error::NoArticles })
}

/// Opens all articles in the file at `path`: one, or those of a list, an archive or a box of mails; what columns of lists hold says
/// `mapping`, or else their names.
///
/// # Errors
/// As of [`open`].
pub fn open_all(path: &Path, mapping: &Mapping) -> Result<Vec<Part>, Error> {
    let file = open_file(path)?;
    let mut bytes = Vec::new();
    // The bound holds also for files that grow while they are read or hide their size.
    let most = ingest::LARGEST_FILE as u64 + 1;
    file.take(most)
        .read_to_end(&mut bytes)
        .map_err(|source| Error::Open { path: path.to_owned(), source })?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    read(&bytes, &name, mapping).map_err(|source| Error::Unreadable { path: path.to_owned(), source })
}

/// Reads all articles in `bytes`, which come from a file called `name`. What needs a parser is read in a process of its own, if
/// the program takes part in that ([`confined`]).
///
/// # Errors
/// As of [`ingest::read_all`], or if reading takes too much.
pub fn read(bytes: &[u8], name: &str, mapping: &Mapping) -> Result<Vec<Part>, ingest::Error> {
    confined::read(bytes, name, mapping)
}

/// What tells one state of a file from another: its length, and when it was written.
pub type Stamp = (u64, SystemTime);

/// The state of the file at `path`; `None` if there is none.
pub fn stamp(path: &Path) -> Option<Stamp> {
    let metadata = fs::metadata(path).ok()?;
    Some((metadata.len(), metadata.modified().ok()?))
}

/// Opens the file at `path`, for lists of articles of any length.
///
/// # Errors
/// If there is no such file, it is a folder, a pipe or a device, or it may not be read.
pub fn open_file(path: &Path) -> Result<File, Error> {
    let failed = |source| Error::Open { path: path.to_owned(), source };
    // Looked at before it is opened, because opening a pipe waits for its other end.
    if let Some(kind) = special(&fs::metadata(path).map_err(failed)?) {
        return Err(Error::NotAFile { path: path.to_owned(), kind });
    }
    File::open(path).map_err(failed)
}

/// What something that is not a regular file is.
fn special(metadata: &fs::Metadata) -> Option<&'static str> {
    if metadata.is_file() {
        None
    } else if metadata.is_dir() {
        Some("a folder")
    } else {
        Some("a pipe or device")
    }
}

/// Saves `bytes` as the file at `path`: either all of it or, on an error, nothing.
///
/// # Errors
/// If the file cannot be written; what was there before is then unchanged.
pub fn save(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let failed = |source| Error::Save { path: path.to_owned(), source };
    let mut saving = Saving::begin(path)?;
    saving.write_all(bytes).map_err(failed)?;
    saving.commit()
}

/// Makes the folder at `path`, and those that it is in, if it is not there.
///
/// # Errors
/// If it cannot be made.
pub fn make_folder(path: &Path) -> Result<(), Error> {
    fs::create_dir_all(path).map_err(|source| Error::Save { path: path.to_owned(), source })
}

/// Saves files as a new folder.
///
/// # Errors
/// If there is something of that name, or it cannot be written.
pub fn save_folder(path: &Path, files: &[(String, Vec<u8>)]) -> Result<(), Error> {
    let failed = |source| Error::Save { path: path.to_owned(), source };
    fs::create_dir(path).map_err(failed)?;
    for (name, bytes) in files {
        File::create_new(path.join(name)).and_then(|mut file| file.write_all(bytes)).map_err(failed)?;
    }
    Ok(())
}

/// A path for messages: control characters and marks that turn the direction of text are written out.
pub fn shown(path: &Path) -> String {
    let turns =
        |c: char| matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    let mut out = String::new();
    for c in path.to_string_lossy().chars() {
        if c.is_control() || turns(c) { out.extend(c.escape_default()) } else { out.push(c) }
    }
    out
}

fn opening(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file; check the name".to_owned(),
        io::ErrorKind::PermissionDenied => {
            "you are not allowed to read it; ask its owner or copy it".to_owned()
        }
        _ => format!("it could not be read ({error}); check the disk or copy the file elsewhere"),
    }
}

fn saving(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "its folder does not exist; create it or choose another".to_owned(),
        io::ErrorKind::PermissionDenied => {
            "you are not allowed to write there; choose another folder".to_owned()
        }
        io::ErrorKind::AlreadyExists => "there is something of that name; choose another".to_owned(),
        io::ErrorKind::StorageFull => "the disk is full; free some space or choose another disk".to_owned(),
        _ => format!("it could not be saved ({error}); choose another folder"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> tempfile::TempDir {
        tempfile::tempdir().unwrap()
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_saved_file_is_opened_again() {
        let folder = folder();
        let path = folder.path().join("a.txt");
        save(&path, b"Old.").unwrap();
        save(&path, "Vučić said so.".as_bytes()).unwrap();
        assert_eq!(open(&path).unwrap().article.text(), "Vučić said so.");
        assert_eq!(names(folder.path()), ["a.txt"]);
    }

    #[test]
    fn what_is_not_saved_to_the_end_leaves_no_trace() {
        let folder = folder();
        let path = folder.path().join("a.txt");
        save(&path, b"Old.").unwrap();
        let mut saving = Saving::begin(&path).unwrap();
        saving.write_all(b"New").unwrap();
        drop(saving);
        assert_eq!(fs::read(&path).unwrap(), b"Old.");
        assert_eq!(names(folder.path()), ["a.txt"]);
    }

    #[test]
    fn errors_name_the_file_and_what_to_do() {
        let folder = folder();
        let message = |path: &Path| open(path).unwrap_err().to_string();
        let missing = message(&folder.path().join("no\nne.txt"));
        assert!(missing.ends_with("no\\nne.txt: there is no such file; check the name"), "{missing}");
        assert!(message(folder.path()).contains("it is a folder"));
        let empty = folder.path().join("empty.txt");
        save(&empty, b"").unwrap();
        assert!(message(&empty).contains("empty.txt: it is empty"), "{}", message(&empty));
        let homeless = save(&folder.path().join("x/y.txt"), b"").unwrap_err().to_string();
        assert!(homeless.contains("folder does not exist"), "{homeless}");
        assert!(matches!(save(folder.path(), b""), Err(Error::NotAFile { .. })));
    }

    #[cfg(unix)]
    #[test]
    fn modes_and_links_are_kept() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = folder();
        let (path, link) = (folder.path().join("a.txt"), folder.path().join("link"));
        save(&path, b"Old.").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        symlink(&path, &link).unwrap();
        save(&link, b"New.").unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read(&path).unwrap(), b"New.");
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
    }

    #[cfg(unix)]
    #[test]
    fn devices_are_refused_and_neither_read_nor_waited_for() {
        assert!(matches!(open(Path::new("/dev/zero")), Err(Error::NotAFile { .. })));
    }

    #[test]
    fn a_file_beyond_the_budget_is_refused_without_being_read() {
        let folder = folder();
        let path = folder.path().join("sparse.txt");
        File::create(&path).unwrap().set_len(1 << 40).unwrap();
        let message = open(&path).unwrap_err().to_string();
        assert!(message.contains("larger than 50 MB"), "{message}");
    }
}
