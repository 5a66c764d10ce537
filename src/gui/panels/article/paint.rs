//! How a block of text and the margin beside it are painted.

use std::sync::Arc;

use eframe::egui::{self, Align2, Color32, Galley, Rect, Stroke, pos2, vec2};

use crate::gui::command::Hover;
use crate::gui::reading::Piece;
use crate::gui::{marks, theme};
use crate::palette::{self, Place, mix};
use crate::quotes::QuotationId;
use crate::text::Span;

use super::Frame;
use super::selection::{Drawn, chars_in_block, rows};

/// How a quotation stands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Emphasis {
    Dimmed,
    Plain,
    Lit,
}

impl Frame<'_> {
    fn emphasis(&self, id: QuotationId) -> Emphasis {
        let dimmed = self.state.dims_quotation(&self.document.reading, id);
        match self.state.hover {
            Hover::Quotation(other) if other == id => Emphasis::Lit,
            Hover::Actor(_) | Hover::Nothing if dimmed => Emphasis::Dimmed,
            Hover::Quotation(_) if self.document.brush.is_some() && !dimmed => Emphasis::Plain,
            Hover::Quotation(_) if self.dim => Emphasis::Dimmed,
            _ if self.document.pinned == Some(id) => Emphasis::Lit,
            _ => Emphasis::Plain,
        }
    }

    pub(super) fn place(&self, id: QuotationId) -> Place {
        self.document.reading.place(self.document.reading.actor(id))
    }
}

/// Paints a block, and adds to `hits` where its quotations are.
pub(super) fn block(
    ui: &mut egui::Ui,
    frame: &Frame<'_>,
    drawn: &Drawn,
    selected: Span,
    hits: &mut Vec<(Rect, QuotationId)>,
) {
    let reading = &frame.document.reading;
    let painter = ui.painter();
    let mut bright = Vec::new();
    for piece in reading.pieces(drawn.block) {
        let rects: Vec<Rect> =
            rows(drawn, &piece.chars).iter().map(|rect| rect.translate(drawn.at.to_vec2())).collect();
        hits.extend(rects.iter().map(|&rect| (rect, piece.id)));
        if !frame.document.shows_quotation(piece.id) {
            continue;
        }
        let emphasis = frame.emphasis(piece.id);
        tint(painter, frame, piece, &rects, emphasis);
        if emphasis != Emphasis::Dimmed {
            bright.extend(rects);
        }
    }
    background(painter, frame, drawn, selected);
    outline(painter, frame, drawn);
    words(painter, frame, drawn, &bright);
    let rect = Rect::from_min_size(drawn.at, drawn.galley.size());
    let response = ui.interact(rect, ui.scope_id().with(("block", drawn.block)), egui::Sense::hover());
    response.widget_info(|| {
        egui::WidgetInfo::labeled(egui::accesskit::Role::Paragraph, true, drawn.galley.text())
    });
}

/// Paints the ground and the line of one piece of a quotation.
fn tint(painter: &egui::Painter, frame: &Frame<'_>, piece: &Piece, rects: &[Rect], emphasis: Emphasis) {
    let place = frame.place(piece.id);
    let appearance = frame.look.appearance;
    let strength = match emphasis {
        Emphasis::Dimmed => 0.25,
        Emphasis::Plain | Emphasis::Lit => 1.0,
    };
    let ground = match emphasis {
        Emphasis::Lit => mix(palette::page(appearance), place.colour(appearance), 0.24),
        Emphasis::Plain | Emphasis::Dimmed => place.tint(appearance),
    };
    let colour = frame.look.actor(place).gamma_multiply(strength);
    for rect in rects {
        let inside = rect.shrink2(vec2(0.0, 3.0)).expand2(vec2(2.0, 0.0));
        painter.rect_filled(inside, 3.0, theme::colour(ground).gamma_multiply(strength));
        if place == Place::Unattributed {
            marks::hatch(painter, inside, colour.gamma_multiply(0.25));
        }
        let y = rect.bottom() - 4.0 + 3.0 * piece.depth as f32;
        let width = if emphasis == Emphasis::Lit { 2.5 } else { 1.75 };
        let (from, to) = (pos2(rect.left(), y), pos2(rect.right(), y));
        marks::underline(painter, from, to, piece.kind, Stroke::new(width, colour));
    }
}

/// Paints the ground of selected words and of words looked for.
fn background(painter: &egui::Painter, frame: &Frame<'_>, drawn: &Drawn, selected: Span) {
    let article = &frame.document.reading.article;
    let block = article.blocks()[drawn.block].span;
    let fill = |span: Span, colour: Color32| {
        let Some(chars) = chars_in_block(article, drawn.block, span) else { return };
        for rect in rows(drawn, &chars) {
            let rect = rect.translate(drawn.at.to_vec2()).shrink2(vec2(0.0, 2.0));
            painter.rect_filled(rect, 2.0, colour);
        }
    };
    if let Some(find) = &frame.state.find {
        let first = find.hits.partition_point(|hit| hit.end <= block.start);
        for (index, &hit) in find.hits.iter().enumerate().skip(first) {
            if hit.start >= block.end {
                break;
            }
            let here = find.at == Some(index);
            fill(hit, if here { frame.look.accent.gamma_multiply(0.45) } else { frame.look.found });
        }
    }
    if selected.overlaps(block) {
        fill(selected, frame.look.selection);
    }
}

/// Draws a line around the cue and the source of the pinned quotation.
fn outline(painter: &egui::Painter, frame: &Frame<'_>, drawn: &Drawn) {
    let reading = &frame.document.reading;
    let pinned = frame.document.pinned.and_then(|id| reading.analysis.quotation(id));
    for span in pinned.into_iter().flat_map(|quotation| [quotation.cue, quotation.source]).flatten() {
        let Some(chars) = chars_in_block(&reading.article, drawn.block, span) else { continue };
        for rect in rows(drawn, &chars) {
            let rect = rect.translate(drawn.at.to_vec2()).shrink2(vec2(-1.0, 3.0));
            painter.rect_stroke(
                rect,
                3.0,
                Stroke::new(1.0, frame.look.weak.gamma_multiply(0.6)),
                egui::StrokeKind::Middle,
            );
        }
    }
}

/// Paints the words: all of them, or, where the rest stands back, those in `bright` once more at full strength.
fn words(painter: &egui::Painter, frame: &Frame<'_>, drawn: &Drawn, bright: &[Rect]) {
    let look = &frame.look;
    let paint = |painter: &egui::Painter, colour: Color32| {
        let galley: Arc<Galley> = Arc::clone(&drawn.galley);
        painter.galley(drawn.at, galley, colour);
    };
    let byline =
        frame.document.reading.article.blocks()[drawn.block].kind == crate::article::BlockKind::Byline;
    if !frame.dim {
        paint(painter, if byline { look.weak } else { look.ink });
        return;
    }
    paint(painter, look.weak.lerp_to_gamma(look.page, 0.35));
    for rect in bright {
        paint(&painter.with_clip_rect(rect.intersect(painter.clip_rect())), look.ink);
    }
}

/// The margin left of the text. Remembers what it has painted, so that labels don't run into each other.
#[derive(Default)]
pub(super) struct Margin {
    label: Option<(String, f32)>,
    bar: Option<(Rect, Color32)>,
}

impl Margin {
    /// Paints the bars and labels of a block.
    pub(super) fn block(&mut self, ui: &egui::Ui, frame: &Frame<'_>, drawn: &Drawn) {
        let mut pieces: Vec<&Piece> = frame.document.reading.pieces(drawn.block).iter().collect();
        pieces.sort_by_key(|piece| piece.chars.start);
        for piece in pieces.into_iter().filter(|piece| frame.document.shows_quotation(piece.id)) {
            let rows = rows(drawn, &piece.chars);
            let (Some(first), Some(last)) = (rows.first(), rows.last()) else { continue };
            let top = drawn.at.y + first.top() + 3.0;
            let bottom = drawn.at.y + last.bottom() - 3.0;
            let strength = if frame.emphasis(piece.id) == Emphasis::Dimmed { 0.25 } else { 1.0 };
            let place = frame.place(piece.id);
            self.bar(ui, frame, (top, bottom), frame.look.actor(place).gamma_multiply(strength));
            if piece.first && frame.has_labels {
                let words = frame.look.actor_words(place).gamma_multiply(strength);
                self.label(ui, frame, piece.id, top, words);
            }
        }
    }

    fn bar(&mut self, ui: &egui::Ui, frame: &Frame<'_>, (top, bottom): (f32, f32), colour: Color32) {
        let right = frame.left - 16.0;
        let shares_a_line = self.bar.is_some_and(|(bar, _)| bar.bottom() > top + 1.0);
        let same = self.bar.is_some_and(|(_, other)| other == colour);
        let x = match self.bar {
            Some((bar, _)) if shares_a_line && same => bar.left(),
            // Where two speakers share a line, the second bar gets a place of its own.
            Some((bar, _)) if shares_a_line && bar.left() == right => right - 6.0,
            _ => right,
        };
        // Painted over itself, a bar that stands back would be darker where two quotations meet.
        let top = self.bar.filter(|(bar, _)| bar.left() == x).map_or(top, |(bar, _)| top.max(bar.bottom()));
        let bar = Rect::from_min_max(pos2(x, top), pos2(x + 3.0, bottom.max(top)));
        ui.painter().rect_filled(bar, 1.5, colour);
        self.bar = Some((bar, colour));
    }

    fn label(&mut self, ui: &egui::Ui, frame: &Frame<'_>, id: QuotationId, top: f32, colour: Color32) {
        const LINE: f32 = 16.0;
        let reading = &frame.document.reading;
        let words = reading.short_names(id);
        let mut y = top + 3.0;
        if let Some((before, bottom)) = &self.label {
            let near = y < bottom + 2.0 * LINE;
            if near && *before == words {
                return;
            }
            y = y.max(*bottom);
        }
        let job = egui::text::LayoutJob {
            wrap: egui::text::TextWrapping::truncate_at_width(super::GUTTER - 28.0),
            ..egui::text::LayoutJob::simple_singleline(words.clone(), theme::strong(12.0), colour)
        };
        let galley = ui.ctx().fonts_mut(|fonts| fonts.layout_job(job));
        let right = frame.left - 28.0;
        let rect = Align2::RIGHT_TOP.anchor_size(pos2(right, y), galley.size());
        ui.painter().galley(rect.min.round(), galley, colour);
        self.label = Some((words, y + LINE));
    }
}
