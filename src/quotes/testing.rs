//! What tests of the rules ask for.

use super::extract;
use crate::article::Article;

/// The first piece of the first statement that the rules find in `text`.
pub(super) fn first_content(text: &str) -> String {
    let article = Article::new(text);
    let found = extract(&article).quotations;
    let first = found.first().and_then(|quotation| quotation.content.first());
    first.map(|content| article.slice(*content).to_owned()).unwrap_or_default()
}
