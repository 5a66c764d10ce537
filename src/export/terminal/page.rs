//! The article's text with labelled quotations.

use std::collections::BTreeMap;

use super::line::{self, Piece, Style};
use crate::analysis::Analysis;
use crate::article::{Article, Block, BlockKind};
use crate::palette::{Appearance, Place};
use crate::quotes::{Kind, Quotation};
use crate::speakers::SpeakerId;
use crate::text::Span;

/// The most characters of a name in a label.
const LONGEST_NAME: usize = 24;

/// What is drawn, and how.
pub(super) struct Page<'a> {
    pub article: &'a Article,
    pub analysis: &'a Analysis,
    pub places: &'a BTreeMap<SpeakerId, Place>,
    pub width: usize,
    pub colours: Option<Appearance>,
}

/// One piece of a quotation, or the part of it that lies within one block.
struct Run<'a> {
    span: Span,
    number: usize,
    quotation: &'a Quotation,
    /// Whether the quotation begins here and has not been labelled before.
    is_first: bool,
}

pub(super) fn write(page: &Page<'_>, out: &mut String) {
    let mut runs = Vec::new();
    for (index, quotation) in page.analysis.quotations.iter().enumerate() {
        for (nth, &span) in quotation.content.iter().enumerate() {
            runs.push(Run { span, number: index + 1, quotation, is_first: nth == 0 });
        }
    }
    runs.sort_by_key(|run| (run.span.start, run.number));
    let mut done = 0;
    for block in page.article.blocks() {
        while runs.get(done).is_some_and(|run| run.span.end <= block.span.start) {
            done += 1;
        }
        let near = runs[done..].iter().take_while(|run| run.span.start < block.span.end);
        let here: Vec<Run<'_>> = near.filter_map(|run| run.within(block.span)).collect();
        line::wrap(&pieces(page, block, &here), page.width, page.colours, out);
        out.push('\n');
    }
}

impl<'a> Run<'a> {
    /// The part of it that lies in `block`, if one does.
    fn within(&self, block: Span) -> Option<Run<'a>> {
        let span = Span::new(self.span.start.max(block.start), self.span.end.min(block.end));
        let is_first = self.is_first && self.span.start >= block.start;
        self.span.overlaps(block).then_some(Run { span, is_first, ..*self })
    }
}

/// The block cut where a quotation begins or ends, with labels put in.
fn pieces(page: &Page<'_>, block: &Block, runs: &[Run<'_>]) -> Vec<Piece> {
    let mut cuts: Vec<usize> = runs.iter().flat_map(|run| [run.span.start, run.span.end]).collect();
    cuts.extend([block.span.start, block.span.end]);
    cuts.sort_unstable();
    cuts.dedup();
    let mut out = Vec::new();
    for pair in cuts.windows(2) {
        let span = Span::new(pair[0], pair[1]);
        for run in runs.iter().filter(|run| run.span.start == span.start) {
            out.push(Piece { text: label(page, run), style: Style { bold: true, ..style(page, run) } });
        }
        // Of nested quotations the inner one, which is the shorter, decides.
        let inner = runs.iter().filter(|run| run.span.contains(span)).min_by_key(|run| run.span.len());
        let style = inner.map_or_else(|| plain(block.kind), |run| style(page, run));
        out.push(Piece { text: page.article.slice(span).to_owned(), style });
        if page.colours.is_none() {
            for run in runs.iter().rev().filter(|run| run.span.end == span.end) {
                out.push(Piece { text: format!("[/{}]", run.number), style: Style::default() });
            }
        }
    }
    out
}

fn plain(kind: BlockKind) -> Style {
    Style { bold: matches!(kind, BlockKind::Title | BlockKind::Heading), ..Style::default() }
}

fn style(page: &Page<'_>, run: &Run<'_>) -> Style {
    let speakers = page.analysis.speakers.of(run.quotation.id());
    let place = speakers.first().and_then(|speaker| page.places.get(speaker)).unwrap_or(&Place::Unattributed);
    Style {
        colour: page.colours.map(|appearance| place.colour(appearance)),
        bold: false,
        italic: run.quotation.kind != Kind::Direct,
        underline: run.quotation.kind != Kind::Indirect,
    }
}

/// `[3 Bell] ` where a quotation begins, `[3] ` where it goes on.
fn label(page: &Page<'_>, run: &Run<'_>) -> String {
    if !run.is_first {
        return format!("[{}] ", run.number);
    }
    let speakers = &page.analysis.speakers;
    let names: Vec<String> =
        speakers.of(run.quotation.id()).iter().map(|&speaker| short(&speakers.get(speaker).name)).collect();
    format!("[{}\u{A0}{}] ", run.number, if names.is_empty() { "?".to_owned() } else { names.join(" + ") })
}

fn short(name: &str) -> String {
    if name.chars().count() <= LONGEST_NAME {
        return name.to_owned();
    }
    let mut short: String = name.chars().take(LONGEST_NAME - 1).collect();
    short.truncate(short.trim_end().len());
    short + "…"
}
