//! Why some bytes are no article.

use super::Column;
#[cfg(doc)]
use super::{LARGEST_FILE, LARGEST_TEXT};

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
    /// A list or an archive without any article in it.
    #[error(
        "no article was found in it; a list needs a column called \u{201C}text\u{201D}, an archive files that can be opened"
    )]
    NoArticles,
    /// A list whose columns have names that say nothing about which of them holds the texts; its columns.
    #[error(
        "none of its columns is called \u{201C}text\u{201D}, or what texts are called elsewhere; they are {}; say which of them holds \
         the texts: in the window with File, Columns of a list, on the command line with --column text=NAME", listed(.0)
    )]
    Unmapped(Vec<Column>),
    /// A document of scanned pages.
    #[error("its pages are pictures without text; have a program for scans recognise the text (OCR) first")]
    NoTextLayer,
    /// A file that keeps from being read.
    #[error(
        "reading it {0}; it may be broken, or made to do harm: get it anew from its source, or copy its text into a .txt file"
    )]
    Harmful(&'static str),
    /// A row of a list of articles that is not one, or what a reader elsewhere has said: the message itself.
    #[error("{0}")]
    Told(String),
}

/// The names of columns, the first of many.
fn listed(columns: &[Column]) -> String {
    const MOST: usize = 20;
    columns.iter().map(|column| column.name.as_str()).take(MOST).collect::<Vec<_>>().join(", ")
}
