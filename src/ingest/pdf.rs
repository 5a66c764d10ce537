//! PDF: the words in reading order, without running heads and page numbers, with words put together that a line's end had parted.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};

use unpdf::{Block, InlineContent, PageSelection, Paragraph, ParseOptions, parse_bytes_with_options};

use super::{Error, Reading, header};
use crate::article::{Article, BlockKind, Metadata};

/// The most pages that are read.
const MOST_PAGES: u32 = 2_000;
/// Running heads are looked for among so many blocks at the top and at the foot of a page.
const EDGE: usize = 2;
/// The fewest pages with the same words at their edge that make them a running head.
const FEWEST: usize = 3;

const PDF: &str = "a PDF document";

/// Where a PDF begins: it says so at the beginning of the file or, as programs allow for, near it; there, a text that speaks of PDF must
/// not be taken for one. `None` if it is none.
fn start(bytes: &[u8]) -> Option<usize> {
    const NEAR: usize = 1024;
    let start = bytes[..bytes.len().min(NEAR)].windows(5).position(|five| five == b"%PDF-")?;
    (start == 0 || bytes.windows(6).any(|six| six == b"endobj")).then_some(start)
}

/// Whether bytes are a PDF.
pub(super) fn is(bytes: &[u8]) -> bool {
    start(bytes).is_some()
}

/// Reads a document.
///
/// # Errors
/// If it is locked, damaged, or holds pictures of words only.
pub(super) fn read(bytes: &[u8]) -> Result<Reading, Error> {
    let bytes = &bytes[start(bytes).unwrap_or(0)..];
    let options = ParseOptions::default().sequential().with_pages(PageSelection::Range(1..=MOST_PAGES));
    let parsed = catch_unwind(AssertUnwindSafe(|| parse_bytes_with_options(bytes, options)));
    let document = match parsed {
        Ok(Ok(document)) => document,
        Ok(Err(unpdf::Error::Encrypted | unpdf::Error::InvalidPassword)) => return Err(Error::Locked(PDF)),
        Ok(Err(_)) | Err(_) => return Err(Error::Damaged(PDF)),
    };
    let pages: Vec<Vec<(BlockKind, String)>> =
        document.pages.iter().map(|page| page.elements.iter().flat_map(blocks).collect()).collect();
    let mut parts = joined(without_running_heads(pages));
    mend(&mut parts);
    let pictures =
        document.pages.iter().filter(|page| page.text_op_count == 0 && page.image_op_count > 0).count();
    if parts.is_empty() {
        return Err(if pictures > 0 { Error::NoTextLayer } else { Error::Damaged(PDF) });
    }
    let mut warnings = Vec::new();
    if pictures > 0 {
        let pages = document.pages.len();
        warnings
            .push(format!("{pictures} of its {pages} pages are pictures, in which no words can be read."));
    }
    let is_torn = document.pages.iter().any(|page| page.undecodable_content_streams > 0);
    if is_torn || !ends_well(bytes) {
        warnings.push("It is damaged or cut short; some of its text may be missing.".to_owned());
    }
    if document.pages.iter().any(|page| page.suppressed_text_runs > 0) {
        warnings.push(
            "Some of its letters are in a font that does not say which they are; words may be missing."
                .to_owned(),
        );
    }
    let about = document.metadata;
    let known =
        |text: Option<String>| text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    let mut metadata = Metadata {
        title: known(about.title).filter(|title| is_title(title)),
        byline: known(about.author),
        ..Metadata::default()
    };
    header::of_document(&mut parts, &mut metadata);
    Ok(Reading { article: Article::from_parts(&parts, metadata), warnings })
}

/// Whether the file's end is there.
fn ends_well(bytes: &[u8]) -> bool {
    const NEAR: usize = 2048;
    bytes[bytes.len().saturating_sub(NEAR)..].windows(5).any(|five| five == b"%%EOF")
}

/// Whether what a document calls its title may be one: programs put names of files there.
fn is_title(title: &str) -> bool {
    let title = title.to_lowercase();
    !title.starts_with("microsoft word") && !title.starts_with("untitled") && title.contains(' ')
}

fn blocks(block: &Block) -> Vec<(BlockKind, String)> {
    match block {
        Block::Paragraph(paragraph) => {
            let kind = match (paragraph.style.heading_level, &paragraph.style.list_info) {
                (Some(_), _) => BlockKind::Heading,
                (None, Some(_)) => BlockKind::Item,
                (None, None) => BlockKind::Paragraph,
            };
            vec![(kind, words(paragraph))]
        }
        Block::Table(table) => {
            let row = |row: &unpdf::TableRow| {
                (BlockKind::Item, tidy(&row.plain_text().replace('\t', " \u{2002} ")))
            };
            table.rows.iter().map(row).collect()
        }
        Block::Code { content } | Block::Raw { content } => {
            content.split("\n\n").map(|part| (BlockKind::Paragraph, unbroken(part))).collect()
        }
        Block::Image { .. } | Block::HorizontalRule | Block::PageBreak | Block::SectionBreak => Vec::new(),
    }
}

fn words(paragraph: &Paragraph) -> String {
    let mut out = String::new();
    for inline in &paragraph.content {
        match inline {
            InlineContent::Text(run) => out.push_str(&run.text),
            InlineContent::Link { text, .. } => out.push_str(text),
            InlineContent::LineBreak => out.push('\n'),
            InlineContent::Image { .. } => {}
        }
    }
    unbroken(&out)
}

/// Lines made one, words that were parted at the end of a line put together.
fn unbroken(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        join(&mut out, line);
    }
    tidy(&out)
}

/// Appends what stands on the next line.
fn join(out: &mut String, next: &str) {
    if !out.is_empty() {
        out.push(' ');
    }
    out.push_str(next);
}

/// Puts words together that the end of a line has parted with a hyphen: "minis- ter". A hyphen stays where the same word has one
/// elsewhere ("long-term"), before a capital or a number, and in "two- and three-year".
fn mend(parts: &mut [(BlockKind, String)]) {
    let is_compound = |word: &&str| word.trim_matches('-').contains('-');
    let words = parts.iter().flat_map(|(_, text)| text.split(|c: char| !c.is_alphanumeric() && c != '-'));
    let compounds: BTreeSet<String> = words.filter(is_compound).map(str::to_lowercase).collect();
    for (_, text) in parts.iter_mut().filter(|(_, text)| text.contains("- ")) {
        let mut mended = String::with_capacity(text.len());
        let mut rest = text.as_str();
        while let Some(at) = rest.find("- ") {
            let (before, after) = (&rest[..at], &rest[at + 2..]);
            let first = before.rsplit(|c: char| !c.is_alphanumeric() && c != '-').next().unwrap_or_default();
            let second = after.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
            mended.push_str(before);
            if !first.ends_with(char::is_alphabetic) || second.is_empty() || LINKS.contains(&second) {
                mended.push_str("- ");
            } else if !second.starts_with(char::is_lowercase)
                || compounds.contains(&format!("{first}-{second}").to_lowercase())
            {
                mended.push('-');
            }
            rest = after;
        }
        mended.push_str(rest);
        *text = mended;
    }
}

/// Words between a first part that ends in a hyphen and the second part that it waits for.
const LINKS: [&str; 6] = ["and", "or", "to", "und", "oder", "et"];

/// White space made single, ligatures and soft hyphens resolved.
fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{200B}' | '\u{FEFF}' => {}
            '\u{2010}' => out.push('-'),
            'ﬀ' => out.push_str("ff"),
            'ﬁ' => out.push_str("fi"),
            'ﬂ' => out.push_str("fl"),
            'ﬃ' => out.push_str("ffi"),
            'ﬄ' => out.push_str("ffl"),
            'ﬅ' | 'ﬆ' => out.push_str("st"),
            c if c.is_whitespace() || c.is_control() => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c => out.push(c),
        }
    }
    // A soft hyphen is seen only at the end of a line.
    out.trim().replace("\u{AD} ", "").replace('\u{AD}', "")
}

/// The blocks of each page without those that come back at its edge from page to page, numbers in them aside, and without page
/// numbers.
fn without_running_heads(pages: Vec<Vec<(BlockKind, String)>>) -> Vec<Vec<(BlockKind, String)>> {
    let is_edge = |index: usize, count: usize| index < EDGE || index + EDGE >= count;
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for page in &pages {
        let edges = page.iter().enumerate().filter(|(index, _)| is_edge(*index, page.len()));
        let forms: BTreeSet<String> = edges.map(|(_, (_, words))| form(words)).collect();
        forms.into_iter().for_each(|form| *seen.entry(form).or_default() += 1);
    }
    let most = FEWEST.max(pages.len() / 3);
    let is_running = |words: &str| {
        let form = form(words);
        form.chars().all(|c| c == '#' || !c.is_alphanumeric())
            || seen.get(&form).is_some_and(|count| *count >= most)
    };
    let keep = |page: Vec<(BlockKind, String)>| {
        let count = page.len();
        let kept = page
            .into_iter()
            .enumerate()
            .filter(|(index, (_, words))| !(is_edge(*index, count) && is_running(words)));
        kept.map(|(_, block)| block).collect()
    };
    pages.into_iter().map(keep).collect()
}

/// Words with each number as `#`, by which running heads are known again.
fn form(words: &str) -> String {
    let mut out = String::new();
    for c in words.chars() {
        match c {
            c if c.is_numeric() && out.ends_with('#') => {}
            c if c.is_numeric() => out.push('#'),
            c => out.extend(c.to_lowercase()),
        }
    }
    out
}

/// The blocks of all pages, paragraphs that a page's or a column's end had parted put together. The first heading is the title.
fn joined(pages: Vec<Vec<(BlockKind, String)>>) -> Vec<(BlockKind, String)> {
    let mut out: Vec<(BlockKind, String)> = Vec::new();
    for (kind, words) in pages.into_iter().flatten().filter(|(_, words)| !words.is_empty()) {
        match out.last_mut() {
            Some((BlockKind::Paragraph, last)) if kind == BlockKind::Paragraph && is_cut(last, &words) => {
                join(last, &words);
            }
            None if kind == BlockKind::Heading => out.push((BlockKind::Title, words)),
            _ => out.push((kind, words)),
        }
    }
    out
}

/// Whether a paragraph breaks off, and goes on in the next.
fn is_cut(before: &str, after: &str) -> bool {
    after.starts_with(char::is_lowercase)
        && before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '\u{2010}' | ',' | ';' | '–'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraphs(words: &[&str]) -> Vec<(BlockKind, String)> {
        words.iter().map(|words| (BlockKind::Paragraph, (*words).to_owned())).collect()
    }

    #[test]
    fn parted_words_are_put_together_and_compounds_kept() {
        let mended = |text: &str| {
            let mut parts = paragraphs(&[&unbroken(text), "A long-term plan."]);
            mend(&mut parts);
            parts[0].1.clone()
        };
        assert_eq!(
            mended("The minis-\nter of the EU-\nSerbia talks\nof\u{FB01}ce"),
            "The minister of the EU-Serbia talks office"
        );
        assert_eq!(
            mended("A long-\nterm, two-\nand three-year pl\u{AD}\nan"),
            "A long-term, two- and three-year plan"
        );
        assert_eq!(mended("He paused –\nand left - at once"), "He paused – and left - at once");
    }

    #[test]
    fn running_heads_and_page_numbers_go_and_what_is_said_often_stays() {
        let page = |number: usize| {
            let head = format!("The Merrin Post, page {number}");
            let own = format!("{} words.", ["First", "Other", "More", "Last"][number - 1]);
            paragraphs(&[&head, &own, "“No.”", "Middle.", "“No.”", &own, &number.to_string()])
        };
        let pages = without_running_heads((1..=4).map(page).collect());
        for page in pages {
            let words: Vec<&str> = page.iter().map(|(_, words)| words.as_str()).collect();
            assert_eq!(words.len(), 5, "{words:?}");
            assert_eq!(words[1..4], ["“No.”", "Middle.", "“No.”"]);
        }
    }

    #[test]
    fn a_paragraph_goes_on_over_the_page() {
        let pages = vec![
            paragraphs(&["They met.", "The ministers dis-"]),
            paragraphs(&["agreed, and left.", "It rained."]),
        ];
        let mut parts = joined(pages);
        mend(&mut parts);
        let words: Vec<String> = parts.into_iter().map(|(_, words)| words).collect();
        assert_eq!(words, ["They met.", "The ministers disagreed, and left.", "It rained."]);
    }

    #[test]
    fn what_is_no_document_is_an_error() {
        for bytes in [&b"%PDF-1.7"[..], b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer <</Root 1 0 R>>\n%%EOF"] {
            assert_eq!(read(bytes).unwrap_err(), Error::Damaged(PDF));
        }
    }
}
