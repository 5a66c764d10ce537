//! What the benches of the window share.

#![allow(dead_code, reason = "not every bench uses all of it")]

mod articles;

use std::path::{Path, PathBuf};
use std::time::Duration;

use eframe::egui;
use standpoint::gui::app::App;
use standpoint::gui::document::DocumentId;
use standpoint::gui::picker::{FilePicker, Picked, Purpose};
use standpoint::gui::settings::{Settings, Theme};

/// A file dialog that nobody opens.
struct NoPicker;

impl FilePicker for NoPicker {
    fn ask(&self, _: &egui::Context) {}

    fn ask_where(&self, _: &egui::Context, _: DocumentId, _: &str) {}

    fn ask_for(&self, _: &egui::Context, _: Purpose, _: &str) {}

    fn answers(&self) -> Vec<Picked> {
        Vec::new()
    }
}

/// The window, without a screen to show it on: 1280 × 800 points.
pub(crate) struct Window {
    pub ctx: egui::Context,
    pub app: App,
    /// How many frames there have been.
    pub frames: u32,
    /// When the next frame is due by itself.
    pub repaint: Duration,
}

impl Window {
    /// A window with an article on its way.
    pub(crate) fn new(article: PathBuf) -> Self {
        let ctx = egui::Context::default();
        let app = app(&ctx, article);
        Self { ctx, app, frames: 0, repaint: Duration::ZERO }
    }

    /// One frame with these events in it, laid out and turned into triangles.
    pub(crate) fn frame(&mut self, events: Vec<egui::Event>) -> usize {
        self.frames += 1;
        let input = egui::RawInput {
            screen_rect: Some(egui::Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(1280.0, 800.0))),
            time: Some(f64::from(self.frames) / 60.0),
            focused: true,
            events,
            ..egui::RawInput::default()
        };
        let app = &mut self.app;
        let mut output = self.ctx.run_ui(input, |ui| {
            app.update(ui.ctx());
            app.draw(ui);
        });
        // Nobody draws them.
        output.textures_delta.clear();
        self.repaint = output.viewport_output[&egui::ViewportId::ROOT].repaint_delay;
        self.ctx.tessellate(output.shapes, output.pixels_per_point).len()
    }
}

/// A turn of the wheel.
pub(crate) fn wheel(down: bool) -> egui::Event {
    egui::Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: egui::vec2(0.0, if down { -120.0 } else { 120.0 }),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Wheel,
        modifiers: egui::Modifiers::NONE,
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

/// Writes so many articles made of the samples into a folder.
pub(crate) fn write_articles(folder: &Path, count: usize) {
    for (number, made) in articles::made(count).enumerate() {
        let (title, date) = (made.title, made.date.format("%B %-d, %Y"));
        let article = format!("{title}\n\n{date}\n\n{}\n", made.paragraphs.join("\n\n"));
        std::fs::write(folder.join(format!("{number:05}.txt")), article).expect("room for temporary files");
    }
}
