//! What is a person's in a corrected analysis.

use std::collections::{BTreeMap, BTreeSet};

use crate::analysis::Analysis;
use crate::quotes::QuotationId;
use crate::speakers::SpeakerId;

/// What an analysis and a review come to.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Reviewed {
    /// What was found, as corrected.
    pub analysis: Analysis,
    /// What in it is a person's.
    pub marks: Marks,
}

/// What in a corrected analysis is a person's.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Marks {
    /// The statements that a person has decided about.
    pub statements: BTreeMap<QuotationId, Mark>,
    /// The sides of the dispute that speakers are on.
    pub sides: BTreeMap<SpeakerId, String>,
    /// The speakers that a person has decided about, or brought in.
    pub speakers: BTreeSet<SpeakerId>,
    /// The statements that are none, as they were found.
    pub rejected: Vec<QuotationId>,
    /// Of the decisions in force, the numbers of those that found nothing to be about.
    pub idle: Vec<usize>,
}

/// What a person has decided about a statement.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Mark {
    /// As what it was found; `None` if only a person sees it.
    pub found: Option<QuotationId>,
    /// Who said it.
    pub speaker: bool,
    /// What was said, its kind, its cue or its source.
    pub words: bool,
    /// Where it stands, or that it takes no stance.
    pub stance: bool,
    /// What it does.
    pub device: bool,
    /// Whom it is directed at.
    pub target: bool,
    /// What there is to say about it.
    pub note: String,
    /// A person has found it right.
    pub is_reviewed: bool,
}

impl Mark {
    /// Whether a person has looked at it: found it right, or changed anything but the note.
    pub fn is_settled(&self) -> bool {
        self.is_reviewed || self.speaker || self.words || self.stance || self.device || self.target
    }
}

impl Marks {
    /// What has been decided about a statement.
    pub fn of(&self, id: QuotationId) -> Option<&Mark> {
        self.statements.get(&id)
    }

    /// Whether a person has looked at a statement.
    pub fn is_settled(&self, id: QuotationId) -> bool {
        self.of(id).is_some_and(Mark::is_settled)
    }

    /// As what a statement was found; `None` if only a person sees it.
    pub fn found(&self, id: QuotationId) -> Option<QuotationId> {
        self.of(id).map_or(Some(id), |mark| mark.found)
    }
}
