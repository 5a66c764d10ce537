//! The tour: a card beside the part of the window that it explains, while all else stands back.

use eframe::egui::{self, Id, LayerId, Order, Rect, RichText, Stroke, StrokeKind, pos2, vec2};

use crate::gui::command::Command;
use crate::gui::state::State;
use crate::gui::theme::{self, Look};
use crate::gui::tour::{Stop, Walk};
use crate::gui::words;

const WIDTH: f32 = 320.0;
/// What the card needs beside a part.
const GAP: f32 = 12.0;
const ROOM: f32 = WIDTH + 2.0 * GAP;

/// Notes where a part of the window stands in this frame.
pub(in crate::gui) fn stands(ui: &egui::Ui, stop: Stop) {
    let frame = ui.ctx().cumulative_frame_nr();
    ui.data_mut(|data| data.insert_temp(Id::unique(stop), (frame, ui.max_rect())));
}

/// Where it stands, if it is shown.
fn place(ctx: &egui::Context, stop: Stop) -> Option<Rect> {
    let (frame, rect) = ctx.data(|data| data.get_temp::<(u64, Rect)>(Id::unique(stop)))?;
    (frame == ctx.cumulative_frame_nr() && rect.is_positive()).then_some(rect)
}

/// Draws the card, if somebody takes the tour.
pub(in crate::gui) fn show(ui: &egui::Ui, state: &State, commands: &mut Vec<Command>) {
    let Some(stop) = state.tour else { return };
    if state.document().is_none() {
        if state.pending == 0 {
            commands.push(Command::Tour(Walk::End));
        }
        return;
    }
    let (ctx, look) = (ui.ctx(), Look::of(ui));
    let window = ctx.content_rect();
    let part = place(ctx, stop).map(|rect| rect.expand(6.0).intersect(window));
    if let Some(part) = part {
        veil(ctx, window, part, &look);
    }
    let size = Id::unique("tour card");
    let height = ctx.data(|data| data.get_temp::<f32>(size)).unwrap_or(200.0);
    let at = beside(window, part.unwrap_or(Rect::from_center_size(window.center(), vec2(0.0, 0.0))), height);
    let card = egui::Area::new(Id::unique("tour")).order(Order::Foreground).fixed_pos(at).show(ctx, |ui| {
        egui::Frame::new()
            .fill(look.page)
            .stroke(Stroke::new(1.0, look.line))
            .shadow(ui.style().visuals.popup_shadow)
            .corner_radius(8)
            .inner_margin(egui::Margin::same(16))
            .show(ui, |ui| {
                ui.set_width(WIDTH - 32.0);
                say(ui, stop, &look, commands);
            });
    });
    ctx.data_mut(|data| data.insert_temp(size, card.response.rect.height()));
}

/// What the part is, and the ways on.
fn say(ui: &mut egui::Ui, stop: Stop, look: &Look, commands: &mut Vec<Command>) {
    let (title, text) = words::tour::STOPS[stop.number()];
    ui.label(RichText::new(title).font(theme::strong(16.0)).color(look.ink));
    ui.add_space(4.0);
    let text = RichText::new(text).font(theme::plain(13.5)).color(look.ink);
    ui.add(egui::Label::new(text.line_height(Some(20.0))).wrap());
    ui.add_space(12.0);
    let last = stop.number() + 1 == Stop::ALL.len();
    ui.horizontal(|ui| {
        let count = words::tour::count(stop.number() + 1, Stop::ALL.len());
        ui.label(RichText::new(count).font(theme::plain(12.0)).color(look.weak));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let name = if last { words::tour::DONE } else { words::tour::NEXT };
            let name = RichText::new(name).font(theme::strong(13.0)).color(look.page);
            let next = ui.add(egui::Button::new(name).fill(look.ink).min_size(vec2(72.0, 28.0)));
            // Enter goes on.
            if ui.memory(|memory| memory.focused().is_none()) {
                next.request_focus();
            }
            if next.clicked() {
                commands.push(Command::Tour(Walk::Forward));
            }
            if stop.number() > 0 && super::link(ui, words::tour::BACK).clicked() {
                commands.push(Command::Tour(Walk::Back));
            }
            if !last && super::link(ui, words::tour::SKIP).clicked() {
                commands.push(Command::Tour(Walk::End));
            }
        });
    });
}

/// Dims the window but for one part of it. What is under the veil can still be used.
fn veil(ctx: &egui::Context, window: Rect, part: Rect, look: &Look) {
    let painter = ctx.layer_painter(LayerId::new(Order::Middle, Id::unique("tour veil")));
    let shade = egui::Color32::from_black_alpha(if ctx.global_style().visuals.dark_mode { 120 } else { 70 });
    let above = Rect::from_min_max(window.min, pos2(window.right(), part.top()));
    let below = Rect::from_min_max(pos2(window.left(), part.bottom()), window.max);
    let left = Rect::from_min_max(pos2(window.left(), part.top()), pos2(part.left(), part.bottom()));
    let right = Rect::from_min_max(pos2(part.right(), part.top()), pos2(window.right(), part.bottom()));
    for rect in [above, below, left, right] {
        painter.rect_filled(rect, 0.0, shade);
    }
    painter.rect_stroke(part, 6.0, Stroke::new(2.0, look.accent), StrokeKind::Inside);
}

/// Where a card of this height stands: at that side of the part that has the room, else in its corner.
fn beside(window: Rect, part: Rect, height: f32) -> egui::Pos2 {
    let x =
        (part.center().x - WIDTH / 2.0).clamp(window.left() + GAP, (window.right() - ROOM + GAP).max(GAP));
    let y = part.top().clamp(window.top() + GAP, (window.bottom() - height - GAP).max(GAP));
    if window.right() - part.right() >= ROOM {
        pos2(part.right() + GAP, y)
    } else if part.left() - window.left() >= ROOM {
        pos2(part.left() - GAP - WIDTH, y)
    } else if window.bottom() - part.bottom() >= height + 2.0 * GAP {
        pos2(x, part.bottom() + GAP)
    } else if part.top() - window.top() >= height + 2.0 * GAP {
        pos2(x, part.top() - GAP - height)
    } else {
        let corner = pos2(part.right() - GAP - WIDTH, part.bottom() - GAP - height);
        corner.max(window.min + vec2(GAP, GAP))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_card_stands_in_the_window_and_beside_its_part() {
        for (width, height) in [(1024.0, 700.0), (1600.0, 1000.0), (800.0, 1280.0), (720.0, 480.0)] {
            let window = Rect::from_min_size(pos2(0.0, 0.0), vec2(width, height));
            let parts = [
                Rect::from_min_max(pos2(0.0, 30.0), pos2(width * 0.63, height)),
                Rect::from_min_max(pos2(width * 0.63, 30.0), pos2(width, height * 0.4)),
                Rect::from_min_max(pos2(width * 0.63, height * 0.7), pos2(width, height)),
                Rect::from_min_max(pos2(0.0, 0.0), pos2(width, 28.0)),
                Rect::from_min_max(pos2(0.0, height * 0.5), pos2(width, height)),
            ];
            for part in parts {
                let card = Rect::from_min_size(beside(window, part, 210.0), vec2(WIDTH, 210.0));
                assert!(window.contains_rect(card), "{window:?} {part:?} {card:?}");
                let inside = part.contains_rect(card);
                assert!(inside || !part.shrink(1.0).intersects(card), "{window:?} {part:?} {card:?}");
            }
        }
    }
}
