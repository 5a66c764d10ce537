//! What the tagger and the stance scorer have in common: the embedding of a piece, and the layers.

use super::Piece;
use super::arithmetic::{dot, gelu, normalise, softmax};
use super::product::{rounded, wide};
use super::weights::{Embedding, Head, Layer, Norm, WIDTH, Weights};

const HEADS: usize = 12;
const HEAD_WIDTH: usize = WIDTH / HEADS;
/// So many pieces' scores stand side by side, and so many pieces attend at a time.
const LANES: usize = 16;
const AT_ONCE: usize = 4;

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
    let out = &mut mixed_rows[begin..];
    let width = count.next_multiple_of(LANES);
    let mut keys = vec![0.0; HEAD_WIDTH * width];
    let mut shares = vec![0.0; AT_ONCE * width];
    wide(
        #[inline(always)]
        || {
            for head in 0..HEADS {
                for (other, ask) in asks.chunks_exact(3 * WIDTH).enumerate() {
                    for (at, key) in ask[WIDTH + head * HEAD_WIDTH..][..HEAD_WIDTH].iter().enumerate() {
                        keys[at * width + other] = *key;
                    }
                }
                let mut place = 0;
                while place + AT_ONCE <= rows.len() {
                    let some: [usize; AT_ONCE] = std::array::from_fn(|next| rows[place + next]);
                    attend(asks, &keys, &mut shares, (head, some), &mut out[place * WIDTH..]);
                    place += AT_ONCE;
                }
                for place in place..rows.len() {
                    attend(asks, &keys, &mut shares, (head, [rows[place]]), &mut out[place * WIDTH..]);
                }
            }
        },
    );
}

/// What one head gives some pieces. `keys` has a row for each place of a key, with all pieces side by side.
#[inline(always)]
fn attend<const ROWS: usize>(
    asks: &[f32],
    keys: &[f32],
    shares: &mut [f32],
    (head, rows): (usize, [usize; ROWS]),
    out: &mut [f32],
) {
    let (count, width) = (asks.len() / (3 * WIDTH), keys.len() / HEAD_WIDTH);
    let part =
        |kind: usize, at: usize| &asks[at * 3 * WIDTH + kind * WIDTH + head * HEAD_WIDTH..][..HEAD_WIDTH];
    let scale = 1.0 / (HEAD_WIDTH as f32).sqrt();
    for from in (0..width).step_by(LANES) {
        let mut totals = [[0.0f32; LANES]; ROWS];
        // In the order of `dot`: eight sums, each of every eighth product, and then their sum.
        for eighth in 0..8 {
            let mut sums = [[0.0f32; LANES]; ROWS];
            for at in (eighth..HEAD_WIDTH).step_by(8) {
                let keys: &[f32; LANES] = keys[at * width + from..].first_chunk().expect("padded");
                for (sums, row) in sums.iter_mut().zip(rows) {
                    let query = part(0, row)[at];
                    for lane in 0..LANES {
                        sums[lane] += query * keys[lane];
                    }
                }
            }
            for (totals, sums) in totals.iter_mut().zip(&sums) {
                for lane in 0..LANES {
                    totals[lane] += sums[lane];
                }
            }
        }
        for (row, totals) in totals.iter().enumerate() {
            for lane in 0..LANES {
                shares[row * width + from + lane] = totals[lane] * scale;
            }
        }
    }
    let mut here = shares.chunks_exact_mut(width);
    softmax(std::array::from_fn::<_, ROWS, _>(|_| &mut here.next().expect("a row for each")[..count]));
    let mut mixed = [[0.0f32; HEAD_WIDTH]; ROWS];
    for other in 0..count {
        let values: &[f32; HEAD_WIDTH] = part(2, other).first_chunk().expect("as wide as a head");
        for (row, mixed) in mixed.iter_mut().enumerate() {
            let share = shares[row * width + other];
            for at in 0..HEAD_WIDTH {
                mixed[at] += share * values[at];
            }
        }
    }
    for (row, mixed) in mixed.iter().enumerate() {
        out[row * WIDTH + head * HEAD_WIDTH..][..HEAD_WIDTH].copy_from_slice(mixed);
    }
}

impl Head {
    pub(super) fn score(&self, head: usize, row: &[f32]) -> f32 {
        dot(&self.rows[head * WIDTH..][..WIDTH], row) + self.bias[head]
    }
}
