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
        self.weights.layers.iter().for_each(|layer| layer.apply(&mut hidden, &lengths));
        let mut rest = hidden.as_slice();
        let judged = statements.iter().zip(lengths).map(|(statement, length)| {
            let (rows, after) = rest.split_at(length * WIDTH);
            rest = after;
            self.judgement(statement, rows)
        });
        judged.collect()
    }

    fn judgement(&self, statement: &Statement, rows: &[f32]) -> Judgement {
        let own: Vec<&[f32]> = rows
            .chunks_exact(WIDTH)
            .zip(&statement.pieces)
            .filter(|(_, (_, part))| matches!(part, Part::Content | Part::Cue))
            .map(|(row, _)| row)
            .collect();
        let mut counts: Vec<f32> = own.iter().map(|row| self.weights.counts.score(0, row)).collect();
        let mut mixed = [0.0f32; WIDTH];
        if !counts.is_empty() {
            softmax(&mut counts);
        }
        for (row, count) in own.iter().zip(&counts) {
            mixed.iter_mut().zip(*row).for_each(|(mixed, value)| *mixed += count * value);
        }
        let output = |at: usize| sixty_fourths(self.weights.outputs.score(at, &mixed));
        let mut steps = std::array::from_fn::<f32, STEPS, _>(output);
        softmax(&mut steps);
        Judgement {
            steps: steps.map(|share| round(share * SHARES) / SHARES),
            applies: output(STEPS),
            devices: std::array::from_fn::<f32, DEVICES, _>(|at| output(STEPS + 1 + at)),
        }
    }
}
