//! The pages beside the text: all settings in one place, and all keys.

use eframe::egui::{self, RichText};

use crate::gui::command::{Command, Request, Sheet};
use crate::gui::settings::{Layout, Theme, Typography, View};
use crate::gui::shortcuts;
use crate::gui::state::State;
use crate::gui::theme::{self, Look};

/// Draws the page.
pub(in crate::gui) fn show(ui: &mut egui::Ui, state: &State, sheet: Sheet, commands: &mut Vec<Command>) {
    let name = match sheet {
        Sheet::Settings => "Settings",
        Sheet::Keys => "Keys",
    };
    ui.horizontal(|ui| {
        ui.set_min_height(28.0);
        ui.label(RichText::new(name).font(theme::strong(16.0)));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if super::close(ui, &format!("Close {name} (Esc)")).clicked() {
                commands.push(Command::Sheet(None));
            }
        });
    });
    egui::ScrollArea::vertical().id_salt(name).auto_shrink(false).show(ui, |ui| match sheet {
        Sheet::Settings => settings(ui, state, commands),
        Sheet::Keys => keys(ui),
    });
}

fn settings(ui: &mut egui::Ui, state: &State, commands: &mut Vec<Command>) {
    ui.spacing_mut().item_spacing.y = 6.0;
    look(ui, state, commands);
    ui.add_space(10.0);
    text(ui, state.settings.text, commands);
    ui.add_space(10.0);
    panels(ui, state, commands);
    ui.add_space(10.0);
    super::title(ui, "READING");
    let mut model = state.settings.model;
    if ui.checkbox(&mut model, "Read with the learned model").changed() {
        commands.push(Command::Model(model));
    }
    let mut paraphrase = state.settings.paraphrase;
    if ui.checkbox(&mut paraphrase, "Draw paraphrase").changed() {
        commands.push(Command::Paraphrase(paraphrase));
    }
    let count = state.settings.recent.len();
    ui.add_enabled_ui(count > 0, |ui| {
        if ui.button("Forget recent files").clicked() {
            commands.push(Command::ClearRecent);
        }
    });
}

fn look(ui: &mut egui::Ui, state: &State, commands: &mut Vec<Command>) {
    super::title(ui, "COLOURS");
    ui.horizontal_wrapped(|ui| {
        for (name, theme) in [("System", Theme::System), ("Light", Theme::Light), ("Dark", Theme::Dark)] {
            if ui.radio(state.settings.theme == theme, name).clicked() {
                commands.push(Command::Theme(theme));
            }
        }
    });
    let mut stark = state.settings.stark;
    if ui.checkbox(&mut stark, "High contrast").changed() {
        commands.push(Command::Stark(stark));
    }
    ui.add_space(10.0);
    super::title(ui, "SIZE OF EVERYTHING");
    ui.horizontal(|ui| {
        for (name, hint, request) in [
            ("\u{2212}", "Smaller", Request::ZoomOut),
            ("+", "Larger", Request::ZoomIn),
            ("100 %", "Usual size", Request::ZoomReset),
        ] {
            let button = ui.button(name).on_hover_text(hint);
            button.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Button, true, hint));
            if button.clicked() {
                commands.push(Command::Ask(request));
            }
        }
        ui.label(format!("{:.0} %", state.settings.zoom * 100.0));
    });
}

fn text(ui: &mut egui::Ui, before: Typography, commands: &mut Vec<Command>) {
    let mut now = before;
    super::title(ui, "TEXT");
    ui.horizontal(|ui| {
        ui.radio_value(&mut now.sans, false, "Serif");
        ui.radio_value(&mut now.sans, true, "Sans");
    });
    let slider = |ui: &mut egui::Ui, value: &mut f32, range, step, name: &str| {
        ui.add(egui::Slider::new(value, range).step_by(step).text(name));
    };
    slider(ui, &mut now.size, Typography::SIZES, 0.5, "letters");
    slider(ui, &mut now.leading, Typography::LEADINGS, 0.05, "lines apart");
    slider(ui, &mut now.column, Typography::COLUMNS, 10.0, "column");
    if ui.button("As it was at first").clicked() {
        now = Typography::default();
    }
    if now != before {
        commands.push(Command::Text(now));
    }
}

fn panels(ui: &mut egui::Ui, state: &State, commands: &mut Vec<Command>) {
    let mut now = state.settings.layout;
    super::title(ui, "PANELS");
    ui.checkbox(&mut now.chart, "Chart");
    ui.checkbox(&mut now.actors, "Actors or review queue");
    ui.checkbox(&mut now.inspector, "Inspector");
    ui.checkbox(&mut now.left, "Left of the text");
    let mut lanes = state.settings.view == View::Lanes;
    if ui.checkbox(&mut lanes, "Lanes in the place of the chart").changed() {
        commands.push(Command::View(if lanes { View::Lanes } else { View::Chart }));
    }
    if ui.button("As they were at first").clicked() {
        now = Layout::default();
    }
    if now != state.settings.layout {
        commands.push(Command::Layout(now));
    }
}

fn keys(ui: &mut egui::Ui) {
    let look = Look::of(ui);
    ui.spacing_mut().item_spacing.y = 3.0;
    for (title, lines) in shortcuts::sheet(ui.ctx()) {
        ui.add_space(8.0);
        super::title(ui, title);
        for (name, key) in lines {
            ui.horizontal(|ui| {
                ui.set_min_height(20.0);
                ui.add_sized(
                    [100.0, 18.0],
                    egui::Label::new(RichText::new(key).font(theme::strong(13.0)).color(look.ink)),
                );
                ui.add(egui::Label::new(RichText::new(name).font(theme::plain(13.0))).wrap());
            });
        }
    }
}
