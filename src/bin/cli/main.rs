//! The command line: arguments to the library, results to standard output, messages to standard error.

mod arguments;
mod asked;
mod evaluate;
mod export;
mod extract;
mod gather;
mod messages;
mod outcome;
mod pages;
mod project;
mod read;

use std::process::ExitCode;

use clap::Parser;
use standpoint::extraction::Broken;

use arguments::{Arguments, Command};

fn main() -> ExitCode {
    if standpoint::storage::confined::took_over() {
        return ExitCode::SUCCESS;
    }
    let Arguments { command } = Arguments::parse();
    let result = match &command {
        Command::Extract(options) => extract::run(options),
        Command::Read(options) => read::run(options),
        Command::Evaluate(options) => evaluate::run(options),
        Command::Agree(options) => evaluate::agree(options),
        Command::Export(options) => export::run(options),
        Command::Plot(options) => export::plot(options),
        Command::Project(options) => project::run(&options.action),
        Command::Pages(options) => pages::run(&options.folder),
    };
    match result {
        Ok(outcome) => outcome.into(),
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            messages::error(&format!("{error:#}"));
            if error.is::<Broken>() { ExitCode::from(extract::ROWS_ARE_MISSING) } else { ExitCode::FAILURE }
        }
    }
}

/// Whether the reader of our output went away, which is its right: `standpoint-cli … | head`.
fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let io = error.chain().find_map(|cause| cause.downcast_ref::<std::io::Error>());
    io.is_some_and(|error| error.kind() == std::io::ErrorKind::BrokenPipe)
}
