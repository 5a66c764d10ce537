//! The thread that reads, analyses and searches, so that the window never waits, the one beside it for the learned model,
//! and the one that saves corrections, which must not wait for either.

mod find;
mod gather;
mod job;
mod open;
mod outcome;
mod save;
mod watch;

pub use gather::Gathered;
pub use job::Job;
pub use open::Wanted;
pub use outcome::Outcome;

use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, Weak};
use std::thread::{self, JoinHandle};

use crate::analysis::Engine;

use super::document::Trial;
use super::reading::Reading;
use super::samples::SAMPLES;
use watch::Watched;

/// The way to the threads and back.
pub struct Worker {
    jobs: Sender<(u64, Job)>,
    /// How often what was waiting has been called off.
    cancelled: Arc<AtomicU64>,
    /// How often the learned model has been stopped.
    stopped: Arc<AtomicU64>,
    /// How often gathering a project has been stopped.
    halted: Arc<AtomicU64>,
    gatherings: Sender<(u64, Job)>,
    digests: Sender<Job>,
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
        let stopped = Arc::new(AtomicU64::new(0));
        let (to_stop, stops) = (Arc::clone(&stopped), Arc::clone(&stopped));
        let (readings, to_reread) = channel();
        let (saves, to_save) = channel();
        let (watched, to_watch) = channel();
        let (gatherings, to_gather) = channel();
        let (digests, to_derive) = channel();
        let halted = Arc::new(AtomicU64::new(0));
        let halts = Arc::clone(&halted);
        let (sender, outcomes) = channel();
        let send = move |outcome| {
            // The window may have gone in the meantime; then nobody needs the outcome.
            let _ = sender.send(outcome);
            wake();
        };
        let (send_reread, send_saved, send_changed, send_digest) =
            (send.clone(), send.clone(), send.clone(), send.clone());
        let gathered = Mutex::new(send.clone());
        let send_gathered = move |outcome| {
            if let Ok(send) = gathered.lock() {
                send(outcome);
            }
        };
        let gatherer = thread::Builder::new().name("gatherer".into());
        gatherer.spawn(move || gather::gather(&to_gather, &halts, send_gathered))?;
        let deriver = thread::Builder::new().name("deriver".into());
        deriver.spawn(move || gather::derive(&to_derive, send_digest))?;
        let watcher = thread::Builder::new().name("watcher".into());
        watcher.spawn(move || watch::watch(&to_watch, send_changed))?;
        thread::Builder::new()
            .name("rereader".into())
            .spawn(move || reread(to_reread, &to_stop, send_reread))?;
        let saver =
            thread::Builder::new().name("saver".into()).spawn(move || save::save(&to_save, send_saved))?;
        thread::Builder::new().name("worker".into()).spawn(move || {
            for (asked, job) in queue {
                let is_off = || calls.load(Ordering::Relaxed) != asked;
                let wish = |reading: &Arc<Reading>, engine| {
                    let _ = readings.send((Arc::downgrade(reading), engine, stops.load(Ordering::Relaxed)));
                };
                perform(job, &is_off, &wish, &send);
            }
        })?;
        Ok(Self {
            jobs,
            cancelled,
            stopped,
            halted,
            gatherings,
            digests,
            saves: Some(saves),
            watched,
            outcomes,
            saver: Some(saver),
        })
    }

    /// Hands work to the threads. Returns whether the one whose work it is still lives.
    pub fn send(&self, job: Job) -> bool {
        match (job, &self.saves) {
            // Files that were asked for before this are passed over.
            (Job::Cancel, _) => self.cancelled.fetch_add(1, Ordering::Relaxed) < u64::MAX,
            (Job::Stop, _) => self.stopped.fetch_add(1, Ordering::Relaxed) < u64::MAX,
            (Job::StopGathering, _) => self.halted.fetch_add(1, Ordering::Relaxed) < u64::MAX,
            (
                job @ (Job::Gather { .. }
                | Job::SaveProject { .. }
                | Job::Export { .. }
                | Job::Write { .. }
                | Job::Pack { .. }
                | Job::Draw { .. }),
                _,
            ) => self.gatherings.send((self.halted.load(Ordering::Relaxed), job)).is_ok(),
            (job @ Job::Digest { .. }, _) => self.digests.send(job).is_ok(),
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

/// An article to be read again, and how often the readers had been stopped when that was asked for; nothing holds on to articles that
/// have been closed meanwhile.
type Wish = (Weak<Reading>, Engine, u64);

/// Reads articles again with the engine asked for. The learned model takes its time, so this is not the worker's.
fn reread(wishes: Receiver<Wish>, stops: &AtomicU64, send: impl Fn(Outcome)) {
    for (before, engine, stopped) in wishes {
        let Some(before) = before.upgrade() else { continue };
        let reading = before.reread(engine, &|| stops.load(Ordering::Relaxed) != stopped).map(Arc::new);
        send(Outcome::Reread { before, reading, engine });
    }
}

fn perform(
    job: Job,
    is_off: &dyn Fn() -> bool,
    wish: &dyn Fn(&Arc<Reading>, Engine),
    send: &impl Fn(Outcome),
) {
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
            for outcome in files.into_iter().take_while(|_| !is_off()).flat_map(|file| open::open(&file)) {
                done(outcome, engine);
            }
        }
        Job::OpenSample { index, review, engine } => {
            if let Some(sample) = SAMPLES.get(index) {
                done(open::open_sample(sample, review), engine);
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
        Job::Reload { document, path, part, mapping } => send(open::reload(document, &path, part, &mapping)),
        Job::Columns(path) => send(open::columns(path)),
        Job::Judge { reading, id } => {
            let stance = reading.judge(id);
            send(Outcome::Judged { reading, id, stance });
        }
        // The other threads'.
        Job::Save { .. }
        | Job::Watch(_)
        | Job::Cancel
        | Job::Stop
        | Job::Gather { .. }
        | Job::StopGathering
        | Job::Digest { .. }
        | Job::SaveProject { .. }
        | Job::Export { .. }
        | Job::Write { .. }
        | Job::Pack { .. }
        | Job::Draw { .. } => {}
        Job::ReadSecond { document, reading, path } => {
            let review = open::second(&path, &reading.article);
            send(Outcome::SecondRead { document, name: file_name(&path), review });
        }
        Job::OpenMember { member, reviews, engine } => {
            let is_read = member.found.engine == Engine::Model;
            let engine = if is_read { Engine::Rules } else { engine };
            done(open::open_member(&member, &reviews), engine);
        }
        Job::Find { generation, reading, needle } => {
            send(Outcome::Found { generation, hits: find::find(reading.article.text(), &needle) });
        }
    }
}

/// The last part of a path, for people.
pub fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}

#[cfg(test)]
mod tests {
    use super::super::document::DocumentId;
    use super::*;
    use crate::article::Article;
    use crate::ingest::{self, Mapping};
    use crate::review::{Correction, Verdict};
    use crate::storage::{self, ReviewFile};

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
        worker.send(Job::OpenSample { index: 0, review: None, engine: Engine::Model });
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
    fn the_model_is_stopped_in_the_middle_of_a_long_article() {
        let (worker, woken) = worker();
        let line = "The minister said that the talks would go on. “We will never sign,” said Ann Bell.\n\n";
        let reading = Arc::new(Reading::new(Article::new(line.repeat(20_000))));
        worker.send(Job::Reread(vec![Arc::clone(&reading)], Engine::Model));
        // It may not have begun yet, or may be at work; either way there is soon an answer without news.
        std::thread::sleep(std::time::Duration::from_millis(300));
        worker.send(Job::Stop);
        woken.recv_timeout(std::time::Duration::from_secs(60)).unwrap();
        let outcomes: Vec<Outcome> = worker.drain().collect();
        assert!(matches!(&outcomes[..], [Outcome::Reread { reading: None, .. }]), "{outcomes:?}");
    }

    #[test]
    fn what_is_called_off_is_not_opened() {
        let (worker, woken) = worker();
        let wanted = |name: &str| Wanted { path: name.into(), ..Wanted::default() };
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

    /// Saves a correction of `text` in `file`.
    fn correct(text: &str, mut file: ReviewFile) {
        let article = Article::new(text);
        let found = crate::analysis::analyze_with(&article, Engine::Rules);
        let mut review = crate::review::Review::default();
        let id = found.quotations[0].id();
        review.push(Correction::of(id, Verdict::Reviewed(true)), &found);
        file.save(&article, &review, Engine::Rules).unwrap();
    }

    #[test]
    fn corrections_kept_elsewhere_are_found_and_missed_when_they_are_gone() {
        const TEXT: &str = "“We will never sign,” said Ann Bell.";
        let folder = tempfile::tempdir().unwrap();
        let (path, elsewhere) = (folder.path().join("a.txt"), folder.path().join("elsewhere.json"));
        storage::save(&path, TEXT.as_bytes()).unwrap();
        correct(TEXT, ReviewFile::at(elsewhere.clone()));
        let read = |review: &Path| {
            let reviews = [(path.clone(), review.to_owned())].into();
            match open::open(&Wanted { path: path.clone(), reviews, ..Wanted::default() }).pop() {
                Some(Outcome::Opened { kept, warnings, .. }) => (kept.unwrap(), warnings),
                other => panic!("{other:?}"),
            }
        };
        let (kept, warnings) = read(&elsewhere);
        assert!(kept.loaded.is_some() && warnings.is_empty(), "{warnings:?}");
        let gone = folder.path().join("gone.json");
        let (kept, warnings) = read(&gone);
        assert_eq!(kept.file.path(), ReviewFile::beside(&path).path());
        assert!(kept.loaded.is_none() && warnings[0].contains("gone.json"), "{warnings:?}");
        correct(TEXT, ReviewFile::beside(&path));
        assert!(read(&gone).0.loaded.is_some());
    }

    #[test]
    fn a_list_gives_an_article_for_each_row_and_tells_what_is_left_out() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.jsonl");
        let rows: String =
            (0..50).map(|row| format!("{{\"id\":\"r{row}\",\"text\":\"They met {row}.\"}}\n")).collect();
        storage::save(&path, format!("{rows}nonsense\n").as_bytes()).unwrap();
        let outcomes = open::open(&Wanted { path: path.clone(), ..Wanted::default() });
        assert!(matches!(outcomes[0], Outcome::Several(39)), "{:?}", outcomes[0]);
        let Outcome::Opened { name, part: Some(2), kept: Some(kept), .. } = &outcomes[2] else {
            panic!("{:?}", outcomes[2])
        };
        assert_eq!(name, "a.jsonl · r1");
        assert_eq!(kept.file.path(), folder.path().join("a.jsonl#2.standpoint.json"));
        let Outcome::Opened { warnings, .. } = &outcomes[1] else { panic!("{:?}", outcomes[1]) };
        assert!(warnings.len() == 2 && warnings[0].contains("first 40 of 50"), "{warnings:?}");
        let Outcome::Reloaded { reading, .. } =
            open::reload(DocumentId(1), &path, Some(3), &Mapping::default())
        else {
            panic!("not reloaded")
        };
        assert_eq!(reading.article.text(), "They met 2.");
    }

    #[test]
    fn a_sample_keeps_corrections_where_they_were_saved() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("kept.json");
        let text = ingest::read(SAMPLES[0].bytes, SAMPLES[0].name).unwrap().article.text().to_owned();
        correct(&text, ReviewFile::at(place.clone()));
        let Outcome::Opened { kept: Some(kept), warnings, .. } = open::open_sample(&SAMPLES[0], Some(place))
        else {
            panic!("nothing kept")
        };
        assert!(kept.loaded.is_some_and(|loaded| !loaded.is_edited) && warnings.is_empty(), "{warnings:?}");
        let Outcome::Opened { kept: None, .. } = open::open_sample(&SAMPLES[0], None) else { panic!("kept") };
    }
}
