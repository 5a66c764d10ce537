//! The thread that reads projects and writes exports: both take long, and nothing else is to wait for them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::mpsc::Receiver;

use crate::analysis::Engine;
use crate::export::{self, Exported};
use crate::gui::project::Digest;
use crate::gui::words;
use crate::palette::Appearance;
use crate::project::{Actors, Project};
use crate::storage::{self, Cache, How};

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
}

/// The size of a picture, in points, and the pixels of each.
const SIZE: [u32; 2] = [1200, 720];
const SCALE: f32 = 2.0;

/// Does one job after the other. Gathering ends early once `stopped` is not as it was when that was asked for.
pub(super) fn gather(jobs: &Receiver<(u64, Job)>, stopped: &AtomicU64, send: impl Fn(Outcome) + Sync) {
    for (asked, job) in jobs {
        match job {
            Job::Gather { number, paths, known, reviews, engine } => {
                let is_off = || stopped.load(Ordering::Relaxed) != asked;
                send(Outcome::Gathered(Box::new(gathered(
                    number, &paths, &known, &reviews, engine, &is_off, &send,
                ))));
            }
            Job::Digest { project, by, revision } => {
                send(Outcome::Digested { digest: Arc::new(Digest::new(project, by)), revision });
            }
            Job::SaveProject { file, path, state } => {
                send(match storage::save_project_file(&path, &file) {
                    Ok(()) => Outcome::ProjectSaved { path, saved: state },
                    Err(error) => Outcome::Written { path, error: Some(error.to_string()) },
                });
            }
            Job::Export { project, by, about, format, path } => {
                let actors = Actors::rolled_up(&project, by);
                let written = match format.export(&project, &actors, &about) {
                    Exported::File(bytes) => storage::save(&path, &bytes),
                    Exported::Folder(files) => storage::save_folder(&path, &files),
                };
                send(Outcome::Written { path, error: written.err().map(|error| error.to_string()) });
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

fn gathered(
    number: u64,
    paths: &[PathBuf],
    known: &[PathBuf],
    reviews: &BTreeMap<PathBuf, PathBuf>,
    engine: Engine,
    is_off: &(dyn Fn() -> bool + Sync),
    send: &(impl Fn(Outcome) + Sync),
) -> Gathered {
    let mut file = match storage::listed(paths) {
        Ok(file) => file,
        Err(error) => {
            let messages = vec![error.to_string()];
            return Gathered {
                number,
                project: Project::default(),
                unread: Vec::new(),
                file: None,
                messages,
            };
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
    let (files, place) = (file.files.clone(), file.place.clone());
    let how = How { engine, cache: cache.as_ref(), reviews: Some(reviews), done: &step, is_off };
    let (project, messages) = storage::gathered(file, how);
    let is_read = |path: &PathBuf| project.members.iter().any(|member| member.path.as_ref() == Some(path));
    let unread = files.into_iter().filter(|(path, _)| !is_read(path)).collect();
    let mut messages: Vec<String> = messages.into_iter().map(|message| message.words).collect();
    if project.members.is_empty() && messages.is_empty() && all == 0 && known.is_empty() {
        messages.push(words::project::NOTHING.into());
    }
    Gathered { number, project, unread, file: place, messages }
}
