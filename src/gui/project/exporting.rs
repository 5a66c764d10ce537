//! What the window exports: the project if it is in front, else the article that is.

use std::sync::Arc;

use crate::export::About;
use crate::gui::state::State;
use crate::gui::words;
use crate::project::{Member, Project, RollUp};
use crate::{storage, text};

impl State {
    /// What a file that is written might be called.
    pub(in crate::gui) fn name_of_export(&self) -> String {
        let project =
            self.project.as_ref().filter(|_| self.is_project_shown).map(|held| &held.digest.project.name);
        let name = project.filter(|name| !name.is_empty()).cloned();
        let name = name.or_else(|| self.document().map(|document| document.name.clone()));
        let name = name.unwrap_or_else(|| words::project::UNNAMED.into());
        text::slug(name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem))
    }

    /// What an export is of, its actors as they are seen: the project if it is in front, else the article that is.
    pub(super) fn exported(&self) -> Option<(Project, RollUp, About)> {
        if let Some(held) = self.project.as_ref().filter(|_| self.is_project_shown) {
            let engines = held.project.members.iter().map(|member| member.found.engine);
            return Some((held.project.clone(), held.by, About::engines(engines)));
        }
        let document = self.document()?;
        let reading = &document.reading;
        let member = Member {
            name: document.name.clone(),
            base: document.name.clone(),
            path: document.path.clone(),
            part: document.part,
            sha256: document.path.as_deref().and_then(storage::sha256).unwrap_or_default(),
            article: Arc::clone(&reading.article),
            found: Arc::clone(&reading.found),
            analysis: Arc::new(reading.analysis.clone()),
            marks: Arc::new(reading.marks.clone()),
        };
        Some((
            Project { members: vec![member], ..Project::default() },
            RollUp::Actor,
            About::engine(reading.found.engine),
        ))
    }
}
