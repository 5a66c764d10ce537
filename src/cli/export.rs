//! `standpoint-cli export` and `standpoint-cli plot`.

use std::ffi::OsStr;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use crate::analysis;
use crate::chart::Filter;
use crate::export::{self, About, Exported, Format, PictureFormat};
use crate::palette::Appearance;
use crate::project::{Actors, Project};
use crate::storage;
use anyhow::{Context, Result, bail};

use crate::cli::asked::{Export, Plot, Shown};
use crate::cli::gather;
use crate::cli::messages;
use crate::cli::outcome::Outcome;

/// Writes a project in a format.
///
/// # Errors
/// If nothing says which format, or the output cannot be written.
pub(crate) fn run(options: &Export) -> Result<Outcome> {
    let Some(format) = options.format.or_else(|| Format::of_ending(ending(&options.output))) else {
        bail!("{}: its name does not say which format; give --format", storage::shown(&options.output));
    };
    let (mut project, outcome) = gather::gather(&options.input)?;
    if options.evidence {
        explain(&mut project);
    }
    let actors = Actors::rolled_up(&project, options.input.by.into());
    let about = About::engine(options.input.how.engine.into());
    is_no_input(&options.output, &project)?;
    match format.export(&project, &actors, &about)? {
        Exported::File(bytes) => write(&options.output, &bytes)?,
        Exported::Folder(files) => storage::save_folder(&options.output, &files)?,
    }
    told(&outcome, options.input.how.quiet);
    Ok(outcome)
}

/// Draws the chart.
///
/// # Errors
/// If the output's name does not say what sort of picture, or it cannot be written.
pub(crate) fn plot(options: &Plot) -> Result<Outcome> {
    let Some(format) = PictureFormat::of_ending(ending(&options.output)) else {
        bail!("{}: name the picture .svg, .png, .pdf or .csv", storage::shown(&options.output));
    };
    let (project, outcome) = gather::gather(&options.input)?;
    let actors = Actors::rolled_up(&project, options.input.by.into());
    let about = About::engine(options.input.how.engine.into());
    let picture = export::chart_of(&project, &actors, filter(&options.shown), &about);
    let appearance = if options.dark { Appearance::Dark } else { Appearance::Light };
    let drawn = format.draw(&picture, appearance, [options.width, options.height], options.scale);
    let drawn = drawn.with_context(|| storage::shown(&options.output))?;
    is_no_input(&options.output, &project)?;
    write(&options.output, &drawn)?;
    told(&outcome, options.input.how.quiet);
    Ok(outcome)
}

/// An article is not to be written over by what was found in it.
fn is_no_input(output: &Path, project: &Project) -> Result<()> {
    let mut inputs = project.members.iter().filter_map(|member| member.path.as_ref());
    match inputs.any(|input| storage::is_same_file(input, output)) {
        true => bail!("{}: it is one of the articles; choose another name", storage::shown(output)),
        false => Ok(()),
    }
}

/// Writes to the file, or to standard output if that is "-".
fn write(output: &Path, bytes: &[u8]) -> Result<()> {
    if output == Path::new("-") {
        return std::io::stdout().lock().write_all(bytes).context("standard output could not be written");
    }
    Ok(storage::save(output, bytes)?)
}

fn filter(shown: &Shown) -> Filter {
    Filter { paraphrase: !shown.no_paraphrase, confidence: f64::from(shown.certainty) / 100.0 }
}

fn ending(path: &Path) -> &str {
    path.extension().and_then(OsStr::to_str).unwrap_or_default()
}

/// Adds the words that carry learned scores, where a person has not decided otherwise.
fn explain(project: &mut Project) {
    for member in &mut project.members {
        let mut explained = (*member.analysis).clone();
        analysis::explain(&member.article, &mut explained);
        member.analysis = Arc::new(explained);
    }
}

fn told(outcome: &Outcome, is_quiet: bool) {
    if !is_quiet {
        messages::note(&format!("{}, {} not read", outcome.counted(), outcome.failed));
    }
}
