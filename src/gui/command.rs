//! Everything that can be asked of the window, as values: panels, menus, keys and the worker only ever push these.

use std::path::PathBuf;

use crate::quotes::QuotationId;
use crate::review::Correction;
use crate::speakers::SpeakerId;
use crate::stance::Device;
use crate::text::Span;

use super::columns;
use super::document::DocumentId;
use super::naming::Naming;
use super::picker::Purpose;
use super::project::Wish;
use super::reading::Reading;
use super::settings::{Layout, Theme, Typography, View};
use super::tour::Walk;
use super::worker::Outcome;

/// Something to be done, asked for by the reader or by the worker.
#[derive(Debug)]
pub enum Command {
    /// Something that is not in the state.
    Ask(Request),
    /// Open these files.
    Open(Vec<PathBuf>),
    /// Open the sample with this index.
    OpenSample(usize),
    /// Open no more of the files that are waiting to be read.
    CancelOpening,
    /// Let the learned model read no further.
    StopReading,
    /// Forget the files opened earlier.
    ClearRecent,
    /// Take in what the worker has done.
    Finish(Outcome),
    /// Tell the reader that something went wrong.
    Complain(String),
    /// Remove the message with this index.
    Dismiss(usize),
    /// Read the file of an article again.
    Reload(DocumentId),
    /// Bring an open article to the front.
    Show(DocumentId),
    /// Bring the next (or the previous) open article to the front.
    Turn {
        /// To the right, else to the left.
        forward: bool,
    },
    /// Close an article, or the one in front.
    Close(Option<DocumentId>),
    /// Light up what the pointer is on.
    Hover(Hover),
    /// Keep a quotation in the inspector, and scroll the text to it if asked.
    Pin {
        /// Which one.
        id: QuotationId,
        /// Whether the text scrolls there.
        reveal: bool,
    },
    /// Let go of the pinned quotation.
    Unpin,
    /// Leave what was entered last: the search bar if it is open, words left out, the pinned quotation or chosen actor, the
    /// chart of the settings before.
    Back,
    /// Pin the next (or the previous) quotation.
    Step {
        /// Toward the end of the text, else toward its start.
        forward: bool,
    },
    /// Scroll the text to a byte.
    Reveal(usize),
    /// Show or hide an actor; `None` is the unattributed.
    Toggle(Option<SpeakerId>),
    /// Show one actor only.
    Only(Option<SpeakerId>),
    /// Show all actors.
    ShowAll,
    /// Change between chart and lanes.
    View(View),
    /// Change the theme.
    Theme(Theme),
    /// Black on white, or white on black.
    Stark(bool),
    /// Set running text otherwise.
    Text(Typography),
    /// Let the panels stand otherwise.
    Layout(Layout),
    /// Show the settings or the keys, or hide them.
    Sheet(Option<Sheet>),
    /// Pin the next (or the previous) statement of a sort.
    Seek {
        /// Which sort.
        sort: Sort,
        /// Toward the end of the text, else toward its start.
        forward: bool,
    },
    /// Read with the learned model, or by rules alone.
    Model(bool),
    /// Draw indirect speech, or leave it out.
    Paraphrase(bool),
    /// Draw only statements whose speaker is at least so sure, in per cent.
    Certainty(u8),
    /// Remove the chart of the settings before.
    Lay,
    /// Let the rest of the text stand back behind a part of the chart.
    Brush(Option<Brush>),
    /// Show an actor's position in the inspector; `None` within is the unattributed.
    Choose(Option<Option<SpeakerId>>),
    /// Let words of the pinned statement count, or leave them out.
    Weigh {
        /// Which statement.
        id: QuotationId,
        /// Its words.
        words: Span,
    },
    /// Let all words of the statement on trial count again.
    WeighAll,
    /// Correct the pinned statement, or undo and redo.
    Edit(Edit),
    /// Add a correction to the review of the article in front.
    Correct(Correction),
    /// Take words of the text as something.
    Take {
        /// As what.
        words: Words,
        /// Which.
        span: Span,
    },
    /// Keep the corrections of an article in this file from now on.
    KeepIn {
        /// Which article.
        document: DocumentId,
        /// The file.
        path: PathBuf,
    },
    /// Show the review queue in the place of the list of actors, or that again.
    Queue,
    /// Ask the reader for a name, or other words.
    Name(Naming),
    /// The words that have been typed so far.
    Spell(String),
    /// The words are these.
    Named(String),
    /// Tick a statement, or take the tick away.
    Tick(QuotationId),
    /// Take the tour, or go on with it.
    Tour(Walk),
    /// Open the search bar.
    StartFind,
    /// Look for these words.
    Find(String),
    /// Go to the next (or the previous) place found.
    FindStep {
        /// Toward the end of the text, else toward its start.
        forward: bool,
    },
    /// Close the search bar.
    EndFind,
    /// Hold another review of the article in front against this one.
    Second(PathBuf),
    /// Make a statement as the other has it: the difference with this number in the list.
    Follow(usize),
    /// Hold nothing against it any more.
    EndSecond,
    /// Say what the columns of lists hold.
    Columns(columns::Naming),
    /// Do something with the project.
    Project(Wish),
}

impl Command {
    /// What is done with a file or folder that was chosen for something.
    pub fn of(purpose: Purpose, path: PathBuf) -> Self {
        match purpose {
            Purpose::Folder => Self::Project(Wish::Gather(vec![path])),
            Purpose::Second => Self::Second(path),
            Purpose::List => Self::Columns(columns::Naming::Ask(path)),
            Purpose::Project => Self::Project(Wish::Save(path)),
            Purpose::Pack => Self::Project(Wish::Pack(path)),
            Purpose::Export(format) => Self::Project(Wish::Export(format, path)),
            Purpose::Draw(format) => Self::Project(Wish::Draw(format, path)),
            Purpose::Figures => Self::Project(Wish::Figures(path)),
        }
    }
}

/// Something that is not in the state: it concerns the desktop, or how the panels stand.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Request {
    /// Show the dialog for opening files.
    Pick,
    /// Show the dialog for where to keep the corrections of an article; `None` is the one in front.
    PickReview(Option<DocumentId>),
    /// Show the dialog for what is opened or written as something else than articles.
    Choose(Purpose),
    /// Take the selected text as something.
    Take(Words),
    /// Copy the selected text, else the pinned quotation.
    Copy,
    /// Copy it with who said it and where.
    Cite,
    /// Select the whole text.
    SelectAll,
    /// Scroll the text by so many points.
    Scroll(f32),
    /// Scroll the text by this share of its height.
    ScrollBy(f32),
    /// Make everything larger.
    ZoomIn,
    /// Make everything smaller.
    ZoomOut,
    /// Make everything its usual size.
    ZoomReset,
    /// Close the window.
    Quit,
}

/// What can be done to the pinned statement with one key, and the way back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edit {
    /// The actor with this number in the list, from 0, said it.
    Speaker(usize),
    /// The actor with this number is who said it, in all statements of its speaker.
    Everywhere(usize),
    /// One step of the guideline softer.
    Softer,
    /// One step of the guideline harder.
    Harder,
    /// It takes no stance.
    NoStance,
    /// It is right, or is to be looked at again; on to the next.
    Reviewed,
    /// It is no statement; on to the next.
    Reject,
    /// Take the last correction back.
    Undo,
    /// Take the correction that was taken back again.
    Redo,
}

/// A part of the chart.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Brush {
    /// Where in the text it begins, from 0 to 1.
    pub from: f64,
    /// Where in the text it ends.
    pub to: f64,
    /// The lowest score in it.
    pub low: f64,
    /// The highest score in it.
    pub high: f64,
}

impl Brush {
    /// Whether a statement lies in it.
    pub(super) fn holds(self, reading: &Reading, id: QuotationId) -> bool {
        let position = crate::chart::position(&reading.article, id.start);
        let score = reading.analysis.stances.get(&id).map(|stance| stance.score);
        (self.from..=self.to).contains(&position)
            && score.map_or(self.is_whole(), |score| (self.low..=self.high).contains(&score))
    }

    /// Whether it reaches over the whole scale.
    pub fn is_whole(self) -> bool {
        self.low <= -1.0 && self.high >= 1.0
    }
}

/// A page beside the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sheet {
    /// All settings.
    Settings,
    /// All keys.
    Keys,
    /// Where another coding of the article differs.
    Second,
    /// What the columns of a list hold.
    Columns,
    /// How things are found, and how far that can be trusted.
    Help,
    /// Which program this is, and what it is made of.
    About,
}

/// A sort of statements that one can go through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// Those of the pinned statement's actor.
    SameActor,
    /// Those of nobody.
    Unattributed,
    /// Those whose speaker is not sure.
    Doubtful,
    /// Those where the learned model and the rules stand on opposite sides.
    Disputed,
    /// Those that nobody has looked at yet.
    Waiting,
    /// Those that do this.
    Device(Device),
}

/// As what words of the text can be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Words {
    /// As a new statement.
    Statement,
    /// As the words of the pinned statement.
    Content,
    /// As its cue.
    Cue,
    /// As its source.
    Source,
}

/// What the pointer is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Hover {
    /// Nothing that has to do with a statement.
    #[default]
    Nothing,
    /// A quotation, in the text or as a point.
    Quotation(QuotationId),
    /// An actor in the list; `None` is the unattributed.
    Actor(Option<SpeakerId>),
}
