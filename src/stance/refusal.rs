//! What is refused: "reject the offer" offers nothing, and "refuse to retaliate" threatens nothing.

use super::category::Category;
use super::statement::{self, Word};

/// How many tokens the object may stand behind its verb, articles and adjectives between them.
const REACH: usize = 3;

/// Takes the weight from soft words that are the object of a refusal, and turns a refusal of force into what it is.
pub(super) fn apply(words: &mut [Word]) {
    for sentence in statement::sentences(words) {
        // The word that refuses, and the token up to which its object goes.
        let mut refusal: Option<(usize, usize)> = None;
        for at in 0..sentence.len() {
            let word = sentence[at];
            match word.hit.term.category {
                Category::Refuse => refusal = Some((at, word.hit.token)),
                Category::Pause | Category::Contrast | Category::Concessive | Category::Negation => {
                    refusal = None;
                }
                _ if !word.is_scored() => {}
                category => {
                    let Some((verb, last)) = refusal.filter(|(_, last)| word.hit.token <= last + REACH)
                    else {
                        refusal = None;
                        continue;
                    };
                    let is_force = matches!(category, Category::Threat | Category::Force);
                    if word.weight > 0.0 {
                        sentence[at].set(0.0, "refused", None);
                        refusal = Some((verb, word.hit.token));
                    } else if is_force && word.hit.token <= last + 2 && verb + 1 == at {
                        // What is negated is negated twice otherwise.
                        let weight = category.negated(word.weight);
                        sentence[at].set(weight, category.negated_reason(), None);
                        sentence[verb].set(0.0, "refusal of force", None);
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stance::statement::weight_after;

    #[test]
    fn what_is_refused_is_not_offered() {
        for (text, word) in [
            ("We reject the offer.", "offer"),
            ("We refuse to apologise.", "apologise"),
            ("They rejected our latest offer of peace.", "peace"),
        ] {
            assert!(weight_after(text, word, apply).abs() < 1e-9, "{text}");
        }
        assert!(weight_after("We rejected the claim, but welcome the offer.", "offer", apply) > 0.0);
        assert!(weight_after("We reject the offer.", "reject", apply) < 0.0);
    }

    #[test]
    fn to_refuse_force_is_no_threat() {
        assert!(weight_after("We refuse to retaliate.", "retaliate", apply) > 0.0);
        assert!(weight_after("We refuse to retaliate.", "refuse", apply).abs() < 1e-9);
        assert!(weight_after("We reject these accusations.", "reject", apply) < 0.0);
    }
}
