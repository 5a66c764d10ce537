//! How well stances agree, where both sides have one.

/// Agreement on stance over matched statements.
#[derive(Debug, Clone, PartialEq)]
pub struct StanceScores {
    /// F1 of "takes a stance at all", from 0 to 1.
    pub applies: f64,
    /// How many statements have a stance on both sides; the measures below are over these.
    pub pairs: usize,
    /// Spearman's rank correlation, from -1 to 1; `None` with fewer than three pairs.
    pub spearman: Option<f64>,
    /// Share with the same sign, where less than a sixth counts as none.
    pub sign: Option<f64>,
    /// Share with opposite signs.
    pub opposite: Option<f64>,
    /// Mean absolute difference on [-1, 1].
    pub mae: Option<f64>,
    /// Quadratic-weighted kappa (Cohen 1968) on the seven steps.
    pub kappa: Option<f64>,
    /// Krippendorff's alpha (2004) for two coders, with the squared difference of the scores as distance.
    pub alpha: Option<f64>,
}

/// The side of zero that a score is on: less than a sixth, half a step, is on neither.
pub(super) fn sign(score: f64) -> i8 {
    match score {
        _ if score.abs() < 1.0 / 6.0 => 0,
        _ if score > 0.0 => 1,
        _ => -1,
    }
}

/// Scores pairs of (annotated, found) stances; `both`, `annotated`, `found`: how many matched statements have one.
pub(super) fn scores(pairs: &[(f64, f64)], annotated: usize, found: usize) -> StanceScores {
    let some = annotated + found;
    let applies = if some == 0 { 0.0 } else { 2.0 * pairs.len() as f64 / some as f64 };
    if pairs.len() < 3 {
        let none = None;
        return StanceScores {
            applies,
            pairs: pairs.len(),
            spearman: none,
            sign: none,
            opposite: none,
            mae: none,
            kappa: none,
            alpha: none,
        };
    }
    let share = |test: &dyn Fn(f64, f64) -> bool| {
        pairs.iter().filter(|&&(a, b)| test(a, b)).count() as f64 / pairs.len() as f64
    };
    let (x, y): (Vec<f64>, Vec<f64>) = pairs.iter().copied().unzip();
    StanceScores {
        applies,
        pairs: pairs.len(),
        spearman: Some(pearson(&ranks(&x), &ranks(&y))),
        sign: Some(share(&|a, b| sign(a) == sign(b))),
        opposite: Some(share(&|a, b| sign(a) * sign(b) < 0)),
        mae: Some(pairs.iter().map(|(a, b)| (a - b).abs()).sum::<f64>() / pairs.len() as f64),
        kappa: Some(kappa(&x, &y)),
        alpha: Some(alpha(&x, &y)),
    }
}

/// Ranks from 0, ties sharing their mean.
fn ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|&a, &b| values[a].total_cmp(&values[b]));
    let mut ranks = vec![0.0; values.len()];
    let mut from = 0;
    while from < order.len() {
        let tied = order[from..].iter().take_while(|&&i| values[i] == values[order[from]]).count();
        let mean = (2 * from + tied - 1) as f64 / 2.0;
        for &i in &order[from..from + tied] {
            ranks[i] = mean;
        }
        from += tied;
    }
    ranks
}

fn pearson(x: &[f64], y: &[f64]) -> f64 {
    let mean = |v: &[f64]| v.iter().sum::<f64>() / v.len() as f64;
    let (mx, my) = (mean(x), mean(y));
    let square = |v: &[f64], m: f64| v.iter().map(|a| (a - m).powi(2)).sum::<f64>();
    let spread = (square(x, mx) * square(y, my)).sqrt();
    let shared: f64 = x.iter().zip(y).map(|(a, b)| (a - mx) * (b - my)).sum();
    if spread == 0.0 { 0.0 } else { shared / spread }
}

fn kappa(x: &[f64], y: &[f64]) -> f64 {
    let step = |v: &f64| (v * 3.0).round_ties_even();
    let (x, y): (Vec<f64>, Vec<f64>) = (x.iter().map(step).collect(), y.iter().map(step).collect());
    let count = x.len() as f64;
    let seen: f64 = x.iter().zip(&y).map(|(a, b)| (a - b).powi(2)).sum::<f64>() / count;
    let by_chance: f64 =
        x.iter().flat_map(|a| y.iter().map(move |b| (a - b).powi(2))).sum::<f64>() / (count * count);
    if by_chance == 0.0 { 0.0 } else { 1.0 - seen / by_chance }
}

/// One less the disagreement seen over that of values paired at random, all values of both taken together.
fn alpha(x: &[f64], y: &[f64]) -> f64 {
    let seen = x.iter().zip(y).map(|(a, b)| (a - b).powi(2)).sum::<f64>() / x.len() as f64;
    let all: Vec<f64> = x.iter().chain(y).copied().collect();
    let mean = all.iter().sum::<f64>() / all.len() as f64;
    // The mean squared difference of two of them is twice their variance.
    let by_chance = 2.0 * all.iter().map(|a| (a - mean).powi(2)).sum::<f64>() / (all.len() - 1) as f64;
    if by_chance == 0.0 { 0.0 } else { 1.0 - seen / by_chance }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agreement_is_one_and_reversal_is_minus_one() {
        let same = scores(&[(-1.0, -0.9), (0.0, 0.1), (1.0, 0.8)], 3, 3);
        assert_eq!(same.spearman, Some(1.0));
        assert_eq!((same.sign, same.opposite), (Some(1.0), Some(0.0)));
        let reversed = scores(&[(-1.0, 1.0), (0.0, 0.0), (1.0, -1.0)], 3, 3);
        assert_eq!(reversed.spearman, Some(-1.0));
        assert!(reversed.kappa.is_some_and(|kappa| kappa < 0.0));
    }

    #[test]
    fn alpha_is_that_of_the_literature() {
        // Two coders, four units; by hand: seen (0 + 1 + 0 + 1) / 4, by chance over the 28 pairs of eight values.
        let (x, y) = ([1.0, 2.0, 3.0, 3.0], [1.0, 3.0, 3.0, 4.0]);
        let all: Vec<f64> = x.iter().chain(&y).copied().collect();
        let pairs = (0..8).flat_map(|i| (i + 1..8).map(move |j| (i, j)));
        let by_chance = pairs.map(|(i, j): (usize, usize)| (all[i] - all[j]).powi(2)).sum::<f64>() / 28.0;
        assert!((alpha(&x, &y) - (1.0 - 0.5 / by_chance)).abs() < 1e-12);
        assert_eq!(alpha(&x, &x), 1.0);
    }

    #[test]
    fn ties_share_their_rank() {
        assert_eq!(ranks(&[2.0, 1.0, 2.0]), [1.5, 0.0, 1.5]);
    }

    #[test]
    fn two_pairs_are_too_few_to_correlate() {
        assert_eq!(scores(&[(1.0, 1.0)], 2, 1).spearman, None);
        assert!((scores(&[(1.0, 1.0)], 2, 1).applies - 2.0 / 3.0).abs() < 1e-12);
    }
}
