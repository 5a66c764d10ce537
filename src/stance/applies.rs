//! Whether a statement takes a stance at all: is there another side?

use super::category::Category;
use super::cue::Cue;
use super::reading::Reading;
use super::statement::Word;

/// The odds, as a logarithm, of a statement with nothing for or against; and what each sign adds. Fitted by logistic
/// regression on articles of many kinds, most of which are not about a dispute.
mod odds {
    pub(super) const START: f64 = -1.9;
    /// For each word of conflict per 100 tokens of the article, up to 5.
    pub(super) const ARTICLE_CONFLICT: f64 = 0.55;
    /// For each word of politics, law and labour more than of weather, science and sport, per 100 tokens, within ±10.
    pub(super) const ARTICLE_TOPIC: f64 = 0.2;
    /// For each word of conflict in the statement, up to 3.
    pub(super) const CONFLICT: f64 = 0.3;
    /// For each other word of stance in the statement, up to 3.
    pub(super) const TONE: f64 = 0.15;
    /// For each word of politics, law and labour in the statement, up to 3.
    pub(super) const TOPIC: f64 = 0.3;
    /// For each word of weather, science and sport in the statement, up to 3.
    pub(super) const PLAIN: f64 = -0.25;
    /// What the cue's own evidence is multiplied with.
    pub(super) const CUE: f64 = 0.8;
    /// Densities, per 100 tokens, that a text too short to tell is taken to have: those of an article on a dispute.
    pub(super) const USUAL_CONFLICT: f64 = 2.5;
    pub(super) const USUAL_DISPUTE: f64 = 5.0;
    pub(super) const USUAL_PLAIN: f64 = 1.5;
    /// From here on the statement takes a stance.
    pub(super) const NEEDED: f64 = -0.9;
}

/// What the article as a whole says about whether its statements take a stance.
#[derive(Debug, Clone, Copy)]
pub(super) struct Background(f64);

impl Background {
    /// Weighs the article's words.
    pub(super) fn of(reading: &Reading) -> Self {
        let conflict = reading.density(Category::is_conflict, odds::USUAL_CONFLICT).min(5.0);
        let topic = reading.density(|c| c == Category::Dispute, odds::USUAL_DISPUTE)
            - reading.density(|c| c == Category::Plain, odds::USUAL_PLAIN);
        Self(odds::START + odds::ARTICLE_CONFLICT * conflict + odds::ARTICLE_TOPIC * topic.clamp(-10.0, 10.0))
    }

    /// Whether a statement with these words and this cue takes a stance.
    pub(super) fn applies(self, words: &[Word], cue: &Cue) -> bool {
        let count = |is_of_kind: fn(Category) -> bool| {
            words.iter().filter(|word| is_of_kind(word.hit.term.category)).count().min(3) as f64
        };
        let sum = self.0
            + odds::CONFLICT * count(Category::is_conflict)
            + odds::TONE * count(|c| c.is_scored() && !c.is_conflict())
            + odds::TOPIC * count(|c| c == Category::Dispute)
            + odds::PLAIN * count(|c| c == Category::Plain)
            + odds::CUE * cue.dispute;
        sum > odds::NEEDED
    }
}
