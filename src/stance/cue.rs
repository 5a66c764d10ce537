//! The cue: "rejected", "welcomed" and "called for" carry a stance themselves.

use super::Device;
use super::category::Category;
use super::lexicon::{self, CueTerm, Mode};
use super::reading::{Hit, Reading};
use super::statement::{self, Word};
use crate::quotes::{Kind, Quotation};
use crate::text::Span;

/// What a cue says of its speaker's stance.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cue {
    pub(super) mode: Mode,
    /// What it adds to the evidence that there is a dispute, in log odds.
    pub(super) dispute: f64,
    weight: f64,
    device: Option<Device>,
    /// Whether both sides are spoken to alike: "urged both sides to".
    to_both: bool,
    /// Where its telling word stands.
    at: Option<(usize, usize)>,
}

/// A cue that says nothing.
const SILENT: Cue =
    Cue { mode: Mode::Plain, dispute: 0.0, weight: 0.0, device: None, to_both: false, at: None };

/// Reads the cue of a quotation. Of several known words ("said, rejecting") the most telling one counts.
pub(super) fn read(reading: &Reading, quotation: &Quotation) -> Cue {
    let Some(span) = quotation.cue else { return SILENT };
    let tokens = reading.tokens(span);
    let negations = reading.within(span).iter().filter(|hit| hit.term.category == Category::Negation).count();
    let mut best = SILENT;
    let mut at = tokens.start;
    while at < tokens.end {
        // A phrase may run on into the content: "pleaded guilty", "claimed responsibility".
        let Some((length, term)) = lexicon::cues().longest(|i| reading.word(at + i)) else {
            at += 1;
            continue;
        };
        // "“It is late,” Moor agreed": with whoever spoke before.
        let concurs =
            quotation.kind == Kind::Direct && reading.word(at).is_some_and(|word| word.starts_with("agree"));
        if (best.at.is_none() || tells_more(&term, &best)) && !concurs {
            best = Cue {
                mode: term.mode,
                dispute: term.dispute,
                weight: term.weight,
                device: term.device,
                to_both: false,
                at: Some((at, length)),
            };
        }
        at += length;
    }
    if negations % 2 == 1 && best.mode > Mode::Plain {
        best = Cue { mode: Mode::Add, weight: best.weight * -0.4, device: None, ..best };
    }
    best.to_both = quotation.addressee.is_some_and(|addressee| names_both_sides(reading, addressee));
    best
}

/// Whether the words are "both sides", "all parties" or the like.
fn names_both_sides(reading: &Reading, addressee: Span) -> bool {
    let tokens = reading.tokens(addressee);
    let has =
        |wanted: &[&str]| tokens.clone().any(|i| reading.word(i).is_some_and(|word| wanted.contains(&word)));
    has(&["both", "all", "two"])
        && has(&["sides", "parties", "countries", "nations", "governments", "leaders", "camps"])
        || has(&["each"]) && has(&["other"])
}

fn tells_more(term: &CueTerm, best: &Cue) -> bool {
    (term.mode, term.weight.abs()) > (best.mode, best.weight.abs())
}

impl Cue {
    /// Whether it announces or notes something: plain cues that speak slightly against a dispute.
    pub(super) fn announces(&self) -> bool {
        self.mode == Mode::Plain && self.dispute < 0.0
    }

    /// Lets the cue change what the content weighs, and gives the cue's own word to go with it.
    pub(super) fn apply(&self, words: &mut [Word]) -> Option<Word> {
        let (token, length) = self.at?;
        let content = statement::sum(words);
        let (weight, reason) = match self.mode {
            Mode::Plain | Mode::Report => return None,
            Mode::Add if self.device == Some(Device::Offer) && content < -1.0 => {
                (-0.5 * self.weight, "promise of hardness")
            }
            Mode::Add => (self.weight, "reporting word"),
            Mode::Own => {
                fade(words, self.weight, 0.15);
                (self.weight, "reporting word")
            }
            Mode::Threat => {
                fade(words, self.weight, 0.3);
                (self.weight, "threat")
            }
            Mode::Ask if self.to_both => (1.0, "asked of both sides"),
            Mode::Ask => ask(words, self.weight),
        };
        // The cue's category is never looked at: it stands outside the content that the rules have already weighed.
        let term = lexicon::Term { category: Category::Filler, weight };
        Some(Word { hit: Hit { token, length, term }, weight, reason, device: self.device })
    }
}

/// Leaves the content only what goes the cue's way: whoever rejects an offer does not make it.
fn fade(words: &mut [Word], direction: f64, kept: f64) {
    for word in words {
        word.scale(if word.weight * direction > 0.0 { kept } else { 0.0 });
    }
}

/// What is asked of the other side decides: calm is asked for in good will, a concession is a demand.
fn ask(words: &mut [Word], weight: f64) -> (f64, &'static str) {
    for word in words.iter_mut() {
        if matches!(word.hit.term.category, Category::Concede | Category::Apology | Category::Accept)
            && word.weight > 0.0
        {
            word.set(-0.5 * word.weight, "concession asked of others", Some(Device::Demand));
        }
    }
    // A demand stays one, however good what is demanded.
    if statement::sum(words) > 0.5 && weight > -1.9 {
        (0.5, "good will asked for")
    } else {
        (weight, "demand")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;
    use crate::text::Span;

    /// The sum for a text whose cue is `cue` and whose content is what follows it.
    fn total(text: &str, cue: &str) -> f64 {
        let article = Article::new(text);
        let start = text.find(cue).expect("the cue is in the text");
        let end = start + cue.len();
        let quotation = Quotation {
            kind: Kind::Indirect,
            content: vec![Span::new(end + 1, text.len())],
            cue: Some(Span::new(start, end)),
            source: None,
            addressee: None,
            outer: None,
            rule: "test",
            confidence: 1.0,
        };
        let reading = Reading::new(&article);
        let mut words = statement::words(&reading, &quotation);
        let own = read(&reading, &quotation).apply(&mut words).map_or(0.0, |word| word.weight);
        own + statement::sum(&words)
    }

    #[test]
    fn a_rejected_offer_is_hard() {
        assert!(total("Moru rejected the offer of talks", "rejected") < -1.5);
        assert!(total("Moru welcomed the offer of talks", "welcomed") > 1.5);
    }

    #[test]
    fn what_is_asked_for_decides() {
        assert!(total("Moru called for calm and dialogue", "called for") > 0.5);
        assert!(total("Moru called for his resignation", "called for") < -1.0);
    }

    #[test]
    fn a_cue_may_run_on_into_the_content() {
        assert!(total("Moru pleaded guilty", "pleaded") > 2.0);
        assert!(total("Moru pleaded not guilty", "pleaded") < -1.5);
    }

    #[test]
    fn a_negated_cue_turns_back() {
        assert!(total("Moru did not reject the visit", "did not reject") > 0.0);
    }

    #[test]
    fn a_promise_to_fight_is_no_promise() {
        assert!(total("Moru promised to crush the rebels", "promised") < -2.0);
        assert!(total("Moru promised a new road", "promised") > 0.5);
    }
}
