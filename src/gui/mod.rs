//! The window: draws what the library found and asks what to do next. It holds no logic of its own.
//!
//! `App` (in `app`) lends the [`state::State`] to the panels, which push [`command::Command`]s; `State::apply` is the one
//! place that changes anything, and hands work that takes time to the [`worker`].

pub mod app;
pub mod columns;
pub mod command;
mod correct;
pub mod desktop;
pub mod document;
mod doubt;
mod layout;
mod marks;
mod menu;
pub mod naming;
pub mod notices;
mod opening;
mod outcomes;
mod panels;
pub mod picker;
pub mod project;
pub mod reading;
mod samples;
pub mod searching;
pub mod second;
mod seeking;
pub mod settings;
mod shortcuts;
pub mod state;
pub mod theme;
pub mod tour;
mod words;
pub mod worker;

use std::panic;
use std::path::PathBuf;

use eframe::egui;

use app::App;
use picker::NativePicker;

/// Shows the window, with `paths` opened in it, until the reader closes it.
pub fn run(paths: Vec<PathBuf>) -> eframe::Result {
    let viewport = egui::ViewportBuilder::default()
        .with_app_id("standpoint")
        .with_title(words::welcome::NAME)
        .with_icon(icon())
        .with_inner_size([1200.0, 800.0])
        .with_min_inner_size([720.0, 480.0])
        .with_drag_and_drop(true);
    // Where a library is missing the toolkit may panic while it starts. Who called will then say what is missing and what to
    // do; where in the toolkit it was noticed helps nobody.
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |fault| {
        if desktop::missing_libraries().is_none() {
            usual(fault);
        }
    }));
    let options = eframe::NativeOptions { viewport, ..eframe::NativeOptions::default() };
    eframe::run_native(
        "standpoint",
        options,
        Box::new(|cc| {
            // It has started: from here on a panic is a fault of this program, and is told as one.
            drop(panic::take_hook());
            let settings = cc.storage.and_then(|storage| eframe::get_value(storage, eframe::APP_KEY));
            let picker = Box::new(NativePicker::new());
            Ok(Box::new(App::new(&cc.egui_ctx, settings.unwrap_or_default(), picker, paths)?))
        }),
    )
}

/// The program's icon. A picture that cannot be read leaves the toolkit's own.
fn icon() -> egui::IconData {
    eframe::icon_data::from_png_bytes(include_bytes!("../../assets/desktop/icons/128.png"))
        .unwrap_or_default()
}
