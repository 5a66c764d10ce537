//! The parts of the window. Each draws from the state it is lent and pushes what the reader asks for onto a queue.

pub(super) mod actors;
pub(super) mod article;
pub(super) mod chart;
pub(super) mod choices;
pub(super) mod columns;
pub(super) mod drop;
pub(super) mod evidence;
pub(super) mod find;
pub(super) mod help;
pub(super) mod inspector;
pub(super) mod lanes;
pub(super) mod naming;
pub(super) mod position;
pub(super) mod project;
pub(super) mod queue;
pub(super) mod second;
pub(super) mod sheet;
pub(super) mod top;
pub(super) mod tour;
pub(super) mod verdicts;
pub(super) mod welcome;

use eframe::egui;

use crate::quotes::QuotationId;

use super::document::Document;
use super::reading::shorten;
use super::theme::{self, Look};

/// Words on one line, cut where they are wider than `width`.
pub(super) fn one_line(
    ui: &egui::Ui,
    words: impl Into<String>,
    font: egui::FontId,
    colour: egui::Color32,
    width: f32,
) -> std::sync::Arc<egui::Galley> {
    let job = egui::text::LayoutJob {
        wrap: egui::text::TextWrapping::truncate_at_width(width),
        ..egui::text::LayoutJob::simple_singleline(words.into(), font, colour)
    };
    ui.ctx().fonts_mut(|fonts| fonts.layout_job(job))
}

/// From here on words of a button stay on one line; a button that has no room left in a row begins the next.
pub(super) fn whole(ui: &mut egui::Ui) {
    ui.style_mut().wrap_mode = Some(egui::TextWrapMode::Extend);
}

/// A button that looks like a link.
pub(super) fn link(ui: &mut egui::Ui, words: &str) -> egui::Response {
    let words = egui::RichText::new(words).color(Look::of(ui).accent).font(theme::plain(13.0));
    ui.add(egui::Button::new(words).frame(false)).on_hover_cursor(egui::CursorIcon::PointingHand)
}

/// Short words on a rounded ground.
pub(super) fn chip(ui: &mut egui::Ui, words: &str) {
    let look = Look::of(ui);
    egui::Frame::new()
        .fill(look.raised)
        .corner_radius(4)
        .inner_margin(egui::Margin::symmetric(6, 2))
        .show(ui, |ui| ui.label(egui::RichText::new(words).font(theme::plain(12.0)).color(look.weak)));
}

/// A tooltip with the words of a quotation, beside its mark.
pub(super) fn preview(ui: &egui::Ui, response: &egui::Response, document: &Document, id: QuotationId) {
    let reading = &document.reading;
    let Some(quotation) = reading.analysis.quotation(id) else { return };
    let look = Look::of(ui);
    egui::Tooltip::always_open(
        ui.ctx().clone(),
        ui.layer_id(),
        response.id.with("preview"),
        egui::PopupAnchor::Pointer,
    )
    .gap(16.0)
    .width(320.0)
    .show(|ui| {
        ui.set_max_width(320.0);
        ui.label(egui::RichText::new(reading.names(id)).font(theme::strong(13.0)));
        let words = shorten(&reading.words(quotation), 240);
        ui.label(egui::RichText::new(words).font(theme::serif(15.0)));
        ui.label(egui::RichText::new(reading.stance_words(id)).font(theme::plain(12.0)).color(look.weak));
    });
}

/// Draws what is in sight. What is not, and has been drawn in this width before under the same `key`, only takes its room.
pub(super) fn lazily(
    ui: &mut egui::Ui,
    key: impl std::hash::Hash + std::fmt::Debug,
    draw: impl FnOnce(&mut egui::Ui),
) {
    let id = ui.scope_id().with(key);
    let width = ui.available_width();
    if let Some((before, height)) = ui.data(|kept| kept.get_temp::<(f32, f32)>(id))
        && before == width
        && !ui.is_rect_visible(egui::Rect::from_min_size(ui.cursor().min, egui::vec2(width, height)))
    {
        ui.allocate_space(egui::vec2(width, height));
        return;
    }
    let height = ui.vertical(draw).response.rect.height();
    ui.data_mut(|kept| kept.insert_temp(id, (width, height)));
}

/// A line around what has the keyboard, for things that are painted by hand.
pub(super) fn focus_ring(ui: &egui::Ui, response: &egui::Response) {
    if response.has_focus() {
        let stroke = egui::Stroke::new(2.0, Look::of(ui).accent);
        ui.painter().rect_stroke(response.rect, 4.0, stroke, egui::StrokeKind::Inside);
    }
}

/// Words in capitals above what they name.
pub(super) fn title(ui: &mut egui::Ui, words: &str) {
    let look = Look::of(ui);
    ui.label(egui::RichText::new(words).font(theme::strong(12.0)).color(look.weak));
}

/// A button with a small cross. `name` says what it closes.
pub(super) fn close(ui: &mut egui::Ui, name: &str) -> egui::Response {
    let look = Look::of(ui);
    let (rect, response) = ui.allocate_exact_size(egui::vec2(20.0, 20.0), egui::Sense::click());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Button, true, name));
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, 4.0, look.hover);
    }
    let colour = if response.hovered() { look.ink } else { look.weak };
    let arm = egui::vec2(3.5, 3.5);
    let other = egui::vec2(arm.x, -arm.y);
    for arm in [arm, other] {
        let ends = [rect.center() - arm, rect.center() + arm];
        ui.painter().line_segment(ends, egui::Stroke::new(1.5, colour));
    }
    focus_ring(ui, &response);
    response.on_hover_text(name)
}

/// A line with something short at its left, then words of the article, then a note on them.
pub(super) fn line(
    ui: &mut egui::Ui,
    (head, font, colour): (String, egui::FontId, egui::Color32),
    words: &str,
    note: &str,
) {
    let look = Look::of(ui);
    ui.horizontal_top(|ui| {
        let (rect, _) = ui.allocate_exact_size(egui::vec2(52.0, 19.0), egui::Sense::hover());
        ui.painter().text(rect.left_center(), egui::Align2::LEFT_CENTER, head, font, colour);
        let mut job = egui::text::LayoutJob::default();
        let format = |font_id, color| egui::TextFormat { font_id, color, ..egui::TextFormat::default() };
        job.append(words, 0.0, format(theme::serif(14.0), look.ink));
        let gap = if words.is_empty() { 0.0 } else { 8.0 };
        job.append(note, gap, format(theme::plain(12.0), look.weak));
        ui.add(egui::Label::new(job).wrap());
    });
}
