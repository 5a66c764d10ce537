//! How the articles of a project come in, and what follows from them.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use crate::project::{ActorId, Member};
use crate::storage;

use super::{Digest, Held};
use crate::gui::command::Hover;
use crate::gui::state::State;
use crate::gui::words;
use crate::gui::worker::{Gathered, Job, Outcome};

impl State {
    pub(super) fn gather(&mut self, paths: Vec<PathBuf>) -> Option<Job> {
        self.gathering = Some((0, 0));
        let known = self.project.as_ref().map(|held| {
            held.project.members.iter().filter_map(|member| member.path.clone()).collect::<Vec<PathBuf>>()
        });
        let (number, reviews) = (self.count(), self.settings.reviews.clone());
        let (known, engine) = (known.unwrap_or_default(), self.settings.engine());
        let mapping = self.settings.columns.clone();
        Some(Job::Gather { number, paths, known, reviews, mapping, engine })
    }

    /// Takes in what the gatherer has done.
    pub(in crate::gui) fn gathered(&mut self, outcome: Outcome) -> Option<Job> {
        match outcome {
            Outcome::Gathering { done, all } => self.gathering = Some((done, all)),
            // Of a project that has been closed meanwhile.
            Outcome::Gathered(gathered) if gathered.number < self.gathered_since => self.gathering = None,
            Outcome::Gathered(gathered) => {
                if gathered.is_last {
                    self.gathering = None;
                }
                return self.take_gathered(*gathered);
            }
            Outcome::Digested { digest, revision } => self.take_digest(digest, revision),
            Outcome::ProjectSaved { path, saved } => {
                if let Some(held) = self.project.as_mut().filter(|held| held.file.as_ref() == Some(&path)) {
                    held.saved = saved;
                }
                self.tell(words::project::written(&storage::shown(&path)));
            }
            Outcome::Written { path, error: None } => {
                self.tell(words::project::written(&storage::shown(&path)));
            }
            Outcome::Written { error: Some(error), .. } => self.complain(error),
            _ => {}
        }
        None
    }

    /// Puts what was read into the project that is open, or makes one of it.
    fn take_gathered(&mut self, gathered: Gathered) -> Option<Job> {
        let Gathered { project, unread, file, messages, unmapped, is_first, .. } = gathered;
        if let Some((path, columns)) = unmapped {
            self.ask_columns(path, columns, true);
        }
        self.tell_all(messages);
        if project.members.is_empty() && self.project.is_none() {
            return None;
        }
        let is_fresh = self.project.is_none();
        if is_fresh {
            let number = self.count();
            self.project = Some(Held::new(project.name, file, number));
        }
        let held = self.project.as_mut()?;
        let has_saved_all = held.saved.1 == held.state().1;
        let path_of = |member: &Member| member.path.clone();
        let known: BTreeSet<PathBuf> = held.project.members.iter().filter_map(path_of).collect();
        let is_new = |member: &Member| member.path.as_ref().is_none_or(|path| !known.contains(path));
        held.project.members.extend(project.members.into_iter().filter(is_new));
        held.project.name_apart();
        let read: BTreeSet<PathBuf> = held.project.members.iter().filter_map(path_of).collect();
        held.unread.extend(unread);
        let mut seen = BTreeSet::new();
        held.unread.retain(|(path, _)| !read.contains(path) && seen.insert(path.clone()));
        held.project.mapping.extend(&project.mapping);
        match is_fresh {
            true => held.project.rulings = project.rulings,
            false => {
                project
                    .rulings
                    .in_force()
                    .iter()
                    .for_each(|ruling| held.project.rulings.push(ruling.clone()));
            }
        }
        if is_fresh && held.file.is_some() {
            held.saved = held.state();
        } else if !is_first && has_saved_all {
            // The rest of what its file names has been read; that is nothing to be saved.
            held.saved.1 = held.state().1;
        }
        // A new one is shown as soon as there is something to see, and one that is added to comes to the front once.
        self.is_project_shown |= !is_fresh && is_first;
        self.redigest()
    }

    /// Derives what follows from the project as it is now.
    pub(in crate::gui) fn redigest(&mut self) -> Option<Job> {
        let revision = self.count();
        let filter = self.settings.filter();
        let held = self.project.as_mut()?;
        held.revision = revision;
        Some(Job::Digest { project: held.project.clone(), by: held.by, filter, revision })
    }

    /// Tells of what could not be read: of much of it only how much, and the first.
    fn tell_all(&mut self, messages: Vec<String>) {
        const FEW: usize = 2;
        let count = messages.len();
        match messages.into_iter().next() {
            Some(first) if count > FEW => self.complain(words::project::troubles(count, &first)),
            Some(first) => self.complain(first),
            None => {}
        }
    }

    fn take_digest(&mut self, digest: Arc<Digest>, revision: u64) {
        let Some(held) = self.project.as_mut().filter(|held| revision > held.shown) else { return };
        // Actors may have other numbers now.
        let chosen = held.chosen.iter().map(|&actor| held.digest.actors.get(actor).name.as_str());
        let chosen: BTreeSet<&str> = chosen.collect();
        let is_chosen = |&actor: &ActorId| chosen.contains(digest.actors.get(actor).name.as_str());
        held.chosen = digest.actors.ids().filter(is_chosen).collect();
        held.digest = digest;
        held.shown = revision;
        if std::mem::take(&mut held.is_new) {
            self.is_project_shown = true;
            self.hover = Hover::Nothing;
        }
        let query = self.project.as_ref().map(|held| held.query.clone());
        self.seek_statements(query.unwrap_or_default());
    }
}
