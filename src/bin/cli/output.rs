//! Where results go, and in which form.

use std::io::{self, Write};
use std::path::Path;

use anyhow::{Context, Result};
use standpoint::analysis::Analysis;
use standpoint::article::Article;
use standpoint::export::{self, Entry};
use standpoint::storage::Saving;

use crate::arguments::{Extract, Format};

/// Writes articles one by one.
pub(crate) struct Output {
    sink: Sink,
    format: Format,
    /// For JSON, which is one document, the articles so far.
    kept: Vec<(String, Article, Analysis)>,
}

enum Sink {
    Standard(io::Stdout),
    File(Saving),
}

impl Output {
    /// Begins the output that `options` ask for.
    pub(crate) fn begin(options: &Extract) -> Result<Self> {
        let sink = match options.output.as_deref() {
            Some(path) if path != Path::new("-") => Sink::File(Saving::begin(path)?),
            _ => Sink::Standard(io::stdout()),
        };
        let mut output = Self { sink, format: options.format, kept: Vec::new() };
        if output.format == Format::Csv {
            output.write(&export::csv_header(options.bom))?;
        }
        Ok(output)
    }

    /// Writes one article, at once where the form allows it.
    pub(crate) fn add(&mut self, id: String, article: Article, analysis: Analysis) -> Result<()> {
        let entry = Entry { id: &id, article: &article, analysis: &analysis };
        match self.format {
            Format::Jsonl => self.write(&export::jsonl_line(entry)),
            Format::Csv => self.write(&export::csv_rows(entry)),
            Format::Text => self.write(&export::text(entry)),
            Format::Json => {
                self.kept.push((id, article, analysis));
                Ok(())
            }
        }
    }

    /// Writes what is left and puts a file in its place.
    pub(crate) fn finish(mut self) -> Result<()> {
        if self.format == Format::Json {
            let kept = std::mem::take(&mut self.kept);
            let entries: Vec<Entry<'_>> =
                kept.iter().map(|(id, article, analysis)| Entry { id, article, analysis }).collect();
            self.write(&export::json(&entries))?;
        }
        match self.sink {
            Sink::Standard(_) => Ok(()),
            Sink::File(saving) => Ok(saving.commit()?),
        }
    }

    fn write(&mut self, text: &str) -> Result<()> {
        let (sink, name): (&mut dyn Write, &str) = match &mut self.sink {
            Sink::Standard(stdout) => (stdout, "standard output"),
            Sink::File(saving) => (saving, "the output file"),
        };
        let written = sink.write_all(text.as_bytes()).and_then(|()| sink.flush());
        written.with_context(|| format!("{name} could not be written"))
    }
}
