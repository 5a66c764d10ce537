//! The known words of one statement, on which the rules work one after the other.

use super::Device;
use super::category::Category;
use super::reading::{Hit, Reading};
use crate::quotes::Quotation;
#[cfg(test)]
use crate::text::Span;

/// A known word of a statement and what it has come to weigh.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word {
    pub(super) hit: Hit,
    /// In steps of the guideline; 0 for words of grammar until a rule gives them weight.
    pub(super) weight: f64,
    /// Why it has that weight.
    pub(super) reason: &'static str,
    /// What the statement does if this word weighs most.
    pub(super) device: Option<Device>,
}

impl Word {
    /// A word as the lexicon has it.
    pub(super) fn new(hit: Hit) -> Self {
        Self {
            hit,
            weight: hit.term.weight,
            reason: hit.term.category.reason(),
            device: hit.term.category.device(),
        }
    }

    /// Its category.
    pub(super) fn is(&self, category: Category) -> bool {
        self.hit.term.category == category
    }

    /// Whether the lexicon gives it a stance.
    pub(super) fn is_scored(&self) -> bool {
        self.hit.term.category.is_scored()
    }

    /// Makes it count less, or more, for the stated reason.
    pub(super) fn scale(&mut self, factor: f64) {
        self.weight *= factor;
    }

    /// Gives it a weight of its own.
    pub(super) fn set(&mut self, weight: f64, reason: &'static str, device: Option<Device>) {
        self.weight = weight;
        self.reason = reason;
        self.device = device;
    }
}

/// The known words of a quotation's content, in order.
pub(super) fn words(reading: &Reading, quotation: &Quotation) -> Vec<Word> {
    let mut words = Vec::with_capacity(32);
    for &span in &quotation.content {
        words.extend(reading.within(span).iter().copied().map(Word::new));
    }
    words
}

/// The sentences of a statement; each ends with its stop.
pub(super) fn sentences(words: &mut [Word]) -> impl Iterator<Item = &mut [Word]> {
    words.split_inclusive_mut(|word| word.is(Category::Stop) || word.is(Category::Question))
}

/// The sum of weights.
pub(super) fn sum(words: &[Word]) -> f64 {
    words.iter().map(|word| word.weight).sum()
}

/// The words of `text` after `rule`, each as its spelling and weight: what the tests of the rules look at.
#[cfg(test)]
pub(super) fn after(text: &str, rule: impl Fn(&mut [Word])) -> Vec<(String, f64)> {
    let article = crate::article::Article::new(text);
    let reading = Reading::new(&article);
    let mut words: Vec<Word> =
        reading.within(Span::new(0, text.len())).iter().copied().map(Word::new).collect();
    rule(&mut words);
    words.iter().map(|word| (article.slice(reading.span(&word.hit)).to_owned(), word.weight)).collect()
}

/// The weight of one word of `text` after `rule`.
#[cfg(test)]
pub(super) fn weight_after(text: &str, word: &str, rule: impl Fn(&mut [Word])) -> f64 {
    let found = after(text, rule);
    found
        .iter()
        .find(|(spelling, _)| spelling == word)
        .unwrap_or_else(|| panic!("{word} is not in {found:?}"))
        .1
}
