//! What the tests of this folder ask for.

use super::names::names;
use super::resolve;
use crate::article::Article;
use crate::quotes;

/// Who says the last statement of `text`, by the rules.
pub(super) fn last_speaker(text: &str) -> String {
    let article = Article::new(text);
    let found = quotes::extract(&article).quotations;
    let speakers = resolve(&article, &found);
    let id = found.last().unwrap_or_else(|| panic!("a statement in {text}")).id();
    let names = speakers.of(id).iter().map(|&speaker| speakers.get(speaker).name.clone());
    names.collect::<Vec<_>>().join(" & ")
}

/// The names in `text`.
pub(super) fn named(text: &str) -> Vec<String> {
    let article = Article::new(text);
    names(&article).iter().map(|name| article.slice(name.span).to_owned()).collect()
}
