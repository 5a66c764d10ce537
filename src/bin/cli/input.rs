//! Where articles come from: files, lists of articles, standard input.

use std::io::{self, BufRead, Read};
use std::path::Path;

use anyhow::Result;
use standpoint::article::Article;
use standpoint::{ingest, storage};

/// An article, or what is wrong with what should have been one.
pub(crate) type Item = Result<Named, String>;

/// An article and what it is called in the output.
pub(crate) struct Named {
    pub(crate) id: String,
    pub(crate) article: Article,
    /// Where it comes from, for messages.
    pub(crate) place: String,
    pub(crate) warnings: Vec<String>,
}

/// Calls `on` with each article of the file at `path`, or of standard input if that is "-".
///
/// # Errors
/// Only those of `on`; whatever is wrong with the input is an [`Item`].
pub(crate) fn each(path: &Path, stdin_name: &str, on: &mut dyn FnMut(Item) -> Result<()>) -> Result<()> {
    if path == Path::new("-") {
        return standard_input(stdin_name, on);
    }
    if is_list(path) {
        return match storage::lines(path) {
            Ok(reader) => rows(reader, path, on),
            Err(error) => on(Err(error.to_string())),
        };
    }
    match storage::open_all(path) {
        Ok(parts) => parts_of(parts, path, &storage::shown(path), on),
        Err(error) => on(Err(error.to_string())),
    }
}

/// Calls `on` with each article of a file.
fn parts_of(
    parts: Vec<ingest::Part>,
    path: &Path,
    place: &str,
    on: &mut dyn FnMut(Item) -> Result<()>,
) -> Result<()> {
    let count = parts.len();
    for (index, ingest::Part { name, reading }) in parts.into_iter().enumerate() {
        let number = index + 1;
        let place = if count == 1 { place.to_owned() } else { format!("{place}, article {number}") };
        let id = match name {
            Some(name) => name,
            None if count == 1 => stem(path),
            None => format!("{}:{number}", stem(path)),
        };
        on(match reading {
            Ok(ingest::Reading { article, warnings }) => Ok(Named { id, article, place, warnings }),
            Err(error) => Err(format!("{place}: {error}")),
        })?;
    }
    Ok(())
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

fn is_list(path: &Path) -> bool {
    path.extension()
        .is_some_and(|extension| ["jsonl", "ndjson"].iter().any(|list| extension.eq_ignore_ascii_case(list)))
}

fn standard_input(name: &str, on: &mut dyn FnMut(Item) -> Result<()>) -> Result<()> {
    let path = Path::new(name);
    let mut reader = io::stdin().lock();
    let begins_list = reader.fill_buf().is_ok_and(begins_like_list);
    if is_list(path) || begins_list {
        return rows(reader, path, on);
    }
    let mut bytes = Vec::new();
    let read = reader.take(ingest::LARGEST_FILE as u64 + 1).read_to_end(&mut bytes);
    let parts = read
        .map_err(|error| error.to_string())
        .and_then(|_| storage::read(&bytes, name).map_err(|error| error.to_string()));
    match parts {
        Ok(parts) => parts_of(parts, path, name, on),
        Err(error) => on(Err(format!("{name}: {error}"))),
    }
}

/// Whether some bytes begin as a JSON object with keys does, which no article does.
fn begins_like_list(bytes: &[u8]) -> bool {
    let rest = bytes.trim_ascii_start().strip_prefix(b"{");
    rest.is_some_and(|rest| rest.trim_ascii_start().starts_with(b"\""))
}

fn rows(mut reader: impl BufRead, path: &Path, on: &mut dyn FnMut(Item) -> Result<()>) -> Result<()> {
    let mut line = Vec::new();
    for number in 1usize.. {
        let place = format!("{}, line {number}", storage::shown(path));
        let item = match next_line(&mut reader, &mut line) {
            Ok(false) => break,
            Ok(true) if line.trim_ascii().is_empty() => continue,
            Ok(true) => row(&line, number, path).map(|(id, article)| Named {
                id,
                article,
                place: place.clone(),
                warnings: Vec::new(),
            }),
            // The rest of a stream that breaks off cannot be read either.
            Err(error) => {
                on(Err(format!("{place}: it could not be read ({error})")))?;
                break;
            }
        };
        on(item.map_err(|error| format!("{place}: {error}")))?;
    }
    Ok(())
}

fn row(line: &[u8], number: usize, path: &Path) -> Result<(String, Article), ingest::Error> {
    if line.len() > ingest::LARGEST_FILE {
        return Err(ingest::Error::TooLarge(ingest::LARGEST_FILE));
    }
    let line = line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line);
    let text = std::str::from_utf8(line).map_err(|error| ingest::Error::Told(error.to_string()))?;
    let ingest::Row { id, article } = ingest::row(text)?;
    Ok((id.unwrap_or_else(|| format!("{}:{number}", stem(path))), article))
}

/// Reads the next line; of one beyond the budget, enough to see that it is. `false` at the end.
fn next_line(reader: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<bool> {
    line.clear();
    let most = ingest::LARGEST_FILE + 1;
    let length = reader.by_ref().take(most as u64).read_until(b'\n', line)?;
    if length == most && !line.ends_with(b"\n") {
        reader.skip_until(b'\n')?;
    }
    Ok(length > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_told_from_articles_on_standard_input() {
        assert!(begins_like_list(b" {\"id\": 1}"));
        assert!(!begins_like_list(b"{\\rtf1") && !begins_like_list(b"{ he said") && !begins_like_list(b""));
    }

    #[test]
    fn a_bad_line_is_reported_and_the_rest_goes_on() {
        let list = "{\"id\":\"a\",\"text\":\"One.\"}\n\nnonsense\n{\"text\":\"Two.\"}";
        let mut seen = Vec::new();
        let mut on = |item: Item| {
            seen.push(item.map(|named| named.id).map_err(|error| error[..18].to_owned()));
            Ok(())
        };
        rows(list.as_bytes(), Path::new("x/news.jsonl"), &mut on).unwrap();
        assert_eq!(seen, [Ok("a".to_owned()), Err("x/news.jsonl, line".to_owned()), Ok("news:4".to_owned())]);
    }
}
