//! Every command that the documentation names, run as it stands there, and what comes of it held against a kept file.
//!
//! `UPDATE_GOLDEN=1 cargo test documented` writes `tests/data/commands.txt` anew; look at the diff before you commit it.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use sha2::{Digest, Sha256};
use tempfile::TempDir;

use super::{archives, text, together};

/// The pages, from the repository's root.
const PAGES: [&str; 6] =
    ["README.md", "docs/GUIDE.md", "docs/EXPORTS.md", "docs/ACCURACY.md", "docs/SCALE.md", "CONTRIBUTING.md"];

/// So many lines of an output are kept.
const LINES: usize = 24;

/// The commands of a page: what stands in a block of code, up to the two spaces before its comment, and what stands as code
/// in the cell of a table.
fn commands(page: &str) -> Vec<String> {
    let mut out = Vec::new();
    for line in page.lines() {
        if let Some(code) = line.strip_prefix("    ") {
            let code = code.trim_start();
            out.push(code.find("  ").map_or(code, |end| &code[..end]).to_owned());
        } else if line.starts_with('|') {
            out.extend(line.split('`').skip(1).step_by(2).map(str::to_owned));
        }
    }
    let ours = |line: String| {
        let line = line.replace("target/release/", "");
        (line.starts_with("standpoint-cli ") && line.matches(' ').count() > 1).then_some(line)
    };
    out.into_iter().filter_map(ours).collect()
}

/// Runs one as a shell does, with the program on the path and nothing of the tester's own in reach.
fn run(folder: &Path, command: &str) -> std::process::Output {
    let program = Path::new(env!("CARGO_BIN_EXE_standpoint-cli"));
    let mut path = vec![program.parent().unwrap().to_owned()];
    path.extend(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()));
    let mut shell = Command::new("sh");
    shell.args(["-c", command]).current_dir(folder).env("PATH", std::env::join_paths(path).unwrap());
    shell.env("HOME", folder.join(".home")).env("XDG_CACHE_HOME", folder.join(".home")).env_remove("COLUMNS");
    shell.output().unwrap()
}

/// A folder with everything that the pages name.
fn desk(page: &str) -> TempDir {
    let folder = together::news();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let fourth = "The talks, part d\n\nApril 21, 2026\n\n“The border is ours,” said Annie Bell.\n";
    fs::write(folder.path().join("news/d.txt"), fourth).unwrap();
    let at = |name: &str| folder.path().join(name);
    let copy = |from: &str, to: &str| fs::copy(root.join(from), at(to)).unwrap();
    copy("sample_articles/border_talks.txt", "talks.txt");
    let html = "<html><head><title>River talks fail</title></head><body><article><h1>River talks fail</h1><p>“We will never sign this,” \
                said Ivo Marin, who leads the smaller delegation.</p><p>The other side said that it had made an offer.</p></article></body></html>";
    fs::write(at("talks.html"), html).unwrap();
    fs::write(
        at("news.jsonl"),
        "{\"id\":\"one\",\"text\":\"“No,” said Li Wei.\"}\n{\"id\":\"two\",\"text\":\"It rained.\"}\n",
    )
    .unwrap();
    fs::create_dir(at("shards")).unwrap();
    archives::shard(&at("shards/one.parquet"));
    archives::shard(&at("chosen.parquet"));
    for first in ["A.json", "A.standpoint.json"] {
        copy("tests/data/review-1.json", first);
    }
    let mut review: serde_json::Value = serde_json::from_slice(&fs::read(at("A.json")).unwrap()).unwrap();
    review["steps"].as_array_mut().unwrap().truncate(3);
    for second in ["B.json", "B.standpoint.json"] {
        fs::write(at(second), review.to_string()).unwrap();
    }
    let mut before = vec![
        "extract news/a.txt news/c.txt --engine rules -q -o gold.jsonl".to_owned(),
        "project new other.standpoint news/b.txt --quiet".to_owned(),
    ];
    if !page.contains("project new talks.standpoint") {
        before.push("project new talks.standpoint news --quiet".to_owned());
    }
    for command in before {
        let output = run(folder.path(), &format!("standpoint-cli {command}"));
        assert!(output.status.success(), "{command}: {}", text(&output.stderr));
    }
    let gold = fs::read_to_string(at("gold.jsonl")).unwrap();
    for name in ["annotated.jsonl", "own.jsonl", "first.jsonl"] {
        fs::write(at(name), &gold).unwrap();
    }
    let other = gold.replace("\"content\":[[", "\"content\":[[0,1],[");
    assert_ne!(other, gold);
    for name in ["found.jsonl", "second.jsonl"] {
        fs::write(at(name), &other).unwrap();
    }
    folder
}

/// Every file in a folder with its content, by its path from there.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut out = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                out.insert(path.strip_prefix(folder).unwrap().to_owned(), fs::read(&path).unwrap());
            }
        }
    }
    out.retain(|path, _| !path.starts_with(".home"));
    out
}

/// What came of a command: its exit status, what it said, and the files that it wrote.
fn told(folder: &Path, command: &str) -> String {
    let before = files(folder);
    let output = run(folder, command);
    let mut out = format!("$ {command}\n");
    if output.status.code() != Some(0) {
        writeln!(out, "exit {:?}", output.status.code()).unwrap();
    }
    for (mark, said) in [("", &output.stdout), ("! ", &output.stderr)] {
        let lines: Vec<&str> = text(said).lines().collect();
        lines.iter().take(LINES).for_each(|line| writeln!(out, "{mark}{}", line.trim_end()).unwrap());
        if lines.len() > LINES {
            writeln!(out, "{mark}… and {} lines more, {}", lines.len() - LINES, sum(said)).unwrap();
        }
    }
    for (path, content) in files(folder).iter().filter(|(path, content)| before.get(*path) != Some(content)) {
        writeln!(out, "> {} ({} bytes, {})", path.display(), content.len(), sum(content)).unwrap();
    }
    out
}

/// The beginning of the hash.
fn sum(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(4).map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn documented_commands_do_what_they_did() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = String::new();
    for name in PAGES {
        let page = fs::read_to_string(root.join(name)).unwrap();
        let commands = commands(&page);
        assert!(!commands.is_empty(), "{name} names no command");
        let folder = desk(&page);
        writeln!(found, "# {name}\n").unwrap();
        for command in commands {
            writeln!(found, "{}", told(folder.path(), &command)).unwrap();
        }
    }
    let kept = root.join("tests/data/commands.txt");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&kept, &found).unwrap();
    }
    let expected = fs::read_to_string(&kept).unwrap_or_default();
    let changed = similar::TextDiff::from_lines(&expected, &found);
    let changed = changed.unified_diff().context_radius(2).to_string();
    assert!(changed.is_empty(), "UPDATE_GOLDEN=1 cargo test documented, if the change is meant\n{changed}");
    // A command that fails is not one to name.
    assert!(!found.contains("\nexit "), "{found}");
}

#[test]
fn commands_are_found_in_blocks_and_tables() {
    let page = "Say `standpoint-cli read` to it:\n\n    standpoint-cli read a.txt      an article\n    cargo test\n\n\
                | read | `standpoint-cli read b.txt`; `standpoint-cli plot c.txt -o d.svg` |\n";
    let expected =
        ["standpoint-cli read a.txt", "standpoint-cli read b.txt", "standpoint-cli plot c.txt -o d.svg"];
    assert_eq!(commands(page), expected);
}
