//! Saves corrections, and reads files again whose corrections are saved.

use std::collections::VecDeque;
use std::path::Path;
use std::sync::mpsc::Receiver;
use std::sync::{Mutex, PoisonError};

use crate::gui::document::DocumentId;
use crate::storage::{self, ReviewFile};

use super::{Job, Outcome, file_name, opened};

/// Saves corrections as they come; of several of one article that are waiting, only the last.
pub(super) fn save(jobs: &Receiver<Job>, send: impl Fn(Outcome)) {
    while let Ok(job) = jobs.recv() {
        let mut waiting: VecDeque<Job> = [job].into_iter().chain(jobs.try_iter()).collect();
        while let Some(job) = waiting.pop_front() {
            let is_of = |other: &Job, one| matches!(other, Job::Save { document, .. } if *document == one);
            match job {
                Job::Save { document, .. } if waiting.iter().any(|other| is_of(other, document)) => {}
                Job::Save { document, revision, file, reading, review } => {
                    let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
                    let saved = file.save(&reading.article, &review, reading.analysis.engine);
                    let error = saved.err().map(|error| error.to_string());
                    send(Outcome::Saved { document, revision, error });
                }
                Job::Reload { document, path, file } => send(reload(document, &path, &file)),
                _ => {}
            }
        }
    }
}

fn reload(document: DocumentId, path: &Path, file: &Mutex<ReviewFile>) -> Outcome {
    let read = match storage::open(path) {
        Ok(read) => read,
        Err(error) => return Outcome::Failed(error.to_string()),
    };
    let loaded = file.lock().unwrap_or_else(PoisonError::into_inner).load(&read.article);
    let name = file_name(path);
    match (opened(name, read), loaded) {
        (Outcome::Opened { reading, warnings, .. }, Ok(loaded)) => {
            Outcome::Reloaded { document, reading, loaded, warnings }
        }
        (_, Err(error)) => Outcome::Failed(error.to_string()),
        (other, _) => other,
    }
}
