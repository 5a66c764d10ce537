//! What a reader does to doubt a score: change a setting and see the old chart behind the new one, or leave words out.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::analysis::Engine;
use crate::quotes::QuotationId;
use crate::text::Span;

use super::command::Command;
use super::document::Trial;
use super::state::State;
use super::worker::Job;

impl State {
    /// Changes a setting that the chart depends on. Every chart keeps its old self behind it.
    pub(super) fn set(&mut self, command: &Command) -> Option<Job> {
        match *command {
            Command::Model(wanted) => {
                self.settings.model = wanted;
                for document in &mut self.documents {
                    (document.haunted, document.is_awaited) = (true, wanted);
                }
                let readings = self.documents.iter().map(|document| Arc::clone(&document.base));
                return Some(Job::Reread(readings.collect(), self.settings.engine()));
            }
            Command::Paraphrase(wanted) => self.settings.paraphrase = wanted,
            Command::Certainty(least) => self.settings.certainty = least,
            _ => {}
        }
        let filter = self.settings.filter();
        for document in &mut self.documents {
            document.haunt();
            document.filter(filter);
        }
        self.redigest()
    }

    /// Leaves words of a statement out, or takes them in again.
    pub(super) fn weigh(&mut self, id: QuotationId, words: Span) -> Option<Job> {
        let document = self.front()?;
        let mut out = document.trial_of(id).map_or_else(BTreeSet::new, |trial| trial.out.clone());
        if !out.remove(&words) {
            out.insert(words);
        }
        if out.is_empty() {
            document.trial = None;
            return None;
        }
        let trial = Trial { id, out, scored: None };
        document.trial = Some(trial.clone());
        Some(Job::Rescore { reading: Arc::clone(&document.reading), trial })
    }

    /// Leaves what was entered last: the search bar, words left out, the pinned quotation or chosen actor, the old chart.
    pub(super) fn back(&mut self) {
        if self.asked.take().is_some() || self.find.take().is_some() {
            return;
        }
        if self.tour.take().is_some() || self.sheet.take().is_some() {
            return;
        }
        let Some(document) = self.front() else { return };
        if document.brush.take().is_some() {
            return;
        }
        if document.trial.take().is_none()
            && document.pinned.take().is_none()
            && document.chosen.take().is_none()
        {
            document.ghost = None;
        }
    }

    /// Asks for the words that carry the pinned statement's learned score, once.
    pub(super) fn wonder(&mut self) -> Option<Job> {
        let document = self.front()?;
        let id = document.pinned?;
        // The rules say why with the score.
        let is_silent = document.judged(id)?.evidence.is_empty() && !document.explained.contains_key(&id);
        if document.reading.analysis.engine == Engine::Rules || !is_silent {
            return None;
        }
        document.explained.insert(id, None);
        Some(Job::Explain { reading: Arc::clone(&document.reading), id })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;
    use crate::gui::document::{Document, DocumentId};
    use crate::gui::reading::Reading;
    use crate::gui::settings::Settings;
    use crate::gui::worker::Outcome;

    const TEXT: &str =
        "“We will never sign this shameful deal,” said Ann Bell. Tom Moor said the talks were fair.";

    /// A window with one article, read by rules, and the name of its first statement.
    fn state() -> (State, QuotationId) {
        let mut state = State::new(Settings { model: false, ..Settings::default() });
        let reading = Arc::new(Reading::new(Article::new(TEXT)));
        let id = reading.analysis.quotations[0].id();
        state.apply(Command::Finish(Outcome::Opened {
            name: "a".into(),
            path: None,
            part: None,
            reading,
            kept: None,
            warnings: Vec::new(),
        }));
        (state, id)
    }

    fn document(state: &State) -> &Document {
        state.document().expect("an article")
    }

    #[test]
    fn changing_a_setting_leaves_the_old_chart_behind_the_new_one() {
        let (mut state, _) = state();
        let points = |state: &State| document(state).series.iter().map(|s| s.points.len()).sum::<usize>();
        assert_eq!((points(&state), document(&state).ghost.is_some()), (2, false));
        state.apply(Command::Paraphrase(false));
        assert_eq!(points(&state), 1);
        let ghost = document(&state).ghost.as_ref().expect("the old chart");
        assert_eq!(ghost.courses.iter().map(|(_, points)| points.len()).sum::<usize>(), 2);
        assert_eq!(ghost.words, "rules alone");
        state.apply(Command::Back);
        assert!(document(&state).ghost.is_none());
        state.apply(Command::Certainty(60));
        let ghost = document(&state).ghost.as_ref().map(|ghost| ghost.words.as_str());
        assert_eq!(ghost, Some("rules alone, without paraphrase"));
    }

    #[test]
    fn another_engine_is_waited_for_and_then_the_old_chart_shows() {
        let (mut state, _) = state();
        let before = Arc::clone(&document(&state).reading);
        assert!(matches!(state.apply(Command::Model(true)), Some(Job::Reread(..))));
        assert!(document(&state).ghost.is_none(), "nothing has changed yet");
        let reading = before.reread(Engine::Model, &|| false).map(Arc::new);
        assert!(reading.is_some() && document(&state).is_awaited);
        state.apply(Command::Finish(Outcome::Reread { before, reading, engine: Engine::Model }));
        assert!(!document(&state).is_awaited);
        assert_eq!(document(&state).ghost.as_ref().map(|ghost| ghost.words.as_str()), Some("rules alone"));
    }

    #[test]
    fn words_left_out_are_rescored_and_come_back() {
        let (mut state, id) = state();
        let at = TEXT.find("shameful").expect("the word");
        let words = Span::new(at, at + "shameful".len());
        let Some(Job::Rescore { reading, trial }) = state.apply(Command::Weigh { id, words }) else {
            panic!("nothing to do")
        };
        let whole = reading.analysis.stances[&id].score;
        let scored = reading.rescore(&trial);
        let softer = scored.as_ref().expect("still a stance").score;
        assert!(softer > whole, "{softer} {whole}");
        state.apply(Command::Finish(Outcome::Rescored {
            reading,
            trial: Trial { scored: Some(scored), ..trial },
        }));
        assert!(document(&state).trial_of(id).is_some_and(|trial| trial.scored.is_some()));
        assert!(state.apply(Command::Weigh { id, words }).is_none());
        assert!(document(&state).trial.is_none());
    }

    #[test]
    fn an_answer_to_an_older_question_is_not_taken() {
        let (mut state, id) = state();
        let weigh = |from, to| Command::Weigh { id, words: Span::new(from, to) };
        let Some(Job::Rescore { reading, trial }) = state.apply(weigh(3, 5)) else { panic!("nothing to do") };
        state.apply(weigh(6, 9));
        state.apply(Command::Finish(Outcome::Rescored {
            reading,
            trial: Trial { scored: Some(None), ..trial },
        }));
        assert_eq!(document(&state).trial.as_ref().map(|trial| trial.scored.clone()), Some(None));
    }

    #[test]
    fn a_learned_score_is_explained_once_when_it_is_pinned() {
        let (mut state, id) = state();
        assert!(state.apply(Command::Pin { id, reveal: false }).is_none(), "the rules have said why");
        state.apply(Command::Unpin);
        let reading =
            Arc::new(document(&state).reading.reread(Engine::Model, &|| false).expect("another reading"));
        let id = reading.analysis.quotations[0].id();
        assert!(reading.analysis.stances.contains_key(&id), "the statement takes a stance");
        state.documents =
            vec![Document::new(DocumentId(9), "a".into(), None, reading, state.settings.filter())];
        state.current = Some(DocumentId(9));
        assert!(matches!(state.next_job(), Some(Job::Watch(_))));
        let Some(Job::Explain { reading, .. }) = state.apply(Command::Pin { id, reveal: false }) else {
            panic!("nothing to do")
        };
        assert!(document(&state).evidence(id).is_none(), "being looked for");
        assert!(state.apply(Command::Pin { id, reveal: false }).is_none());
        let evidence = reading.explain(id);
        state.apply(Command::Finish(Outcome::Explained { reading, id, evidence: evidence.clone() }));
        assert_eq!(document(&state).evidence(id), Some(&evidence[..]));
    }
}
