//! The thread that reads projects and writes exports: both take long, and nothing else is to wait for them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::mpsc::Receiver;
use std::time::{Duration, Instant};

use crate::analysis::Engine;
use crate::export::{self, Exported};
use crate::gui::project::Digest;
use crate::gui::words;
use crate::ingest::{Column, Mapping};
use crate::palette::Appearance;
use crate::project::{Actors, Project};
use crate::storage::{self, Cache, How, ProjectFile};

use super::{Job, Outcome};

/// What was read for a project.
pub struct Gathered {
    /// Which wish this answers.
    pub number: u64,
    /// Its name, its articles and its decisions.
    pub project: Project,
    /// The files of which nothing could be read, or not before it was stopped.
    pub unread: Vec<(PathBuf, String)>,
    /// Its file, if it is one project and has one.
    pub file: Option<PathBuf>,
    /// What could not be read, and what there is to warn of.
    pub messages: Vec<String>,
    /// The first list whose columns somebody has to name, and those.
    pub unmapped: Option<(PathBuf, Vec<Column>)>,
    /// Whether these are the first articles of what was wished for.
    pub is_first: bool,
    /// Whether no more come.
    pub is_last: bool,
}

/// So many files at a time are read, and what is there is shown so often.
const PART: usize = 64;
const PAUSE: Duration = if cfg!(test) { Duration::ZERO } else { Duration::from_secs(1) };

/// The size of a picture, in points, and the pixels of each.
const SIZE: [u32; 2] = [1200, 720];
const SCALE: f32 = 2.0;

/// Does one job after the other. Gathering ends early once `stopped` is not as it was when that was asked for.
pub(super) fn gather(jobs: &Receiver<(u64, Job)>, stopped: &AtomicU64, send: impl Fn(Outcome) + Sync) {
    for (asked, job) in jobs {
        match job {
            Job::Gather { number, paths, known, reviews, mapping, engine } => {
                let is_off = || stopped.load(Ordering::Relaxed) != asked;
                gathered(number, &paths, &known, (&reviews, &mapping, engine), &is_off, &send);
            }
            Job::SaveProject { file, path, state } => {
                send(match storage::save_project_file(&path, &file) {
                    Ok(()) => Outcome::ProjectSaved { path, saved: state },
                    Err(error) => Outcome::Written { path, error: Some(error.to_string()) },
                });
            }
            Job::Export { project, by, about, format, path } => {
                let actors = Actors::rolled_up(&project, by);
                let exported = format.export(&project, &actors, &about).map_err(|error| error.to_string());
                let written = exported.and_then(|exported| {
                    match exported {
                        Exported::File(bytes) => storage::save(&path, &bytes),
                        Exported::Folder(files) => storage::save_folder(&path, &files),
                    }
                    .map_err(|error| error.to_string())
                });
                send(Outcome::Written { path, error: written.err() });
            }
            Job::Draw { project, by, about, filter, format, path } => {
                let actors = Actors::rolled_up(&project, by);
                let picture = export::chart_of(&project, &actors, filter, &about);
                let drawn =
                    format.draw(&picture, Appearance::Light, SIZE, SCALE).map_err(|error| error.to_string());
                let written =
                    drawn.and_then(|bytes| storage::save(&path, &bytes).map_err(|error| error.to_string()));
                send(Outcome::Written { path, error: written.err() });
            }
            Job::Pack { file, path } => {
                let packed = storage::pack(&file, &path);
                send(Outcome::Written { path, error: packed.err().map(|error| error.to_string()) });
            }
            Job::Write { text, path } => {
                let error = storage::save(&path, text.as_bytes()).err().map(|error| error.to_string());
                send(Outcome::Written { path, error });
            }
            // The other threads'.
            _ => {}
        }
    }
}

/// Derives what follows from projects, of several changes that wait only from the last.
pub(super) fn derive(jobs: &Receiver<Job>, send: impl Fn(Outcome)) {
    while let Ok(job) = jobs.recv() {
        let Some(Job::Digest { project, by, filter, revision }) = jobs.try_iter().last().or(Some(job)) else {
            continue;
        };
        send(Outcome::Digested { digest: Arc::new(Digest::new(project, by, filter)), revision });
    }
}

/// Reads what was asked for and sends it: all at once or, where that takes long, as it comes.
fn gathered(
    number: u64,
    paths: &[PathBuf],
    known: &[PathBuf],
    (reviews, mapping, engine): (&BTreeMap<PathBuf, PathBuf>, &Mapping, Engine),
    is_off: &(dyn Fn() -> bool + Sync),
    send: &(impl Fn(Outcome) + Sync),
) {
    let mut gathered = Gathered {
        number,
        project: Project::default(),
        unread: Vec::new(),
        file: None,
        messages: Vec::new(),
        unmapped: None,
        is_first: true,
        is_last: true,
    };
    let mut file = match storage::listed(paths) {
        Ok(file) => file,
        Err(error) => {
            gathered.messages.push(error.to_string());
            return send(Outcome::Gathered(Box::new(gathered)));
        }
    };
    // One file is to have one path, however it was come by.
    for (path, _) in &mut file.files {
        *path = storage::real(path);
    }
    let known: BTreeSet<&PathBuf> = known.iter().collect();
    file.files.retain(|(path, _)| !known.contains(path));
    let (all, done) = (file.files.len(), AtomicUsize::new(0));
    send(Outcome::Gathering { done: 0, all });
    let cache = Cache::of_user();
    let step = || {
        let done = done.fetch_add(1, Ordering::Relaxed) + 1;
        if done.is_multiple_of((all / 200).max(1)) {
            send(Outcome::Gathering { done, all });
        }
    };
    let mut all_said = std::mem::take(&mut file.mapping);
    all_said.extend(mapping);
    let how = How {
        engine,
        mapping: &all_said,
        cache: cache.as_ref(),
        reviews: Some(reviews),
        done: &step,
        is_off,
    };
    let (files, place) = (std::mem::take(&mut file.files), file.place.clone());
    let mut rest: &[(PathBuf, String)] = &files;
    let (mut messages, mut missing) = (Vec::new(), Vec::new());
    let (mut since, mut is_anything) = (Instant::now(), false);
    loop {
        let (part, later) = rest.split_at(rest.len().min(PART));
        rest = later;
        let is_last = rest.is_empty() || is_off();
        let wanted = ProjectFile { files: part.to_vec(), ..std::mem::take(&mut file) };
        let (project, told) = storage::gathered(wanted, how);
        let read: BTreeSet<&PathBuf> =
            project.members.iter().filter_map(|member| member.path.as_ref()).collect();
        missing.extend(part.iter().filter(|(path, _)| !read.contains(path)).cloned());
        is_anything |= !project.members.is_empty();
        gathered.project.members.extend(project.members);
        gathered.project.mapping.extend(&project.mapping);
        gathered.unmapped =
            gathered.unmapped.take().or_else(|| told.iter().find_map(|it| it.unmapped.clone()));
        if !project.name.is_empty() {
            gathered.project.name = project.name;
        }
        // They come with the first part alone.
        if !project.rulings.log().is_empty() {
            gathered.project.rulings = project.rulings;
        }
        messages.extend(told.into_iter().map(|message| message.words));
        // A part of which nothing can be seen would be passed over, and its decisions with it.
        if !is_last && (since.elapsed() < PAUSE || gathered.project.members.is_empty()) {
            continue;
        }
        // What is not read, or not yet, belongs to the project all the same.
        gathered.unread = missing.drain(..).chain(rest.iter().cloned()).collect();
        (gathered.file, gathered.is_last) = (place.clone(), is_last);
        if is_last {
            if !is_anything && messages.is_empty() && all == 0 && known.is_empty() {
                messages.push(words::project::NOTHING.into());
            }
            gathered.messages = messages;
            return send(Outcome::Gathered(Box::new(gathered)));
        }
        let next = Gathered {
            project: Project::default(),
            unread: Vec::new(),
            file: None,
            messages: Vec::new(),
            unmapped: None,
            is_first: false,
            ..gathered
        };
        send(Outcome::Gathered(Box::new(std::mem::replace(&mut gathered, next))));
        since = Instant::now();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;

    #[test]
    fn many_files_come_in_parts_of_which_nothing_is_lost() {
        let folder = tempfile::tempdir().unwrap();
        const FILES: usize = 2 * PART + 9;
        for number in 0..FILES {
            let text = format!("“We will not sign paper {number},” said Ana Bell.");
            storage::save(&folder.path().join(format!("{number:03}.txt")), text.as_bytes()).unwrap();
        }
        let parts = Mutex::new(Vec::new());
        let send = |outcome| {
            if let Outcome::Gathered(part) = outcome {
                parts.lock().unwrap().push(part);
            }
        };
        let paths = [folder.path().to_owned()];
        gathered(7, &paths, &[], (&BTreeMap::new(), &Mapping::default(), Engine::Rules), &|| false, &send);
        let parts = parts.into_inner().unwrap();
        let sizes: Vec<usize> = parts.iter().map(|part| part.project.members.len()).collect();
        assert_eq!(sizes, [PART, PART, 9]);
        assert_eq!(parts[0].unread.len(), FILES - PART, "what is still to come belongs to the project");
        let ends: Vec<(bool, bool)> = parts.iter().map(|part| (part.is_first, part.is_last)).collect();
        assert_eq!(ends, [(true, false), (false, false), (false, true)]);
        let names: Vec<&str> =
            parts.iter().flat_map(|part| &part.project.members).map(|member| member.name.as_str()).collect();
        assert!(names.is_sorted() && names.len() == FILES, "{names:?}");
    }

    #[test]
    fn what_cannot_be_read_at_the_beginning_takes_no_decision_with_it() {
        let folder = tempfile::tempdir().unwrap();
        let there = folder.path().join("there.txt");
        storage::save(&there, "“No,” said Ana Bell.".as_bytes()).unwrap();
        let mut file = ProjectFile { name: "Talks".into(), ..ProjectFile::default() };
        file.files =
            (0..PART).map(|number| (folder.path().join(format!("{number}.txt")), String::new())).collect();
        file.files.push((there, String::new()));
        file.rulings.push(crate::project::Ruling::Same { name: "A".into(), into: "B".into() });
        let place = folder.path().join("talks.standpoint");
        storage::save_project_file(&place, &file).unwrap();
        let parts = Mutex::new(Vec::new());
        let send = |outcome| {
            if let Outcome::Gathered(part) = outcome {
                parts.lock().unwrap().push(part);
            }
        };
        gathered(1, &[place], &[], (&BTreeMap::new(), &Mapping::default(), Engine::Rules), &|| false, &send);
        let parts = parts.into_inner().unwrap();
        let [only] = &parts[..] else { panic!("{} parts", parts.len()) };
        assert_eq!(only.project.rulings.in_force().len(), 1);
        assert_eq!((only.project.members.len(), only.unread.len()), (1, PART));
        assert!(only.is_first && only.is_last);
    }

    #[test]
    fn of_several_changes_what_follows_is_derived_from_the_last() {
        let (jobs, to_derive) = std::sync::mpsc::channel();
        for revision in 1..=5 {
            let (by, filter) = Default::default();
            jobs.send(Job::Digest { project: Project::default(), by, filter, revision }).unwrap();
        }
        drop(jobs);
        let done = Mutex::new(Vec::new());
        derive(&to_derive, |outcome| {
            if let Outcome::Digested { revision, .. } = outcome {
                done.lock().unwrap().push(revision);
            }
        });
        assert_eq!(done.into_inner().unwrap(), [5]);
    }
}
