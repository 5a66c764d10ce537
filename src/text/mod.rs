//! Spans, tokens, sentences: how every later step points into the text.
//!
//! All offsets in the library are **byte** offsets into one immutable text; files written by the program count
//! Unicode scalar values instead, and [`ScalarOffsets`] is the one place that converts.

pub mod clean;
mod counted;
mod offsets;
mod sentence;
mod slug;
mod span;
mod token;
pub(crate) mod words;

pub use counted::counted;
pub use offsets::ScalarOffsets;
pub use sentence::{Sentence, sentences};
pub use slug::slug;
pub use span::Span;
pub(crate) use token::tokens_of;
pub use token::{Shape, Token, TokenKind, tokens};
