//! What a statement does: the device of its weightiest word, unless a condition or a red line stands out.

use super::Device;
use super::statement::Word;

/// From which weight on, in steps of the guideline, a word shows what a statement does.
const TELLING: f64 = 0.6;

/// What the statement with these words does, if it does anything but take a side.
pub(super) fn find<'w>(words: impl Iterator<Item = &'w Word>) -> Option<Device> {
    let mut strongest: Option<(f64, Device)> = None;
    let mut has_condition = false;
    for word in words {
        let Some(device) = word.device else { continue };
        has_condition |= device == Device::Condition;
        let weight = word.weight.abs();
        if device == Device::RedLine && weight > TELLING {
            return Some(device);
        }
        if weight > strongest.map_or(TELLING, |(most, _)| most) {
            strongest = Some((weight, device));
        }
    }
    match strongest {
        // "We will talk if …" offers under a condition; "if …, we will strike" threatens.
        Some((_, device)) if !has_condition || device == Device::Threat => Some(device),
        _ => has_condition.then_some(Device::Condition),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;
    use crate::stance::conditional;
    use crate::stance::reading::Reading;
    use crate::text::Span;

    fn device(text: &str) -> Option<Device> {
        let article = Article::new(text);
        let reading = Reading::new(&article);
        let mut words: Vec<Word> =
            reading.within(Span::new(0, text.len())).iter().copied().map(Word::new).collect();
        conditional::apply(&mut words);
        find(words.iter())
    }

    #[test]
    fn the_weightiest_word_decides() {
        assert_eq!(device("Moru apologised for the fraud."), Some(Device::Concession));
        assert_eq!(device("They betrayed us."), Some(Device::Accusation));
        assert_eq!(device("The lamp is green."), None);
    }

    #[test]
    fn a_condition_shows_beside_an_offer_and_yields_to_a_threat() {
        assert_eq!(device("We will cooperate if they leave."), Some(Device::Condition));
        assert_eq!(device("If they stay, we will retaliate."), Some(Device::Threat));
    }

    #[test]
    fn a_red_line_stands_out() {
        assert_eq!(device("They lied, and the mine is non-negotiable."), Some(Device::RedLine));
    }
}
