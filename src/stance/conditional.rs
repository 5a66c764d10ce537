//! Conditions: an offer that depends on the other side, a threat that does, and a step that must come first.

use super::Device;
use super::category::Category;
use super::statement::{self, Word};

/// How much of their weight words inside an if-clause keep: they are not asserted.
const HYPOTHETICAL: f64 = 0.25;

/// Weighs conditions, sentence by sentence.
pub(super) fn apply(words: &mut [Word]) {
    for sentence in statement::sentences(words) {
        for at in 0..sentence.len() {
            match sentence[at].hit.term.category {
                Category::Condition => condition(sentence, at),
                Category::Only => precondition(sentence, at),
                _ => {}
            }
        }
    }
}

/// Takes the weight from the if-clause that begins at `at`, and gives the sum of what the main clause weighs.
fn suspend(sentence: &mut [Word], at: usize) -> f64 {
    let end =
        sentence[at..].iter().position(|word| word.is(Category::Pause)).map_or(sentence.len(), |i| at + i);
    for word in &mut sentence[at + 1..end] {
        word.scale(HYPOTHETICAL);
    }
    statement::sum(&sentence[..at]) + statement::sum(&sentence[end..])
}

/// "If they come, we will answer": what follows decides between threat and offer.
fn condition(sentence: &mut [Word], at: usize) {
    let main = suspend(sentence, at);
    let announces = sentence.iter().any(|word| word.is(Category::Future));
    if main < -0.3 && announces {
        sentence[at].set(-1.0, "conditional threat", Some(Device::Threat));
    } else if main > 0.3 {
        sentence[at].set(-0.3, "conditional offer", Some(Device::Condition));
    } else {
        sentence[at].set(-0.4, "condition", Some(Device::Condition));
    }
}

/// "Only if", "unless", "until": the other side must move first, and what is offered is worth less.
fn precondition(sentence: &mut [Word], at: usize) {
    let main = suspend(sentence, at);
    if main < -2.0 {
        sentence[at].set(-1.0, "conditional threat", Some(Device::Threat));
        return;
    }
    for word in sentence.iter_mut().filter(|word| word.weight > 0.0) {
        word.scale(0.4);
    }
    sentence[at].set(-0.7, "precondition", Some(Device::Condition));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stance::statement::{after, weight_after};

    fn total(text: &str) -> f64 {
        after(text, apply).iter().map(|(_, weight)| weight).sum()
    }

    #[test]
    fn a_conditional_threat_is_harder_than_a_conditional_offer() {
        assert!(total("If Moru crosses the river, we will retaliate.") < -2.0);
        assert!(total("If Moru leaves the river, we will cooperate.") > 0.5);
    }

    #[test]
    fn words_of_the_if_clause_are_not_asserted() {
        assert!(weight_after("If Kesh attacks us, we will talk to them.", "attacks", apply) > -0.3);
    }

    #[test]
    fn a_precondition_outweighs_the_offer_it_hangs_on() {
        assert!(total("We will negotiate only if the mine is closed.") < 0.0);
        assert!(total("We will negotiate.") > 0.0);
    }
}
