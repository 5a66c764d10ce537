//! The pages beside the text: all settings in one place, and all keys.

use eframe::egui::{self, RichText};

use crate::gui::columns::Naming;
use crate::gui::command::{Command, Request, Sheet};
use crate::gui::settings::{Layout, Theme, Typography, View};
use crate::gui::shortcuts;
use crate::gui::state::State;
use crate::gui::theme::{self, Look};
use crate::gui::words;

/// Draws the page.
pub(in crate::gui) fn show(ui: &mut egui::Ui, state: &State, sheet: Sheet, commands: &mut Vec<Command>) {
    let name = match sheet {
        Sheet::Settings => words::sheet::SETTINGS,
        Sheet::Keys => words::sheet::KEYS,
        Sheet::Second => words::second::TITLE,
        Sheet::Columns => words::columns::TITLE,
        Sheet::Help => words::help::HOW,
        Sheet::About => words::help::ABOUT,
    };
    ui.horizontal(|ui| {
        ui.set_min_height(28.0);
        ui.label(RichText::new(name).font(theme::strong(16.0)));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if super::close(ui, &words::sheet::close(name)).clicked() {
                commands.push(Command::Sheet(None));
            }
        });
    });
    egui::ScrollArea::vertical().id_salt(name).auto_shrink(false).show(ui, |ui| match sheet {
        Sheet::Settings => settings(ui, state, commands),
        Sheet::Keys => keys(ui),
        Sheet::Second => super::second::show(ui, state, commands),
        Sheet::Columns => super::columns::show(ui, state, commands),
        Sheet::Help => super::help::how(ui),
        Sheet::About => super::help::about(ui),
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
    super::title(ui, words::settings::READING);
    let mut model = state.settings.model;
    if ui.checkbox(&mut model, words::settings::MODEL).changed() {
        commands.push(Command::Model(model));
    }
    let mut paraphrase = state.settings.paraphrase;
    if ui.checkbox(&mut paraphrase, words::settings::PARAPHRASE).changed() {
        commands.push(Command::Paraphrase(paraphrase));
    }
    let count = state.settings.recent.len();
    ui.add_enabled_ui(count > 0, |ui| {
        if ui.button(words::settings::FORGET_RECENT).clicked() {
            commands.push(Command::ClearRecent);
        }
    });
    ui.add_enabled_ui(!state.settings.columns.is_empty(), |ui| {
        if ui.button(words::settings::FORGET_COLUMNS).clicked() {
            commands.push(Command::Columns(Naming::Forget));
        }
    });
}

fn look(ui: &mut egui::Ui, state: &State, commands: &mut Vec<Command>) {
    super::title(ui, words::settings::COLOURS);
    ui.horizontal_wrapped(|ui| {
        super::whole(ui);
        for (name, theme) in [
            (words::settings::SYSTEM, Theme::System),
            (words::settings::LIGHT, Theme::Light),
            (words::settings::DARK, Theme::Dark),
        ] {
            if ui.radio(state.settings.theme == theme, name).clicked() {
                commands.push(Command::Theme(theme));
            }
        }
    });
    let mut stark = state.settings.stark;
    if ui.checkbox(&mut stark, words::settings::HIGH_CONTRAST).changed() {
        commands.push(Command::Stark(stark));
    }
    ui.add_space(10.0);
    super::title(ui, words::settings::SIZE);
    ui.horizontal(|ui| {
        for (name, hint, request) in [
            (words::scale::MINUS, words::shortcuts::ZOOM_OUT, Request::ZoomOut),
            (words::scale::PLUS, words::shortcuts::ZOOM_IN, Request::ZoomIn),
            (words::settings::FULL_SIZE, words::shortcuts::ZOOM_RESET, Request::ZoomReset),
        ] {
            let button = ui.button(name).on_hover_text(hint);
            button.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Button, true, hint));
            if button.clicked() {
                commands.push(Command::Ask(request));
            }
        }
        ui.label(words::settings::per_cent(state.settings.zoom * 100.0));
    });
}

fn text(ui: &mut egui::Ui, before: Typography, commands: &mut Vec<Command>) {
    let mut now = before;
    super::title(ui, words::settings::TEXT);
    ui.horizontal(|ui| {
        ui.radio_value(&mut now.sans, false, words::settings::SERIF);
        ui.radio_value(&mut now.sans, true, words::settings::SANS);
    });
    let slider = |ui: &mut egui::Ui, value: &mut f32, range, step, name: &str| {
        ui.add(egui::Slider::new(value, range).step_by(step).text(name));
    };
    slider(ui, &mut now.size, Typography::SIZES, 0.5, words::settings::LETTERS);
    slider(ui, &mut now.leading, Typography::LEADINGS, 0.05, words::settings::LINES);
    slider(ui, &mut now.column, Typography::COLUMNS, 10.0, words::settings::COLUMN);
    if ui.button(words::settings::RESET_TEXT).clicked() {
        now = Typography::default();
    }
    if now != before {
        commands.push(Command::Text(now));
    }
}

fn panels(ui: &mut egui::Ui, state: &State, commands: &mut Vec<Command>) {
    let mut now = state.settings.layout;
    super::title(ui, words::settings::PANELS);
    ui.checkbox(&mut now.chart, words::settings::CHART);
    ui.checkbox(&mut now.actors, words::settings::LIST);
    ui.checkbox(&mut now.inspector, words::settings::INSPECTOR);
    ui.checkbox(&mut now.left, words::settings::LEFT);
    let mut lanes = state.settings.view == View::Lanes;
    if ui.checkbox(&mut lanes, words::settings::LANES).changed() {
        commands.push(Command::View(if lanes { View::Lanes } else { View::Chart }));
    }
    if ui.button(words::settings::RESET_PANELS).clicked() {
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
