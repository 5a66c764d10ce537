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
