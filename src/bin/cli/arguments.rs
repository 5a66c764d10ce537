//! The arguments and their help.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use standpoint::analysis::Engine;
use standpoint::export::Format as ExportFormat;

/// Finds who said what in news articles, and how hard.
///
/// Quotations, direct and reported, are attributed to speakers and placed between hardline (-1) and conciliatory (+1).
/// Nothing leaves this computer.
#[derive(Debug, Parser)]
#[command(version, max_term_width = 100, arg_required_else_help = true, after_help = MORE)]
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
}

const MORE: &str = "\
Examples:
  standpoint-cli read talks.html                        read one article in the terminal
  standpoint-cli extract talks.html --format text       list its statements
  standpoint-cli extract *.txt -o statements.jsonl      collect the statements of many
  standpoint-cli extract news.jsonl --format csv        a list of articles, one JSON object a line
  standpoint-cli export news/ -o evidence.html          an evidence sheet of a folder of articles
  standpoint-cli plot news/ -o chart.svg                the chart of their stances by date
  standpoint-cli project new talks.standpoint news/     make a project of them
  standpoint-cli evaluate annotated.jsonl               measure it on your own annotated articles
  curl -s URL | standpoint-cli extract -                what another program gives

Exit status:
  0  all articles were read
  1  some could not be read (the others were), or the output could not be written
  2  the arguments were wrong

Results go to standard output, messages to standard error.";

/// Find the statements, speakers and stances in articles.
///
/// Files are plain text, Markdown or HTML pages in any encoding, or lists of articles (.jsonl, one object a line with "id"
/// and "text"; ids and texts are passed through). "-" is standard input. Articles are read and written one by one; one that
/// cannot be read is reported and left out.
#[derive(Debug, Args)]
#[command(after_long_help = FORMATS)]
pub(crate) struct Extract {
    #[command(flatten)]
    pub(crate) input: Input,

    /// What finds the quotations and scores them
    #[arg(long, value_enum, default_value_t, value_name = "ENGINE", help_heading = "Analysis")]
    pub(crate) engine: EngineName,

    /// Name the words that carry each learned score; takes some seven times as long. The rules always name theirs
    #[arg(long, help_heading = "Analysis")]
    pub(crate) evidence: bool,

    /// Form of the output
    #[arg(short, long, value_enum, default_value_t, help_heading = "Output")]
    pub(crate) format: Format,

    /// Write to this file instead of standard output; it appears when it is complete
    #[arg(short, long, value_name = "OUT", help_heading = "Output")]
    pub(crate) output: Option<PathBuf>,

    /// Begin CSV with a byte order mark, for spreadsheets that would misread accents
    #[arg(long, help_heading = "Output")]
    pub(crate) bom: bool,

    /// Say nothing but errors
    #[arg(short, long, conflicts_with = "verbose", help_heading = "Messages")]
    pub(crate) quiet: bool,

    /// Say what was found in each article
    #[arg(short, long, help_heading = "Messages")]
    pub(crate) verbose: bool,
}

/// What to read.
#[derive(Debug, Args)]
pub(crate) struct Input {
    /// Articles or lists of articles; "-" for standard input
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,

    /// Name to give to standard input: the article's id, and its extension says what it is
    #[arg(long, value_name = "NAME", default_value = "stdin", help_heading = "Input")]
    pub(crate) stdin_name: String,
}

const FORMATS: &str = "\
Offsets count Unicode code points from 0, the end excluded. A statement without a stance has null,
which is not a neutral 0; one without a known speaker has an empty list.

In CSV, cells that a spreadsheet would take for a formula (those that begin with = + - @, a tab or
a return) get a ' in front; the JSON formats hold the words without it.

Exit status: 0 all read, 1 some could not be read or written, 2 wrong arguments.";

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

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// One JSON object a line for each article
    #[default]
    Jsonl,
    /// One indented JSON document
    Json,
    /// One row for each statement
    Csv,
    /// A listing for people
    Text,
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
    #[arg(value_name = "A.jsonl")]
    pub(crate) first: PathBuf,

    /// The statements of the second, of the same texts
    #[arg(value_name = "B.jsonl")]
    pub(crate) second: PathBuf,

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
  position  the whole job: of annotated statements that are not neutral, the share that is found,
            given to the right speaker and put on the right side of zero";

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum When {
    #[default]
    Auto,
    Always,
    Never,
}

/// What is to be taken together.
#[derive(Debug, Args)]
pub(crate) struct Gather {
    /// Articles, folders of articles, lists of articles, or projects (.standpoint)
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,

    #[command(flatten)]
    pub(crate) how: How,
}

/// How it is read.
#[derive(Debug, Args)]
pub(crate) struct How {
    /// What finds the quotations and scores them
    #[arg(long, value_enum, default_value_t, value_name = "ENGINE", help_heading = "Analysis")]
    pub(crate) engine: EngineName,

    /// Analyse everything anew, and keep nothing of it for the next time
    #[arg(long, help_heading = "Analysis")]
    pub(crate) no_cache: bool,

    /// Say nothing but errors
    #[arg(short, long, help_heading = "Messages")]
    pub(crate) quiet: bool,
}

/// Which statements a chart shows.
#[derive(Debug, Args)]
pub(crate) struct Shown {
    /// Leave out indirect speech: its words are the journalist's
    #[arg(long, help_heading = "Chart")]
    pub(crate) no_paraphrase: bool,

    /// Leave out statements whose speaker is less sure than this, in per cent
    #[arg(long, default_value_t = 0, value_name = "PERCENT", value_parser = clap::value_parser!(u8).range(0..=100), help_heading = "Chart")]
    pub(crate) certainty: u8,
}

/// Write the statements of articles, with what a person corrected beside them, in one of many formats.
///
/// Articles of a folder, and corrections beside them (NAME.standpoint.json), are taken in by themselves.
#[derive(Debug, Args)]
#[command(after_long_help = EXPORTS)]
pub(crate) struct Export {
    #[command(flatten)]
    pub(crate) input: Gather,

    /// The format; otherwise the end of OUT's name says it
    #[arg(short, long, value_parser = format, value_name = "FORMAT", help_heading = "Output")]
    pub(crate) format: Option<ExportFormat>,

    /// The file to write (for brat, the folder, which must not exist yet)
    #[arg(short, long, value_name = "OUT", help_heading = "Output")]
    pub(crate) output: PathBuf,

    /// Name the words that carry each learned score; takes some seven times as long
    #[arg(long, help_heading = "Analysis")]
    pub(crate) evidence: bool,
}

fn format(name: &str) -> Result<ExportFormat, String> {
    let all = || ExportFormat::ALL.into_iter();
    all()
        .find(|format| format.name() == name)
        .ok_or_else(|| format!("there are {}", all().map(ExportFormat::name).collect::<Vec<_>>().join(", ")))
}

const EXPORTS: &str = "\
Formats:
  sheet    one page of HTML: charts, texts, numbered statements, speakers and scores with reasons
  xlsx     a workbook           csv      the same table as text     parquet  the same for data analysis
  jsonl    one article a line   json     one document               text     a listing for people
  jsonld   W3C Web Annotations  tei      TEI P5                     brat     standoff, a folder
  qdpx     REFI-QDA, for MAXQDA, NVivo, ATLAS.ti and QualCoder
  dna      the columns of the Discourse Network Analyzer
  graphml, gexf   the actors as a network of mention and agreement";

/// Draw the chart of stances: of one article over its text, of several by date. Needs no display.
#[derive(Debug, Args)]
pub(crate) struct Plot {
    #[command(flatten)]
    pub(crate) input: Gather,

    /// The picture: .svg, .png or .pdf; .csv writes the points that are drawn
    #[arg(short, long, value_name = "OUT", help_heading = "Output")]
    pub(crate) output: PathBuf,

    #[command(flatten)]
    pub(crate) shown: Shown,

    /// Width, in points
    #[arg(long, default_value_t = 960, value_parser = clap::value_parser!(u32).range(480..=10_000), help_heading = "Chart")]
    pub(crate) width: u32,

    /// Height, in points; more if the names of the actors need it
    #[arg(long, default_value_t = 600, value_parser = clap::value_parser!(u32).range(320..=10_000), help_heading = "Chart")]
    pub(crate) height: u32,

    /// Pixels of a PNG for each point
    #[arg(long, default_value_t = 2.0, help_heading = "Chart")]
    pub(crate) scale: f32,

    /// Light on dark
    #[arg(long, help_heading = "Chart")]
    pub(crate) dark: bool,
}

/// Make a project of many articles, and ask it questions.
#[derive(Debug, Args)]
pub(crate) struct ProjectCommand {
    #[command(subcommand)]
    pub(crate) action: Action,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Action {
    /// Make a project file of articles, folders and other projects
    New {
        /// The file to make (.standpoint); it must not exist yet
        #[arg(value_name = "PROJECT.standpoint")]
        project: PathBuf,
        #[command(flatten)]
        input: Gather,
        /// What it is called [default: the file's name]
        #[arg(long)]
        name: Option<String>,
    },
    /// List its articles
    Articles(Gather),
    /// List its actors, with how they were merged
    Actors(Gather),
    /// Find statements: words, "phrases", actor:NAME, target:NAME, device:threat, kind:direct, stance:<-0.5, date:2026-03, publisher:NAME, reviewed:no
    Search {
        /// What to look for
        query: String,
        #[command(flatten)]
        input: Gather,
    },
    /// List the actors who moved most, each with the two statements that show it
    Shifts(Gather),
    /// List quotations that several articles have, with what was cut and who is said to have said it
    Echoes(Gather),
    /// List where actors stood before a day and from it on
    Around {
        /// The day, as 2026-03-05
        day: String,
        #[command(flatten)]
        input: Gather,
    },
    /// List where actors stand toward whom
    Toward(Gather),
    /// Decide something about actors, or take a decision back; it is kept in the project file
    Actor {
        /// The project file
        #[arg(value_name = "PROJECT.standpoint")]
        project: PathBuf,
        #[command(subcommand)]
        ruling: Ruling,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum Ruling {
    /// Two actors are the same
    Same {
        /// The one that is no other
        name: String,
        /// The one that stays
        into: String,
    },
    /// In one article an actor is somebody else
    Apart {
        /// Who
        name: String,
        /// The article's name in the project
        article: String,
        /// Who they are there
        to: String,
    },
    /// An actor is called otherwise
    Rename {
        /// Until now
        name: String,
        /// From now on
        to: String,
    },
    /// What an actor is
    Role {
        /// Who
        name: String,
        /// What they are; empty for nothing
        role: String,
    },
    /// Which side of the dispute an actor is on
    Side {
        /// Who
        name: String,
        /// The side; empty for none
        side: String,
    },
    /// Take the last decision back
    Undo,
    /// Take it again
    Redo,
    /// Take in decisions from another project
    Import {
        /// A file that "share" has made
        file: PathBuf,
    },
    /// Write the decisions for other projects
    Share {
        /// The file to write
        file: PathBuf,
    },
}
