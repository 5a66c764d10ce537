//! Saves corrections.

use std::collections::VecDeque;
use std::sync::PoisonError;
use std::sync::mpsc::Receiver;

use super::{Job, Outcome};

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
                _ => {}
            }
        }
    }
}
