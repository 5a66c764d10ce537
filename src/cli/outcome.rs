//! How a run went.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;

use crate::analysis::{self, Analysis, Engine};
use crate::article::Article;
use crate::text::counted;

use crate::cli::extract::ROWS_ARE_MISSING;
use crate::cli::messages;

/// How much was done.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    pub(crate) articles: usize,
    pub(crate) statements: usize,
    pub(crate) failed: usize,
    /// Whether rows of the output are missing.
    pub(crate) is_broken: bool,
    engine: Engine,
}

impl Outcome {
    /// Nothing done yet; articles will be analysed by `engine`.
    pub(crate) fn with(engine: Engine) -> Self {
        Self { engine, ..Self::default() }
    }

    /// How many articles and statements, in words.
    pub(crate) fn counted(&self) -> String {
        format!("{}, {}", counted(self.articles, "article"), counted(self.statements, "statement"))
    }

    /// Reports what is wrong with one input.
    pub(crate) fn fail(&mut self, message: &str) {
        messages::error(message);
        self.failed += 1;
    }

    /// Analyses an article.
    pub(crate) fn analyze(&mut self, article: &Article, place: &str) -> Option<Analysis> {
        self.guard(place, |engine| analysis::analyze_with(article, engine))
    }

    /// Does an analysis. A fault in the program is reported and must not cost the user the other articles of a long run.
    pub(crate) fn guard(
        &mut self,
        place: &str,
        analyze: impl FnOnce(Engine) -> Analysis,
    ) -> Option<Analysis> {
        match catch_unwind(AssertUnwindSafe(|| analyze(self.engine))) {
            Ok(analysis) => {
                self.articles += 1;
                self.statements += analysis.quotations.len();
                Some(analysis)
            }
            Err(_) => {
                self.fail(&format!("{place}: the analysis failed; please report this article as a bug"));
                None
            }
        }
    }
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome { is_broken: true, .. } => Self::from(ROWS_ARE_MISSING),
            Outcome { failed: 0, .. } => Self::SUCCESS,
            _ => Self::FAILURE,
        }
    }
}
