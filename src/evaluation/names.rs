//! When two speakers count as the same.

use std::collections::BTreeSet;

use super::overlap::is_word;

/// Articles and prepositions.
const SMALL: &[&str] = &[
    "the", "a", "an", "of", "in", "on", "at", "for", "to", "and", "or", "his", "her", "their", "its", "from",
    "by", "with",
];

const TITLES: &[&str] = &[
    "mr",
    "mrs",
    "ms",
    "dr",
    "sir",
    "president",
    "senator",
    "sen",
    "gov",
    "governor",
    "rep",
    "prime",
    "minister",
    "chancellor",
    "king",
    "queen",
    "pope",
    "lord",
    "lady",
];

/// The words of a name.
pub(super) type Name = Vec<String>;

/// Whether a word says nothing about who it is.
pub(super) fn is_small(word: &str) -> bool {
    SMALL.contains(&word)
}

/// The words of a name in lower case, without titles and articles before it.
fn name(written: &str) -> Name {
    let lower = written.to_lowercase();
    let words = lower.split(|c: char| !is_word(c)).filter(|word| !word.is_empty() && *word != "s");
    let mut words: Name = words.map(str::to_owned).collect();
    while words.len() > 1 && (is_small(&words[0]) || TITLES.contains(&words[0].as_str())) {
        words.remove(0);
    }
    words
}

/// The set of names of a statement's speakers; "UNKNOWN" is nobody.
pub(super) fn names(speakers: &[String]) -> BTreeSet<Name> {
    speakers
        .iter()
        .filter(|speaker| *speaker != "UNKNOWN")
        .map(|speaker| name(speaker))
        .filter(|n| !n.is_empty())
        .collect()
}

/// Whether two names may be one: the same last word, or one holds all words of the other.
fn alike(a: &Name, b: &Name) -> bool {
    a.last() == b.last() || a.iter().all(|word| b.contains(word)) || b.iter().all(|word| a.contains(word))
}

/// Whether every name of each side has a counterpart on the other.
pub(super) fn lenient(a: &BTreeSet<Name>, b: &BTreeSet<Name>) -> bool {
    a.is_empty() == b.is_empty()
        && a.iter().all(|x| b.iter().any(|y| alike(x, y)))
        && b.iter().all(|y| a.iter().any(|x| alike(x, y)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(names_written: &[&str]) -> BTreeSet<Name> {
        names(&names_written.iter().map(|&n| n.to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn titles_and_articles_do_not_matter() {
        assert_eq!(set(&["the President Ann Bell"]), set(&["Ann Bell"]));
        assert_eq!(set(&["UNKNOWN"]), set(&[]));
    }

    #[test]
    fn lenient_wants_a_counterpart_for_everybody() {
        assert!(lenient(&set(&["Ann Bell"]), &set(&["Bell"])));
        assert!(!lenient(&set(&["Ann Bell", "Tom Moor"]), &set(&["Bell"])));
        assert!(!lenient(&set(&["Ann Bell"]), &set(&[])));
    }
}
