//! The arguments of `standpoint-cli extract`.

use std::path::{Path, PathBuf};

use crate::extraction::{self, Form, How};
use crate::ingest::Mapping;
use clap::{Args, ValueEnum};

use crate::cli::arguments::{EngineName, Input};

/// Find the statements, speakers and stances in articles.
///
/// Files are articles in any format that the window opens, folders of them, or lists of any length: JSON lines ("id",
/// "text", perhaps "title", "date" …; ids and texts are passed through), Parquet, and Arrow files and streams with such columns.
/// "-" is standard input. One that cannot be read is reported, has its reason in its row, and keeps no other from being read.
#[derive(Debug, Args)]
#[command(after_long_help = FORMATS)]
pub(crate) struct Extract {
    #[command(flatten)]
    pub(crate) input: Input,

    /// What finds the quotations and scores them
    #[arg(long, value_enum, default_value_t, value_name = "ENGINE", help_heading = "Analysis")]
    pub(super) engine: EngineName,

    /// Name the words that carry each learned score; takes some seven times as long. The rules always name theirs
    #[arg(long, help_heading = "Analysis")]
    pub(super) evidence: bool,

    /// How many articles to analyse at the same time [default: as many as there are cores]
    #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024), help_heading = "Analysis")]
    pub(super) threads: Option<u16>,

    /// The longest text to analyse, in bytes; a longer one is an error in its row. Bounds the time that an article takes
    #[arg(long, value_name = "BYTES", default_value_t = extraction::LONGEST, help_heading = "Analysis")]
    pub(super) longest: usize,

    /// Form of the output [default: what the end of OUT's name says, or jsonl; with --into, parquet]
    #[arg(short, long, value_enum, help_heading = "Output")]
    pub(super) format: Option<Format>,

    /// Write to this file instead of standard output; it appears when it is complete
    #[arg(short, long, value_name = "OUT", help_heading = "Output")]
    pub(super) output: Option<PathBuf>,

    /// Write one file for each FILE into this folder; those that are there already are passed over
    #[arg(long, value_name = "FOLDER", conflicts_with = "output", help_heading = "Output")]
    pub(super) into: Option<PathBuf>,

    /// Write those again that are there already
    #[arg(long, requires = "into", help_heading = "Output")]
    pub(super) again: bool,

    /// Put the text of each article into its row, as jsonl does by itself
    #[arg(long, help_heading = "Output")]
    pub(super) with_text: bool,

    /// Leave the text of each article out of its row, as arrow and parquet do by themselves
    #[arg(long, conflicts_with = "with_text", help_heading = "Output")]
    pub(super) without_text: bool,

    /// Begin CSV with a byte order mark, for spreadsheets that would misread accents
    #[arg(long, help_heading = "Output")]
    pub(super) bom: bool,

    /// Say nothing but errors
    #[arg(short, long, conflicts_with_all = ["verbose", "progress"], help_heading = "Messages")]
    pub(super) quiet: bool,

    /// Say how far it has come every ten seconds
    #[arg(long, help_heading = "Messages")]
    pub(super) progress: bool,

    /// Say what was found in each article
    #[arg(short, long, help_heading = "Messages")]
    pub(super) verbose: bool,
}

const FORMATS: &str = "\
Each article has a row, in the order of the input, whatever the number of threads. docs/SCHEMA.md describes the
fields of jsonl, json, arrow and parquet. Offsets count Unicode code points from 0, the end excluded. A statement
without a stance has null, which is not a neutral 0; one without a known speaker has an empty list.

In CSV, cells that a spreadsheet would take for a formula (those that begin with = + - @, a tab or
a return) get a ' in front; the other formats hold the words without it.

Exit status:
  0  all were read; with arrow and parquet also if some could not be: their \"error\" says why
  1  some could not be read (the others were)
  2  the arguments were wrong
  3  the input broke off or is no list of articles, or the output could not be written: rows are missing";

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// One JSON object a line for each article
    Jsonl,
    /// One indented JSON document
    Json,
    /// One row for each statement
    Csv,
    /// A listing for people
    Text,
    /// One row for each article: an Arrow stream on standard output and in .arrows, else an Arrow file
    Arrow,
    /// A Parquet file, one row for each article
    Parquet,
}

/// The end of the names of files that are Arrow streams.
const STREAMS: &str = "arrows";

impl Format {
    /// The end of the names of such files.
    pub(super) fn ending(self) -> &'static str {
        match self {
            Self::Jsonl => "jsonl",
            Self::Json => "json",
            Self::Csv => "csv",
            Self::Text => "txt",
            Self::Arrow => "arrow",
            Self::Parquet => "parquet",
        }
    }

    /// What the end of a file's name says.
    fn of(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_string_lossy().to_lowercase();
        let all = Self::value_variants().iter().copied();
        all.into_iter()
            .find(|format| format.ending() == ending || (*format == Self::Arrow && ending == STREAMS))
    }
}

impl Extract {
    /// The form that was asked for.
    pub(super) fn format(&self) -> Format {
        let default = if self.into.is_some() { Format::Parquet } else { Format::Jsonl };
        self.format.or_else(|| self.output.as_deref().and_then(Format::of)).unwrap_or(default)
    }

    /// Whether columns go where somebody reads them while they are written, or into a file that is called a stream.
    fn is_stream(&self) -> bool {
        match self.output.as_deref() {
            Some(path) if path.as_os_str() != "-" => path.extension().is_some_and(|ending| ending == STREAMS),
            _ => self.into.is_none(),
        }
    }

    /// How articles are to be analysed and written.
    pub(super) fn how<'a>(&self, mapping: &'a Mapping) -> How<'a> {
        let form = match self.format() {
            Format::Jsonl => Form::Jsonl { has_text: !self.without_text },
            Format::Json => Form::Json,
            Format::Csv => Form::Csv { has_mark: self.bom },
            Format::Text => Form::Text,
            Format::Arrow if self.is_stream() => Form::Arrow { has_text: self.with_text },
            Format::Arrow => Form::ArrowFile { has_text: self.with_text },
            Format::Parquet => Form::Parquet { has_text: self.with_text },
        };
        How { engine: self.engine.into(), evidence: self.evidence, longest: self.longest, form, mapping }
    }
}
