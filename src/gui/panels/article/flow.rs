//! Where each block of a long text stands, known exactly for what has been seen and estimated for the rest.
//!
//! Laying out a megabyte takes the better part of a second. So heights begin as estimates and become exact a few
//! milliseconds a frame, and what the reader looks at keeps its place while the text above it settles.

use std::time::{Duration, Instant};

use eframe::egui::text::{LayoutJob, TextFormat};
use eframe::egui::{self, Color32};

use crate::article::{Article, BlockKind};
use crate::gui::settings::Typography;
use crate::gui::theme;

/// The time that one frame may spend on making estimates exact.
const BUDGET: Duration = Duration::from_millis(5);

/// The heights of an article's blocks at one width of the column.
#[derive(Default)]
pub(super) struct Flow {
    width: f32,
    text: Typography,
    heights: Vec<f32>,
    exact: Vec<bool>,
    tops: Vec<f32>,
    next: usize,
    stale: bool,
    anchor: Option<Anchor>,
}

/// What stands at the upper edge of the view.
#[derive(Debug, Clone, Copy)]
struct Anchor {
    block: usize,
    below_top: f32,
}

impl Flow {
    /// Starts anew if the column has another width than before.
    pub(super) fn prepare(&mut self, article: &Article, width: f32, text: Typography) {
        if self.width == width && self.text == text && self.heights.len() == article.blocks().len() {
            return;
        }
        self.width = width;
        self.text = text;
        self.next = 0;
        self.heights =
            (0..article.blocks().len()).map(|block| estimate(article, block, width, &text)).collect();
        self.exact = vec![false; self.heights.len()];
        self.stale = true;
    }

    /// Makes more estimates exact, for as long as a frame can spare. Returns whether some are left.
    pub(super) fn refine(&mut self, ctx: &egui::Context, article: &Article) -> bool {
        let started = Instant::now();
        while self.next < self.heights.len() {
            if started.elapsed() > BUDGET {
                return true;
            }
            self.measure(ctx, article, self.next);
            self.next += 1;
        }
        false
    }

    /// Lays a block out, if that has not been done yet, to know its height.
    pub(super) fn measure(&mut self, ctx: &egui::Context, article: &Article, block: usize) {
        if !self.exact[block] {
            let galley = ctx.fonts_mut(|fonts| fonts.layout_job(job(article, block, self.width, &self.text)));
            self.learn(block, galley.size().y + space_before(article, block));
        }
    }

    /// Takes in the true height of a block.
    pub(super) fn learn(&mut self, block: usize, height: f32) {
        self.exact[block] = true;
        if self.heights[block] != height {
            self.heights[block] = height;
            self.stale = true;
        }
    }

    /// Works out where blocks stand. If that has changed, returns how far to scroll so that the reader does not notice.
    pub(super) fn settle(&mut self) -> Option<f32> {
        if !self.stale {
            return None;
        }
        self.stale = false;
        self.tops.clear();
        let mut top = 0.0;
        for height in &self.heights {
            self.tops.push(top);
            top += height;
        }
        self.tops.push(top);
        let anchor = self.anchor?;
        Some(self.tops.get(anchor.block)? + anchor.below_top)
    }

    /// Remembers what stands at the upper edge of the view.
    pub(super) fn drop_anchor(&mut self, offset: f32) {
        let block = self.block_at(offset);
        self.anchor = self.tops.get(block).map(|top| Anchor { block, below_top: offset - top });
    }

    /// The height of everything.
    pub(super) fn height(&self) -> f32 {
        self.tops.last().copied().unwrap_or(0.0)
    }

    /// The upper edge of a block.
    pub(super) fn top(&self, block: usize) -> f32 {
        self.tops.get(block).copied().unwrap_or(0.0)
    }

    /// The block at a height.
    pub(super) fn block_at(&self, y: f32) -> usize {
        self.tops.partition_point(|&top| top <= y).saturating_sub(1).min(self.heights.len().saturating_sub(1))
    }
}

fn estimate(article: &Article, block: usize, width: f32, text: &Typography) -> f32 {
    let format = format(article.blocks()[block].kind, text);
    let characters = article.blocks()[block].span.len() as f32;
    let per_line = (width / (format.font_id.size * 0.43)).max(1.0);
    let line = format.line_height.unwrap_or(text.line());
    (characters / per_line).ceil().max(1.0) * line + space_before(article, block)
}

/// The space above a block.
pub(super) fn space_before(article: &Article, block: usize) -> f32 {
    let kind = |index: usize| article.blocks()[index].kind;
    match (block.checked_sub(1).map(kind), kind(block)) {
        (None, _) => 0.0,
        (Some(BlockKind::Title), _) => 8.0,
        (Some(BlockKind::Byline), BlockKind::Byline) => 0.0,
        (Some(BlockKind::Byline), _) => 24.0,
        (_, BlockKind::Heading) => 28.0,
        (Some(BlockKind::Heading), _) => 8.0,
        (Some(BlockKind::Item), BlockKind::Item) => 4.0,
        _ => 16.0,
    }
}

fn format(kind: BlockKind, text: &Typography) -> TextFormat {
    let (running, heading) = if text.sans {
        (theme::plain as fn(f32) -> _, theme::strong as fn(f32) -> _)
    } else {
        (theme::serif as fn(f32) -> _, theme::serif_strong as fn(f32) -> _)
    };
    // Headings grow with the text.
    let share = text.size / Typography::default().size;
    let (font_id, line) = match kind {
        BlockKind::Title => (heading(28.0 * share), 36.0 * share),
        BlockKind::Byline => (theme::plain(13.0 * share), 20.0 * share),
        BlockKind::Heading => (heading(19.0 * share), 26.0 * share),
        _ => (running(text.size), text.line()),
    };
    // The colour is left open: it is decided when the words are painted.
    TextFormat { font_id, line_height: Some(line), color: Color32::PLACEHOLDER, ..TextFormat::default() }
}

/// What egui needs to lay out a block.
pub(super) fn job(article: &Article, block: usize, width: f32, text: &Typography) -> LayoutJob {
    let block = article.blocks()[block];
    let words = unwrapped(article.slice(block.span));
    let mut job = LayoutJob::single_section(words, format(block.kind, text));
    job.wrap.max_width = width;
    job
}

/// The words of a block with a space for each line break that only a margin has made: after a line as long as margins are. Every letter
/// keeps its place.
fn unwrapped(text: &str) -> String {
    const MARGIN: usize = 45;
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        match line.strip_suffix('\n') {
            Some(words) if words.chars().count() >= MARGIN => {
                out.push_str(words);
                out.push(' ');
            }
            _ => out.push_str(line),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_keeps_its_place_while_heights_above_it_settle() {
        let article = Article::new("One.\nTwo.\nThree.");
        let mut flow = Flow::default();
        flow.prepare(&article, 500.0, Typography::default());
        assert_eq!(flow.settle(), None, "nothing has been looked at yet");
        let top = flow.top(2);
        flow.drop_anchor(top + 3.0);
        flow.learn(0, flow.heights[0] + 20.0);
        assert_eq!(flow.settle(), Some(top + 23.0));
        assert_eq!(flow.settle(), None);
        assert_eq!(flow.block_at(flow.top(1)), 1);
    }

    #[test]
    fn an_empty_article_has_no_height() {
        let mut flow = Flow::default();
        flow.prepare(&Article::new(""), 500.0, Typography::default());
        flow.settle();
        assert_eq!((flow.height(), flow.block_at(10.0)), (0.0, 0));
    }

    #[test]
    fn lines_of_a_margin_flow_and_short_ones_stay() {
        let line = "The ministers met for three hours in the border town,";
        let text = format!("{line}\nand left.\nAna Bell\nTom Moor");
        assert_eq!(unwrapped(&text), format!("{line} and left.\nAna Bell\nTom Moor"));
        assert_eq!(unwrapped(&text).len(), text.len());
    }
}
