//! Negation: which words a "not" reaches, and what they weigh then.

use super::category::Category;
use super::statement::{self, Word};

/// How many tokens a negator reaches to its right, within its clause.
const REACH: usize = 8;

/// How far apart two negators of one clause may stand to undo each other.
const PAIR: usize = 10;

/// Reverses what is negated, and what is negated twice back again at a discount: "not impossible" is less than "possible".
pub(super) fn apply(words: &mut [Word]) {
    for sentence in statement::sentences(words) {
        // The last two negators of the clause; more do not occur in earnest.
        let mut negators: [Option<usize>; 2] = [None; 2];
        // Whether the verb that a vow is about has been met: "never sign this shameful deal" calls the deal shameful.
        let mut vow: Option<bool> = None;
        for word in sentence {
            let at = word.hit.token;
            match word.hit.term.category {
                Category::Pause | Category::Contrast | Category::Concessive => {
                    (negators, vow) = ([None; 2], None);
                }
                Category::Nor => negators = [None, Some(at)],
                Category::Negation => negators = [negators[1], Some(at)],
                Category::Vow => (negators, vow) = ([negators[1], Some(at)], Some(false)),
                _ if !word.is_scored() || vow == Some(true) && word.weight < 0.0 => {}
                _ => {
                    vow = vow.map(|_| true);
                    match reach(negators, at) {
                        0 => {}
                        1 => negate(word),
                        _ => word.set(word.weight * 0.7, "double negation", word.device),
                    }
                }
            }
        }
    }
}

/// How many negators reach a word.
fn reach(negators: [Option<usize>; 2], at: usize) -> usize {
    match negators {
        [first, Some(last)] if at.saturating_sub(last) <= REACH => {
            1 + usize::from(first.is_some_and(|first| last.saturating_sub(first) <= PAIR))
        }
        _ => 0,
    }
}

fn negate(word: &mut Word) {
    let category = word.hit.term.category;
    word.set(category.negated(word.weight), category.negated_reason(), None);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stance::statement::weight_after;

    #[test]
    fn a_negated_agreement_is_hard_and_a_negated_attack_soft() {
        assert!(weight_after("We do not agree with Moru.", "agree", apply) < 0.0);
        assert!(weight_after("We will not retaliate.", "retaliate", apply) > 0.0);
        assert!(weight_after("Kesh is no liar.", "liar", apply).abs() < 1e-9);
    }

    #[test]
    fn the_scope_ends_with_the_clause() {
        assert!(weight_after("This is not new, we agree.", "agree", apply) > 0.0);
        assert!(weight_after("It is not much but we agree.", "agree", apply) > 0.0);
        assert!(weight_after("Not today. We agree.", "agree", apply) > 0.0);
    }

    #[test]
    fn two_negators_undo_each_other() {
        let weight = weight_after("There is nothing that we would not share.", "share", apply);
        assert!(weight > 0.0, "{weight}");
    }

    #[test]
    fn nor_begins_anew() {
        assert!(weight_after("Moru neither agrees nor accepts.", "accepts", apply) < 0.0);
    }

    #[test]
    fn what_will_never_be_done_is_negated() {
        assert!(weight_after("We will never sign this treaty.", "sign this", apply) < 0.0);
        assert!(weight_after("Under no circumstances will we apologise.", "apologise", apply) < 0.0);
        assert!(weight_after("We would never retaliate.", "retaliate", apply) > 0.0);
        assert!(weight_after("We will never sign this shameful deal.", "shameful", apply) < 0.0);
        assert!(weight_after("We will never bow, but we agree.", "agree", apply) > 0.0);
    }

    #[test]
    fn not_only_does_not_negate() {
        assert!(weight_after("We not only agree.", "agree", apply) > 0.0);
    }
}
