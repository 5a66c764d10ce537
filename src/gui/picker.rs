//! The native dialog for choosing files, on a thread of its own.
//!
//! The dialog may stay open for minutes, and on Linux may never answer at all if the desktop's portal dies under it. So
//! nothing here remembers that a dialog is open: asking again always asks again.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use eframe::egui;

use crate::export::{Format, PictureFormat};
use crate::storage::ARTICLE_ENDINGS;

use super::document::DocumentId;
use super::words;

/// What came of asking for files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Picked {
    /// The reader chose these.
    Files(Vec<PathBuf>),
    /// This is to be opened or written.
    Chosen(Purpose, PathBuf),
    /// The corrections of this article are to be kept there.
    Place(DocumentId, PathBuf),
    /// The reader chose nothing.
    Nothing,
    /// No dialog appeared.
    NoDialog,
}

/// What a file or folder is chosen for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// To open the articles in it.
    Folder,
    /// To hold another review against that of the article in front.
    Second,
    /// To say what its columns hold.
    List,
    /// To keep the project in.
    Project,
    /// To send the project with all that belongs to it.
    Pack,
    /// To write what was found in this format.
    Export(Format),
    /// To draw the chart in this form.
    Draw(PictureFormat),
    /// To write how far two codings agree.
    Figures,
}

impl Purpose {
    /// How the file's name ends; `None` for folders.
    fn ending(self) -> Option<&'static str> {
        match self {
            Self::Folder | Self::Second | Self::List => None,
            Self::Project | Self::Pack => Some("standpoint"),
            Self::Export(format) => Some(format.ending()).filter(|ending| !ending.is_empty()),
            Self::Draw(format) => Some(format.ending()),
            Self::Figures => Some("json"),
        }
    }
}

/// A way to ask for files.
pub trait FilePicker {
    /// Asks. Returns at once; the answer comes later.
    fn ask(&self, ctx: &egui::Context);

    /// Asks where the corrections of an article are to be kept. Returns at once; the answer comes later.
    fn ask_where(&self, ctx: &egui::Context, document: DocumentId, name: &str);

    /// Asks for a folder to open, or where to write something that might be called `name`. Returns at once; the answer comes later.
    fn ask_for(&self, ctx: &egui::Context, purpose: Purpose, name: &str);

    /// The answers since the last call.
    fn answers(&self) -> Vec<Picked>;
}

/// The desktop's own dialog.
pub struct NativePicker {
    sender: Sender<Picked>,
    answers: Receiver<Picked>,
}

impl NativePicker {
    /// A picker that nobody has asked yet.
    pub fn new() -> Self {
        let (sender, answers) = channel();
        Self { sender, answers }
    }
}

impl NativePicker {
    /// Asks on a thread of its own.
    fn ask_with(&self, ctx: &egui::Context, pick: impl FnOnce() -> Picked + Send + 'static) {
        let (sender, ctx) = (self.sender.clone(), ctx.clone());
        let asked = thread::Builder::new().name("file dialog".into()).spawn(move || {
            // The window may be gone when the answer comes; then nobody needs it.
            let _ = sender.send(pick());
            ctx.request_repaint();
        });
        if asked.is_err() {
            let _ = self.sender.send(Picked::NoDialog);
        }
    }
}

impl Default for NativePicker {
    fn default() -> Self {
        Self::new()
    }
}

impl FilePicker for NativePicker {
    fn ask(&self, ctx: &egui::Context) {
        self.ask_with(ctx, pick);
    }

    fn ask_where(&self, ctx: &egui::Context, document: DocumentId, name: &str) {
        let name = name.to_owned();
        self.ask_with(ctx, move || pick_place(document, &name));
    }

    fn ask_for(&self, ctx: &egui::Context, purpose: Purpose, name: &str) {
        let name = name.to_owned();
        self.ask_with(ctx, move || pick_for(purpose, &name));
    }

    fn answers(&self) -> Vec<Picked> {
        self.answers.try_iter().collect()
    }
}

/// How the names of lists of articles end.
const LISTS: [&str; 9] = ["json", "jsonl", "ndjson", "csv", "tsv", "parquet", "arrow", "arrows", "feather"];

/// Where no dialog can come up, the answer is "nothing" within this time; a reader who cancels is hardly ever so quick.
const TOO_FAST: Duration = Duration::from_millis(1500);

fn pick() -> Picked {
    let asked = Instant::now();
    let files = rfd::FileDialog::new()
        .set_title(words::dialogs::OPEN)
        .add_filter(words::dialogs::ARTICLES, &[&ARTICLE_ENDINGS[..], &["standpoint"]].concat())
        .add_filter(words::dialogs::PROJECTS, &["standpoint"])
        .add_filter(words::dialogs::PLAIN_TEXT, &["txt", "text"])
        .add_filter(words::dialogs::MARKDOWN, &["md", "markdown"])
        .add_filter(words::dialogs::WEB_PAGES, &["html", "htm", "xhtml", "mhtml", "mht"])
        .add_filter(words::dialogs::DOCUMENTS, &["pdf", "docx", "odt", "rtf", "epub"])
        .add_filter(words::dialogs::MAILS, &["eml", "mbox"])
        .add_filter(words::dialogs::SUBTITLES, &["srt", "vtt"])
        .add_filter(words::dialogs::LISTS, &LISTS)
        .add_filter(words::dialogs::ARCHIVES, &["zip", "gz"])
        .add_filter(words::dialogs::ALL_FILES, &["*"])
        .pick_files();
    answer(asked, files.map(Picked::Files))
}

fn pick_place(document: DocumentId, name: &str) -> Picked {
    let asked = Instant::now();
    let place = rfd::FileDialog::new()
        .set_title(words::dialogs::SAVE)
        .add_filter(words::dialogs::REVIEWS, &["json"])
        .set_file_name(name)
        .save_file();
    answer(asked, place.map(|path| Picked::Place(document, path)))
}

fn pick_for(purpose: Purpose, name: &str) -> Picked {
    let asked = Instant::now();
    let dialog = rfd::FileDialog::new();
    let chosen = match (purpose, purpose.ending()) {
        (Purpose::Folder, _) => dialog.set_title(words::dialogs::OPEN_FOLDER).pick_folder(),
        (Purpose::Second, _) => {
            dialog.set_title(words::second::OPEN).add_filter(words::dialogs::REVIEWS, &["json"]).pick_file()
        }
        (Purpose::List, _) => {
            dialog.set_title(words::columns::OPEN).add_filter(words::dialogs::LISTS, &LISTS).pick_file()
        }
        (_, Some(ending)) => dialog
            .set_title(words::dialogs::WRITE)
            .add_filter(ending, &[ending])
            .set_file_name(format!("{name}.{ending}"))
            .save_file(),
        (_, None) => dialog.set_title(words::dialogs::WRITE).set_file_name(name).save_file(),
    };
    answer(asked, chosen.map(|path| Picked::Chosen(purpose, path)))
}

/// What came of a dialog that was asked for at `asked`.
fn answer(asked: Instant, chosen: Option<Picked>) -> Picked {
    let none = if asked.elapsed() < TOO_FAST { Picked::NoDialog } else { Picked::Nothing };
    chosen.unwrap_or(none)
}
