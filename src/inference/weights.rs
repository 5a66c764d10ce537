//! Reads the weights that `training/export.py` writes: those of the tagger, and those of the stance scorer, which shares
//! the tagger's table of words.

use super::Broken;
use super::product::Linear;

/// The width of a piece's hidden state.
pub(super) const WIDTH: usize = 384;
const INNER: usize = 1536;
const CASES: usize = 6;
/// Nothing, the reporting word, proposed content, proposed source.
const MARKS: usize = 4;
/// No file has more layers.
const MOST_LAYERS: usize = 12;
/// What a piece is to a statement that is judged.
const PARTS: usize = 6;
/// The steps of the guideline, from -3 to 3.
pub(super) const STEPS: usize = 7;
/// The devices in the order of training, "neutral" the last.
pub(super) const DEVICES: usize = 9;
const MAGIC: &[u8] = b"STPTAG02";
const SCORER_MAGIC: &[u8] = b"STPSTA01";

/// The tagger.
pub(super) struct Weights {
    pub(super) words: Words,
    pub(super) places: Vec<f32>,
    pub(super) embedding: Embedding,
    pub(super) layers: Vec<Layer>,
    /// Below this layer a sentence is read once; from it on, once for each reporting word.
    pub(super) split: usize,
    /// One row: whether a piece may report.
    pub(super) cue: Head,
    /// Three rows: content, source, and whether the marked word reports.
    pub(super) parts: Head,
}

/// The stance scorer.
pub(super) struct ScorerWeights {
    pub(super) embedding: Embedding,
    pub(super) layers: Vec<Layer>,
    /// One row: how much a piece of the statement counts.
    pub(super) counts: Head,
    /// A row for each step, one for "takes a stance", one for each device.
    pub(super) outputs: Head,
}

/// Bytes are passed on as they are; a table of words is large and few of its rows are read.
pub(super) struct Words {
    pub(super) scales: Vec<f32>,
    pub(super) rows: &'static [u8],
}

/// What is added to the embedding of a piece and its place.
pub(super) struct Embedding {
    pub(super) cases: Vec<f32>,
    pub(super) marks: Vec<f32>,
    pub(super) norm: Norm,
}

pub(super) struct Norm {
    pub(super) gain: Vec<f32>,
    pub(super) shift: Vec<f32>,
}

pub(super) struct Layer {
    /// Queries, keys and values side by side.
    pub(super) asks: Linear,
    pub(super) out: Linear,
    pub(super) attention: Norm,
    pub(super) up: Linear,
    pub(super) down: Linear,
    pub(super) output: Norm,
}

pub(super) struct Head {
    pub(super) rows: Vec<f32>,
    pub(super) bias: Vec<f32>,
}

struct Reader(&'static [u8]);

impl Weights {
    pub(super) fn read(bytes: &'static [u8]) -> Result<Self, Broken> {
        let mut reader = Reader(bytes.strip_prefix(MAGIC).ok_or(Broken::Foreign)?);
        let [words, longest, layers, split] =
            [reader.count()?, reader.count()?, reader.count()?, reader.count()?];
        if layers > MOST_LAYERS || split > layers || words == 0 {
            return Err(Broken::Foreign);
        }
        let weights = Self {
            words: Words { scales: reader.floats(words)?, rows: reader.take(words.saturating_mul(WIDTH))? },
            places: reader.floats(longest.saturating_mul(WIDTH))?,
            embedding: reader.embedding(MARKS)?,
            layers: (0..layers).map(|_| reader.layer()).collect::<Result<_, _>>()?,
            split,
            cue: reader.head(1)?,
            parts: reader.head(3)?,
        };
        if reader.0.is_empty() { Ok(weights) } else { Err(Broken::Length) }
    }
}

impl ScorerWeights {
    pub(super) fn read(bytes: &'static [u8]) -> Result<Self, Broken> {
        let mut reader = Reader(bytes.strip_prefix(SCORER_MAGIC).ok_or(Broken::Foreign)?);
        let layers = reader.count()?;
        if layers == 0 || layers > MOST_LAYERS {
            return Err(Broken::Foreign);
        }
        let weights = Self {
            embedding: reader.embedding(PARTS)?,
            layers: (0..layers).map(|_| reader.layer()).collect::<Result<_, _>>()?,
            counts: reader.head(1)?,
            outputs: reader.head(STEPS + 1 + DEVICES)?,
        };
        if reader.0.is_empty() { Ok(weights) } else { Err(Broken::Length) }
    }
}

impl Reader {
    fn take(&mut self, bytes: usize) -> Result<&'static [u8], Broken> {
        let (taken, rest) = self.0.split_at_checked(bytes).ok_or(Broken::Length)?;
        self.0 = rest;
        Ok(taken)
    }

    fn count(&mut self) -> Result<usize, Broken> {
        let bytes = self.take(4)?.as_chunks::<4>().0[0];
        usize::try_from(u32::from_le_bytes(bytes)).map_err(|_| Broken::Length)
    }

    fn floats(&mut self, count: usize) -> Result<Vec<f32>, Broken> {
        let bytes = self.take(count.saturating_mul(4))?;
        Ok(bytes.as_chunks::<4>().0.iter().map(|four| f32::from_le_bytes(*four)).collect())
    }

    /// So many matrices, one after another in the file, as one whose outputs stand side by side.
    fn linear(&mut self, inputs: usize, outputs: usize, matrices: usize) -> Result<Linear, Broken> {
        let (mut scales, mut weights, mut bias) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..matrices {
            scales.extend(self.floats(outputs)?);
            weights.extend(self.take(inputs * outputs)?.iter().map(|byte| byte.cast_signed()));
            bias.extend(self.floats(outputs)?);
        }
        Ok(Linear::new(inputs, &weights, scales, bias))
    }

    fn embedding(&mut self, marks: usize) -> Result<Embedding, Broken> {
        Ok(Embedding {
            cases: self.floats(CASES * WIDTH)?,
            marks: self.floats(marks * WIDTH)?,
            norm: self.norm()?,
        })
    }

    fn norm(&mut self) -> Result<Norm, Broken> {
        Ok(Norm { gain: self.floats(WIDTH)?, shift: self.floats(WIDTH)? })
    }

    fn layer(&mut self) -> Result<Layer, Broken> {
        Ok(Layer {
            asks: self.linear(WIDTH, WIDTH, 3)?,
            out: self.linear(WIDTH, WIDTH, 1)?,
            attention: self.norm()?,
            up: self.linear(WIDTH, INNER, 1)?,
            down: self.linear(INNER, WIDTH, 1)?,
            output: self.norm()?,
        })
    }

    fn head(&mut self, outputs: usize) -> Result<Head, Broken> {
        Ok(Head { rows: self.floats(outputs * WIDTH)?, bias: self.floats(outputs)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_that_are_foreign_or_cut_off_are_refused() {
        assert_eq!(Weights::read(b"").err(), Some(Broken::Foreign));
        let header = b"STPTAG02\xff\xff\xff\xff\x05\x00\x00\x00\x06\x00\x00\x00\x03\x00\x00\x00";
        assert_eq!(Weights::read(header).err(), Some(Broken::Length));
        assert_eq!(Weights::read(&header[..12]).err(), Some(Broken::Length));
        let layers = b"STPTAG02\x05\x00\x00\x00\x05\x00\x00\x00\x06\x00\x00\xff\x03\x00\x00\x00";
        assert_eq!(Weights::read(layers).err(), Some(Broken::Foreign));
        assert_eq!(ScorerWeights::read(header).err(), Some(Broken::Foreign));
        assert_eq!(ScorerWeights::read(b"STPSTA01\x06\x00\x00\x00").err(), Some(Broken::Length));
    }
}
