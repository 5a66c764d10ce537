//! Statements as rows, and the tooltip of one.

use eframe::egui::{self, RichText, Sense, vec2};

use crate::gui::command::Command;
use crate::gui::panels;
use crate::gui::project::{Held, Wish};
use crate::gui::reading::{shorten, signed};
use crate::gui::theme::{self, Look};
use crate::gui::words;
use crate::palette;
use crate::project::Statement;

const ROW: f32 = 56.0;

/// Draws the statements that are as looked for.
pub(super) fn show(ui: &mut egui::Ui, held: &Held, commands: &mut Vec<Command>) {
    if held.found.is_empty() {
        super::nothing(ui, words::project::NO_STATEMENTS);
        return;
    }
    let area = egui::ScrollArea::vertical().id_salt("project statements").auto_shrink(false);
    area.show_rows(ui, ROW - ui.spacing().item_spacing.y, held.found.len(), |ui, rows| {
        for &at in &held.found[rows] {
            row(ui, held, at, commands);
        }
    });
}

/// Draws one statement: its score, who said it and where, its words. A click opens it in its article.
pub(super) fn row(ui: &mut egui::Ui, held: &Held, at: Statement, commands: &mut Vec<Command>) {
    let look = Look::of(ui);
    let project = &held.digest.project;
    let words = project.words(at);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW - 4.0), Sense::click());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Button, true, &words));
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, 4.0, look.hover);
    }
    panels::focus_ring(ui, &response);
    let line = |words: String, font, colour, width| panels::one_line(ui, words, font, colour, width);
    let score = project.score(at);
    let colour = score.map_or(look.weak, |score| theme::colour(palette::stance(score, look.appearance)));
    let painter = ui.painter();
    let centre = egui::pos2(rect.left() + 10.0, rect.center().y);
    painter.rect_filled(egui::Rect::from_center_size(centre, vec2(4.0, ROW - 14.0)), 2.0, colour);
    let told = score.map_or(words::scale::NO_STANCE.into(), signed);
    let told = line(told, theme::plain(12.0), look.weak, 80.0);
    painter.galley(egui::pos2(rect.left() + 22.0, rect.top() + 5.0).round(), told, look.weak);
    let who = line(who(held, at), theme::strong(13.0), look.ink, (rect.width() - 120.0) * 0.5);
    let from = rect.left() + 104.0;
    let wide = who.size().x;
    painter.galley(egui::pos2(from, rect.top() + 4.0).round(), who, look.ink);
    let place = line(place(held, at), theme::plain(12.0), look.weak, rect.right() - from - wide - 24.0);
    painter.galley(egui::pos2(from + wide + 12.0, rect.top() + 5.0).round(), place, look.weak);
    let said = line(words.replace('\n', " "), theme::serif(15.0), look.ink, rect.right() - from - 12.0);
    painter.galley(egui::pos2(from, rect.top() + 25.0).round(), said, look.ink);
    let response = response.on_hover_cursor(egui::CursorIcon::PointingHand);
    if response.clicked() {
        commands.push(Command::Project(Wish::Open(at)));
    }
    response.on_hover_ui(|ui| tip(ui, held, at));
}

/// The words of a statement in full, and what is known of it.
pub(super) fn tip(ui: &mut egui::Ui, held: &Held, at: Statement) {
    let look = Look::of(ui);
    ui.set_max_width(360.0);
    ui.label(RichText::new(who(held, at)).font(theme::strong(13.0)));
    let words = shorten(&held.digest.project.words(at), 360);
    ui.label(RichText::new(words).font(theme::serif(15.0)));
    let score = held.digest.project.score(at).map_or(words::scale::NO_STANCE.into(), signed);
    let told = [score, place(held, at)].join(words::lists::DOT);
    ui.label(RichText::new(told).font(theme::plain(12.0)).color(look.weak));
}

/// The actors who said it.
pub(super) fn who(held: &Held, at: Statement) -> String {
    let digest = &held.digest;
    let names =
        digest.project.said_by(&digest.actors, at).map(|actor| digest.actors.get(actor).name.as_str());
    let names: Vec<&str> = names.collect();
    if names.is_empty() { words::project::UNATTRIBUTED.into() } else { names.join(words::lists::AND) }
}

/// The date and title of its article.
pub(super) fn place(held: &Held, at: Statement) -> String {
    let member = &held.digest.project.members[at.member];
    let about = &member.article.metadata;
    let title = about.title.as_deref().unwrap_or(&member.name);
    let parts = [about.date.as_deref().unwrap_or(words::project::UNDATED), title];
    parts.join(words::lists::DOT)
}
