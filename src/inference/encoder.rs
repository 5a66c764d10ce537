//! The encoder: a sentence is read once by the lower layers, and by the upper ones once for each word that may report,
//! with that word marked.

use std::ops::Range;
use std::sync::OnceLock;

use super::arithmetic::sixty_fourths;
use super::scorer::Scorer;
use super::weights::{WIDTH, Weights};
use super::{Broken, Judgement, Model, Piece, Proposal, Query, Reading, Statement};

/// A piece that scores more than this as a reporting word is looked at; most turn out not to report.
const DOUBTFUL: f32 = -1.5;

/// No more words of a sentence than this are looked at, beside those that were asked for.
const MOST_CUES: usize = 12;

/// So many sentences share each pass over the weights.
const AT_ONCE: usize = 16;

/// The weights that are built into the program: those of the tagger and those of the stance scorer.
pub static BUILT_IN_WEIGHTS: [&[u8]; 2] =
    [include_bytes!("../../assets/tagger.bin"), include_bytes!("../../assets/stance.bin")];

/// The tagger and the stance scorer with their weights.
pub struct Encoder {
    weights: Weights,
    scorer: Scorer,
}

impl Encoder {
    /// The encoder that is built into the program. Its weights are unpacked at the first call.
    ///
    /// # Panics
    /// If the program was built with weights of another format.
    pub fn built_in() -> &'static Self {
        static BUILT_IN: OnceLock<Encoder> = OnceLock::new();
        BUILT_IN.get_or_init(|| {
            Self::new(BUILT_IN_WEIGHTS[0], BUILT_IN_WEIGHTS[1]).unwrap_or_else(|broken| panic!("{broken}"))
        })
    }

    /// An encoder with these weights.
    ///
    /// # Errors
    /// If they are not of the format that `training/export.py` writes.
    pub fn new(tagger: &'static [u8], scorer: &'static [u8]) -> Result<Self, Broken> {
        Ok(Self { weights: Weights::read(tagger)?, scorer: Scorer::new(scorer)? })
    }

    fn embedded(&self, pieces: &[Piece]) -> Vec<f32> {
        let mut out = Vec::with_capacity(pieces.len() * WIDTH);
        for (piece, place) in pieces.iter().zip(self.weights.places.chunks_exact(WIDTH)) {
            self.weights.embed(*piece, place, &self.weights.embedding, None, &mut out);
        }
        out
    }

    /// The lower hidden states with the cue and what is proposed marked.
    fn mark(&self, lower: &[f32], proposal: &Proposal, out: &mut Vec<f32>) {
        for (at, row) in lower.chunks_exact(WIDTH).enumerate() {
            let mark = if proposal.cue.contains(&at) {
                1
            } else if proposal.source.contains(&at) {
                3
            } else if proposal.content.iter().any(|piece| piece.contains(&at)) {
                2
            } else {
                0
            };
            let mark = &self.weights.embedding.marks[mark * WIDTH..][..WIDTH];
            out.extend(row.iter().zip(mark).map(|(value, mark)| value + mark));
        }
    }

    /// What the upper hidden states say of a cue.
    fn reading(&self, upper: &[f32], cue: Range<usize>) -> Reading {
        let parts = &self.weights.parts;
        let scores = |head: usize, rows: &[f32]| -> Vec<f32> {
            rows.chunks_exact(WIDTH).map(|row| parts.score(head, row)).collect()
        };
        let marked = scores(2, &upper[cue.start * WIDTH..cue.end * WIDTH]);
        Reading {
            cue,
            reports: sixty_fourths(marked.iter().sum::<f32>() / marked.len().max(1) as f32),
            content: scores(0, upper).into_iter().map(sixty_fourths).collect(),
            source: scores(1, upper).into_iter().map(sixty_fourths).collect(),
        }
    }

    /// The proposals of a sentence, and one more for each word that the lower layers take for a report.
    fn proposals(&self, query: &Query, lower: &[f32]) -> Vec<Proposal> {
        let scores = lower.chunks_exact(WIDTH).map(|row| self.weights.cue.score(0, row));
        let doubtful: Vec<bool> = scores.map(|score| sixty_fourths(score) > DOUBTFUL).collect();
        let overlaps = |run: &Range<usize>| {
            query.proposals.iter().any(|known| run.start < known.cue.end && known.cue.start < run.end)
        };
        let further = runs(&doubtful).into_iter().filter(|run| !overlaps(run)).take(MOST_CUES);
        let further = further.map(|cue| Proposal { cue, ..Proposal::default() });
        query.proposals.iter().cloned().chain(further).collect()
    }

    fn read_some(&self, queries: &[Query], out: &mut Vec<Vec<Reading>>) {
        let (below, above) = self.weights.layers.split_at(self.weights.split);
        let mut hidden: Vec<f32> = queries.iter().flat_map(|query| self.embedded(&query.pieces)).collect();
        let lengths: Vec<usize> = queries.iter().map(|query| query.pieces.len()).collect();
        below.iter().for_each(|layer| layer.apply(&mut hidden, &lengths));
        let (mut marked, mut marked_lengths, mut cues) = (Vec::new(), Vec::new(), Vec::new());
        let mut start = 0;
        for query in queries {
            let lower = &hidden[start..start + query.pieces.len() * WIDTH];
            start += lower.len();
            let proposals = self.proposals(query, lower);
            proposals.iter().for_each(|proposal| self.mark(lower, proposal, &mut marked));
            marked_lengths.extend(proposals.iter().map(|_| query.pieces.len()));
            cues.push(proposals);
        }
        above.iter().for_each(|layer| layer.apply(&mut marked, &marked_lengths));
        let mut rest = marked.as_slice();
        for (query, proposals) in queries.iter().zip(cues) {
            let readings = proposals.into_iter().map(|proposal| {
                let (upper, after) = rest.split_at(query.pieces.len() * WIDTH);
                rest = after;
                self.reading(upper, proposal.cue)
            });
            out.push(readings.collect());
        }
    }
}

impl Model for Encoder {
    fn read(&self, queries: &[Query]) -> Vec<Vec<Reading>> {
        let mut out = Vec::with_capacity(queries.len());
        for some in queries.chunks(AT_ONCE) {
            self.read_some(some, &mut out);
        }
        out
    }

    fn judge(&self, statements: &[Statement]) -> Vec<Judgement> {
        self.scorer.judge(&self.weights, statements)
    }
}

/// Runs of true flags.
fn runs(flags: &[bool]) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for at in (0..flags.len()).filter(|at| flags[*at]) {
        match out.last_mut() {
            Some(last) if last.end == at => last.end = at + 1,
            _ => out.push(at..at + 1),
        }
    }
    out
}
