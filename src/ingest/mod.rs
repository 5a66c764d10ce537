//! From the bytes of a file to an article. Touches no file system and no network.
//!
//! What a file is, is decided by its content; the extension of its name only breaks ties.

mod archive;
mod clippings;
pub mod columns;
mod date;
mod dump;
mod encoding;
mod epub;
mod error;
mod fields;
mod header;
mod html;
mod language;
mod mail;
mod mapping;
mod markdown;
mod office;
mod package;
mod pdf;
mod plain;
mod row;
mod rtf;
mod subtitles;
mod table;

pub use error::Error;
pub use fields::Field;
pub use mapping::{Column, Mapping, Said};
pub use row::{Row, row};

use std::io::Read;

use flate2::read::GzDecoder;

use crate::article::Article;
use crate::text::clean::clean;
use package::Package;

/// The largest file that is read, in bytes.
pub const LARGEST_FILE: usize = 50 * 1024 * 1024;
/// The longest text that an article may have, in bytes.
pub const LARGEST_TEXT: usize = 20 * 1024 * 1024;

/// An article, and what the reader should know about how it was read.
#[derive(Debug, Clone)]
pub struct Reading {
    /// The article.
    pub article: Article,
    /// Sentences for the user; empty if all went well.
    pub warnings: Vec<String>,
}

/// One of the articles in a file.
#[derive(Debug, Clone)]
pub struct Part {
    /// What the file calls it: the id of a row, the name in an archive. Where a file is one article, nothing.
    pub name: Option<String>,
    /// The article, or why it cannot be read.
    pub reading: Result<Reading, Error>,
}

impl Part {
    /// What there is in a file of one article.
    fn only(reading: Reading) -> Self {
        Self { name: None, reading: Ok(reading) }
    }
}

/// Reads the article in `bytes`, which come from a file called `name`; of several the first that can be read.
///
/// Texts are kept as they are but for characters that nobody sees, which go, letters apart from their marks, which are composed (both
/// recorded in [`Article::origin`]), and line breaks, which become `\n`; those in lists are not changed at all. Of pages, documents and
/// Markdown the words are taken.
///
/// # Errors
/// If the bytes are empty, too many, of a format that is not supported, or not text.
pub fn read(bytes: &[u8], name: &str) -> Result<Reading, Error> {
    let parts = read_all(bytes, name)?;
    let count = parts.len();
    let mut readings = parts.into_iter().filter_map(|part| part.reading.ok());
    let mut reading = readings.next().ok_or(Error::NoArticles)?;
    if count > 1 {
        reading.warnings.push(format!("It holds {count} articles, of which only the first is read."));
    }
    Ok(reading)
}

/// Reads all articles in `bytes`, which come from a file called `name`: one, or those of a list, an archive or a box of mails. At least
/// one can be read.
///
/// # Errors
/// As of [`read`].
pub fn read_all(bytes: &[u8], name: &str) -> Result<Vec<Part>, Error> {
    read_all_with(bytes, name, &Mapping::default())
}

/// The same, with what a person says that columns of lists hold.
///
/// # Errors
/// As of [`read`].
pub fn read_all_with(bytes: &[u8], name: &str, mapping: &Mapping) -> Result<Vec<Part>, Error> {
    if bytes.len() > LARGEST_FILE {
        return Err(Error::TooLarge(LARGEST_FILE));
    }
    if bytes.trim_ascii().is_empty() {
        return Err(Error::Empty);
    }
    if bytes.starts_with(b"\x1F\x8B") {
        return read_packed(bytes, name, mapping);
    }
    if let Some(format) = unsupported(bytes) {
        return Err(Error::Unsupported(format));
    }
    let mut parts = if columns::is_parquet(bytes) || columns::is_arrow(bytes) {
        columns::read(bytes, mapping)?
    } else if package::is(bytes) {
        read_package(bytes, mapping)?
    } else if pdf::is(bytes) {
        vec![Part::only(pdf::read(bytes)?)]
    } else if bytes.starts_with(b"{\\rtf") {
        vec![Part::only(rtf::read(bytes))]
    } else if mail::is(bytes) {
        mail::read(bytes)?
    } else {
        read_text(bytes, name, mapping)?
    };
    if let [Part { reading: Ok(reading), .. }] = &parts[..]
        && let Some(clippings) = clippings::split(&reading.article)
    {
        parts = clippings;
    }
    checked(parts)
}

/// Whether `bytes` take more than decoding to read, so that they are better read apart from the reader's work: everything but plain text.
pub fn needs_parser(bytes: &[u8], name: &str) -> bool {
    const HEAD: usize = 4096;
    let head = &bytes[..bytes.len().min(HEAD)];
    let is_page = |name: &str| name.to_lowercase().rsplit('.').next().is_some_and(|it| it.contains("htm"));
    package::is(bytes)
        || columns::is_parquet(bytes)
        || columns::is_arrow(bytes)
        || [&b"\x1F\x8B"[..], b"{\\rtf"].iter().any(|start| bytes.starts_with(start))
        || head.iter().any(|byte| matches!(byte, b'<' | b'\0'))
        || pdf::is(bytes)
        || mail::is(bytes)
        || is_page(name)
}

/// Whether a file of this name may be or hold a list, for whose reading it counts what is said of columns.
pub fn may_have_columns(name: &str) -> bool {
    const ENDINGS: [&str; 11] =
        ["csv", "tsv", "json", "jsonl", "ndjson", "parquet", "arrow", "arrows", "feather", "gz", "zip"];
    let ending = name.rsplit_once('.').map_or(name, |(_, ending)| ending);
    ENDINGS.iter().any(|one| ending.eq_ignore_ascii_case(one))
}

/// Reads what is in a gzip file. One within another is not unpacked again, so that none grows without end.
fn read_packed(bytes: &[u8], name: &str, mapping: &Mapping) -> Result<Vec<Part>, Error> {
    let mut inner = Vec::new();
    let mut unpacked = GzDecoder::new(bytes).take(LARGEST_FILE as u64 + 1);
    unpacked.read_to_end(&mut inner).map_err(|_| Error::Damaged("a gzip archive"))?;
    if inner.starts_with(b"\x1F\x8B") {
        return Err(Error::Unsupported("a gzip archive within another"));
    }
    let inner_name = name.strip_suffix(".gz").or(name.strip_suffix(".GZ")).unwrap_or(name);
    read_all_with(&inner, inner_name, mapping)
}

/// Reads what is in a zip package: a document, a book, or an archive of articles.
fn read_package(bytes: &[u8], mapping: &Mapping) -> Result<Vec<Part>, Error> {
    let mut package = Package::open(bytes)?;
    if let Some(document) = office::read(&mut package)? {
        return Ok(vec![Part::only(document)]);
    }
    if package.has("META-INF/container.xml") {
        return Ok(vec![Part::only(epub::read(&mut package)?)]);
    }
    if package.is_document() {
        return Err(Error::Unsupported("a table or slides"));
    }
    archive::read(&mut package, mapping)
}

/// Reads text in any encoding and of any form.
fn read_text(bytes: &[u8], name: &str, mapping: &Mapping) -> Result<Vec<Part>, Error> {
    let decoded = encoding::decode(bytes, encoding::declared_in_page(bytes))?;
    let plain = |article| Reading { article, warnings: Vec::new() };
    let format = format(&decoded.text, name);
    match format {
        // Texts in lists are passed on as they are, because others have counted their letters.
        Format::Json => return dump::read(&decoded.text, mapping),
        Format::Table(delimiter) => return table::read(&decoded.text, delimiter, mapping),
        _ => {}
    }
    let (text, origin) = clean(decoded.text);
    let mut reading = match format {
        Format::Html => html::read(&text)?,
        Format::Markdown => plain(markdown::article(&text)),
        Format::Subtitles => plain(subtitles::article(&text)),
        _ => plain(plain_text(text)?.with_origin(origin)),
    };
    reading.warnings.splice(0..0, decoded.warnings);
    Ok(vec![Part::only(reading)])
}

/// Parts with text in them, but not too much.
fn checked(mut parts: Vec<Part>) -> Result<Vec<Part>, Error> {
    for part in &mut parts {
        if let Ok(reading) = &mut part.reading {
            match check(reading) {
                Ok(()) => {
                    if let Some(language) = language::foreign(reading.article.text()) {
                        reading.article.metadata.language = Some(language.to_owned());
                        reading.warnings.push(language::warning(language));
                    }
                }
                Err(error) => part.reading = Err(error),
            }
        }
    }
    match &parts[..] {
        [Part { reading: Err(error), .. }] => Err(error.clone()),
        parts if parts.iter().all(|part| part.reading.is_err()) => Err(Error::NoArticles),
        _ => Ok(parts),
    }
}

fn check(reading: &Reading) -> Result<(), Error> {
    check_length(reading.article.text())?;
    if reading.article.blocks().is_empty() { Err(Error::Empty) } else { Ok(()) }
}

fn plain_text(text: String) -> Result<Article, Error> {
    check_length(&text)?;
    Ok(plain::article(text))
}

fn check_length(text: &str) -> Result<(), Error> {
    if text.len() > LARGEST_TEXT { Err(Error::TooLarge(LARGEST_TEXT)) } else { Ok(()) }
}

#[derive(Debug, PartialEq, Eq)]
enum Format {
    Json,
    Table(u8),
    Html,
    Markdown,
    Subtitles,
    Plain,
}

fn format(text: &str, name: &str) -> Format {
    if begins_like_html(text) {
        return Format::Html;
    }
    if subtitles::is(text) {
        return Format::Subtitles;
    }
    if dump::is(text) {
        return Format::Json;
    }
    let extension = name.rsplit_once('.').map_or(String::new(), |(_, extension)| extension.to_lowercase());
    let delimiter = table::delimiter(text);
    match extension.as_str() {
        "json" | "jsonl" | "ndjson" => Format::Json,
        "csv" | "tsv" => {
            let usual = if extension == "csv" { b',' } else { b'\t' };
            Format::Table(delimiter.unwrap_or_else(|| table::likely(text, usual)))
        }
        "html" | "htm" | "xhtml" if text.contains('<') => Format::Html,
        "md" | "markdown" => Format::Markdown,
        _ => Format::Plain,
    }
}

/// Whether a text begins as only pages do, comments and an XML declaration apart.
fn begins_like_html(text: &str) -> bool {
    let mut rest = text.trim_start();
    while let Some((opening, closing)) =
        [("<!--", "-->"), ("<?xml", "?>")].iter().find(|(o, _)| rest.starts_with(o))
    {
        let Some(end) = rest.find(closing) else { return *opening == "<!--" };
        rest = rest[end + closing.len()..].trim_start();
    }
    let head: String = rest.chars().take(15).collect::<String>().to_lowercase();
    ["<!doctype html", "<html", "<head", "<body"].iter().any(|start| head.starts_with(start))
}

/// The format that `bytes` give away by how they begin, if it is one that cannot be read.
fn unsupported(bytes: &[u8]) -> Option<&'static str> {
    const FORMATS: &[(&[u8], &str)] = &[
        (b"\xD0\xCF\x11\xE0", "an old Word document"),
        (b"\x89PNG", "a picture"),
        (b"\xFF\xD8\xFF", "a picture"),
        (b"GIF8", "a picture"),
        (b"\x7FELF", "a program"),
    ];
    FORMATS.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, name)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::BlockKind;

    #[test]
    fn content_decides_what_a_file_is_and_the_name_breaks_ties() {
        let html = "<!-- saved --> <!DOCTYPE HTML><html><body><p>One.</body></html>";
        assert_eq!(format(html, "a.txt"), Format::Html);
        assert_eq!(format("<p>One.", "a.HTM"), Format::Html);
        assert_eq!(format("No tags here", "a.html"), Format::Plain);
        assert_eq!(format("# One", "a.md"), Format::Markdown);
        assert_eq!(format("# One", "a"), Format::Plain);
        assert_eq!(format("<quote> she said", "a.txt"), Format::Plain);
    }

    #[test]
    fn what_cannot_be_opened_says_why() {
        assert_eq!(read(b"", "a.txt").unwrap_err(), Error::Empty);
        assert_eq!(read(b"\xEF\xBB\xBF \n", "a.txt").unwrap_err(), Error::Empty);
        let old = read(b"\xD0\xCF\x11\xE0 ...", "a.txt").unwrap_err();
        assert!(old.to_string().contains("an old Word document"), "{old}");
        let long = vec![b'a'; LARGEST_TEXT + 1];
        assert_eq!(read(&long, "a.txt").unwrap_err(), Error::TooLarge(LARGEST_TEXT));
    }

    #[test]
    fn words_that_look_like_formats_are_words() {
        for text in [
            "PKK leaders said that they would lay down their arms.",
            "He typed %PDF-1.7 at the top, and nothing came.",
        ] {
            assert_eq!(read(text.as_bytes(), "a.txt").unwrap().article.text(), text);
            assert!(!needs_parser(text.as_bytes(), "a.txt"));
        }
    }

    #[test]
    fn a_packed_file_is_read_as_what_is_in_it_and_a_bomb_is_not() {
        let pack = |bytes: &[u8]| {
            let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
            std::io::Write::write_all(&mut packer, bytes).unwrap();
            packer.finish().unwrap()
        };
        let article = read(&pack(b"# Talks\n\nThey met."), "a.md.gz").unwrap().article;
        assert_eq!(article.text(), "Talks\n\nThey met.");
        assert!(matches!(read(&pack(&vec![b' '; LARGEST_FILE + 10]), "a.gz"), Err(Error::TooLarge(_))));
        assert!(matches!(read(&pack(&pack(b"They met.")), "a.gz"), Err(Error::Unsupported(_))));
        assert!(matches!(read(&pack(b"They met.")[..15], "a.gz"), Err(Error::Damaged(_))));
    }

    #[test]
    fn the_same_words_come_out_of_every_format() {
        for (name, source) in [
            ("a.txt", "River talks fail\n\nThey met."),
            ("a.md", "# River talks fail\n\nThey met."),
            ("a.html", "<h1>River talks fail</h1><p>They met."),
        ] {
            let article = read(source.as_bytes(), name).unwrap().article;
            assert_eq!(article.text(), "River talks fail\n\nThey met.", "{name}");
            assert_eq!(article.metadata.title.as_deref(), Some("River talks fail"), "{name}");
            assert_eq!(article.blocks()[0].kind, BlockKind::Title, "{name}");
        }
    }

    #[test]
    fn a_page_in_an_old_encoding_is_read_by_its_own_word() {
        let page = b"<html><meta charset=windows-1250><body><p>\x84Dobro\x93, rekao je Vu\xE8i\xE6.</body>";
        let text = read(page, "a.html").unwrap().article.text().to_owned();
        assert_eq!(text, "„Dobro“, rekao je Vučić.");
    }
}
