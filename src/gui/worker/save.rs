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

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;
    use std::sync::{Arc, Mutex};

    use super::*;
    use crate::article::Article;
    use crate::gui::document::DocumentId;
    use crate::gui::reading::Reading;
    use crate::review::Review;
    use crate::storage::ReviewFile;

    #[test]
    fn of_what_waits_the_last_is_saved_and_what_cannot_be_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let reading = Arc::new(Reading::new(Article::new("One.")));
        let job = |document, revision, path: &str| Job::Save {
            document: DocumentId(document),
            revision,
            file: Arc::new(Mutex::new(ReviewFile::at(folder.path().join(path)))),
            reading: Arc::clone(&reading),
            review: Review::default(),
        };
        let (jobs, queue) = channel();
        for job in [job(1, 1, "a.json"), job(2, 1, "no folder/b.json"), job(1, 2, "a.json")] {
            jobs.send(job).unwrap();
        }
        drop(jobs);
        let (sender, outcomes) = channel();
        save(&queue, |outcome| sender.send(outcome).unwrap());
        drop(sender);
        let told: Vec<(u64, u64, Option<String>)> = outcomes
            .iter()
            .map(|outcome| match outcome {
                Outcome::Saved { document, revision, error } => (document.0, revision, error),
                other => panic!("{other:?}"),
            })
            .collect();
        assert!(
            matches!(&told[0], (2, 1, Some(error)) if error.contains("folder does not exist")),
            "{told:?}"
        );
        assert_eq!(told[1..], [(1, 2, None)]);
        assert!(folder.path().join("a.json").exists());
    }
}
