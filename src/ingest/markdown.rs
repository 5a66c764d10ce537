//! Markdown: its blocks as text, without emphasis, links' addresses and pictures.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::{date, header};
use crate::article::{Article, BlockKind, Metadata};

/// An article of the Markdown in `source`.
pub(super) fn article(source: &str) -> Article {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut walk = Walk::default();
    for event in Parser::new_ext(source, options) {
        walk.event(&event);
    }
    walk.flush();
    let Walk { mut parts, front_matter, .. } = walk;
    let mut metadata = front_matter_metadata(&front_matter);
    complete(&mut parts, &mut metadata);
    Article::from_parts(&parts, metadata)
}

#[derive(Default)]
struct Walk {
    parts: Vec<(BlockKind, String)>,
    text: String,
    heading: Option<HeadingLevel>,
    quotes: usize,
    items: usize,
    images: usize,
    in_front_matter: bool,
    front_matter: String,
}

impl Walk {
    fn event(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(*tag),
            Event::Text(text) | Event::Code(text) if self.in_front_matter => self.front_matter.push_str(text),
            Event::Text(text) | Event::Code(text) if self.images == 0 => self.text.push_str(text),
            Event::SoftBreak => self.text.push(' '),
            Event::HardBreak => self.text.push('\n'),
            Event::Rule => self.flush(),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } => return,
            Tag::Image { .. } => {
                self.images += 1;
                return;
            }
            _ => self.flush(),
        }
        match tag {
            Tag::Heading { level, .. } => self.heading = Some(*level),
            Tag::BlockQuote(_) => self.quotes += 1,
            Tag::Item => self.items += 1,
            Tag::MetadataBlock(_) => self.in_front_matter = true,
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link => return,
            TagEnd::Image => {
                self.images = self.images.saturating_sub(1);
                return;
            }
            _ => self.flush(),
        }
        match tag {
            TagEnd::Heading(_) => self.heading = None,
            TagEnd::BlockQuote(_) => self.quotes = self.quotes.saturating_sub(1),
            TagEnd::Item => self.items = self.items.saturating_sub(1),
            TagEnd::MetadataBlock(_) => self.in_front_matter = false,
            _ => {}
        }
    }

    /// Ends the block that was being read.
    fn flush(&mut self) {
        let text = std::mem::take(&mut self.text);
        if text.trim().is_empty() {
            return;
        }
        let kind = match self.heading {
            Some(HeadingLevel::H1) if self.parts.is_empty() => BlockKind::Title,
            Some(_) => BlockKind::Heading,
            None if self.quotes > 0 => BlockKind::Quote,
            None if self.items > 0 => BlockKind::Item,
            None => BlockKind::Paragraph,
        };
        self.parts.push((kind, text.trim().to_owned()));
    }
}

/// The simple `key: value` lines of a front matter block that say something about the article.
fn front_matter_metadata(source: &str) -> Metadata {
    let mut metadata = Metadata::default();
    for (key, value) in source.lines().filter_map(|line| line.split_once(':')) {
        let value = value.trim().trim_matches(['"', '\'']).to_owned();
        if value.is_empty() {
            continue;
        }
        match key.trim().to_lowercase().as_str() {
            "title" => metadata.title = Some(value),
            "author" | "byline" => metadata.byline = Some(value),
            "date" => metadata.date = date::find(&value).or(Some(value)),
            "publisher" | "publication" | "source" => metadata.publisher = Some(value),
            "url" | "link" => metadata.url = Some(value),
            _ => {}
        }
    }
    metadata
}

/// Puts the title first and marks the lines of author and date under it.
fn complete(parts: &mut Vec<(BlockKind, String)>, metadata: &mut Metadata) {
    if let Some((BlockKind::Title, title)) = parts.first() {
        metadata.title = metadata.title.take().or_else(|| Some(title.clone()));
    } else if let Some(title) = &metadata.title {
        parts.insert(0, (BlockKind::Title, title.clone()));
    }
    for (kind, text) in parts.iter_mut().skip_while(|(kind, _)| *kind == BlockKind::Title) {
        match header::byline(text) {
            Some(found) if *kind == BlockKind::Paragraph => {
                found.complete(metadata);
                *kind = BlockKind::Byline;
            }
            _ => break,
        }
    }
    if metadata.date.is_none() {
        let first = parts.iter().find(|(kind, _)| *kind == BlockKind::Paragraph);
        metadata.date = first.and_then(|(_, text)| header::dateline(text));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "# River *talks* fail\n\n*By Ana Bell, March 5, 2024*\n\nThey [met](http://x.test) on\nMonday.\n\n\
        ## What was said\n\n> \"We **will** come back.\"\n\n- One offer\n- Another `offer`\n\n![picture](p.png)\n";

    fn blocks(article: &Article) -> Vec<(BlockKind, &str)> {
        article.blocks().iter().map(|block| (block.kind, article.slice(block.span))).collect()
    }

    #[test]
    fn blocks_become_text_without_marks() {
        let article = article(PAGE);
        assert_eq!(
            blocks(&article),
            [
                (BlockKind::Title, "River talks fail"),
                (BlockKind::Byline, "By Ana Bell, March 5, 2024"),
                (BlockKind::Paragraph, "They met on Monday."),
                (BlockKind::Heading, "What was said"),
                (BlockKind::Quote, "\"We will come back.\""),
                (BlockKind::Item, "One offer"),
                (BlockKind::Item, "Another offer"),
            ]
        );
        assert_eq!(article.metadata.byline.as_deref(), Some("Ana Bell"));
        assert_eq!(article.metadata.date.as_deref(), Some("2024-03-05"));
    }

    #[test]
    fn front_matter_is_metadata_and_not_text() {
        let article = article("---\ntitle: \"A: B\"\nauthor: Ana Bell\ndate: 2024-03-05\n---\n\nThey met.\n");
        assert_eq!(article.metadata.title.as_deref(), Some("A: B"));
        assert_eq!(article.metadata.byline.as_deref(), Some("Ana Bell"));
        assert_eq!(blocks(&article), [(BlockKind::Title, "A: B"), (BlockKind::Paragraph, "They met.")]);
    }

    #[test]
    fn quotation_marks_stay_as_they_were_typed() {
        assert_eq!(article("\"No,\" he said -- 'never'...\n").text(), "\"No,\" he said -- 'never'...");
    }

    #[test]
    fn deep_nesting_neither_aborts_nor_loses_the_words() {
        assert!(article(&format!("{} deep", ">".repeat(10_000))).text().contains("deep"));
    }
}
