//! The stance scorer: a statement is read once, and what counts of its words decides.

use super::arithmetic::{round, sixty_fourths, softmax};
use super::weights::{DEVICES, STEPS, ScorerWeights, WIDTH, Weights};
use super::{Broken, Judgement, Part, Statement};

/// So many statements share each pass over the weights.
const AT_ONCE: usize = 16;

/// Shares are rounded to so many parts, so that no decision hangs on their last bits.
const SHARES: f32 = 4096.0;

/// The scorer's own weights; the words' are the tagger's.
pub(super) struct Scorer {
    weights: ScorerWeights,
}

impl Scorer {
    pub(super) fn new(bytes: &'static [u8]) -> Result<Self, Broken> {
        Ok(Self { weights: ScorerWeights::read(bytes)? })
    }

    /// A judgement of each statement, in order.
    pub(super) fn judge(&self, words: &Weights, statements: &[Statement]) -> Vec<Judgement> {
        statements.chunks(AT_ONCE).flat_map(|some| self.judge_some(words, some)).collect()
    }

    fn judge_some(&self, words: &Weights, statements: &[Statement]) -> Vec<Judgement> {
        let lengths: Vec<usize> =
            statements.iter().map(|s| s.pieces.len().min(words.places.len() / WIDTH)).collect();
        let mut hidden = Vec::with_capacity(lengths.iter().sum::<usize>() * WIDTH);
        for statement in statements {
            for ((piece, part), place) in statement.pieces.iter().zip(words.places.chunks_exact(WIDTH)) {
                words.embed(*piece, place, &self.weights.embedding, Some(*part as usize), &mut hidden);
            }
        }
        // The words of the statement and its cue alone decide, so of the last layer only theirs are computed.
        let own: Vec<bool> = statements
            .iter()
            .zip(&lengths)
            .flat_map(|(statement, length)| &statement.pieces[..*length])
            .map(|(_, part)| matches!(part, Part::Content | Part::Cue))
            .collect();
        let Some((last, below)) = self.weights.layers.split_last() else {
            unreachable!("weights without a layer are not read")
        };
        below.iter().for_each(|layer| layer.apply(&mut hidden, &lengths));
        let deciding = last.apply_to(&hidden, &lengths, |at| own[at]);
        let (mut rows, mut owns) = (deciding.as_slice(), own.as_slice());
        let judged = lengths.iter().map(|&length| {
            let (here, after) = owns.split_at(length);
            let count = here.iter().filter(|own| **own).count();
            let (deciding, rest) = rows.split_at(count * WIDTH);
            (rows, owns) = (rest, after);
            self.judgement(deciding)
        });
        judged.collect()
    }

    /// A judgement from the rows of the statement's own words.
    fn judgement(&self, rows: &[f32]) -> Judgement {
        let own = rows.chunks_exact(WIDTH);
        let mut counts: Vec<f32> = own.clone().map(|row| self.weights.counts.score(0, row)).collect();
        let mut mixed = [0.0f32; WIDTH];
        if !counts.is_empty() {
            softmax([&mut counts]);
        }
        for (row, count) in own.zip(&counts) {
            mixed.iter_mut().zip(row).for_each(|(mixed, value)| *mixed += count * value);
        }
        let output = |at: usize| sixty_fourths(self.weights.outputs.score(at, &mixed));
        let mut steps = std::array::from_fn::<f32, STEPS, _>(output);
        softmax([&mut steps]);
        Judgement {
            steps: steps.map(|share| round(share * SHARES) / SHARES),
            applies: output(STEPS),
            devices: std::array::from_fn::<f32, DEVICES, _>(|at| output(STEPS + 1 + at)),
        }
    }
}
