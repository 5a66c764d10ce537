//! What whole frames of the real window take, the graphics driver's part included, while 1 MB of text is scrolled through.
//!
//! `cargo bench --bench scroll`, with a display. Each frame gets one turn of the wheel and begins when the one before is on the
//! screen, without waiting for the screen's beat. Prints quantiles, of the whole frame and of the part until the driver
//! is handed the picture.

mod support;

use std::time::{Duration, Instant};

use eframe::egui;
use standpoint::gui::app::App;

/// So many frames are measured, half of them down and half up again.
const FRAMES: usize = 1200;
/// What comes before: the first frames, in which the text is laid out.
const WARM_UP: usize = 200;

/// The window, scrolled by itself.
struct Scrolled {
    app: App,
    begun: Option<Instant>,
    /// Of each frame: all of it, and the part before the driver's.
    times: Vec<[Duration; 2]>,
}

impl eframe::App for Scrolled {
    fn raw_input_hook(&mut self, _: &egui::Context, input: &mut egui::RawInput) {
        if self.app.state().document().is_none() {
            return;
        }
        let down = self.times.len() < WARM_UP + FRAMES / 2;
        input.events.push(egui::Event::PointerMoved(egui::pos2(300.0, 400.0)));
        input.events.push(support::wheel(down));
    }

    fn logic(&mut self, ctx: &egui::Context, frame: &mut eframe::Frame) {
        self.app.update(ctx);
        ctx.request_repaint();
        if self.app.state().document().is_none() {
            return;
        }
        let now = Instant::now();
        if let Some(begun) = self.begun.replace(now) {
            let own = Duration::from_secs_f32(frame.info().cpu_usage.unwrap_or_default());
            self.times.push([now - begun, own]);
        }
        if self.times.len() == WARM_UP + FRAMES {
            self.report();
            ctx.send_viewport_cmd(egui::ViewportCommand::Close);
        }
    }

    fn ui(&mut self, ui: &mut egui::Ui, _: &mut eframe::Frame) {
        self.app.draw(ui);
    }
}

impl Scrolled {
    #[allow(clippy::print_stdout, reason = "the report is what the bench is for")]
    fn report(&self) {
        for (part, name) in ["whole frame", "until swapping buffers"].iter().enumerate() {
            let mut times: Vec<Duration> = self.times[WARM_UP..].iter().map(|times| times[part]).collect();
            times.sort_unstable();
            let at = |share: f64| times[(share * (times.len() - 1) as f64) as usize].as_secs_f64() * 1e3;
            println!(
                "{name}: median {:.2} ms, 95 % {:.2} ms, 99 % {:.2} ms, worst {:.2} ms, of {} frames",
                at(0.5),
                at(0.95),
                at(0.99),
                at(1.0),
                times.len()
            );
        }
    }
}

fn main() -> eframe::Result {
    let long = support::long_article();
    let mut options = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default().with_inner_size([1280.0, 800.0]),
        ..eframe::NativeOptions::default()
    };
    options.glow_options.vsync = false;
    let path = long.clone();
    let shown = eframe::run_native(
        "standpoint-scroll",
        options,
        Box::new(|cc| {
            let app = support::app(&cc.egui_ctx, path);
            Ok(Box::new(Scrolled { app, begun: None, times: Vec::new() }))
        }),
    );
    let _ = std::fs::remove_file(long);
    shown
}
