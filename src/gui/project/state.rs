//! How a project changes what the window shows.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::analysis::Engine;
use crate::export::{self, About};
use crate::project::{Project, Query, Statement};
use crate::{storage, text};

use super::{Digest, Held, Page, Pin, Wish};
use crate::gui::command::Hover;
use crate::gui::document::Document;
use crate::gui::state::State;
use crate::gui::words;
use crate::gui::worker::{Job, Outcome};

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
            Wish::Part(day) => self.held(|held| held.day = Some(day)),
            Wish::Open(at) => return self.open_statement(at),
            Wish::OpenArticle(member) => return self.open_member(member, None),
            Wish::Rule(ruling) => return self.change_project(|project| project.rulings.push(ruling)),
            Wish::Undo => return self.change_project(|project| drop(project.rulings.undo().cloned())),
            Wish::Redo => return self.change_project(|project| drop(project.rulings.redo().cloned())),
            Wish::Save(path) => return self.save_project(path),
            Wish::Pack(path) => {
                let project = self.project.as_ref()?.digest.project.clone();
                return Some(Job::Pack { project, path });
            }
            Wish::SaveAgain => {
                let path = self.project.as_ref()?.file.clone()?;
                return self.save_project(path);
            }
            Wish::Export(format, path) => {
                let (project, about) = self.exported()?;
                return Some(Job::Export { project, about, format, path });
            }
            Wish::Figures(path) => {
                let figures = self.document()?.second.as_ref()?.figures.as_ref()?;
                return Some(Job::Write { text: export::figures_json(figures), path });
            }
            Wish::Draw(format, path) => {
                let (project, about) = self.exported()?;
                return Some(Job::Draw { project, about, filter: self.settings.filter(), format, path });
            }
        }
        None
    }

    fn held(&mut self, change: impl FnOnce(&mut Held)) {
        if let Some(held) = &mut self.project {
            change(held);
        }
    }

    fn gather(&mut self, paths: Vec<PathBuf>) -> Option<Job> {
        self.gathering = Some((0, 0));
        let to = self.project.as_ref().map(|held| Arc::clone(&held.digest));
        Some(Job::Gather { paths, to, engine: self.settings.engine() })
    }

    /// Takes in what the gatherer has done.
    pub(in crate::gui) fn gathered(&mut self, outcome: Outcome) -> Option<Job> {
        match outcome {
            Outcome::Gathering { done, all } => self.gathering = Some((done, all)),
            Outcome::Gathered { digest, file, messages } => {
                self.gathering = None;
                self.tell_all(messages);
                if let Some(digest) = digest {
                    self.take_digest(digest, file);
                    self.is_project_shown = true;
                    self.hover = Hover::Nothing;
                }
            }
            Outcome::Digested(digest) => self.take_digest(digest, None),
            Outcome::Written { path, error: None } => {
                if let Some(held) = self.project.as_mut().filter(|held| held.file.as_ref() == Some(&path)) {
                    held.saved = (held.digest.project.rulings.clone(), held.digest.project.members.len());
                }
                self.tell(words::project::written(&storage::shown(&path)));
            }
            Outcome::Written { error: Some(error), .. } => self.complain(error),
            _ => {}
        }
        None
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

    fn take_digest(&mut self, digest: Arc<Digest>, file: Option<PathBuf>) {
        let saved = (digest.project.rulings.clone(), digest.project.members.len());
        match &mut self.project {
            Some(held) => {
                held.digest = digest;
                held.chosen.clear();
            }
            None => {
                self.project = Some(Held {
                    saved: if file.is_some() { saved } else { Default::default() },
                    file,
                    digest,
                    view: Page::default(),
                    query: String::new(),
                    fault: None,
                    found: Vec::new(),
                    chosen: Default::default(),
                    day: None,
                });
            }
        }
        let query = self.project.as_ref().map(|held| held.query.clone());
        self.seek_statements(query.unwrap_or_default());
    }

    fn seek_statements(&mut self, query: String) {
        self.held(|held| {
            match Query::parse(&query) {
                Ok(parsed) => {
                    held.found = held.digest.index.find(&parsed);
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
        let held = self.project.as_ref()?;
        let mut project = held.digest.project.clone();
        let mut has_news = false;
        for document in &self.documents {
            let is_same = |member: &&mut crate::project::Member| {
                document.path.is_some() && member.path == document.path && member.part == document.part
            };
            let Some(member) = project.members.iter_mut().find(is_same) else { continue };
            let reading = &document.reading;
            // The model may still be at work on an article that the project knows better.
            let is_better =
                reading.found.engine == member.found.engine || member.found.engine == Engine::Rules;
            if is_better && (*member.analysis != reading.analysis || *member.marks != reading.marks) {
                member.article = Arc::clone(&reading.article);
                member.found = Arc::clone(&reading.found);
                member.analysis = Arc::new(reading.analysis.clone());
                member.marks = Arc::new(reading.marks.clone());
                has_news = true;
            }
        }
        has_news.then_some(Job::Digest(project))
    }

    fn close_project(&mut self) -> Option<Job> {
        let held = self.project.as_ref()?;
        let lost = held.is_unsaved() && !held.digest.project.rulings.log().is_empty();
        if lost && !std::mem::replace(&mut self.project_warned, true) {
            self.complain(words::project::UNSAVED.into());
            return None;
        }
        self.project = None;
        self.is_project_shown = false;
        self.project_warned = false;
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
        self.wanted = Some(pin);
        let of = |path: &Path, place: &Path| storage::is_place_in(place, path);
        let reviews = self.settings.reviews.iter();
        let reviews = reviews.filter(|(place, _)| member.path.as_deref().is_some_and(|path| of(path, place)));
        let reviews = reviews.map(|(place, review)| (place.clone(), review.clone())).collect();
        Some(Job::OpenMember { member: Box::new(member), reviews })
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

    fn change_project(&mut self, change: impl FnOnce(&mut Project)) -> Option<Job> {
        let mut project = self.project.as_ref()?.digest.project.clone();
        change(&mut project);
        self.project_warned = false;
        Some(Job::Digest(project))
    }

    fn save_project(&mut self, mut path: PathBuf) -> Option<Job> {
        if path.extension().is_none_or(|ending| ending != "standpoint") {
            path.as_mut_os_string().push(".standpoint");
        }
        let held = self.project.as_mut()?;
        let mut project = held.digest.project.clone();
        if held.file.is_none() && project.name.is_empty() {
            project.name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        }
        held.file = Some(path.clone());
        Some(Job::SaveProject { project, path })
    }

    /// What a file that is written might be called.
    pub(in crate::gui) fn name_of_export(&self) -> String {
        let project =
            self.project.as_ref().filter(|_| self.is_project_shown).map(|held| &held.digest.project.name);
        let name = project.filter(|name| !name.is_empty()).cloned();
        let name = name.or_else(|| self.document().map(|document| document.name.clone()));
        let name = name.unwrap_or_else(|| words::project::UNNAMED.into());
        text::slug(name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem))
    }

    /// What an export is of: the project if it is in front, else the article that is.
    fn exported(&self) -> Option<(Project, About)> {
        let about = About::engine(self.settings.engine());
        if let Some(held) = self.project.as_ref().filter(|_| self.is_project_shown) {
            return Some((held.digest.project.clone(), about));
        }
        let document = self.document()?;
        let reading = &document.reading;
        let member = crate::project::Member {
            name: document.name.clone(),
            path: document.path.clone(),
            part: document.part,
            sha256: document.path.as_deref().and_then(storage::sha256).unwrap_or_default(),
            article: Arc::clone(&reading.article),
            found: Arc::clone(&reading.found),
            analysis: Arc::new(reading.analysis.clone()),
            marks: Arc::new(reading.marks.clone()),
        };
        Some((Project { members: vec![member], ..Project::default() }, about))
    }
}
