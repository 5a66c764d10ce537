//! One pass over an article's tokens that finds every word the scorer knows.

use std::ops::Range;

use super::category::Category;
use super::lexicon::{self, Term};
use crate::article::Article;
use crate::text::Span;

/// A word or phrase of the lexicon at its place in the article.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hit {
    /// The index of its first token.
    pub(super) token: usize,
    /// How many tokens it takes.
    pub(super) length: usize,
    pub(super) term: Term,
}

/// See [`Reading::density`].
const PRIOR: f64 = 60.0;

/// An article with the words that the lexicon knows.
pub(super) struct Reading<'a> {
    pub(super) article: &'a Article,
    hits: Vec<Hit>,
}

impl<'a> Reading<'a> {
    /// Reads `article`: one look-up per token, time linear in the text.
    pub(super) fn new(article: &'a Article) -> Self {
        let mut reading = Self { article, hits: Vec::with_capacity(article.tokens().len() / 2) };
        let table = lexicon::terms();
        let count = article.tokens().len();
        let mut at = 0;
        while at < count {
            let Some((length, term)) = table.longest(|i| reading.word(at + i)) else {
                at += 1;
                continue;
            };
            reading.hits.push(Hit { token: at, length, term });
            at += length;
        }
        reading
    }

    /// A token in lower case; `None` past the end.
    pub(super) fn word(&self, token: usize) -> Option<&str> {
        self.article.tokens().get(token).map(|token| self.article.lower(token.span))
    }

    /// The known words that begin within `span`.
    pub(super) fn within(&self, span: Span) -> &[Hit] {
        let tokens = self.tokens(span);
        let from = self.hits.partition_point(|hit| hit.token < tokens.start);
        let to = self.hits.partition_point(|hit| hit.token < tokens.end);
        &self.hits[from..to]
    }

    /// The tokens that begin within `span`.
    pub(super) fn tokens(&self, span: Span) -> Range<usize> {
        let start = self.article.token_at(span.start);
        start..self.article.token_at(span.end).max(start)
    }

    /// The bytes that a known word takes.
    pub(super) fn span(&self, hit: &Hit) -> Span {
        let tokens = self.article.tokens();
        let last = (hit.token + hit.length - 1).min(tokens.len() - 1);
        tokens[hit.token].span.cover(tokens[last].span)
    }

    /// How often words of a kind stand per 100 tokens of the article. A short text says little about itself, so it is
    /// read as if another `PRIOR` tokens of the density `usual` stood before it.
    pub(super) fn density(&self, is_of_kind: impl Fn(Category) -> bool, usual: f64) -> f64 {
        let count = self.hits.iter().filter(|hit| is_of_kind(hit.term.category)).count() as f64;
        (100.0 * count + PRIOR * usual) / (self.article.tokens().len() as f64 + PRIOR)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_found_whole_and_in_their_place() {
        let article = Article::new("Moru CALLED OFF the march. It refused talks.");
        let reading = Reading::new(&article);
        let found: Vec<&str> = reading
            .hits
            .iter()
            .filter(|hit| hit.term.category.is_scored())
            .map(|hit| article.slice(reading.span(hit)))
            .collect();
        assert_eq!(found, ["CALLED OFF", "refused", "talks"]);
    }

    #[test]
    fn a_span_selects_its_own_words() {
        let article = Article::new("They refused. We accept.");
        let reading = Reading::new(&article);
        let hits = reading.within(Span::new(14, 24));
        assert!(hits.iter().any(|hit| hit.term.category == Category::Accept));
        assert!(hits.iter().all(|hit| hit.term.category != Category::Refuse));
    }

    #[test]
    fn density_is_per_hundred_tokens_and_a_short_text_is_usual() {
        let density =
            |text: &str, usual: f64| Reading::new(&Article::new(text)).density(Category::is_conflict, usual);
        assert!((density(&"fraud cat cat cat ".repeat(1000), 0.0) - 25.0).abs() < 1.0);
        assert!((density("cat", 4.0) - 4.0).abs() < 0.1);
    }
}
