//! The window. Without a display it prints the same reading in the terminal; called `standpoint-cli` it is the command line.

// On Windows no console opens beside the window.
#![cfg_attr(all(windows, not(debug_assertions)), windows_subsystem = "windows")]

use std::io::{IsTerminal, Write, stdout};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use standpoint::article::Article;
use standpoint::gui::{self, desktop};
use standpoint::ingest::Mapping;
use standpoint::palette::Appearance;
use standpoint::{analysis, export, storage};

#[allow(clippy::print_stderr, reason = "where there is no window, standard error is where messages go")]
fn main() -> ExitCode {
    if storage::confined::took_over() {
        return ExitCode::SUCCESS;
    }
    let mut arguments = std::env::args_os();
    #[cfg(feature = "cli")]
    if arguments.next().is_some_and(|name| standpoint::cli::is_called(&name)) {
        return standpoint::cli::run();
    }
    #[cfg(not(feature = "cli"))]
    arguments.next();
    let paths: Vec<PathBuf> = arguments.map(PathBuf::from).collect();
    match paths.first().and_then(|first| first.to_str()) {
        Some("--version" | "-V") => return say(concat!("standpoint ", env!("CARGO_PKG_VERSION"), "\n")),
        Some("--help" | "-h") => return say(HELP),
        _ => {}
    }
    let shown =
        if desktop::has_display() { window(paths.clone()) } else { Err("no display was found".into()) };
    let Err(reason) = shown else { return ExitCode::SUCCESS };
    eprintln!("standpoint: {reason}");
    if let Some(missing) = desktop::missing_libraries() {
        eprintln!("standpoint: {missing}");
    }
    if paths.is_empty() {
        eprintln!("standpoint: name a file to read it here: standpoint FILE");
        return ExitCode::FAILURE;
    }
    let mut code = ExitCode::SUCCESS;
    for path in &paths {
        if let Err(error) = print(path) {
            eprintln!("standpoint: {error}");
            code = ExitCode::FAILURE;
        }
    }
    code
}

/// What there is to know of a program that is started with files and nothing else.
const HELP: &str = "\
Shows who said what in news articles, and how hard.

Usage: standpoint [FILE]...

  FILE   articles, folders of articles, projects (.standpoint) or findings of standpoint-cli

Without a display the articles are printed. standpoint-cli has more to offer there: standpoint-cli --help
";

/// Says something that was asked for. Whoever does not listen any more has got it.
fn say(words: &str) -> ExitCode {
    let _ = stdout().lock().write_all(words.as_bytes());
    ExitCode::SUCCESS
}

/// Shows the window. Where a library is missing, starting it may even panic, and that, too, is only a reason to go on without.
fn window(paths: Vec<PathBuf>) -> Result<(), String> {
    match std::panic::catch_unwind(|| gui::run(paths)) {
        Ok(shown) => shown.map_err(|error| format!("the window cannot be shown: {error}")),
        Err(_) => Err("the window cannot be shown".into()),
    }
}

/// Prints the reading of one file.
fn print(path: &Path) -> anyhow::Result<()> {
    for part in storage::open_all(path, &Mapping::default())? {
        match part.reading {
            Ok(reading) => print_one(&reading.article)?,
            Err(error) => anyhow::bail!("{}: {error}", storage::shown(path)),
        }
    }
    Ok(())
}

fn print_one(article: &Article) -> anyhow::Result<()> {
    let analysis = analysis::analyze(article);
    let colours = stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    // Which ground the terminal has cannot be asked portably; most are dark.
    let colours = colours.then_some(Appearance::Dark);
    let columns = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let text = export::terminal(article, &analysis, columns.unwrap_or(80), colours);
    // A reader who has seen enough closes the pipe; that is no failure.
    match stdout().write_all(text.as_bytes()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}
