//! The immutable text that every span points into, with what is known about where it came from.

use std::sync::OnceLock;

use crate::text::clean::Origin;
use crate::text::{self, Sentence, Span, Token};

/// What is known about an article besides its words. Extracted values are guesses and are shown as such.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Metadata {
    /// The headline.
    pub title: Option<String>,
    /// Who wrote it, as printed.
    pub byline: Option<String>,
    /// The date as printed or as found in the page, preferably `YYYY-MM-DD`.
    pub date: Option<String>,
    /// The newspaper, agency or site.
    pub publisher: Option<String>,
    /// The name of the language, in English, if it is surely another than English.
    pub language: Option<String>,
    /// Where it was published, as text; the program never follows it.
    pub url: Option<String>,
}

/// What part a block of text plays on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockKind {
    /// The headline. Not searched for statements: it repeats what the text says.
    Title,
    /// Author, date or place line. Not searched for statements.
    Byline,
    /// A heading within the text. Not searched for statements.
    Heading,
    /// Running text.
    Paragraph,
    /// A block quotation set apart by the page's layout.
    Quote,
    /// An entry of a list.
    Item,
}

impl BlockKind {
    /// Whether statements are looked for in such a block.
    pub fn is_prose(self) -> bool {
        matches!(self, Self::Paragraph | Self::Quote | Self::Item)
    }
}

/// A block of the text: a paragraph, a heading, an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// Its bytes, without the line breaks around it.
    pub span: Span,
    /// Its part on the page.
    pub kind: BlockKind,
}

/// One article. The text never changes after it has been built, so spans into it stay good.
#[derive(Debug, Clone)]
pub struct Article {
    /// Title, byline, date, publisher and address.
    pub metadata: Metadata,
    text: String,
    /// How the text differs from that of the file; empty if it does not, or if the file has no text of its own.
    origin: Origin,
    blocks: Vec<Block>,
    /// Cut up when somebody asks: a large project shows most of its articles to nobody.
    units: OnceLock<Units>,
}

/// What a text is cut into.
#[derive(Debug, Clone)]
struct Units {
    /// The text in lower case, in the same places.
    lower: String,
    tokens: Vec<Token>,
    sentences: Vec<Sentence>,
}

impl Article {
    /// An article of plain text: each line that is not blank is a paragraph.
    pub fn new(text: impl Into<String>) -> Self {
        let text = text.into();
        let blocks = lines(&text).map(|span| Block { span, kind: BlockKind::Paragraph }).collect();
        Self::with_blocks(text, blocks, Metadata::default())
    }

    /// An article whose blocks are known. Blocks must be in order and disjoint; empty ones are dropped.
    pub fn with_blocks(text: impl Into<String>, mut blocks: Vec<Block>, metadata: Metadata) -> Self {
        let text = text.into();
        blocks.retain(|block| !block.span.is_empty());
        Self { metadata, text, origin: Origin::new(), blocks, units: OnceLock::new() }
    }

    fn units(&self) -> &Units {
        self.units.get_or_init(|| {
            let lower = text::words::lower(&self.text);
            let tokens = text::tokens_of(&self.text, &lower);
            let spans: Vec<Span> = self.blocks.iter().map(|block| block.span).collect();
            let sentences = text::sentences(&self.text, &tokens, &spans);
            Units { lower, tokens, sentences }
        })
    }

    /// The same article, of a text that has been made from that of a file in this way.
    pub fn with_origin(mut self, origin: Origin) -> Self {
        self.origin = origin;
        self
    }

    /// How the text differs from that of the file.
    pub fn origin(&self) -> &[(usize, usize)] {
        &self.origin
    }

    /// An article put together from blocks of text, joined by blank lines.
    pub fn from_parts<S: AsRef<str>>(parts: &[(BlockKind, S)], metadata: Metadata) -> Self {
        let mut text = String::new();
        let mut blocks = Vec::with_capacity(parts.len());
        for (kind, part) in parts {
            let part = part.as_ref().trim();
            if part.is_empty() {
                continue;
            }
            if !text.is_empty() {
                text.push_str("\n\n");
            }
            let start = text.len();
            text.push_str(part);
            blocks.push(Block { span: Span::new(start, text.len()), kind: *kind });
        }
        Self::with_blocks(text, blocks, metadata)
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The words at `span`. This is the only way the library reads a span.
    ///
    /// # Panics
    /// If the span does not come from this article and so lies outside the text or inside a character.
    pub fn slice(&self, span: Span) -> &str {
        &self.text[span.range()]
    }

    /// The words at `span` in lower case. The few letters whose small form takes more or fewer bytes stay as they are.
    ///
    /// # Panics
    /// As of [`Self::slice`].
    pub fn lower(&self, span: Span) -> &str {
        &self.units().lower[span.range()]
    }

    /// The blocks in order.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// The tokens in order.
    pub fn tokens(&self) -> &[Token] {
        &self.units().tokens
    }

    /// The sentences in order; none crosses a block.
    pub fn sentences(&self) -> &[Sentence] {
        &self.units().sentences
    }

    /// The index of the first token that begins at or after byte `offset`.
    pub fn token_at(&self, offset: usize) -> usize {
        self.tokens().partition_point(|token| token.span.start < offset)
    }

    /// The index of the sentence that byte `offset` lies in or, between sentences, of the next one.
    pub fn sentence_at(&self, offset: usize) -> usize {
        self.sentences().partition_point(|sentence| sentence.span.end <= offset)
    }

    /// The index of the block that byte `offset` lies in or, between blocks, of the next one.
    pub fn block_at(&self, offset: usize) -> usize {
        self.blocks.partition_point(|block| block.span.end <= offset)
    }
}

/// The spans of the lines of `text` that are not blank, without white space at their ends.
fn lines(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut at = 0;
    text.split('\n')
        .map(move |line| {
            let span = Span::new(at, at + line.len());
            at += line.len() + 1;
            span
        })
        .map(|span| span.trimmed(text))
        .filter(|span| !span.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_become_paragraphs_and_blank_ones_do_not() {
        let article = Article::new("One. Two.\n\n  Three.  \n \n");
        let blocks: Vec<&str> = article.blocks().iter().map(|b| article.slice(b.span)).collect();
        assert_eq!(blocks, ["One. Two.", "Three."]);
        assert_eq!(article.sentences().len(), 3);
    }

    #[test]
    fn look_ups_by_offset_find_the_unit_they_stand_in() {
        let article = Article::new("One two. Three.\nFour.");
        assert_eq!(article.sentence_at(0), 0);
        assert_eq!(article.sentence_at(9), 1);
        assert_eq!(article.sentence_at(16), 2);
        assert_eq!(article.block_at(16), 1);
        assert_eq!(article.slice(article.tokens()[article.token_at(4)].span), "two");
    }

    #[test]
    fn an_empty_text_is_an_article_without_anything() {
        let article = Article::new("");
        assert!(article.blocks().is_empty() && article.tokens().is_empty() && article.sentences().is_empty());
    }
}
