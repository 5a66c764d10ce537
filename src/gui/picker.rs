//! The native dialog for choosing files, on a thread of its own.
//!
//! The dialog may stay open for minutes, and on Linux may never answer at all if the desktop's portal dies under it. So
//! nothing here remembers that a dialog is open: asking again always asks again.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use eframe::egui;

/// What came of asking for files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Picked {
    /// The reader chose these.
    Files(Vec<PathBuf>),
    /// The reader chose nothing.
    Nothing,
    /// No dialog appeared.
    NoDialog,
}

/// A way to ask for files.
pub trait FilePicker {
    /// Asks. Returns at once; the answer comes later.
    fn ask(&self, ctx: &egui::Context);

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

impl Default for NativePicker {
    fn default() -> Self {
        Self::new()
    }
}

impl FilePicker for NativePicker {
    fn ask(&self, ctx: &egui::Context) {
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

    fn answers(&self) -> Vec<Picked> {
        self.answers.try_iter().collect()
    }
}

/// Where no dialog can come up, the answer is "nothing" within this time; a reader who cancels is hardly ever so quick.
const TOO_FAST: Duration = Duration::from_millis(1500);

fn pick() -> Picked {
    let asked = Instant::now();
    let files = rfd::FileDialog::new()
        .set_title("Open articles")
        .add_filter("Articles", &["txt", "text", "md", "markdown", "html", "htm", "xhtml"])
        .add_filter("Plain text", &["txt", "text"])
        .add_filter("Markdown", &["md", "markdown"])
        .add_filter("Web pages", &["html", "htm", "xhtml"])
        .add_filter("All files", &["*"])
        .pick_files();
    match files {
        Some(files) => Picked::Files(files),
        None if asked.elapsed() < TOO_FAST => Picked::NoDialog,
        None => Picked::Nothing,
    }
}
