//! Pages saved from news sites: the main text, without navigation and advertisements.
//!
//! Two extraction crates are asked in turn and, if both fail, all text of the page is taken. Nothing is fetched, no script
//! is run. The crates see only pages of ordinary depth, and a panic in one of them counts as its failure.

mod tame;
mod tokens;
mod walk;

pub(super) use walk::blocks;

use std::panic::{AssertUnwindSafe, catch_unwind};

use foldhash::HashSet;
use html5ever::tokenizer::{TagKind, Token};
use trafilatura::{ExtractionFocus, Options};

use super::{Error, Reading, date};
use crate::article::{Article, BlockKind, Metadata};

/// A main text of fewer bytes than this is suspected of being only a part of it.
const SHORT: usize = 250;
/// Pages of more bytes than this are not given to the crates, whose time can grow faster than the page.
const LARGEST: usize = 4 * 1024 * 1024;

/// Reads a page.
pub(super) fn read(html: &str) -> Result<Reading, Error> {
    let mut warnings = Vec::new();
    let Page { mut parts, metadata } = main_text(html).unwrap_or_else(|| {
        warnings.push("The main text was not found, so all text of the page is shown.".to_owned());
        let metadata = Metadata { title: title_element(html), ..Metadata::default() };
        Page { parts: walk::blocks(html), metadata }
    });
    let mut metadata = tidy(metadata);
    if parts.is_empty() {
        return Err(Error::NoText);
    }
    put_head_first(&mut parts, &mut metadata);
    Ok(Reading { article: Article::from_parts(&parts, metadata), warnings })
}

/// What an extraction crate makes of a page.
struct Page {
    parts: Vec<(BlockKind, String)>,
    metadata: Metadata,
}

impl Page {
    fn length(&self) -> usize {
        self.parts.iter().map(|(_, text)| text.len()).sum()
    }
}

fn main_text(html: &str) -> Option<Page> {
    let html = tame::tame(html);
    if html.len() > LARGEST {
        return None;
    }
    let first = caught(|| by_trafilatura(&html));
    let second = caught(|| by_dom_smoothie(&html));
    match (first, second) {
        // The metadata of the first are the better ones even where its text is not.
        (Some(first), Some(second)) if is_better(&second, &first) => {
            Some(Page { parts: second.parts, metadata: first.metadata })
        }
        (Some(first), _) if !first.parts.is_empty() => Some(first),
        (_, second) => second.filter(|page| !page.parts.is_empty()),
    }
}

/// Whether the second crate's text is to be taken, which is less exact as a rule: the first has lost most of a long text, or has taken
/// what surrounds it for the text.
fn is_better(second: &Page, first: &Page) -> bool {
    let (more, less) = (first.length(), second.length());
    less > 2 * more
        || less >= SHORT && (more > 3 * less || 85 * more > 100 * less && is_within(second, first))
}

/// Whether nearly all paragraphs of a page are the other's, too, which then has other stories beside the article.
fn is_within(page: &Page, other: &Page) -> bool {
    let letters = |text: &str| -> String { text.chars().filter(|c| c.is_alphanumeric()).collect() };
    let theirs: HashSet<String> = other.parts.iter().map(|(_, text)| letters(text)).collect();
    let shared = page.parts.iter().filter(|(_, text)| theirs.contains(&letters(text)));
    let shared: usize = shared.map(|(_, text)| text.len()).sum();
    100 * shared >= 90 * page.length()
}

/// What the page's first `title` element says.
fn title_element(html: &str) -> Option<String> {
    let (mut title, mut is_inside, mut is_over) = (String::new(), false, false);
    tokens::each(html, |token| match token {
        Token::TagToken(tag) if &*tag.name == "title" => {
            is_over |= tag.kind == TagKind::EndTag;
            is_inside = tag.kind == TagKind::StartTag && !is_over;
        }
        Token::CharacterTokens(text) if is_inside => title.push_str(&text),
        _ => {}
    });
    Some(title)
}

/// The result of `extract`, or `None` if it panics.
fn caught(extract: impl FnOnce() -> Option<Page>) -> Option<Page> {
    catch_unwind(AssertUnwindSafe(extract)).ok().flatten()
}

fn by_trafilatura(html: &str) -> Option<Page> {
    let options = Options::default().with_fallback(true).with_focus(ExtractionFocus::FavorPrecision);
    let found = trafilatura::extract(html, &options).ok()?;
    let known = |text: String| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    let metadata = Metadata {
        title: known(found.metadata.title),
        byline: known(found.metadata.author),
        date: found.metadata.date.map(|date| date.to_string()),
        publisher: known(found.metadata.sitename).or_else(|| known(found.metadata.hostname)),
        url: known(found.metadata.url),
        language: None,
    };
    Some(Page { parts: walk::blocks(&found.content_html), metadata })
}

fn by_dom_smoothie(html: &str) -> Option<Page> {
    let found = dom_smoothie::Readability::new(html, None, None).ok()?.parse().ok()?;
    let metadata = Metadata {
        title: Some(found.title),
        byline: found.byline,
        date: found.published_time.map(|time| date::find(&time).unwrap_or(time)),
        publisher: found.site_name,
        url: found.url,
        language: None,
    };
    Some(Page { parts: walk::blocks(&found.content), metadata })
}

/// The metadata in one line each, the title without the name of the site.
fn tidy(metadata: Metadata) -> Metadata {
    let line = |text: Option<String>| {
        text.map(|text| text.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|text| !text.is_empty())
    };
    let publisher = line(metadata.publisher);
    let title = line(metadata.title).map(|title| match &publisher {
        Some(site) => without_site(&title, site),
        None => title,
    });
    let (byline, url) = (line(metadata.byline), line(metadata.url));
    Metadata { title, byline, publisher, url, ..metadata }
}

fn without_site(title: &str, site: &str) -> String {
    let core = title.strip_suffix(site).map(str::trim_end);
    let core = core.and_then(|core| core.strip_suffix(['-', '|', '–', '—', '·', '»']));
    core.map(str::trim_end).filter(|core| !core.is_empty()).unwrap_or(title).to_owned()
}

/// Puts title and author before the text, once.
fn put_head_first(parts: &mut Vec<(BlockKind, String)>, metadata: &mut Metadata) {
    if metadata.title.is_none() && parts[0].0 == BlockKind::Heading {
        metadata.title = Some(parts[0].1.clone());
    }
    let mut head = Vec::new();
    if let Some(title) = &metadata.title {
        head.push((BlockKind::Title, title.clone()));
    }
    if let Some(byline) = &metadata.byline {
        head.push((BlockKind::Byline, byline.clone()));
    }
    let is_repeated = |text: &str| head.iter().any(|(_, known)| letters(known) == letters(text));
    let near = parts.len().min(4);
    let mut index = 0;
    parts.retain(|(_, text)| {
        index += 1;
        index > near || !(is_repeated(text) || text.strip_prefix("By ").is_some_and(is_repeated))
    });
    parts.splice(0..0, head);
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_stories_beside_the_article_are_not_taken_for_it() {
        let paragraph = |words: &str| (BlockKind::Paragraph, format!("{words} {}", "and so on ".repeat(12)));
        let made = |stories: &[&str]| Page {
            parts: stories.iter().map(|words| paragraph(words)).collect(),
            metadata: Metadata::default(),
        };
        let article = made(&["The talks failed.", "Bell left.", "No date was set."]);
        let with_others =
            made(&["The talks failed.", "Bell left.", "No date was set.", "Apple announces", "Ten books"]);
        assert!(is_better(&article, &with_others));
        assert!(!is_better(&with_others, &article), "a little more is no better");
        let another = made(&["Another talk failed.", "Moor left.", "A date was set."]);
        assert!(!is_better(&another, &with_others), "it is another text");
    }

    /// A small page as a news site would write it.
    fn page(body: &str) -> String {
        format!(
            "<!DOCTYPE html><html lang=en><head><title>River talks fail - The Daily Lantern</title>\
             <meta property='og:site_name' content='The Daily Lantern'><meta name=author content='Ana Bell'>\
             <meta property='article:published_time' content='2024-03-05T10:00:00Z'></head><body>\
             <nav><ul><li><a href=/>Home</a><li><a href=/w>World</a></ul></nav>\
             <article><h1>River talks fail</h1>{body}</article>\
             <footer><p>Copyright The Daily Lantern. All rights reserved.</p></footer></body></html>"
        )
    }

    const BODY: &str = "<p>The two delegations met for the third time this year and left without a statement, which surprised \
        the mediators.</p><p>“We will come back,” said Ivo Marin, who leads the smaller delegation, “but not to hear the same \
        speech for a fourth time in the same cold room.”</p><p>The other side said that it had made an offer, and that the offer \
        would stay on the table until the end of the month.</p>";

    #[test]
    fn the_main_text_comes_with_its_metadata_and_without_the_rest() {
        let Reading { article, warnings } = read(&page(BODY)).unwrap();
        assert_eq!(article.metadata.title.as_deref(), Some("River talks fail"));
        assert_eq!(article.metadata.byline.as_deref(), Some("Ana Bell"));
        assert_eq!(article.metadata.date.as_deref(), Some("2024-03-05"));
        assert_eq!(article.metadata.publisher.as_deref(), Some("The Daily Lantern"));
        assert_eq!(article.text().matches("River talks fail").count(), 1);
        assert!(article.text().contains("“We will come back,” said Ivo Marin"));
        assert!(!article.text().contains("Copyright") && !article.text().contains("World"));
        assert_eq!(article.blocks()[0].kind, BlockKind::Title);
        assert_eq!(article.blocks().iter().filter(|block| block.kind == BlockKind::Paragraph).count(), 3);
        assert!(warnings.is_empty());
    }

    #[test]
    fn a_page_without_an_article_gives_all_its_text() {
        let reading = read("<title>Talks</title><table><tr><td>He said no.</table>").unwrap();
        assert_eq!(reading.article.text(), "Talks\n\nHe said no.");
    }

    #[test]
    fn a_page_without_text_is_an_error() {
        assert!(matches!(read("<html><script>x</script><img src=a>"), Err(Error::NoText)));
    }

    #[test]
    fn hostile_pages_end_neither_the_process_nor_the_words() {
        let pieces = ["<div>", "<b>", "<span>", "<blockquote>", "<table>", "<b><p>", "<a><table><tr><td>"];
        for piece in pieces {
            let reading = read(&page(&format!("{}{BODY}", piece.repeat(5_000)))).unwrap();
            assert!(reading.article.text().contains("said Ivo Marin"), "{piece}");
        }
    }

    #[test]
    fn titles_lose_the_name_of_the_site() {
        assert_eq!(without_site("Talks fail | The Lantern", "The Lantern"), "Talks fail");
        assert_eq!(without_site("The Lantern", "The Lantern"), "The Lantern");
    }
}
