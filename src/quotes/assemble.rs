//! From candidates to quotations: overlaps settled, broken quotations joined, leftover quotation marks explained.

use std::ops::Range;

use super::content::{Candidate, has_quoted, is_all_quoted};
use super::unit::{Kind as ItemKind, Narration, Unit};
use super::{Extraction, Kind, Quotation, turns};
use crate::text::Span;

/// Makes the quotations and fragments of an article from all `candidates`, which are settled already.
pub(super) fn quotations(narration: &Narration<'_>, candidates: Vec<Candidate>) -> Extraction {
    let mut kept = candidates;
    let fragments = join_leftovers(narration, &mut kept);
    kept.sort_by_key(|candidate| (first(candidate), std::cmp::Reverse(last(candidate))));
    let mut quotations: Vec<Quotation> =
        kept.iter().map(|candidate| quotation(narration, candidate)).collect();
    quotations.dedup_by_key(|quotation| quotation.id());
    nest(&mut quotations);
    Extraction { quotations, fragments }
}

fn first(candidate: &Candidate) -> usize {
    candidate.pieces.first().map_or(0, |piece| piece.start)
}

fn last(candidate: &Candidate) -> usize {
    candidate.pieces.last().map_or(0, |piece| piece.end)
}

/// Keeps the surest of candidates that claim the same words; a report inside another's content stays.
pub(super) fn settle(mut candidates: Vec<Candidate>) -> Vec<Candidate> {
    candidates.sort_by(|a, b| b.confidence.total_cmp(&a.confidence).then(first(a).cmp(&first(b))));
    let mut kept: Vec<Candidate> = Vec::new();
    for candidate in candidates {
        if kept.iter().all(|other| agree(other, &candidate)) {
            kept.push(candidate);
        }
    }
    kept
}

/// Whether two candidates can both stand: they share no words, or one is reported inside the other.
fn agree(a: &Candidate, b: &Candidate) -> bool {
    let shared: usize = a.pieces.iter().map(|x| b.pieces.iter().map(|y| overlap(x, y)).sum::<usize>()).sum();
    shared == 0 || is_inside(a, b) || is_inside(b, a)
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> usize {
    a.end.min(b.end).saturating_sub(a.start.max(b.start))
}

/// Whether `inner` with its cue and source lies within one piece of `outer`.
fn is_inside(inner: &Candidate, outer: &Candidate) -> bool {
    let parts = inner.pieces.iter().chain(&inner.cue).chain(&inner.source);
    let (start, end) = parts.fold((usize::MAX, 0), |(s, e), part| (s.min(part.start), e.max(part.end)));
    inner.cue.is_some() && outer.pieces.iter().any(|piece| piece.start <= start && end <= piece.end)
}

/// Gives every quoted item that no candidate has claimed to the quotation that it goes on with, makes a statement of it,
/// or returns it as a fragment.
fn join_leftovers(narration: &Narration<'_>, kept: &mut Vec<Candidate>) -> Vec<Span> {
    let mut owner: Vec<Option<usize>> = vec![None; narration.quoted.len()];
    for (index, candidate) in kept.iter().enumerate() {
        for at in candidate.pieces.iter().cloned().flatten() {
            if let ItemKind::Quoted(quoted) = narration.items[at].kind {
                owner[quoted] = Some(index);
            }
        }
    }
    let mut fragments = Vec::new();
    for (index, unit) in narration.units.iter().enumerate() {
        for at in unit.items.clone() {
            let ItemKind::Quoted(quoted) = narration.items[at].kind else { continue };
            if owner[quoted].is_some() {
                continue;
            }
            if let Some(before) = goes_on(narration, index, at, quoted, &owner, kept) {
                kept[before].pieces.push(at..at + 1);
                kept[before].pieces.sort_by_key(|piece| piece.start);
                owner[quoted] = Some(before);
            } else if let Some(candidate) = uncued(narration, unit, at) {
                owner[quoted] = Some(kept.len());
                kept.push(candidate);
            } else {
                fragments.push(narration.items[at].span);
            }
        }
    }
    fragments
}

/// The candidate that an unclaimed quoted item continues: a quotation left open in the paragraph before, or one whose
/// sentence has just ended, where this item is a sentence of its own.
fn goes_on(
    narration: &Narration<'_>,
    unit: usize,
    at: usize,
    quoted: usize,
    owner: &[Option<usize>],
    kept: &[Candidate],
) -> Option<usize> {
    let before = quoted.checked_sub(1).and_then(|i| owner[i])?;
    if narration.quoted[quoted].continues {
        return Some(before);
    }
    let previous = unit.checked_sub(1).map(|i| &narration.units[i])?;
    let this = &narration.units[unit];
    let same_block = previous.block == this.block;
    let alone = this.items.clone().all(|i| narration.items[i].is_quoted() || narration.items[i].is_stop());
    let in_previous = previous.items.clone().any(|i| narration.items[i].kind == ItemKind::Quoted(quoted - 1));
    let direct =
        is_all_quoted(&narration.items, &kept[before].pieces) && narration.is_sentence(first(&kept[before]));
    (same_block && in_previous && direct && alone && narration.is_sentence(at)).then_some(before)
}

/// A statement without a cue: a quoted sentence led in by a colon, or one that stands alone.
fn uncued(narration: &Narration<'_>, unit: &Unit, at: usize) -> Option<Candidate> {
    if !narration.is_sentence(at) || is_title(narration.inner(at)) {
        return None;
    }
    if let Some(candidate) =
        turns::led_in(narration, &unit.items, at).or_else(|| turns::led_in_before(narration, unit, at))
    {
        return Some(candidate);
    }
    let alone = unit.items.clone().all(|i| narration.items[i].is_quoted() || narration.items[i].is_stop());
    let long = narration.inner(at).split_whitespace().count() >= 5 && narration.ends_as_sentence(at);
    let opens = at == unit.items.start;
    let rule = "quotation marks alone";
    let candidate = Candidate {
        pieces: vec![at..at + 1],
        cue: None,
        source: None,
        addressee: None,
        rule,
        confidence: 0.5,
    };
    (long && (alone || opens)).then_some(candidate)
}

/// Whether the words are written as the title of a work: all but small words capitalised.
fn is_title(words: &str) -> bool {
    let mut long = words.split_whitespace().filter(|word| word.chars().count() > 3).peekable();
    long.peek().is_some()
        && long.all(|word| word.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase))
}

fn quotation(narration: &Narration<'_>, candidate: &Candidate) -> Quotation {
    let span = |range: &Range<usize>| narration.span(range.clone());
    let kind = kind(narration, candidate);
    let mut content: Vec<Span> = Vec::with_capacity(candidate.pieces.len());
    for piece in &candidate.pieces {
        let piece = span(piece);
        if content.last().is_none_or(|last| last.end <= piece.start) {
            content.push(piece);
        }
    }
    let trim = |range: &Range<usize>| {
        let mut range = range.clone();
        while range.len() > 1 && narration.items[range.end - 1].is_comma() {
            range.end -= 1;
        }
        narration.span(range)
    };
    Quotation {
        kind,
        content,
        cue: candidate.cue.as_ref().map(span),
        source: candidate.source.as_ref().filter(|range| !range.is_empty()).map(trim),
        addressee: candidate.addressee.as_ref().filter(|range| !range.is_empty()).map(span),
        outer: None,
        rule: candidate.rule,
        confidence: candidate.confidence,
    }
}

fn kind(narration: &Narration<'_>, candidate: &Candidate) -> Kind {
    let whole = is_all_quoted(&narration.items, &candidate.pieces) && narration.is_sentence(first(candidate));
    if whole || candidate.rule == turns::RULE {
        Kind::Direct
    } else if has_quoted(&narration.items, &candidate.pieces) {
        Kind::Mixed
    } else {
        Kind::Indirect
    }
}

/// Links each quotation that lies inside another's content to the innermost such one.
fn nest(quotations: &mut [Quotation]) {
    // Quotations that the one at hand may still lie in, outermost first.
    let mut open: Vec<usize> = Vec::new();
    for inner in 0..quotations.len() {
        let cover = quotations[inner].cover();
        open.retain(|&outer| quotations[outer].cover().end > cover.start);
        let outer =
            open.iter().rev().find(|&&o| quotations[o].content.iter().any(|piece| piece.contains(cover)));
        quotations[inner].outer = outer.map(|&o| quotations[o].id());
        open.push(inner);
    }
}
