//! What the tagger and the stance scorer have in common: the embedding of a piece, and the layers.

use pulp::{Arch, Simd, WithSimd};

use super::Piece;
use super::arithmetic::{dot, gelu, normalise, softmax};
use super::product::rounded;
use super::weights::{Embedding, Head, Layer, Norm, WIDTH, Weights};

const HEADS: usize = 12;
const HEAD_WIDTH: usize = WIDTH / HEADS;
/// No register holds more numbers.
const LANES: usize = 16;
/// So many pieces attend at a time.
const AT_ONCE: usize = 8;

impl Weights {
    /// Appends what a piece at a place begins as, in the way of `embedding`, perhaps marked.
    pub(super) fn embed(
        &self,
        piece: Piece,
        place: &[f32],
        embedding: &Embedding,
        mark: Option<usize>,
        out: &mut Vec<f32>,
    ) {
        let words = &self.words;
        let number = usize::from(piece.number).min(words.scales.len() - 1);
        let scale = words.scales[number];
        let word =
            words.rows[number * WIDTH..][..WIDTH].iter().map(|byte| f32::from(byte.cast_signed()) * scale);
        let case = &embedding.cases[piece.case as usize * WIDTH..][..WIDTH];
        let begin = out.len();
        out.extend(word.zip(place).zip(case).map(|((word, place), case)| word + place + case));
        if let Some(mark) = mark {
            let mark = &embedding.marks[mark * WIDTH..][..WIDTH];
            out[begin..].iter_mut().zip(mark).for_each(|(value, mark)| *value += mark);
        }
        normalise(&mut out[begin..], &embedding.norm.gain, &embedding.norm.shift);
    }
}

impl Layer {
    /// Takes the hidden states of sentences of these lengths, one after another, through the layer.
    pub(super) fn apply(&self, hidden: &mut [f32], lengths: &[usize]) {
        let mixed = self.mixed(hidden, lengths, |_| true);
        self.finish(hidden, &mixed);
    }

    /// As [`Self::apply`], where only some rows count afterwards: those `wanted` are returned, to the same bits, and of the others
    /// nothing is computed but what those look at.
    pub(super) fn apply_to(
        &self,
        hidden: &[f32],
        lengths: &[usize],
        wanted: impl Fn(usize) -> bool,
    ) -> Vec<f32> {
        let mixed = self.mixed(hidden, lengths, &wanted);
        let rows = hidden.chunks_exact(WIDTH).enumerate().filter(|(at, _)| wanted(*at));
        let mut kept: Vec<f32> = rows.flat_map(|(_, row)| row).copied().collect();
        self.finish(&mut kept, &mixed);
        kept
    }

    /// What the rows `wanted` attend to.
    fn mixed(&self, hidden: &[f32], lengths: &[usize], wanted: impl Fn(usize) -> bool) -> Vec<f32> {
        let asks = self.asks.apply(&rounded(hidden, WIDTH));
        let mut mixed = Vec::with_capacity(hidden.len());
        let (mut start, mut rows) = (0, Vec::new());
        for length in lengths {
            rows.clear();
            rows.extend((0..*length).filter(|row| wanted(start + row)));
            attention(&asks[start * 3 * WIDTH..][..length * 3 * WIDTH], &rows, &mut mixed);
            start += length;
        }
        mixed
    }

    fn finish(&self, hidden: &mut [f32], mixed: &[f32]) {
        add(hidden, &self.out.apply(&rounded(mixed, WIDTH)), &self.attention);
        let mut inner = self.up.apply(&rounded(hidden, WIDTH));
        gelu(&mut inner);
        add(hidden, &self.down.apply(&rounded(&inner, self.down.inputs)), &self.output);
    }
}

/// Adds to each row and brings it back to size.
fn add(hidden: &mut [f32], added: &[f32], norm: &Norm) {
    for (row, added) in hidden.chunks_exact_mut(WIDTH).zip(added.chunks_exact(WIDTH)) {
        row.iter_mut().zip(added).for_each(|(value, added)| *value += added);
        normalise(row, &norm.gain, &norm.shift);
    }
}

/// Appends the mixture of all pieces' values of one sentence for each of the pieces `rows`; `asks` holds queries, keys and values side
/// by side.
fn attention(asks: &[f32], rows: &[usize], mixed_rows: &mut Vec<f32>) {
    let count = asks.len() / (3 * WIDTH);
    let begin = mixed_rows.len();
    mixed_rows.resize(begin + rows.len() * WIDTH, 0.0);
    let width = count.next_multiple_of(LANES);
    Arch::new().dispatch(Attention {
        asks,
        rows,
        keys: vec![0.0; HEAD_WIDTH * width],
        shares: vec![0.0; AT_ONCE * width],
        out: &mut mixed_rows[begin..],
    });
}

/// [`attention`] on its way. Its floating-point steps and their order are fixed; registers only take several of them side by side.
struct Attention<'a> {
    asks: &'a [f32],
    rows: &'a [usize],
    /// A row for each place of a head's keys, with all pieces side by side.
    keys: Vec<f32>,
    /// A row for each piece that attends, as wide.
    shares: Vec<f32>,
    out: &'a mut [f32],
}

impl WithSimd for Attention<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(mut self, simd: S) {
        let width = self.keys.len() / HEAD_WIDTH;
        for head in 0..HEADS {
            for (other, ask) in self.asks.chunks_exact(3 * WIDTH).enumerate() {
                for (at, key) in ask[WIDTH + head * HEAD_WIDTH..][..HEAD_WIDTH].iter().enumerate() {
                    self.keys[at * width + other] = *key;
                }
            }
            let mut place = 0;
            while place + AT_ONCE <= self.rows.len() {
                self.attend::<S, AT_ONCE>(simd, head, place);
                place += AT_ONCE;
            }
            for place in place..self.rows.len() {
                self.attend::<S, 1>(simd, head, place);
            }
        }
    }
}

impl Attention<'_> {
    /// What one head gives to as many pieces from `place` on.
    #[inline(always)]
    fn attend<S: Simd, const ROWS: usize>(&mut self, simd: S, head: usize, place: usize) {
        let Self { asks, rows, keys, shares, out } = self;
        let (count, width) = (asks.len() / (3 * WIDTH), keys.len() / HEAD_WIDTH);
        let part =
            |kind: usize, at: usize| &asks[at * 3 * WIDTH + kind * WIDTH + head * HEAD_WIDTH..][..HEAD_WIDTH];
        let queries: [&[f32]; ROWS] = std::array::from_fn(|next| part(0, rows[place + next]));
        let add = |sum, a: f32, b| simd.add_f32s(sum, simd.mul_f32s(simd.splat_f32s(a), b));
        let nothing = [simd.splat_f32s(0.0); ROWS];
        let scale = simd.splat_f32s(1.0 / (HEAD_WIDTH as f32).sqrt());
        for register in 0..width / S::F32_LANES {
            let mut totals = nothing;
            // In the order of `dot`: eight sums, each of every eighth product, and then their sum.
            for eighth in 0..8 {
                let mut sums = nothing;
                for at in (eighth..HEAD_WIDTH).step_by(8) {
                    let keys = S::as_simd_f32s(&keys[at * width..][..width]).0[register];
                    for row in 0..ROWS {
                        sums[row] = add(sums[row], queries[row][at], keys);
                    }
                }
                for row in 0..ROWS {
                    totals[row] = simd.add_f32s(totals[row], sums[row]);
                }
            }
            for row in 0..ROWS {
                let shares = S::as_mut_simd_f32s(&mut shares[row * width..][..width]).0;
                shares[register] = simd.mul_f32s(totals[row], scale);
            }
        }
        let mut each = shares.chunks_exact_mut(width);
        softmax(std::array::from_fn::<_, ROWS, _>(|_| &mut each.next().expect("a row for each")[..count]));
        for register in 0..HEAD_WIDTH / S::F32_LANES {
            let mut mixed = nothing;
            for other in 0..count {
                let values = S::as_simd_f32s(part(2, other)).0[register];
                for row in 0..ROWS {
                    mixed[row] = add(mixed[row], shares[row * width + other], values);
                }
            }
            for row in 0..ROWS {
                let out = &mut out[(place + row) * WIDTH + head * HEAD_WIDTH..][..HEAD_WIDTH];
                S::as_mut_simd_f32s(out).0[register] = mixed[row];
            }
        }
    }
}

impl Head {
    pub(super) fn score(&self, head: usize, row: &[f32]) -> f32 {
        dot(&self.rows[head * WIDTH..][..WIDTH], row) + self.bias[head]
    }
}
