//! `standpoint-cli evaluate` and `standpoint-cli agree`.

use std::io::{Read, Write};
use std::path::Path;

use anyhow::{Context, Result};
use standpoint::evaluation::{self, Figures, Row};
use standpoint::export::{self, Entry};
use standpoint::{ingest, storage};

use crate::arguments::{Agree, Evaluate};
use crate::figures;
use crate::outcome::Outcome;

/// Measures the findings on annotated articles.
///
/// # Errors
/// If a file cannot be read or is not of the right form, or the figures cannot be written.
pub(crate) fn run(options: &Evaluate) -> Result<Outcome> {
    let mut outcome = Outcome::with(options.engine.into());
    let gold = annotated(&options.gold)?;
    let found = match &options.found {
        Some(path) => annotated(path)?,
        None => findings(&gold, &mut outcome)?,
    };
    let figures = evaluation::compare(&gold, &found).with_context(|| storage::shown(&options.gold))?;
    write(&figures, options.json)?;
    Ok(outcome)
}

/// Measures how well two files agree.
///
/// # Errors
/// As [`run`].
pub(crate) fn agree(options: &Agree) -> Result<Outcome> {
    let (first, second) = (annotated(&options.first)?, annotated(&options.second)?);
    let figures = evaluation::compare(&first, &second).with_context(|| storage::shown(&options.second))?;
    write(&figures, options.json)?;
    Ok(Outcome::default())
}

fn annotated(path: &Path) -> Result<Vec<Row>> {
    let mut text = String::new();
    storage::lines(path)?.read_to_string(&mut text).with_context(|| storage::shown(path))?;
    evaluation::rows(&text).with_context(|| storage::shown(path))
}

/// What the program finds in the texts of `gold`, by way of the form in which it is exported.
fn findings(gold: &[Row], outcome: &mut Outcome) -> Result<Vec<Row>> {
    let mut lines = String::new();
    for row in gold {
        let object = serde_json::json!({ "id": row.id, "text": row.text });
        let article = ingest::row(&object.to_string()).with_context(|| row.id.clone())?.article;
        if let Some(analysis) = outcome.analyze(&article, &row.id) {
            lines.push_str(&export::jsonl_line(Entry {
                id: &row.id,
                article: &article,
                analysis: &analysis,
            }));
        }
    }
    Ok(evaluation::rows(&lines)?)
}

fn write(figures: &Figures, json: bool) -> Result<()> {
    let text = if json { figures::json(figures) } else { figures::table(figures) };
    std::io::stdout().lock().write_all(text.as_bytes())?;
    Ok(())
}
