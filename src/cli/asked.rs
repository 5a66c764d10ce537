//! The arguments of what takes many articles together: export, plot, project.

use std::path::PathBuf;

use crate::export::Format as ExportFormat;
use crate::project::RollUp;
use clap::{Args, Subcommand, ValueEnum};

use crate::cli::arguments::{EngineName, Lists};

/// What is to be taken together.
#[derive(Debug, Args)]
pub(crate) struct Gather {
    /// Articles, folders of articles, lists of articles, or projects (.standpoint)
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,

    #[command(flatten)]
    pub(crate) how: How,

    /// Whom actors stand for, in what is told of actors
    #[arg(long, value_enum, default_value_t, value_name = "WHOM", help_heading = "Analysis")]
    pub(crate) by: By,
}

#[derive(Debug, Clone, Copy, Default, ValueEnum)]
pub(crate) enum By {
    /// Each for themselves
    #[default]
    Actor,
    /// People for the body that they belong to
    Body,
    /// All for the side that "actor … side" put them on
    Side,
}

impl From<By> for RollUp {
    fn from(by: By) -> Self {
        match by {
            By::Actor => Self::Actor,
            By::Body => Self::Body,
            By::Side => Self::Side,
        }
    }
}

/// How it is read.
#[derive(Debug, Args)]
pub(crate) struct How {
    /// What finds the quotations and scores them
    #[arg(long, value_enum, default_value_t, value_name = "ENGINE", help_heading = "Analysis")]
    pub(crate) engine: EngineName,

    #[command(flatten)]
    pub(crate) lists: Lists,

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
    /// Put a project, its articles and their reviews into one file, to be sent
    Pack {
        /// The project file
        #[arg(value_name = "PROJECT.standpoint")]
        project: PathBuf,
        /// The packed file to make (.standpoint)
        #[arg(short, long, value_name = "OUT")]
        output: PathBuf,
    },
    /// Take a packed project apart into a new folder
    Unpack {
        /// The packed file
        #[arg(value_name = "PACKED.standpoint")]
        packed: PathBuf,
        /// The folder to make
        #[arg(short, long, value_name = "FOLDER")]
        output: PathBuf,
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
