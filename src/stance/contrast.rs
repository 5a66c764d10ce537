//! But-clauses: what stands after "but" is what the speaker means.

use super::category::Category;
use super::statement::Word;

/// What words before "but" keep.
const BEFORE: f64 = 0.5;
/// What words after it gain.
const AFTER: f64 = 1.3;
/// What words of a clause with "although" keep.
const CONCEDED: f64 = 0.4;

/// What earlier sentences keep when a sentence begins with "but".
const EARLIER: f64 = 0.7;

/// Weighs contrasts, sentence by sentence.
pub(super) fn apply(words: &mut [Word]) {
    let mut start = 0;
    while start < words.len() {
        let end = words[start..].iter().position(ends_sentence).map_or(words.len(), |i| start + i + 1);
        if let Some(at) = words[start..end].iter().position(|word| word.is(Category::Contrast)) {
            if at == 0 {
                scale(&mut words[..start], EARLIER);
            }
            scale(&mut words[start..start + at], BEFORE);
            scale(&mut words[start + at..end], AFTER);
        }
        for at in start..end {
            if words[at].is(Category::Concessive) {
                concede(&mut words[at..end]);
            }
        }
        start = end;
    }
}

fn ends_sentence(word: &Word) -> bool {
    word.is(Category::Stop) || word.is(Category::Question)
}

/// Takes weight from a clause that begins with "although": up to its comma.
fn concede(rest: &mut [Word]) {
    let end = rest.iter().position(|word| word.is(Category::Pause)).unwrap_or(rest.len());
    scale(&mut rest[..end], CONCEDED);
}

fn scale(words: &mut [Word], factor: f64) {
    for word in words {
        word.scale(factor);
    }
}

/// Whether a statement has a contrast at all, which makes its score less certain.
pub(super) fn is_in(words: &[Word]) -> bool {
    words.iter().any(|word| word.is(Category::Contrast) || word.is(Category::Concessive))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stance::statement::after;

    fn total(text: &str) -> f64 {
        after(text, apply).iter().map(|(_, weight)| weight).sum()
    }

    #[test]
    fn the_part_after_but_decides() {
        assert!(
            total("The offer is welcome but the rest is an insult.")
                < total("The rest is an insult but the offer is welcome.")
        );
    }

    #[test]
    fn a_sentence_that_begins_with_but_turns_what_went_before() {
        let turned = total("We accept. But it is unfair.");
        let plain = total("We accept. It is unfair.");
        assert!(turned < plain, "{turned} {plain}");
    }

    #[test]
    fn a_conceded_point_counts_less() {
        assert!(total("Although it is unfair, we accept.") > total("It is unfair, we accept."));
    }
}
