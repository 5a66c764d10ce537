//! What is seen while nothing is open: what this is, and ways to begin.

use eframe::egui::{self, RichText, Sense, vec2};

use crate::gui::command::{Command, Request};
use crate::gui::samples::{SAMPLES, Sample};
use crate::gui::state::State;
use crate::gui::theme::{self, Look};
use crate::gui::tour::Walk;
use crate::gui::words;
use crate::gui::worker::file_name;

const WIDTH: f32 = 560.0;

/// Draws the empty state.
pub(in crate::gui) fn show(ui: &mut egui::Ui, state: &State, commands: &mut Vec<Command>) {
    let look = Look::of(ui);
    egui::ScrollArea::vertical().id_salt("welcome").auto_shrink(false).show(ui, |ui| {
        let side = ((ui.available_width() - WIDTH) / 2.0).max(24.0);
        let above = ((ui.available_height() - 560.0) / 2.0).clamp(24.0, 120.0);
        ui.add_space(above);
        ui.horizontal_top(|ui| {
            ui.add_space(side);
            ui.vertical(|ui| {
                ui.set_width(WIDTH.min(ui.available_width() - 24.0));
                ui.label(RichText::new(words::welcome::NAME).font(theme::serif_strong(36.0)));
                ui.add_space(8.0);
                ui.label(
                    RichText::new(words::welcome::WHAT).font(theme::serif(17.0)).line_height(Some(26.0)),
                );
                ui.add_space(16.0);
                open_button(ui, state, commands);
                ui.add_space(24.0);
                if !state.settings.toured {
                    tour(ui, &look, commands);
                }
                lists(ui, state, &look, commands);
            });
        });
    });
}

fn open_button(ui: &mut egui::Ui, state: &State, commands: &mut Vec<Command>) {
    let look = Look::of(ui);
    ui.horizontal(|ui| {
        let words = RichText::new(words::welcome::OPEN).font(theme::strong(14.0)).color(look.page);
        let button = egui::Button::new(words).fill(look.ink).min_size(vec2(140.0, 36.0));
        if ui.add(button).clicked() {
            commands.push(Command::Ask(Request::Pick));
        }
        ui.add_space(8.0);
        let hint = if state.pending > 0 { words::welcome::READING } else { words::welcome::DROP };
        ui.label(RichText::new(hint).font(theme::plain(13.0)).color(look.weak));
    });
}

/// Offers to show a newcomer around.
fn tour(ui: &mut egui::Ui, look: &Look, commands: &mut Vec<Command>) {
    let frame =
        egui::Frame::new().fill(look.raised).corner_radius(8).inner_margin(egui::Margin::symmetric(16, 12));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 16.0;
            ui.label(RichText::new(words::tour::OFFER).font(theme::plain(14.0)).color(look.ink));
            if super::link(ui, words::tour::START).clicked() {
                commands.push(Command::Tour(Walk::Start));
            }
            if super::link(ui, words::tour::DECLINE).clicked() {
                commands.push(Command::Tour(Walk::End));
            }
        });
    });
    ui.add_space(20.0);
}

fn lists(ui: &mut egui::Ui, state: &State, look: &Look, commands: &mut Vec<Command>) {
    let heading = |ui: &mut egui::Ui, words: &str| {
        ui.label(RichText::new(words).font(theme::strong(13.0)).color(look.weak));
        ui.add_space(4.0);
    };
    if !state.settings.recent.is_empty() {
        heading(ui, words::welcome::RECENT);
        for path in state.settings.recent.iter().take(5) {
            let folder = path.parent().map(|folder| folder.display().to_string()).unwrap_or_default();
            if entry(ui, &file_name(path), &folder).clicked() {
                commands.push(Command::Open(vec![path.clone()]));
            }
        }
        ui.add_space(16.0);
    }
    if !SAMPLES.is_empty() {
        heading(ui, words::welcome::SAMPLES);
    }
    for (index, Sample { title, about, .. }) in SAMPLES.iter().enumerate() {
        if entry(ui, title, about).clicked() {
            commands.push(Command::OpenSample(index));
        }
    }
}

/// A line that can be clicked: a name, and beside it something more.
fn entry(ui: &mut egui::Ui, name: &str, more: &str) -> egui::Response {
    let look = Look::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 30.0), Sense::click());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Button, true, name));
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect.expand2(vec2(8.0, 0.0)), 6.0, look.raised);
    }
    let line = |words: &str, width, font, colour| super::one_line(ui, words, font, colour, width);
    let name = line(name, rect.width(), theme::plain(14.0), look.ink);
    let more = line(more, (rect.width() - name.size().x - 16.0).max(0.0), theme::plain(12.0), look.weak);
    let y = rect.center().y;
    let right = rect.right() - more.size().x;
    ui.painter().galley(egui::pos2(rect.left(), y - name.size().y / 2.0).round(), name, look.ink);
    ui.painter().galley(egui::pos2(right, y - more.size().y / 2.0).round(), more, look.weak);
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}
