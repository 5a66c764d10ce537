//! `standpoint-cli extract`.

use anyhow::Result;
use standpoint::analysis;

use crate::arguments::Extract;
use crate::input::{self, Named};
use crate::messages;
use crate::outcome::Outcome;
use crate::output::Output;

/// Extracts from all files. What is wrong with one of them is reported and the rest goes on.
///
/// # Errors
/// If the output cannot be written.
pub(crate) fn run(options: &Extract) -> Result<Outcome> {
    let mut output = Output::begin(options)?;
    let mut outcome = Outcome::with(options.engine.into());
    for file in &options.input.files {
        input::each(file, &options.input.stdin_name, &mut |item| match item {
            Ok(named) => article(named, options, &mut output, &mut outcome),
            Err(message) => {
                outcome.fail(&message);
                Ok(())
            }
        })?;
    }
    output.finish()?;
    if options.verbose || (options.output.is_some() && !options.quiet) {
        let Outcome { articles, statements, failed, .. } = &outcome;
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
    let found = outcome.guard(&place, |engine| {
        let mut analysis = analysis::analyze_with(&article, engine);
        if options.evidence {
            analysis::explain(&article, &mut analysis);
        }
        analysis
    });
    let Some(analysis) = found else { return Ok(()) };
    if options.verbose {
        let (statements, speakers) = (analysis.quotations.len(), analysis.speakers.list.len());
        messages::note(&format!("{place}: {statements} statements, {speakers} speakers"));
    }
    output.add(id, article, analysis)
}
