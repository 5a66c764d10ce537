//! Positions that are not the speaker's own: what others say, and what once was.

use super::category::Category;
use super::statement::{self, Word};

/// What words keep that report what others say.
const OTHERS: f64 = 0.2;
/// What words keep that tell of the past or of what might have been.
const PAST: f64 = 0.5;

/// Takes weight from reported and past positions: from their first word to the end of the sentence or to a "but".
pub(super) fn apply(words: &mut [Word]) {
    for sentence in statement::sentences(words) {
        let mut factor = 1.0;
        for word in sentence {
            match word.hit.term.category {
                Category::Reported => factor = OTHERS,
                Category::Past if factor > PAST => factor = PAST,
                Category::Contrast => factor = 1.0,
                _ => word.scale(factor),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stance::statement::weight_after;

    #[test]
    fn what_others_say_is_not_the_speakers_position() {
        assert!(weight_after("They say we are liars.", "liars", apply) > -0.6);
        assert!(weight_after("We say they are liars.", "liars", apply) < -1.5);
    }

    #[test]
    fn what_once_was_counts_half() {
        let past = weight_after("We used to reject it.", "reject", apply);
        let now = weight_after("We reject it.", "reject", apply);
        assert!(now < past && past < 0.0);
    }

    #[test]
    fn after_but_the_speaker_speaks_again() {
        assert!(weight_after("They say so but we reject it.", "reject", apply) < -1.5);
    }
}
