//! `standpoint-cli evaluate` and `standpoint-cli agree`.

use std::io::{Read, Write};
use std::path::Path;

use crate::analysis::Analysis;
use crate::article::Article;
use crate::evaluation::{self, Figures, Row, Statement};
use crate::export::{self, Entry};
use crate::ingest::Mapping;
use crate::quotes::{Kind, Quotation};
use crate::storage::ReviewFile;
use crate::text::{ScalarOffsets, Span};
use crate::{analysis, ingest, review, storage};
use anyhow::{Context, Result, bail};

use crate::cli::arguments::{Agree, Evaluate};
use crate::cli::outcome::Outcome;

/// Measures the findings on annotated articles.
///
/// # Errors
/// If a file cannot be read or is not of the right form, or the figures cannot be written.
pub(crate) fn run(options: &Evaluate) -> Result<Outcome> {
    let mut outcome = Outcome::with(options.engine.into());
    let gold = annotated(&options.gold)?;
    let found = match &options.found {
        Some(path) => annotated(path)?,
        None => findings(&gold, options, &mut outcome)?,
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
    let (first, second) = match &options.article {
        None => (annotated(&options.first)?, annotated(&options.second)?),
        Some(path) => {
            let article = storage::open(path)?.article;
            let found = analysis::analyze(&article);
            (coded(&article, &found, &options.first)?, coded(&article, &found, &options.second)?)
        }
    };
    let figures = evaluation::compare(&first, &second).with_context(|| storage::shown(&options.second))?;
    write(&figures, options.json)?;
    Ok(Outcome::default())
}

/// What a review makes of what was found in an article.
fn coded(article: &Article, found: &Analysis, path: &Path) -> Result<Vec<Row>> {
    let Some(review) = ReviewFile::at(path.to_owned()).peek(article)? else {
        bail!("{}: there is no such file; check the name", storage::shown(path));
    };
    if review.is_of_another() {
        bail!(
            "{}: none of its decisions has a place in this article; it is a review of another",
            storage::shown(path)
        );
    }
    let analysis = review::reviewed(article, found, &review).analysis;
    let entry = Entry { id: "article", article, analysis: &analysis };
    Ok(evaluation::rows(&export::jsonl_line(entry))?)
}

fn annotated(path: &Path) -> Result<Vec<Row>> {
    let mut text = String::new();
    storage::open_file(path)?.read_to_string(&mut text).with_context(|| storage::shown(path))?;
    evaluation::rows(&text).with_context(|| storage::shown(path))
}

/// What the program finds in the texts of `gold`, by way of the form in which it is exported. With the spans given, only
/// who said them and how hard.
fn findings(gold: &[Row], options: &Evaluate, outcome: &mut Outcome) -> Result<Vec<Row>> {
    let mut lines = String::new();
    for row in gold {
        let object = serde_json::json!({ "id": row.id, "title": row.title, "text": row.text });
        let article = ingest::row(&object.to_string(), &Mapping::default())
            .and_then(ingest::Row::article)
            .with_context(|| row.id.clone())?;
        let analysis = if options.gold_spans {
            let quotations = quotations(&article, row);
            outcome.guard(&row.id, |engine| analysis::analyze_given(&article, quotations, engine))
        } else {
            outcome.analyze(&article, &row.id)
        };
        if let Some(analysis) = analysis {
            let entry = Entry { id: &row.id, article: &article, analysis: &analysis };
            lines.push_str(&export::jsonl_line(entry));
        }
    }
    Ok(evaluation::rows(&lines)?)
}

/// The annotated statements as the program's own.
fn quotations(article: &Article, row: &Row) -> Vec<Quotation> {
    let offsets = ScalarOffsets::new(article.text());
    let spans = |pairs: &[(usize, usize)]| -> Vec<Span> {
        pairs.iter().map(|&(start, end)| Span::new(offsets.byte(start), offsets.byte(end))).collect()
    };
    let quotation = |statement: &Statement| Quotation {
        kind: match statement.kind.as_str() {
            "direct" => Kind::Direct,
            "mixed" => Kind::Mixed,
            _ => Kind::Indirect,
        },
        content: spans(&statement.content),
        cue: Span::covering(&spans(&statement.cue)),
        source: Span::covering(&spans(&statement.source)),
        addressee: None,
        outer: None,
        rule: "annotated",
        confidence: 1.0,
    };
    let mut out: Vec<Quotation> = row.statements.iter().map(quotation).collect();
    out.sort_by_key(Quotation::id);
    out
}

fn write(figures: &Figures, json: bool) -> Result<()> {
    let text = if json { export::figures_json(figures) } else { export::figures_table(figures) };
    std::io::stdout().lock().write_all(text.as_bytes())?;
    Ok(())
}
