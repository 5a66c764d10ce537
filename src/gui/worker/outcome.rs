//! What the threads answer.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use crate::analysis::Engine;
use crate::gui::document::{DocumentId, Kept, Trial};
use crate::gui::project::Digest;
use crate::gui::reading::Reading;
use crate::ingest::Column;
use crate::project::Rulings;
use crate::quotes::QuotationId;
use crate::review::Review;
use crate::stance::{Evidence, Stance};
use crate::text::Span;

use super::gather::Gathered;

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
    /// A list cannot be opened before somebody says which of its columns holds the texts.
    Unmapped {
        /// The list.
        path: PathBuf,
        /// Its columns.
        columns: Vec<Column>,
    },
    /// These are the columns of a list.
    Columns {
        /// The list.
        path: PathBuf,
        /// Its columns.
        columns: Vec<Column>,
    },
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
            Self::Unmapped { path, columns } => write!(f, "Unmapped({}: {})", path.display(), columns.len()),
            Self::Columns { path, columns } => write!(f, "Columns({}: {})", path.display(), columns.len()),
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
