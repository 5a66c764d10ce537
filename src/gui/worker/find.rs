//! Finding words in a text, whatever their case.

use crate::text::Span;

/// All places where `needle` stands in `text`, whatever the case of either.
pub(super) fn find(text: &str, needle: &str) -> Vec<Span> {
    let needle: Vec<char> = needle.chars().flat_map(char::to_lowercase).collect();
    let Some(&first) = needle.first() else { return Vec::new() };
    let mut hits = Vec::new();
    let mut next = 0;
    for (start, char) in text.char_indices() {
        if start >= next
            && char.to_lowercase().next() == Some(first)
            && let Some(end) = matches(&text[start..], &needle)
        {
            next = start + end;
            hits.push(Span::new(start, next));
        }
    }
    hits
}

/// The length of `needle` at the start of `text` in bytes, if it stands there.
fn matches(text: &str, needle: &[char]) -> Option<usize> {
    let mut rest = needle;
    for (at, char) in text.char_indices() {
        if rest.is_empty() {
            return Some(at);
        }
        for lower in char.to_lowercase() {
            rest = rest.strip_prefix(&[lower])?;
        }
    }
    rest.is_empty().then_some(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finding_minds_neither_case_nor_length_of_characters() {
        assert_eq!(find("Vučić and VUČIĆ", "vučić"), [Span::new(0, 7), Span::new(12, 19)]);
        assert_eq!(find("aaa", "aa"), [Span::new(0, 2)]);
        assert_eq!(find("İstanbul", "stan"), [Span::new(2, 6)]);
        assert!(find("text", "").is_empty());
    }
}
