//! `standpoint-cli read`.

use std::env;
use std::io::{self, IsTerminal, Write};

use crate::palette::Appearance;
use crate::{export, extraction};
use anyhow::{Context, Result};

use crate::cli::arguments::{Read, When};
use crate::cli::extract::sources;
use crate::cli::messages;
use crate::cli::outcome::Outcome;

/// The widest text that is comfortable to read, in columns.
const WIDEST: usize = 88;

/// Prints the reading of all files. What is wrong with one of them is reported and the rest goes on.
///
/// # Errors
/// If the output cannot be written.
pub(crate) fn run(options: &Read) -> Result<Outcome> {
    let colours = is_coloured(options.color).then(appearance);
    let width = options.width.unwrap_or_else(terminal_width);
    let mapping = options.input.lists.mapping();
    let mut outcome = Outcome::with(options.engine.into());
    for source in sources(&options.input)? {
        let mut source = source?;
        loop {
            let items = source.next_items()?;
            if items.is_empty() {
                break;
            }
            for named in items.into_iter().flat_map(|item| extraction::articles(item, &mapping)) {
                match named.reading {
                    Ok(reading) => {
                        for warning in &reading.warnings {
                            messages::warning(&format!("{}: {warning}", named.place));
                        }
                        if let Some(analysis) = outcome.analyze(&reading.article, &named.place) {
                            print(&export::terminal(&reading.article, &analysis, width, colours))?;
                        }
                    }
                    Err(message) => outcome.fail(&format!("{}: {message}", named.place)),
                }
            }
        }
    }
    Ok(outcome)
}

fn print(text: &str) -> Result<()> {
    let mut stdout = io::stdout().lock();
    let written = stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush());
    written.context("standard output could not be written")
}

fn is_coloured(when: When) -> bool {
    match when {
        When::Always => true,
        When::Never => false,
        When::Auto => {
            let is_off = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
            let is_dumb = env::var_os("TERM").is_some_and(|term| term == "dumb");
            io::stdout().is_terminal() && !is_off && !is_dumb
        }
    }
}

/// Some terminals tell their background as the last number of COLORFGBG; the others are taken to be dark.
fn appearance() -> Appearance {
    let background =
        env::var("COLORFGBG").ok().and_then(|value| value.rsplit(';').next()?.parse::<u8>().ok());
    if background.is_some_and(|colour| colour == 7 || colour == 15) {
        Appearance::Light
    } else {
        Appearance::Dark
    }
}

fn terminal_width() -> usize {
    let columns = env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    columns
        .or_else(|| terminal_size::terminal_size().map(|(width, _)| usize::from(width.0)))
        .unwrap_or(80)
        .min(WIDEST)
}
