//! Ending what is hard: to lift a ban is soft, and to ask that others lift theirs is a demand.

use super::Device;
use super::category::Category;
use super::statement::{self, Word};

/// How many tokens after the verb the thing that ends may stand.
const REACH: usize = 6;
/// What the end of something hard weighs, whatever it is.
const ENDED: f64 = 1.5;
/// What it weighs if others are to end it.
const ASKED: f64 = -0.8;
/// What the thing itself keeps, on the side that the whole has.
const KEPT: f64 = 0.3;

/// Turns hard words that stand behind a verb of ending.
pub(super) fn apply(words: &mut [Word]) {
    for sentence in statement::sentences(words) {
        for at in 0..sentence.len() {
            if sentence[at].is(Category::Ending) {
                end(sentence, at);
            }
        }
    }
}

fn end(sentence: &mut [Word], at: usize) {
    let verb = sentence[at].hit.token;
    let (before, rest) = sentence.split_at_mut(at + 1);
    let ended = rest
        .iter_mut()
        .take_while(|word| !word.is(Category::Pause) && word.hit.token.saturating_sub(verb) <= REACH)
        .filter(|word| word.is_scored() && word.hit.term.weight < 0.0);
    let is_asked = before.iter().any(|word| word.is(Category::Demand) || word.is(Category::OtherSide));
    let is_negated = before.iter().any(|word| word.is(Category::Negation));
    let mut any = false;
    for word in ended {
        word.set(
            word.hit.term.weight.abs() * if is_asked || is_negated { -KEPT } else { KEPT },
            "ended",
            None,
        );
        any = true;
    }
    match (any, is_negated, is_asked) {
        (false, ..) => {}
        (true, true, _) => before[at].set(-ENDED, "does not end it", None),
        (true, false, true) => before[at].set(ASKED, "others are to end it", Some(Device::Demand)),
        (true, false, false) => before[at].set(ENDED, "end of hostility", Some(Device::Concession)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stance::statement::after;

    fn total(text: &str) -> f64 {
        after(text, apply).iter().map(|(_, weight)| weight).sum()
    }

    #[test]
    fn to_lift_a_ban_is_soft_and_to_impose_one_hard() {
        assert!(total("Kesh is lifting the embargo.") > 1.0);
        assert!(total("Kesh declares the embargo.") < 0.0);
    }

    #[test]
    fn not_to_lift_it_is_hard() {
        assert!(total("Kesh would not lift the embargo.") < -1.0);
    }

    #[test]
    fn to_ask_that_others_lift_it_is_a_demand() {
        assert!(total("They must lift the embargo.") < -0.5);
    }

    #[test]
    fn only_what_stands_near_behind_is_ended() {
        assert!(total("Kesh lifted the lid, and it was a fraud.") < 0.0);
    }
}
