//! From the bytes of a file to an article. Touches no file system and no network.
//!
//! What a file is, is decided by its content; the extension of its name only breaks ties.

mod date;
mod encoding;
mod header;
mod html;
mod mail;
mod markdown;
mod office;
mod package;
mod plain;
mod row;
mod rtf;
mod subtitles;

pub use row::{Row, row};

use std::io::Read;

use flate2::read::GzDecoder;

use crate::article::Article;

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

/// Why there is no article in some bytes. The message says what is wrong and what to do; whoever knows the name of the file
/// puts it before.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// No bytes, or nothing but white space.
    #[error("it is empty; choose a file with text in it")]
    Empty,
    /// A known format that cannot be read.
    #[error("it is {0}, which cannot be opened; save or export it as .txt or .html first")]
    Unsupported(&'static str),
    /// A known format that is broken.
    #[error(
        "it is {0}, but damaged or cut short; get it anew, or open and save it with the program that it is from"
    )]
    Damaged(&'static str),
    /// A known format that needs a password.
    #[error("it is {0} with a password; save it without one first")]
    Locked(&'static str),
    /// Bytes that are no text in any encoding.
    #[error("it does not look like text; save or export the article as .txt, .md or .html")]
    Binary,
    /// A page with no words in it.
    #[error(
        "no text was found in the page; save it from the browser after it has loaded, or copy its text into a .txt file"
    )]
    NoText,
    /// More than [`LARGEST_FILE`] bytes, or a text of more than [`LARGEST_TEXT`].
    #[error("it is larger than {} MB; split it into articles", .0 / (1024 * 1024))]
    TooLarge(usize),
    /// A line of a list of articles that is not one.
    #[error("{0}")]
    BadRow(String),
}

/// Reads the article in `bytes`, which come from a file called `name`.
///
/// Texts are kept as they are but for a byte order mark, which goes, and line breaks, which become `\n`; of pages and
/// Markdown the words are taken.
///
/// # Errors
/// If the bytes are empty, too many, of a format that is not supported, or not text.
pub fn read(bytes: &[u8], name: &str) -> Result<Reading, Error> {
    if bytes.len() > LARGEST_FILE {
        return Err(Error::TooLarge(LARGEST_FILE));
    }
    if bytes.trim_ascii().is_empty() {
        return Err(Error::Empty);
    }
    if bytes.starts_with(b"\x1F\x8B") {
        return read_packed(bytes, name);
    }
    if let Some(format) = unsupported(bytes) {
        return Err(Error::Unsupported(format));
    }
    if bytes.starts_with(b"PK\x03\x04") {
        let unknown = Error::Unsupported("a zip archive, but no Word or OpenDocument text");
        return checked(office::read(bytes)?.ok_or(unknown)?);
    }
    if bytes.starts_with(b"{\\rtf") {
        return checked(rtf::read(bytes));
    }
    if mail::is(bytes) {
        return checked(mail::read(bytes)?);
    }
    let decoded = encoding::decode(bytes, encoding::declared_in_page(bytes))?;
    let mut reading = match format(&decoded.text, name) {
        Format::Html => html::read(&decoded.text)?,
        Format::Markdown => Reading { article: markdown::article(&decoded.text), warnings: Vec::new() },
        Format::Subtitles => Reading { article: subtitles::article(&decoded.text), warnings: Vec::new() },
        Format::Plain => Reading { article: plain_text(decoded.text)?, warnings: Vec::new() },
    };
    reading.warnings.splice(0..0, decoded.warnings);
    checked(reading)
}

/// Reads what is in a gzip file. One within another is not unpacked again, so that none grows without end.
fn read_packed(bytes: &[u8], name: &str) -> Result<Reading, Error> {
    let mut inner = Vec::new();
    let mut unpacked = GzDecoder::new(bytes).take(LARGEST_FILE as u64 + 1);
    unpacked.read_to_end(&mut inner).map_err(|_| Error::Damaged("a gzip archive"))?;
    if inner.starts_with(b"\x1F\x8B") {
        return Err(Error::Unsupported("a gzip archive within another"));
    }
    let inner_name = name.strip_suffix(".gz").or(name.strip_suffix(".GZ")).unwrap_or(name);
    read(&inner, inner_name)
}

/// A reading with text in it, but not too much.
fn checked(reading: Reading) -> Result<Reading, Error> {
    check_length(reading.article.text())?;
    if reading.article.blocks().is_empty() { Err(Error::Empty) } else { Ok(reading) }
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
    let extension = name.rsplit_once('.').map_or(String::new(), |(_, extension)| extension.to_lowercase());
    match extension.as_str() {
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
        (b"%PDF-", "a PDF document"),
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
        let pdf = read(b"%PDF-1.7 ...", "a.txt").unwrap_err();
        assert!(pdf.to_string().contains("a PDF document"), "{pdf}");
        let long = vec![b'a'; LARGEST_TEXT + 1];
        assert_eq!(read(&long, "a.txt").unwrap_err(), Error::TooLarge(LARGEST_TEXT));
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
