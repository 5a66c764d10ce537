//! What the window makes of what the worker has done.

use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use crate::storage::ReviewFile;

use super::command::Hover;
use super::document::{Document, DocumentId, Keeping, Kept, Trial};
use super::reading::Reading;
use super::state::State;
use super::worker::{Job, Outcome};

impl State {
    pub(super) fn finish(&mut self, outcome: Outcome) -> Option<Job> {
        match outcome {
            Outcome::Opened { name, path, reading, kept, warnings } => {
                self.pending = self.pending.saturating_sub(1);
                warnings.into_iter().for_each(|warning| self.complain(warning));
                if let Some(path) = &path {
                    self.settings.remember(path.clone());
                }
                let id = DocumentId(self.count());
                let mut document = Document::new(id, name, path, reading, self.settings.filter());
                if let Some(kept) = kept {
                    let notice = told(&document, &kept);
                    document.keep(*kept);
                    notice.into_iter().for_each(|notice| self.complain(notice));
                }
                self.documents.push(document);
                return self.show(id);
            }
            Outcome::Saved { document, revision, error } => self.saved(document, revision, error),
            Outcome::Judged { reading, id, stance } => {
                if let Some(document) = self.showing(&reading) {
                    let news = document.scored.get(&id) != Some(&stance);
                    document.scored.insert(id, stance);
                    if news {
                        document.correct();
                    }
                }
            }
            // Whoever has changed the engine in the meantime does not want this any more.
            Outcome::Reread { engine, .. } if engine != self.settings.engine() => {}
            Outcome::Reread { before, reading, .. } => {
                let filter = self.settings.filter();
                if let Some(document) = self.showing(&before) {
                    document.take_in(reading, filter);
                    self.hover = Hover::Nothing;
                }
            }
            Outcome::Explained { reading, id, evidence } => {
                if let Some(document) = self.showing(&reading) {
                    document.explained.insert(id, Some(evidence));
                }
            }
            Outcome::Rescored { reading, trial } => {
                let is_same = |other: &Trial| other.id == trial.id && other.out == trial.out;
                let document = self.showing(&reading);
                if let Some(document) = document.filter(|it| it.trial.as_ref().is_some_and(is_same)) {
                    document.trial = Some(trial);
                }
            }
            Outcome::Failed(message) => {
                self.pending = self.pending.saturating_sub(1);
                self.complain(message);
            }
            Outcome::Found { generation, hits } => self.found(generation, hits),
        }
        None
    }

    /// The document that shows what was found for `reading`, whatever has been corrected since.
    fn showing(&mut self, reading: &Arc<Reading>) -> Option<&mut Document> {
        self.documents.iter_mut().find(|document| Arc::ptr_eq(&document.reading.found, &reading.found))
    }

    pub(super) fn keep_in(&mut self, id: DocumentId, path: PathBuf) {
        let Some(document) = self.documents.iter_mut().find(|document| document.id == id) else { return };
        if let Some(article) = &document.path {
            self.settings.reviews.insert(article.clone(), path.clone());
        }
        document.keeping = Keeping {
            file: Some(Arc::new(Mutex::new(ReviewFile::anew(path)))),
            revision: document.keeping.revision + 1,
            ..Keeping::default()
        };
    }

    fn saved(&mut self, id: DocumentId, revision: u64, error: Option<String>) {
        let Some(document) = self.documents.iter_mut().find(|document| document.id == id) else { return };
        document.keeping.failed = error.is_some();
        match error {
            None => document.keeping.saved = document.keeping.saved.max(revision),
            Some(error) => self.complain(format!("Your corrections are not saved. {error}")),
        }
    }

    pub(super) fn complain(&mut self, message: String) {
        const MOST: usize = 4;
        self.notices.retain(|other| *other != message);
        self.notices.push(message);
        if self.notices.len() > MOST {
            self.notices.remove(0);
        }
    }
}

/// What there is to tell about the review that was found beside an article.
fn told(document: &Document, kept: &Kept) -> Option<String> {
    let loaded = kept.loaded.as_ref()?;
    let name = &document.name;
    if loaded.is_busy {
        return Some(format!(
            "{name} is being reviewed in another window; what you correct here cannot be saved beside it until that one is closed"
        ));
    }
    if !loaded.is_edited {
        return None;
    }
    let lost: Vec<&str> = loaded.review.unplaced.iter().map(|lost| lost.words.as_str()).collect();
    Some(match lost.len() {
        0 => format!("{name} has been edited since it was reviewed; all corrections found their place"),
        count => format!(
            "{name} has been edited since it was reviewed; {count} corrections did not find their place and are kept: {}",
            lost.join("; ")
        ),
    })
}
