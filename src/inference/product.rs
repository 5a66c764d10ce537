//! Products of rows and weights in whole numbers, which are exact in any order and so may use wide registers.

#[cfg(target_arch = "x86_64")]
use pulp::NullaryFnOnce;
use pulp::{Arch, Simd, WithSimd};

use super::arithmetic::{largest, round};
#[cfg(target_arch = "x86_64")]
use super::registers::V4Vnni;
use super::registers::{Plain, Registers};

/// Activations are rounded to this many steps on either side of zero. With weights of at most 127 and rows of at most
/// 8,000 the sums stay below 2³¹.
const STEPS: f32 = 2047.0;

/// So many rows are multiplied at a time: they and their outputs stay near while all weights pass over them.
const BLOCK: usize = 64;

/// So many outputs are computed at a time.
const PANEL: usize = 32;

/// A layer of weights in whole numbers with a scale for each output.
#[derive(Debug, Clone)]
pub(super) struct Linear {
    pub(super) inputs: usize,
    /// Panels of [`PANEL`] outputs, the last one filled up with zeros. A panel holds for each pair of inputs the two weights of each
    /// of its outputs, so that one register multiplies a pair with many outputs' weights.
    panels: Vec<i8>,
    scales: Vec<f32>,
    bias: Vec<f32>,
}

/// Rows in whole numbers with a scale for each.
pub(super) struct Rounded {
    /// Values of a row, two by two; the last one is filled up with a zero.
    pairs: usize,
    values: Vec<[i16; 2]>,
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
    let (pairs, count) = (width.div_ceil(2), rows.len() / width);
    let mut out = Rounded { pairs, values: vec![[0; 2]; pairs * count], scales: vec![0.0; count] };
    let Rounded { values, scales, .. } = &mut out;
    wide(
        #[inline(always)]
        || {
            let targets = values.chunks_exact_mut(pairs).zip(scales);
            for (row, (target, scale)) in rows.chunks_exact(width).zip(targets) {
                let most = largest(row, 0.0, f32::abs);
                *scale = most / STEPS;
                let steps = if most > 0.0 { STEPS / most } else { 0.0 };
                for (target, value) in target.as_flattened_mut().iter_mut().zip(row) {
                    *target = round(*value * steps) as i32 as i16;
                }
            }
        },
    );
    out
}

impl Linear {
    /// A layer with these weights, `inputs` of them for each output.
    pub(super) fn new(inputs: usize, weights: &[i8], scales: Vec<f32>, bias: Vec<f32>) -> Self {
        let pairs = inputs.div_ceil(2);
        let mut panels = vec![0; bias.len().div_ceil(PANEL) * pairs * PANEL * 2];
        for (output, row) in weights.chunks_exact(inputs).enumerate() {
            let panel = &mut panels[output / PANEL * pairs * PANEL * 2..];
            for (pair, weights) in row.chunks(2).enumerate() {
                for (weight, place) in weights.iter().zip((pair * PANEL + output % PANEL) * 2..) {
                    panel[place] = *weight;
                }
            }
        }
        Self { inputs, panels, scales, bias }
    }

    /// The layer's outputs for each row.
    pub(super) fn apply(&self, rows: &Rounded) -> Vec<f32> {
        let mut out = vec![0.0; self.bias.len() * rows.scales.len()];
        let place: &mut [f32] = &mut out;
        match Arch::new() {
            #[cfg(target_arch = "x86_64")]
            Arch::V4(registers) => {
                let work = Fill::<_, 8, 2> { layer: self, registers, rows, out: place };
                match V4Vnni::try_new() {
                    Some(vnni) => vnni.vectorize(work),
                    None => registers.vectorize(work),
                }
            }
            #[cfg(target_arch = "x86_64")]
            Arch::V3(registers) => {
                registers.vectorize(Fill::<_, 2, 4> { layer: self, registers, rows, out: place });
            }
            _ => self.fill::<_, 2, 4>(Plain, rows, place),
        }
        out
    }

    /// Multiplies `ROWS` rows with a panel at a time, whose outputs take `REGISTERS` registers: as many as there are.
    #[inline(always)]
    fn fill<R: Registers, const ROWS: usize, const REGISTERS: usize>(
        &self,
        registers: R,
        rows: &Rounded,
        out: &mut [f32],
    ) {
        let (count, size) = (rows.scales.len(), rows.pairs * PANEL * 2);
        for block in (0..count).step_by(BLOCK) {
            let end = (block + BLOCK).min(count);
            for (number, panel) in self.panels.chunks_exact(size).enumerate() {
                let panel = R::cut(panel).as_chunks::<REGISTERS>().0;
                let mut at = block;
                while at + ROWS <= end {
                    let some = std::array::from_fn::<_, ROWS, _>(|next| rows.row(at + next));
                    self.place(registers, number, at, &sums(registers, some, panel), rows, out);
                    at += ROWS;
                }
                for at in at..end {
                    self.place(registers, number, at, &sums(registers, [rows.row(at)], panel), rows, out);
                }
            }
        }
    }

    #[inline(always)]
    fn place<R: Registers, const REGISTERS: usize>(
        &self,
        registers: R,
        panel: usize,
        at: usize,
        sums: &[[R::Sums; REGISTERS]],
        rows: &Rounded,
        out: &mut [f32],
    ) {
        let outputs = self.bias.len();
        let begin = panel * PANEL;
        let here = begin..(begin + PANEL).min(outputs);
        let (scales, bias) = (&self.scales[here.clone()], &self.bias[here.clone()]);
        for (at, sums) in (at..).zip(sums) {
            let mut totals = [0; PANEL];
            for (place, sums) in totals.chunks_exact_mut(PANEL / REGISTERS).zip(sums) {
                registers.store(*sums, place);
            }
            let out = &mut out[at * outputs + here.start..][..here.len()];
            for (((out, sum), scale), bias) in out.iter_mut().zip(&totals).zip(scales).zip(bias) {
                *out = *sum as f32 * (rows.scales[at] * scale) + bias;
            }
        }
    }
}

/// [`Linear::fill`] to be compiled for certain registers. A closure would not do: what calls it need not be inlined, and then nothing in
/// it is.
#[cfg(target_arch = "x86_64")]
struct Fill<'a, R, const ROWS: usize, const REGISTERS: usize> {
    layer: &'a Linear,
    registers: R,
    rows: &'a Rounded,
    out: &'a mut [f32],
}

#[cfg(target_arch = "x86_64")]
impl<R: Registers, const ROWS: usize, const REGISTERS: usize> NullaryFnOnce for Fill<'_, R, ROWS, REGISTERS> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        self.layer.fill::<R, ROWS, REGISTERS>(self.registers, self.rows, self.out);
    }
}

impl Rounded {
    #[inline(always)]
    fn row(&self, at: usize) -> &[[i16; 2]] {
        &self.values[at * self.pairs..(at + 1) * self.pairs]
    }
}

/// The sums of products of each row with the weights of each output of a panel.
#[inline(always)]
fn sums<R: Registers, const ROWS: usize, const REGISTERS: usize>(
    registers: R,
    rows: [&[[i16; 2]]; ROWS],
    panel: &[[R::Weights; REGISTERS]],
) -> [[R::Sums; REGISTERS]; ROWS] {
    let rows = rows.map(|row| &row[..panel.len()]);
    let mut sums = [[registers.zero(); REGISTERS]; ROWS];
    for (at, weights) in panel.iter().enumerate() {
        let weights = weights.map(|weights| registers.widened(weights));
        for row in 0..ROWS {
            let pair = registers.pair(rows[row][at]);
            for register in 0..REGISTERS {
                sums[row][register] = registers.add(sums[row][register], pair, weights[register]);
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
        for count in 1..12 {
            let weights = [127, 0, -127, 64, 64, 64, 0, 1, 0];
            let layer = Linear::new(3, &weights, vec![0.01, 0.5, 1.0], vec![0.0, 1.0, -1.0]);
            let rows: Vec<f32> = (0..count).flat_map(|i| [1.0, -2.0, (i % 5) as f32]).collect();
            let out = layer.apply(&rounded(&rows, 3));
            for (i, row) in out.chunks_exact(3).enumerate() {
                let x = (i % 5) as f32;
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
        let layer = Linear::new(width, &vec![127; width], vec![1.0], vec![0.0]);
        let out = layer.apply(&rounded(&vec![1.0; width], width));
        assert!((out[0] - 127.0 * width as f32).abs() < 1.0);
    }

    #[test]
    fn wide_registers_give_what_plain_arithmetic_gives() {
        let (inputs, outputs, count) = (387, 37, 107);
        let weights: Vec<i8> = (0..inputs * outputs).map(|i| ((i * 7919 % 255) as i16 - 127) as i8).collect();
        let scales: Vec<f32> = (0..outputs).map(|i| 0.003 + i as f32 * 0.0007).collect();
        let layer = Linear::new(inputs, &weights, scales, vec![0.25; outputs]);
        let rows: Vec<f32> = (0..inputs * count).map(|i| (i * 104_729 % 997) as f32 / 331.0 - 1.5).collect();
        let rows = rounded(&rows, inputs);
        let mut plain = Vec::new();
        for row in 0..count {
            for output in 0..outputs {
                let values = rows.row(row).as_flattened().iter();
                let weights = &weights[output * inputs..][..inputs];
                let sum: i32 = values.zip(weights).map(|(a, b)| i32::from(*a) * i32::from(*b)).sum();
                plain.push(sum as f32 * (rows.scales[row] * layer.scales[output]) + layer.bias[output]);
            }
        }
        assert_eq!(layer.apply(&rows), plain);
        let mut out = vec![0.0; outputs * count];
        layer.fill::<_, 2, 4>(Plain, &rows, &mut out);
        assert_eq!(out, plain);
        #[cfg(target_arch = "x86_64")]
        {
            if let Some(simd) = pulp::x86::V3::try_new() {
                out.fill(0.0);
                layer.fill::<_, 2, 4>(simd, &rows, &mut out);
                assert_eq!(out, plain);
            }
            if let Some(simd) = pulp::x86::V4::try_new() {
                out.fill(0.0);
                layer.fill::<_, 8, 2>(simd, &rows, &mut out);
                assert_eq!(out, plain);
            }
        }
    }

    #[test]
    fn rows_of_nothing_stay_nothing() {
        assert_eq!(rounded(&[0.0; 4], 2).values, [[0; 2]; 2]);
    }
}
