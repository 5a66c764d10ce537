//! What the benches of the window share.

#![allow(dead_code, reason = "not every bench uses all of it")]

use std::path::PathBuf;

use eframe::egui;
use standpoint::gui::app::App;
use standpoint::gui::document::DocumentId;
use standpoint::gui::picker::{FilePicker, Picked};
use standpoint::gui::settings::{Settings, Theme};

/// A file dialog that nobody opens.
struct NoPicker;

impl FilePicker for NoPicker {
    fn ask(&self, _: &egui::Context) {}

    fn ask_where(&self, _: &egui::Context, _: DocumentId, _: &str) {}

    fn answers(&self) -> Vec<Picked> {
        Vec::new()
    }
}

/// The program with an article on its way, read by rules alone, so that all frames show the same.
pub(crate) fn app(ctx: &egui::Context, article: PathBuf) -> App {
    let settings = Settings { theme: Theme::Light, model: false, ..Settings::default() };
    App::new(ctx, settings, Box::new(NoPicker), vec![article]).expect("a worker thread")
}

/// The sample that is looked at.
pub(crate) fn sample() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("sample_articles/border_talks.txt")
}

/// A file with the sample again and again up to 1 MB, for whoever asks to delete.
pub(crate) fn long_article() -> PathBuf {
    let path = std::env::temp_dir().join(format!("standpoint-bench-{}.txt", std::process::id()));
    let article = std::fs::read_to_string(sample()).expect("the sample");
    std::fs::write(&path, article.repeat(1_000_000 / article.len() + 1)).expect("room for a temporary file");
    path
}
