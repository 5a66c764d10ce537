//! Zip archives with articles in them.

use super::package::{Package, is as is_package};
use super::{Error, LARGEST_TEXT, Mapping, Part, read_all_with};

/// The most articles that are taken out of an archive.
const MOST: usize = 1_000;

/// The articles in an archive, in the order of their names. An archive within it is not opened, so that none grows without end.
///
/// # Errors
/// If nothing in it can be read.
pub(super) fn read(package: &mut Package<'_>, mapping: &Mapping) -> Result<Vec<Part>, Error> {
    let mut names = package.names();
    names.retain(|name| is_article(name));
    names.sort();
    names.truncate(MOST);
    let mut parts = Vec::new();
    let mut length = 0;
    for name in names {
        let inner = if length > LARGEST_TEXT {
            Err(Error::TooLarge(LARGEST_TEXT))
        } else {
            package.bytes(&name).and_then(|bytes| {
                let is_archive = is_package(&bytes) && !Package::open(&bytes)?.is_document();
                if is_archive || bytes.starts_with(b"\x1F\x8B") {
                    return Err(Error::Unsupported("an archive within another"));
                }
                read_all_with(&bytes, &name, mapping)
            })
        };
        match inner {
            Ok(inner) => parts.extend(inner.into_iter().map(|part| {
                length += part.reading.as_ref().map_or(0, |reading| reading.article.text().len());
                Part { name: Some(part.name.map_or(name.clone(), |id| format!("{name}: {id}"))), ..part }
            })),
            Err(error) => parts.push(Part { name: Some(name), reading: Err(error) }),
        }
    }
    if parts.iter().any(|part| part.reading.is_ok()) { Ok(parts) } else { Err(Error::NoArticles) }
}

/// Whether something in an archive may be an article: no folder, and not what systems add of their own.
fn is_article(name: &str) -> bool {
    let last = name.rsplit(['/', '\\']).next().unwrap_or(name);
    !last.is_empty() && !last.starts_with('.') && !name.starts_with("__MACOSX/")
}

#[cfg(test)]
mod tests {
    use super::super::package::tests::package;
    use super::super::{Error, read_all};

    #[test]
    fn articles_are_read_and_what_is_none_is_told() {
        let inner = String::from_utf8_lossy(b"PK\x03\x04").into_owned();
        let archive = package(&[
            ("b/two.md", "# Talks\n\nThey left."),
            ("../../a.txt", "They met."),
            ("__MACOSX/x.txt", "No."),
            ("b/", ""),
            ("c.zip", &inner),
            ("d.jsonl", "{\"id\":\"x\",\"text\":\"Three.\"}"),
        ]);
        let parts = read_all(&archive, "a.zip").unwrap();
        let names: Vec<&str> = parts.iter().map(|part| part.name.as_deref().unwrap()).collect();
        assert_eq!(names, ["../../a.txt", "b/two.md", "c.zip", "d.jsonl: x"]);
        assert_eq!(parts[0].reading.as_ref().unwrap().article.text(), "They met.");
        assert_eq!(parts[1].reading.as_ref().unwrap().article.metadata.title.as_deref(), Some("Talks"));
        assert!(parts[2].reading.is_err());
    }

    #[test]
    fn an_archive_of_nothing_says_so() {
        assert_eq!(read_all(&package(&[("a.png", "\u{89}PNG")]), "a.zip").unwrap_err(), Error::NoArticles);
    }
}
