//! The article: a column of text with its quotations marked, in which one reads, points, selects and jumps.

mod access;
mod flow;
mod glyphs;
mod handles;
mod overview;
mod paint;
mod selection;

use std::collections::BTreeMap;

use eframe::egui::{self, Rect, Sense, pos2, vec2};
use egui::scroll_area::ScrollSource;

use crate::article::Article;
use crate::chart::position;
use crate::gui::command::{Command, Hover, Request};
use crate::gui::document::{Document, DocumentId};
use crate::gui::state::State;
use crate::gui::theme::Look;
use crate::quotes::QuotationId;
use crate::text::Span;

use flow::Flow;
use glyphs::Glyphs;
use handles::Dragged;
use selection::{Drawn, Selection};

/// The narrowest that the column of text gets.
const NARROWEST: f32 = 300.0;
/// The space at the left of the column for labels; where there is little room, only for the bars.
const GUTTER: f32 = 112.0;
const NARROW_GUTTER: f32 = 28.0;
const MARGIN: f32 = 24.0;
const ABOVE: f32 = 32.0;

/// What the panel keeps from frame to frame for each open article.
#[derive(Default)]
pub(in crate::gui) struct ArticlePanel {
    views: BTreeMap<DocumentId, View>,
}

/// How one article stands in the panel.
#[derive(Default)]
struct View {
    /// Which text it is a view of.
    article: usize,
    flow: Flow,
    selection: Selection,
    dragged: Option<Dragged>,
    granted: u64,
    /// How far to scroll in the next frame.
    push: f32,
    seen: Seen,
}

/// Tells the text of a document from the one that it had before it was read again.
fn text_of(document: &Document) -> usize {
    std::sync::Arc::as_ptr(&document.reading.article) as usize
}

/// What is in view, for the panels that scroll along.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(in crate::gui) struct Seen {
    /// The share of the text above the upper edge, from 0 to 1.
    pub from: f64,
    /// The share of the text above the lower edge.
    pub to: f64,
    /// The height of the text that has been scrolled past, in points.
    pub offset: f32,
}

/// The parts of the panel that stay the same while one frame is drawn.
struct Frame<'a> {
    state: &'a State,
    document: &'a Document,
    look: Look,
    /// The left edge of the words.
    left: f32,
    width: f32,
    /// Whether there is room for labels at the left.
    has_labels: bool,
    /// Whether words that are not pointed at stand back.
    dim: bool,
}

impl ArticlePanel {
    /// Draws the article in front.
    pub(in crate::gui) fn show(&mut self, ui: &mut egui::Ui, state: &State, commands: &mut Vec<Command>) {
        self.views.retain(|id, _| state.documents.iter().any(|document| document.id == *id));
        let Some(document) = state.document() else { return };
        let view = self.views.entry(document.id).or_default();
        if view.article != text_of(document) {
            *view = View { article: text_of(document), ..View::default() };
        }
        let room = ui.available_rect_before_wrap();
        let inside = room.width() - overview::WIDTH - 10.0;
        let is_narrow = inside < GUTTER + NARROWEST + 2.0 * MARGIN;
        let (gutter, margin) = if is_narrow { (NARROW_GUTTER, 8.0) } else { (GUTTER, MARGIN) };
        let column = state.settings.text.column.max(NARROWEST);
        let width = (inside - gutter - 2.0 * margin).min(column).max(60.0).floor();
        let spare = (inside - width - gutter).max(2.0 * margin);
        let left = (room.left() + gutter + spare * if is_narrow { 0.0 } else { 0.45 }).floor();
        let pointed_at_here = ui.rect_contains_pointer(room);
        let dim = match state.hover {
            Hover::Actor(_) => true,
            Hover::Quotation(_) => !pointed_at_here || document.brush.is_some(),
            Hover::Nothing => document.brush.is_some(),
        };
        let frame = Frame { state, document, look: Look::of(ui), left, width, dim, has_labels: !is_narrow };
        view.show(ui, &frame, commands);
    }

    /// The height of a byte of an article within its text, as far as it is known yet.
    pub(in crate::gui) fn height_of(&self, document: &Document, byte: usize) -> Option<f32> {
        self.views.get(&document.id)?.height_of(&document.reading.article, byte)
    }

    /// What part of an article is in view.
    pub(in crate::gui) fn seen(&self, document: &Document) -> Seen {
        self.views.get(&document.id).map_or_else(Seen::default, |view| view.seen)
    }

    /// Scrolls an article by a share of its height.
    pub(in crate::gui) fn scroll_by(&mut self, document: &Document, share: f32) {
        let view = self.views.entry(document.id).or_default();
        view.push += share * (view.flow.height() + 2.0 * ABOVE);
    }

    /// Scrolls an article by so many points.
    pub(in crate::gui) fn scroll(&mut self, document: &Document, by: f32) {
        self.views.entry(document.id).or_default().push += by;
    }

    /// The selected text, if any is selected.
    pub(in crate::gui) fn selected<'a>(&self, document: &'a Document) -> Option<&'a str> {
        self.selection(document).map(|span| document.reading.article.slice(span))
    }

    /// Where the selected text is, if any is selected.
    pub(in crate::gui) fn selection(&self, document: &Document) -> Option<Span> {
        let view = self.views.get(&document.id)?;
        let span = view.selection.span();
        // Of another text it says nothing.
        (!span.is_empty() && view.article == text_of(document)).then_some(span)
    }

    /// Selects nothing.
    pub(in crate::gui) fn clear(&mut self, document: &Document) {
        self.views.entry(document.id).or_default().selection.clear();
    }

    /// Selects the whole text.
    pub(in crate::gui) fn select_all(&mut self, document: &Document) {
        self.views.entry(document.id).or_default().selection.all(&document.reading.article);
    }
}

impl View {
    fn show(&mut self, ui: &mut egui::Ui, frame: &Frame<'_>, commands: &mut Vec<Command>) {
        let article = &frame.document.reading.article;
        self.flow.prepare(article, frame.width, frame.state.settings.text);
        if self.flow.refine(ui.ctx(), article) {
            ui.ctx().request_repaint();
        }
        let wanted = self.wanted(ui, frame);
        let settled = self.flow.settle();
        let push = std::mem::take(&mut self.push);
        let pushed = (push != 0.0).then(|| settled.map_or(self.seen.offset, |top| top + ABOVE) + push);
        let mut area = egui::ScrollArea::vertical()
            .id_salt(frame.document.id)
            .auto_shrink(false)
            .scroll_source(ScrollSource { scroll_bar: true, mouse_wheel: true, ..ScrollSource::NONE });
        if let Some(offset) = wanted.or(pushed).or(settled.map(|top| top + ABOVE)) {
            area = area.vertical_scroll_offset(offset.max(0.0));
        }
        let whole = ui.available_rect_before_wrap();
        let output = area.show_viewport(ui, |ui, viewport| self.contents(ui, frame, viewport, commands));
        let offset = output.state.clamped_offset().y;
        self.flow.drop_anchor(offset - ABOVE);
        self.seen.offset = offset;
        self.overview(ui, frame, whole, commands);
        Self::copy(ui, commands);
    }

    /// The whole text, at the right edge.
    fn overview(&self, ui: &egui::Ui, frame: &Frame<'_>, whole: Rect, commands: &mut Vec<Command>) {
        let article = &frame.document.reading.article;
        let height = (self.flow.height() + 2.0 * ABOVE).max(whole.height());
        let share = |byte: usize| self.height_of(article, byte).unwrap_or(0.0) / height;
        let strip = whole.with_min_x(whole.right() - overview::WIDTH - 10.0).with_max_x(whole.right() - 10.0);
        let seen = (self.seen.offset / height, (self.seen.offset + whole.height()) / height);
        overview::show(ui, frame, strip, share, seen, commands);
    }

    /// The height of a byte within the text, as far as it is known yet.
    fn height_of(&self, article: &Article, byte: usize) -> Option<f32> {
        let block = article.block_at(byte).min(article.blocks().len().checked_sub(1)?);
        let span = article.blocks()[block].span;
        let share = byte.saturating_sub(span.start) as f32 / span.len().max(1) as f32;
        let top = self.flow.top(block) + flow::space_before(article, block);
        let bottom = self.flow.top(block + 1);
        Some(ABOVE + top + share * (bottom - top))
    }

    /// Where to scroll for a wish that has not been granted yet.
    fn wanted(&mut self, ui: &egui::Ui, frame: &Frame<'_>) -> Option<f32> {
        let reveal = frame.document.reveal.filter(|reveal| reveal.number != self.granted)?;
        self.granted = reveal.number;
        let article = &frame.document.reading.article;
        let block = article.block_at(reveal.offset).min(article.blocks().len().checked_sub(1)?);
        // The neighbours will be in view, too; if their heights were still guesses, the place would slip away.
        for near in block.saturating_sub(20)..(block + 20).min(article.blocks().len()) {
            self.flow.measure(ui.ctx(), article, near);
        }
        self.flow.settle();
        let galley = ui.ctx().fonts_mut(|fonts| {
            fonts.layout_job(flow::job(article, block, frame.width, &frame.state.settings.text))
        });
        let span = article.blocks()[block].span;
        let before = (reveal.offset.max(span.start) - span.start).min(span.len());
        let char = article.slice(span).char_indices().take_while(|&(at, _)| at < before).count();
        let y = self.flow.top(block) + selection::height_of(&galley, char);
        let near = |y: f32| y - ui.available_height() * 0.3;
        let in_view = self.seen.offset..self.seen.offset + ui.available_height() - 120.0;
        // What can be seen well already stays where it is.
        (!in_view.contains(&(y - 40.0 + ABOVE))).then(|| near(y + ABOVE))
    }

    fn contents(
        &mut self,
        ui: &mut egui::Ui,
        frame: &Frame<'_>,
        viewport: Rect,
        commands: &mut Vec<Command>,
    ) {
        let article = &frame.document.reading.article;
        ui.set_height(self.flow.height() + 2.0 * ABOVE);
        let origin = ui.min_rect().top() + ABOVE;
        let screen = ui.clip_rect();
        let sense = ui.interact(screen, ui.scope_id().with("text"), Sense::click_and_drag());
        let first = self.flow.block_at(viewport.top() - ABOVE);
        let mut y = origin + self.flow.top(first);
        let mut drawn = Vec::new();
        for block in first..article.blocks().len() {
            if y > screen.bottom() {
                break;
            }
            let galley = ui.ctx().fonts_mut(|fonts| {
                fonts.layout_job(flow::job(article, block, frame.width, &frame.state.settings.text))
            });
            let space = flow::space_before(article, block);
            self.flow.learn(block, galley.size().y + space);
            let glyphs = Glyphs::of(&galley);
            drawn.push(Drawn { block, at: pos2(frame.left, y + space).round(), galley, glyphs });
            y += drawn[drawn.len() - 1].galley.size().y + space;
        }
        self.note_seen(frame, &drawn, screen);
        let hits = self.paint(ui, frame, &drawn);
        self.react(ui, frame, &sense, &hits, commands);
        handles::show(ui, frame, &drawn, &mut self.dragged, commands);
        self.selection.follow(&sense, &drawn, article);
        autoscroll(ui, &sense, screen);
    }

    fn note_seen(&mut self, frame: &Frame<'_>, drawn: &[Drawn], screen: Rect) {
        let article = &frame.document.reading.article;
        let edge = |y: f32| {
            let under = drawn.iter().rev().find(|drawn| drawn.at.y <= y).or(drawn.first())?;
            let span = article.blocks()[under.block].span;
            let share = ((y - under.at.y) / under.galley.size().y.max(1.0)).clamp(0.0, 1.0);
            Some(position(article, span.start + (span.len() as f32 * share) as usize))
        };
        self.seen.from = edge(screen.top()).unwrap_or(0.0);
        self.seen.to = edge(screen.bottom()).unwrap_or(1.0);
    }

    /// Paints the blocks and returns where their quotations are.
    fn paint(&self, ui: &mut egui::Ui, frame: &Frame<'_>, drawn: &[Drawn]) -> Vec<(Rect, QuotationId)> {
        let mut hits = Vec::new();
        let mut margin = paint::Margin::default();
        let dragged = self.dragged.and_then(|dragged| handles::covered(frame.document, dragged));
        let lit = dragged.unwrap_or(self.selection.span());
        for drawn in drawn {
            paint::block(ui, frame, drawn, lit, &mut hits);
            margin.block(ui, frame, drawn);
        }
        hits
    }

    /// Turns what the pointer does into commands.
    fn react(
        &self,
        ui: &mut egui::Ui,
        frame: &Frame<'_>,
        sense: &egui::Response,
        hits: &[(Rect, QuotationId)],
        commands: &mut Vec<Command>,
    ) {
        let under = |point: egui::Pos2| {
            let found = hits.iter().filter(|(rect, _)| rect.contains(point)).map(|&(_, id)| id);
            found.min_by_key(|id| id.end - id.start)
        };
        let hovered = sense.hover_pos().filter(|_| !sense.dragged()).and_then(under);
        ui.ctx().set_cursor_icon(match (hovered, sense.hovered()) {
            (Some(_), _) => egui::CursorIcon::PointingHand,
            (None, true) => egui::CursorIcon::Text,
            (None, false) => egui::CursorIcon::Default,
        });
        if let Some(id) = hovered {
            commands.push(Command::Hover(Hover::Quotation(id)));
        }
        if sense.clicked() && !sense.double_clicked() {
            match sense.interact_pointer_pos().and_then(under) {
                Some(id) => commands.push(Command::Pin { id, reveal: false }),
                None => commands.push(Command::Unpin),
            }
        }
        access::buttons(ui, frame, hits, commands);
    }

    /// Copies, if the reader asks for it and no text field has the keyboard.
    fn copy(ui: &egui::Ui, commands: &mut Vec<Command>) {
        if ui.ctx().text_edit_focused() {
            return;
        }
        if ui.input(|input| input.events.contains(&egui::Event::Copy)) {
            commands.push(Command::Ask(Request::Copy));
        }
    }
}

/// Scrolls on while text is being selected beyond an edge.
fn autoscroll(ui: &mut egui::Ui, sense: &egui::Response, screen: Rect) {
    let Some(pointer) = sense.interact_pointer_pos().filter(|_| sense.dragged()) else { return };
    let beyond = (pointer.y - screen.bottom()).max(0.0) + (pointer.y - screen.top()).min(0.0);
    if beyond != 0.0 {
        ui.scroll_with_delta_animation(
            vec2(0.0, -beyond.clamp(-60.0, 60.0) * 0.5),
            egui::style::ScrollAnimation::none(),
        );
        ui.ctx().request_repaint();
    }
}
