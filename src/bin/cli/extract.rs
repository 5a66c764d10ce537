//! `standpoint-cli extract`.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;

use anyhow::Result;
use standpoint::analysis;

use crate::arguments::Extract;
use crate::input::{self, Named};
use crate::messages;
use crate::output::Output;

/// How much was done.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    articles: usize,
    statements: usize,
    failed: usize,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        if outcome.failed == 0 { Self::SUCCESS } else { Self::FAILURE }
    }
}

/// Extracts from all files. What is wrong with one of them is reported and the rest goes on.
///
/// # Errors
/// If the output cannot be written.
pub(crate) fn run(options: &Extract) -> Result<Outcome> {
    let mut output = Output::begin(options)?;
    let mut outcome = Outcome::default();
    for file in &options.files {
        input::each(file, &options.stdin_name, &mut |item| match item {
            Ok(named) => article(named, options, &mut output, &mut outcome),
            Err(message) => {
                messages::error(&message);
                outcome.failed += 1;
                Ok(())
            }
        })?;
    }
    output.finish()?;
    if options.verbose || (options.output.is_some() && !options.quiet) {
        let Outcome { articles, statements, failed } = &outcome;
        messages::note(&format!("{articles} articles, {statements} statements, {failed} not read"));
    }
    Ok(outcome)
}

fn article(named: Named, options: &Extract, output: &mut Output, outcome: &mut Outcome) -> Result<()> {
    let Named { id, article, place, warnings } = named;
    if !options.quiet {
        for warning in warnings {
            messages::warning(&format!("{place}: {warning}"));
        }
    }
    // A fault in the program must not cost the user the other articles of a long run.
    let Ok(analysis) = catch_unwind(AssertUnwindSafe(|| analysis::analyze(&article))) else {
        messages::error(&format!("{place}: the analysis failed; please report this article as a bug"));
        outcome.failed += 1;
        return Ok(());
    };
    if options.verbose {
        let (statements, speakers) = (analysis.quotations.len(), analysis.speakers.list.len());
        messages::note(&format!("{place}: {statements} statements, {speakers} speakers"));
    }
    outcome.articles += 1;
    outcome.statements += analysis.quotations.len();
    output.add(id, article, analysis)
}
