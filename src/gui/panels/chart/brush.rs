//! Marking out a part of the chart with the pointer: the rest of the text stands back.

use eframe::egui::{self, Pos2, Rect, Stroke, StrokeKind};
use egui_plot::{PlotPoint, PlotTransform};

use crate::gui::command::{Brush, Command};
use crate::gui::theme::Look;

/// A drag over fewer points than this is a click that slipped.
const LEAST: f32 = 6.0;

/// Follows the pointer, and draws what is marked out.
pub(super) fn show(
    painter: &egui::Painter,
    response: &egui::Response,
    transform: &PlotTransform,
    now: Option<Brush>,
    look: &Look,
    commands: &mut Vec<Command>,
) {
    let ctx = &response.ctx;
    let key = response.id.with("brush");
    if response.drag_started() {
        let origin = ctx.input(|input| input.pointer.press_origin());
        ctx.data_mut(|data| data.insert_temp(key, origin));
    }
    let origin: Option<Pos2> = ctx.data(|data| data.get_temp::<Option<Pos2>>(key)).flatten();
    let pointer = response.interact_pointer_pos();
    let drawn = origin.zip(pointer).map(|(from, to)| Rect::from_two_pos(from, to));
    if let Some(rect) = drawn.filter(|_| response.dragged()) {
        draw(painter, rect.intersect(*transform.frame()), look);
    } else if let Some(brush) = now {
        let at = |position, score| transform.position_from_point(&PlotPoint::new(position, score));
        let rect = Rect::from_two_pos(at(brush.from, brush.low), at(brush.to, brush.high));
        draw(painter, rect.intersect(*transform.frame()), look);
    }
    if response.drag_stopped() {
        ctx.data_mut(|data| data.remove::<Option<Pos2>>(key));
        let brush =
            drawn.filter(|rect| rect.width().max(rect.height()) >= LEAST).map(|rect| of(rect, transform));
        commands.push(Command::Brush(brush));
    }
}

/// What a rectangle marks out. One that is all but as high as the chart marks out a range of the text, one that is all but
/// as wide a band of stances.
fn of(rect: Rect, transform: &PlotTransform) -> Brush {
    let frame = transform.frame();
    let (low, high) =
        (transform.value_from_position(rect.left_bottom()), transform.value_from_position(rect.right_top()));
    let all_of = |part: f32, whole: f32| part > whole * 0.85 || part < LEAST;
    let (from, to) =
        if all_of(rect.width(), frame.width()) { (0.0, 1.0) } else { (low.x.max(0.0), high.x.min(1.0)) };
    let (low, high) =
        if all_of(rect.height(), frame.height()) { (-1.0, 1.0) } else { (low.y.max(-1.0), high.y.min(1.0)) };
    Brush { from, to, low, high }
}

fn draw(painter: &egui::Painter, rect: Rect, look: &Look) {
    painter.rect_filled(rect, 2.0, look.accent.gamma_multiply(0.12));
    painter.rect_stroke(rect, 2.0, Stroke::new(1.0, look.accent), StrokeKind::Inside);
}
