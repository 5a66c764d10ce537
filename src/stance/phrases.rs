//! A table of words and short phrases that is asked once per token.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::inflection;
use crate::text;

/// Words and phrases with a value each. The longest entry that fits at a token wins.
///
/// Most tokens are in no entry, so what matters is to find that out fast and in little memory: a bit per hash is asked
/// first, then a small open table, and spellings are only compared where a piece of the hash agrees too.
pub(super) struct PhraseTable<T> {
    /// Bit `h` is set if a head's hash ends in the 16 bits `h`.
    filter: Box<[u64; 1024]>,
    /// The high half of the hash and the place in `heads`; a power of two of slots, the next free one if taken.
    slots: Vec<(u16, u16)>,
    heads: Vec<Head<T>>,
}

/// All entries that begin with one word.
struct Head<T> {
    word: Box<str>,
    alone: Option<T>,
    /// The entries of more words, ordered by the hash of the second and then longest first.
    longer: Vec<Longer<T>>,
}

/// An entry of several words.
struct Longer<T> {
    /// The hash of the second word.
    second: u32,
    /// The words after the first.
    rest: Box<[Box<str>]>,
    value: T,
}

/// Marks a slot without a head.
const FREE: u16 = u16::MAX;

impl<T: Copy> PhraseTable<T> {
    /// Builds the table. A term that is spelled out wins over an inflection of another term, and an earlier term over a
    /// later one.
    pub(super) fn new(entries: &[(&str, T)]) -> Self {
        let mut heads = BTreeMap::new();
        let (inflected, literal): (Vec<_>, Vec<_>) = entries.iter().partition(|(term, _)| term.contains('*'));
        for (term, value) in literal.into_iter().chain(inflected) {
            for form in inflection::forms(term) {
                insert(&mut heads, &form, value);
                if form.contains('\'') {
                    insert(&mut heads, &form.replace('\'', "’"), value);
                }
            }
        }
        Self::of(heads.into_values().collect())
    }

    fn of(mut heads: Vec<Head<T>>) -> Self {
        debug_assert!(heads.len() < usize::from(FREE), "a place must fit 16 bits");
        let mut filter = Box::new([0; 1024]);
        let mut slots = vec![(0, FREE); (heads.len() * 3 / 2 + 1).next_power_of_two()];
        for (head, place) in heads.iter_mut().zip(0..) {
            head.longer.sort_by(|a, b| {
                (a.second, Reverse(a.rest.len()), &a.rest).cmp(&(b.second, Reverse(b.rest.len()), &b.rest))
            });
            let hash = hash(&head.word);
            filter[filter_word(hash)] |= 1 << (hash & 63);
            let mut slot = hash as usize & (slots.len() - 1);
            while slots[slot].1 != FREE {
                slot = (slot + 1) & (slots.len() - 1);
            }
            slots[slot] = ((hash >> 16) as u16, place);
        }
        Self { filter, slots, heads }
    }

    fn head(&self, word: &str) -> Option<&Head<T>> {
        let hash = hash(word);
        if self.filter[filter_word(hash)] >> (hash & 63) & 1 == 0 {
            return None;
        }
        let mut slot = hash as usize & (self.slots.len() - 1);
        loop {
            let (known, place) = self.slots[slot];
            if place == FREE {
                return None;
            }
            if known == (hash >> 16) as u16 && &*self.heads[usize::from(place)].word == word {
                return Some(&self.heads[usize::from(place)]);
            }
            slot = (slot + 1) & (self.slots.len() - 1);
        }
    }

    /// The longest entry at the beginning of a text, as its number of words and its value. `word(i)` is the i-th word in
    /// lower case, `None` beyond the end.
    pub(super) fn longest<'w>(&self, word: impl Fn(usize) -> Option<&'w str>) -> Option<(usize, T)> {
        let head = self.head(word(0)?)?;
        if !head.longer.is_empty()
            && let Some(second) = word(1).map(hash)
        {
            let from = head.longer.partition_point(|entry| entry.second < second);
            for entry in head.longer[from..].iter().take_while(|entry| entry.second == second) {
                if entry.rest.iter().enumerate().all(|(i, expected)| word(i + 1) == Some(expected)) {
                    return Some((entry.rest.len() + 1, entry.value));
                }
            }
        }
        head.alone.map(|value| (1, value))
    }
}

/// Adds one spelling. Terms are cut like the article, so that "let's" and "non-negotiable" meet the same tokens.
fn insert<T>(heads: &mut BTreeMap<String, Head<T>>, form: &str, value: T) {
    let mut words = text::tokens(form).into_iter().map(|token| Box::<str>::from(&form[token.span.range()]));
    let Some(word) = words.next() else { return };
    let rest: Box<[Box<str>]> = words.collect();
    let head = heads.entry(word.to_string()).or_insert(Head { word, alone: None, longer: Vec::new() });
    let Some(second) = rest.first() else {
        head.alone.get_or_insert(value);
        return;
    };
    if head.longer.iter().all(|known| known.rest != rest) {
        head.longer.push(Longer { second: hash(second), rest, value });
    }
}

/// Which word of the filter holds the bit of a hash.
fn filter_word(hash: u32) -> usize {
    (hash >> 6 & 1023) as usize
}

/// A hash of a word's first and last eight bytes, without a loop: it is taken of every token of every article. Words that
/// agree in both share a hash, and their spellings tell them apart.
fn hash(word: &str) -> u32 {
    let bytes = word.as_bytes();
    let length = bytes.len() as u64;
    let (first, last) = if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
        (u64::from_le_bytes(*first), u64::from_le_bytes(*last))
    } else if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
        (u64::from(u32::from_le_bytes(*first)), u64::from(u32::from_le_bytes(*last)))
    } else {
        let byte = |at: usize| bytes.get(at).map_or(0, |&byte| u64::from(byte));
        (byte(0) | byte(1) << 8, byte(2))
    };
    let mixed = (first ^ last.rotate_left(29) ^ length << 56).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed >> 32) as u32
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
