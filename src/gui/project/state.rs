//! How a project changes what the window shows.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::export;
use crate::project::{Member, Project, Query, Statement};
use crate::review;
use crate::storage;
use crate::storage::ProjectFile;

use super::{Held, Page, Pin, Wish};
use crate::gui::command::Hover;
use crate::gui::document::Document;
use crate::gui::state::State;
use crate::gui::words;
use crate::gui::worker::Job;

impl State {
    /// Does what is asked of the project.
    pub(in crate::gui) fn wish(&mut self, wish: Wish) -> Option<Job> {
        match wish {
            Wish::Gather(paths) => return self.gather(paths),
            Wish::Stop => return Some(Job::StopGathering),
            Wish::Show => return self.show_project(),
            Wish::Close => return self.close_project(),
            Wish::Turn(page) => self.held(|held| held.view = page),
            Wish::Seek(query) => self.seek_statements(query),
            Wish::Find(query) => {
                self.seek_statements(query);
                self.held(|held| held.view = Page::Statements);
            }
            Wish::Choose(actor) => self.held(|held| {
                if !held.chosen.remove(&actor) {
                    held.chosen.insert(actor);
                }
            }),
            Wish::ChooseNone => self.held(|held| held.chosen.clear()),
            Wish::RollUp(by) => {
                self.held(|held| held.by = by);
                return self.redigest();
            }
            Wish::Part(day) => self.held(|held| held.day = Some(day)),
            Wish::Open(at) => return self.open_statement(at),
            Wish::OpenArticle(member) => return self.open_member(member, None),
            Wish::TakeOut(member) => return self.take_out(member),
            Wish::Rule(ruling) => return self.change_project(|project| project.rulings.push(ruling)),
            Wish::Undo => return self.change_project(|project| drop(project.rulings.undo().cloned())),
            Wish::Redo => return self.change_project(|project| drop(project.rulings.redo().cloned())),
            Wish::Save(path) => return self.save_project(path),
            Wish::Pack(path) => {
                let held = self.project.as_ref()?;
                let file = ProjectFile { place: held.file.clone(), ..ProjectFile::of(&held.project) };
                return Some(Job::Pack { file, path });
            }
            Wish::SaveAgain => {
                let path = self.project.as_ref()?.file.clone()?;
                return self.save_project(path);
            }
            Wish::Export(format, path) => {
                let (project, by, about) = self.exported()?;
                return Some(Job::Export { project, by, about, format, path });
            }
            Wish::Figures(path) => {
                let figures = self.document()?.second.as_ref()?.figures.as_ref()?;
                return Some(Job::Write { text: export::figures_json(figures), path });
            }
            Wish::Draw(format, path) => {
                let (project, by, about) = self.exported()?;
                let filter = self.settings.filter();
                return Some(Job::Draw { project, by, about, filter, format, path });
            }
        }
        None
    }

    pub(in crate::gui) fn held(&mut self, change: impl FnOnce(&mut Held)) {
        if let Some(held) = &mut self.project {
            change(held);
        }
    }

    pub(super) fn seek_statements(&mut self, query: String) {
        self.held(|held| {
            match Query::parse(&query) {
                Ok(parsed) => {
                    held.found = held.digest.index.find(&parsed);
                    held.found_in = vec![0; held.digest.project.members.len()];
                    for at in &held.found {
                        held.found_in[at.member] += 1;
                    }
                    held.fault = None;
                }
                Err(fault) => held.fault = Some(fault.to_string()),
            }
            held.query = query;
        });
    }

    /// Brings the project to the front, with what has been corrected in its open articles.
    fn show_project(&mut self) -> Option<Job> {
        self.is_project_shown = self.project.is_some();
        self.hover = Hover::Nothing;
        self.find = None;
        self.asked = None;
        let mut has_news = false;
        for index in 0..self.documents.len() {
            has_news |= self.take_over(index);
        }
        has_news.then(|| self.redigest()).flatten()
    }

    /// Takes what has been corrected in an open article over into the project. Returns whether there was something.
    fn take_over(&mut self, document: usize) -> bool {
        let Some(document) = self.documents.get(document).filter(|document| document.path.is_some()) else {
            return false;
        };
        let is_it = |member: &&mut Member| member.path == document.path && member.part == document.part;
        let Some(member) = self.project.as_mut().and_then(|held| held.project.members.iter_mut().find(is_it))
        else {
            return false;
        };
        let reading = &document.reading;
        if member.article.text() != reading.article.text() {
            member.article = Arc::clone(&reading.article);
            member.found = Arc::clone(&reading.found);
            member.sha256 = member.path.as_deref().and_then(storage::sha256).unwrap_or_default();
        }
        // The engine may be another than the project was read with; what a person decided holds for both.
        let corrected = review::apply(&member.article, &member.found, &document.review, &document.scored);
        if *member.analysis == corrected.analysis && *member.marks == corrected.marks {
            return false;
        }
        member.analysis = Arc::new(corrected.analysis);
        member.marks = Arc::new(corrected.marks);
        true
    }

    /// An article is about to be closed: what was corrected in it stays in the project.
    pub(in crate::gui) fn keep_in_project(&mut self, document: usize) -> Option<Job> {
        self.take_over(document).then(|| self.redigest()).flatten()
    }

    /// Whether the project may go: it has been saved, or the reader has been told.
    pub(in crate::gui) fn may_lose_project(&mut self) -> bool {
        let would_lose = self.project.as_ref().is_some_and(Held::would_lose);
        if would_lose && !std::mem::replace(&mut self.project_warned, true) {
            self.complain(words::project::UNSAVED.into());
            self.is_project_shown = true;
            return false;
        }
        true
    }

    fn close_project(&mut self) -> Option<Job> {
        if !self.may_lose_project() {
            return None;
        }
        self.project = None;
        self.gathered_since = self.count();
        self.is_project_shown = false;
        self.project_warned = false;
        self.gathering = None;
        Some(Job::StopGathering)
    }

    fn open_statement(&mut self, at: Statement) -> Option<Job> {
        let id = self.project.as_ref()?.digest.project.quotation(at).id();
        self.open_member(at.member, Some(id))
    }

    fn open_member(&mut self, member: usize, id: Option<crate::quotes::QuotationId>) -> Option<Job> {
        let member = self.project.as_ref()?.digest.project.members.get(member)?.clone();
        let pin = Pin { path: member.path.clone(), part: member.part, id };
        let is_open = |document: &&Document| document.path == pin.path && document.part == pin.part;
        if let Some(open) = self.documents.iter().find(is_open).map(|document| document.id) {
            let job = self.show(open);
            if let Some(id) = id {
                self.pin(id, true);
            }
            return job;
        }
        // A second click while it is being opened.
        let is_coming =
            self.wanted.as_ref().is_some_and(|other| other.path == pin.path && other.part == pin.part);
        self.wanted = Some(pin);
        if is_coming {
            return None;
        }
        self.wait_for(1);
        let of = |path: &Path, place: &Path| storage::is_place_in(place, path);
        let reviews = self.settings.reviews.iter();
        let reviews = reviews.filter(|(place, _)| member.path.as_deref().is_some_and(|path| of(path, place)));
        let reviews = reviews.map(|(place, review)| (place.clone(), review.clone())).collect();
        Some(Job::OpenMember { member: Box::new(member), reviews, engine: self.settings.engine() })
    }

    /// Pins the statement for which an article has been opened.
    pub(in crate::gui) fn pin_wanted(&mut self) {
        let Some(document) = self.document() else { return };
        let is_it =
            self.wanted.as_ref().is_some_and(|pin| pin.path == document.path && pin.part == document.part);
        if is_it && let Some(id) = self.wanted.take().and_then(|pin| pin.id) {
            self.pin(id, true);
        }
    }

    fn take_out(&mut self, member: usize) -> Option<Job> {
        let path = self.project.as_ref()?.digest.project.members.get(member)?.path.clone();
        self.tell(words::project::taken_out(&path.as_deref().map_or_else(String::new, storage::shown)));
        self.change_project(|project| project.members.retain(|member| member.path != path))
    }

    fn change_project(&mut self, change: impl FnOnce(&mut Project)) -> Option<Job> {
        change(&mut self.project.as_mut()?.project);
        self.project_warned = false;
        self.redigest()
    }

    fn save_project(&mut self, mut path: PathBuf) -> Option<Job> {
        if path.extension().is_none_or(|ending| ending != "standpoint") {
            path.as_mut_os_string().push(".standpoint");
        }
        let held = self.project.as_mut()?;
        if held.file.is_none() && held.project.name.is_empty() {
            held.project.name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        }
        held.file = Some(path.clone());
        let mut file = ProjectFile::of(&held.project);
        file.files.extend(held.unread.iter().cloned());
        Some(Job::SaveProject { file, path, state: held.state() })
    }
}
