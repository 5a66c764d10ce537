//! The ends of the pinned quotation, which can be dragged to where it really begins and ends.

use eframe::egui::{self, CursorIcon, Pos2, Rect, Sense, Stroke, pos2, vec2};

use crate::article::Article;
use crate::gui::command::Command;
use crate::gui::document::Document;
use crate::gui::words;
use crate::quotes::Quotation;
use crate::review::{Correction, Verdict};
use crate::text::Span;

use super::Frame;
use super::selection::{Drawn, byte_at, place_of};

/// How near to an end the pointer must be.
const REACH: f32 = 7.0;

/// An end that is being dragged, and to where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Dragged {
    /// The first, else the last.
    is_start: bool,
    /// The byte that it would begin or end at.
    to: usize,
}

/// What the pinned quotation would cover if the end were let go where it is.
pub(super) fn covered(document: &Document, dragged: Dragged) -> Option<Span> {
    let quotation = document.reading.analysis.quotation(document.pinned?)?;
    let content = moved(quotation, dragged.is_start, dragged.to)?;
    Some(Span::new(content.first()?.start, content.last()?.end))
}

/// Draws the ends that are in view, and follows the pointer.
pub(super) fn show(
    ui: &egui::Ui,
    frame: &Frame<'_>,
    drawn: &[Drawn],
    dragged: &mut Option<Dragged>,
    commands: &mut Vec<Command>,
) {
    let document = frame.document;
    let article = &document.reading.article;
    let pinned = document.pinned.and_then(|id| document.reading.analysis.quotation(id));
    let Some(quotation) = pinned else {
        *dragged = None;
        return;
    };
    let cover = quotation.cover();
    for (is_start, byte) in [(true, cover.start), (false, cover.end)] {
        let now = dragged.filter(|dragged| dragged.is_start == is_start).map_or(byte, |dragged| dragged.to);
        let Some((top, height)) = place_of(drawn, article, now, !is_start) else { continue };
        let rect = Rect::from_center_size(top + vec2(0.0, height / 2.0), vec2(2.0 * REACH, height));
        let response = ui.interact(rect, ui.scope_id().with(("end", is_start)), Sense::drag());
        response.widget_info(|| {
            let label = if is_start { words::article::BEGINS } else { words::article::ENDS };
            egui::WidgetInfo::labeled(egui::accesskit::Role::Splitter, true, label)
        });
        let is_lit = response.hovered() || response.dragged();
        if is_lit {
            ui.ctx().set_cursor_icon(CursorIcon::ResizeHorizontal);
        }
        draw(ui, frame, (top, height), is_start, is_lit);
        if let Some(pointer) = response.interact_pointer_pos().filter(|_| response.dragged()) {
            let to = byte_at(drawn, article, pointer).map(|byte| edge(article, byte, is_start));
            *dragged = to.map(|to| Dragged { is_start, to });
        }
        if response.drag_stopped()
            && let Some(Dragged { to, .. }) = dragged.take()
            && let Some(content) = moved(quotation, is_start, to)
        {
            commands.push(Command::Correct(Correction::of(quotation.id(), Verdict::Content(content))));
        }
    }
}

fn draw(ui: &egui::Ui, frame: &Frame<'_>, (top, height): (Pos2, f32), is_start: bool, is_lit: bool) {
    let place = frame.document.pinned.map(|id| frame.place(id));
    let colour = place.map_or(frame.look.accent, |place| frame.look.actor(place));
    let stroke = Stroke::new(if is_lit { 3.0 } else { 2.0 }, colour);
    let (from, to) = (top + vec2(0.0, 2.0), top + vec2(0.0, height - 2.0));
    ui.painter().line_segment([from, to], stroke);
    let knob = if is_start { from } else { to };
    ui.painter().circle_filled(pos2(top.x, knob.y), if is_lit { 5.0 } else { 3.5 }, colour);
}

/// The edge of a word that is nearest to a byte: where one begins for a start, where one ends for an end.
fn edge(article: &Article, byte: usize, is_start: bool) -> usize {
    let tokens = article.tokens();
    let at = tokens.partition_point(|token| token.span.start <= byte);
    let near = &tokens[at.saturating_sub(2)..(at + 2).min(tokens.len())];
    let edges = near.iter().map(|token| if is_start { token.span.start } else { token.span.end });
    edges.min_by_key(|edge| edge.abs_diff(byte)).unwrap_or(byte)
}

/// The content with one end elsewhere; pieces that fall out are dropped. `None` if nothing would be left or nothing moves.
fn moved(quotation: &Quotation, is_start: bool, to: usize) -> Option<Vec<Span>> {
    let mut content = quotation.content.clone();
    if is_start {
        content.retain(|piece| piece.end > to);
        content.first_mut()?.start = to;
    } else {
        content.retain(|piece| piece.start < to);
        content.last_mut()?.end = to;
    }
    (content != quotation.content).then_some(content)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quotes::Kind;

    #[test]
    fn an_end_goes_to_a_words_edge_and_takes_the_pieces_with_it() {
        let article = Article::new("He said so, and left.");
        assert_eq!((edge(&article, 4, true), edge(&article, 4, false)), (3, 2));
        assert_eq!(edge(&article, 9, false), 10);
        let quotation = Quotation {
            kind: Kind::Direct,
            content: vec![Span::new(3, 7), Span::new(12, 20)],
            cue: None,
            source: None,
            addressee: None,
            outer: None,
            rule: "test",
            confidence: 1.0,
        };
        assert_eq!(moved(&quotation, false, 7), Some(vec![Span::new(3, 7)]));
        assert_eq!(moved(&quotation, true, 0), Some(vec![Span::new(0, 7), Span::new(12, 20)]));
        assert_eq!(moved(&quotation, true, 3), None);
        assert_eq!(moved(&quotation, false, 2), None);
    }
}
