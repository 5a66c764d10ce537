//! What an article is called by: its file and, of several in it, its number.

use std::path::{Path, PathBuf};

/// What one of several articles in the file at `path` is called by, where it must not be taken for another.
pub fn place(path: &Path, part: Option<usize>) -> PathBuf {
    let Some(number) = part else { return path.to_owned() };
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!("#{number}"));
    path.with_file_name(name)
}

/// Whether `name` is what an article in the file at `path` is called by, in the sense of [`place`].
pub fn is_place_in(name: &Path, path: &Path) -> bool {
    let number = |name: &str| Some(name.rsplit_once('#')?.1.parse::<usize>().ok());
    let named = name.file_name().and_then(|name| name.to_str());
    name == path || named.and_then(number).flatten().is_some_and(|number| name == place(path, Some(number)))
}
