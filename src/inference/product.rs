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

/// The largest value, whatever its sign.
#[inline(always)]
fn most(values: &[f32]) -> f32 {
    let larger = |most: f32, value: f32| if value.abs() > most { value.abs() } else { most };
    let (sixteens, rest) = values.as_chunks::<16>();
    let mut lanes = [0.0f32; 16];
    for sixteen in sixteens {
        for (lane, value) in lanes.iter_mut().zip(sixteen) {
            *lane = larger(*lane, *value);
        }
    }
    lanes.iter().chain(rest).fold(0.0, |most, value| larger(most, *value))
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
                let most = most(row);
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

/// So many rows are multiplied at a time: they stay in the cache while all weights pass over them.
const BLOCK: usize = 48;

impl Linear {
    /// The layer's outputs for each row.
    pub(super) fn apply(&self, rows: &Rounded) -> Vec<f32> {
        let mut out = vec![0.0; self.bias.len() * rows.scales.len()];
        match Arch::new() {
            #[cfg(target_arch = "x86_64")]
            Arch::V4(simd) => simd.vectorize(
                #[inline(always)]
                || self.fill(simd, rows, &mut out),
            ),
            #[cfg(target_arch = "x86_64")]
            Arch::V3(simd) => simd.vectorize(
                #[inline(always)]
                || self.fill(simd, rows, &mut out),
            ),
            _ => self.fill(Plain, rows, &mut out),
        }
        out
    }

    #[inline(always)]
    fn fill<R: Registers>(&self, registers: R, rows: &Rounded, out: &mut [f32]) {
        let (outputs, count) = (self.bias.len(), rows.scales.len());
        for block in (0..count).step_by(BLOCK) {
            let end = (block + BLOCK).min(count);
            for output in (0..outputs).step_by(2) {
                let weights = [self.row(output), self.row((output + 1).min(outputs - 1))];
                let mut at = block;
                while at < end {
                    if at + 4 <= end {
                        let four = [rows.row(at), rows.row(at + 1), rows.row(at + 2), rows.row(at + 3)];
                        self.place(output, at, &sums(registers, four, weights), rows, out);
                        at += 4;
                    } else {
                        self.place(output, at, &sums(registers, [rows.row(at)], weights), rows, out);
                        at += 1;
                    }
                }
            }
        }
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

/// Registers that multiply short whole numbers and add what stands side by side; compilers don't reliably find that
/// instruction by themselves. What comes out is exact, so it is the same whichever are used.
trait Registers: Copy {
    /// A register full of factors.
    type Factors: Copy;
    /// As many sums as fit into one.
    type Sums: Copy;

    /// Sums of nothing.
    fn zero(self) -> Self::Sums;
    /// As many registers full as there are, and the rest.
    fn cut(numbers: &[i16]) -> (&[Self::Factors], &[i16]);
    /// Adds the products.
    fn add(self, sums: Self::Sums, a: Self::Factors, b: Self::Factors) -> Self::Sums;
    /// All sums together.
    fn total(self, sums: Self::Sums) -> i32;
}

#[cfg(target_arch = "x86_64")]
impl Registers for pulp::x86::V4 {
    type Factors = pulp::i16x32;
    type Sums = pulp::i32x16;

    #[inline(always)]
    fn zero(self) -> Self::Sums {
        self.splat_i32x16(0)
    }

    #[inline(always)]
    fn cut(numbers: &[i16]) -> (&[Self::Factors], &[i16]) {
        Self::as_simd_i16s(numbers)
    }

    #[inline(always)]
    fn add(self, sums: Self::Sums, a: Self::Factors, b: Self::Factors) -> Self::Sums {
        self.wrapping_add_i32x16(sums, self.multiply_wrapping_add_adjacent_i16x32(a, b))
    }

    #[inline(always)]
    fn total(self, sums: Self::Sums) -> i32 {
        let [low, high]: [pulp::i32x8; 2] = pulp::cast(sums);
        let halves: [pulp::i32x4; 2] = pulp::cast(self.wrapping_add_i32x8(low, high));
        let [a, b, c, d]: [i32; 4] = pulp::cast(self.wrapping_add_i32x4(halves[0], halves[1]));
        (a + b) + (c + d)
    }
}

#[cfg(target_arch = "x86_64")]
impl Registers for pulp::x86::V3 {
    type Factors = pulp::i16x16;
    type Sums = pulp::i32x8;

    #[inline(always)]
    fn zero(self) -> Self::Sums {
        self.splat_i32x8(0)
    }

    #[inline(always)]
    fn cut(numbers: &[i16]) -> (&[Self::Factors], &[i16]) {
        Self::as_simd_i16s(numbers)
    }

    #[inline(always)]
    fn add(self, sums: Self::Sums, a: Self::Factors, b: Self::Factors) -> Self::Sums {
        self.wrapping_add_i32x8(sums, self.multiply_wrapping_add_adjacent_i16x16(a, b))
    }

    #[inline(always)]
    fn total(self, sums: Self::Sums) -> i32 {
        let halves: [pulp::i32x4; 2] = pulp::cast(sums);
        let [a, b, c, d]: [i32; 4] = pulp::cast(self.wrapping_add_i32x4(halves[0], halves[1]));
        (a + b) + (c + d)
    }
}

/// Any machine's registers, as the compiler sees fit.
#[derive(Clone, Copy)]
struct Plain;

impl Registers for Plain {
    type Factors = [i16; 8];
    type Sums = [i32; 8];

    #[inline(always)]
    fn zero(self) -> Self::Sums {
        [0; 8]
    }

    #[inline(always)]
    fn cut(numbers: &[i16]) -> (&[Self::Factors], &[i16]) {
        numbers.as_chunks::<8>()
    }

    #[inline(always)]
    fn add(self, sums: Self::Sums, a: Self::Factors, b: Self::Factors) -> Self::Sums {
        std::array::from_fn(|at| sums[at] + i32::from(a[at]) * i32::from(b[at]))
    }

    #[inline(always)]
    fn total(self, sums: Self::Sums) -> i32 {
        sums.iter().sum()
    }
}

/// The sum of products of each row with each row of weights.
#[inline(always)]
fn sums<R: Registers, const ROWS: usize>(
    registers: R,
    rows: [&[i16]; ROWS],
    weights: [&[i16]; 2],
) -> [[i32; 2]; ROWS] {
    let (rows, row_rests) = cut::<R, ROWS>(rows);
    let (weights, weight_rests) = cut::<R, 2>(weights);
    let width = weights[0].len();
    let rows = rows.map(|row| &row[..width]);
    let weights = weights.map(|row| &row[..width]);
    let mut sums = [[registers.zero(); 2]; ROWS];
    for at in 0..width {
        for row in 0..ROWS {
            for output in 0..2 {
                sums[row][output] = registers.add(sums[row][output], rows[row][at], weights[output][at]);
            }
        }
    }
    let mut totals = [[0; 2]; ROWS];
    for row in 0..ROWS {
        for output in 0..2 {
            let rest = row_rests[row].iter().zip(weight_rests[output]);
            totals[row][output] = registers.total(sums[row][output])
                + rest.map(|(a, b)| i32::from(*a) * i32::from(*b)).sum::<i32>();
        }
    }
    totals
}

#[inline(always)]
fn cut<R: Registers, const N: usize>(rows: [&[i16]; N]) -> ([&[R::Factors]; N], [&[i16]; N]) {
    (rows.map(|row| R::cut(row).0), rows.map(|row| R::cut(row).1))
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
        let (inputs, outputs, count) = (387, 5, 107);
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
        let mut out = vec![0.0; outputs * count];
        layer.fill(Plain, &rows, &mut out);
        assert_eq!(out, plain);
        #[cfg(target_arch = "x86_64")]
        if let Some(simd) = pulp::x86::V3::try_new() {
            out.fill(0.0);
            layer.fill(simd, &rows, &mut out);
            assert_eq!(out, plain);
        }
    }

    #[test]
    fn rows_of_nothing_stay_nothing() {
        assert_eq!(rounded(&[0.0; 4], 2).values, [0; 4]);
    }
}
