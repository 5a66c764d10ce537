//! From weighed words to one score and its range.

use super::statement::Word;

/// The sum of weights, in steps of the guideline, at which the score is halfway to its end. The more is said, the less
/// one more word adds.
const HALFWAY: f64 = 2.0;

/// What a word counts beside the weightiest of its side: saying a thing twice does not make it twice as soft or hard.
const REPEATED: f64 = 0.5;

/// The weights of one side, without their sign.
#[derive(Debug, Default, Clone, Copy)]
struct Side {
    most: f64,
    sum: f64,
}

impl Side {
    fn add(&mut self, weight: f64) {
        self.most = self.most.max(weight);
        self.sum += weight;
    }

    fn total(self) -> f64 {
        self.most + REPEATED * (self.sum - self.most)
    }
}

/// A total of weights, in steps of the guideline, with what is known about how sure it is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Total {
    /// The sum, soft less hard.
    pub(super) sum: f64,
    /// The sum of the weights without their signs.
    pub(super) amount: f64,
    /// Whether the statement weighs one thing against another.
    pub(super) is_mixed: bool,
}

impl Total {
    /// Adds up, each side for itself.
    pub(super) fn of<'w>(words: impl Iterator<Item = &'w Word>, is_mixed: bool) -> Self {
        let (mut soft, mut hard) = (Side::default(), Side::default());
        for word in words {
            if word.weight > 0.0 {
                soft.add(word.weight);
            } else {
                hard.add(-word.weight);
            }
        }
        let (soft, hard) = (soft.total(), hard.total());
        Self { sum: soft - hard, amount: soft + hard, is_mixed }
    }

    /// How much of the total points both ways, from 0 (all one way) to 1 (as much as can be).
    fn disagreement(&self) -> f64 {
        // What a statement starts with is in the sum alone, which may so be more than the amount.
        if self.amount > 0.0 { (1.0 - self.sum.abs() / self.amount).max(0.0) } else { 0.0 }
    }
}

/// The score in [-1, 1] of a sum of weights.
pub(super) fn score(sum: f64) -> f64 {
    rounded(sum / (sum.abs() + HALFWAY))
}

/// The range around `score` in which a second reader's score would mostly lie. It is wide where little was found or where
/// it points both ways.
pub(super) fn range(score: f64, total: &Total) -> (f64, f64) {
    let found = total.amount / (total.amount + HALFWAY);
    let contrast = if total.is_mixed { 0.1 } else { 0.0 };
    let half = 0.2 + 0.3 * (1.0 - found) + 0.2 * total.disagreement() + contrast;
    (rounded((score - half).max(-1.0)), rounded((score + half).min(1.0)))
}

/// Three decimals: more would be noise, and every machine gives the same.
pub(super) fn rounded(value: f64) -> f64 {
    // Adding zero turns -0 into 0.
    (value * 1000.0).round() / 1000.0 + 0.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn width(total: &Total) -> f64 {
        let (low, high) = range(0.0, total);
        high - low
    }

    #[test]
    fn the_score_grows_with_the_sum_and_never_leaves_the_scale() {
        let scores: Vec<f64> = [-50.0, -2.0, 0.0, 1.0, 3.0, 50.0].iter().map(|&sum| score(sum)).collect();
        assert!(scores.is_sorted());
        assert!(scores[0] > -1.0 && scores[5] < 1.0);
        assert!((score(2.0) - 0.5).abs() < 1e-9);
    }

    #[test]
    fn saying_it_twice_is_not_twice_as_hard() {
        let mut side = Side::default();
        side.add(2.0);
        let once = side.total();
        side.add(2.0);
        assert!(once < side.total() && side.total() < 2.0 * once);
    }

    #[test]
    fn the_range_is_wide_where_little_was_found_or_it_disagrees() {
        let clear = Total { sum: 6.0, amount: 6.0, is_mixed: false };
        let thin = Total { sum: 0.5, amount: 0.5, is_mixed: false };
        let torn = Total { sum: 0.0, amount: 6.0, is_mixed: false };
        assert!(width(&thin) > width(&clear));
        assert!(width(&torn) > width(&clear));
    }

    #[test]
    fn the_range_holds_the_score_and_stays_on_the_scale() {
        let total = Total { sum: -9.0, amount: 9.0, is_mixed: true };
        let (low, high) = range(score(total.sum), &total);
        assert!((-1.0..=score(-9.0)).contains(&low) && high > score(-9.0));
    }
}
