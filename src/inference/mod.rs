//! The learned model: what it is asked, what it answers, and the encoder that runs in the program.
//!
//! The same sentence gets the same scores to the last bit on every machine: products are summed in whole numbers, and the
//! arithmetic between them uses only operations whose rounding IEEE 754 fixes, in an order that the source code fixes. No
//! function of a platform's mathematical library is called, and nothing is fused or reordered.

mod arithmetic;
mod encoder;
mod layer;
mod patient;
mod product;
mod registers;
mod scorer;
mod weights;
mod wordpiece;

use std::ops::Range;

pub use encoder::{BUILT_IN_WEIGHTS, Encoder};
pub use patient::Patient;
pub(crate) use wordpiece::{pieces, special};

/// How a word piece's letters are cased; the vocabulary itself is in lower case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// Digits and marks.
    Other,
    /// Begins a word in small letters.
    Lower,
    /// Begins a word with a capital.
    Title,
    /// Begins a word of capitals.
    Upper,
    /// Goes on a word.
    Inside,
    /// The beginning or end of the passage.
    Edge,
}

/// A word piece as the model sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    /// Its line in the vocabulary.
    pub number: u16,
    /// Its letters.
    pub case: Case,
}

/// What the rules take a reporting word to report; the model sees it and need not agree.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Proposal {
    /// The pieces of the reporting word.
    pub cue: Range<usize>,
    /// The pieces of what is reported.
    pub content: Vec<Range<usize>>,
    /// The pieces that name the source; empty if nothing does.
    pub source: Range<usize>,
}

/// A sentence to be read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    /// The sentence, an edge at either end.
    pub pieces: Vec<Piece>,
    /// What the rules propose.
    pub proposals: Vec<Proposal>,
}

/// What the model makes of one reporting word. Scores are log-odds, rounded to sixty-fourths.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The pieces of the reporting word.
    pub cue: Range<usize>,
    /// That the word reports a statement.
    pub reports: f32,
    /// For each piece, that it is part of what is reported.
    pub content: Vec<f32>,
    /// For each piece, that it names who is reported.
    pub source: Vec<f32>,
}

/// What a piece is to the statement that is judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Other words of its sentences, and edges.
    Around,
    /// What was said.
    Content,
    /// The reporting word.
    Cue,
    /// Who said it.
    Source,
    /// The headline or the article's first sentence.
    Topic,
    /// The sentence before.
    Before,
}

/// A statement to be judged: its sentences, what the article is about and what stands before, an edge before and between
/// them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Statement {
    /// The pieces and their parts.
    pub pieces: Vec<(Piece, Part)>,
}

/// What the model makes of a statement.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Judgement {
    /// How likely each step of the guideline is, from -3 to 3: shares of one, rounded to 4096ths.
    pub steps: [f32; 7],
    /// The log-odds that it takes a stance at all, rounded to sixty-fourths.
    pub applies: f32,
    /// The log-odds of the devices against each other, rounded likewise: offer, concession, condition, demand, red line,
    /// accusation, denial, threat, and none.
    pub devices: [f32; 9],
}

/// Something that can tell what sentences report, and where statements stand.
pub trait Model {
    /// For each sentence a reading of each of its proposals, in that order, and then one of each further word that may
    /// report.
    fn read(&self, queries: &[Query]) -> Vec<Vec<Reading>>;

    /// A judgement of each statement, in order.
    fn judge(&self, statements: &[Statement]) -> Vec<Judgement>;
}

/// Why weights can't be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Broken {
    /// The first bytes are not those of the format.
    #[error("these are not weights of the learned model: train it anew")]
    Foreign,
    /// The file has too few or too many bytes.
    #[error("the learned model's weights are cut off or too long: train it anew")]
    Length,
}
