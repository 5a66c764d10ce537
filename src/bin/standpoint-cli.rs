//! The command line alone: built without the window it needs none of the window's crates.

use std::process::ExitCode;

use standpoint::{cli, storage};

fn main() -> ExitCode {
    if storage::confined::took_over() { ExitCode::SUCCESS } else { cli::run() }
}
