//! `standpoint-cli extract`.

mod arguments;

use std::io::{IsTerminal, Write, stderr, stdin, stdout};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::extraction::{self, Answer, Broken, How, Sink, Source};
use crate::ingest::Mapping;
use crate::storage::{self, Saving};
use anyhow::{Context, Result, bail};

use crate::cli::arguments::Input;
use crate::cli::messages;
use crate::cli::outcome::Outcome;

pub(crate) use arguments::Extract;

/// The exit status when the input broke off or the output could not be written.
pub(crate) const ROWS_ARE_MISSING: u8 = 3;

/// Where the articles that were named come from, in order. Each is opened when its turn comes, so that there may be any number.
///
/// # Errors
/// If a folder cannot be read or holds no articles.
pub(crate) fn sources(input: &Input) -> Result<impl Iterator<Item = Result<Source, Broken>> + use<'_>> {
    let mut groups: Vec<Vec<PathBuf>> = Vec::new();
    let is_alone = |path: &Path| is_stdin(path) || extraction::is_list(path);
    for path in expanded(&input.files)? {
        match groups.last_mut() {
            Some(group) if !is_alone(&path) && !is_alone(&group[0]) => group.push(path),
            _ => groups.push(vec![path]),
        }
    }
    let mapping = input.lists.mapping();
    Ok(groups.into_iter().map(move |group| source(group, &input.stdin_name, &mapping)))
}

fn is_stdin(path: &Path) -> bool {
    path == Path::new("-")
}

/// Opens a list or standard input, which stand alone, or several files.
fn source(group: Vec<PathBuf>, stdin_name: &str, mapping: &Mapping) -> Result<Source, Broken> {
    match &group[..] {
        [path] if is_stdin(path) => Source::stream(stdin().lock(), Path::new(stdin_name), mapping),
        [path] if extraction::is_list(path) => match Source::list(path, mapping) {
            // As any other file that is not there: the rest goes on.
            Err(Broken::File(_)) => Ok(Source::files(group)),
            opened => opened,
        },
        _ => Ok(Source::files(group)),
    }
}

/// The files that were named, and those in folders that were.
fn expanded(paths: &[PathBuf]) -> Result<Vec<PathBuf>> {
    let mut out = Vec::new();
    for path in paths {
        if path.is_dir() {
            let articles = storage::articles_in(path)?;
            if articles.is_empty() {
                bail!("{}: there is no article in this folder", storage::shown(path));
            }
            out.extend(articles);
        } else {
            out.push(path.clone());
        }
    }
    Ok(out)
}

/// Extracts from all files. What is wrong with one of them is reported and the rest goes on.
///
/// # Errors
/// If the input breaks off, or the output cannot be written.
pub(crate) fn run(options: &Extract) -> Result<Outcome> {
    if let Some(threads) = options.threads {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(usize::from(threads));
        pool.build_global().context("the threads could not be started")?;
    }
    let mapping = options.input.lists.mapping();
    let mut run = Run::new(options, &mapping);
    match (&options.into, options.output.as_deref()) {
        (Some(folder), _) => run.each_its_own(folder)?,
        (None, Some(path)) if !is_stdin(path) => {
            let saving = Saving::begin(path).map_err(Broken::File)?;
            run.all(sources(&options.input)?, saving)?.commit().map_err(Broken::File)?;
        }
        _ => {
            run.all(sources(&options.input)?, stdout())?;
        }
    }
    if !options.quiet && run.outcome.articles + run.failed + run.passed_over == 0 {
        messages::note("there was no article in what was named");
    }
    let is_file = options.output.is_some() || options.into.is_some();
    if options.verbose || options.progress || (is_file && !options.quiet) {
        run.say("");
    }
    Ok(run.outcome)
}

/// An extraction that is going on.
struct Run<'a> {
    options: &'a Extract,
    how: How<'a>,
    outcome: Outcome,
    /// Whether articles that failed are told by the output and not by the exit status.
    has_errors: bool,
    failed: usize,
    passed_over: usize,
    said: Instant,
}

impl<'a> Run<'a> {
    fn new(options: &'a Extract, mapping: &'a Mapping) -> Self {
        let how = options.how(mapping);
        Self {
            options,
            how,
            outcome: Outcome::with(how.engine),
            has_errors: how.form.has_errors(),
            failed: 0,
            passed_over: 0,
            said: Instant::now(),
        }
    }

    /// Writes the answers of all sources, in order.
    fn all<W: Write + Send>(
        &mut self,
        sources: impl Iterator<Item = Result<Source, Broken>>,
        writer: W,
    ) -> Result<W, Broken> {
        let mut sink = Sink::begin(writer, self.how.form, self.how.engine)?;
        for source in sources {
            let mut source = source?;
            loop {
                let items = source.next_items()?;
                if items.is_empty() {
                    break;
                }
                let pieces = extraction::pieces(items, self.how)?;
                self.told(pieces.iter().flat_map(|piece| &piece.answers));
                sink.write(pieces)?;
            }
        }
        sink.finish()
    }

    /// Writes one file for each.
    fn each_its_own(&mut self, folder: &Path) -> Result<()> {
        let ending = self.options.format().ending();
        let mut outputs = Vec::new();
        for path in expanded(&self.options.input.files)? {
            let name = if is_stdin(&path) { Path::new(&self.options.input.stdin_name) } else { &path };
            let out = folder.join(name.file_stem().unwrap_or(name.as_os_str())).with_added_extension(ending);
            outputs.push((path, out));
        }
        let mut names: Vec<&PathBuf> = outputs.iter().map(|(_, out)| out).collect();
        names.sort();
        if let Some(twice) = names.windows(2).find(|pair| pair[0] == pair[1]) {
            bail!(
                "{}: two of the files would be written to it; rename one, or do them apart",
                storage::shown(twice[0])
            );
        }
        storage::make_folder(folder)?;
        for (path, out) in outputs {
            if out.exists() && !self.options.again {
                self.pass_over(&out);
            } else if let Err(error) = self.one(path, &out) {
                // The others do not have to wait for somebody to look at this one.
                messages::error(&error.to_string());
                self.outcome.is_broken = true;
            }
        }
        Ok(())
    }

    /// Leaves a finished file as it is, unless another engine made it: then the folder would hold two sorts of findings.
    fn pass_over(&mut self, out: &Path) {
        self.passed_over += 1;
        let engine = self.how.engine.name();
        if let Some(other) = extraction::made_by(out).filter(|other| other != engine) {
            messages::error(&format!(
                "{}: it is there already, but was found with --engine {other}; --again finds it anew with {engine}",
                storage::shown(out)
            ));
            self.outcome.is_broken = true;
        }
    }

    fn one(&mut self, path: PathBuf, out: &Path) -> Result<(), Broken> {
        let source = source(vec![path], &self.options.input.stdin_name, self.how.mapping);
        let saving = self.all(std::iter::once(source), Saving::begin(out)?)?;
        Ok(saving.commit()?)
    }

    fn told<'p>(&mut self, answers: impl Iterator<Item = &'p Answer>) {
        for Answer { place, warnings, failure, found: [statements, speakers] } in answers {
            if !self.options.quiet {
                warnings.iter().for_each(|warning| messages::warning(&format!("{place}: {warning}")));
            }
            match failure {
                Some(message) => {
                    self.failed += 1;
                    messages::error(&format!("{place}: {message}"));
                }
                None => {
                    self.outcome.articles += 1;
                    self.outcome.statements += statements;
                    if self.options.verbose {
                        messages::note(&format!("{place}: {statements} statements, {speakers} speakers"));
                    }
                }
            }
        }
        if !self.has_errors {
            self.outcome.failed = self.failed;
        }
        let is_shown = self.options.progress || (stderr().is_terminal() && !self.options.quiet);
        if is_shown && self.said.elapsed() >= Duration::from_secs(10) {
            self.said = Instant::now();
            self.say(" so far");
        }
    }

    fn say(&self, when: &str) {
        let passed_over = match self.passed_over {
            0 => String::new(),
            count => format!(", {count} files were there already"),
        };
        messages::note(&format!("{}, {} not read{passed_over}{when}", self.outcome.counted(), self.failed));
    }
}
