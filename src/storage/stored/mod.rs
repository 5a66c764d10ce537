//! Articles and what was found in them as plain values, for what the program writes for itself: to the process that reads files, and
//! to its cache.

mod findings;
mod text;

pub(super) use findings::{Findings, lasting};
pub(super) use text::Text;

/// `[start, end)` in bytes.
type Range = (usize, usize);
