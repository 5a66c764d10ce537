//! What was found in files before, so that a project opens without being analysed again. A file is known by its content.

use std::path::{Path, PathBuf};
use std::time::SystemTime;
use std::{env, fs};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::results;
use super::stored::{Findings, Text};
use crate::analysis::{Analysis, Engine};
use crate::ingest::{self, Mapping, Reading};

/// One article of a file, or why it could not be read.
#[derive(Debug, Clone)]
pub struct Found {
    /// Its name within the file, if it has one.
    pub name: Option<String>,
    /// The article and what was found in it; or what was wrong.
    pub reading: Result<(Reading, Analysis), String>,
}

/// A folder with what was found before. It may be deleted at any time.
#[derive(Debug, Clone)]
pub struct Cache {
    folder: PathBuf,
    /// What distinguishes this program from others that may find other things.
    program: String,
}

#[derive(Serialize, Deserialize)]
struct Stored {
    name: Option<String>,
    reading: Result<(Text, Findings), String>,
}

impl Cache {
    /// A cache in this folder, which need not exist. `program` names the state of the program: findings of another state do not count.
    pub fn at(folder: PathBuf, program: &str) -> Self {
        Self { folder, program: program.to_owned() }
    }

    /// The cache of the person who runs the program, where their system keeps such things; `None` where that is unknown. What another
    /// state of the program found, which its own file's length and time tell, does not count.
    pub fn of_user() -> Option<Self> {
        let program = fs::metadata(env::current_exe().ok()?).ok()?;
        let time = program.modified().ok()?.duration_since(SystemTime::UNIX_EPOCH).ok()?;
        let state = format!("{} {} {}", env!("CARGO_PKG_VERSION"), program.len(), time.as_nanos());
        let folder = |name: &str| env::var_os(name).map(PathBuf::from).filter(|folder| folder.is_absolute());
        let base = if cfg!(windows) {
            folder("LOCALAPPDATA")
        } else if cfg!(target_os = "macos") {
            folder("HOME").map(|home| home.join("Library/Caches"))
        } else {
            folder("XDG_CACHE_HOME").or_else(|| folder("HOME").map(|home| home.join(".cache")))
        };
        Some(Self::at(base?.join("standpoint"), &state))
    }

    /// What was found in a file with this content and name. What is damaged counts as not there.
    pub fn get(&self, content: &[u8; 32], name: &str, engine: Engine) -> Option<Vec<Found>> {
        let bytes = fs::read(self.place(content, name, engine)).ok()?;
        let (sum, body) = bytes.split_at_checked(32)?;
        if Sha256::digest(body)[..] != *sum {
            return None;
        }
        let stored: Vec<Stored> = postcard::from_bytes(body).ok()?;
        stored.into_iter().map(found).collect()
    }

    /// Keeps what was found. That it cannot be kept is no fault: it will be found again.
    pub fn put(&self, content: &[u8; 32], name: &str, engine: Engine, found: &[Found]) {
        let stored: Vec<Stored> = found.iter().map(stored).collect();
        let Ok(body) = postcard::to_stdvec(&stored) else { return };
        let place = self.place(content, name, engine);
        let bytes = [Sha256::digest(&body).as_slice(), &body].concat();
        let made = place.parent().is_some_and(|folder| fs::create_dir_all(folder).is_ok());
        if made {
            // Written beside and renamed, so that nobody reads half of it; not forced to the disk, because it may be lost.
            let beside = place.with_extension(format!("{}.part", std::process::id()));
            if fs::write(&beside, bytes).and_then(|()| fs::rename(&beside, &place)).is_err() {
                let _ = fs::remove_file(&beside);
            }
        }
    }

    fn place(&self, content: &[u8; 32], name: &str, engine: Engine) -> PathBuf {
        let ending = Path::new(name).extension().unwrap_or_default().to_string_lossy().to_lowercase();
        let mut hasher = Sha256::new();
        hasher.update(content);
        for part in [&self.program, engine.name(), &ending] {
            hasher.update([0]);
            hasher.update(part);
        }
        let name = hex(&hasher.finalize());
        self.folder.join(&name[..2]).join(&name[2..])
    }
}

/// Bytes in hexadecimal.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn stored(found: &Found) -> Stored {
    let reading = found.reading.as_ref().map_err(Clone::clone);
    Stored {
        name: found.name.clone(),
        reading: reading.map(|(reading, analysis)| {
            (Text::of(&reading.article, &reading.warnings), Findings::of(analysis))
        }),
    }
}

fn found(Stored { name, reading }: Stored) -> Option<Found> {
    let reading = match reading {
        Err(message) => Err(message),
        Ok((text, findings)) => {
            let reading = text.reading()?;
            let analysis = findings.analysis(reading.article.text())?;
            Ok((reading, analysis))
        }
    };
    Some(Found { name, reading })
}

/// Analyses the articles of a file, which has these bytes; of findings that were written before takes what they say.
pub(super) fn analyzed(
    bytes: &[u8],
    name: &str,
    engine: Engine,
    mapping: &Mapping,
) -> Result<Vec<Found>, ingest::Error> {
    if results::is(bytes) {
        return results::read(bytes);
    }
    let parts = super::read(bytes, name, mapping)?;
    let found = |part: ingest::Part| {
        let reading = part.reading.map_err(|error| error.to_string()).and_then(|reading| {
            // A fault of ours in one article is not to end the work on a thousand others.
            let analysis = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
                crate::analysis::analyze_with(&reading.article, engine)
            }));
            let fault = "the program failed on this article; please report it with the file";
            analysis.map(|analysis| (reading, analysis)).map_err(|_| fault.to_owned())
        });
        Found { name: part.name, reading }
    };
    Ok(parts.into_iter().map(found).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TALKS: &str = "“We will never sign,” said Foreign Minister Ana Bell of France. She told Ivo Marin that talks \
                         would resume if the troops left. “They attacked us,” he said, according to the mayor.";

    #[test]
    fn what_comes_out_is_what_went_in() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::at(folder.path().join("cache"), "this");
        let content = [7; 32];
        for engine in [Engine::Rules, Engine::Model] {
            let mut found = analyzed(TALKS.as_bytes(), "talks.txt", engine, &Mapping::default()).unwrap();
            if let Ok((reading, analysis)) = &mut found[0].reading {
                crate::analysis::explain(&reading.article, analysis);
                assert!(!analysis.stances.is_empty());
            }
            assert!(cache.get(&content, "talks.txt", engine).is_none());
            cache.put(&content, "talks.txt", engine, &found);
            let back = cache.get(&content, "other.TXT", engine).expect("it was put there");
            let (Ok((before, known)), Ok((after, again))) = (&found[0].reading, &back[0].reading) else {
                panic!()
            };
            assert_eq!(before.article.text(), after.article.text());
            assert_eq!(before.article.metadata, after.article.metadata);
            assert_eq!(known, again);
            assert!(cache.get(&content, "talks.html", engine).is_none(), "the ending says how it is read");
            assert!(
                Cache::at(folder.path().join("cache"), "that").get(&content, "talks.txt", engine).is_none()
            );
        }
    }

    #[test]
    fn what_is_damaged_is_not_there() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::at(folder.path().to_owned(), "this");
        let found = analyzed(TALKS.as_bytes(), "talks.txt", Engine::Rules, &Mapping::default()).unwrap();
        cache.put(&[0; 32], "a.txt", Engine::Rules, &found);
        let place = cache.place(&[0; 32], "a.txt", Engine::Rules);
        let whole = fs::read(&place).unwrap();
        for cut in [0, 10, whole.len() - 1] {
            fs::write(&place, &whole[..cut]).unwrap();
            assert!(cache.get(&[0; 32], "a.txt", Engine::Rules).is_none());
        }
        let mut turned = whole.clone();
        turned[40] ^= 1;
        fs::write(&place, turned).unwrap();
        assert!(cache.get(&[0; 32], "a.txt", Engine::Rules).is_none());
        fs::write(&place, whole).unwrap();
        assert!(cache.get(&[0; 32], "a.txt", Engine::Rules).is_some());
    }
}
