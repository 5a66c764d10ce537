//! What a frame of the window costs, without the graphics driver: `cargo bench --bench window`.
//!
//! A frame is the layout of all panels, 1280 × 800 points in all, and its turning into triangles.

mod support;

use std::path::PathBuf;
use std::time::Duration;

use criterion::{Criterion, criterion_group, criterion_main};
use eframe::egui;
use standpoint::gui::app::App;

/// The window, without a screen to show it on.
struct Window {
    ctx: egui::Context,
    app: App,
    frames: u32,
}

impl Window {
    /// A window with one article in it, once it is drawn.
    fn open(path: PathBuf) -> Self {
        let ctx = egui::Context::default();
        let app = support::app(&ctx, path);
        let mut window = Self { ctx, app, frames: 0 };
        while window.app.state().document().is_none() {
            std::thread::sleep(Duration::from_millis(10));
            window.frame(Vec::new());
        }
        window.frame(vec![egui::Event::PointerMoved(egui::pos2(300.0, 400.0))]);
        window
    }

    fn frame(&mut self, events: Vec<egui::Event>) -> usize {
        self.frames += 1;
        let input = egui::RawInput {
            screen_rect: Some(egui::Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(1280.0, 800.0))),
            time: Some(f64::from(self.frames) / 60.0),
            focused: true,
            events,
            ..egui::RawInput::default()
        };
        let app = &mut self.app;
        let output = self.ctx.run_ui(input, |ui| {
            app.update(ui.ctx());
            app.draw(ui);
        });
        self.ctx.tessellate(output.shapes, output.pixels_per_point).len()
    }

    /// A frame with a turn of the wheel in it, hundreds of them down and then as many up.
    fn scroll(&mut self) -> usize {
        let down = (self.frames / 400).is_multiple_of(2);
        self.frame(vec![egui::Event::MouseWheel {
            unit: egui::MouseWheelUnit::Point,
            delta: egui::vec2(0.0, if down { -120.0 } else { 120.0 }),
            phase: egui::TouchPhase::Move,
            source: egui::MouseWheelSource::Wheel,
            modifiers: egui::Modifiers::NONE,
        }])
    }
}

fn frames(criterion: &mut Criterion) {
    let long = support::long_article();
    let mut group = criterion.benchmark_group("frame");
    for (title, path) in [("4 kB", support::sample()), ("1 MB", long.clone())] {
        let mut window = Window::open(path);
        group.bench_function(format!("{title} at rest"), |bencher| bencher.iter(|| window.frame(Vec::new())));
        group.bench_function(format!("{title} scrolling"), |bencher| bencher.iter(|| window.scroll()));
    }
    group.finish();
    let _ = std::fs::remove_file(long);
}

criterion_group!(benches, frames);
criterion_main!(benches);
