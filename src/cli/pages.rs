//! `standpoint-cli pages`: manual pages and completions, made from the definition of the arguments.

use std::path::Path;

use crate::storage;
use anyhow::{Context, Result};
use clap::CommandFactory;
use clap_complete::Shell;

use crate::cli::arguments::Arguments;
use crate::cli::outcome::Outcome;

/// Writes them into folders within `folder`.
///
/// # Errors
/// If they cannot be written.
pub(crate) fn run(folder: &Path) -> Result<Outcome> {
    let mut command = Arguments::command();
    command.build();
    // A page for each command, and none for what `help` says of each.
    let mut documented = Arguments::command().disable_help_subcommand(true);
    documented.build();
    let (manual, completions) = (folder.join("man"), folder.join("completions"));
    storage::make_folder(&manual)?;
    storage::make_folder(&completions)?;
    clap_mangen::generate_to(documented, &manual).context("the manual pages could not be written")?;
    for shell in [Shell::Bash, Shell::Zsh, Shell::Fish] {
        let mut bytes = Vec::new();
        clap_complete::generate(shell, &mut command, "standpoint-cli", &mut bytes);
        let name = match shell {
            Shell::Zsh => "_standpoint-cli".to_owned(),
            other => format!("standpoint-cli.{other}"),
        };
        storage::save(&completions.join(name), &bytes)?;
    }
    Ok(Outcome::default())
}
