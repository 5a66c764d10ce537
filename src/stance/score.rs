//! What a stance is.

use std::borrow::Cow;

use crate::speakers::SpeakerId;
use crate::text::Span;

/// Where a speaker stands toward the other side, in one statement: from -1 (hardline) to +1 (conciliatory).
#[derive(Debug, Clone, PartialEq)]
pub struct Stance {
    /// The position, in [-1, 1]; steps of 1/3 are the steps of the annotation guideline.
    pub score: f64,
    /// The lower end of the range in which a second careful reader's score would mostly lie.
    pub low: f64,
    /// The upper end of that range.
    pub high: f64,
    /// The words that carry the score, in text order.
    pub evidence: Vec<Evidence>,
    /// What the score starts from beside the words, and why; without any, the words alone decide.
    pub leanings: Vec<Leaning>,
    /// What the statement does beside its score.
    pub device: Option<Device>,
    /// Whom the statement is directed at, where the text names a speaker of this article.
    pub target: Option<SpeakerId>,
    /// What the learned scorer alone scores, if it has.
    pub learned: Option<f64>,
    /// What the rules alone make of it, where the learned scorer has scored; `None` where they alone scored, or see no
    /// stance.
    pub by_rules: Option<Box<Stance>>,
}

impl Stance {
    /// Whether learned scorer and rules stand on opposite sides of neutral, so that a person should look.
    pub fn is_disputed(&self) -> bool {
        /// Half a step of the guideline: less is on neither side.
        const NEUTRAL: f64 = 1.0 / 6.0;
        let side = |score: f64| if score.abs() < NEUTRAL { 0.0 } else { score.signum() };
        let (Some(learned), Some(rules)) = (self.learned, &self.by_rules) else { return false };
        side(rules.score) * side(learned) < 0.0
    }

    /// The words that weigh most, the first of them in the text.
    pub(super) fn strongest(&self) -> Option<Span> {
        let heavier = |best: &Evidence, one: &Evidence| best.weight.abs() >= one.weight.abs();
        self.evidence
            .iter()
            .reduce(|best, one| if heavier(best, one) { best } else { one })
            .map(|evidence| evidence.span)
    }
}

/// A part of the score that no word of the statement carries.
#[derive(Debug, Clone, PartialEq)]
pub struct Leaning {
    /// What it adds, on the same footing as an evidence's weight.
    pub weight: f64,
    /// In a few words for the reader, why.
    pub reason: &'static str,
}

/// Some words of a statement and what they add to its score.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    /// The words.
    pub span: Span,
    /// What they add, after scope rules; positive is conciliatory. The weights of a statement explain its score, but do
    /// not sum to it: see the scorer.
    pub weight: f64,
    /// In a few words for the reader, why: "threat", "negated offer", "after but".
    pub reason: Cow<'static, str>,
}

/// What a statement does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Device {
    /// Offers something or promises to cooperate.
    Offer,
    /// Gives something up, apologises, accepts.
    Concession,
    /// Makes its own step depend on the other side's.
    Condition,
    /// Asks the other side to act.
    Demand,
    /// Says what will never be accepted.
    RedLine,
    /// Blames the other side.
    Accusation,
    /// Says that what it is accused of is not so.
    Denial,
    /// Says what will be done to the other side.
    Threat,
}

impl Device {
    /// All devices.
    pub const ALL: [Self; 8] = [
        Self::Offer,
        Self::Concession,
        Self::Condition,
        Self::Demand,
        Self::RedLine,
        Self::Accusation,
        Self::Denial,
        Self::Threat,
    ];

    /// The device's name, for people and files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Offer => "offer",
            Self::Concession => "concession",
            Self::Condition => "condition",
            Self::Demand => "demand",
            Self::RedLine => "red line",
            Self::Accusation => "accusation",
            Self::Denial => "denial",
            Self::Threat => "threat",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stance(score: f64) -> Stance {
        Stance {
            score,
            low: score,
            high: score,
            evidence: Vec::new(),
            leanings: Vec::new(),
            device: None,
            target: None,
            learned: None,
            by_rules: None,
        }
    }

    #[test]
    fn only_opposite_sides_are_a_dispute() {
        let disputed = |learned, rules| {
            let by_rules = Some(Box::new(stance(rules)));
            Stance { learned: Some(learned), by_rules, ..stance(0.0) }.is_disputed()
        };
        assert!(disputed(-0.4, 0.3));
        assert!(!disputed(-0.4, 0.1) && !disputed(0.1, -0.9) && !disputed(-0.4, -0.3));
        assert!(!stance(-0.5).is_disputed());
    }
}
