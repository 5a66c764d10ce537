//! Products of rows and weights in whole numbers, which are exact in any order and so may use wide registers.

use pulp::{Arch, Simd, WithSimd};

use super::arithmetic::round;

/// Activations are rounded to this many steps on either side of zero. With weights of at most 127 and rows of at most
/// 8,000 the sums stay below 2³¹.
const STEPS: f32 = 2047.0;

/// A layer of weights in whole numbers with a scale for each output.
#[derive(Debug, Clone)]
pub(super) struct Linear {
    pub(super) inputs: usize,
    pub(super) weights: Vec<i16>,
    pub(super) scales: Vec<f32>,
    pub(super) bias: Vec<f32>,
}

/// Rows in whole numbers with a scale for each.
pub(super) struct Rounded {
    width: usize,
    values: Vec<i16>,
    scales: Vec<f32>,
}

struct Wide<F>(F);

impl<F: FnOnce()> WithSimd for Wide<F> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) {
        (self.0)();
    }
}

/// Runs `work` compiled for the widest registers that the machine has. The closure must be `#[inline(always)]`, and do
/// only what gives the same result at any width.
pub(super) fn wide(work: impl FnOnce()) {
    Arch::new().dispatch(Wide(work));
}

/// Rounds each row of `width` values to whole numbers.
pub(super) fn rounded(rows: &[f32], width: usize) -> Rounded {
    let mut out = Rounded { width, values: vec![0; rows.len()], scales: vec![0.0; rows.len() / width] };
    let Rounded { values, scales, .. } = &mut out;
    wide(
        #[inline(always)]
        || {
            let targets = values.chunks_exact_mut(width).zip(scales);
            for (row, (target, scale)) in rows.chunks_exact(width).zip(targets) {
                let most = row
                    .iter()
                    .fold(0.0f32, |most, value| if value.abs() > most { value.abs() } else { most });
                *scale = most / STEPS;
                let steps = if most > 0.0 { STEPS / most } else { 0.0 };
                for (target, value) in target.iter_mut().zip(row) {
                    *target = round(*value * steps) as i32 as i16;
                }
            }
        },
    );
    out
}

impl Linear {
    /// The layer's outputs for each row.
    pub(super) fn apply(&self, rows: &Rounded) -> Vec<f32> {
        let (outputs, count) = (self.bias.len(), rows.scales.len());
        let mut out = vec![0.0; outputs * count];
        wide(
            #[inline(always)]
            || {
                for output in (0..outputs).step_by(2) {
                    let weights = [self.row(output), self.row((output + 1).min(outputs - 1))];
                    let mut at = 0;
                    while at < count {
                        if at + 4 <= count {
                            let sums = sums(
                                [rows.row(at), rows.row(at + 1), rows.row(at + 2), rows.row(at + 3)],
                                weights,
                            );
                            self.place(output, at, &sums, rows, &mut out);
                            at += 4;
                        } else {
                            self.place(output, at, &sums([rows.row(at)], weights), rows, &mut out);
                            at += 1;
                        }
                    }
                }
            },
        );
        out
    }

    #[inline(always)]
    fn row(&self, output: usize) -> &[i16] {
        &self.weights[output * self.inputs..(output + 1) * self.inputs]
    }

    #[inline(always)]
    fn place(&self, output: usize, at: usize, sums: &[[i32; 2]], rows: &Rounded, out: &mut [f32]) {
        let outputs = self.bias.len();
        for (at, pair) in (at..).zip(sums) {
            for (output, sum) in (output..outputs).zip(pair) {
                out[at * outputs + output] =
                    *sum as f32 * (rows.scales[at] * self.scales[output]) + self.bias[output];
            }
        }
    }
}

impl Rounded {
    #[inline(always)]
    fn row(&self, at: usize) -> &[i16] {
        &self.values[at * self.width..(at + 1) * self.width]
    }
}

/// The sum of products of each row with each row of weights.
#[inline(always)]
fn sums<const ROWS: usize>(rows: [&[i16]; ROWS], weights: [&[i16]; 2]) -> [[i32; 2]; ROWS] {
    let width = rows[0].len();
    let rows = rows.map(|row| &row[..width]);
    let weights = weights.map(|row| &row[..width]);
    let mut sums = [[0i32; 2]; ROWS];
    for at in 0..width {
        for row in 0..ROWS {
            for output in 0..2 {
                sums[row][output] += i32::from(rows[row][at]) * i32::from(weights[output][at]);
            }
        }
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_product_is_that_of_the_numbers() {
        for count in 1..6 {
            let layer = Linear {
                inputs: 3,
                weights: vec![127, 0, -127, 64, 64, 64, 0, 1, 0],
                scales: vec![0.01, 0.5, 1.0],
                bias: vec![0.0, 1.0, -1.0],
            };
            let rows: Vec<f32> = (0..count).flat_map(|i| [1.0, -2.0, i as f32]).collect();
            let out = layer.apply(&rounded(&rows, 3));
            for (i, row) in out.chunks_exact(3).enumerate() {
                let x = i as f32;
                let expected = [1.27 - 1.27 * x, 32.0 * (x - 1.0) + 1.0, -3.0];
                for (got, expected) in row.iter().zip(expected) {
                    assert!((got - expected).abs() < 0.05, "{out:?}");
                }
            }
        }
    }

    #[test]
    fn the_largest_sums_do_not_overflow() {
        let width = 8_000;
        let layer = Linear { inputs: width, weights: vec![127; width], scales: vec![1.0], bias: vec![0.0] };
        let out = layer.apply(&rounded(&vec![1.0; width], width));
        assert!((out[0] - 127.0 * width as f32).abs() < 1.0);
    }

    #[test]
    fn wide_registers_give_what_plain_arithmetic_gives() {
        let (inputs, outputs, count) = (384, 5, 7);
        let weights: Vec<i16> = (0..inputs * outputs).map(|i| (i * 7919 % 255) as i16 - 127).collect();
        let scales: Vec<f32> = (0..outputs).map(|i| 0.003 + i as f32 * 0.0007).collect();
        let layer = Linear { inputs, weights, scales, bias: vec![0.25; outputs] };
        let rows: Vec<f32> = (0..inputs * count).map(|i| (i * 104_729 % 997) as f32 / 331.0 - 1.5).collect();
        let rows = rounded(&rows, inputs);
        let mut plain = Vec::new();
        for row in 0..count {
            for output in 0..outputs {
                let sum: i32 = (0..inputs)
                    .map(|at| i32::from(rows.row(row)[at]) * i32::from(layer.row(output)[at]))
                    .sum();
                plain.push(sum as f32 * (rows.scales[row] * layer.scales[output]) + layer.bias[output]);
            }
        }
        assert_eq!(layer.apply(&rows), plain);
    }

    #[test]
    fn rows_of_nothing_stay_nothing() {
        assert_eq!(rounded(&[0.0; 4], 2).values, [0; 4]);
    }
}
