//! Everything the window shows, and the one way to change it. Knows nothing of how it is drawn.

use crate::quotes::QuotationId;
use crate::speakers::SpeakerId;

use super::columns::Columns;
use super::command::{Command, Hover, Sheet};
use super::document::{Document, DocumentId, Reveal};
use super::naming::Asked;
use super::notices::{Notice, Offer};
use super::project::{Held, Pin, Wish};
use super::reading::Reading;
use super::searching::Find;
use super::settings::Settings;
use super::tour::Stop;
use super::words;
use super::worker::Job;

/// Everything the window shows.
#[derive(Default)]
pub struct State {
    /// The open articles, in the order of their tabs.
    pub documents: Vec<Document>,
    /// The one in front.
    pub current: Option<DocumentId>,
    /// What the pointer is on.
    pub hover: Hover,
    /// Messages to the reader, the oldest first.
    pub notices: Vec<Notice>,
    /// The search bar, while it is open.
    pub find: Option<Find>,
    /// What the reader is being asked to name.
    pub asked: Option<Asked>,
    /// The page beside the text.
    pub sheet: Option<Sheet>,
    /// The list of which the reader is asked what its columns hold.
    pub columns: Option<Columns>,
    /// What the tour has come to, while somebody takes it.
    pub tour: Option<Stop>,
    /// How many files are still being read.
    pub pending: usize,
    /// How many files have been asked for since none was being read.
    pub asked_for: usize,
    /// What is remembered until the next start.
    pub settings: Settings,
    /// The project, if one is open.
    pub project: Option<Held>,
    /// Whether the project is in front of the articles.
    pub is_project_shown: bool,
    /// How many files of a project have been read, and of how many, while that goes on.
    pub gathering: Option<(usize, usize)>,
    /// What was asked for a project before this number is not wanted any more.
    pub(super) gathered_since: u64,
    /// The statement for which an article is being opened.
    pub(super) wanted: Option<Pin>,
    /// Whether the reader has been told that closing the project loses decisions.
    pub(super) project_warned: bool,
    pub(super) watched: Vec<DocumentId>,
    /// Articles whose files are to be read again, because columns mean something else now.
    pub(super) stale: Vec<DocumentId>,
    counter: u64,
}

impl State {
    /// Nothing open yet.
    pub fn new(settings: Settings) -> Self {
        Self { settings, ..Self::default() }
    }

    /// The article in front.
    pub fn document(&self) -> Option<&Document> {
        if self.is_project_shown {
            return None;
        }
        self.documents.iter().find(|document| Some(document.id) == self.current)
    }

    /// The quotation to show in the inspector: the one under the pointer, else the pinned one.
    pub fn inspected(&self) -> Option<QuotationId> {
        match self.hover {
            Hover::Quotation(id) => Some(id),
            _ => self.document()?.pinned,
        }
    }

    /// Whether what an actor says stands back because the pointer is on somebody else.
    pub fn dims(&self, actor: Option<SpeakerId>) -> bool {
        matches!(self.hover, Hover::Actor(other) if other != actor)
    }

    /// Whether a quotation stands back because the pointer is on an actor who did not say it.
    pub fn dims_quotation(&self, reading: &Reading, id: QuotationId) -> bool {
        match (self.hover, reading.analysis.speakers.of(id)) {
            (Hover::Actor(actor), []) => actor.is_some(),
            (Hover::Actor(actor), speakers) => !actor.is_some_and(|actor| speakers.contains(&actor)),
            _ => self
                .document()
                .and_then(|document| document.brush)
                .is_some_and(|brush| !brush.holds(reading, id)),
        }
    }

    /// Does what is asked. Work that takes time is handed back, for the worker; there may be more in [`State::next_job`].
    pub fn apply(&mut self, command: Command) -> Option<Job> {
        let job = self.perform(command);
        self.drop_stale_question();
        job.or_else(|| self.next_job())
    }

    /// Work that what has been done brings with it, one piece after the other until there is none.
    pub fn next_job(&mut self) -> Option<Job> {
        self.tend().or_else(|| self.wonder())
    }

    fn perform(&mut self, command: Command) -> Option<Job> {
        match command {
            // The window itself sees to these.
            Command::Ask(_) => {}
            Command::Open(paths) => return self.open(paths),
            Command::OpenSample(index) => return self.open_sample(index),
            Command::ClearRecent => self.settings.recent.clear(),
            Command::Finish(outcome) => return self.finish(outcome),
            Command::Complain(message) => self.complain(message),
            Command::Dismiss(index) if index < self.notices.len() => {
                self.notices.remove(index);
            }
            Command::Dismiss(_) => {}
            Command::CancelOpening => {
                self.pending = 0;
                return Some(Job::Cancel);
            }
            Command::StopReading => return Some(Job::Stop),
            Command::Reload(id) => return self.reload(id),
            Command::Show(id) => return self.show(id),
            Command::Turn { forward } => return self.turn(forward),
            Command::Close(id) => return self.close(id),
            Command::View(view) => self.settings.view = view,
            Command::Theme(theme) => self.settings.theme = theme,
            Command::Stark(stark) => self.settings.stark = stark,
            Command::Text(text) => self.settings.text = text.sound(),
            Command::Layout(layout) => self.settings.layout = layout,
            Command::Sheet(sheet) => self.sheet = sheet.filter(|_| sheet != self.sheet),
            Command::Seek { sort, forward } => self.seek(sort, forward),
            Command::Model(_) | Command::Paraphrase(_) | Command::Certainty(_) => return self.set(&command),
            Command::Weigh { id, words } => return self.weigh(id, words),
            Command::StartFind if self.is_project_shown => self.held(|held| held.asked_for += 1),
            Command::StartFind if self.find.is_none() => self.find = Some(Find::default()),
            Command::StartFind => {}
            Command::Find(needle) => return self.search(needle),
            Command::FindStep { forward } => self.find_step(forward),
            Command::EndFind => self.find = None,
            Command::Edit(edit) => self.edit(edit),
            Command::Correct(correction) => self.correct(correction),
            Command::Take { words, span } => self.take(words, span),
            Command::KeepIn { document, path } => self.keep_in(document, path),
            Command::Queue => self.settings.queue = !self.settings.queue,
            Command::Name(naming) => self.ask_name(naming),
            Command::Spell(words) => self.spell(words),
            Command::Named(words) => self.named(&words),
            Command::Back => self.back(),
            Command::Tour(step) => return self.walk(step),
            Command::Project(wish) => return self.wish(wish),
            Command::Columns(naming) => return self.name_columns(naming),
            Command::Second(_) | Command::Follow(_) | Command::EndSecond => return self.double(command),
            other => self.look(&other),
        }
        None
    }

    /// The commands that concern only the article in front.
    fn look(&mut self, command: &Command) {
        match *command {
            Command::Hover(hover) => self.hover = hover,
            Command::Pin { id, reveal } => self.pin(id, reveal),
            Command::Unpin => self.change(|document| {
                document.pinned = None;
                document.chosen = None;
                document.trial = None;
            }),
            Command::Step { forward } => {
                if let Some(id) = self.along(forward) {
                    self.pin(id, true);
                }
            }
            Command::Reveal(offset) => self.reveal(offset),
            Command::Toggle(actor) => self.change(|document| {
                if !document.hidden.remove(&actor) {
                    document.hidden.insert(actor);
                }
            }),
            Command::Only(actor) => self.change(|document| {
                document.hidden = document.reading.series.iter().map(|series| series.speaker).collect();
                document.hidden.remove(&actor);
            }),
            Command::ShowAll => self.change(|document| document.hidden.clear()),
            Command::Brush(brush) => self.change(|document| document.brush = brush),
            Command::Lay => self.change(|document| document.ghost = None),
            Command::Choose(actor) => self.change(|document| {
                document.chosen = actor;
                document.pinned = None;
                document.trial = None;
                document.ticked.clear();
            }),
            Command::Tick(id) => self.change(|document| {
                if !document.ticked.remove(&id) {
                    document.ticked.insert(id);
                }
            }),
            Command::WeighAll => self.change(|document| document.trial = None),
            _ => {}
        }
    }

    fn change(&mut self, change: impl FnOnce(&mut Document)) {
        if let Some(document) = self.front() {
            change(document);
        }
    }

    /// The article in front, to be changed.
    pub(super) fn front(&mut self) -> Option<&mut Document> {
        let current = self.current.filter(|_| !self.is_project_shown);
        self.documents.iter_mut().find(|document| Some(document.id) == current)
    }

    pub(super) fn count(&mut self) -> u64 {
        self.counter += 1;
        self.counter
    }

    pub(super) fn show(&mut self, id: DocumentId) -> Option<Job> {
        self.current = Some(id);
        self.is_project_shown = false;
        self.asked = None;
        self.hover = Hover::Nothing;
        // What was found in the article that was in front says nothing about this one.
        self.find.as_ref().map(|find| find.needle.clone()).and_then(|needle| self.search(needle))
    }

    fn turn(&mut self, forward: bool) -> Option<Job> {
        let count = self.documents.len();
        let at = self.documents.iter().position(|document| Some(document.id) == self.current)?;
        let next = if forward { at + 1 } else { at + count - 1 } % count;
        self.show(self.documents[next].id)
    }

    /// Whether corrections are on their way to the disk.
    pub(super) fn is_saving(&self) -> bool {
        self.documents.iter().any(|document| document.keeping.is_on_its_way())
    }

    /// Whether the window may be closed. If corrections of an article would be lost, says so, once.
    pub(super) fn may_quit(&mut self) -> bool {
        if !self.may_lose_project() {
            return false;
        }
        let lost = self
            .documents
            .iter_mut()
            .find_map(|document| document.keeping.warns().then(|| (document.id, document.name.clone())));
        let Some((id, name)) = lost else { return true };
        self.current = Some(id);
        self.offer(words::notices::would_be_lost(&name), Offer::KeepElsewhere(id));
        false
    }

    pub(super) fn close(&mut self, id: Option<DocumentId>) -> Option<Job> {
        if id.is_none() && self.is_project_shown {
            return self.wish(Wish::Close);
        }
        let id = id.or(self.current)?;
        let at = self.documents.iter().position(|document| document.id == id)?;
        let keeping = &mut self.documents[at].keeping;
        // Whether it can be saved is known in a moment; asked once more, it is not waited for.
        if keeping.is_on_its_way() && !std::mem::replace(&mut keeping.closing, true) {
            return None;
        }
        if keeping.warns() {
            let name = self.documents[at].name.clone();
            self.offer(words::notices::would_be_lost(&name), Offer::KeepElsewhere(id));
            return self.show(id);
        }
        self.notices.retain(|notice| notice.offer != Some(Offer::KeepElsewhere(id)));
        let kept = self.keep_in_project(at);
        self.documents.remove(at);
        if self.current != Some(id) || kept.is_some() {
            self.current =
                self.current.filter(|current| *current != id).or(self.documents.last().map(|it| it.id));
            return kept;
        }
        self.hover = Hover::Nothing;
        match self.documents.get(at).or(self.documents.last()).map(|document| document.id) {
            Some(next) => self.show(next),
            None => {
                self.current = None;
                self.find = None;
                None
            }
        }
    }

    pub(super) fn pin(&mut self, id: QuotationId, reveal: bool) {
        self.change(|document| {
            document.pinned = Some(id);
            document.chosen = None;
            document.trial.take_if(|trial| trial.id != id);
        });
        if reveal {
            self.reveal(id.start);
        }
    }

    pub(super) fn reveal(&mut self, offset: usize) {
        let number = self.count();
        self.change(|document| document.reveal = Some(Reveal { number, offset }));
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use std::sync::Arc;

    use crate::analysis::{Analysis, Engine};
    use crate::article::Article;
    use crate::gui::worker::Outcome;
    use crate::palette::Place;
    use crate::quotes::{Kind, Quotation};
    use crate::text::Span;

    fn reading(text: &str) -> Arc<Reading> {
        let article = Article::new(text);
        let quotations = article
            .blocks()
            .iter()
            .map(|block| Quotation {
                kind: Kind::Direct,
                content: vec![block.span],
                cue: None,
                source: None,
                addressee: None,
                outer: None,
                rule: "test",
                confidence: 1.0,
            })
            .collect();
        Arc::new(Reading::with_analysis(article, Analysis { quotations, ..Analysis::default() }))
    }

    fn open(state: &mut State, name: &str) {
        state.apply(Command::Open(vec![name.into()]));
        let reading = reading("One.\nTwo.");
        let (name, path) = (name.to_owned(), Some(name.into()));
        state.apply(Command::Finish(Outcome::Opened {
            name,
            path,
            part: None,
            reading,
            kept: None,
            warnings: Vec::new(),
        }));
    }

    fn name(state: &State) -> Option<&str> {
        state.document().map(|document| document.name.as_str())
    }

    #[test]
    fn opening_shows_the_newest_and_remembers_it() {
        let mut state = State::default();
        open(&mut state, "a");
        open(&mut state, "b");
        assert_eq!((name(&state), state.pending), (Some("b"), 0));
        assert_eq!(state.settings.recent, [PathBuf::from("b"), PathBuf::from("a")]);
        assert!(state.apply(Command::Open(vec!["a".into()])).is_none(), "it is open already");
        assert_eq!(name(&state), Some("a"));
    }

    #[test]
    fn read_again_an_article_keeps_what_was_pinned_and_who_was_hidden() {
        const TEXT: &str = "Ann Bell said it would rain. The bridge, in the opinion of Tom Moor, is unsafe.";
        let mut state = State::default();
        let before = Arc::new(Reading::new(Article::new(TEXT)));
        let (name, path) = ("a".to_owned(), None);
        let reading = Arc::clone(&before);
        state.apply(Command::Finish(Outcome::Opened {
            name,
            path,
            part: None,
            reading,
            kept: None,
            warnings: Vec::new(),
        }));
        let pinned = before.analysis.quotations[0].id();
        let bell = before.actor(pinned);
        state.apply(Command::Pin { id: pinned, reveal: false });
        state.apply(Command::Toggle(bell));
        let after = Arc::new(before.reread(Engine::Model, &|| false).expect("the model finds more"));
        let reread = || Outcome::Reread {
            before: Arc::clone(&before),
            reading: Some(Arc::clone(&after)),
            engine: Engine::Model,
        };
        state.apply(Command::Model(false));
        state.apply(Command::Finish(reread()));
        assert!(Arc::ptr_eq(&state.document().unwrap().reading, &before), "not wanted any more");
        state.apply(Command::Model(true));
        state.apply(Command::Finish(reread()));
        let document = state.document().unwrap();
        assert!(Arc::ptr_eq(&document.reading, &after));
        assert_eq!(document.pinned, Some(pinned));
        assert!(!document.shows(after.actor(pinned)) && document.hidden.len() == 1);
        assert_eq!(after.place(after.actor(pinned)), Place::Rank(0), "looks are kept");
    }

    #[test]
    fn a_file_that_cannot_be_opened_leaves_what_is_open_alone() {
        let mut state = State::default();
        open(&mut state, "a");
        assert!(state.apply(Command::Open(vec!["b".into()])).is_some());
        state.apply(Command::Finish(Outcome::Failed("b: no such file".into())));
        assert_eq!((name(&state), state.pending, state.notices.len()), (Some("a"), 0, 1));
        state.apply(Command::Dismiss(0));
        state.apply(Command::Dismiss(0));
        assert!(state.notices.is_empty());
    }

    #[test]
    fn closing_goes_to_the_neighbour_and_in_the_end_to_nothing() {
        let mut state = State::default();
        ["a", "b", "c"].iter().for_each(|name| open(&mut state, name));
        state.apply(Command::Turn { forward: true });
        assert_eq!(name(&state), Some("a"));
        state.apply(Command::Close(None));
        assert_eq!(name(&state), Some("b"));
        state.apply(Command::Close(None));
        state.apply(Command::Close(None));
        assert_eq!(name(&state), None);
        assert!(state.apply(Command::Close(None)).is_none());
    }

    #[test]
    fn stepping_pins_in_text_order_and_scrolls_there() {
        let mut state = State::default();
        open(&mut state, "a");
        let pinned = |state: &State| state.document().unwrap().pinned.map(|id| id.start);
        state.apply(Command::Step { forward: true });
        assert_eq!(pinned(&state), Some(0));
        state.apply(Command::Step { forward: true });
        assert_eq!(pinned(&state), Some(5));
        assert_eq!(state.document().unwrap().reveal.map(|reveal| reveal.offset), Some(5));
        state.apply(Command::Step { forward: true });
        assert_eq!(pinned(&state), Some(0), "after the last comes the first");
        state.apply(Command::Unpin);
        assert_eq!(pinned(&state), None);
    }

    #[test]
    fn hovering_previews_and_pinning_stays() {
        let mut state = State::default();
        open(&mut state, "a");
        let (one, two) = (QuotationId { start: 0, end: 4 }, QuotationId { start: 5, end: 9 });
        state.apply(Command::Pin { id: one, reveal: false });
        state.apply(Command::Hover(Hover::Quotation(two)));
        assert_eq!(state.inspected(), Some(two));
        state.apply(Command::Hover(Hover::Nothing));
        assert_eq!(state.inspected(), Some(one));
    }

    #[test]
    fn actors_are_shown_some_one_or_all() {
        let mut state = State::default();
        open(&mut state, "a");
        let id = QuotationId { start: 0, end: 4 };
        state.apply(Command::Toggle(None));
        assert!(!state.document().unwrap().shows_quotation(id));
        state.apply(Command::Only(None));
        assert!(state.document().unwrap().shows_quotation(id));
        state.apply(Command::Only(Some(SpeakerId(3))));
        assert!(!state.document().unwrap().shows(None));
        state.apply(Command::ShowAll);
        assert!(state.document().unwrap().shows(None));
    }

    #[test]
    fn only_the_answer_to_the_latest_search_counts() {
        let mut state = State::default();
        open(&mut state, "a");
        state.apply(Command::StartFind);
        let generation = |job: Option<Job>| match job {
            Some(Job::Find { generation, .. }) => generation,
            _ => panic!("no search"),
        };
        let stale = generation(state.apply(Command::Find("t".into())));
        let fresh = generation(state.apply(Command::Find("tw".into())));
        state.apply(Command::Finish(Outcome::Found { generation: stale, hits: vec![Span::new(0, 1)] }));
        assert!(state.find.as_ref().unwrap().hits.is_empty());
        let hits = vec![Span::new(0, 1), Span::new(5, 6)];
        state.apply(Command::Finish(Outcome::Found { generation: fresh, hits }));
        state.apply(Command::FindStep { forward: false });
        assert_eq!(state.find.as_ref().unwrap().at, Some(1));
        assert_eq!(state.document().unwrap().reveal.map(|reveal| reveal.offset), Some(5));
    }
}
