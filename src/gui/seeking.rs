//! Going from statement to statement: to the next in the text or in the queue, or to the next of a sort.

use crate::chart::CERTAIN;
use crate::quotes::QuotationId;
use crate::stance::Stance;

use super::command::Sort;
use super::document::Document;
use super::state::State;
use super::words;

impl State {
    /// Pins the next (or the previous) statement of a sort, around the ends of the text.
    pub(super) fn seek(&mut self, sort: Sort, forward: bool) {
        let Some(document) = self.document() else { return };
        let quotations = &document.reading.analysis.quotations;
        let count = quotations.len();
        let from = document.pinned.and_then(|id| document.reading.analysis.index(id));
        let order = (1..=count).map(|step| match (from, forward) {
            (Some(from), true) => (from + step) % count,
            (Some(from), false) => (from + count - step) % count,
            (None, true) => step - 1,
            (None, false) => count - step,
        });
        let ids = order.map(|index| quotations[index].id());
        let next = ids.into_iter().find(|&id| Some(id) != document.pinned && is_of(document, id, sort));
        match next {
            Some(id) => self.pin(id, true),
            None => self.tell(words::notices::no_other(&sort.name())),
        }
    }

    /// The statement after (or before) the pinned one: in the queue while that is shown, else in the text.
    pub(super) fn along(&self, forward: bool) -> Option<QuotationId> {
        let document = self.document()?;
        if !self.settings.queue {
            return document.reading.step(document.pinned, forward);
        }
        let queue = &document.reading.queue;
        let at = queue.iter().position(|item| Some(item.id) == document.pinned);
        // Forward to what waits, backward to whatever was before.
        let waits = |at: &usize| !document.reading.marks.is_settled(queue[*at].id);
        let next = match (at, forward) {
            (None, true) => return document.waiting().next().map(|item| item.id),
            (Some(at), true) if document.waiting().any(|item| item.id != queue[at].id) => {
                (1..queue.len()).map(|step| (at + step) % queue.len()).find(waits)?
            }
            (None, false) => queue.len().checked_sub(1)?,
            (Some(at), true) => (at + 1) % queue.len(),
            (Some(at), false) => (at + queue.len() - 1) % queue.len(),
        };
        Some(queue[next].id)
    }
}

impl Sort {
    /// What such a statement is called.
    pub fn name(self) -> String {
        match self {
            Self::SameActor => words::notices::SAME_ACTOR.into(),
            Self::Unattributed => words::notices::UNATTRIBUTED.into(),
            Self::Doubtful => words::notices::DOUBTFUL.into(),
            Self::Disputed => words::notices::DISPUTED.into(),
            Self::Waiting => words::notices::WAITING.into(),
            Self::Device(device) => device.name().into(),
        }
    }
}

fn is_of(document: &Document, id: QuotationId, sort: Sort) -> bool {
    let reading = &document.reading;
    let stance = reading.analysis.stances.get(&id);
    match sort {
        Sort::SameActor => {
            let actor = document.pinned.map(|pinned| reading.actor(pinned)).or(document.chosen);
            actor.is_some_and(|actor| match actor {
                Some(actor) => reading.analysis.speakers.of(id).contains(&actor),
                None => reading.actor(id).is_none(),
            })
        }
        Sort::Unattributed => reading.actor(id).is_none(),
        Sort::Doubtful => {
            let attribution = reading.analysis.speakers.attributions.get(&id);
            attribution.is_some_and(|it| !it.speakers.is_empty() && it.confidence < CERTAIN)
        }
        Sort::Disputed => stance.is_some_and(Stance::is_disputed),
        Sort::Waiting => !reading.marks.is_settled(id),
        Sort::Device(device) => stance.is_some_and(|stance| stance.device == Some(device)),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::article::Article;
    use crate::gui::command::Command;
    use crate::gui::reading::Reading;
    use crate::gui::settings::Settings;
    use crate::gui::worker::Outcome;
    use crate::stance::Device;

    const TEXT: &str = "“We will retaliate against them,” said Ann Bell. Tom Moor said the talks were fair. Bell said the \
                        door was open. “It rained.”";

    #[test]
    fn one_goes_round_the_statements_of_a_sort() {
        let mut state = State::new(Settings { model: false, ..Settings::default() });
        let reading = Arc::new(Reading::new(Article::new(TEXT)));
        let (name, path, kept, warnings) = ("a".into(), None, None, Vec::new());
        state.apply(Command::Finish(Outcome::Opened { name, path, part: None, reading, kept, warnings }));
        let mut seek = |sort, forward| {
            state.apply(Command::Seek { sort, forward });
            let document = state.document().unwrap();
            document.pinned.and_then(|id| document.reading.analysis.index(id))
        };
        assert_eq!(seek(Sort::Device(Device::Threat), true), Some(0));
        assert_eq!(seek(Sort::SameActor, true), Some(2));
        assert_eq!(seek(Sort::SameActor, true), Some(0));
        assert_eq!(seek(Sort::SameActor, false), Some(2));
        assert_eq!(seek(Sort::Waiting, false), Some(1));
        assert_eq!(seek(Sort::Device(Device::Concession), true), Some(1), "there is none");
        assert!(state.notices[0].words.contains("no other concession"));
    }
}
