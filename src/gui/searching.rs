//! Looking for words in the article in front.

use std::sync::Arc;

use crate::text::Span;

use super::state::State;
use super::worker::Job;

/// The search bar, while it is open.
#[derive(Default)]
pub struct Find {
    /// The words looked for.
    pub needle: String,
    /// Where they are.
    pub hits: Vec<Span>,
    /// The place that was gone to last.
    pub at: Option<usize>,
    /// Which search this is.
    pub generation: u64,
}

impl State {
    pub(super) fn search(&mut self, needle: String) -> Option<Job> {
        let generation = self.count();
        let reading = self.document().map(|document| Arc::clone(&document.reading));
        let find = self.find.as_mut()?;
        *find = Find { needle: needle.clone(), generation, ..Find::default() };
        (!needle.is_empty()).then_some(Job::Find { generation, reading: reading?, needle })
    }

    pub(super) fn found(&mut self, generation: u64, hits: Vec<Span>) {
        let Some(find) = self.find.as_mut().filter(|find| find.generation == generation) else { return };
        find.at = (!hits.is_empty()).then_some(0);
        let first = hits.first().map(|hit| hit.start);
        find.hits = hits;
        if let Some(first) = first {
            self.reveal(first);
        }
    }

    pub(super) fn find_step(&mut self, forward: bool) {
        let Some(find) = self.find.as_mut().filter(|find| !find.hits.is_empty()) else { return };
        let count = find.hits.len();
        let at = match find.at {
            None => 0,
            Some(at) if forward => (at + 1) % count,
            Some(at) => (at + count - 1) % count,
        };
        find.at = Some(at);
        let offset = find.hits[at].start;
        self.reveal(offset);
    }
}
