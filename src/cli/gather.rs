//! Articles, folders and projects put together as one project.

use std::io::{IsTerminal, Write, stderr};
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::project::Project;
use crate::storage::{self, Cache, How};
use anyhow::{Result, bail};

use crate::cli::asked::Gather;
use crate::cli::messages;
use crate::cli::outcome::Outcome;

/// Reads what was asked for. What cannot be read is reported and the rest goes on.
///
/// # Errors
/// If a project or a folder cannot be read.
pub(crate) fn gather(Gather { files, how: options, .. }: &Gather) -> Result<(Project, Outcome)> {
    let file = storage::listed(files)?;
    let mut outcome = Outcome::with(options.engine.into());
    let all = file.files.len();
    let progress = Progress {
        all,
        done: AtomicUsize::new(0),
        is_shown: all > 20 && !options.quiet && stderr().is_terminal(),
    };
    let cache = (!options.no_cache).then(Cache::of_user).flatten();
    let mapping = options.lists.mapping();
    let how = How {
        mapping: &mapping,
        engine: options.engine.into(),
        cache: cache.as_ref(),
        reviews: None,
        done: &|| progress.step(),
        is_off: &|| false,
    };
    let (project, told) = storage::gathered(file, how);
    progress.end();
    for message in told {
        match message.is_failure {
            true => outcome.fail(&message.words),
            false if options.quiet => {}
            false => messages::warning(&message.words),
        }
    }
    if project.members.is_empty() && outcome.failed == 0 {
        bail!("there is no article in what was named; name articles, folders of them, or projects");
    }
    outcome.articles = project.members.len();
    outcome.statements = project.statements().count();
    Ok((project, outcome))
}

/// How far the reading has come, on one line.
struct Progress {
    all: usize,
    done: AtomicUsize,
    is_shown: bool,
}

impl Progress {
    fn step(&self) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        if self.is_shown && (done.is_multiple_of(10) || done == self.all) {
            let _ = write!(stderr().lock(), "\r{done} of {} files", self.all);
        }
    }

    fn end(&self) {
        if self.is_shown {
            messages::note("");
        }
    }
}
