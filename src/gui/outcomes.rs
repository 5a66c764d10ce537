//! What the window makes of what the worker has done.

use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use crate::analysis::Engine;
use crate::quotes::Quotation;
use crate::storage::{self, Loaded, ReviewFile};

use super::command::Hover;
use super::document::{Document, DocumentId, Keeping, Trial};
use super::notices::Offer;
use super::reading::Reading;
use super::state::State;
use super::words;
use super::worker::{Job, Outcome};

impl State {
    pub(super) fn finish(&mut self, outcome: Outcome) -> Option<Job> {
        match outcome {
            Outcome::Several(more) => {
                self.pending += more;
                self.asked_for += more;
            }
            Outcome::Opened { name, path, part, reading, kept, warnings } => {
                self.pending = self.pending.saturating_sub(1);
                warnings.into_iter().for_each(|warning| self.complain(warning));
                if let Some(path) = &path {
                    self.settings.remember(path.clone());
                }
                let id = DocumentId(self.count());
                let mut document = Document::new(id, name, path, reading, self.settings.filter());
                document.part = part;
                if let Some(kept) = kept {
                    if let Some(loaded) = &kept.loaded {
                        self.tell_of(id, &document.name, loaded);
                    }
                    document.keep(*kept);
                }
                document.is_awaited = self.settings.model && document.reading.found.engine == Engine::Rules;
                // Of several in one file the first stays in front.
                let is_other = |other: &Document| other.path == document.path;
                let is_first = part.is_none() || !self.documents.iter().any(is_other);
                self.documents.push(document);
                let job = if is_first || self.wanted.is_some() { self.show(id) } else { None };
                self.pin_wanted();
                return job;
            }
            Outcome::Saved { document, revision, error } => return self.saved(document, revision, error),
            Outcome::Judged { reading, id, stance } => {
                if let Some(document) = self.showing(&reading) {
                    let news = document.scored.get(&id) != Some(&stance);
                    document.scored.insert(id, stance);
                    if news {
                        document.correct();
                    }
                }
            }
            Outcome::Reloaded { document, reading, warnings } => {
                warnings.into_iter().for_each(|warning| self.complain(warning));
                return self.reloaded(document, reading);
            }
            Outcome::Changed { document, is_there } => self.changed(document, is_there),
            // Whoever has changed the engine in the meantime does not want this any more.
            Outcome::Reread { engine, .. } if engine != self.settings.engine() => {}
            Outcome::Reread { before, reading, .. } => {
                let filter = self.settings.filter();
                if let Some(document) = self.showing(&before) {
                    document.is_awaited = false;
                    if let Some(reading) = reading {
                        document.take_in(reading, filter);
                        self.hover = Hover::Nothing;
                        // Its actors are not those that were asked about.
                        self.asked = None;
                    }
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
            Outcome::Unmapped { path, columns } => {
                self.pending = self.pending.saturating_sub(1);
                self.ask_columns(path, columns, false);
            }
            Outcome::Columns { path, columns } => self.ask_columns(path, columns, false),
            Outcome::Found { generation, hits } => self.found(generation, hits),
            second @ Outcome::SecondRead { .. } => self.seconded(second),
            project @ (Outcome::Gathering { .. }
            | Outcome::Gathered(_)
            | Outcome::Digested { .. }
            | Outcome::ProjectSaved { .. }
            | Outcome::Written { .. }) => return self.gathered(project),
        }
        None
    }

    /// The document that shows what was found for `reading`, whatever has been corrected since.
    fn showing(&mut self, reading: &Arc<Reading>) -> Option<&mut Document> {
        self.documents.iter_mut().find(|document| Arc::ptr_eq(&document.reading.found, &reading.found))
    }

    pub(super) fn keep_in(&mut self, id: DocumentId, path: PathBuf) {
        let Some(document) = self.documents.iter_mut().find(|document| document.id == id) else { return };
        match &document.path {
            Some(file) => {
                let article = storage::place(file, document.part);
                self.settings.reviews.insert(article, path.clone());
            }
            None => {
                self.settings.sample_reviews.insert(document.name.clone(), path.clone());
            }
        }
        document.keeping = Keeping {
            file: Some(Arc::new(Mutex::new(ReviewFile::anew(path)))),
            revision: document.keeping.revision + 1,
            ..Keeping::default()
        };
    }

    fn saved(&mut self, id: DocumentId, revision: u64, error: Option<String>) -> Option<Job> {
        let document = self.documents.iter_mut().find(|document| document.id == id)?;
        document.keeping.failed = error.is_some();
        match error {
            None => {
                document.keeping.saved = document.keeping.saved.max(revision);
                let is_done = document.keeping.closing && document.keeping.is_safe();
                self.notices.retain(|notice| notice.offer != Some(Offer::KeepElsewhere(id)));
                is_done.then(|| self.close(Some(id))).flatten()
            }
            Some(error) => {
                document.keeping.closing = false;
                self.offer(words::notices::not_saved(&error), Offer::KeepElsewhere(id));
                None
            }
        }
    }

    /// An article's file has been read again: everything is as it is there, and the corrections hold on.
    fn reloaded(&mut self, id: DocumentId, reading: Arc<Reading>) -> Option<Job> {
        let engine = self.settings.engine();
        let filter = self.settings.filter();
        let document = self.documents.iter_mut().find(|document| document.id == id)?;
        let name = document.name.clone();
        let fresh = Document::new(id, name.clone(), document.path.clone(), Arc::clone(&reading), filter);
        let mut before = std::mem::replace(document, fresh);
        document.keeping = std::mem::take(&mut before.keeping);
        document.part = before.part;
        document.is_awaited = engine == Engine::Model;
        if !before.review.is_empty() {
            match storage::carry(&before.review, &before.reading.article, &reading.article) {
                Ok(loaded) => {
                    document.review = loaded.review.clone();
                    document.keeping.revision += 1;
                    document.correct();
                    self.tell_of(id, &name, &loaded);
                }
                Err(fault) => {
                    before.keeping = std::mem::take(&mut document.keeping);
                    *document = before;
                    self.complain(words::notices::of_file(&name, &fault));
                    return None;
                }
            }
        }
        // What was pinned stays so if its words are still there.
        let words = before.pinned.and_then(|id| before.reading.article.text().get(id.start..id.end));
        if let (Some(words), Some(document)) = (words, self.documents.iter_mut().find(|it| it.id == id)) {
            let text = document.reading.article.text();
            let ids = document.reading.analysis.quotations.iter().map(Quotation::id);
            document.pinned = ids.into_iter().find(|id| &text[id.start..id.end] == words);
        }
        self.hover = Hover::Nothing;
        (engine != Engine::Rules).then(|| Job::Reread(vec![reading], engine))
    }

    fn changed(&mut self, id: DocumentId, is_there: bool) {
        let Some(document) = self.documents.iter().find(|document| document.id == id) else { return };
        let name = &document.name;
        let gone = words::notices::gone(name);
        self.notices.retain(|notice| notice.words != gone);
        if is_there {
            self.offer(words::notices::changed(name), Offer::Reload(id));
        } else {
            self.complain(gone);
        }
    }

    /// Asks for the file of an article to be read again.
    pub(super) fn reload(&mut self, id: DocumentId) -> Option<Job> {
        self.notices.retain(|notice| notice.offer != Some(Offer::Reload(id)));
        let document = self.documents.iter().find(|document| document.id == id)?;
        let mapping = self.settings.columns.clone();
        Some(Job::Reload { document: id, path: document.path.clone()?, part: document.part, mapping })
    }

    /// What there is to tell about the review that was found of an article.
    fn tell_of(&mut self, id: DocumentId, name: &str, loaded: &Loaded) {
        if loaded.is_busy {
            self.offer(words::notices::busy(name), Offer::KeepElsewhere(id));
        }
        if !loaded.is_edited {
            return;
        }
        let lost: Vec<&str> = loaded.review.unplaced.iter().map(|lost| lost.words.as_str()).collect();
        match lost.len() {
            0 => self.tell(words::notices::all_placed(name)),
            count => {
                let lost = lost.join(words::lists::SEMICOLON);
                self.complain(words::notices::unplaced(name, count, &lost));
            }
        }
    }
}
