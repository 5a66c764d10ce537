//! What is asked of the threads, and what they answer.

use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use crate::analysis::Engine;
use crate::chart::Filter;
use crate::export::{About, Format, PictureFormat};
use crate::gui::document::{DocumentId, Kept, Trial};
use crate::gui::project::Digest;
use crate::gui::reading::Reading;
use crate::project::{Member, Project, RollUp, Rulings};
use crate::quotes::QuotationId;
use crate::review::Review;
use crate::stance::{Evidence, Stance};
use crate::storage::{ProjectFile, ReviewFile};
use crate::text::Span;

use super::gather::Gathered;
use super::open::Wanted;

/// Work for the thread.
pub enum Job {
    /// Read and analyse files, in this order: by rules at once, then with the engine.
    Open(Vec<Wanted>, Engine),
    /// Read no more of the files that are waiting.
    Cancel,
    /// Let the learned model read no further; what the rules have found stays.
    Stop,
    /// Read and analyse a sample.
    OpenSample {
        /// Its place in the list.
        index: usize,
        /// Where its corrections are kept, if anywhere.
        review: Option<PathBuf>,
        /// With what, after the rules.
        engine: Engine,
    },
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
    /// Score a statement whose words the reader chose.
    Judge {
        /// The article.
        reading: Arc<Reading>,
        /// The statement.
        id: QuotationId,
    },
    /// Save the corrections of an article.
    Save {
        /// Which one.
        document: DocumentId,
        /// Which change of them this is.
        revision: u64,
        /// Where to.
        file: Arc<Mutex<ReviewFile>>,
        /// The article.
        reading: Arc<Reading>,
        /// The corrections.
        review: Review,
    },
    /// Read the file of an article again.
    Reload {
        /// Which article.
        document: DocumentId,
        /// Its file.
        path: PathBuf,
        /// Which one of several in it, from 1.
        part: Option<usize>,
    },
    /// Tell when one of these files changes.
    Watch(Vec<(DocumentId, PathBuf)>),
    /// Read the articles in these files, folders and projects, and add them to a project if there is one.
    Gather {
        /// Which wish this is.
        number: u64,
        /// Which.
        paths: Vec<PathBuf>,
        /// The files that the project has already.
        known: Vec<PathBuf>,
        /// Where corrections are kept that are not beside their articles, by [`crate::storage::place`].
        reviews: BTreeMap<PathBuf, PathBuf>,
        /// With what.
        engine: Engine,
    },
    /// Read no more of a project.
    StopGathering,
    /// Derive all that follows from a project that has changed.
    Digest {
        /// The project.
        project: Project,
        /// Whom its actors stand for.
        by: RollUp,
        /// Which statements its charts show.
        filter: Filter,
        /// Which change of it this is.
        revision: u64,
    },
    /// Open an article of a project, as it was found there.
    OpenMember {
        /// The article.
        member: Box<Member>,
        /// Where its corrections are kept if not beside it, by [`crate::storage::place`].
        reviews: BTreeMap<PathBuf, PathBuf>,
        /// With what it is read again if the project was not read with it.
        engine: Engine,
    },
    /// Save a project.
    SaveProject {
        /// Which.
        file: ProjectFile,
        /// Where.
        path: PathBuf,
        /// What is saved then, by [`crate::gui::project::Held::state`].
        state: (Rulings, usize),
    },
    /// Put a project and all that belongs to it into one file.
    Pack {
        /// Which.
        file: ProjectFile,
        /// Where.
        path: PathBuf,
    },
    /// Write what was found.
    Export {
        /// Of which articles.
        project: Project,
        /// Whom their actors stand for.
        by: RollUp,
        /// By what.
        about: About,
        /// In which format.
        format: Format,
        /// Where.
        path: PathBuf,
    },
    /// Write a text.
    Write {
        /// Which.
        text: String,
        /// Where.
        path: PathBuf,
    },
    /// Draw the chart.
    Draw {
        /// Of which articles.
        project: Project,
        /// Whom their actors stand for.
        by: RollUp,
        /// By what.
        about: About,
        /// With which statements.
        filter: Filter,
        /// As what.
        format: PictureFormat,
        /// Where.
        path: PathBuf,
    },
    /// Read another review of an article.
    ReadSecond {
        /// Which article.
        document: DocumentId,
        /// As it is read now.
        reading: Arc<Reading>,
        /// The other review.
        path: PathBuf,
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
    /// A file holds so many articles more than the one that was asked for; they follow.
    Several(usize),
    /// An article is ready.
    Opened {
        /// Its short name.
        name: String,
        /// The file it came from; samples have none.
        path: Option<PathBuf>,
        /// Which one of several articles in the file it is, from 1.
        part: Option<usize>,
        /// The article.
        reading: Arc<Reading>,
        /// Its corrections, and where they are kept; samples may have none.
        kept: Option<Box<Kept>>,
        /// What the reader should know about how it was read.
        warnings: Vec<String>,
    },
    /// An article has been read again.
    Reread {
        /// How it was read before.
        before: Arc<Reading>,
        /// How it is read now, if there is news.
        reading: Option<Arc<Reading>>,
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
    /// A statement whose words the reader chose has been scored.
    Judged {
        /// In which article.
        reading: Arc<Reading>,
        /// Which statement.
        id: QuotationId,
        /// Its stance, if it takes one.
        stance: Option<Stance>,
    },
    /// Corrections have been saved, or could not be.
    Saved {
        /// Those of which article.
        document: DocumentId,
        /// Which change of them.
        revision: u64,
        /// Why not.
        error: Option<String>,
    },
    /// The file of an article has been read again.
    Reloaded {
        /// Which article.
        document: DocumentId,
        /// As it is now.
        reading: Arc<Reading>,
        /// What the reader should know about how it was read.
        warnings: Vec<String>,
    },
    /// The file of an article has changed.
    Changed {
        /// Which article's.
        document: DocumentId,
        /// Whether there still is one.
        is_there: bool,
    },
    /// So many files of a project have been read.
    Gathering {
        /// How many.
        done: usize,
        /// Of how many.
        all: usize,
    },
    /// A project has been read.
    Gathered(Box<Gathered>),
    /// What follows from a project that has changed is known.
    Digested {
        /// That.
        digest: Arc<Digest>,
        /// Of which change.
        revision: u64,
    },
    /// A project has been saved.
    ProjectSaved {
        /// Where.
        path: PathBuf,
        /// What is in the file now.
        saved: (Rulings, usize),
    },
    /// A file has been written, or could not be.
    Written {
        /// Which.
        path: PathBuf,
        /// Why not.
        error: Option<String>,
    },
    /// Another review of an article has been read.
    SecondRead {
        /// Of which article.
        document: DocumentId,
        /// The name of its file.
        name: String,
        /// It, or why it cannot be read.
        review: Result<Review, String>,
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
            Self::Several(more) => write!(f, "Several({more})"),
            Self::Opened { name, .. } => write!(f, "Opened({name})"),
            Self::Reread { before, reading, .. } => {
                write!(f, "Reread({}: {})", before.title(), reading.is_some())
            }
            Self::Explained { id, evidence, .. } => write!(f, "Explained({id}: {})", evidence.len()),
            Self::Rescored { trial, .. } => write!(f, "Rescored({})", trial.id),
            Self::SecondRead { name, review, .. } => write!(f, "SecondRead({name}: {})", review.is_ok()),
            Self::Gathering { done, all } => write!(f, "Gathering({done} of {all})"),
            Self::Gathered(gathered) => {
                let Gathered { project, messages, .. } = &**gathered;
                write!(f, "Gathered({}: {messages:?})", project.members.len())
            }
            Self::Digested { revision, .. } => write!(f, "Digested({revision})"),
            Self::ProjectSaved { path, .. } => write!(f, "ProjectSaved({})", path.display()),
            Self::Written { path, error } => write!(f, "Written({}: {error:?})", path.display()),
            Self::Failed(message) => write!(f, "Failed({message})"),
            Self::Reloaded { reading, .. } => write!(f, "Reloaded({})", reading.title()),
            Self::Changed { document, is_there } => write!(f, "Changed({document:?}: {is_there})"),
            Self::Judged { id, .. } => write!(f, "Judged({id})"),
            Self::Saved { revision, error, .. } => write!(f, "Saved({revision}: {error:?})"),
            Self::Found { generation, hits } => write!(f, "Found({generation}: {})", hits.len()),
        }
    }
}
