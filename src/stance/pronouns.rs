//! Who is spoken of: a speaker who says "I" mostly answers for something, one who says "they" mostly complains of it.

use super::category::Category;
use super::statement::Word;

/// What the first "I" of a statement weighs.
const SPEAKER: f64 = 0.4;
/// What each of the first words for the other side weighs.
const OTHERS: f64 = -0.25;
/// How many of those count.
const MOST: usize = 3;

/// Gives the pronouns their small weight.
pub(super) fn apply(words: &mut [Word]) {
    if let Some(word) = words.iter_mut().find(|word| word.is(Category::Speaker)) {
        word.set(SPEAKER, "speaks for oneself", None);
    }
    for word in words.iter_mut().filter(|word| word.is(Category::OtherSide)).take(MOST) {
        word.set(OTHERS, "speaks of the others", None);
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
    fn speaking_of_others_is_harder_than_speaking_of_oneself() {
        assert!(total("I built the bridge.") > total("We built the bridge."));
        assert!(total("We built the bridge.") > total("They built the bridge."));
    }

    #[test]
    fn repeating_it_soon_adds_nothing() {
        assert!(total("They took their boats to their pier with them.") > 5.0 * OTHERS);
    }
}
