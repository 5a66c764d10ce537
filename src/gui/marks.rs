//! Small drawings that several panels share: an actor's mark, lines by kind of quotation, hatching, the stance bar.

use eframe::egui::{self, Color32, Painter, Pos2, Rect, Shape, Stroke, Vec2, pos2, vec2};

use crate::palette::{Marker, Place};
use crate::quotes::Kind;

use super::theme::Look;

/// Draws a mark; hollow if the speaker is not certain.
pub(super) fn mark(painter: &Painter, centre: Pos2, radius: f32, marker: Marker, paint: Paint) {
    let stroke = Stroke::new(1.5, if paint.filled { paint.ground } else { paint.colour });
    let fill = if paint.filled { paint.colour } else { paint.ground };
    if marker == Marker::Circle {
        painter.circle(centre, radius, fill, stroke);
        return;
    }
    if marker == Marker::Cross {
        let arm = radius * 0.8;
        let stroke = Stroke::new(2.0, paint.colour);
        painter.line_segment([centre - vec2(arm, arm), centre + vec2(arm, arm)], stroke);
        painter.line_segment([centre - vec2(arm, -arm), centre + vec2(arm, -arm)], stroke);
        return;
    }
    let points = corners(marker).iter().map(|&corner| centre + corner * radius).collect();
    painter.add(Shape::convex_polygon(points, fill, stroke));
}

/// The colours of a mark.
#[derive(Debug, Clone, Copy)]
pub(super) struct Paint {
    /// Of the mark.
    pub colour: Color32,
    /// Of the page beneath it.
    pub ground: Color32,
    /// Filled, else hollow.
    pub filled: bool,
}

/// The corners of a mark of radius 1, of about the area of the unit disc.
fn corners(marker: Marker) -> &'static [Vec2] {
    const fn at(x: f32, y: f32) -> Vec2 {
        vec2(x, y)
    }
    const SQUARE: [Vec2; 4] = [at(-0.88, -0.88), at(0.88, -0.88), at(0.88, 0.88), at(-0.88, 0.88)];
    const DIAMOND: [Vec2; 4] = [at(0.0, -1.25), at(1.25, 0.0), at(0.0, 1.25), at(-1.25, 0.0)];
    const UP: [Vec2; 3] = [at(0.0, -1.2), at(1.15, 0.85), at(-1.15, 0.85)];
    const DOWN: [Vec2; 3] = [at(0.0, 1.2), at(-1.15, -0.85), at(1.15, -0.85)];
    const LEFT: [Vec2; 3] = [at(-1.2, 0.0), at(0.85, -1.15), at(0.85, 1.15)];
    const RIGHT: [Vec2; 3] = [at(1.2, 0.0), at(-0.85, 1.15), at(-0.85, -1.15)];
    const HEXAGON: [Vec2; 6] =
        [at(0.0, -1.1), at(0.95, -0.55), at(0.95, 0.55), at(0.0, 1.1), at(-0.95, 0.55), at(-0.95, -0.55)];
    match marker {
        Marker::Square | Marker::Circle | Marker::Cross => &SQUARE,
        Marker::Diamond => &DIAMOND,
        Marker::Up => &UP,
        Marker::Down => &DOWN,
        Marker::Left => &LEFT,
        Marker::Right => &RIGHT,
        Marker::Hexagon => &HEXAGON,
    }
}

/// Draws the mark of an actor as it stands in lists.
pub(super) fn swatch(painter: &Painter, centre: Pos2, place: Place, look: &Look, filled: bool) {
    let paint = Paint { colour: look.actor(place), ground: look.page, filled };
    mark(painter, centre, 5.5, place.marker(), paint);
}

/// Draws the line under quoted words: unbroken for direct, dashed for mixed, dotted for indirect speech.
pub(super) fn underline(painter: &Painter, from: Pos2, to: Pos2, kind: Kind, stroke: Stroke) {
    match kind {
        Kind::Direct => {
            painter.line_segment([from, to], stroke);
        }
        Kind::Mixed => {
            painter.extend(Shape::dashed_line(&[from, to], stroke, 7.0, 3.0));
        }
        Kind::Indirect => {
            painter.extend(Shape::dotted_line(&[from, to], stroke.color, 4.0, stroke.width * 0.55));
        }
    }
}

/// Draws a tick: done.
pub(super) fn tick(painter: &Painter, centre: Pos2, colour: Color32) {
    let points = [vec2(-4.5, 0.0), vec2(-1.5, 3.5), vec2(4.5, -4.0)].map(|by| centre + by);
    painter.line(points.to_vec(), Stroke::new(2.0, colour));
}

/// Fills a rectangle with slanted lines: nobody's words.
pub(super) fn hatch(painter: &Painter, rect: Rect, colour: Color32) {
    const GAP: f32 = 6.0;
    let painter = painter.with_clip_rect(rect.intersect(painter.clip_rect()));
    // Lines start at whole multiples of the gap, so that they meet from one rectangle to the next.
    let first = ((rect.left() - rect.height()) / GAP).floor() as i32;
    let last = (rect.right() / GAP).ceil() as i32;
    for index in first..=last {
        let x = index as f32 * GAP;
        painter.line_segment(
            [pos2(x, rect.bottom()), pos2(x + rect.height(), rect.top())],
            Stroke::new(1.0, colour),
        );
    }
}

/// What a stance bar shows, each from -1 to 1.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bar {
    /// The ends of the range.
    pub range: (f64, f64),
    /// The mark on it.
    pub at: f64,
}

/// Draws a bar from hardline at the left to conciliatory at the right, with a range and a mark on it.
pub(super) fn stance_bar(painter: &Painter, rect: Rect, bar: Bar, colour: Color32, look: &Look) {
    let x = |score: f64| egui::lerp(rect.x_range(), (score as f32 + 1.0) / 2.0);
    let y = rect.center().y;
    let rail = Rect::from_center_size(rect.center(), vec2(rect.width(), 4.0));
    painter.rect_filled(rail, 2.0, look.raised);
    let middle = rect.center().x;
    painter.line_segment([pos2(middle, y - 6.0), pos2(middle, y + 6.0)], Stroke::new(1.0, look.weak));
    let range = Rect::from_min_max(pos2(x(bar.range.0), y - 2.0), pos2(x(bar.range.1), y + 2.0));
    painter.rect_filled(range, 2.0, colour.gamma_multiply(0.45));
    painter.rect_filled(Rect::from_center_size(pos2(x(bar.at), y), vec2(4.0, 14.0)), 2.0, colour);
}
