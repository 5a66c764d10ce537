//! The review queue: all statements, those first whose errors would move the chart most, and how far the review has come.

use eframe::egui::{self, Align2, RichText, Sense, pos2, vec2};
use egui::text::{LayoutJob, TextWrapping};

use crate::chart::Item;
use crate::gui::command::{Command, Hover};
use crate::gui::document::Document;
use crate::gui::marks;
use crate::gui::reading::{shorten, signed};
use crate::gui::state::State;
use crate::gui::theme::{self, Look};
use crate::gui::words;

const ROW: f32 = 40.0;

/// Draws the queue of the article in front.
pub(in crate::gui) fn show(ui: &mut egui::Ui, state: &State, commands: &mut Vec<Command>) {
    let Some(document) = state.document() else { return };
    ui.add_space(8.0);
    header(ui, document, commands);
    let queue = &document.reading.queue;
    let fresh = ui.scope_id().with("shown");
    let before: Option<Option<usize>> = ui.data(|data| data.get_temp(fresh));
    let at = queue.iter().position(|item| Some(item.id) == document.pinned);
    ui.data_mut(|data| data.insert_temp(fresh, at));
    ui.spacing_mut().item_spacing.y = 0.0;
    let mut area = egui::ScrollArea::vertical().id_salt("queue").auto_shrink(false);
    if let Some(at) = at.filter(|_| before != Some(at)) {
        // The pinned statement is brought into the middle when it changes.
        let middle = at as f32 * ROW - (ui.available_height() - ROW) / 2.0;
        area = area.vertical_scroll_offset(middle.max(0.0));
    }
    area.show_rows(ui, ROW, queue.len(), |ui, rows| {
        ui.set_clip_rect(ui.clip_rect().expand2(vec2(8.0, 0.0)));
        for item in &queue[rows] {
            row(ui, document, *item, commands);
        }
    });
}

fn header(ui: &mut egui::Ui, document: &Document, commands: &mut Vec<Command>) {
    let look = Look::of(ui);
    let all = document.reading.queue.len();
    let left = document.waiting().count();
    ui.horizontal(|ui| {
        ui.set_min_height(24.0);
        ui.label(RichText::new(words::queue::TITLE).font(theme::strong(14.0)));
        if super::link(ui, words::actors::TITLE).on_hover_text(words::queue::ACTORS_HINT).clicked() {
            commands.push(Command::Queue);
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let words = words::queue::reviewed_of(all - left, all);
            ui.label(RichText::new(words).font(theme::plain(13.0)).color(look.weak));
        });
    });
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 8.0), Sense::hover());
    let share = (all - left) as f32 / all.max(1) as f32;
    response.widget_info(|| {
        let label = words::queue::statements_reviewed(all - left, all);
        egui::WidgetInfo::labeled(egui::accesskit::Role::ProgressIndicator, true, label)
    });
    let bar = rect.shrink2(vec2(0.0, 2.0));
    ui.painter().rect_filled(bar, 2.0, look.raised);
    ui.painter().rect_filled(bar.with_max_x(bar.left() + bar.width() * share), 2.0, look.accent);
    if left == 0 && all > 0 {
        let words = words::queue::ALL_REVIEWED;
        ui.label(RichText::new(words).font(theme::plain(13.0)).color(look.weak));
    }
}

fn row(ui: &mut egui::Ui, document: &Document, item: Item, commands: &mut Vec<Command>) {
    let look = Look::of(ui);
    let reading = &document.reading;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    let Some(quotation) = reading.analysis.quotation(item.id) else { return };
    let is_settled = reading.marks.is_settled(item.id);
    let words = shorten(&reading.words(quotation), 120);
    response.widget_info(|| {
        let (names, stance) = (reading.names(item.id), reading.stance_words(item.id));
        let label = words::queue::statement(&names, &stance, &words);
        let label = if is_settled { words::queue::reviewed(&label) } else { label };
        egui::WidgetInfo::selected(
            egui::accesskit::Role::ListItem,
            true,
            document.pinned == Some(item.id),
            label,
        )
    });
    let painter = ui.painter();
    if response.contains_pointer() {
        commands.push(Command::Hover(Hover::Quotation(item.id)));
    }
    if response.contains_pointer() || document.pinned == Some(item.id) {
        painter.rect_filled(rect.expand2(vec2(8.0, 0.0)), 6.0, look.hover);
    }
    if response.clicked() {
        commands.push(Command::Pin { id: item.id, reveal: true });
    }
    super::focus_ring(ui, &response);
    let strength = if is_settled { 0.55 } else { 1.0 };
    ui.scope(|ui| {
        ui.set_opacity(strength);
        let painter = ui.painter();
        let place = reading.place(reading.actor(item.id));
        marks::swatch(painter, pos2(rect.left() + 8.0, rect.center().y), place, &look, true);
        let line = |words: &str, font: egui::FontId, colour: egui::Color32, width: f32| {
            let job = LayoutJob {
                wrap: TextWrapping::truncate_at_width(width),
                ..LayoutJob::simple_singleline(words.to_owned(), font, colour)
            };
            ui.ctx().fonts_mut(|fonts| fonts.layout_job(job))
        };
        let width = rect.width() - 24.0 - 64.0;
        let name = line(&reading.names(item.id), theme::strong(13.0), look.ink, width);
        let said = line(&words, theme::serif(14.0), look.weak, width);
        painter.galley(pos2(rect.left() + 24.0, rect.top() + 3.0), name, look.ink);
        painter.galley(pos2(rect.left() + 24.0, rect.top() + 20.0), said, look.weak);
        let stance = reading.analysis.stances.get(&item.id);
        let score = stance.map_or(words::scale::NO_STANCE.to_owned(), |stance| signed(stance.score));
        let at = rect.right_center() - vec2(if is_settled { 20.0 } else { 0.0 }, 0.0);
        painter.text(at, Align2::RIGHT_CENTER, score, theme::plain(13.0), look.weak);
        if is_settled {
            marks::tick(painter, rect.right_center() - vec2(7.0, 0.0), look.accent);
        }
    });
    response.on_hover_text(words::queue::would_move(item.shift));
}
