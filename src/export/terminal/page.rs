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

/// One piece of a quotation within one block.
struct Run<'a> {
    span: Span,
    number: usize,
    quotation: &'a Quotation,
    /// Whether the quotation begins here and has not been labelled before.
    is_first: bool,
}

pub(super) fn write(page: &Page<'_>, out: &mut String) {
    let quotations = &page.analysis.quotations;
    for block in page.article.blocks() {
        let mut runs = Vec::new();
        for (index, quotation) in quotations.iter().enumerate() {
            for (nth, piece) in quotation.content.iter().enumerate() {
                let span = Span::new(piece.start.max(block.span.start), piece.end.min(block.span.end));
                if piece.overlaps(block.span) {
                    let is_first = nth == 0 && piece.start >= block.span.start;
                    runs.push(Run { span, number: index + 1, quotation, is_first });
                }
            }
        }
        line::wrap(&pieces(page, block, &runs), page.width, page.colours, out);
        out.push('\n');
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
