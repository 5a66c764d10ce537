//! The settings that the chart depends on, above it, and what is seen of the chart before them.

use eframe::egui::{self, RichText};

use crate::gui::command::Command;
use crate::gui::settings::{Settings, View};
use crate::gui::state::State;
use crate::gui::theme::{self, Look};
use crate::gui::words;

/// The steps of the least confidence in a speaker, in per cent.
const CERTAINTIES: [u8; 5] = [0, 40, 60, 80, 90];

/// Draws the settings and, while there is one, a line about the chart behind the chart.
pub(in crate::gui) fn show(ui: &mut egui::Ui, state: &State, commands: &mut Vec<Command>) {
    let Some(document) = state.document() else { return };
    let look = Look::of(ui);
    let settings = &state.settings;
    let words = |words: &str| RichText::new(words).font(theme::plain(13.0));
    ui.horizontal_wrapped(|ui| {
        super::whole(ui);
        ui.spacing_mut().item_spacing.x = 12.0;
        let mut model = settings.model;
        let about = words::choices::MODEL_HINT;
        if ui.checkbox(&mut model, words(words::choices::MODEL)).on_hover_text(about).changed() {
            commands.push(Command::Model(model));
        }
        if document.is_awaited {
            ui.label(words(words::choices::IS_READING).color(look.weak));
            let stop = ui.small_button(words(words::choices::STOP)).on_hover_text(words::choices::STOP_HINT);
            if stop.clicked() {
                commands.push(Command::StopReading);
            }
        }
        filter(ui, settings, commands);
    });
    if let Some(ghost) = document.ghost.as_ref().filter(|_| settings.view == View::Chart) {
        ui.horizontal(|ui| {
            if super::close(ui, words::choices::REMOVE_GHOST).clicked() {
                commands.push(Command::Lay);
            }
            let line = words::choices::ghost(&ghost.words);
            ui.add(
                egui::Label::new(RichText::new(line).font(theme::plain(12.0)).color(look.weak)).truncate(),
            );
        });
    }
}

/// Which statements the charts show.
pub(in crate::gui) fn filter(ui: &mut egui::Ui, settings: &Settings, commands: &mut Vec<Command>) {
    let words = |words: &str| RichText::new(words).font(theme::plain(13.0));
    let mut paraphrase = settings.paraphrase;
    let about = words::choices::PARAPHRASE_HINT;
    if ui.checkbox(&mut paraphrase, words(words::choices::PARAPHRASE)).on_hover_text(about).changed() {
        commands.push(Command::Paraphrase(paraphrase));
    }
    let name = |least: u8| match least {
        0 => words::choices::ANY_SPEAKER.to_owned(),
        least => words::choices::speaker_sure(least),
    };
    let combo = egui::ComboBox::from_id_salt("certainty").selected_text(words(&name(settings.certainty)));
    let shown = combo.show_ui(ui, |ui| {
        for least in CERTAINTIES {
            if ui.selectable_label(settings.certainty == least, name(least)).clicked()
                && least != settings.certainty
            {
                commands.push(Command::Certainty(least));
            }
        }
    });
    shown.response.widget_info(|| {
        let label = words::choices::statements_of(&name(settings.certainty));
        egui::WidgetInfo::labeled(egui::accesskit::Role::ComboBox, true, label)
    });
    shown.response.on_hover_text(words::choices::CERTAINTY_HINT);
}
