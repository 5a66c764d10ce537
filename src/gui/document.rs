//! An open article and how it is being looked at.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use crate::analysis::Engine;
use crate::chart::{Filter, Item, Point, Series};
use crate::export::{self, Entry};
use crate::palette::Place;
use crate::quotes::{Quotation, QuotationId};
use crate::review::{Review, Scored};
use crate::speakers::SpeakerId;
use crate::stance::{Evidence, Stance};
use crate::storage::{Loaded, ReviewFile};
use crate::text::Span;

use super::command::Brush;
use super::reading::Reading;
use super::second::Second;
use super::words;

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
    /// Which one of several articles in the file it is, from 1.
    pub part: Option<usize>,
    /// The article and what was found in it, as corrected.
    pub reading: Arc<Reading>,
    /// The same without corrections: what the worker knows, and what keeps it at work for this article.
    pub base: Arc<Reading>,
    /// The quotation in the inspector.
    pub pinned: Option<QuotationId>,
    /// The actors that are not shown; `None` is the unattributed.
    pub hidden: BTreeSet<Option<SpeakerId>>,
    /// Where the text was last asked to scroll.
    pub reveal: Option<Reveal>,
    /// The actor whose position is in the inspector; `None` within is the unattributed.
    pub chosen: Option<Option<SpeakerId>>,
    /// The part of the chart behind which the rest of the text stands back.
    pub brush: Option<Brush>,
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
    /// The statements of the chosen actor that are ticked, to be given to another.
    pub ticked: BTreeSet<QuotationId>,
    /// The reader's corrections.
    pub review: Review,
    /// Whether the learned model is still reading it.
    pub is_awaited: bool,
    /// The stances of statements whose words the reader chose; those being looked for are not in `reading` yet.
    pub scored: Scored,
    /// Where the corrections are kept.
    pub keeping: Keeping,
    /// How somebody else has coded it.
    pub second: Option<Second>,
}

/// Where an article's corrections are kept, and how far that has come.
#[derive(Default)]
pub struct Keeping {
    /// The file; `None` for a sample that has none yet.
    pub file: Option<Arc<Mutex<ReviewFile>>>,
    /// Counts the changes of the review.
    pub revision: u64,
    /// The last change that was handed to the worker.
    pub sent: u64,
    /// The last change that is safe on the disk.
    pub saved: u64,
    /// Whether the last attempt failed.
    pub failed: bool,
    /// Whether the article is to be closed as soon as that is known to be safe.
    pub closing: bool,
    /// The change of which the reader has been told that closing loses it.
    pub warned: Option<u64>,
}

impl Keeping {
    /// Whether closing now would lose something, and the reader has not been told: nothing is on its way to the disk that could
    /// still get there. Counts as told from then on.
    pub(super) fn warns(&mut self) -> bool {
        let is_lost = !self.is_safe() && (self.file.is_none() || self.failed);
        is_lost && self.warned.replace(self.revision) != Some(self.revision)
    }

    /// Whether something is on its way to the disk, of which it is not known yet whether it gets there.
    pub fn is_on_its_way(&self) -> bool {
        !self.is_safe() && self.file.is_some() && !self.failed
    }

    /// Whether everything is safe on the disk.
    pub fn is_safe(&self) -> bool {
        self.saved == self.revision
    }
}

/// A file that has been opened, and the review beside it.
pub struct Kept {
    /// Where it is kept.
    pub file: ReviewFile,
    /// The review, if there was one.
    pub loaded: Option<Loaded>,
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
            part: None,
            base: Arc::clone(&reading),
            reading,
            pinned: None,
            hidden: BTreeSet::new(),
            reveal: None,
            chosen: None,
            brush: None,
            series: Vec::new(),
            ghost: None,
            haunted: false,
            filter,
            explained: BTreeMap::new(),
            trial: None,
            ticked: BTreeSet::new(),
            review: Review::default(),
            is_awaited: false,
            scored: Scored::new(),
            keeping: Keeping::default(),
            second: None,
        };
        document.filter(filter);
        document
    }

    /// Takes over the review that was kept of the article.
    pub(super) fn keep(&mut self, kept: Kept) {
        self.keeping.file = Some(Arc::new(Mutex::new(kept.file)));
        if let Some(loaded) = kept.loaded {
            self.review = loaded.review;
            self.correct();
        }
    }

    /// Shows what the review makes of what was found.
    pub(super) fn correct(&mut self) {
        let reading = Arc::new(self.reading.corrected(&self.review, &self.scored));
        let exists = |actor: &Option<SpeakerId>| {
            actor.is_none_or(|id| (id.0 as usize) < reading.analysis.speakers.list.len())
        };
        self.hidden.retain(&exists);
        let is_named = |id: SpeakerId| !reading.analysis.speakers.get(id).name.is_empty();
        self.chosen = self.chosen.filter(&exists).filter(|actor| actor.is_none_or(is_named));
        self.pinned = self.pinned.filter(|&id| reading.analysis.index(id).is_some());
        self.trial = None;
        self.ticked.clear();
        self.reading = reading;
        self.compare();
        self.filter(self.filter);
    }

    /// Holds the other coding against this one.
    fn compare(&mut self) {
        if let Some(second) = &mut self.second {
            second.compare(&self.reading);
        }
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
            None => Some(self.judged(id).map_or(&[], |stance| &stance.evidence)),
        }
    }

    /// The program's own stance of a statement, whatever the reader has made of it.
    pub fn judged(&self, id: QuotationId) -> Option<&Stance> {
        match self.scored.get(&id) {
            Some(stance) => stance.as_ref(),
            None => self.reading.found.stances.get(&self.reading.marks.found(id)?),
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
        self.scored.clear();
        self.ticked.clear();
        self.base = Arc::clone(&reading);
        let reading = if self.review.is_empty() {
            reading
        } else {
            Arc::new(reading.corrected(&self.review, &self.scored))
        };
        let before = std::mem::replace(&mut self.reading, reading);
        self.compare();
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

    /// The pinned quotation for the clipboard, with or without a line that says who said it and where.
    pub fn quoted(&self, is_cited: bool) -> Option<String> {
        let Reading { article, analysis, .. } = &*self.reading;
        let quotation = analysis.quotation(self.pinned?)?;
        if is_cited {
            let entry = Entry { id: &self.name, article, analysis };
            return Some(export::citation(entry, quotation));
        }
        let words: Vec<&str> = quotation.content.iter().map(|&span| article.slice(span)).collect();
        Some(words.join(words::article::GAP))
    }

    /// The statements that nobody has looked at yet, those first whose errors would move the chart most.
    pub fn waiting(&self) -> impl Iterator<Item = Item> + '_ {
        let marks = &self.reading.marks;
        self.reading.queue.iter().copied().filter(|item| !marks.is_settled(item.id))
    }

    /// The actors that a statement can be given to, in the order of their looks, then of their first mention.
    pub fn cast(&self) -> Vec<SpeakerId> {
        let list = self.reading.analysis.speakers.list.iter().filter(|speaker| !speaker.name.is_empty());
        let mut all: Vec<SpeakerId> = list.map(|speaker| speaker.id).collect();
        all.sort_by_key(|&id| (self.reading.place(Some(id)), id));
        all
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
        Engine::Model => words::choices::MODEL.to_owned(),
        Engine::Rules => words::choices::RULES_ALONE.to_owned(),
    }];
    if !filter.paraphrase {
        words.push(words::choices::WITHOUT_PARAPHRASE.into());
    }
    if filter.confidence > 0.0 {
        words.push(words::choices::speakers_sure(filter.confidence * 100.0));
    }
    words.join(words::lists::COMMA)
}
