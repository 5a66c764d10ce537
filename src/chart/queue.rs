//! In which order statements are worth a look: those first whose errors would move the chart most.

use std::collections::BTreeMap;

use crate::analysis::Analysis;
use crate::quotes::QuotationId;

use super::{Point, Series};

/// Half of an 80 % range of a normal error, in standard deviations.
const HALF_RANGE: f64 = 1.2816;
/// The mean size of a normal error, in standard deviations.
const MEAN_ERROR: f64 = 0.7979;
/// The chance that a statement without a stance takes one after all; the measured figure is in `docs/ACCURACY.md`.
const OVERLOOKED: f64 = 0.1;
/// The usual size of a stance.
const USUAL: f64 = 0.5;
/// The chance that somebody could be named for an unattributed statement.
const NAMEABLE: f64 = 0.5;

/// A statement that is worth a look.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Item {
    /// Which one.
    pub id: QuotationId,
    /// By how much the means of the chart are wrong, all in all, as long as nobody looks at it: the sum over its speakers of
    /// what each doubt would do times how likely it is; in the scale's units, at least 0.
    pub shift: f64,
}

/// All statements, those first whose errors would move the chart most. A doubtful score counts by its range and by its share
/// in its speaker's mean; a doubtful speaker, and a doubt that it is a statement at all, by what the mean would be without it.
pub fn queue(analysis: &Analysis, series: &[Series]) -> Vec<Item> {
    let mut shifts: BTreeMap<QuotationId, f64> =
        analysis.quotations.iter().map(|quotation| (quotation.id(), 0.0)).collect();
    let counts: Vec<usize> =
        series.iter().filter(|one| one.speaker.is_some()).map(|one| one.points.len()).collect();
    let usual = counts.iter().sum::<usize>() as f64 / counts.len().max(1) as f64;
    for one in series {
        let sum: f64 = one.points.iter().map(Point::weight).sum();
        let mean = one.mean().unwrap_or(0.0);
        for point in &one.points {
            let error = MEAN_ERROR * (point.high - point.low) / 2.0 / HALF_RANGE;
            let shift = if one.speaker.is_none() {
                NAMEABLE * point.score.abs() / (1.0 + usual)
            } else {
                let share = point.weight() / sum;
                let without = if one.points.len() == 1 {
                    1.0
                } else {
                    (share / (1.0 - share) * (point.score - mean).abs()).min(1.0)
                };
                let is_it = analysis.quotation(point.id).map_or(1.0, |quotation| quotation.confidence);
                share * error + (1.0 - point.confidence * is_it) * without
            };
            *shifts.entry(point.id).or_default() += shift;
        }
    }
    for quotation in &analysis.quotations {
        let id = quotation.id();
        if !analysis.stances.contains_key(&id) {
            shifts.insert(id, OVERLOOKED * USUAL / (1.0 + usual));
        }
    }
    let mut items: Vec<Item> = shifts.into_iter().map(|(id, shift)| Item { id, shift }).collect();
    items.sort_by(|a, b| b.shift.total_cmp(&a.shift).then(a.id.cmp(&b.id)));
    items
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;
    use crate::chart::{series, tests};

    #[test]
    fn the_least_sure_and_weightiest_come_first() {
        let article = Article::new("0123456789");
        let mut analysis = tests::analysis(3);
        for (start, speaker, score, doubt) in
            [(0, 0, -0.9, 0.0), (2, 1, 0.1, 0.0), (4, 1, 0.2, 0.6), (6, 1, 0.1, 0.0)]
        {
            tests::say(&mut analysis, start, &[speaker], Some(score));
            let id = QuotationId { start, end: start + 2 };
            let stance = analysis.stances.get_mut(&id).expect("a stance");
            (stance.low, stance.high) = (score - doubt, score + doubt);
            let attribution = analysis.speakers.attributions.get_mut(&id).expect("a speaker");
            attribution.confidence = if start == 0 { 0.5 } else { 1.0 };
        }
        let order = queue(&analysis, &series(&article, &analysis));
        let starts: Vec<usize> = order.iter().map(|item| item.id.start).collect();
        assert_eq!(starts[..2], [0, 4], "the only one of an unsure speaker, then the doubtful score");
        assert!(order.iter().all(|item| item.shift >= 0.0));
    }

    #[test]
    fn every_statement_is_in_it_once() {
        let article = Article::new("0123456789");
        let mut analysis = tests::analysis(2);
        tests::say(&mut analysis, 0, &[0, 1], Some(0.5));
        tests::say(&mut analysis, 3, &[0], None);
        tests::say(&mut analysis, 6, &[], Some(0.9));
        let order = queue(&analysis, &series(&article, &analysis));
        assert_eq!(order.len(), 3);
    }
}
