//! The articles of a project that have something of what is looked for.

use eframe::egui::{self, Sense, vec2};

use crate::gui::command::Command;
use crate::gui::panels;
use crate::gui::project::{Held, Wish};
use crate::gui::theme::{self, Look};
use crate::gui::words;

const ROW: f32 = 44.0;

/// Draws the list, by date; a click opens the article.
pub(super) fn show(ui: &mut egui::Ui, held: &Held, commands: &mut Vec<Command>) {
    panels::title(ui, words::project::ARTICLES);
    ui.add_space(4.0);
    let is_all = held.query.trim().is_empty();
    // Between a change of the project and its digest there may be articles that have not been searched.
    let count = |member: usize| held.found_in.get(member).copied().unwrap_or(0);
    let by_date = held.digest.by_date.iter().copied();
    let shown: Vec<usize> = by_date.filter(|&member| is_all || count(member) > 0).collect();
    let area = egui::ScrollArea::vertical().id_salt("project articles").auto_shrink(false);
    area.show_rows(ui, ROW - ui.spacing().item_spacing.y, shown.len(), |ui, rows| {
        for &member in &shown[rows] {
            row(ui, held, member, count(member), commands);
        }
    });
}

fn row(ui: &mut egui::Ui, held: &Held, index: usize, count: usize, commands: &mut Vec<Command>) {
    let look = Look::of(ui);
    let member = &held.digest.project.members[index];
    let about = &member.article.metadata;
    let title = about.title.as_deref().unwrap_or(&member.name);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW - 4.0), Sense::click());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Button, true, title));
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, 4.0, look.hover);
    }
    panels::focus_ring(ui, &response);
    let line = |words: String, font, colour, width| panels::one_line(ui, words, font, colour, width);
    let count = line(count.to_string(), theme::plain(12.0), look.weak, 60.0);
    let room = rect.width() - 16.0;
    let name = line(title.to_owned(), theme::plain(14.0), look.ink, room);
    let date = about.date.as_deref().unwrap_or(words::project::UNDATED);
    let told: Vec<&str> = std::iter::once(date).chain(about.publisher.as_deref()).collect();
    let told = line(told.join(words::lists::DOT), theme::plain(12.0), look.weak, room - count.size().x - 8.0);
    let painter = ui.painter();
    painter.galley((rect.left_top() + vec2(8.0, 2.0)).round(), name, look.ink);
    painter.galley((rect.left_top() + vec2(8.0, 21.0)).round(), told, look.weak);
    painter.galley((rect.right_top() + vec2(-8.0 - count.size().x, 21.0)).round(), count, look.weak);
    response.context_menu(|ui| {
        if ui.button(words::project::TAKE_OUT).clicked() {
            commands.push(Command::Project(Wish::TakeOut(index)));
            ui.close();
        }
    });
    if response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked() {
        commands.push(Command::Project(Wish::OpenArticle(index)));
    }
}
