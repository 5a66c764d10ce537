//! Finds reported statements: direct, mixed and indirect speech.

mod quotation;

pub use quotation::{Kind, Quotation, QuotationId};

use crate::article::Article;
use crate::text::Span;

/// What was found in an article.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Extraction {
    /// The statements, ordered by where their content begins.
    pub quotations: Vec<Quotation>,
    /// Quoted words in narration that are nobody's reported statement: scare quotes, nicknames, titles of works.
    pub fragments: Vec<Span>,
}

/// Finds the quotations of `article`.
pub fn extract(_article: &Article) -> Extraction {
    Extraction::default()
}
