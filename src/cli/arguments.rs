//! The arguments and their help.

use std::path::PathBuf;

use crate::analysis::Engine;
use crate::ingest::{Mapping, Said};
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::cli::asked::{Export, Plot, ProjectCommand};
use crate::cli::extract::Extract;

/// Finds who said what in news articles, and how hard.
///
/// Quotations, direct and reported, are attributed to speakers and placed between hardline (-1) and conciliatory (+1).
/// Nothing leaves this computer.
#[derive(Debug, Parser)]
#[command(name = "standpoint-cli", version, max_term_width = 100, arg_required_else_help = true, after_help = MORE)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Extract(Extract),
    Read(Read),
    Evaluate(Evaluate),
    Agree(Agree),
    Export(Export),
    Plot(Plot),
    Project(ProjectCommand),
    Pages(Pages),
}

/// Write the manual pages and the completions for shells, for packages.
#[derive(Debug, Args)]
#[command(hide = true)]
pub(crate) struct Pages {
    /// Where to; the folders "man" and "completions" are made in it
    #[arg(value_name = "FOLDER")]
    pub(crate) folder: PathBuf,
}

const MORE: &str = "\
Examples:
  standpoint-cli read talks.html                        read one article in the terminal
  standpoint-cli extract talks.html --format text       list its statements
  standpoint-cli extract *.txt -o statements.jsonl      collect the statements of many
  standpoint-cli extract news.jsonl --format csv        a list of articles, one JSON object a line
  standpoint-cli extract shards/ --into findings/       an archive, one file of findings for each of its lists
  standpoint-cli export news/ -o evidence.html          an evidence sheet of a folder of articles
  standpoint-cli plot news/ -o chart.svg                the chart of their stances by date
  standpoint-cli project new talks.standpoint news/     make a project of them
  standpoint-cli evaluate annotated.jsonl               measure it on your own annotated articles
  curl -s URL | standpoint-cli extract -                what another program gives

Exit status:
  0  all articles were read
  1  some could not be read (the others were), or nothing could be done
  2  the arguments were wrong
  3  only of extract: the input broke off or the output could not be written, so that rows are missing

Results go to standard output, messages to standard error.";

/// What to read.
#[derive(Debug, Args)]
pub(crate) struct Input {
    /// Articles, folders of them, or lists of articles; "-" for standard input
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,

    /// Name to give to standard input: the article's id, and its extension says what it is
    #[arg(long, value_name = "NAME", default_value = "stdin", help_heading = "Input")]
    pub(crate) stdin_name: String,

    #[command(flatten)]
    pub(crate) lists: Lists,
}

/// How lists of articles are read.
#[derive(Debug, Default, Args)]
pub(crate) struct Lists {
    /// Which column of lists holds the text, title, date, byline, publisher, url or id, where its name does not say so; "none" for
    /// one that holds nothing of use. May be given several times
    #[arg(long = "column", value_name = "FIELD=COLUMN", help_heading = "Input")]
    said: Vec<Said>,
}

impl Lists {
    /// What columns hold.
    pub(crate) fn mapping(&self) -> Mapping {
        self.said.iter().cloned().collect()
    }
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum EngineName {
    /// Rules and word lists alone: some hundred times as fast, finds less, scores worse
    Rules,
    /// Rules, and learned models for reported speech and for stance
    #[default]
    Model,
}

impl From<EngineName> for Engine {
    fn from(name: EngineName) -> Self {
        match name {
            EngineName::Rules => Self::Rules,
            EngineName::Model => Self::Model,
        }
    }
}

/// Read articles in the terminal, with labelled quotations and stances.
///
/// Prints the text with every quotation in its speaker's colour and, below it, each actor's stance from hardline to
/// conciliatory over the length of the text. Without colours, brackets say where quotations begin and end.
#[derive(Debug, Args)]
pub(crate) struct Read {
    #[command(flatten)]
    pub(crate) input: Input,

    /// What finds the quotations and scores them
    #[arg(long, value_enum, default_value_t, value_name = "ENGINE", help_heading = "Analysis")]
    pub(crate) engine: EngineName,

    /// When to use colours; "auto" is on a terminal, unless NO_COLOR is set
    #[arg(long, value_enum, default_value_t, value_name = "WHEN", help_heading = "Output")]
    pub(crate) color: When,

    /// Columns of a line [default: those of the terminal, at most 88]
    #[arg(long, value_name = "COLUMNS", help_heading = "Output")]
    pub(crate) width: Option<usize>,
}

/// Measure the findings on articles that you have annotated.
///
/// GOLD holds one article a line: {"id", "text", "attributions": [{"kind", "content", "source", "speaker", "stance"}]}, the
/// form that "extract" writes. The texts are analysed and the findings compared with the annotations.
#[derive(Debug, Args)]
#[command(after_long_help = MEASURES)]
pub(crate) struct Evaluate {
    /// Annotated articles
    #[arg(value_name = "GOLD.jsonl")]
    pub(crate) gold: PathBuf,

    /// What finds the quotations and scores them
    #[arg(long, value_enum, default_value_t, value_name = "ENGINE", help_heading = "Analysis")]
    pub(crate) engine: EngineName,

    /// Compare these findings instead of analysing the texts anew
    #[arg(long, value_name = "FOUND.jsonl")]
    pub(crate) found: Option<PathBuf>,

    /// Take the annotated statements as given, so that only speakers and stances are measured
    #[arg(long, conflicts_with = "found")]
    pub(crate) gold_spans: bool,

    /// Write the figures as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// Measure how well two annotators, or two reviews, of the same articles agree.
///
/// The first is taken as the measure of the second; F1 and agreement on speakers and stance do not depend on the order.
#[derive(Debug, Args)]
#[command(after_long_help = MEASURES)]
pub(crate) struct Agree {
    /// The statements of the first, one article a line
    #[arg(value_name = "A")]
    pub(crate) first: PathBuf,

    /// The statements of the second, of the same texts
    #[arg(value_name = "B")]
    pub(crate) second: PathBuf,

    /// A and B are two people's reviews (NAME.standpoint.json) of this article
    #[arg(long, value_name = "ARTICLE")]
    pub(crate) article: Option<PathBuf>,

    /// Write the figures as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

const MEASURES: &str = "\
Measures:
  strict    the same pieces of content, marks at their ends aside
  iou80     words overlap by at least 0.8 (shared words over all words), one to one; iou50 likewise
  e2e       iou80 and the right speaker
  speakers  on iou80 matches: exact, the same names; lenient, each name has a counterpart with the
            same last word or one that contains the other
  stance    on iou80 matches: F1 of taking one at all; where both do, rank correlation, same sign,
            opposite sign, mean difference, weighted kappa
  alpha     Krippendorff's, of speakers (nominal) and of stance (interval), on iou80 matches
  position  the whole job: of annotated statements that are not neutral, the share that is found,
            given to the right speaker and put on the right side of zero";

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum When {
    #[default]
    Auto,
    Always,
    Never,
}
