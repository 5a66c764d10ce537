//! A model that can be called off, for whoever does not want to wait for a long article.

use super::{Judgement, Model, Proposal, Query, Reading, Statement};

/// How many sentences or statements are read between two looks at whether to go on: some hundredths of a second.
const AT_ONCE: usize = 32;

/// A model that reads only until it is called off. What it says of the rest has no meaning, and must not be used.
pub struct Patient<'m> {
    /// The model that reads.
    pub model: &'m dyn Model,
    /// Whether it has been called off.
    pub is_off: &'m dyn Fn() -> bool,
}

impl Model for Patient<'_> {
    fn read(&self, queries: &[Query]) -> Vec<Vec<Reading>> {
        let unread =
            |query: &Query| query.proposals.iter().map(|it| nothing(it, query.pieces.len())).collect();
        let some = |some: &[Query]| match (self.is_off)() {
            true => some.iter().map(unread).collect(),
            false => self.model.read(some),
        };
        queries.chunks(AT_ONCE).flat_map(some).collect()
    }

    fn judge(&self, statements: &[Statement]) -> Vec<Judgement> {
        let unread =
            Judgement { steps: [0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0], applies: -1.0, devices: [0.0; 9] };
        let some = |some: &[Statement]| match (self.is_off)() {
            true => vec![unread; some.len()],
            false => self.model.judge(some),
        };
        statements.chunks(AT_ONCE).flat_map(some).collect()
    }
}

/// A reading that says nothing.
fn nothing(proposal: &Proposal, pieces: usize) -> Reading {
    Reading { cue: proposal.cue.clone(), reports: 0.0, content: vec![0.0; pieces], source: vec![0.0; pieces] }
}
