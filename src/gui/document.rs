//! An open article and how it is being looked at.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use crate::quotes::{Quotation, QuotationId};
use crate::speakers::SpeakerId;

use super::reading::Reading;

/// Names an open article for as long as it is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocumentId(pub u64);

/// An open article and how it is being looked at.
pub struct Document {
    /// Which one.
    pub id: DocumentId,
    /// Its short name.
    pub name: String,
    /// The file it came from; samples have none.
    pub path: Option<PathBuf>,
    /// The article and what was found in it.
    pub reading: Arc<Reading>,
    /// The quotation in the inspector.
    pub pinned: Option<QuotationId>,
    /// The actors that are not shown; `None` is the unattributed.
    pub hidden: BTreeSet<Option<SpeakerId>>,
    /// Where the text was last asked to scroll.
    pub reveal: Option<Reveal>,
}

/// A wish that a byte of the text be seen. Its number tells a new wish from one already granted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reveal {
    /// Counts the wishes.
    pub number: u64,
    /// The byte.
    pub offset: usize,
}

impl Document {
    /// Whether an actor is shown.
    pub fn shows(&self, actor: Option<SpeakerId>) -> bool {
        !self.hidden.contains(&actor)
    }

    /// Goes on with what another engine found in the same article: what was pinned stays pinned, who was hidden stays hidden.
    pub(super) fn take_in(&mut self, reading: Arc<Reading>) {
        let before = std::mem::replace(&mut self.reading, reading);
        let after = &self.reading.analysis;
        self.pinned = self.pinned.and_then(|id| {
            let kept = after.quotation(id).or_else(|| {
                let cover = before.analysis.quotation(id)?.cover();
                after.quotations.iter().find(|other| other.cover().overlaps(cover))
            });
            kept.map(Quotation::id)
        });
        let hidden = self.hidden.iter().filter_map(|&actor| match actor {
            None => Some(None),
            Some(_) => {
                let name = before.name(actor);
                let same = self.reading.series.iter().map(|series| series.speaker);
                same.flatten().find(|&id| self.reading.name(Some(id)) == name).map(Some)
            }
        });
        self.hidden = hidden.collect();
    }

    /// Whether a quotation is shown: one of its speakers is.
    pub fn shows_quotation(&self, id: QuotationId) -> bool {
        match self.reading.analysis.speakers.of(id) {
            [] => self.shows(None),
            speakers => speakers.iter().any(|&speaker| self.shows(Some(speaker))),
        }
    }
}
