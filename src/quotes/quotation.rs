//! What a quotation is.

use std::fmt;

use crate::article::Article;
use crate::text::Span;

/// Names a quotation within its article, and stays the same however often the article is analysed: it is the range of
/// bytes from the first to the last word of its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct QuotationId {
    /// The first byte of the content.
    pub start: usize,
    /// One past the last byte of the content.
    pub end: usize,
}

impl fmt::Display for QuotationId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "q{}-{}", self.start, self.end)
    }
}

/// How much of a statement is in the speaker's own words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Whole clauses between quotation marks, or set apart as a speaker's turn.
    Direct,
    /// A report of which a part stands between quotation marks.
    Mixed,
    /// A report in the journalist's words.
    Indirect,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Direct, Self::Mixed, Self::Indirect];

    /// The kind's name in files: `direct`, `mixed` or `indirect`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Mixed => "mixed",
            Self::Indirect => "indirect",
        }
    }
}

/// One reported statement. Content, cue and source are the terms of the attribution field (PARC, `PolNeAR`).
#[derive(Debug, Clone, PartialEq)]
pub struct Quotation {
    /// Direct, mixed or indirect.
    pub kind: Kind,
    /// What was said: one or more disjoint spans in order, quotation marks included where a span begins or ends with them.
    /// Never empty.
    pub content: Vec<Span>,
    /// The words that report the saying: "said", "according to".
    pub cue: Option<Span>,
    /// The words that name who said it: "the minister". `None` where the text names nobody nearby.
    pub source: Option<Span>,
    /// Whom the text says it was said to: "reporters" in "told reporters that".
    pub addressee: Option<Span>,
    /// The quotation that this one is reported inside of.
    pub outer: Option<QuotationId>,
    /// The name of the rule that found it.
    pub rule: &'static str,
    /// How sure the rule is that this is a statement with these bounds, from 0 to 1.
    pub confidence: f64,
}

impl Quotation {
    /// The quotation's stable name.
    pub fn id(&self) -> QuotationId {
        let cover = self.cover();
        QuotationId { start: cover.start, end: cover.end }
    }

    /// What was said, the pieces of a split quotation with " … " between them.
    pub fn words(&self, article: &Article) -> String {
        let pieces: Vec<&str> = self.content.iter().map(|&span| article.slice(span)).collect();
        pieces.join(" … ")
    }

    /// From the first byte of the content to the last, the cue between two pieces included.
    pub fn cover(&self) -> Span {
        Span::covering(&self.content).unwrap_or(Span::new(0, 0))
    }
}
