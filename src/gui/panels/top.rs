//! Above the article: a tab for each open article, and messages.

use eframe::egui::{self, Sense, vec2};

use crate::gui::command::{Command, Request};
use crate::gui::notices::Offer;
use crate::gui::project::Wish;
use crate::gui::reading::shorten;
use crate::gui::state::State;
use crate::gui::theme::{self, Look};
use crate::gui::words;

/// Draws the tabs, left to right.
pub(in crate::gui) fn tabs(ui: &mut egui::Ui, state: &State, commands: &mut Vec<Command>) {
    egui::ScrollArea::horizontal().id_salt("tabs").auto_shrink([false, true]).show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            if let Some(held) = &state.project {
                let name = words::project::name(&held.digest.project.name);
                let hint = held
                    .file
                    .as_ref()
                    .map_or(words::project::NO_FILE.into(), |path| path.display().to_string());
                let (shown, closed) = tab(ui, &name, &name, state.is_project_shown, hint);
                commands.extend(shown.then_some(Command::Project(Wish::Show)));
                commands.extend(closed.then_some(Command::Project(Wish::Close)));
            }
            for document in &state.documents {
                let front = !state.is_project_shown && state.current == Some(document.id);
                let path = document.path.as_ref().map(|path| path.display().to_string());
                let hint = path.unwrap_or_else(|| words::top::sample(&document.name));
                let (shown, closed) = tab(ui, &document.reading.title(), &document.name, front, hint);
                commands.extend(shown.then_some(Command::Show(document.id)));
                commands.extend(closed.then_some(Command::Close(Some(document.id))));
            }
        });
    });
}

/// Draws a tab; returns whether it is to be shown and whether it is to be closed.
fn tab(ui: &mut egui::Ui, title: &str, name: &str, front: bool, hint: String) -> (bool, bool) {
    let look = Look::of(ui);
    let font = if front { theme::strong(13.0) } else { theme::plain(13.0) };
    let colour = if front { look.ink } else { look.weak };
    let words = ui.painter().layout_no_wrap(shorten(title, 28), font, colour);
    let size = vec2(words.size().x + 44.0, 32.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| egui::WidgetInfo::selected(egui::accesskit::Role::Tab, true, front, title));
    if front || response.hovered() {
        let ground = if front { look.page } else { look.hover };
        let corners = egui::CornerRadius { nw: 6, ne: 6, sw: 0, se: 0 };
        ui.painter().rect_filled(rect, corners, ground);
    }
    super::focus_ring(ui, &response);
    let at = rect.left_center() + vec2(12.0, -words.size().y / 2.0);
    ui.painter().galley(at.round(), words, colour);
    let corner = egui::Rect::from_center_size(rect.right_center() - vec2(16.0, 0.0), vec2(20.0, 20.0));
    let closed = ui
        .scope_builder(egui::UiBuilder::new().max_rect(corner), |ui| {
            super::close(ui, &words::top::close(name)).clicked()
        })
        .inner;
    let closed = closed || response.middle_clicked();
    let shown = !closed && response.clicked();
    response.on_hover_text(hint);
    (shown, closed)
}

/// Draws how far reading a project has come, with a way to stop.
pub(in crate::gui) fn gathering(ui: &mut egui::Ui, done: usize, all: usize, commands: &mut Vec<Command>) {
    ui.horizontal(|ui| {
        ui.set_min_height(28.0);
        ui.label(words::project::reading(done, all));
        ui.add(
            egui::ProgressBar::new(done as f32 / all.max(1) as f32).desired_width(240.0).desired_height(8.0),
        );
        if ui.button(words::top::CANCEL).on_hover_text(words::top::CANCEL_HINT).clicked() {
            commands.push(Command::Project(Wish::Stop));
        }
    });
}

/// Draws how far opening many files has come, with a way to call the rest off.
pub(in crate::gui) fn progress(ui: &mut egui::Ui, state: &State, commands: &mut Vec<Command>) {
    let done = state.asked_for.saturating_sub(state.pending);
    ui.horizontal(|ui| {
        ui.set_min_height(28.0);
        ui.label(words::top::reading(done + 1, state.asked_for));
        let share = done as f32 / state.asked_for.max(1) as f32;
        ui.add(egui::ProgressBar::new(share).desired_width(240.0).desired_height(8.0));
        if ui.button(words::top::CANCEL).on_hover_text(words::top::CANCEL_HINT).clicked() {
            commands.push(Command::CancelOpening);
        }
    });
}

/// Draws the messages, each with a button that removes it.
pub(in crate::gui) fn notices(ui: &mut egui::Ui, state: &State, commands: &mut Vec<Command>) {
    let look = Look::of(ui);
    for (index, notice) in state.notices.iter().enumerate() {
        ui.horizontal(|ui| {
            ui.set_min_height(28.0);
            let (sign, colour) = if notice.is_trouble {
                (words::top::TROUBLE, look.alarm)
            } else {
                (words::top::NEWS, look.weak)
            };
            ui.label(egui::RichText::new(sign).font(theme::strong(14.0)).color(colour));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if super::close(ui, words::top::DISMISS).clicked() {
                    commands.push(Command::Dismiss(index));
                }
                let offer = notice.offer.map(|offer| match offer {
                    Offer::Reload(id) => (words::top::RELOAD, Command::Reload(id)),
                    Offer::KeepElsewhere(id) => {
                        (words::shortcuts::KEEP_IN, Command::Ask(Request::PickReview(Some(id))))
                    }
                });
                if let Some((name, command)) = offer
                    && ui.button(name).clicked()
                {
                    commands.push(command);
                }
                ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                    let words = egui::RichText::new(&notice.words).color(look.ink);
                    ui.add(egui::Label::new(words).wrap().selectable(true));
                });
            });
        });
    }
}
