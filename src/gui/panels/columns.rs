//! The page on which the reader says what the columns of a list hold.

use eframe::egui::{self, RichText};

use crate::gui::columns::{Columns, Naming};
use crate::gui::command::Command;
use crate::gui::reading::shorten;
use crate::gui::state::State;
use crate::gui::theme::{self, Look};
use crate::gui::words;
use crate::gui::worker::file_name;
use crate::ingest::Field;

/// The longest name of a column, and the longest example, that are shown, in characters.
const NAME: usize = 28;
const EXAMPLE: usize = 90;

/// Draws the page.
pub(super) fn show(ui: &mut egui::Ui, state: &State, commands: &mut Vec<Command>) {
    let look = Look::of(ui);
    let weak = |words: String| RichText::new(words).font(theme::plain(13.0)).color(look.weak);
    let Some(asked) = &state.columns else {
        ui.label(weak(words::columns::NOTHING.into()));
        return;
    };
    ui.label(weak(words::columns::question(&file_name(&asked.path))));
    for field in Field::ALL {
        ui.add_space(8.0);
        choice(ui, asked, field, commands);
    }
    ui.add_space(14.0);
    ui.horizontal_wrapped(|ui| {
        super::whole(ui);
        if ui.add_enabled(asked.is_enough(), egui::Button::new(words::columns::READ)).clicked() {
            commands.push(Command::Columns(Naming::Take));
        }
        if ui.button(words::columns::LEAVE).clicked() {
            commands.push(Command::Sheet(None));
        }
    });
    if !asked.is_enough() {
        ui.label(weak(words::columns::NO_TEXT.into()));
    }
}

/// What holds this, to choose from all columns, and an example below.
fn choice(ui: &mut egui::Ui, asked: &Columns, field: Field, commands: &mut Vec<Command>) {
    let look = Look::of(ui);
    let before = asked.chosen.get(&field).copied();
    let mut now = before;
    let name = |at: Option<usize>| {
        at.map_or(words::columns::NONE.into(), |at| shorten(&asked.columns[at].name, NAME))
    };
    ui.horizontal(|ui| {
        let title = words::columns::field(field);
        let font = if field == Field::Text { theme::strong(13.0) } else { theme::plain(13.0) };
        ui.allocate_ui_with_layout(
            egui::vec2(72.0, 22.0),
            egui::Layout::left_to_right(egui::Align::Center),
            |ui| {
                ui.set_min_width(72.0);
                ui.label(RichText::new(title).font(font));
            },
        );
        let shown = egui::ComboBox::from_id_salt(field.name())
            .width((ui.available_width() - 8.0).clamp(80.0, 240.0))
            .truncate()
            .selected_text(name(before))
            .show_ui(ui, |ui| {
                for at in std::iter::once(None).chain((0..asked.columns.len()).map(Some)) {
                    ui.selectable_value(&mut now, at, name(at));
                }
            });
        let told = words::columns::told(title, &name(before));
        shown
            .response
            .widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::ComboBox, true, &told));
    });
    if let Some(column) = before.map(|at| &asked.columns[at]) {
        let words = match column.example.is_empty() {
            true => words::columns::EMPTY.into(),
            false => shorten(&column.example, EXAMPLE),
        };
        ui.add(egui::Label::new(RichText::new(words).font(theme::plain(12.0)).color(look.weak)).wrap());
    }
    if now != before {
        commands.push(Command::Columns(Naming::Choose(field, now)));
    }
}
