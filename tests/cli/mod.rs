//! The command line, run as a user runs it.

mod archives;
#[cfg(unix)]
mod documented;
mod together;

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

const TALKS: &str = "River talks fail\n\nBy Ana Bell\n\n\
    “We will never sign this,” said Ivo Marin, who leads the smaller delegation. The other side said that it had made an offer.\n";

/// A folder with an article, an empty file and a list with one bad line.
fn folder() -> TempDir {
    let folder = TempDir::new().unwrap();
    let write = |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).unwrap();
    write("talks.txt", TALKS.as_bytes());
    write("empty.txt", b"");
    write(
        "news.jsonl",
        b"{\"id\":\"one\",\"text\":\"He left.\\r\\n\"}\nnonsense\n\n{\"id\":2,\"text\":\"\"}\n",
    );
    folder
}

fn run(folder: &Path, arguments: &[&str], input: &[u8]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_standpoint-cli"));
    command.args(arguments).current_dir(folder).env_remove("NO_COLOR").env_remove("COLUMNS");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    // Written beside the reading, because what is found is written while there is still more to read.
    std::thread::scope(|scope| {
        scope.spawn(move || stdin.write_all(input));
        child.wait_with_output().unwrap()
    })
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

fn rows(output: &Output) -> Vec<Value> {
    text(&output.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn an_article_becomes_a_line_that_keeps_its_text() {
    let folder = folder();
    let output = run(folder.path(), &["extract", "talks.txt"], b"");
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), ""));
    let rows = rows(&output);
    assert_eq!(rows.len(), 1);
    assert_eq!((&rows[0]["id"], &rows[0]["text"]), (&"talks".into(), &TALKS.into()));
    assert_eq!(rows[0]["title"], "River talks fail");
    assert!(rows[0]["attributions"].is_array());
}

#[test]
fn bad_files_and_lines_are_reported_and_the_others_written() {
    let folder = folder();
    let output =
        run(folder.path(), &["extract", "empty.txt", "news.jsonl", "missing.txt", "talks.txt", "."], b"");
    assert_eq!(output.status.code(), Some(1));
    let ids: Vec<Value> = rows(&output).iter().map(|row| row["id"].clone()).collect();
    let all = ["empty", "one", "news:2", "2", "missing", "talks"];
    // The folder that is named last holds the same files once more.
    assert_eq!(ids[..6], all);
    assert_eq!(ids[6..], ["empty", "one", "news:2", "2", "talks"]);
    let rows = rows(&output);
    assert_eq!(rows[1]["text"], "He left.\r\n");
    assert_eq!(rows[4]["error"], "there is no such file; check the name");
    let messages: Vec<&str> = text(&output.stderr).lines().collect();
    let expected = [
        "empty.txt: it is empty",
        "news.jsonl, line 2: ",
        "missing.txt: there is no such file",
        "./empty.txt: it is empty",
        "./news.jsonl, line 2: ",
    ];
    assert_eq!(messages.len(), expected.len(), "{messages:?}");
    for (message, start) in messages.iter().zip(expected) {
        assert!(message.starts_with(&format!("standpoint-cli: error: {start}")), "{message}");
    }
}

#[test]
fn standard_input_may_be_an_article_or_a_list() {
    let folder = folder();
    let page = b"<!doctype html><title>x</title><p>He said no.</p>";
    let row = &rows(&run(folder.path(), &["extract", "-", "--stdin-name", "page.html"], page))[0];
    assert_eq!((&row["id"], row["text"].as_str().unwrap().contains("He said no.")), (&"page".into(), true));
    let list =
        rows(&run(folder.path(), &["extract", "-"], b"{\"id\":\"a\",\"text\":\"x\"}\n{\"text\":\"y\"}"));
    assert_eq!((&list[0]["id"], &list[1]["id"]), (&"a".into(), &"stdin:2".into()));
    let nothing = run(folder.path(), &["extract", "-", "--stdin-name", "x.jsonl"], b"");
    assert_eq!((nothing.status.code(), nothing.stdout.len()), (Some(0), 0));
}

#[test]
fn every_form_of_output_holds_the_article() {
    let folder = folder();
    let form = |form: &str| run(folder.path(), &["extract", "talks.txt", "--format", form], b"").stdout;
    let json: Value = serde_json::from_slice(&form("json")).unwrap();
    assert_eq!(json["articles"][0]["id"], "talks");
    assert!(text(&form("csv")).starts_with("article,statement,kind,"));
    assert!(text(&form("text")).starts_with("River talks fail\nAna Bell\n"));
}

#[test]
fn a_file_for_the_output_appears_whole_or_not_at_all() {
    let folder = folder();
    let out = folder.path().join("out.jsonl");
    let output = run(folder.path(), &["extract", "talks.txt", "empty.txt", "-o", "out.jsonl"], b"");
    assert_eq!((output.status.code(), output.stdout.len()), (Some(1), 0));
    assert!(fs::read_to_string(&out).unwrap().ends_with("}\n"));
    let output = run(folder.path(), &["extract", "talks.txt", "-o", "no/such/folder.jsonl"], b"");
    assert_eq!(output.status.code(), Some(3));
    assert!(text(&output.stderr).contains("its folder does not exist"), "{}", text(&output.stderr));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 4);
}

#[test]
fn a_reading_has_no_colours_unless_asked_for() {
    let folder = folder();
    let plain = run(folder.path(), &["read", "talks.txt", "--width", "60"], b"");
    assert!(text(&plain.stdout).starts_with("River talks fail\n") && !plain.stdout.contains(&0x1B));
    let coloured = run(folder.path(), &["read", "talks.txt", "--color", "always"], b"");
    assert!(coloured.stdout.contains(&0x1B));
}

#[test]
fn wrong_arguments_are_told_from_bad_files() {
    let folder = folder();
    assert_eq!(run(folder.path(), &["extract"], b"").status.code(), Some(2));
    assert_eq!(run(folder.path(), &["extract", "talks.txt", "--format", "xml"], b"").status.code(), Some(2));
    assert_eq!(run(folder.path(), &[], b"").status.code(), Some(2));
    let help = run(folder.path(), &["--help"], b"");
    assert_eq!(help.status.code(), Some(0));
    assert!(text(&help.stdout).contains("Examples:") && text(&help.stdout).contains("Exit status:"));
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let folder = folder();
    let many = format!("{{\"id\":\"a\",\"text\":{TALKS:?}}}\n").repeat(500);
    fs::write(folder.path().join("many.jsonl"), many).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_standpoint-cli"));
    command
        .args(["extract", "many.jsonl"])
        .current_dir(folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), ""));
}

#[test]
fn the_same_article_gives_the_same_bytes() {
    let folder = folder();
    let once = run(folder.path(), &["extract", "talks.txt"], b"").stdout;
    assert_eq!(once, run(folder.path(), &["extract", "talks.txt"], b"").stdout);
}

#[test]
fn what_was_extracted_agrees_with_itself_and_not_with_something_else() {
    let folder = folder();
    let extracted = run(folder.path(), &["extract", "talks.txt", "-o", "a.jsonl", "-q"], b"");
    assert_eq!(extracted.status.code(), Some(0), "{}", text(&extracted.stderr));
    let same = run(folder.path(), &["evaluate", "a.jsonl", "--json"], b"");
    let figures: Value = serde_json::from_slice(&same.stdout).unwrap();
    assert_eq!(figures["content"]["e2e"]["all"]["F1"], 1.0);
    let nothing = text(&fs::read(folder.path().join("a.jsonl")).unwrap())
        .replace("\"content\":[[", "\"content\":[[0,1],[");
    fs::write(folder.path().join("b.jsonl"), nothing).unwrap();
    let other = run(folder.path(), &["agree", "a.jsonl", "b.jsonl"], b"");
    assert!(text(&other.stdout).contains("strict"), "{}", text(&other.stderr));
    let wrong = run(folder.path(), &["evaluate", "talks.txt"], b"");
    assert_eq!(wrong.status.code(), Some(1));
    assert!(text(&wrong.stderr).contains("line 1: "), "{}", text(&wrong.stderr));
}

#[test]
fn on_given_spans_only_speakers_and_stances_are_measured() {
    let folder = folder();
    run(folder.path(), &["extract", "talks.txt", "-o", "a.jsonl", "-q"], b"");
    let output = run(folder.path(), &["evaluate", "a.jsonl", "--gold-spans", "--json"], b"");
    let figures: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(figures["content"]["strict"]["all"]["F1"], 1.0, "{}", text(&output.stderr));
    let wrong = run(folder.path(), &["evaluate", "a.jsonl", "--gold-spans", "--found", "a.jsonl"], b"");
    assert_eq!(wrong.status.code(), Some(2));
}

#[test]
fn evidence_for_learned_scores_comes_when_asked_for() {
    let folder = folder();
    let evidence = |arguments: &[&str]| -> usize {
        let output = run(folder.path(), arguments, b"");
        let statements = rows(&output)[0]["attributions"].as_array().unwrap().clone();
        statements.iter().map(|statement| statement["evidence"].as_array().unwrap().len()).sum()
    };
    assert_eq!(evidence(&["extract", "talks.txt"]), 0);
    assert!(evidence(&["extract", "talks.txt", "--evidence"]) > 0);
    assert!(evidence(&["extract", "talks.txt", "--engine", "rules"]) > 0);
}
