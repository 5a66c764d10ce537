//! The full analysis of every sample article, held against files that a person has looked at.
//!
//! The files in `tests/golden` hold what `export::jsonl_line` gives, laid out so that a change reads well as a diff: short
//! lists stand on one line, the text is a list of lines, and offsets have their words beside them.
//! `UPDATE_GOLDEN=1 cargo test golden` writes them anew; look at the diff before you commit it.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use standpoint::{analysis, export, storage};

/// Lists and objects up to this length stand on one line.
const WIDTH: usize = 120;

#[test]
fn golden_files_of_all_samples() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let golden = root.join("tests/golden");
    let update = std::env::var_os("UPDATE_GOLDEN").is_some();
    let samples = samples(&root.join("sample_articles"));
    assert!(samples.len() >= 10, "the samples were not found");
    let mut faults = Vec::new();
    let mut names = BTreeSet::new();
    for sample in samples {
        let name = format!("{}.json", sample.file_stem().unwrap().to_string_lossy());
        let path = golden.join(&name);
        let found = analysed(&sample);
        if update {
            fs::write(&path, &found).unwrap();
        }
        let expected = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
        faults.extend(difference(&expected, &found).map(|lines| format!("tests/golden/{name}\n{lines}")));
        names.insert(name);
    }
    for entry in fs::read_dir(&golden).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        if !names.contains(&name) {
            faults.push(format!("tests/golden/{name} belongs to no sample: delete it"));
        }
    }
    let advice = "If the change is meant: UPDATE_GOLDEN=1 cargo test golden, then look at the diff.";
    assert!(faults.is_empty(), "\n{}\n{advice}", faults.join("\n"));
}

fn samples(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    // Whoever tries the window on the samples leaves corrections beside them.
    let is_sample = |path: &PathBuf| {
        path.is_file() && !path.ends_with("README.md") && path.extension().is_none_or(|it| it != "json")
    };
    let mut samples: Vec<PathBuf> = entries.filter(is_sample).collect();
    samples.sort();
    samples
}

/// The analysis of one article, as it stands in its golden file.
fn analysed(path: &Path) -> String {
    let article = storage::open(path).unwrap().article;
    let analysis = analysis::analyze(&article);
    let id = path.file_stem().unwrap().to_string_lossy();
    let line = export::jsonl_line(export::Entry { id: &id, article: &article, analysis: &analysis });
    let mut record: Value = serde_json::from_str(&line).unwrap();
    let text = record["text"].as_str().unwrap().to_owned();
    record["text"] = text.split('\n').collect();
    let chars: Vec<char> = text.chars().collect();
    add_words(&mut record, &chars);
    let mut out = String::new();
    layout(&record, 0, &mut out);
    out.push('\n');
    out
}

/// The fields that hold lists of offsets.
const OFFSETS: [&str; 6] = ["content", "cue", "source", "addressee", "mentions", "fragments"];

/// Puts the words before each pair of offsets.
fn add_words(value: &mut Value, text: &[char]) {
    match value {
        Value::Object(fields) => {
            for (name, field) in fields {
                match field.as_array_mut() {
                    Some(pairs) if OFFSETS.contains(&name.as_str()) => {
                        for pair in pairs.iter_mut().filter_map(Value::as_array_mut) {
                            let [start, end] = [0, 1].map(|side| pair[side].as_u64().unwrap() as usize);
                            pair.insert(0, text[start..end].iter().collect::<String>().into());
                        }
                    }
                    _ => add_words(field, text),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| add_words(item, text)),
        _ => {}
    }
}

/// Writes `value` with short lists and objects on one line.
fn layout(value: &Value, depth: usize, out: &mut String) {
    let flat = value.to_string();
    let items: Vec<(String, &Value)> = match value {
        _ if depth > 1 && flat.chars().count() + 2 * depth <= WIDTH => Vec::new(),
        Value::Object(fields) => {
            fields.iter().map(|(name, value)| (format!("{}: ", Value::from(name.as_str())), value)).collect()
        }
        Value::Array(items) => items.iter().map(|item| (String::new(), item)).collect(),
        _ => Vec::new(),
    };
    if items.is_empty() {
        out.push_str(&flat);
        return;
    }
    let [open, close] = if value.is_array() { ['[', ']'] } else { ['{', '}'] };
    out.push(open);
    for (index, (name, item)) in items.iter().enumerate() {
        let comma = if index == 0 { "" } else { "," };
        write!(out, "{comma}\n{:1$}{name}", "", 2 * (depth + 1)).unwrap();
        layout(item, depth + 1, out);
    }
    write!(out, "\n{:1$}{close}", "", 2 * depth).unwrap();
}

/// The first lines that differ, if any do.
fn difference(expected: &str, found: &str) -> Option<String> {
    const SHOWN: usize = 6;
    if expected == found {
        return None;
    }
    let (old, new): (Vec<&str>, Vec<&str>) = (expected.lines().collect(), found.lines().collect());
    let same = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let tail = old[same..].iter().rev().zip(new[same..].iter().rev()).take_while(|(a, b)| a == b).count();
    let mut out = format!("  from line {}:\n", same + 1);
    for (sign, lines) in [("-", &old[same..old.len() - tail]), ("+", &new[same..new.len() - tail])] {
        for line in lines.iter().take(SHOWN) {
            writeln!(out, "  {sign} {line}").unwrap();
        }
        if lines.len() > SHOWN {
            writeln!(out, "  {sign} … and {} lines more", lines.len() - SHOWN).unwrap();
        }
    }
    Some(out)
}

#[test]
fn a_golden_difference_is_shown_where_it_begins() {
    assert_eq!(difference("a\nb\n", "a\nb\n"), None);
    let shown = difference("a\nb\nc\n", "a\nx\ny\nc\n").unwrap();
    assert_eq!(shown, "  from line 2:\n  - b\n  + x\n  + y\n");
}
