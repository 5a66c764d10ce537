//! The thread that reads projects and writes exports: both take long, and nothing else is to wait for them.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::mpsc::Receiver;

use crate::analysis::Engine;
use crate::export::{self, Exported};
use crate::gui::project::Digest;
use crate::palette::Appearance;
use crate::project::{Actors, Project};
use crate::storage::{self, Cache, How, ProjectFile};

use super::{Job, Outcome};

/// The size of a picture, in points, and the pixels of each.
const SIZE: [u32; 2] = [1200, 720];
const SCALE: f32 = 2.0;

/// Does one job after the other. Gathering ends early once `stopped` is not as it was when that was asked for.
pub(super) fn gather(jobs: &Receiver<(u64, Job)>, stopped: &AtomicU64, send: impl Fn(Outcome) + Sync) {
    for (asked, job) in jobs {
        match job {
            Job::Gather { paths, to, engine } => {
                let is_off = || stopped.load(Ordering::Relaxed) != asked;
                send(gathered(&paths, to.as_deref(), engine, &is_off, &send));
            }
            Job::Digest(project) => send(Outcome::Digested(Arc::new(Digest::new(project)))),
            Job::SaveProject { project, path } => {
                let error = storage::save_project(&path, &project).err().map(|error| error.to_string());
                send(Outcome::Written { path, error });
            }
            Job::Export { project, about, format, path } => {
                let actors = Actors::of_project(&project);
                let written = match format.export(&project, &actors, &about) {
                    Exported::File(bytes) => storage::save(&path, &bytes),
                    Exported::Folder(files) => storage::save_folder(&path, &files),
                };
                send(Outcome::Written { path, error: written.err().map(|error| error.to_string()) });
            }
            Job::Draw { project, about, filter, format, path } => {
                let actors = Actors::of_project(&project);
                let picture = export::chart_of(&project, &actors, filter, &about);
                let drawn =
                    format.draw(&picture, Appearance::Light, SIZE, SCALE).map_err(|error| error.to_string());
                let written =
                    drawn.and_then(|bytes| storage::save(&path, &bytes).map_err(|error| error.to_string()));
                send(Outcome::Written { path, error: written.err() });
            }
            Job::Pack { project, path } => {
                let packed = storage::pack(&ProjectFile::of(&project), &path);
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
    paths: &[PathBuf],
    to: Option<&Digest>,
    engine: Engine,
    is_off: &(dyn Fn() -> bool + Sync),
    send: &(impl Fn(Outcome) + Sync),
) -> Outcome {
    let mut file = match storage::listed(paths) {
        Ok(file) => file,
        Err(error) => {
            return Outcome::Gathered { digest: None, file: None, messages: vec![error.to_string()] };
        }
    };
    let mut before = to.map_or_else(Project::default, |digest| digest.project.clone());
    let is_new = |path: &PathBuf| !before.members.iter().any(|member| member.path.as_ref() == Some(path));
    file.files.retain(|(path, _)| is_new(path));
    let (all, done) = (file.files.len(), AtomicUsize::new(0));
    send(Outcome::Gathering { done: 0, all });
    let cache = Cache::of_user();
    let step = || {
        let done = done.fetch_add(1, Ordering::Relaxed) + 1;
        if done.is_multiple_of((all / 200).max(1)) {
            send(Outcome::Gathering { done, all });
        }
    };
    let (project, messages) =
        storage::gathered(file, How { engine, cache: cache.as_ref(), done: &step, is_off });
    let opened = match paths {
        [path] if to.is_none() && !path.is_dir() => Some(path.clone()),
        _ => None,
    };
    if to.is_none() {
        before.name = project.name;
    }
    before.members.extend(project.members);
    before.name_apart();
    match to {
        None => before.rulings = project.rulings,
        Some(_) => project.rulings.in_force().iter().for_each(|ruling| before.rulings.push(ruling.clone())),
    }
    let digest = (!before.members.is_empty()).then(|| Arc::new(Digest::new(before)));
    let mut messages: Vec<String> = messages.into_iter().map(|message| message.words).collect();
    if digest.is_none() && messages.is_empty() {
        messages.push(crate::gui::words::project::NOTHING.into());
    }
    Outcome::Gathered { digest, file: opened, messages }
}
