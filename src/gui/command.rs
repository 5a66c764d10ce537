//! Everything that can be asked of the window, as values: panels, menus, keys and the worker only ever push these.

use std::path::PathBuf;

use crate::quotes::QuotationId;
use crate::speakers::SpeakerId;
use crate::text::Span;

use super::document::DocumentId;
use super::settings::{Theme, View};
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
    /// Forget the files opened earlier.
    ClearRecent,
    /// Take in what the worker has done.
    Finish(Outcome),
    /// Tell the reader that something went wrong.
    Complain(String),
    /// Remove the message with this index.
    Dismiss(usize),
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
    /// Read with the learned model, or by rules alone.
    Model(bool),
    /// Draw indirect speech, or leave it out.
    Paraphrase(bool),
    /// Draw only statements whose speaker is at least so sure, in per cent.
    Certainty(u8),
    /// Remove the chart of the settings before.
    Lay,
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
}

/// Something that is not in the state: it concerns the desktop, or how the panels stand.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Request {
    /// Show the dialog for opening files.
    Pick,
    /// Copy the selected text.
    Copy,
    /// Select the whole text.
    SelectAll,
    /// Scroll the text by so many points.
    Scroll(f32),
    /// Make everything larger.
    ZoomIn,
    /// Make everything smaller.
    ZoomOut,
    /// Make everything its usual size.
    ZoomReset,
    /// Close the window.
    Quit,
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
