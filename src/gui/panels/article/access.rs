//! The text for the keyboard and for screen readers: each quotation is also a button, where it begins.

use eframe::egui::{self, Rect, Sense};

use crate::gui::command::Command;
use crate::gui::words;
use crate::quotes::QuotationId;

use super::Frame;

/// Makes the buttons. `hits` are the places of quotations, those of one after each other.
pub(super) fn buttons(
    ui: &egui::Ui,
    frame: &Frame<'_>,
    hits: &[(Rect, QuotationId)],
    commands: &mut Vec<Command>,
) {
    let reading = &frame.document.reading;
    let mut last = None;
    for &(rect, id) in hits.iter().filter(|(_, id)| frame.document.shows_quotation(*id)) {
        if last.replace(id) == Some(id) {
            continue;
        }
        let button = ui.interact(rect, ui.scope_id().with(id), Sense::focusable_noninteractive());
        button.widget_info(|| {
            let quotation = reading.analysis.quotation(id);
            let words = quotation.map(|quotation| reading.words(quotation)).unwrap_or_default();
            let kind = quotation.map_or("", |quotation| quotation.kind.name());
            let label =
                words::article::statement(&reading.names(id), kind, &reading.stance_words(id), &words);
            egui::WidgetInfo::labeled(egui::accesskit::Role::Button, true, label)
        });
        let enter = |input: &egui::InputState| {
            input.key_pressed(egui::Key::Enter) || input.key_pressed(egui::Key::Space)
        };
        crate::gui::panels::focus_ring(ui, &button);
        let asked =
            ui.input(|input| input.has_accesskit_action_request(button.id, egui::accesskit::Action::Click));
        if asked || button.has_focus() && ui.input(enter) {
            commands.push(Command::Pin { id, reveal: false });
        }
    }
}
