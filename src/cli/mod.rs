//! The command line: arguments to the library, results to standard output, messages to standard error.
//!
//! It is part of the library so that one program can be both: called by the name [`NAME`] the window's program is the command
//! line. The weights are then on the disk once.

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

use std::ffi::OsString;
use std::path::Path;
use std::process::ExitCode;

use crate::extraction::Broken;
use clap::Parser;

use arguments::{Arguments, Command};

/// What the command line is called.
pub const NAME: &str = "standpoint-cli";

/// Whether a program that was started by this name, the first of its arguments, is to be the command line.
#[must_use]
pub fn is_called(name: &OsString) -> bool {
    Path::new(name).file_stem().is_some_and(|stem| stem == NAME)
}

/// Does what the arguments of the process ask. Ends the process where they can't be understood or only ask for help.
#[must_use]
pub fn run() -> ExitCode {
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
