//! The thread that reads, analyses and searches, so that the window never waits, and the one beside it for the learned model.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Weak};
use std::thread;

use crate::analysis::Engine;
use crate::quotes::QuotationId;
use crate::stance::Evidence;
use crate::text::Span;
use crate::{ingest, storage};

use super::document::Trial;
use super::reading::Reading;
use super::samples::SAMPLES;

/// Work for the thread.
pub enum Job {
    /// Read and analyse files, in this order: by rules at once, then with the engine.
    Open(Vec<PathBuf>, Engine),
    /// Read and analyse the sample with this index.
    OpenSample(usize, Engine),
    /// Analyse articles again.
    Reread(Vec<Arc<Reading>>, Engine),
    /// Find the words that carry a statement's learned score.
    Explain {
        /// The article.
        reading: Arc<Reading>,
        /// The statement.
        id: QuotationId,
    },
    /// Score a statement without some of its words.
    Rescore {
        /// The article.
        reading: Arc<Reading>,
        /// The statement and the words.
        trial: Trial,
    },
    /// Find words in an article.
    Find {
        /// Which search this is; only the answer to the latest counts.
        generation: u64,
        /// Where.
        reading: Arc<Reading>,
        /// What, in any case.
        needle: String,
    },
}

/// What came of it.
pub enum Outcome {
    /// An article is ready.
    Opened {
        /// Its short name.
        name: String,
        /// The file it came from; samples have none.
        path: Option<PathBuf>,
        /// The article.
        reading: Arc<Reading>,
        /// What the reader should know about how it was read.
        warnings: Vec<String>,
    },
    /// An article has been read again, and there is news.
    Reread {
        /// How it was read before.
        before: Arc<Reading>,
        /// How it is read now.
        reading: Arc<Reading>,
        /// With what.
        engine: Engine,
    },
    /// An article cannot be opened; the message names the file, what was wrong and what to do.
    Failed(String),
    /// The words that carry a statement's learned score are known.
    Explained {
        /// In which article.
        reading: Arc<Reading>,
        /// Which statement.
        id: QuotationId,
        /// The words.
        evidence: Vec<Evidence>,
    },
    /// A statement has been scored without some of its words.
    Rescored {
        /// In which article.
        reading: Arc<Reading>,
        /// The statement, the words and the score.
        trial: Trial,
    },
    /// Where the words were found.
    Found {
        /// Which search this answers.
        generation: u64,
        /// The places, in text order.
        hits: Vec<Span>,
    },
}

impl fmt::Debug for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Opened { name, .. } => write!(f, "Opened({name})"),
            Self::Reread { reading, .. } => write!(f, "Reread({})", reading.title()),
            Self::Explained { id, evidence, .. } => write!(f, "Explained({id}: {})", evidence.len()),
            Self::Rescored { trial, .. } => write!(f, "Rescored({})", trial.id),
            Self::Failed(message) => write!(f, "Failed({message})"),
            Self::Found { generation, hits } => write!(f, "Found({generation}: {})", hits.len()),
        }
    }
}

/// The way to the thread and back.
pub struct Worker {
    jobs: Sender<Job>,
    outcomes: Receiver<Outcome>,
}

impl Worker {
    /// Starts the threads. They call `wake` after each outcome, and end when the worker is dropped.
    pub fn start(wake: impl Fn() + Clone + Send + 'static) -> std::io::Result<Self> {
        let (jobs, queue) = channel();
        let (readings, to_reread) = channel();
        let (sender, outcomes) = channel();
        let send = move |outcome| {
            // The window may have gone in the meantime; then nobody needs the outcome.
            let _ = sender.send(outcome);
            wake();
        };
        let send_reread = send.clone();
        thread::Builder::new().name("rereader".into()).spawn(move || reread(to_reread, send_reread))?;
        thread::Builder::new().name("worker".into()).spawn(move || {
            for job in queue {
                perform(job, &readings, &send);
            }
        })?;
        Ok(Self { jobs, outcomes })
    }

    /// Hands work to the thread.
    pub fn send(&self, job: Job) {
        // Only fails if the thread has died, and then there is nothing better to do than to go on showing.
        let _ = self.jobs.send(job);
    }

    /// What has come back since the last call.
    pub fn drain(&self) -> impl Iterator<Item = Outcome> + '_ {
        self.outcomes.try_iter()
    }
}

/// An article to be read again; nothing holds on to those that have been closed meanwhile.
type Wish = (Weak<Reading>, Engine);

/// Reads articles again with the engine asked for. The learned model takes its time, so this is not the worker's.
fn reread(wishes: Receiver<Wish>, send: impl Fn(Outcome)) {
    for (before, engine) in wishes {
        let Some(before) = before.upgrade() else { continue };
        if let Some(reading) = before.reread(engine) {
            send(Outcome::Reread { before, reading: Arc::new(reading), engine });
        }
    }
}

fn perform(job: Job, wishes: &Sender<Wish>, send: &impl Fn(Outcome)) {
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
        Job::Open(paths, engine) => paths.into_iter().for_each(|path| done(open(path), engine)),
        Job::OpenSample(index, engine) => {
            if let Some(sample) = SAMPLES.get(index) {
                let outcome = match ingest::read(sample.bytes, sample.name) {
                    Ok(read) => opened(sample.name.into(), None, read),
                    Err(error) => Outcome::Failed(format!("{}: {error}", sample.name)),
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
        Job::Find { generation, reading, needle } => {
            send(Outcome::Found { generation, hits: find(reading.article.text(), &needle) });
        }
    }
}

fn open(path: PathBuf) -> Outcome {
    match storage::open(&path) {
        Ok(read) => opened(file_name(&path), Some(path), read),
        Err(error) => Outcome::Failed(error.to_string()),
    }
}

fn opened(name: String, path: Option<PathBuf>, read: ingest::Reading) -> Outcome {
    let mut warnings: Vec<String> =
        read.warnings.iter().map(|warning| format!("{name}: {warning}")).collect();
    if runs_right_to_left(read.article.text()) {
        warnings.push(format!("{name}: the words of right-to-left scripts are shown from left to right"));
    }
    Outcome::Opened { name, path, reading: Arc::new(Reading::new(read.article)), warnings }
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

/// All places where `needle` stands in `text`, whatever the case of either.
fn find(text: &str, needle: &str) -> Vec<Span> {
    let needle: Vec<char> = needle.chars().flat_map(char::to_lowercase).collect();
    let Some(&first) = needle.first() else { return Vec::new() };
    let mut hits = Vec::new();
    let mut next = 0;
    for (start, char) in text.char_indices() {
        if start >= next
            && char.to_lowercase().next() == Some(first)
            && let Some(end) = matches(&text[start..], &needle)
        {
            next = start + end;
            hits.push(Span::new(start, next));
        }
    }
    hits
}

/// The length of `needle` at the start of `text` in bytes, if it stands there.
fn matches(text: &str, needle: &[char]) -> Option<usize> {
    let mut rest = needle;
    for (at, char) in text.char_indices() {
        if rest.is_empty() {
            return Some(at);
        }
        for lower in char.to_lowercase() {
            rest = rest.strip_prefix(&[lower])?;
        }
    }
    rest.is_empty().then_some(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;

    #[test]
    fn finding_minds_neither_case_nor_length_of_characters() {
        assert_eq!(find("Vučić and VUČIĆ", "vučić"), [Span::new(0, 7), Span::new(12, 19)]);
        assert_eq!(find("aaa", "aa"), [Span::new(0, 2)]);
        assert_eq!(find("İstanbul", "stan"), [Span::new(2, 6)]);
        assert!(find("text", "").is_empty());
    }

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
    fn the_thread_answers_and_wakes_the_window() {
        let (worker, woken) = worker();
        let reading = Arc::new(Reading::new(Article::new("One two.")));
        worker.send(Job::Find { generation: 7, reading, needle: "TWO".into() });
        woken.recv().unwrap();
        let found: Vec<Outcome> = worker.drain().collect();
        assert!(matches!(&found[..], [Outcome::Found { generation: 7, hits }] if hits.len() == 1));
    }
}
