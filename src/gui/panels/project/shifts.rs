//! Who moved most, with the two statements that show it; and where all stood before and after a day.

use eframe::egui::{self, RichText};

use crate::chart::{self, BeforeAfter};
use crate::gui::command::Command;
use crate::gui::panels;
use crate::gui::project::{Held, Wish};
use crate::gui::reading::signed;
use crate::gui::theme::{self, Look};
use crate::gui::words;

use super::statements;

/// Draws both.
pub(super) fn show(ui: &mut egui::Ui, held: &Held, commands: &mut Vec<Command>) {
    egui::ScrollArea::vertical().id_salt("project shifts").auto_shrink(false).show(ui, |ui| {
        panels::title(ui, words::project::MOVED);
        ui.add_space(4.0);
        if held.digest.shifts.is_empty() {
            let look = Look::of(ui);
            ui.label(RichText::new(words::project::NO_SHIFTS).font(theme::plain(14.0)).color(look.weak));
        }
        for shift in &held.digest.shifts {
            sides(ui, held, &shift.sides);
            for at in [shift.first.at, shift.last.at] {
                statements::row(ui, held, at, commands);
            }
            ui.add_space(12.0);
        }
        ui.add_space(16.0);
        panels::title(ui, words::project::BEFORE_AFTER);
        before_after(ui, held, commands);
    });
}

fn before_after(ui: &mut egui::Ui, held: &Held, commands: &mut Vec<Command>) {
    let Some((first, last)) = held.digest.days else { return };
    let day = held.day.map_or(((first + last) / 2.0).round(), chart::day_number);
    let mut chosen = day;
    ui.horizontal(|ui| {
        let shown = chart::day_of(day).map_or(String::new(), |day| day.to_string());
        let label = ui.label(words::project::from_this_day(&shown));
        ui.spacing_mut().slider_width = (ui.available_width() - 16.0).clamp(120.0, 420.0);
        let slider = egui::Slider::new(&mut chosen, first..=last).step_by(1.0).show_value(false);
        ui.add(slider).labelled_by(label.id);
    });
    if let Some(chosen) = chart::day_of(chosen).filter(|_| chosen != day) {
        commands.push(Command::Project(Wish::Part(chosen)));
    }
    ui.add_space(8.0);
    if let Some(day) = chart::day_of(day) {
        for one in chart::before_after(&held.digest.lines, day) {
            sides(ui, held, &one);
        }
    }
}

fn sides(ui: &mut egui::Ui, held: &Held, sides: &BeforeAfter) {
    let look = Look::of(ui);
    let (low, high) = sides.range();
    let [before, after, change, low, high] =
        [sides.before.mean, sides.after.mean, sides.change(), low, high].map(signed);
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(&held.digest.actors.get(sides.actor).name).font(theme::strong(14.0)));
        ui.label(words::project::moved(&before, &after, &change, &low, &high));
        let count =
            words::project::of_statements(sides.before.statements.len(), sides.after.statements.len());
        ui.label(RichText::new(count).font(theme::plain(12.0)).color(look.weak));
    });
}
