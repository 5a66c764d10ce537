//! What the tagger and the stance scorer have in common: the embedding of a piece, and the layers.

use super::Piece;
use super::arithmetic::{dot, gelu, normalise, softmax};
use super::product::{rounded, wide};
use super::weights::{Embedding, Head, Layer, Norm, WIDTH, Weights};

const HEADS: usize = 12;
const HEAD_WIDTH: usize = WIDTH / HEADS;

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
    let mut shares = vec![0.0; count];
    let scale = 1.0 / (HEAD_WIDTH as f32).sqrt();
    wide(
        #[inline(always)]
        || {
            let part = |kind: usize, at: usize, head: usize| {
                &asks[at * 3 * WIDTH + kind * WIDTH + head * HEAD_WIDTH..][..HEAD_WIDTH]
            };
            for head in 0..HEADS {
                for (place, &at) in rows.iter().enumerate() {
                    for (other, share) in shares.iter_mut().enumerate() {
                        *share = dot(part(0, at, head), part(1, other, head)) * scale;
                    }
                    softmax(&mut shares);
                    let mut mixed = [0.0f32; HEAD_WIDTH];
                    for (other, share) in shares.iter().enumerate() {
                        mixed
                            .iter_mut()
                            .zip(part(2, other, head))
                            .for_each(|(mixed, value)| *mixed += share * value);
                    }
                    out[place * WIDTH + head * HEAD_WIDTH..][..HEAD_WIDTH].copy_from_slice(&mixed);
                }
            }
        },
    );
}

impl Head {
    pub(super) fn score(&self, head: usize, row: &[f32]) -> f32 {
        dot(&self.rows[head * WIDTH..][..WIDTH], row) + self.bias[head]
    }
}
