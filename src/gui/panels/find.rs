//! The search bar.

use eframe::egui::{self, Key};

use crate::gui::command::Command;
use crate::gui::state::State;
use crate::gui::theme::{self, Look};
use crate::gui::words;

/// Draws the bar, if it is open.
pub(in crate::gui) fn show(ui: &mut egui::Ui, state: &State, commands: &mut Vec<Command>) {
    let Some(find) = &state.find else { return };
    let look = Look::of(ui);
    ui.horizontal(|ui| {
        ui.set_min_height(32.0);
        let mut needle = find.needle.clone();
        let field = ui.add(
            egui::TextEdit::singleline(&mut needle)
                .id_salt("find")
                .hint_text(words::find::HINT)
                .margin(egui::Margin::symmetric(8, 5))
                .desired_width(240.0),
        );
        field.widget_info(|| {
            let mut info = egui::WidgetInfo::text_edit(true, &find.needle, &needle, words::find::HINT);
            info.label = Some(words::find::HINT.into());
            info
        });
        if find.generation == 0 && find.needle.is_empty() && !field.lost_focus() {
            field.request_focus();
        }
        if field.changed() {
            commands.push(Command::Find(needle));
        }
        if field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) {
            let forward = !ui.input(|input| input.modifiers.shift);
            commands.push(Command::FindStep { forward });
            field.request_focus();
        }
        for (sign, name, forward) in [
            (words::find::PREVIOUS_SIGN, words::find::PREVIOUS, false),
            (words::find::NEXT_SIGN, words::find::NEXT, true),
        ] {
            let button = ui.add_enabled(!find.hits.is_empty(), egui::Button::new(sign)).on_hover_text(name);
            button.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Button, true, name));
            if button.clicked() {
                commands.push(Command::FindStep { forward });
            }
        }
        let count = match (find.at, find.hits.len()) {
            _ if find.needle.is_empty() => String::new(),
            (Some(at), count) => words::find::hit(at + 1, count),
            (None, _) => words::find::NOT_FOUND.into(),
        };
        ui.label(egui::RichText::new(count).font(theme::plain(13.0)).color(look.weak));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if super::close(ui, words::find::CLOSE).clicked() {
                commands.push(Command::EndFind);
            }
        });
    });
}
