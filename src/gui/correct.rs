//! What a reader does to correct what was found: each deed is one correction of the review, and can be undone.

use std::sync::Arc;

use crate::article::Article;
use crate::quotes::{Kind, QuotationId};
use crate::review::{Correction, Decision, Verdict};
use crate::text::Span;

use super::command::{Edit, Words};
use super::document::Document;
use super::state::State;
use super::worker::Job;

/// A step of the annotation guideline on the scale.
const STEP: f64 = 1.0 / 3.0;

impl State {
    /// Corrects the pinned statement, or moves along the log of corrections.
    pub(super) fn edit(&mut self, edit: Edit) {
        match edit {
            Edit::Undo => return self.travel(false),
            Edit::Redo => return self.travel(true),
            _ => {}
        }
        let Some(document) = self.document() else { return };
        let Some(id) = document.pinned else { return };
        let Some(correction) = about_pinned(document, id, edit) else { return };
        let next = matches!(edit, Edit::Reviewed | Edit::Reject).then(|| self.next()).flatten();
        self.correct(correction);
        if let Some(next) = next.filter(|&next| next != id) {
            self.pin(next, true);
        }
    }

    /// Adds a correction to the review of the article in front.
    pub(super) fn correct(&mut self, correction: Correction) {
        let Some(document) = self.front() else { return };
        let renamed = match &correction {
            Correction::Statement { verdict: Verdict::Content(content), .. }
            | Correction::Mark { content, .. } => Span::covering(content),
            _ => None,
        };
        let merged = match &correction {
            Correction::Speaker { decision: Decision::Merge(into), .. } => Some(into.clone()),
            _ => None,
        };
        let reading = Arc::clone(&document.reading);
        if !document.review.push(correction, &reading.analysis) {
            return;
        }
        document.keeping.revision += 1;
        document.correct();
        // A statement with other words has another name.
        if let Some(cover) = renamed {
            let id = QuotationId { start: cover.start, end: cover.end };
            document.pinned = document.reading.analysis.index(id).map(|_| id).or(document.pinned);
        }
        // An actor that is now another is looked at as that one.
        if let Some(into) = merged {
            let list = &document.reading.analysis.speakers.list;
            let id = list.iter().find(|speaker| speaker.name == into).map(|speaker| speaker.id);
            document.chosen = document.pinned.is_none().then_some(id.map(Some)).flatten();
        }
        self.hover = super::command::Hover::Nothing;
    }

    /// Takes the last correction back, or takes it again, and shows what it is about.
    fn travel(&mut self, forward: bool) {
        let Some(document) = self.front() else { return };
        let about = if forward { document.review.redoable() } else { document.review.undoable() };
        let Some(about) = about.map(|correction| correction.statements().to_vec()) else { return };
        if forward {
            document.review.redo();
        } else {
            document.review.undo();
        }
        document.keeping.revision += 1;
        document.correct();
        let there = about.into_iter().find(|&id| document.reading.analysis.index(id).is_some());
        if let Some(id) = there {
            self.pin(id, true);
        }
    }

    /// Takes the selected words as the reader wants.
    pub(super) fn take(&mut self, words: Words, span: Span) {
        let Some(document) = self.document() else { return };
        let span = whole_words(&document.reading.article, span);
        if span.is_empty() {
            return;
        }
        let pinned = document.pinned;
        let correction = match (words, pinned) {
            (Words::Statement, _) => {
                let kind = kind(document.reading.article.slice(span));
                Some(Correction::Mark { content: vec![span], kind, speakers: Vec::new() })
            }
            (Words::Content, Some(id)) => Some(Correction::of(id, Verdict::Content(vec![span]))),
            (Words::Cue, Some(id)) => Some(Correction::of(id, Verdict::Cue(Some(span)))),
            (Words::Source, Some(id)) => Some(Correction::of(id, Verdict::Source(Some(span)))),
            (_, None) => None,
        };
        if let Some(correction) = correction {
            self.correct(correction);
        }
    }

    /// The statement that comes after the pinned one in the order that the reader goes by.
    pub(super) fn next(&self) -> Option<QuotationId> {
        let document = self.document()?;
        if self.settings.queue {
            return self.along(true).filter(|&id| Some(id) != document.pinned);
        }
        document.reading.step(document.pinned, true)
    }

    /// What is to be kept or found out about the corrections.
    pub(super) fn tend(&mut self) -> Option<Job> {
        let open: Vec<_> = self.documents.iter().map(|document| document.id).collect();
        if open != self.watched {
            self.watched = open;
            let files = self.documents.iter().filter_map(|it| Some((it.id, it.path.clone()?)));
            return Some(Job::Watch(files.collect()));
        }
        if let Some(job) = self.stale.pop().and_then(|id| self.reload(id)) {
            return Some(job);
        }
        self.documents.iter_mut().find_map(|document| save(document).or_else(|| judge(document)))
    }
}

/// What a key does to the pinned statement.
fn about_pinned(document: &Document, id: QuotationId, edit: Edit) -> Option<Correction> {
    let reading = &document.reading;
    let verdict = match edit {
        Edit::Speaker(number) => {
            let speaker = document.cast().get(number).copied()?;
            Verdict::Speakers(vec![reading.name(Some(speaker)).to_owned()])
        }
        Edit::Everywhere(number) => {
            let from = reading.actor(id)?;
            let into = document.cast().get(number).copied().filter(|&into| into != from)?;
            let decision = Decision::Merge(reading.name(Some(into)).to_owned());
            return Some(Correction::Speaker { name: reading.name(Some(from)).to_owned(), decision });
        }
        Edit::Harder | Edit::Softer => {
            let score = reading.analysis.stances.get(&id).map_or(0.0, |stance| stance.score);
            Verdict::Stance(Some(nudged(score, edit == Edit::Softer)))
        }
        Edit::NoStance => Verdict::Stance(None),
        Edit::Reviewed => Verdict::Reviewed(!reading.marks.of(id).is_some_and(|mark| mark.is_reviewed)),
        Edit::Reject => Verdict::Reject,
        Edit::Undo | Edit::Redo => return None,
    };
    Some(Correction::of(id, verdict))
}

/// The next step of the guideline above or below a score.
fn nudged(score: f64, softer: bool) -> f64 {
    /// A score this near to a step is on it.
    const NEAR: f64 = 0.02;
    let steps = score / STEP;
    let next = if softer { (steps + NEAR).floor() + 1.0 } else { (steps - NEAR).ceil() - 1.0 };
    (next * STEP).clamp(-1.0, 1.0)
}

/// What kind of statement words are, by their quotation marks.
fn kind(words: &str) -> Kind {
    let is_mark = |c: char| "\"“”„«»‘".contains(c);
    match (words.starts_with(is_mark), words.contains(is_mark)) {
        (true, _) => Kind::Direct,
        (false, true) => Kind::Mixed,
        (false, false) => Kind::Indirect,
    }
}

/// `span` without white space at its ends, and with the whole of words that it cuts.
fn whole_words(article: &Article, span: Span) -> Span {
    let words = article.slice(span);
    let start = span.start + (words.len() - words.trim_start().len());
    let span = Span::new(start, start + words.trim().len());
    let tokens = article.tokens().iter().map(|token| token.span);
    tokens.filter(|token| token.overlaps(span)).fold(span, Span::cover)
}

/// Hands what has changed to whoever keeps it.
fn save(document: &mut Document) -> Option<Job> {
    let keeping = &mut document.keeping;
    if keeping.sent == keeping.revision {
        return None;
    }
    let file = Arc::clone(keeping.file.as_ref()?);
    keeping.sent = keeping.revision;
    Some(Job::Save {
        document: document.id,
        revision: document.keeping.revision,
        file,
        reading: Arc::clone(&document.reading),
        review: document.review.clone(),
    })
}

/// Asks for the stance of a statement whose words the reader chose, once.
fn judge(document: &mut Document) -> Option<Job> {
    let reading = &document.reading;
    let chosen = reading.marks.statements.iter().filter(|(_, mark)| mark.words);
    let id = chosen
        .map(|(&id, _)| id)
        .find(|&id| reading.marks.found(id) != Some(id) && !document.scored.contains_key(&id))?;
    let before = reading.analysis.stances.get(&id).cloned();
    document.scored.insert(id, before);
    Some(Job::Judge { reading: Arc::clone(reading), id })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gui::command::Command;
    use crate::gui::naming::Naming;
    use crate::gui::reading::Reading;
    use crate::gui::settings::Settings;
    use crate::gui::worker::Outcome;
    use crate::storage::ReviewFile;

    const TEXT: &str = "“We will never sign this shameful deal,” said Ann Bell. Tom Moor said the talks were fair. It rained.";

    fn state() -> State {
        let mut state = State::new(Settings { model: false, ..Settings::default() });
        let reading = Arc::new(Reading::new(Article::new(TEXT)));
        let kept = crate::gui::document::Kept { file: ReviewFile::at("nowhere".into()), loaded: None };
        let (name, path, kept, warnings) = ("a".into(), None, Some(Box::new(kept)), Vec::new());
        state.apply(Command::Finish(Outcome::Opened { name, path, part: None, reading, kept, warnings }));
        state
    }

    fn id(state: &State, index: usize) -> QuotationId {
        state.document().expect("an article").reading.analysis.quotations[index].id()
    }

    fn names(state: &State) -> Vec<String> {
        let reading = &state.document().expect("an article").reading;
        reading.analysis.quotations.iter().map(|quotation| reading.names(quotation.id())).collect()
    }

    fn pin(state: &mut State, index: usize) -> QuotationId {
        let id = id(state, index);
        state.apply(Command::Pin { id, reveal: false });
        id
    }

    fn edit(state: &mut State, edit: Edit) -> Option<Job> {
        state.apply(Command::Edit(edit))
    }

    #[test]
    fn a_digit_gives_the_pinned_statement_to_an_actor_and_undo_takes_it_back() {
        let mut state = state();
        pin(&mut state, 0);
        let saved = edit(&mut state, Edit::Speaker(1));
        assert!(matches!(saved, Some(Job::Save { revision: 1, .. })));
        assert_eq!(names(&state), ["Tom Moor", "Tom Moor"]);
        edit(&mut state, Edit::Undo);
        assert_eq!(names(&state), ["Ann Bell", "Tom Moor"]);
        edit(&mut state, Edit::Redo);
        edit(&mut state, Edit::Everywhere(0));
        assert_eq!(names(&state), ["Ann Bell", "Ann Bell"], "all that Tom Moor said");
        assert!(edit(&mut state, Edit::Speaker(7)).is_none(), "there is no such actor");
    }

    #[test]
    fn steps_go_along_the_guidelines_steps() {
        assert!((nudged(-0.42, false) + 2.0 / 3.0).abs() < 1e-9);
        assert!((nudged(-0.42, true) + 1.0 / 3.0).abs() < 1e-9);
        assert!((nudged(-0.333, true)).abs() < 1e-9, "a step that is nearly reached is not taken twice");
        assert_eq!(nudged(1.0, true), 1.0);
        let mut state = state();
        let first = pin(&mut state, 0);
        edit(&mut state, Edit::NoStance);
        assert!(!state.document().unwrap().reading.analysis.stances.contains_key(&first));
        assert!(state.document().unwrap().judged(first).is_some(), "what the program scored is kept");
        edit(&mut state, Edit::Harder);
        let score = state.document().unwrap().reading.analysis.stances[&first].score;
        assert!((score + 1.0 / 3.0).abs() < 1e-9);
    }

    #[test]
    fn what_is_reviewed_or_rejected_makes_way_for_the_next_in_the_queue() {
        let mut state = state();
        state.apply(Command::Queue);
        state.apply(Command::Step { forward: true });
        let first = state.document().unwrap().pinned.expect("the weightiest");
        assert_eq!(Some(first), state.document().unwrap().waiting().next().map(|item| item.id));
        edit(&mut state, Edit::Reviewed);
        let second = state.document().unwrap().pinned.expect("the next");
        assert_ne!(first, second);
        edit(&mut state, Edit::Reject);
        assert_eq!((names(&state).len(), state.document().unwrap().waiting().count()), (1, 0));
        edit(&mut state, Edit::Undo);
        assert_eq!((names(&state).len(), state.document().unwrap().pinned), (2, Some(second)));
    }

    #[test]
    fn selected_words_become_a_statement_that_the_program_scores() {
        let mut state = state();
        let start = TEXT.find(" It rained.").unwrap();
        state.apply(Command::Take { words: Words::Statement, span: Span::new(start, TEXT.len()) });
        let document = state.document().unwrap();
        let id = document.pinned.expect("the new statement");
        assert_eq!((id.start, names(&state).len()), (start + 1, 3));
        let judged = std::iter::from_fn(|| state.next_job()).find(|job| matches!(job, Job::Judge { .. }));
        assert!(matches!(judged, Some(Job::Judge { id: asked, .. }) if asked == id));
        assert!(state.next_job().is_none(), "it is asked for once");
        let reading = Arc::clone(&state.document().unwrap().reading);
        let stance = reading.found.stances.values().next().cloned();
        state.apply(Command::Finish(Outcome::Judged { reading, id, stance: stance.clone() }));
        assert_eq!(state.document().unwrap().reading.analysis.stances.get(&id), stance.as_ref());
        let words = Span::new(start + 4, start + 10);
        state.apply(Command::Take { words: Words::Content, span: words });
        let id = state.document().unwrap().pinned.expect("the same with other words");
        assert_eq!((id.start, id.end), (words.start, words.end));
    }

    #[test]
    fn a_name_is_asked_for_and_taken() {
        let mut state = state();
        state.apply(Command::Name(Naming::Speaker));
        assert!(state.asked.is_none(), "nothing is pinned");
        pin(&mut state, 1);
        state.apply(Command::Name(Naming::Speaker));
        let document = state.document().unwrap();
        assert_eq!(Naming::Speaker.choices(document, "be"), ["Ann Bell"]);
        state.apply(Command::Spell("Eve Lund".into()));
        state.apply(Command::Named("Eve  Lund ".into()));
        assert_eq!(names(&state), ["Ann Bell", "Eve Lund"]);
        let ann = state.document().unwrap().reading.actor(id(&state, 0)).unwrap();
        state.apply(Command::Choose(Some(Some(ann))));
        state.apply(Command::Tick(id(&state, 0)));
        state.apply(Command::Name(Naming::Split(ann)));
        state.apply(Command::Named("Ben Bell".into()));
        assert_eq!(names(&state), ["Ben Bell", "Eve Lund"]);
        state.apply(Command::Name(Naming::Rename(ann)));
        state.apply(Command::Back);
        assert!(state.asked.is_none());
    }

    #[test]
    fn corrections_outlive_another_reading_of_the_article() {
        let mut state = state();
        pin(&mut state, 0);
        edit(&mut state, Edit::Speaker(1));
        let before = Arc::clone(&state.document().unwrap().reading);
        let engine = crate::analysis::Engine::Model;
        let reading = before.reread(engine, &|| false).map(Arc::new);
        assert!(reading.is_some());
        state.settings.model = true;
        state.apply(Command::Finish(Outcome::Reread { before, reading, engine }));
        assert_eq!(names(&state)[0], "Tom Moor");
    }

    #[test]
    fn what_could_not_be_saved_is_told_and_saved_elsewhere() {
        let mut state = state();
        pin(&mut state, 0);
        edit(&mut state, Edit::NoStance);
        let document = state.document().unwrap().id;
        let error = Some("a: the disk is full".into());
        state.apply(Command::Finish(Outcome::Saved { document, revision: 1, error }));
        assert!(state.notices[0].words.contains("Your corrections are not saved. a: the disk is full"));
        assert!(!state.document().unwrap().keeping.is_safe());
        let job = state.apply(Command::KeepIn { document, path: "b.json".into() });
        let Some(Job::Save { revision, file, .. }) = job else { panic!("nothing to save") };
        assert!(file.lock().unwrap().path().ends_with("b.json"));
        state.apply(Command::Finish(Outcome::Saved { document, revision, error: None }));
        assert!(state.document().unwrap().keeping.is_safe());
    }

    #[test]
    fn what_would_be_lost_is_told_once_before_it_is() {
        let mut state = state();
        assert!(state.may_quit());
        pin(&mut state, 0);
        edit(&mut state, Edit::NoStance);
        assert!(state.may_quit(), "it is on its way to the disk");
        let document = state.document().unwrap().id;
        let error = Some("a: the disk is full".into());
        state.apply(Command::Finish(Outcome::Saved { document, revision: 1, error }));
        assert!(!state.may_quit());
        assert!(state.notices.iter().any(|notice| notice.words.contains("close again to lose it")));
        assert!(state.may_quit(), "asked again");
        edit(&mut state, Edit::Softer);
        state.apply(Command::Close(None));
        assert!(state.document().is_some(), "there is more to lose");
        state.apply(Command::Close(None));
        assert!(state.document().is_none());
    }

    #[test]
    fn half_words_are_taken_whole() {
        let article = Article::new("She said the offer stands.");
        assert_eq!(whole_words(&article, Span::new(6, 15)), Span::new(4, 18));
        assert_eq!(whole_words(&article, Span::new(8, 13)), Span::new(9, 12));
    }

    #[test]
    fn an_article_is_closed_when_its_corrections_are_safe_and_stays_when_they_are_not() {
        let close_while_saving = |error: Option<String>| {
            let mut state = state();
            pin(&mut state, 0);
            edit(&mut state, Edit::NoStance);
            state.apply(Command::Close(None));
            assert!(state.is_saving() && state.document().is_some(), "it is not known yet");
            let document = state.document().unwrap().id;
            state.apply(Command::Finish(Outcome::Saved { document, revision: 1, error }));
            state.document().is_some()
        };
        assert!(!close_while_saving(None));
        assert!(close_while_saving(Some("a: the disk is full".into())));
    }
}
