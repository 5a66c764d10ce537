//! Files that need a parser are read in a process of its own: the program itself, started again, which gets the bytes, may touch
//! nothing else, and is ended when it takes too much. Whatever such a file does, it does not do to the reader's work.
//!
//! A program takes part by calling [`took_over`] first. In one that does not, such as a test, the same is read in the process.

mod limits;
mod wire;

pub use limits::confine;

use std::ffi::OsStr;
use std::io::{self, Read, Write, stdin, stdout};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::OnceLock;
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

use crate::ingest::{self, Error, Mapping, Part};

/// What the program is started with to read one file; no file is called so.
const ASKED: &str = "--read-confined";
/// What the other process may answer at most, in bytes.
const MOST: u64 = 64 << 20;
/// How long it may take.
const LONGEST: Duration = Duration::from_secs(30);

/// Whether this program can be started again to read.
static TAKES_PART: OnceLock<()> = OnceLock::new();

/// Reads the file on standard input and says what is in it on standard output, if this process has been started for that. A program
/// calls it before anything else, and ends if it gives `true`.
pub fn took_over() -> bool {
    let mut arguments = std::env::args_os().skip(1);
    if arguments.next().as_deref() != Some(OsStr::new(ASKED)) {
        let _ = TAKES_PART.set(());
        return false;
    }
    let name = arguments.next().unwrap_or_default();
    let mapping = arguments.next().unwrap_or_default();
    let mapping = serde_json::from_str(&mapping.to_string_lossy()).unwrap_or_default();
    // Whoever started this process sees how it ended.
    let _ = answer(&name.to_string_lossy(), &mapping);
    true
}

fn answer(name: &str, mapping: &Mapping) -> io::Result<()> {
    // One of the parsers asks how many threads there are, which starts them. Here there is to be one.
    let _ = rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread().build_global();
    confine();
    let mut bytes = Vec::new();
    stdin().lock().take(ingest::LARGEST_FILE as u64 + 1).read_to_end(&mut bytes)?;
    let answer = wire::written(&ingest::read_all_with(&bytes, name, mapping));
    stdout().lock().write_all(&answer)
}

/// The articles in a file.
///
/// # Errors
/// As of [`ingest::read_all`], or if reading it takes too much or breaks the process that does.
pub(super) fn read(bytes: &[u8], name: &str, mapping: &Mapping) -> Result<Vec<Part>, Error> {
    if TAKES_PART.get().is_none() || !ingest::needs_parser(bytes, name) {
        return ingest::read_all_with(bytes, name, mapping);
    }
    match start(name, mapping) {
        Ok(child) => talk(child, bytes),
        // No process to be had: better read here, within the bounds that every parser keeps, than not at all.
        Err(_) => ingest::read_all_with(bytes, name, mapping),
    }
}

fn start(name: &str, mapping: &Mapping) -> io::Result<Child> {
    // On Linux by this name, because the program's file may have been replaced since it started.
    let program = if cfg!(target_os = "linux") { "/proc/self/exe".into() } else { std::env::current_exe()? };
    let mut command = Command::new(program);
    command.arg(ASKED).arg(name);
    if !mapping.is_empty() {
        command.arg(serde_json::to_string(mapping)?);
    }
    command.env("RUST_BACKTRACE", "0");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()
}

/// Gives the bytes to the process and takes its answer.
fn talk(mut child: Child, bytes: &[u8]) -> Result<Vec<Part>, Error> {
    let (to, from) = (child.stdin.take(), child.stdout.take());
    let (sender, answers) = channel();
    let answer = thread::scope(|scope| {
        scope.spawn(move || {
            // A process that has died takes no more; how it ended says the rest.
            let _ = to.map(|mut to| to.write_all(bytes));
        });
        scope.spawn(move || {
            let mut answer = Vec::new();
            let read = from.map(|from| from.take(MOST + 1).read_to_end(&mut answer));
            let _ = sender.send(read.map(|_| answer));
        });
        let answer = answers.recv_timeout(LONGEST).ok().flatten();
        if answer.as_ref().is_none_or(|answer| answer.len() as u64 > MOST) {
            let _ = child.kill();
            return Err(Error::Harmful("takes too long, or gives more text than any article has"));
        }
        Ok(answer.unwrap_or_default())
    });
    let status = child.wait();
    let answer = answer?;
    match status {
        Ok(status) if status.success() => wire::read(&answer).unwrap_or(Err(Error::Harmful(BROKEN))),
        Ok(status) => Err(Error::Harmful(ending(status))),
        Err(_) => Err(Error::Harmful(BROKEN)),
    }
}

const BROKEN: &str = "breaks what reads it";

/// Why a process ended that gave no answer.
#[cfg(unix)]
fn ending(status: ExitStatus) -> &'static str {
    use std::os::unix::process::ExitStatusExt;
    const ABORT: i32 = 6;
    const OUT_OF_TIME: [i32; 2] = [24, 9];
    match status.signal() {
        Some(signal) if OUT_OF_TIME.contains(&signal) => "takes more than ten seconds",
        Some(ABORT) => "takes more memory than it may, or breaks what reads it",
        _ => BROKEN,
    }
}

#[cfg(not(unix))]
fn ending(_: ExitStatus) -> &'static str {
    BROKEN
}
