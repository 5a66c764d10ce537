//! Lanes: beside the text and scrolling with it, one for each actor, with hardline at its left and conciliatory at its
//! right edge.

use eframe::egui::{self, Align2, Pos2, Rect, Sense, Stroke, pos2, vec2};
use egui::text::{LayoutJob, TextWrapping};

use crate::chart::{Point, Series};
use crate::gui::command::{Command, Hover, Request};
use crate::gui::document::Document;
use crate::gui::marks;
use crate::gui::state::State;
use crate::gui::theme::{self, Look};
use crate::gui::words;
use crate::stance::Stance;

use super::article::ArticlePanel;

const HEADER: f32 = 88.0;
/// The room at the right that the slanted name of the last lane needs.
const SIDE: f32 = 36.0;
const REACH: f32 = 14.0;

/// The width that the lanes of an article want in a window with so much `room`.
pub(in crate::gui) fn width(document: &Document, room: f32) -> f32 {
    let shown = document.series.iter().filter(|series| document.shows(series.speaker)).count();
    (shown as f32 * 56.0 + 8.0 + SIDE).clamp(120.0, room * 0.34)
}

/// Draws the lanes of the article in front.
pub(in crate::gui) fn show(
    ui: &mut egui::Ui,
    state: &State,
    article: &ArticlePanel,
    commands: &mut Vec<Command>,
) {
    let Some(document) = state.document() else { return };
    let room = ui.available_rect_before_wrap();
    let response = ui.interact(room, ui.scope_id().with("lanes"), Sense::click());
    response.widget_info(|| {
        let label = words::lanes::ABOUT;
        egui::WidgetInfo::labeled(egui::accesskit::Role::Figure, true, label)
    });
    let wheel = ui.input(|input| input.smooth_scroll_delta().y);
    if ui.rect_contains_pointer(room) && wheel != 0.0 {
        commands.push(Command::Ask(Request::Scroll(-wheel)));
    }
    let visible: Vec<&Series> =
        document.series.iter().filter(|series| document.shows(series.speaker)).collect();
    let look = Look::of(ui);
    let lanes = Lanes { state, document, article, look, room };
    let width = ((room.width() - 8.0 - SIDE) / visible.len().max(1) as f32).min(72.0);
    let mut nearest: Option<(f32, Point)> = None;
    for (index, series) in visible.iter().enumerate() {
        let left = room.left() + 8.0 + width * index as f32;
        let lane = Rect::from_min_max(pos2(left, room.top()), pos2(left + width, room.bottom()));
        lanes.header(ui, lane, series, commands);
        lanes.course(ui, lane, series);
        for (centre, point) in lanes.centres(lane, series) {
            let distance = response.hover_pos().map_or(f32::INFINITY, |pointer| pointer.distance(centre));
            if distance < REACH && nearest.is_none_or(|(best, _)| distance < best) {
                nearest = Some((distance, point));
            }
        }
    }
    if let Some((_, point)) = nearest {
        ui.ctx().set_cursor_icon(egui::CursorIcon::PointingHand);
        commands.push(Command::Hover(Hover::Quotation(point.id)));
        if response.clicked() {
            commands.push(Command::Pin { id: point.id, reveal: true });
        }
        super::preview(ui, &response, document, point.id);
    }
}

struct Lanes<'a> {
    state: &'a State,
    document: &'a Document,
    article: &'a ArticlePanel,
    look: Look,
    room: Rect,
}

impl Lanes<'_> {
    /// The actor's mark above its lane, and its short name, slanted because lanes are narrow.
    fn header(&self, ui: &egui::Ui, lane: Rect, series: &Series, commands: &mut Vec<Command>) {
        const SLANT: f32 = -0.9;
        let reading = &self.document.reading;
        let actor = series.speaker;
        let head = Rect::from_min_max(lane.min, pos2(lane.right(), lane.top() + HEADER));
        let response = ui.interact(head, ui.scope_id().with(("lane", actor)), Sense::click());
        let name = reading.name(actor);
        response.widget_info(|| {
            egui::WidgetInfo::labeled(egui::accesskit::Role::Button, true, words::actors::show_only(name))
        });
        if response.hovered() {
            commands.push(Command::Hover(Hover::Actor(actor)));
        }
        if response.clicked() {
            commands.push(Command::Only(actor));
        }
        let strength = if self.state.dims(actor) { 0.4 } else { 1.0 };
        let centre = pos2(lane.center().x, lane.top() + HEADER - 14.0);
        marks::swatch(ui.painter(), centre, reading.place(actor), &self.look, true);
        let colour = self.look.ink.gamma_multiply(strength);
        let job = LayoutJob {
            wrap: TextWrapping::truncate_at_width(76.0),
            ..LayoutJob::simple_singleline(reading.label(actor).to_owned(), theme::plain(12.0), colour)
        };
        let galley = ui.ctx().fonts_mut(|fonts| fonts.layout_job(job));
        let at = centre + vec2(-5.0, -18.0);
        ui.painter().add(egui::epaint::TextShape::new(at, galley, colour).with_angle(SLANT));
        response.on_hover_text(words::lanes::actor(name, series.count()));
    }

    /// The lane with the actor's points, joined in text order.
    fn course(&self, ui: &egui::Ui, lane: Rect, series: &Series) {
        let body = Rect::from_min_max(pos2(lane.left(), self.room.top() + HEADER), self.room.max);
        let painter = ui.painter().with_clip_rect(body.intersect(ui.clip_rect()));
        let place = self.document.reading.place(series.speaker);
        let strength = if self.state.dims(series.speaker) { 0.2 } else { 1.0 };
        let colour = self.look.actor(place).gamma_multiply(strength);
        let rail = Rect::from_min_max(body.min, pos2(lane.right(), body.bottom())).shrink2(vec2(4.0, 0.0));
        painter.rect_filled(rail, 4.0, self.look.page);
        painter.vline(rail.center().x, rail.y_range(), Stroke::new(1.0, self.look.line));
        let centres = self.centres(lane, series);
        for pair in centres.windows(2).filter(|_| series.speaker.is_some()) {
            painter.line_segment([pair[0].0, pair[1].0], Stroke::new(1.5, colour.gamma_multiply(0.75)));
        }
        for (centre, point) in centres {
            let lit = self.state.inspected() == Some(point.id);
            let paint = marks::Paint { colour, ground: self.look.page, filled: point.is_certain() };
            if lit {
                let x = |score: f64| self.x(lane, score);
                let stroke = Stroke::new(2.0, colour.gamma_multiply(0.8));
                painter.line_segment([pos2(x(point.low), centre.y), pos2(x(point.high), centre.y)], stroke);
                painter.circle_filled(centre, 11.0, colour.gamma_multiply(0.25));
            }
            marks::mark(&painter, centre, if lit { 6.5 } else { 5.0 }, place.marker(), paint);
            let stance = self.document.reading.analysis.stances.get(&point.id);
            if stance.is_some_and(Stance::is_disputed) {
                let at = centre + vec2(7.0, -6.0);
                painter.text(
                    at,
                    Align2::LEFT_CENTER,
                    words::scale::DISPUTED,
                    theme::strong(12.0),
                    self.look.alarm,
                );
            }
        }
    }

    fn x(&self, lane: Rect, score: f64) -> f32 {
        let inner = lane.shrink2(vec2(10.0, 0.0));
        egui::lerp(inner.x_range(), (score as f32 + 1.0) / 2.0)
    }

    fn centres(&self, lane: Rect, series: &Series) -> Vec<(Pos2, Point)> {
        let seen = self.article.seen(self.document);
        let at = |point: &Point| {
            let height = self.article.height_of(self.document, point.id.start)?;
            // Half a line further down is the middle of the line that the quotation begins on.
            let y = self.room.top() + height - seen.offset + self.state.settings.text.line() / 2.0;
            let scored = self.document.trial_of(point.id).and_then(|trial| trial.scored.as_ref()?.as_ref());
            Some((pos2(self.x(lane, scored.map_or(point.score, |stance| stance.score)), y), *point))
        };
        series.points.iter().filter_map(at).collect()
    }
}
