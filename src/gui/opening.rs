//! Asking the worker for files and samples.

use std::path::PathBuf;

use crate::storage;

use super::project::{MOST_TABS, Wish};
use super::samples::SAMPLES;
use super::state::State;
use super::worker::{Job, Wanted};

impl State {
    pub(super) fn open(&mut self, paths: Vec<PathBuf>) -> Option<Job> {
        if paths.len() > MOST_TABS || paths.iter().any(|path| storage::is_collection(path)) {
            return self.wish(Wish::Gather(paths));
        }
        let paths: Vec<PathBuf> = paths.into_iter().filter(|path| !self.show_if_open(path)).collect();
        self.wait_for(paths.len());
        let reviews = &self.settings.reviews;
        let files = paths.into_iter().map(|path| {
            let reviews = reviews.iter().filter(|(place, _)| storage::is_place_in(place, &path));
            let reviews = reviews.map(|(place, review)| (place.clone(), review.clone())).collect();
            Wanted { reviews, path, mapping: self.settings.columns.clone() }
        });
        let files: Vec<Wanted> = files.collect();
        (!files.is_empty()).then(|| Job::Open(files, self.settings.engine()))
    }

    pub(super) fn open_sample(&mut self, index: usize) -> Option<Job> {
        self.wait_for(1);
        let review = SAMPLES.get(index).and_then(|sample| self.settings.sample_reviews.get(sample.name));
        Some(Job::OpenSample { index, review: review.cloned(), engine: self.settings.engine() })
    }

    pub(super) fn wait_for(&mut self, files: usize) {
        self.asked_for = if self.pending == 0 { files } else { self.asked_for + files };
        self.pending += files;
    }

    /// Brings the article from this file to the front, if it is open.
    fn show_if_open(&mut self, path: &PathBuf) -> bool {
        let open = self.documents.iter().find(|document| document.path.as_ref() == Some(path));
        let id = open.map(|document| document.id);
        if id.is_some() {
            self.is_project_shown = false;
            self.current = id;
            self.settings.remember(path.clone());
        }
        id.is_some()
    }
}
