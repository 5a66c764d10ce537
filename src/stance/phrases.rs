//! A table of words and short phrases that is asked once per token.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::inflection;
use crate::text;

/// Words and phrases with a value each. The longest entry that fits at a token wins.
pub(super) struct PhraseTable<T> {
    heads: HashMap<Box<str>, Head<T>, BuildHasherDefault<Fnv>>,
}

/// All entries that begin with one word.
struct Head<T> {
    alone: Option<T>,
    /// The words after the first, longest first.
    longer: Vec<(Box<[Box<str>]>, T)>,
}

impl<T: Copy> PhraseTable<T> {
    /// Builds the table. A term that is spelled out wins over an inflection of another term, and an earlier term over a
    /// later one.
    pub(super) fn new(entries: &[(&str, T)]) -> Self {
        let mut table = Self { heads: HashMap::default() };
        let (inflected, literal): (Vec<_>, Vec<_>) = entries.iter().partition(|(term, _)| term.contains('*'));
        for (term, value) in literal.into_iter().chain(inflected) {
            for form in inflection::forms(term) {
                table.insert(&form, value);
                if form.contains('\'') {
                    table.insert(&form.replace('\'', "’"), value);
                }
            }
        }
        for head in table.heads.values_mut() {
            head.longer.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.0.cmp(&b.0)));
        }
        table
    }

    fn insert(&mut self, form: &str, value: T) {
        // Terms are cut like the article, so that "let's" and "non-negotiable" meet the same tokens.
        let mut words = text::tokens(form).into_iter().map(|token| Box::from(&form[token.span.range()]));
        let Some(first) = words.next() else { return };
        let rest: Box<[Box<str>]> = words.collect();
        let head = self.heads.entry(first).or_insert(Head { alone: None, longer: Vec::new() });
        if rest.is_empty() {
            head.alone.get_or_insert(value);
        } else if head.longer.iter().all(|(known, _)| *known != rest) {
            head.longer.push((rest, value));
        }
    }

    /// The longest entry at the beginning of a text, as its number of words and its value. `word(i)` is the i-th word in
    /// lower case, `None` beyond the end.
    pub(super) fn longest<'w>(&self, word: impl Fn(usize) -> Option<&'w str>) -> Option<(usize, T)> {
        let head = self.heads.get(word(0)?)?;
        for (rest, value) in &head.longer {
            if rest.iter().enumerate().all(|(i, expected)| word(i + 1) == Some(expected)) {
                return Some((rest.len() + 1, *value));
            }
        }
        head.alone.map(|value| (1, value))
    }
}

/// The FNV-1a hash: words are short and come from our own list, so a keyed hash would only cost time.
pub(super) struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(table: &PhraseTable<i32>, text: &str) -> Option<(usize, i32)> {
        let words: Vec<&str> = text.split(' ').collect();
        table.longest(|i| words.get(i).copied())
    }

    #[test]
    fn the_longest_entry_wins() {
        let table = PhraseTable::new(&[("call", 1), ("call* off", 2), ("call off the strike", 3)]);
        assert_eq!(find(&table, "call me"), Some((1, 1)));
        assert_eq!(find(&table, "called off"), Some((2, 2)));
        assert_eq!(find(&table, "call off the strike today"), Some((4, 3)));
        assert_eq!(find(&table, "recall"), None);
    }

    #[test]
    fn a_spelled_out_word_wins_over_an_inflection() {
        let table = PhraseTable::new(&[("strike*", 1), ("striking", 2)]);
        assert_eq!(find(&table, "striking"), Some((1, 2)));
        assert_eq!(find(&table, "strikes"), Some((1, 1)));
    }

    #[test]
    fn both_apostrophes_are_known() {
        let table = PhraseTable::new(&[("won't", 1)]);
        assert_eq!(find(&table, "won’t"), Some((1, 1)));
    }
}
