//! From the model's scores to items: which items are content and which name the source.

use std::ops::Range;

use super::bounds::{Heard, trimmed};
use super::passage::Passage;
use crate::inference::Reading;
use crate::quotes::content::Candidate;
use crate::quotes::unit::{Item, Kind, Narration};
use crate::text::words::Class;

/// What a run of content must score beyond nothing to be one: keeps splinters out.
const CONTENT_RUN: f32 = 6.0;

/// The same for a run that names the source; names are short.
const SOURCE_RUN: f32 = 2.0;

/// A quoted stretch or long word counts as no more than this many items.
const HEAVIEST: f32 = 3.0;

/// The name of the rule in what is found by the model alone.
pub(super) const RULE: &str = "learned tagger";

/// The name of the rule where the model has moved the bounds of what a rule found.
pub(super) const REBOUND: &str = "learned bounds";

/// The statement that the model reads at `reading`, if it finds any content; `first` is the first item of the passage.
pub(super) fn candidate(
    narration: &Narration<'_>,
    first: usize,
    passage: &Passage,
    reading: &Reading,
) -> Option<Candidate> {
    let items = &narration.items[first..first + passage.items.len()];
    let cue = covered(passage, &reading.cue)?;
    if cue.clone().any(|at| narration.reports_nothing(first, first + at)) {
        return None;
    }
    let source = source(items, passage, reading, &cue).filter(|source| !is_told(items, source, &cue));
    let scores = passage.items.iter().map(|pieces| score(&reading.content, pieces)).collect();
    let heard = Heard::new(items, scores, cue.clone(), source.clone());
    let pieces = heard.mended(runs(&heard.scores, CONTENT_RUN));
    if pieces.is_empty() {
        return None;
    }
    Some(Candidate {
        pieces: pieces.iter().map(|piece| shifted(piece, first)).collect(),
        cue: Some(shifted(&cue, first)),
        source: source.map(|source| shifted(&source, first)),
        addressee: None,
        rule: RULE,
        confidence: confidence(reading.reports),
    })
}

/// Whether the words before a passive verb name whom something was told, and not who told it: "He had been told that".
fn is_told(items: &[Item], source: &Range<usize>, cue: &Range<usize>) -> bool {
    let passive = cue.start.checked_sub(1).is_some_and(|at| items[at].is(Class::BE));
    let told = items[cue.start].verb.is_some_and(|verb| verb.lemma == "tell");
    passive && told && source.end <= cue.start
}

/// A plain slope instead of a logistic curve: the order is what matters, and a platform's `exp` is not used.
pub(super) fn confidence(reports: f32) -> f64 {
    (0.5 + f64::from(reports) / 12.0).clamp(0.05, 0.94)
}

fn shifted(range: &Range<usize>, by: usize) -> Range<usize> {
    range.start + by..range.end + by
}

/// The items that the pieces belong to.
fn covered(passage: &Passage, pieces: &Range<usize>) -> Option<Range<usize>> {
    let start = passage.items.partition_point(|item| item.end <= pieces.start);
    let end = passage.items.partition_point(|item| item.start < pieces.end);
    (start < end).then_some(start..end)
}

fn score(scores: &[f32], pieces: &Range<usize>) -> f32 {
    let sum: f32 = scores[pieces.clone()].iter().sum();
    let count = pieces.len().max(1) as f32;
    sum / count * count.min(HEAVIEST)
}

/// The best run of items that name the source, outside the cue.
fn source(items: &[Item], passage: &Passage, reading: &Reading, cue: &Range<usize>) -> Option<Range<usize>> {
    let mut scores: Vec<f32> = passage.items.iter().map(|pieces| score(&reading.source, pieces)).collect();
    scores[cue.clone()].fill(-10.0);
    let best =
        runs(&scores, SOURCE_RUN).into_iter().map(|run| (scores[run.clone()].iter().sum::<f32>(), run));
    let best = best.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.start.cmp(&a.1.start)))?;
    trimmed(items, best.1).map(|run| with_owner(items, run))
}

/// A run that begins at the "’s" of an owner takes the owner in: "the Guild’s head".
fn with_owner(items: &[Item], mut run: Range<usize>) -> Range<usize> {
    if items[run.start].kind == Kind::Clitic {
        let is_owner = |at: &usize| items[*at].is_capitalised() || items[*at].is(Class::DET);
        run.start = (0..run.start).rev().take_while(is_owner).last().unwrap_or(run.start);
    }
    run
}

/// The set of runs with the greatest sum of scores, each run costing `tax`.
pub(super) fn runs(scores: &[f32], tax: f32) -> Vec<Range<usize>> {
    // For each item: whether it was best entered from inside a run, and whether being outside was best reached from inside.
    let mut steps = Vec::with_capacity(scores.len());
    let (mut outside, mut inside) = (0.0f32, f32::MIN);
    for score in scores {
        let stays = inside > outside - tax;
        let left = inside > outside;
        let into = if stays { inside } else { outside - tax };
        outside = outside.max(inside);
        inside = into + score;
        steps.push((stays, left));
    }
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut is_inside = inside > outside;
    for (at, (stays, left)) in steps.iter().enumerate().rev() {
        if is_inside {
            match out.last_mut() {
                Some(run) if run.start == at + 1 => run.start = at,
                _ => out.push(at..at + 1),
            }
        }
        is_inside = if is_inside { *stays } else { *left };
    }
    out.reverse();
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_those_with_the_greatest_sum() {
        assert_eq!(runs(&[-1.0, 3.0, -0.5, 3.0, -1.0], 2.0), [1..4]);
        assert_eq!(runs(&[3.0, -4.0, 3.0], 2.0), [0..1, 2..3]);
        assert_eq!(runs(&[1.0, -4.0, 1.0], 2.0), Vec::<Range<usize>>::new());
        assert_eq!(runs(&[], 2.0), Vec::<Range<usize>>::new());
        assert_eq!(runs(&[3.0], 2.0), [0..1]);
        assert_eq!(runs(&[f32::MAX, f32::MIN], 2.0), [0..1]);
    }
}
