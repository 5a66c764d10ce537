//! While files are held over the window: that it takes them.

use eframe::egui::{self, Align2, Color32, Id, Order, RichText, Stroke, StrokeKind};

use crate::gui::theme::{self, Look};
use crate::gui::words;

/// Draws a frame around the window and a word in its middle, as long as files are held over it.
pub(in crate::gui) fn show(ui: &egui::Ui) {
    let count = ui.input(|input| input.raw.hovered_files.len());
    if count == 0 {
        return;
    }
    let look = Look::of(ui);
    let area = egui::Area::new(Id::unique("drop")).order(Order::Foreground).interactable(false);
    area.anchor(Align2::CENTER_CENTER, [0.0, 0.0]).show(ui.ctx(), |ui| {
        let room = ui.ctx().content_rect();
        ui.painter().with_clip_rect(room).rect(
            room.shrink(4.0),
            8.0,
            Color32::TRANSPARENT,
            Stroke::new(3.0, look.accent),
            StrokeKind::Inside,
        );
        egui::Frame::new()
            .fill(look.raised)
            .stroke(Stroke::new(1.0, look.line))
            .corner_radius(8)
            .inner_margin(egui::Margin::symmetric(24, 16))
            .show(ui, |ui| {
                ui.label(RichText::new(words::drop::open(count)).font(theme::strong(17.0)).color(look.ink))
            });
    });
}
