//! The whole text at the right edge: a tick in its speaker's colour where each quotation begins, and what is in view.

use eframe::egui::{self, Rect, Sense, pos2};

use crate::gui::command::Command;
use crate::gui::words;

use super::Frame;

/// The width of the strip.
pub(super) const WIDTH: f32 = 12.0;

/// Draws the strip over `rect`. `share` gives where a byte of the text stands, from 0 at the top to 1, and `seen` what part of
/// that is in view.
pub(super) fn show(
    ui: &egui::Ui,
    frame: &Frame<'_>,
    rect: Rect,
    share: impl Fn(usize) -> f32,
    seen: (f32, f32),
    commands: &mut Vec<Command>,
) {
    let document = frame.document;
    let y = |share: f32| rect.top() + share * rect.height();
    let painter = ui.painter().with_clip_rect(rect);
    painter.rect_filled(rect, 0.0, frame.look.page);
    if seen.1 - seen.0 < 1.0 {
        let view = Rect::from_min_max(pos2(rect.left(), y(seen.0)), pos2(rect.right(), y(seen.1)));
        painter.rect_filled(view, 2.0, frame.look.ink.gamma_multiply(0.10));
    }
    let mut last = None;
    for quotation in &document.reading.analysis.quotations {
        let id = quotation.id();
        if !document.shows_quotation(id) {
            continue;
        }
        let at = y(share(id.start)).round();
        let colour = frame.look.actor(frame.place(id));
        // In a long text many begin on one line of the screen.
        if last.replace((at, colour)) == Some((at, colour)) {
            continue;
        }
        let dimmed = frame.state.dims_quotation(&document.reading, id);
        let colour = colour.gamma_multiply(if dimmed { 0.25 } else { 1.0 });
        let left = if document.pinned == Some(id) { rect.left() } else { rect.left() + 4.0 };
        painter.rect_filled(
            Rect::from_min_max(pos2(left, at), pos2(rect.right() - 2.0, at + 2.0)),
            0.0,
            colour,
        );
    }
    let response = ui.interact(rect, ui.scope_id().with("overview"), Sense::click_and_drag());
    response.widget_info(|| {
        let label = words::article::OVERVIEW;
        egui::WidgetInfo::labeled(egui::accesskit::Role::Figure, true, label)
    });
    if let Some(pointer) =
        response.interact_pointer_pos().filter(|_| response.clicked() || response.dragged())
    {
        let wanted = ((pointer.y - rect.top()) / rect.height()).clamp(0.0, 1.0);
        let middle = (seen.0 + seen.1) / 2.0;
        commands.push(Command::Ask(crate::gui::command::Request::ScrollBy(wanted - middle)));
    }
}
