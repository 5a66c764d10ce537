//! What the scorers are given.

use crate::article::Article;
use crate::quotes::{Quotation, QuotationId};
use crate::speakers::Speakers;
use crate::text::Span;

/// What there is to score.
#[derive(Clone, Copy)]
pub struct Matter<'a> {
    /// The article.
    pub article: &'a Article,
    /// Its statements.
    pub quotations: &'a [Quotation],
    /// Who said them.
    pub speakers: &'a Speakers,
    /// Words that do not count, if any.
    pub without: Option<Without<'a>>,
}

/// Words of one statement that are not to count, so that a reader sees what they do.
#[derive(Debug, Clone, Copy)]
pub struct Without<'a> {
    /// Which statement.
    pub id: QuotationId,
    /// The words.
    pub words: &'a [Span],
}
