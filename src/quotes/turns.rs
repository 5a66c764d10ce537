//! Speech without a reporting verb: transcript turns, a dash and a name, a colon.

use std::ops::Range;

use super::content::Candidate;
use super::unit::{Kind, Narration, Unit};
use crate::text::words::Class;

/// The name of the rule that finds transcript turns.
pub(super) const RULE: &str = "transcript turn";

/// The longest label of a turn, in items.
const LONGEST_LABEL: usize = 9;

/// The turns of a transcript: blocks that begin "NAME:". One alone is not a transcript.
pub(super) fn transcript(narration: &Narration<'_>) -> Vec<Candidate> {
    let turns: Vec<(Range<usize>, Range<usize>)> =
        blocks(&narration.units).filter_map(|block| narration.turn(&block)).collect();
    if turns.len() < 2 {
        return Vec::new();
    }
    turns
        .into_iter()
        .map(|(label, words)| Candidate {
            pieces: vec![words],
            cue: None,
            source: Some(label),
            addressee: None,
            rule: RULE,
            confidence: 0.9,
        })
        .collect()
}

/// The items of each block.
fn blocks(units: &[Unit]) -> impl Iterator<Item = Range<usize>> + '_ {
    units
        .chunk_by(|a, b| a.block == b.block)
        .filter_map(|chunk| Some(chunk.first()?.items.start..chunk.last()?.items.end))
}

/// "“…” — X": the quoted run before a dash that only a name follows.
pub(super) fn signed(narration: &Narration<'_>, unit: &Range<usize>) -> Option<Candidate> {
    let items = &narration.items;
    let dash = unit.clone().find(|&i| items[i].is_dash() && i > 0 && items[i - 1].is_quoted())?;
    let source = dash + 1..narration.phrase_end(dash + 1, unit.end);
    let apposed = source.end >= unit.end || items[source.end].is_comma() || items[source.end].is_stop();
    let named = !source.is_empty() && items[source.start].is_capitalised();
    let verb = (source.start..unit.end).any(|i| narration.is_verblike(i));
    if !apposed || !named || verb || !narration.is_sentence(dash - 1) {
        return None;
    }
    let rule = "signed with a dash";
    Some(Candidate {
        pieces: vec![dash - 1..dash],
        cue: None,
        source: Some(source),
        addressee: None,
        rule,
        confidence: 0.8,
    })
}

/// "The mayor was blunt: “…”": a colon leads to the quotation, without a verb of saying.
pub(super) fn led_in(narration: &Narration<'_>, unit: &Range<usize>, quoted: usize) -> Option<Candidate> {
    let colon = quoted.checked_sub(1).filter(|&i| i >= unit.start && narration.items[i].is_mark(':'))?;
    let label = unit.start..colon;
    let bare_label =
        !label.is_empty() && label.len() <= LONGEST_LABEL && !label.clone().any(|i| narration.is_verblike(i));
    let source = if bare_label && narration.items[unit.start].is_capitalised() {
        narration.phrase_start(unit.start, colon).map(|start| start..colon)
    } else {
        narration.main_subject(unit.start, colon, &[])
    };
    Some(after_colon(quoted, source, 0.7))
}

/// The quoted item `quoted` as what a colon before it announces.
fn after_colon(quoted: usize, source: Option<Range<usize>>, confidence: f64) -> Candidate {
    let rule = "colon before quotation marks";
    Candidate { pieces: vec![quoted..quoted + 1], cue: None, source, addressee: None, rule, confidence }
}

/// "His letter left little room:", then the quotation in a paragraph of its own.
pub(super) fn led_in_before(narration: &Narration<'_>, unit: &Unit, quoted: usize) -> Option<Candidate> {
    let index = narration.units.partition_point(|other| other.items.start < unit.items.start);
    let before = index.checked_sub(1).map(|i| &narration.units[i])?;
    let colon = before.items.end - 1;
    if quoted != unit.items.start || before.block + 1 != unit.block || !narration.items[colon].is_mark(':') {
        return None;
    }
    let source = narration.main_subject(before.items.start, colon, &[]);
    Some(after_colon(quoted, source, 0.6))
}

impl Narration<'_> {
    /// The label and the words of a turn that the block is.
    fn turn(&self, block: &Range<usize>) -> Option<(Range<usize>, Range<usize>)> {
        let limit = block.end.min(block.start + LONGEST_LABEL);
        let colon = (block.start..limit).find(|&i| self.items[i].is_mark(':'))?;
        let label = block.start..colon;
        let named = label.clone().all(|i| {
            let item = &self.items[i];
            item.is_capitalised()
                || matches!(item.kind, Kind::Mark('.' | ',' | '(' | ')' | '’' | '\'') | Kind::Number)
                || item.is(Class::PREPOSITION.or(Class::DET))
        });
        let words = colon + 1..block.end;
        let quoted = words.clone().next().is_some_and(|i| self.items[i].is_quoted());
        let caption = matches!(
            self.word(block.start).to_ascii_lowercase().as_str(),
            "image"
                | "images"
                | "photo"
                | "photos"
                | "picture"
                | "source"
                | "sources"
                | "file"
                | "credit"
                | "video"
                | "note"
                | "update"
                | "correction"
                | "related"
                | "caption"
        );
        (named
            && !caption
            && words.len() > 3
            && !label.is_empty()
            && self.items[block.start].is_capitalised()
            && words.len() > 1
            && !quoted)
            .then_some((label, words))
    }
}
