//! Double coding: how somebody else has coded the article in front, and where the two differ.

use std::sync::Arc;

use crate::analysis::Analysis;
use crate::evaluation::{self, Figures};
use crate::export::{self, Entry};
use crate::review::{self, Difference, Review, differences};

use super::command::{Command, Sheet};
use super::document::DocumentId;
use super::reading::Reading;
use super::state::State;
use super::worker::{Job, Outcome};

/// How somebody else has coded an article.
pub struct Second {
    /// The name of their review's file.
    pub name: String,
    /// What their review makes of what was found.
    pub analysis: Analysis,
    /// Where the two differ, in text order.
    pub differences: Vec<Difference>,
    /// How far they agree.
    pub figures: Option<Figures>,
    review: Review,
}

impl Second {
    /// Holds another coding against that of `reading`.
    pub fn new(name: String, review: Review, reading: &Reading) -> Self {
        let mut second =
            Self { name, review, analysis: Analysis::default(), differences: Vec::new(), figures: None };
        second.compare(reading);
        second
    }

    /// The same again, because something has changed.
    pub fn compare(&mut self, reading: &Reading) {
        self.analysis = review::reviewed(&reading.article, &reading.found, &self.review).analysis;
        self.differences = differences(&reading.analysis, &self.analysis);
        let rows = |analysis| {
            let entry = Entry { id: "article", article: &reading.article, analysis };
            evaluation::rows(&export::jsonl_line(entry)).ok()
        };
        let both = rows(&reading.analysis).zip(rows(&self.analysis));
        self.figures = both.and_then(|(here, there)| evaluation::compare(&here, &there).ok());
    }
}

impl State {
    /// Does what is asked about another coding of the article in front.
    pub(super) fn double(&mut self, command: Command) -> Option<Job> {
        match command {
            Command::Second(path) => {
                let document = self.document()?;
                let reading = Arc::clone(&document.reading);
                return Some(Job::ReadSecond { document: document.id, reading, path });
            }
            Command::Follow(index) => self.follow(index),
            _ => {
                if let Some(document) = self.front() {
                    document.second = None;
                }
                self.sheet = self.sheet.filter(|sheet| *sheet != Sheet::Second);
            }
        }
        None
    }

    /// Takes in another review.
    fn take_second(&mut self, id: DocumentId, name: String, review: Result<Review, String>) {
        match review {
            Err(trouble) => self.complain(trouble),
            Ok(review) => {
                if let Some(document) = self.documents.iter_mut().find(|document| document.id == id) {
                    document.second = Some(Second::new(name, review, &document.reading));
                    self.sheet = Some(Sheet::Second);
                }
            }
        }
    }

    /// Makes a statement as the other has it. What is followed is a correction like any other.
    fn follow(&mut self, index: usize) {
        let second = self.document().and_then(|document| document.second.as_ref());
        let correction = second.and_then(|second| second.differences.get(index)).map(Difference::follow);
        if let Some(correction) = correction {
            self.correct(correction);
        }
    }

    /// What the worker has read is for [`State::take_second`].
    pub(super) fn seconded(&mut self, outcome: Outcome) {
        if let Outcome::SecondRead { document, name, review } = outcome {
            self.take_second(document, name, review);
        }
    }
}
