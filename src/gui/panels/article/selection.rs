//! Selected text, as bytes of the article: it stays whole however far one scrolls, unlike a selection of widgets.

use std::sync::Arc;

use eframe::egui::text::CCursor;
use eframe::egui::{self, Galley, Pos2, Rect, pos2};

use crate::article::Article;
use crate::text::Span;

use super::glyphs::Glyphs;

/// A block that was drawn in this frame.
pub(super) struct Drawn {
    pub(super) block: usize,
    pub(super) at: Pos2,
    pub(super) galley: Arc<Galley>,
    pub(super) glyphs: Glyphs,
}

/// What is selected: from where the pointer went down to where it is.
#[derive(Default)]
pub(super) struct Selection {
    anchor: usize,
    head: usize,
}

impl Selection {
    /// The selected bytes, from left to right.
    pub(super) fn span(&self) -> Span {
        Span::new(self.anchor.min(self.head), self.anchor.max(self.head))
    }

    /// Selects everything.
    pub(super) fn all(&mut self, article: &Article) {
        (self.anchor, self.head) = (0, article.text().len());
    }

    /// Selects nothing.
    pub(super) fn clear(&mut self) {
        self.anchor = self.head;
    }

    /// Follows the pointer over the blocks that are in view.
    pub(super) fn follow(&mut self, response: &egui::Response, drawn: &[Drawn], article: &Article) {
        let Some(pointer) = response.interact_pointer_pos() else { return };
        let Some(byte) = byte_at(drawn, article, pointer) else { return };
        if response.triple_clicked() {
            let block = article.blocks()[article.block_at(byte).min(article.blocks().len() - 1)];
            (self.anchor, self.head) = (block.span.start, block.span.end);
        } else if response.double_clicked() {
            let word = word_at(article, byte);
            (self.anchor, self.head) = (word.start, word.end);
        } else if response.drag_started() {
            let origin = response.ctx.input(|input| input.pointer.press_origin()).unwrap_or(pointer);
            self.anchor = byte_at(drawn, article, origin).unwrap_or(byte);
            self.head = byte;
        } else if response.dragged() {
            self.head = byte;
        } else if response.clicked() {
            self.head = byte;
            if !response.ctx.input(|input| input.modifiers.shift) {
                self.anchor = byte;
            }
        }
    }
}

/// Where a byte stands on the screen, if its block was drawn: the top of its line there, and the height of that. At the end
/// of a line `before` tells whether what ends there is meant, or what begins on the next.
pub(super) fn place_of(drawn: &[Drawn], article: &Article, byte: usize, before: bool) -> Option<(Pos2, f32)> {
    let holds = |drawn: &&Drawn| {
        let span = article.blocks()[drawn.block].span;
        span.start <= byte && byte <= span.end
    };
    let drawn = drawn.iter().find(holds)?;
    let start = article.blocks()[drawn.block].span.start;
    let chars = article.slice(Span::new(start, byte)).chars().count();
    let glyph = drawn.glyphs.of_char(chars);
    let cursor = CCursor { prefer_next_row: !before, ..CCursor::new(glyph) };
    let rect = drawn.galley.pos_from_cursor(cursor).translate(drawn.at.to_vec2());
    Some((rect.left_top(), rect.height()))
}

/// The byte nearest to a point of the screen.
pub(super) fn byte_at(drawn: &[Drawn], article: &Article, point: Pos2) -> Option<usize> {
    let under = drawn.iter().rev().find(|drawn| drawn.at.y <= point.y).or(drawn.first())?;
    let cursor = under.galley.cursor_from_pos(point - under.at);
    let span = article.blocks()[under.block].span;
    let words = article.slice(span);
    let char = under.glyphs.char_of(cursor.index.0);
    let byte = words.char_indices().nth(char).map_or(words.len(), |(byte, _)| byte);
    Some(span.start + byte)
}

/// The word that a byte belongs to, or the byte's place if it is in none.
fn word_at(article: &Article, byte: usize) -> Span {
    let token = article.tokens().iter().map(|token| token.span).find(|span| span.holds(byte));
    token.unwrap_or(Span::new(byte, byte))
}

/// The part of `span` inside a block, as characters of that block.
pub(super) fn chars_in_block(article: &Article, block: usize, span: Span) -> Option<std::ops::Range<usize>> {
    let block = article.blocks()[block].span;
    let part = Span::new(span.start.max(block.start), span.end.min(block.end));
    if part.is_empty() || !block.contains(part) {
        return None;
    }
    let before = article.slice(Span::new(block.start, part.start)).chars().count();
    Some(before..before + article.slice(part).chars().count())
}

/// The rectangles that `chars` of a block cover, one a row, relative to its galley.
pub(super) fn rows(drawn: &Drawn, chars: &std::ops::Range<usize>) -> Vec<Rect> {
    let chars = drawn.glyphs.of_char(chars.start)..drawn.glyphs.of_char(chars.end);
    let mut rects = Vec::new();
    let mut start = 0;
    for row in &drawn.galley.rows {
        let count = row.char_count_excluding_newline().0;
        let (from, to) = (chars.start.max(start), chars.end.min(start + count));
        if from < to {
            let glyphs = &row.glyphs[from - start..to - start];
            // White space where a line is broken is not part of what one sees.
            let blank = glyphs.iter().rev().take_while(|glyph| glyph.chr.is_whitespace()).count();
            if let (Some(first), Some(last)) = (glyphs.first(), glyphs[..glyphs.len() - blank].last()) {
                let (left, right) = (row.pos.x + first.pos.x, row.pos.x + last.max_x());
                rects.push(Rect::from_min_max(pos2(left, row.pos.y), pos2(right, row.pos.y + row.size.y)));
            }
        }
        start += row.char_count_including_newline().0;
    }
    rects
}

/// The height within a galley of one of its characters.
pub(super) fn height_of(galley: &Galley, char: usize) -> f32 {
    galley.pos_from_cursor(CCursor::new(Glyphs::of(galley).of_char(char))).top()
}
