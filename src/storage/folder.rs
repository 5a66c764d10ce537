//! Which files of a folder may hold articles.

use std::fs;
use std::path::{Path, PathBuf};

use super::Error;

/// So many files a folder may have.
const MOST_FILES: usize = 1_000_000;
/// So deep folders may lie in folders.
const DEEPEST: usize = 32;

/// How the ends of names of files say that there may be articles in them.
pub const ARTICLE_ENDINGS: [&str; 29] = [
    "txt", "text", "md", "markdown", "html", "htm", "xhtml", "mht", "mhtml", "pdf", "docx", "odt", "rtf",
    "epub", "eml", "mbox", "json", "jsonl", "ndjson", "csv", "tsv", "srt", "vtt", "gz", "zip", "parquet",
    "arrow", "arrows", "feather",
];

/// The files in a folder and the folders in it that may hold articles, in the order of their names. Hidden ones, links to folders, and
/// what the program itself keeps beside articles are passed over.
///
/// # Errors
/// If the folder cannot be read, or holds more files than a million.
pub fn articles_in(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let mut out = Vec::new();
    walk(folder, 0, &mut out)?;
    out.sort();
    Ok(out)
}

fn walk(folder: &Path, depth: usize, out: &mut Vec<PathBuf>) -> Result<(), Error> {
    let failed = |source| Error::Open { path: folder.to_owned(), source };
    for entry in fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let kind = entry.file_type().map_err(failed)?;
        if name.starts_with('.') || name.ends_with(".standpoint.json") {
            continue;
        }
        if kind.is_dir() && depth < DEEPEST {
            walk(&entry.path(), depth + 1, out)?;
        } else if !kind.is_dir() && may_hold_articles(&entry.path()) {
            out.push(entry.path());
        }
        if out.len() > MOST_FILES {
            return Err(failed(std::io::Error::other("it holds more than a million files")));
        }
    }
    Ok(())
}

/// Whether the end of the name says that there may be articles in a file. Packed ones count by what is packed: `talks.txt.gz`.
fn may_hold_articles(path: &Path) -> bool {
    let ending = |path: &Path| path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    match ending(path).as_deref() {
        Some("gz") => {
            ending(&path.with_extension("")).is_some_and(|inner| ARTICLE_ENDINGS.contains(&inner.as_str()))
        }
        Some(ending) => ARTICLE_ENDINGS.contains(&ending),
        None => false,
    }
}
