//! The text of an article.

use serde::{Deserialize, Serialize};

use super::Range;
use crate::article::{Article, Block, BlockKind, Metadata};
use crate::ingest::Reading;
use crate::text::Span;

/// An article and what there is to warn of.
#[derive(Serialize, Deserialize)]
pub(in crate::storage) struct Text {
    text: String,
    blocks: Vec<(usize, usize, u8)>,
    origin: Vec<Range>,
    /// Title, byline, date, publisher, language and address.
    about: [Option<String>; 6],
    warnings: Vec<String>,
}

const KINDS: [BlockKind; 6] = [
    BlockKind::Title,
    BlockKind::Byline,
    BlockKind::Heading,
    BlockKind::Paragraph,
    BlockKind::Quote,
    BlockKind::Item,
];

impl Text {
    pub(in crate::storage) fn of(article: &Article, warnings: &[String]) -> Self {
        let Metadata { title, byline, date, publisher, language, url } = article.metadata.clone();
        let kind = |kind| KINDS.iter().position(|other| *other == kind).unwrap_or(0) as u8;
        let block = |block: &Block| (block.span.start, block.span.end, kind(block.kind));
        Self {
            text: article.text().to_owned(),
            blocks: article.blocks().iter().map(block).collect(),
            origin: article.origin().to_vec(),
            about: [title, byline, date, publisher, language, url],
            warnings: warnings.to_vec(),
        }
    }

    /// The reading that a text makes, if its blocks are in order and within it.
    pub(in crate::storage) fn reading(self) -> Option<Reading> {
        let Self { text, blocks, origin, about, warnings } = self;
        let mut sound = Vec::with_capacity(blocks.len());
        let mut at = 0;
        for (start, end, kind) in blocks {
            if start < at || text.get(start..end)?.is_empty() {
                return None;
            }
            at = end;
            sound.push(Block { span: Span::new(start, end), kind: *KINDS.get(usize::from(kind))? });
        }
        if !origin.is_sorted() {
            return None;
        }
        let [title, byline, date, publisher, language, url] = about;
        let metadata = Metadata { title, byline, date, publisher, language, url };
        Some(Reading { article: Article::with_blocks(text, sound, metadata).with_origin(origin), warnings })
    }
}
