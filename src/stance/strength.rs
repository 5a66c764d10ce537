//! Words that make their neighbour weigh more or less.

use super::category::Category;
use super::statement::Word;

/// How near, in tokens, such a word must stand before what it strengthens or weakens.
const NEAR: usize = 2;

/// Strengthens after "utterly", weakens after "somewhat".
pub(super) fn apply(words: &mut [Word]) {
    for index in 1..words.len() {
        let before = words[index - 1];
        if words[index].hit.token.saturating_sub(before.hit.token) > NEAR {
            continue;
        }
        if before.is(Category::Strong) {
            words[index].scale(1.25);
        } else if before.is(Category::Weak) {
            words[index].scale(0.75);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stance::statement::weight_after;

    #[test]
    fn neighbours_weigh_more_or_less() {
        let plain = weight_after("It is unfair.", "unfair", apply);
        assert!(weight_after("It is utterly unfair.", "unfair", apply) < plain);
        assert!(weight_after("It is somewhat unfair.", "unfair", apply) > plain);
        assert!((weight_after("Utterly new and in a way unfair.", "unfair", apply) - plain).abs() < 1e-9);
    }
}
