//! The thread that reads, analyses and searches, so that the window never waits, the one beside it for the learned model,
//! and the one that saves corrections, which must not wait for either.

mod find;
mod message;
mod save;
mod watch;

pub use message::{Job, Outcome, Wanted};

use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Weak};
use std::thread::{self, JoinHandle};

use crate::analysis::Engine;
use crate::storage::ReviewFile;
use crate::{ingest, storage};

use super::document::{DocumentId, Kept, Trial};
use super::reading::Reading;
use super::samples::SAMPLES;
use super::words;
use watch::Watched;

/// The way to the threads and back.
pub struct Worker {
    jobs: Sender<(u64, Job)>,
    /// How often what was waiting has been called off.
    cancelled: Arc<AtomicU64>,
    saves: Option<Sender<Job>>,
    watched: Sender<Watched>,
    outcomes: Receiver<Outcome>,
    saver: Option<JoinHandle<()>>,
}

impl Worker {
    /// Starts the threads. They call `wake` after each outcome, and end when the worker is dropped.
    pub fn start(wake: impl Fn() + Clone + Send + 'static) -> std::io::Result<Self> {
        let (jobs, queue) = channel::<(u64, Job)>();
        let cancelled = Arc::new(AtomicU64::new(0));
        let calls = Arc::clone(&cancelled);
        let (readings, to_reread) = channel();
        let (saves, to_save) = channel();
        let (watched, to_watch) = channel();
        let (sender, outcomes) = channel();
        let send = move |outcome| {
            // The window may have gone in the meantime; then nobody needs the outcome.
            let _ = sender.send(outcome);
            wake();
        };
        let (send_reread, send_saved, send_changed) = (send.clone(), send.clone(), send.clone());
        let watcher = thread::Builder::new().name("watcher".into());
        watcher.spawn(move || watch::watch(&to_watch, send_changed))?;
        thread::Builder::new().name("rereader".into()).spawn(move || reread(to_reread, send_reread))?;
        let saver =
            thread::Builder::new().name("saver".into()).spawn(move || save::save(&to_save, send_saved))?;
        thread::Builder::new().name("worker".into()).spawn(move || {
            for (asked, job) in queue {
                let is_off = || calls.load(Ordering::Relaxed) != asked;
                perform(job, &is_off, &readings, &send);
            }
        })?;
        Ok(Self { jobs, cancelled, saves: Some(saves), watched, outcomes, saver: Some(saver) })
    }

    /// Hands work to the threads. Returns whether the one whose work it is still lives.
    pub fn send(&self, job: Job) -> bool {
        match (job, &self.saves) {
            // Files that were asked for before this are passed over.
            (Job::Cancel, _) => self.cancelled.fetch_add(1, Ordering::Relaxed) < u64::MAX,
            (Job::Watch(list), _) => self.watched.send(list).is_ok(),
            (job @ Job::Save { .. }, Some(saves)) => saves.send(job).is_ok(),
            (job, _) => self.jobs.send((self.cancelled.load(Ordering::Relaxed), job)).is_ok(),
        }
    }

    /// What has come back since the last call.
    pub fn drain(&self) -> impl Iterator<Item = Outcome> + '_ {
        self.outcomes.try_iter()
    }
}

impl Drop for Worker {
    /// Waits until all corrections are on the disk.
    fn drop(&mut self) {
        self.saves = None;
        if let Some(saver) = self.saver.take() {
            let _ = saver.join();
        }
    }
}

/// An article to be read again; nothing holds on to those that have been closed meanwhile.
type Wish = (Weak<Reading>, Engine);

/// Reads articles again with the engine asked for. The learned model takes its time, so this is not the worker's.
fn reread(wishes: Receiver<Wish>, send: impl Fn(Outcome)) {
    for (before, engine) in wishes {
        let Some(before) = before.upgrade() else { continue };
        let reading = before.reread(engine).map(Arc::new);
        send(Outcome::Reread { before, reading, engine });
    }
}

fn perform(job: Job, is_off: &dyn Fn() -> bool, wishes: &Sender<Wish>, send: &impl Fn(Outcome)) {
    let wish = |reading: &Arc<Reading>, engine| {
        let _ = wishes.send((Arc::downgrade(reading), engine));
    };
    let done = |outcome: Outcome, engine: Engine| {
        let opened = match &outcome {
            Outcome::Opened { reading, .. } => Some(Arc::clone(reading)),
            _ => None,
        };
        // First the rules' findings, so that there is something to see.
        send(outcome);
        if let Some(reading) = opened.filter(|_| engine != Engine::Rules) {
            wish(&reading, engine);
        }
    };
    match job {
        Job::Open(files, engine) => {
            files.into_iter().take_while(|_| !is_off()).for_each(|file| done(open(file), engine));
        }
        Job::OpenSample(index, engine) => {
            if let Some(sample) = SAMPLES.get(index) {
                let outcome = match ingest::read(sample.bytes, sample.name) {
                    Ok(read) => opened(sample.name.into(), read),
                    Err(error) => Outcome::Failed(words::notices::of_file(sample.name, &error)),
                };
                done(outcome, engine);
            }
        }
        Job::Reread(readings, engine) => readings.iter().for_each(|reading| wish(reading, engine)),
        Job::Explain { reading, id } => {
            let evidence = reading.explain(id);
            send(Outcome::Explained { reading, id, evidence });
        }
        Job::Rescore { reading, trial } => {
            let scored = Some(reading.rescore(&trial));
            send(Outcome::Rescored { reading, trial: Trial { scored, ..trial } });
        }
        Job::Reload { document, path } => send(reload(document, &path)),
        Job::Judge { reading, id } => {
            let stance = reading.judge(id);
            send(Outcome::Judged { reading, id, stance });
        }
        // The other threads'.
        Job::Save { .. } | Job::Watch(_) | Job::Cancel => {}
        Job::Find { generation, reading, needle } => {
            send(Outcome::Found { generation, hits: find::find(reading.article.text(), &needle) });
        }
    }
}

fn open(Wanted { path, review }: Wanted) -> Outcome {
    let read = match storage::open(&path) {
        Ok(read) => read,
        Err(error) => return Outcome::Failed(error.to_string()),
    };
    let mut file = review.map_or_else(|| ReviewFile::beside(&path), ReviewFile::at);
    let (loaded, trouble) = match file.load(&read.article) {
        Ok(loaded) => (loaded, None),
        Err(error) => (None, Some(error.to_string())),
    };
    match opened(file_name(&path), read) {
        Outcome::Opened { name, reading, mut warnings, .. } => {
            warnings.extend(trouble);
            let kept = Some(Box::new(Kept { file, loaded }));
            Outcome::Opened { name, path: Some(path), reading, kept, warnings }
        }
        other => other,
    }
}

fn reload(document: DocumentId, path: &Path) -> Outcome {
    match storage::open(path).map(|read| opened(file_name(path), read)) {
        Ok(Outcome::Opened { reading, warnings, .. }) => Outcome::Reloaded { document, reading, warnings },
        Ok(other) => other,
        Err(error) => Outcome::Failed(error.to_string()),
    }
}

fn opened(name: String, read: ingest::Reading) -> Outcome {
    let mut warnings: Vec<String> =
        read.warnings.iter().map(|warning| words::notices::of_file(&name, warning)).collect();
    if runs_right_to_left(read.article.text()) {
        warnings.push(words::notices::right_to_left(&name));
    }
    let reading = Arc::new(Reading::new(read.article));
    Outcome::Opened { name, path: None, reading, kept: None, warnings }
}

/// Whether a text has more than a few words in a script that runs from right to left, which the window cannot lay out.
fn runs_right_to_left(text: &str) -> bool {
    const FEW: usize = 40;
    let right_to_left =
        |c: &char| matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}');
    text.chars().filter(right_to_left).take(FEW).count() == FEW
}

/// The last part of a path, for people.
pub fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;

    /// A worker and what tells of its outcomes.
    fn worker() -> (Worker, Receiver<()>) {
        let (wake, woken) = channel();
        let worker = Worker::start(move || {
            let _ = wake.send(());
        });
        (worker.unwrap(), woken)
    }

    #[test]
    fn an_article_is_shown_by_rules_first_and_then_as_the_model_reads_it() {
        let (worker, woken) = worker();
        worker.send(Job::OpenSample(0, Engine::Model));
        woken.recv().unwrap();
        woken.recv().unwrap();
        let outcomes: Vec<Outcome> = worker.drain().collect();
        let [Outcome::Opened { reading, .. }, Outcome::Reread { before, engine: Engine::Model, .. }] =
            &outcomes[..]
        else {
            panic!("{outcomes:?}")
        };
        assert!(Arc::ptr_eq(before, reading));
    }

    #[test]
    fn what_is_called_off_is_not_opened() {
        let (worker, woken) = worker();
        let wanted = |name: &str| Wanted { path: name.into(), review: None };
        worker.send(Job::Cancel);
        let asked_before = (0, Job::Open(vec![wanted("a"), wanted("b")], Engine::Rules));
        worker.jobs.send(asked_before).unwrap();
        worker.send(Job::Open(vec![wanted("nowhere")], Engine::Rules));
        woken.recv().unwrap();
        let outcomes: Vec<Outcome> = worker.drain().collect();
        assert!(matches!(&outcomes[..], [Outcome::Failed(message)] if message.starts_with("nowhere:")));
    }

    #[test]
    fn the_thread_answers_and_wakes_the_window() {
        let (worker, woken) = worker();
        let reading = Arc::new(Reading::new(Article::new("One two.")));
        worker.send(Job::Find { generation: 7, reading, needle: "TWO".into() });
        woken.recv().unwrap();
        let found: Vec<Outcome> = worker.drain().collect();
        assert!(matches!(&found[..], [Outcome::Found { generation: 7, hits }] if hits.len() == 1));
    }
}
