//! The settings that the chart depends on, above it, and what is seen of the chart before them.

use eframe::egui::{self, RichText};

use crate::gui::command::Command;
use crate::gui::settings::View;
use crate::gui::state::State;
use crate::gui::theme::{self, Look};

/// The steps of the least confidence in a speaker, in per cent.
const CERTAINTIES: [u8; 5] = [0, 40, 60, 80, 90];

/// Draws the settings and, while there is one, a line about the chart behind the chart.
pub(in crate::gui) fn show(ui: &mut egui::Ui, state: &State, commands: &mut Vec<Command>) {
    let Some(document) = state.document() else { return };
    let look = Look::of(ui);
    let settings = &state.settings;
    let words = |words: &str| RichText::new(words).font(theme::plain(13.0));
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 12.0;
        let mut model = settings.model;
        let about =
            "A learned model finds reported speech and scores stance; else rules and word lists alone do.";
        if ui.checkbox(&mut model, words("learned model")).on_hover_text(about).changed() {
            commands.push(Command::Model(model));
        }
        if document.is_awaited {
            ui.label(words("is reading…").color(look.weak));
        }
        let mut paraphrase = settings.paraphrase;
        let about =
            "Draw indirect speech, too. Its words are the journalist’s, and so, in part, is its tone.";
        if ui.checkbox(&mut paraphrase, words("paraphrase")).on_hover_text(about).changed() {
            commands.push(Command::Paraphrase(paraphrase));
        }
        let name = |least: u8| match least {
            0 => "any speaker".to_owned(),
            least => format!("speaker ≥ {least} % sure"),
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
            let label = format!("Statements of: {}", name(settings.certainty));
            egui::WidgetInfo::labeled(egui::accesskit::Role::ComboBox, true, label)
        });
        shown.response.on_hover_text("Draw only statements whose speaker is at least so sure");
    });
    if let Some(ghost) = document.ghost.as_ref().filter(|_| settings.view == View::Chart) {
        ui.horizontal(|ui| {
            if super::close(ui, "Remove the chart behind the chart (Esc)").clicked() {
                commands.push(Command::Lay);
            }
            let line = format!("Faint behind it: {}", ghost.words);
            ui.add(
                egui::Label::new(RichText::new(line).font(theme::plain(12.0)).color(look.weak)).truncate(),
            );
        });
    }
}
