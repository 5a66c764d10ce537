//! Files that are broken, hostile or merely odd, each with what must come of it: so many quotations, or an error that says what is
//! wrong. No file may take more than 500 MB of memory; what takes a minute counts as hanging.
//!
//! `TORTURE_TABLE=1 cargo test torture -- --nocapture` prints what each took.

mod archives;
mod documents;
mod files;
mod pages;
mod texts;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde_json::Value;

/// A sentence with one quotation in it, which must come out of whatever surrounds it.
const SAID: &str =
    "\u{201C}We will never sign this,\u{201D} said Ivo Marin, who leads the smaller delegation.";

/// What must come of a file.
#[derive(Debug, Clone, Copy)]
enum Expected {
    /// It opens with so many quotations and without a word of warning.
    Opens(usize),
    /// It opens with so many quotations and a warning with these words.
    Warns(usize, &'static str),
    /// So many quotations are found in what of it can be read, and an error with these words tells of the rest.
    Partly(usize, &'static str),
    /// It does not open, and the message has these words.
    Refused(&'static str),
}

use Expected::{Opens, Partly, Refused, Warns};

/// A file to be opened: its name, how it is made in a folder, and what must come of it.
type Case = (&'static str, Box<dyn Fn(&Path)>, Expected);

/// A file that is made of bytes.
fn bytes(name: &'static str, make: impl Fn() -> Vec<u8> + 'static, expected: Expected) -> Case {
    (name, Box::new(move |path| fs::write(path, make()).unwrap()), expected)
}

/// A file that is made of text.
fn text(name: &'static str, make: impl Fn() -> String + 'static, expected: Expected) -> Case {
    bytes(name, move || make().into_bytes(), expected)
}

/// What opening a file came to.
struct Seen {
    quotations: usize,
    messages: String,
    took: Duration,
    /// Peak of resident memory, of the program and what it starts, in MB.
    memory: u64,
}

const MEMORY: u64 = 500;
const HANGS: Duration = Duration::from_secs(60);

#[test]
#[allow(clippy::print_stdout, reason = "a table for whoever asks for it")]
fn every_file_opens_or_says_why_not() {
    let prints = std::env::var_os("TORTURE_TABLE").is_some();
    let cases: Vec<Case> =
        [texts::cases(), files::cases(), pages::cases(), documents::cases(), archives::cases()]
            .into_iter()
            .flatten()
            .collect();
    assert!(cases.len() >= 60, "only {} cases", cases.len());
    let mut faults = Vec::new();
    for (name, make, expected) in &cases {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        make(&path);
        let seen = open(&path);
        if prints {
            println!(
                "{:>6} ms {:>4} MB  {name}: {}",
                seen.took.as_millis(),
                seen.memory,
                seen.messages.trim()
            );
        }
        let outcome = judge(&seen, *expected);
        faults.extend(
            outcome
                .map(|fault| format!("{name}: {fault}; {} quotations; {}", seen.quotations, seen.messages)),
        );
    }
    assert!(faults.is_empty(), "{} of {}:\n{}", faults.len(), cases.len(), faults.join("\n"));
}

/// What is not as it must be.
fn judge(seen: &Seen, expected: Expected) -> Option<String> {
    if seen.took >= HANGS {
        return Some("it hangs".into());
    }
    if seen.memory > MEMORY {
        return Some(format!("it takes {} MB", seen.memory));
    }
    let (quotations, words) = match expected {
        Opens(quotations) => (quotations, ""),
        Warns(quotations, words) | Partly(quotations, words) => (quotations, words),
        Refused(words) => (0, words),
    };
    let is_told = if words.is_empty() { seen.messages.is_empty() } else { seen.messages.contains(words) };
    let is_error = seen.messages.contains("error: ");
    let is_right =
        quotations == seen.quotations && is_told && is_error == matches!(expected, Refused(_) | Partly(..));
    (!is_right).then(|| format!("expected {expected:?}"))
}

/// Opens a file as a user would, with the rules.
fn open(path: &Path) -> Seen {
    let folder = tempfile::tempdir().unwrap();
    let (out, err) = (folder.path().join("out"), folder.path().join("err"));
    let file = |path: &PathBuf| Stdio::from(fs::File::create(path).unwrap());
    let start = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_standpoint-cli"))
        .args(["extract", "--engine", "rules"])
        .arg(path)
        .stdin(Stdio::null())
        .stdout(file(&out))
        .stderr(file(&err))
        .spawn()
        .unwrap();
    let memory = watch(&mut child, start);
    let took = start.elapsed();
    let rows = fs::read_to_string(&out).unwrap();
    let quotations = rows.lines().map(|line| {
        let row: Value = serde_json::from_str(line).expect("a row of JSON");
        row["attributions"].as_array().map_or(0, Vec::len)
    });
    let messages =
        String::from_utf8_lossy(&fs::read(&err).unwrap()).replace(&*path.to_string_lossy(), "FILE");
    Seen { quotations: quotations.sum(), messages, took, memory }
}

/// Waits for a program to end, and gives the peak of its memory and that of the programs it starts, in MB.
fn watch(child: &mut Child, start: Instant) -> u64 {
    let (mut own, mut others) = (0, 0);
    while child.try_wait().unwrap().is_none() {
        own = own.max(peak(child.id()));
        let children =
            fs::read_to_string(format!("/proc/{0}/task/{0}/children", child.id())).unwrap_or_default();
        let ids = children.split_whitespace().filter_map(|id| id.parse().ok());
        others = others.max(ids.map(peak).sum());
        if start.elapsed() >= HANGS {
            let _ = child.kill();
        }
        sleep(Duration::from_millis(2));
    }
    own + others
}

/// The peak of a process's memory so far, in MB; 0 where that cannot be known.
fn peak(id: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{id}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().split(' ').next()?.parse::<u64>().ok()).unwrap_or(0) / 1024
}
