//! How well found statements agree with annotated ones.
//!
//! The measures are those of the attribution field: content by word overlap (intersection over union), speakers on matched
//! statements, both end to end, and stance where both sides have one. Each is defined at the field that holds it.

mod compare;
mod names;
mod overlap;
mod rows;
mod stance;

pub use compare::{Figures, Kinds, Rates, Scores, Speakers, compare};
pub use rows::{Error, Row, Statement, rows};
pub use stance::StanceScores;
