//! Articles in, findings out, for archives of any size: a [`Source`] gives articles some at a time, [`pieces`] analyses them on all
//! cores, and a [`Sink`] writes one row for each, in order. Memory holds one such batch, however many there are.
//!
//! The rows depend on nothing but the articles: not on how many came at a time, nor on how many threads there were.

mod broken;
mod finished;
mod sink;
mod source;
mod work;

pub use broken::Broken;
pub use finished::made_by;
pub use sink::{Form, Sink};
pub use source::{Item, Source, is_list};
pub use work::{Answer, How, Named, Piece, Rows, articles, pieces};

/// The longest text that is analysed where nobody says otherwise, in bytes: the longest that is read at all. How long an article takes grows with its length and with
/// nothing else, so this bounds the time of each as well.
pub const LONGEST: usize = crate::ingest::LARGEST_TEXT;
