//! An open article and how it is being looked at.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use crate::analysis::Engine;
use crate::chart::{Filter, Point, Series};
use crate::palette::Place;
use crate::quotes::{Quotation, QuotationId};
use crate::speakers::SpeakerId;
use crate::stance::{Evidence, Stance};
use crate::text::Span;

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
    /// The actor whose position is in the inspector; `None` within is the unattributed.
    pub chosen: Option<Option<SpeakerId>>,
    /// The chart's series, with only those statements that the settings let pass.
    pub series: Vec<Series>,
    /// The chart as it was before the settings changed.
    pub ghost: Option<Ghost>,
    /// That the next reading is one the reader has asked for, so that the old one is to be seen behind it.
    pub haunted: bool,
    /// What the series were made with.
    filter: Filter,
    /// The words that carry learned scores, as far as they have been asked for; `None` while they are looked for.
    pub explained: BTreeMap<QuotationId, Option<Vec<Evidence>>>,
    /// A statement of which some words are left out on trial.
    pub trial: Option<Trial>,
}

/// A chart under other settings.
pub struct Ghost {
    /// Which settings those were.
    pub words: String,
    /// Each actor's look and points.
    pub courses: Vec<(Place, Vec<Point>)>,
}

/// A statement of which some words are left out on trial.
#[derive(Debug, Clone, PartialEq)]
pub struct Trial {
    /// Which one.
    pub id: QuotationId,
    /// The words.
    pub out: BTreeSet<Span>,
    /// How it is scored without them; `None` until that is known.
    pub scored: Option<Option<Stance>>,
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
    /// A document just opened.
    pub fn new(
        id: DocumentId,
        name: String,
        path: Option<PathBuf>,
        reading: Arc<Reading>,
        filter: Filter,
    ) -> Self {
        let mut document = Self {
            id,
            name,
            path,
            reading,
            pinned: None,
            hidden: BTreeSet::new(),
            reveal: None,
            chosen: None,
            series: Vec::new(),
            ghost: None,
            haunted: false,
            filter,
            explained: BTreeMap::new(),
            trial: None,
        };
        document.filter(filter);
        document
    }

    /// Draws only what passes `filter` from now on.
    pub(super) fn filter(&mut self, filter: Filter) {
        self.filter = filter;
        self.series = self.reading.series.iter().map(|series| series.kept(filter)).collect();
    }

    /// Keeps the chart as it is now behind what comes.
    pub(super) fn haunt(&mut self) {
        let words = in_words(self.reading.analysis.engine, self.filter);
        let courses =
            self.series.iter().map(|series| (self.reading.place(series.speaker), series.points.clone()));
        self.ghost = Some(Ghost { words, courses: courses.collect() });
    }

    /// The words that carry a statement's score; `None` while they are looked for.
    pub fn evidence(&self, id: QuotationId) -> Option<&[Evidence]> {
        match self.explained.get(&id) {
            Some(explained) => explained.as_deref(),
            None => Some(self.reading.analysis.stances.get(&id).map_or(&[], |stance| &stance.evidence)),
        }
    }

    /// What is left out of a statement on trial.
    pub fn trial_of(&self, id: QuotationId) -> Option<&Trial> {
        self.trial.as_ref().filter(|trial| trial.id == id)
    }

    /// Whether an actor is shown.
    pub fn shows(&self, actor: Option<SpeakerId>) -> bool {
        !self.hidden.contains(&actor)
    }

    /// Goes on with what another engine found in the same article: what was pinned stays pinned, who was hidden stays hidden.
    pub(super) fn take_in(&mut self, reading: Arc<Reading>, filter: Filter) {
        if std::mem::take(&mut self.haunted) {
            self.haunt();
        }
        self.trial = None;
        self.explained.clear();
        let before = std::mem::replace(&mut self.reading, reading);
        let after = &self.reading.analysis;
        self.pinned = self.pinned.and_then(|id| {
            let kept = after.quotation(id).or_else(|| {
                let cover = before.analysis.quotation(id)?.cover();
                after.quotations.iter().find(|other| other.cover().overlaps(cover))
            });
            kept.map(Quotation::id)
        });
        let same = |actor: Option<SpeakerId>| match actor {
            None => Some(None),
            Some(_) => {
                let name = before.name(actor);
                let all = self.reading.series.iter().map(|series| series.speaker);
                all.flatten().find(|&id| self.reading.name(Some(id)) == name).map(Some)
            }
        };
        self.hidden = self.hidden.iter().copied().filter_map(same).collect();
        self.chosen = self.chosen.and_then(same);
        self.filter(filter);
    }

    /// Whether a quotation is shown: one of its speakers is.
    pub fn shows_quotation(&self, id: QuotationId) -> bool {
        match self.reading.analysis.speakers.of(id) {
            [] => self.shows(None),
            speakers => speakers.iter().any(|&speaker| self.shows(Some(speaker))),
        }
    }
}

/// What a chart was made with.
fn in_words(engine: Engine, filter: Filter) -> String {
    let mut words = vec![match engine {
        Engine::Model => "learned model".to_owned(),
        Engine::Rules => "rules alone".to_owned(),
    }];
    if !filter.paraphrase {
        words.push("without paraphrase".into());
    }
    if filter.confidence > 0.0 {
        words.push(format!("speakers at least {:.0} % sure", filter.confidence * 100.0));
    }
    words.join(", ")
}
