//! Finds who said what in a news article, and how hard.
//!
//! Data walks one way, from bytes to a picture, and each module uses only what stands before it:
//!
//! | step | module | what it gives |
//! |---|---|---|
//! | 1 | [`text`], [`inference`] | spans, tokens, sentences; the learned model |
//! | 2 | [`article`] | the immutable [`article::Article`] that all spans point into |
//! | 3 | [`ingest`] | bytes of a file to an article |
//! | 4 | [`quotes`] | direct, mixed and indirect statements |
//! | 5 | [`speakers`] | who said each of them, and why |
//! | 6 | [`stance`] | conciliatory or hardline, with the words that show it |
//! | 7 | [`analysis`] | the whole pipeline in one function |
//! | 8 | [`review`] | a person's corrections beside it, with undo and redo |
//! | 9 | [`project`] | many articles: speakers merged into actors, search, shifts, echoes |
//! | 10 | [`chart`], [`palette`] | series of numbers; actors and stances to colours |
//! | 11 | [`export`], [`storage`] | files out; the only place that touches the disk |
//! | 12 | [`extraction`] | archives of any size: articles in, one row of findings each out |
//! | | [`evaluation`] | how well findings agree with annotated articles |
//!
//! ```
//! use standpoint::{analysis, article::Article};
//!
//! let article = Article::new("“We will not sign this,” Ivo Marin told reporters. The envoy said talks would resume.");
//! let analysis = analysis::analyze(&article);
//!
//! let first = &analysis.quotations[0];
//! assert_eq!(article.slice(first.content[0]), "“We will not sign this,”");
//! let speaker = analysis.speakers.of(first.id())[0];
//! assert_eq!(analysis.speakers.get(speaker).name, "Ivo Marin");
//! assert!(analysis.stances[&first.id()].score < 0.0);
//! assert_eq!(analysis.quotations.len(), 2);
//! ```
//!
//! The window (`gui`) and the command line (`cli`), each behind the feature of its name, draw and ask, and hold no logic of
//! their own.

pub mod analysis;
pub mod article;
pub mod chart;
#[cfg(feature = "cli")]
pub mod cli;
pub mod evaluation;
pub mod export;
pub mod extraction;
#[cfg(feature = "gui")]
pub mod gui;
pub mod inference;
pub mod ingest;
pub mod palette;
pub mod project;
pub mod quotes;
pub mod review;
pub mod speakers;
pub mod stance;
pub mod storage;
pub mod text;
