//! What is asked of the threads.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use crate::analysis::Engine;
use crate::chart::Filter;
use crate::export::{About, Format, PictureFormat};
use crate::gui::document::{DocumentId, Trial};
use crate::gui::reading::Reading;
use crate::ingest::Mapping;
use crate::project::{Member, Project, RollUp, Rulings};
use crate::quotes::QuotationId;
use crate::review::Review;
use crate::storage::{ProjectFile, ReviewFile};

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
        /// What columns of lists hold, where their names do not say it.
        mapping: Mapping,
    },
    /// Look which columns a list has.
    Columns(PathBuf),
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
        /// What columns of lists hold, where their names do not say it.
        mapping: Mapping,
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
