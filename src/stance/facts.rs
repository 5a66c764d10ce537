//! Telling facts: a report of deaths and findings takes no side, however hard its words.

use super::category::Category;
use super::lexicon::Mode;
use super::statement::Word;
use crate::quotes::Kind;

/// What words keep behind a cue of factual report.
const REPORTED: f64 = 0.3;
/// What words for the use of force keep where a journalist retells a statement: most tell what happened.
const RETOLD: f64 = 0.4;

/// Takes weight from words that tell facts.
pub(super) fn apply(words: &mut [Word], kind: Kind, mode: Mode) {
    for word in words {
        if mode == Mode::Report {
            word.scale(REPORTED);
        } else if kind == Kind::Indirect && word.is(Category::Force) {
            word.scale(RETOLD);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stance::statement::weight_after;

    #[test]
    fn a_report_takes_no_side() {
        let said =
            weight_after("The vote was a fraud.", "fraud", |words| apply(words, Kind::Indirect, Mode::Plain));
        let reported = weight_after("The vote was a fraud.", "fraud", |words| {
            apply(words, Kind::Indirect, Mode::Report);
        });
        assert!(said < reported && reported < 0.0);
    }

    #[test]
    fn force_is_a_fact_when_retold_and_a_posture_in_own_words() {
        let own = weight_after("We bombed it.", "bombed", |words| apply(words, Kind::Direct, Mode::Plain));
        let retold =
            weight_after("We bombed it.", "bombed", |words| apply(words, Kind::Indirect, Mode::Plain));
        assert!(own < retold);
    }
}
