//! Scores where each statement stands between conciliatory and hardline.

mod score;

pub use score::{Device, Evidence, Stance};

use std::collections::BTreeMap;

use crate::article::Article;
use crate::quotes::{Quotation, QuotationId};
use crate::speakers::Speakers;

/// The stance of every quotation that takes one. A quotation without an entry has no stance, which is not the same as a
/// neutral one.
pub fn score(_article: &Article, _quotations: &[Quotation], _speakers: &Speakers) -> BTreeMap<QuotationId, Stance> {
    BTreeMap::new()
}
