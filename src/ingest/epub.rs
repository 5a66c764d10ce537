//! Electronic books: the pages of an EPUB in the order in which one reads them, as one article.

use std::collections::BTreeMap;

use quick_xml::events::BytesStart;

use super::office::{Step, walk};
use super::package::Package;
use super::{Error, LARGEST_TEXT, Reading, header, html};
use crate::article::{Article, BlockKind, Metadata};

/// The most pages that are read.
const MOST: usize = 2_000;

/// Reads a book.
///
/// # Errors
/// If it is damaged, locked or has no words.
pub(super) fn read(package: &mut Package<'_>) -> Result<Reading, Error> {
    let damaged = || Error::Damaged("an electronic book");
    let container = package.text("META-INF/container.xml")?.ok_or_else(damaged)?;
    let place = attributes(&container, "rootfile", "full-path")?.into_iter().next().ok_or_else(damaged)?;
    let book = book(&package.text(&place)?.ok_or_else(damaged)?)?;
    // Books often scramble their fonts, which is no harm; scrambled pages cannot be read.
    let locks = package.text("META-INF/encryption.xml")?.unwrap_or_default();
    let locked = attributes(&locks, "CipherReference", "URI")?;
    let folder = place.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<(BlockKind, String)> = Vec::new();
    let mut length = 0;
    for page in book.pages.iter().take(MOST) {
        let place = within(folder, page);
        if locked.contains(&place) {
            return Err(Error::Locked("an electronic book"));
        }
        let Some(page) = package.text(&place)? else { continue };
        for (kind, words) in html::blocks(&page) {
            length += words.len();
            // The book's title is one; those of its chapters are headings.
            let kind = if kind == BlockKind::Title { BlockKind::Heading } else { kind };
            parts.push((kind, words));
        }
        if length > LARGEST_TEXT {
            return Err(Error::TooLarge(LARGEST_TEXT));
        }
    }
    if parts.is_empty() {
        return Err(Error::NoText);
    }
    let mut metadata = book.metadata;
    metadata.byline.take_if(|name| name == "Unknown Author");
    header::of_document(&mut parts, &mut metadata);
    Ok(Reading { article: Article::from_parts(&parts, metadata), warnings: Vec::new() })
}

/// What the list of a book's contents says.
#[derive(Default)]
struct Book {
    pages: Vec<String>,
    metadata: Metadata,
}

fn book(xml: &str) -> Result<Book, Error> {
    let mut files = BTreeMap::new();
    let mut spine = Vec::new();
    let mut book = Book::default();
    let mut at = String::new();
    steps(xml, |step| match step {
        Step::Start(name, element) => {
            at = name.to_owned();
            match name {
                "item" => {
                    if let (Some(id), Some(href)) = (attribute(element, "id"), attribute(element, "href")) {
                        let is_list = attribute(element, "properties").is_some_and(|it| it.contains("nav"));
                        files.insert(id, (href, is_list));
                    }
                }
                "itemref" => spine.extend(attribute(element, "idref")),
                _ => {}
            }
        }
        Step::End(_) => at.clear(),
        Step::Text(words) => {
            let metadata = &mut book.metadata;
            let slot = match at.as_str() {
                "title" => &mut metadata.title,
                "creator" => &mut metadata.byline,
                "date" => &mut metadata.date,
                "publisher" => &mut metadata.publisher,
                _ => return,
            };
            if slot.is_none() && !words.trim().is_empty() {
                *slot = Some(words.trim().to_owned());
            }
        }
    })?;
    book.metadata.date = book.metadata.date.map(|date| date.get(..10).map(str::to_owned).unwrap_or(date));
    let page = |id: &String| files.get(id).filter(|(_, is_list)| !is_list).map(|(href, _)| href.clone());
    book.pages = spine.iter().filter_map(page).collect();
    Ok(book)
}

/// The values of an attribute of all elements of a name.
fn attributes(xml: &str, name: &str, key: &str) -> Result<Vec<String>, Error> {
    let mut found = Vec::new();
    steps(xml, |step| match step {
        Step::Start(other, element) if other == name => found.extend(attribute(element, key)),
        _ => {}
    })?;
    Ok(found)
}

fn steps(xml: &str, visit: impl FnMut(Step<'_>)) -> Result<(), Error> {
    walk(xml, visit).map_err(|_| Error::Damaged("an electronic book"))
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element.attributes().flatten().find(|it| it.key.local_name().as_ref() == name.as_bytes())?;
    Some(String::from_utf8_lossy(&found.value).into_owned())
}

/// The name in the package of what a link in `folder` leads to.
fn within(folder: &str, link: &str) -> String {
    let link = link.split('#').next().unwrap_or(link);
    let mut out: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in link.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(out.pop()),
            part => out.push(part),
        }
    }
    unescaped(&out.join("/"))
}

/// A link without `%20` and the like.
fn unescaped(link: &str) -> String {
    let mut out = Vec::with_capacity(link.len());
    let bytes = link.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let code = bytes.get(at + 1..at + 3).and_then(|code| std::str::from_utf8(code).ok());
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()).filter(|_| bytes[at] == b'%') {
            Some(byte) => {
                out.push(byte);
                at += 3;
            }
            None => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::super::package::tests::package;
    use super::super::{Error, read};
    use super::*;

    const CONTAINER: &str =
        "<container><rootfiles><rootfile full-path='OPS/book.opf'/></rootfiles></container>";

    fn contents(pages: &str) -> String {
        format!(
            "<package xmlns:dc='x'><metadata><dc:title>River talks</dc:title><dc:creator>Ana Belić</dc:creator><dc:date>2024-03-05T00:00:00Z\
             </dc:date></metadata><manifest><item id='n' href='nav.xhtml' properties='nav'/><item id='a' href='text/one%20a.xhtml'/>\
             <item id='b' href='../two.xhtml#x'/></manifest><spine>{pages}</spine></package>"
        )
    }

    #[test]
    fn pages_are_read_in_the_order_of_the_book() {
        let contents =
            contents("<itemref idref='n'/><itemref idref='b'/><itemref idref='a'/><itemref idref='none'/>");
        let book = package(&[
            ("mimetype", "application/epub+zip"),
            ("META-INF/container.xml", CONTAINER),
            ("OPS/book.opf", &contents),
            ("OPS/nav.xhtml", "<html><body><p>Contents</p></body></html>"),
            ("OPS/text/one a.xhtml", "<html><body><p>They left.</p></body></html>"),
            (
                "two.xhtml",
                "<html><head><title>x</title></head><body><h1>River talks fail</h1><p>They met.</p></body></html>",
            ),
        ]);
        let article = read(&book, "a.epub").unwrap().article;
        assert_eq!(article.text(), "River talks fail\n\nThey met.\n\nThey left.");
        assert_eq!(article.blocks()[0].kind, BlockKind::Title);
        assert_eq!(article.metadata.byline.as_deref(), Some("Ana Belić"));
        assert_eq!(article.metadata.date.as_deref(), Some("2024-03-05"));
    }

    #[test]
    fn a_book_without_pages_or_with_a_lock_is_an_error() {
        let empty = contents("");
        let parts = [("META-INF/container.xml", CONTAINER), ("OPS/book.opf", &empty)];
        assert_eq!(read(&package(&parts), "a.epub").unwrap_err(), Error::NoText);
        assert!(matches!(read(&package(&parts[..1]), "a.epub").unwrap_err(), Error::Damaged(_)));
        let full = contents("<itemref idref='b'/>");
        let page = ("two.xhtml", "nonsense");
        let locks = "<e><CipherReference URI='two.xhtml'/></e>";
        let locked = [parts[0], ("OPS/book.opf", &full), page, ("META-INF/encryption.xml", locks)];
        assert!(matches!(read(&package(&locked), "a.epub").unwrap_err(), Error::Locked(_)));
    }

    #[test]
    fn links_lead_nowhere_but_into_the_book() {
        assert_eq!(within("OPS", "../../../etc/passwd"), "etc/passwd");
        assert_eq!(unescaped("a%2"), "a%2");
    }
}
