//! The native dialog for choosing files, on a thread of its own.
//!
//! The dialog may stay open for minutes, and on Linux may never answer at all if the desktop's portal dies under it. So
//! nothing here remembers that a dialog is open: asking again always asks again.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use eframe::egui;

use super::document::DocumentId;
use super::words;

/// What came of asking for files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Picked {
    /// The reader chose these.
    Files(Vec<PathBuf>),
    /// The corrections of this article are to be kept there.
    Place(DocumentId, PathBuf),
    /// The reader chose nothing.
    Nothing,
    /// No dialog appeared.
    NoDialog,
}

/// A way to ask for files.
pub trait FilePicker {
    /// Asks. Returns at once; the answer comes later.
    fn ask(&self, ctx: &egui::Context);

    /// Asks where the corrections of an article are to be kept. Returns at once; the answer comes later.
    fn ask_where(&self, ctx: &egui::Context, document: DocumentId, name: &str);

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

    fn answers(&self) -> Vec<Picked> {
        self.answers.try_iter().collect()
    }
}

/// Where no dialog can come up, the answer is "nothing" within this time; a reader who cancels is hardly ever so quick.
const TOO_FAST: Duration = Duration::from_millis(1500);

/// How the names of files end that hold articles.
const ARTICLES: [&str; 25] = [
    "txt", "text", "md", "markdown", "html", "htm", "xhtml", "mhtml", "mht", "docx", "odt", "rtf", "eml",
    "mbox", "srt", "vtt", "gz", "zip", "epub", "json", "jsonl", "ndjson", "csv", "tsv", "pdf",
];

fn pick() -> Picked {
    let asked = Instant::now();
    let files = rfd::FileDialog::new()
        .set_title(words::dialogs::OPEN)
        .add_filter(words::dialogs::ARTICLES, &ARTICLES)
        .add_filter(words::dialogs::PLAIN_TEXT, &["txt", "text"])
        .add_filter(words::dialogs::MARKDOWN, &["md", "markdown"])
        .add_filter(words::dialogs::WEB_PAGES, &["html", "htm", "xhtml", "mhtml", "mht"])
        .add_filter(words::dialogs::DOCUMENTS, &["pdf", "docx", "odt", "rtf", "epub"])
        .add_filter(words::dialogs::MAILS, &["eml", "mbox"])
        .add_filter(words::dialogs::SUBTITLES, &["srt", "vtt"])
        .add_filter(words::dialogs::LISTS, &["json", "jsonl", "ndjson", "csv", "tsv"])
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

/// What came of a dialog that was asked for at `asked`.
fn answer(asked: Instant, chosen: Option<Picked>) -> Picked {
    let none = if asked.elapsed() < TOO_FAST { Picked::NoDialog } else { Picked::Nothing };
    chosen.unwrap_or(none)
}
