//! A project in the window: many articles, one picture.

mod digest;
mod exporting;
mod gathering;
mod state;

pub use digest::Digest;

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::chart::Filter;
use crate::export::{Format, PictureFormat};
use crate::project::{ActorId, Project, RollUp, Ruling, Rulings, Statement};
use crate::quotes::QuotationId;

/// So many files at once are opened each by itself; more become a project.
pub const MOST_TABS: usize = 40;

/// The project that is open, and how it is being looked at.
pub struct Held {
    /// Its articles and decisions as they are now.
    pub project: Project,
    /// Its articles, actors, and all that follows from them, as far as that has been derived.
    pub digest: Arc<Digest>,
    /// Whom its actors stand for.
    pub by: RollUp,
    /// The number of its last change, which no change of another project has; what was derived from an older one is not taken
    /// over a newer.
    pub revision: u64,
    /// The change that the digest shows, or the number under which the project was opened.
    pub shown: u64,
    /// Whether there has been nothing to see of it yet.
    pub is_new: bool,
    /// Files of the project that could not be read, or not yet: they belong to it all the same.
    pub unread: Vec<(PathBuf, String)>,
    /// Its file; `None` if it has never been saved.
    pub file: Option<PathBuf>,
    /// What is seen of it.
    pub view: Page,
    /// What is looked for.
    pub query: String,
    /// How often the box for it has been asked for by its key.
    pub asked_for: u32,
    /// Why that cannot be understood.
    pub fault: Option<String>,
    /// The statements that are as looked for.
    pub found: Vec<Statement>,
    /// How many of them each article has.
    pub found_in: Vec<usize>,
    /// The actors that the charts show; none is the most quoted ones.
    pub chosen: BTreeSet<ActorId>,
    /// The day that parts before from after.
    pub day: Option<NaiveDate>,
    /// The decisions that are in the file, and for how many articles; see [`Held::state`].
    pub saved: (Rulings, usize),
}

impl Held {
    /// A project with no articles yet; `number` is that of no change before.
    pub fn new(name: String, file: Option<PathBuf>, number: u64) -> Self {
        let nothing = Digest::new(Project::default(), RollUp::Actor, Filter::default());
        Self {
            file,
            project: Project { name, ..Project::default() },
            digest: Arc::new(nothing),
            by: RollUp::Actor,
            revision: number,
            shown: number,
            is_new: true,
            unread: Vec::new(),
            view: Page::default(),
            query: String::new(),
            asked_for: 0,
            fault: None,
            found: Vec::new(),
            found_in: Vec::new(),
            chosen: BTreeSet::default(),
            day: None,
            saved: Default::default(),
        }
    }

    /// Whether something is not in the file.
    pub fn is_unsaved(&self) -> bool {
        self.saved != self.state()
    }

    /// What there is to save, to tell whether it has been.
    pub fn state(&self) -> (Rulings, usize) {
        (self.project.rulings.clone(), self.project.members.len() + self.unread.len())
    }

    /// Whether closing it would lose a person's decisions.
    pub fn would_lose(&self) -> bool {
        self.is_unsaved() && !self.project.rulings.log().is_empty()
    }

    /// The actors that the charts show, in the order of the list.
    pub fn actors(&self, most: usize) -> Vec<ActorId> {
        let all = self.digest.actors.ids();
        let has_stance = |id: &ActorId| !self.digest.lines[id.0 as usize].points.is_empty();
        if self.chosen.is_empty() {
            all.filter(has_stance).take(most).collect()
        } else {
            all.filter(|id| self.chosen.contains(id)).collect()
        }
    }
}

/// What is seen of a project.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Page {
    /// Stance by date.
    #[default]
    Timeline,
    /// The same, a small chart for each actor.
    Multiples,
    /// The statements that are as looked for.
    Statements,
    /// The actors, and how they were merged.
    Actors,
    /// Who moved most, and the day that parts before from after.
    Shifts,
    /// The same quotation in several articles.
    Echoes,
    /// Who stands where toward whom.
    Toward,
    /// Who stands where in which article.
    Articles,
}

impl Page {
    /// All of them, in the order of their tabs.
    pub const ALL: [Self; 8] = [
        Self::Timeline,
        Self::Multiples,
        Self::Statements,
        Self::Actors,
        Self::Shifts,
        Self::Echoes,
        Self::Toward,
        Self::Articles,
    ];
}

/// What can be asked of a project.
#[derive(Debug, Clone, PartialEq)]
pub enum Wish {
    /// Open these articles, folders and projects as one, or add them to the one that is open.
    Gather(Vec<PathBuf>),
    /// Read no further.
    Stop,
    /// Bring it to the front.
    Show,
    /// Close it.
    Close,
    /// See another side of it.
    Turn(Page),
    /// Look for this.
    Seek(String),
    /// Look for this, and show what is found.
    Find(String),
    /// Show an actor in the charts, or no longer.
    Choose(ActorId),
    /// Show the most quoted actors in the charts.
    ChooseNone,
    /// Take actors together.
    RollUp(RollUp),
    /// Part before from after here.
    Part(NaiveDate),
    /// Open the article of a statement there.
    Open(Statement),
    /// Open an article.
    OpenArticle(usize),
    /// Leave an article, and all others of its file, out of the project from now on.
    TakeOut(usize),
    /// Decide something about actors.
    Rule(Ruling),
    /// Take the last decision back.
    Undo,
    /// Take it again.
    Redo,
    /// Save it as this file.
    Save(PathBuf),
    /// Save it in its own file.
    SaveAgain,
    /// Put it and all that belongs to it into this file.
    Pack(PathBuf),
    /// Write what was found as this file.
    Export(Format, PathBuf),
    /// Draw the chart as this file.
    Draw(PictureFormat, PathBuf),
    /// Write how far the two codings of the article in front agree as this file.
    Figures(PathBuf),
}

/// A statement to be pinned as soon as its article is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pin {
    /// The file of the article.
    pub path: Option<PathBuf>,
    /// Which one of several in it.
    pub part: Option<usize>,
    /// The statement; `None` for the article alone.
    pub id: Option<QuotationId>,
}
