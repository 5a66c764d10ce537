//! Questions in a speaker's own words: put to the other side, they are mostly reproaches.

use super::category::Category;
use super::statement::{self, Word};
use crate::quotes::Kind;

/// Weighs the question mark and takes weight from what is only asked.
pub(super) fn apply(words: &mut [Word], kind: Kind) {
    if kind == Kind::Indirect {
        return;
    }
    for sentence in statement::sentences(words) {
        let Some((mark, asked)) = sentence.split_last_mut() else { continue };
        if !mark.is(Category::Question) {
            continue;
        }
        for word in asked {
            word.scale(0.6);
        }
        mark.set(-0.5, "rhetorical question", None);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stance::statement::after;

    fn total(text: &str, kind: Kind) -> f64 {
        after(text, |words| apply(words, kind)).iter().map(|(_, weight)| weight).sum()
    }

    #[test]
    fn a_question_in_own_words_is_a_reproach() {
        assert!(total("Where is the money?", Kind::Direct) < 0.0);
        assert!(total("Where is the money?", Kind::Indirect).abs() < 1e-9);
    }

    #[test]
    fn an_offer_in_a_question_is_worth_less() {
        assert!(total("Do they cooperate?", Kind::Direct) < total("They cooperate.", Kind::Direct));
    }
}
