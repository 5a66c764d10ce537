//! The menus. Every action is in them, with its key.

use eframe::egui::{self, Button};

use crate::export::{Format, PictureFormat};
use crate::ingest;
use crate::review::Correction;
use crate::stance::Device;

use super::columns::Naming;
use super::command::{Command, Request, Sheet, Sort};
use super::picker::Purpose;
use super::project::Wish;
use super::samples::SAMPLES;
use super::settings::{Theme, View};
use super::shortcuts::{self, Action};
use super::state::State;
use super::words;
use super::worker::file_name;

/// Draws the menu bar.
pub(super) fn show(ui: &mut egui::Ui, state: &State, commands: &mut Vec<Command>) {
    egui::MenuBar::new().ui(ui, |ui| {
        ui.menu_button(words::menu::FILE, |ui| file(ui, state, commands));
        ui.menu_button(words::menu::EDIT, |ui| {
            let open = state.document().is_some();
            travel(ui, state, commands);
            ui.separator();
            for action in [shortcuts::COPY, shortcuts::CITE, shortcuts::SELECT_ALL] {
                item(ui, &action, open, commands);
            }
            ui.separator();
            item(ui, &shortcuts::FIND, open || state.is_project_shown, commands);
            let found = state.find.as_ref().is_some_and(|find| !find.hits.is_empty());
            item(ui, &shortcuts::FIND_NEXT, found, commands);
            item(ui, &shortcuts::FIND_PREVIOUS, found, commands);
        });
        ui.menu_button(words::menu::REVIEW, |ui| review(ui, state, commands));
        ui.menu_button(words::menu::VIEW, |ui| view(ui, state, commands));
        ui.menu_button(words::menu::GO, |ui| {
            let quotations =
                state.document().is_some_and(|document| !document.reading.analysis.quotations.is_empty());
            item(ui, &shortcuts::NEXT, quotations, commands);
            item(ui, &shortcuts::PREVIOUS, quotations, commands);
            let pinned = state.document().is_some_and(|document| document.pinned.is_some());
            item(ui, &shortcuts::UNPIN, pinned, commands);
            ui.separator();
            for action in [
                shortcuts::NEXT_SAME,
                shortcuts::PREVIOUS_SAME,
                shortcuts::NEXT_DOUBTFUL,
                shortcuts::NEXT_UNATTRIBUTED,
                shortcuts::NEXT_DISPUTED,
                shortcuts::NEXT_WAITING,
            ] {
                item(ui, &action, quotations, commands);
            }
            ui.add_enabled_ui(quotations, |ui| {
                ui.menu_button(words::menu::NEXT_DEVICE, |ui| {
                    for device in Device::ALL {
                        if ui.button(device.name()).clicked() {
                            commands.push(Command::Seek { sort: Sort::Device(device), forward: true });
                            ui.close();
                        }
                    }
                });
            });
            ui.separator();
            let several = state.documents.len() > 1;
            item(ui, &shortcuts::NEXT_ARTICLE, several, commands);
            item(ui, &shortcuts::PREVIOUS_ARTICLE, several, commands);
        });
        ui.menu_button(words::menu::HELP, |ui| {
            item(ui, &shortcuts::HOW, true, commands);
            item(ui, &shortcuts::KEYS, true, commands);
            item(ui, &shortcuts::TOUR, true, commands);
            ui.separator();
            item(ui, &shortcuts::ABOUT, true, commands);
        });
    });
}

/// Undo and redo, each with what it would do.
fn travel(ui: &mut egui::Ui, state: &State, commands: &mut Vec<Command>) {
    let document = state.document();
    let told = |correction: Option<&Correction>| {
        correction.zip(document).map(|(it, document)| it.describe(&document.reading.article))
    };
    let undo = told(document.and_then(|document| document.review.undoable()));
    let redo = told(document.and_then(|document| document.review.redoable()));
    for (action, what) in [(shortcuts::UNDO, undo), (shortcuts::REDO, redo)] {
        let name = what.as_ref().map_or(action.name.to_owned(), |what| words::menu::would(action.name, what));
        named(ui, &action, &name, what.is_some(), commands);
    }
}

fn review(ui: &mut egui::Ui, state: &State, commands: &mut Vec<Command>) {
    let open = state.document().is_some();
    let pinned = state.document().is_some_and(|document| document.pinned.is_some());
    let queue = shortcuts::QUEUE;
    let key = queue.key.map(|key| shortcuts::told(ui.ctx(), &key)).unwrap_or_default();
    ui.set_min_width(220.0);
    let button = Button::new(queue.name).selected(state.settings.queue).shortcut_text(key);
    if ui.add_enabled(open, button).clicked() {
        commands.push((queue.command)());
        ui.close();
    }
    ui.separator();
    for action in [shortcuts::REVIEWED, shortcuts::REJECT, shortcuts::SPEAKER] {
        item(ui, &action, pinned, commands);
    }
    ui.separator();
    for action in [shortcuts::SOFTER, shortcuts::HARDER, shortcuts::NO_STANCE, shortcuts::NOTE] {
        item(ui, &action, pinned, commands);
    }
    ui.separator();
    if ui.add_enabled(open, Button::new(words::second::COMPARE)).clicked() {
        commands.push(Command::Ask(Request::Choose(Purpose::Second)));
        ui.close();
    }
    let is_compared = state.document().is_some_and(|document| document.second.is_some());
    if is_compared && ui.button(words::second::TITLE).clicked() {
        commands.push(Command::Sheet(Some(Sheet::Second)));
        ui.close();
    }
    ui.separator();
    item(ui, &shortcuts::MARK, open, commands);
    for action in [shortcuts::WORDS, shortcuts::CUE, shortcuts::SOURCE] {
        item(ui, &action, pinned, commands);
    }
}

fn item(ui: &mut egui::Ui, action: &Action, enabled: bool, commands: &mut Vec<Command>) {
    named(ui, action, action.name, enabled, commands);
}

/// An item that is called otherwise than its action.
fn named(ui: &mut egui::Ui, action: &Action, name: &str, enabled: bool, commands: &mut Vec<Command>) {
    let mut button = Button::new(name);
    if let Some(key) = &action.key {
        button = button.shortcut_text(shortcuts::told(ui.ctx(), key));
    }
    ui.set_min_width(220.0);
    if ui.add_enabled(enabled, button).clicked() {
        commands.push((action.command)());
        ui.close();
    }
}

fn choice(ui: &mut egui::Ui, name: &str, chosen: bool, command: Command, commands: &mut Vec<Command>) {
    if ui.radio(chosen, name).clicked() {
        commands.push(command);
        ui.close();
    }
}

fn file(ui: &mut egui::Ui, state: &State, commands: &mut Vec<Command>) {
    item(ui, &shortcuts::OPEN, true, commands);
    ui.add_enabled_ui(!state.settings.recent.is_empty(), |ui| {
        ui.menu_button(words::menu::OPEN_RECENT, |ui| {
            for path in &state.settings.recent {
                if ui.button(file_name(path)).on_hover_text(path.display().to_string()).clicked() {
                    commands.push(Command::Open(vec![path.clone()]));
                    ui.close();
                }
            }
            ui.separator();
            if ui.button(words::menu::CLEAR_RECENT).clicked() {
                commands.push(Command::ClearRecent);
                ui.close();
            }
        });
    });
    ui.menu_button(words::menu::OPEN_SAMPLE, |ui| {
        for (index, sample) in SAMPLES.iter().enumerate() {
            if ui.button(sample.title).clicked() {
                commands.push(Command::OpenSample(index));
                ui.close();
            }
        }
    });
    ui.separator();
    if ui.button(words::project::OPEN_FOLDER).clicked() {
        commands.push(Command::Ask(Request::Choose(Purpose::Folder)));
        ui.close();
    }
    if ui.button(words::columns::OF_A_LIST).clicked() {
        let path = state.document().and_then(|document| document.path.clone());
        let list = path.filter(|path| ingest::may_have_columns(&path.to_string_lossy()));
        commands.push(match list {
            Some(path) => Command::Columns(Naming::Ask(path)),
            None => Command::Ask(Request::Choose(Purpose::List)),
        });
        ui.close();
    }
    project(ui, state, commands);
    ui.separator();
    item(ui, &shortcuts::KEEP_IN, state.document().is_some(), commands);
    exports(ui, state, commands);
    ui.separator();
    item(ui, &shortcuts::CLOSE, state.document().is_some() || state.is_project_shown, commands);
    item(ui, &shortcuts::QUIT, true, commands);
}

/// What can be done with the project's file.
fn project(ui: &mut egui::Ui, state: &State, commands: &mut Vec<Command>) {
    let Some(held) = &state.project else { return };
    if held.file.is_some() && ui.add_enabled(held.is_unsaved(), Button::new(words::project::SAVE)).clicked() {
        commands.push(Command::Project(Wish::SaveAgain));
        ui.close();
    }
    if ui.button(words::project::SAVE_AS).clicked() {
        commands.push(Command::Ask(Request::Choose(Purpose::Project)));
        ui.close();
    }
    if ui.button(words::project::PACK).clicked() {
        commands.push(Command::Ask(Request::Choose(Purpose::Pack)));
        ui.close();
    }
}

/// All formats that the project, or the article in front, can be written in.
fn exports(ui: &mut egui::Ui, state: &State, commands: &mut Vec<Command>) {
    let mut entry = |ui: &mut egui::Ui, name: &str, purpose| {
        if ui.button(name).clicked() {
            commands.push(Command::Ask(Request::Choose(purpose)));
            ui.close();
        }
    };
    ui.add_enabled_ui(state.is_project_shown || state.document().is_some(), |ui| {
        ui.menu_button(words::project::EXPORT, |ui| {
            for format in Format::ALL {
                entry(ui, format.describe(), Purpose::Export(format));
            }
        });
        ui.menu_button(words::project::DRAW, |ui| {
            for format in PictureFormat::ALL {
                entry(ui, format.describe(), Purpose::Draw(format));
            }
        });
    });
}

fn view(ui: &mut egui::Ui, state: &State, commands: &mut Vec<Command>) {
    let settings = &state.settings;
    for (action, view) in [(shortcuts::CHART, View::Chart), (shortcuts::LANES, View::Lanes)] {
        let key = action.key.map(|key| shortcuts::told(ui.ctx(), &key)).unwrap_or_default();
        let button = Button::new(action.name).selected(settings.view == view).shortcut_text(key);
        ui.set_min_width(220.0);
        if ui.add(button).clicked() {
            commands.push((action.command)());
            ui.close();
        }
    }
    let hidden = state.document().is_some_and(|document| !document.hidden.is_empty());
    item(ui, &shortcuts::SHOW_ALL, hidden, commands);
    ui.separator();
    for (name, theme) in [
        (words::menu::SYSTEM_THEME, Theme::System),
        (words::settings::LIGHT, Theme::Light),
        (words::settings::DARK, Theme::Dark),
    ] {
        choice(ui, name, settings.theme == theme, Command::Theme(theme), commands);
    }
    ui.separator();
    let mut stark = settings.stark;
    if ui.checkbox(&mut stark, words::settings::HIGH_CONTRAST).clicked() {
        commands.push(Command::Stark(stark));
        ui.close();
    }
    ui.separator();
    let mut now = settings.layout;
    ui.checkbox(&mut now.chart, words::settings::CHART);
    ui.checkbox(&mut now.actors, words::settings::LIST);
    ui.checkbox(&mut now.inspector, words::settings::INSPECTOR);
    ui.checkbox(&mut now.left, words::menu::PANELS_LEFT);
    if now != settings.layout {
        commands.push(Command::Layout(now));
        ui.close();
    }
    ui.separator();
    let mut model = settings.model;
    let hint = words::menu::MODEL_HINT;
    if ui.checkbox(&mut model, words::settings::MODEL).on_hover_text(hint).clicked() {
        commands.push(Command::Model(model));
        ui.close();
    }
    ui.separator();
    for action in [shortcuts::ZOOM_IN, shortcuts::ZOOM_OUT, shortcuts::ZOOM_RESET] {
        item(ui, &action, true, commands);
    }
    ui.separator();
    item(ui, &shortcuts::SETTINGS, true, commands);
    item(ui, &shortcuts::KEYS, true, commands);
}
