//! Floating-point steps between the products, each the same on every machine.

use super::product::wide;

/// Adding and taking away one and a half times 2²³ rounds to a whole number, ties to even.
const ROUNDING: f32 = 12_582_912.0;

/// The nearest whole number, for values below 2²².
#[inline(always)]
pub(super) fn round(x: f32) -> f32 {
    (x + ROUNDING) - ROUNDING
}

/// So rounded that a decision does not hang on the last bits of a score.
pub(super) fn sixty_fourths(score: f32) -> f32 {
    round(score * 64.0) / 64.0
}

/// e to the power of `x`, within two units of the last place.
#[inline(always)]
fn exp(x: f32) -> f32 {
    let x = x.clamp(-87.0, 88.0);
    let n = round(x * std::f32::consts::LOG2_E);
    // The natural logarithm of two in two parts, so that little is lost.
    let r = (x - n * 0.693_359_4) - n * -2.121_944_4e-4;
    let high = (1.987_569_1e-4 * r + 1.398_199_9e-3) * r + 8.333_452e-3;
    let p = ((high * r + 4.166_579_6e-2) * r + 1.666_666_5e-1) * r + 0.5;
    let fraction = (p * r * r + r) + 1.0;
    fraction * f32::from_bits(((n as i32 + 127) << 23) as u32)
}

/// The error function after Abramowitz and Stegun, 7.1.26; within 2e-7.
#[inline(always)]
fn erf(x: f32) -> f32 {
    let a = x.abs();
    let t = 1.0 / (1.0 + 0.327_591_1 * a);
    let p = (((1.061_405_4 * t - 1.453_152) * t + 1.421_413_7) * t - 0.284_496_74) * t + 0.254_829_6;
    (1.0 - p * t * exp(-a * a)).copysign(x)
}

/// The Gaussian error linear unit of each value.
pub(super) fn gelu(values: &mut [f32]) {
    wide(
        #[inline(always)]
        || {
            for value in values {
                *value = 0.5 * *value * (1.0 + erf(*value * std::f32::consts::FRAC_1_SQRT_2));
            }
        },
    );
}

/// The largest of `least` and what `of` makes of the values; in lanes, which changes nothing about it.
#[inline(always)]
pub(super) fn largest(values: &[f32], least: f32, of: impl Fn(f32) -> f32) -> f32 {
    let larger = |most: f32, value: f32| if value > most { value } else { most };
    let (sixteens, rest) = values.as_chunks::<16>();
    let mut lanes = [least; 16];
    for sixteen in sixteens {
        for (lane, value) in lanes.iter_mut().zip(sixteen) {
            *lane = larger(*lane, of(*value));
        }
    }
    let rest = rest.iter().fold(least, |most, value| larger(most, of(*value)));
    lanes.into_iter().fold(rest, larger)
}

/// Turns rows of as many scores each into shares that sum to one. The rows don't touch each other; that their sums grow side by side
/// saves waiting.
#[inline(always)]
pub(super) fn softmax<const ROWS: usize>(mut rows: [&mut [f32]; ROWS]) {
    for scores in &mut rows {
        let most = largest(scores, f32::MIN, |score| score);
        for score in scores.iter_mut() {
            *score = exp(*score - most);
        }
    }
    let mut sums = [0.0; ROWS];
    for at in 0..rows.first().map_or(0, |row| row.len()) {
        for (sum, row) in sums.iter_mut().zip(&rows) {
            *sum += row[at];
        }
    }
    for (scores, sum) in rows.iter_mut().zip(sums) {
        for score in scores.iter_mut() {
            *score /= sum;
        }
    }
}

/// The sum in eight lanes: an order that does not depend on how wide the machine's registers are.
#[inline(always)]
fn sum(values: &[f32], of: impl Fn(f32) -> f32) -> f32 {
    let mut lanes = [0.0f32; 8];
    for eight in values.as_chunks::<8>().0 {
        for (lane, value) in lanes.iter_mut().zip(eight) {
            *lane += of(*value);
        }
    }
    lanes.iter().sum()
}

/// Brings `row` to mean zero and variance one, then scales and shifts each place.
pub(super) fn normalise(row: &mut [f32], gain: &[f32], shift: &[f32]) {
    let n = row.len() as f32;
    let mean = sum(row, |value| value) / n;
    let variance = sum(row, |value| (value - mean) * (value - mean)) / n;
    let scale = 1.0 / (variance + 1e-12).sqrt();
    for ((value, gain), shift) in row.iter_mut().zip(gain).zip(shift) {
        *value = (*value - mean) * scale * gain + shift;
    }
}

/// The product of two rows summed up.
#[inline(always)]
pub(super) fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut lanes = [0.0f32; 8];
    for (a, b) in a.as_chunks::<8>().0.iter().zip(b.as_chunks::<8>().0) {
        for lane in 0..8 {
            lanes[lane] += a[lane] * b[lane];
        }
    }
    lanes.iter().sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_are_close_to_the_true_ones() {
        for i in -800..800 {
            let x = i as f32 / 10.0;
            let (got, true_value) = (exp(x), f64::from(x).exp());
            assert!((f64::from(got) - true_value).abs() <= 4e-7 * true_value, "exp {x}: {got}");
        }
        for (x, true_value) in [(0.0, 0.0), (0.5, 0.520_499_9), (-1.0, -0.842_700_8), (3.0, 0.999_977_9)] {
            assert!((erf(x) - true_value).abs() < 5e-7, "erf {x}: {}", erf(x));
        }
        assert_eq!([round(2.5), round(-1.6), round(0.4)], [2.0, -2.0, 0.0]);
    }

    #[test]
    fn bits_are_fixed() {
        // These hold on every machine; if one of them changes, so may what is found in an article.
        let bits: Vec<u32> = [-3.7, -0.3, 0.1, 1.9].map(|x: f32| exp(x).to_bits()).to_vec();
        assert_eq!(bits, [1_019_906_302, 1_061_004_867, 1_066_235_454, 1_087_763_160]);
        let mut values = [-1.0f32, 0.5, 2.0, -0.25];
        gelu(&mut values);
        softmax([&mut values]);
        let bits: Vec<u32> = values.iter().map(|value| value.to_bits()).collect();
        assert_eq!(bits, [1_034_603_994, 1_041_067_095, 1_060_153_638, 1_035_276_371]);
    }
}
