//! Words as sets of places, and how much two sets share.

use std::collections::BTreeSet;

use unicode_normalization::char::is_combining_mark;

/// Whether a character is part of a word: a letter, a digit or an underscore.
pub(super) fn is_word(c: char) -> bool {
    c == '_' || c.is_alphanumeric() && !is_combining_mark(c)
}

/// Where words begin inside `spans` of `text`; a span that cuts a word counts the part inside as one.
pub(super) fn words(text: &[char], spans: &[(usize, usize)]) -> BTreeSet<usize> {
    let mut starts = BTreeSet::new();
    for &(start, end) in spans {
        let mut before = false;
        for (at, &c) in text[start..end].iter().enumerate() {
            if is_word(c) && !before {
                starts.insert(start + at);
            }
            before = is_word(c);
        }
    }
    starts
}

/// The word that begins at `at`, in lower case.
pub(super) fn word_at(text: &[char], at: usize) -> String {
    text[at..].iter().take_while(|&&c| is_word(c)).flat_map(|c| c.to_lowercase()).collect()
}

/// Shared words over all words, from 0 to 1; 0 for two empty sets.
pub(super) fn overlap(a: &BTreeSet<usize>, b: &BTreeSet<usize>) -> f64 {
    let shared = a.intersection(b).count();
    let all = a.len() + b.len() - shared;
    if all == 0 { 0.0 } else { shared as f64 / all as f64 }
}

/// The spans without marks and spaces at their ends; those with no word between them are one.
pub(super) fn trimmed(text: &[char], spans: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut sorted = spans.to_vec();
    sorted.sort_unstable();
    let mut out: Vec<(usize, usize)> = Vec::new();
    for (mut start, mut end) in sorted {
        let opens = |c: char| c.is_alphanumeric() || matches!(c, '$' | '£' | '€');
        while start < end && !opens(text[start]) {
            start += 1;
        }
        while end > start && !(text[end - 1].is_alphanumeric() || text[end - 1] == '%') {
            end -= 1;
        }
        if end <= start {
            continue;
        }
        match out.last_mut() {
            Some(last) if !text.get(last.1..start).is_some_and(|gap| gap.iter().any(|&c| is_word(c))) => {
                last.1 = end;
            }
            _ => out.push((start, end)),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chars(text: &str) -> Vec<char> {
        text.chars().collect()
    }

    #[test]
    fn words_are_counted_by_where_they_begin() {
        let text = chars("It’s 3.6, Vučić");
        assert_eq!(words(&text, &[(0, 15)]).into_iter().collect::<Vec<_>>(), [0, 3, 5, 7, 10]);
        assert_eq!(words(&text, &[(11, 15)]).len(), 1);
    }

    #[test]
    fn overlap_runs_from_nothing_to_all() {
        let a = BTreeSet::from([1, 2, 3]);
        assert!((overlap(&a, &BTreeSet::from([2, 3, 4])) - 0.5).abs() < 1e-12);
        assert!(overlap(&BTreeSet::new(), &BTreeSet::new()) == 0.0);
    }

    #[test]
    fn trimming_joins_pieces_that_only_marks_part() {
        let text = chars("“We go,” “now.”");
        assert_eq!(trimmed(&text, &[(0, 8), (9, 15)]), [(1, 13)]);
    }
}
