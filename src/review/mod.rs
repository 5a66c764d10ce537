//! A person's review of what was found: a log of [`Correction`]s beside an analysis that is never edited. Undoing and redoing
//! move along the log.

mod anchor;
mod apply;
mod cast;
mod correction;
mod difference;
mod marks;

pub use anchor::Anchor;
pub use apply::apply;
pub use correction::{Correction, Decision, Verdict};
pub use difference::{Difference, Differs, differences};
pub use marks::{Mark, Marks, Reviewed};

use std::collections::BTreeMap;

use crate::analysis::Analysis;
use crate::article::Article;
use crate::quotes::{Quotation, QuotationId};
use crate::speakers::Speakers;
use crate::stance::Stance;

/// A person's decisions about one article, in the order in which they were taken.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Review {
    /// All decisions, those undone at the end.
    log: Vec<Correction>,
    /// How many of them are in force.
    done: usize,
    /// What had been found of each statement when a person first decided about it.
    pub known: BTreeMap<QuotationId, Known>,
    /// Decisions that could not be placed in the text as it is now; kept for whoever can.
    pub unplaced: Vec<Unplaced>,
}

/// What had been found of a statement when a person first decided about it. With it the decision still holds where another
/// engine does not find the statement.
#[derive(Debug, Clone, PartialEq)]
pub struct Known {
    /// The statement.
    pub quotation: Quotation,
    /// Who was held to have said it.
    pub speakers: Vec<String>,
    /// Where it was held to stand.
    pub stance: Option<f64>,
}

/// A decision that could not be placed in the text as it is now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unplaced {
    /// What was decided, in a few words.
    pub words: String,
    /// The decision as it stands in the file.
    pub stored: String,
}

impl Review {
    /// A review of which `done` decisions are in force and the others undone.
    pub fn with_log(log: Vec<Correction>, done: usize) -> Self {
        let done = done.min(log.len());
        Self { log, done, ..Self::default() }
    }

    /// All decisions, those undone included.
    pub fn log(&self) -> &[Correction] {
        &self.log
    }

    /// The decisions in force.
    pub fn in_force(&self) -> &[Correction] {
        &self.log[..self.done]
    }

    /// Whether it must be the review of another article: of all that has been decided nothing has a place.
    pub fn is_of_another(&self) -> bool {
        self.in_force().is_empty() && !self.unplaced.is_empty()
    }

    /// Whether nothing has been decided, not even something undone.
    pub fn is_empty(&self) -> bool {
        self.log.is_empty() && self.unplaced.is_empty()
    }

    /// Adds a decision about what `analysis` shows now, and returns whether that shows what it is about. What was undone
    /// before can then not be redone any more.
    pub fn push(&mut self, correction: Correction, analysis: &Analysis) -> bool {
        let ids = correction.statements();
        let shown: Vec<&Quotation> = ids.iter().filter_map(|&id| analysis.quotation(id)).collect();
        if shown.len() < ids.len() {
            return false;
        }
        for quotation in shown {
            let id = quotation.id();
            self.known.entry(id).or_insert_with(|| Known {
                quotation: quotation.clone(),
                speakers: names(&analysis.speakers, id),
                stance: analysis.stances.get(&id).map(|stance| stance.score),
            });
        }
        self.log.truncate(self.done);
        self.log.push(correction);
        self.done += 1;
        true
    }

    /// Takes the last decision back. Returns whether there was one.
    pub fn undo(&mut self) -> bool {
        let can = self.done > 0;
        self.done -= usize::from(can);
        can
    }

    /// Takes the last decision that was undone again. Returns whether there was one.
    pub fn redo(&mut self) -> bool {
        let can = self.done < self.log.len();
        self.done += usize::from(can);
        can
    }

    /// The decision that [`Review::undo`] would take back.
    pub fn undoable(&self) -> Option<&Correction> {
        self.in_force().last()
    }

    /// The decision that [`Review::redo`] would take again.
    pub fn redoable(&self) -> Option<&Correction> {
        self.log.get(self.done)
    }
}

/// The stances that were scored for statements whose words a person chose.
pub type Scored = BTreeMap<QuotationId, Option<Stance>>;

/// The names of a statement's speakers.
fn names(speakers: &Speakers, id: QuotationId) -> Vec<String> {
    speakers.of(id).iter().map(|&speaker| speakers.get(speaker).name.clone()).collect()
}

/// What `review` makes of what was found: short for [`apply`] without any statement scored anew.
pub fn reviewed(article: &Article, found: &Analysis, review: &Review) -> Reviewed {
    apply(article, found, review, &Scored::new())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{self, Engine};

    #[test]
    fn undo_and_redo_move_along_the_log_and_a_new_decision_ends_it() {
        let article = Article::new("“We will never sign,” said Ann Bell.");
        let found = analysis::analyze_with(&article, Engine::Rules);
        let id = found.quotations[0].id();
        let mut review = Review::default();
        assert!(!review.undo() && !review.redo());
        for score in [0.1, 0.2] {
            review.push(Correction::of(id, Verdict::Stance(Some(score))), &found);
        }
        let score = |review: &Review| reviewed(&article, &found, review).analysis.stances[&id].score;
        assert_eq!(score(&review), 0.2);
        assert!(review.undo());
        assert_eq!(score(&review), 0.1);
        assert!(review.redo() && !review.redo());
        assert!(review.undo());
        review.push(Correction::of(id, Verdict::Stance(Some(0.3))), &found);
        assert!(review.redoable().is_none());
        assert_eq!((score(&review), review.log().len()), (0.3, 2));
        review.undo();
        review.undo();
        assert_eq!(reviewed(&article, &found, &review).analysis, found, "nothing is left of it");
    }
}
