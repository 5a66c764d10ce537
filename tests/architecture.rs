//! Holds the code to its design: which module may use which, which words belong where, how long files are and what they are
//! called. The checker itself is tested on small made-up sources below.

use std::fs;
use std::path::{Path, PathBuf};

/// The modules from the ground up. A module uses only those of floors below its own.
const FLOORS: &[&[&str]] = &[
    &["text", "inference", "evaluation"],
    &["article"],
    &["ingest"],
    &["quotes"],
    &["speakers"],
    &["stance"],
    &["analysis"],
    &["review"],
    &["project"],
    &["chart", "palette"],
    &["export", "storage"],
    &["extraction"],
    &["gui", "cli"],
];

/// Words that only some places may use: the word as a path, and the beginnings of the paths of files that may.
const RESERVED: &[(&[&str], &[&str])] = &[
    (&["egui"], &["src/gui/", "src/main.rs"]),
    (&["eframe"], &["src/gui/", "src/main.rs"]),
    (&["egui_plot"], &["src/gui/"]),
    (&["rfd"], &["src/gui/"]),
    (&["clap"], &["src/cli/"]),
    (&["anyhow"], &["src/cli/", "src/main.rs"]),
    (&["pulp"], &["src/inference/"]),
    (&["arrow_array"], &["src/ingest/columns.rs", "src/export/columns.rs", "src/extraction/"]),
    (&["arrow_select"], &["src/extraction/"]),
    (&["arrow_cast"], &["src/ingest/columns.rs"]),
    (&["arrow_json"], &["src/export/columns.rs", "src/ingest/columns.rs"]),
    (&["arrow_ipc"], &["src/ingest/columns.rs", "src/extraction/"]),
    (
        &["parquet"],
        &["src/ingest/columns.rs", "src/export/parquet.rs", "src/export/mod.rs", "src/extraction/"],
    ),
    (&["serde"], &["src/export/", "src/ingest/", "src/storage", "src/evaluation/", "src/gui/"]),
    (&["std", "fs"], &["src/storage"]),
    (&["std", "net"], &[]),
    (&["std", "process", "Command"], &["src/storage/confined/"]),
    (&["std", "thread"], &["src/gui/worker/", "src/gui/picker.rs", "src/storage/confined/"]),
    (&["std", "time"], &["src/gui/", "src/storage/", "src/main.rs", "src/cli/"]),
    (
        &["std", "env"],
        &["src/gui/", "src/storage/confined/", "src/storage/cache.rs", "src/main.rs", "src/cli/"],
    ),
    (&["println"], &["src/main.rs", "src/cli/"]),
    (&["print"], &["src/main.rs", "src/cli/"]),
    (&["eprintln"], &["src/main.rs", "src/cli/"]),
    (&["eprint"], &["src/main.rs", "src/cli/"]),
];

/// Names that say nothing.
const EMPTY_NAMES: &[&str] =
    &["utils", "util", "helpers", "helper", "manager", "common", "misc", "info", "data"];

/// The most lines of a file, its tests not counted.
const LONGEST: usize = 350;

/// Files that may be longer: each is a list of words, not code.
const LISTS: &[&str] = &["src/gui/words.rs"];

#[test]
fn the_code_keeps_to_its_design() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut faults = Vec::new();
    let files = sources(&root.join("src"));
    assert!(files.len() > 20, "the sources were not found");
    for file in files {
        let source = fs::read_to_string(&file).unwrap();
        let path = file.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
        faults.extend(check(&path, &source));
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut out = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            out.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            out.push(path);
        }
    }
    out.sort();
    out
}

/// What is wrong with one file.
fn check(path: &str, source: &str) -> Vec<String> {
    let code = without_tests(&without_words(source));
    let tokens = tokens(&code);
    let paths = paths(&tokens);
    let mut faults = Vec::new();
    faults.extend(check_floors(path, &paths));
    faults.extend(check_words(path, &paths));
    let macros = tokens.windows(2).filter(|pair| pair[1] == "!").map(|pair| vec![pair[0].clone()]);
    faults.extend(check_words(path, &macros.filter(|name| name[0].contains("print")).collect::<Vec<_>>()));
    let lines = code.lines().count();
    if lines > LONGEST && !LISTS.contains(&path) {
        faults.push(format!("{path}: {lines} lines without tests, {LONGEST} are allowed: split it"));
    }
    let stem = path.rsplit('/').next().unwrap_or(path).trim_end_matches(".rs");
    let declared = tokens.windows(2).filter(|pair| pair[0] == "mod").map(|pair| pair[1].as_str());
    for name in declared.chain([stem]).filter(|name| EMPTY_NAMES.contains(name)) {
        faults.push(format!("{path}: the name `{name}` does not say what is in it"));
    }
    faults
}

/// The module that a file belongs to; `None` for the crate's root and the programs.
fn module(path: &str) -> Option<&str> {
    let inside = path.strip_prefix("src/")?;
    if inside.starts_with("bin/") || inside == "lib.rs" || inside == "main.rs" {
        return None;
    }
    Some(inside.split('/').next().unwrap_or(inside).trim_end_matches(".rs"))
}

fn floor(module: &str) -> Option<usize> {
    FLOORS.iter().position(|floor| floor.contains(&module))
}

fn check_floors(path: &str, paths: &[Vec<String>]) -> Vec<String> {
    let Some(module) = module(path) else { return Vec::new() };
    let Some(own) = floor(module) else {
        return vec![format!("{path}: module `{module}` has no floor; give it one in tests/architecture.rs")];
    };
    // How far below the crate's root the file's own module is: `super` that many times is the root.
    let depth = path.matches('/').count() - usize::from(path.ends_with("/mod.rs"));
    let mut faults = Vec::new();
    for used in paths {
        let ups = used.iter().take_while(|segment| *segment == "super").count();
        let target = match used[0].as_str() {
            "crate" => used.get(1),
            "super" if ups > depth => None,
            "super" if ups == depth => used.get(ups),
            _ => continue,
        };
        let Some(target) = target.filter(|target| *target != module) else { continue };
        match floor(target) {
            Some(floor) if floor < own => {}
            Some(_) => faults
                .push(format!("{path}: `{module}` may not use `{target}`, which does not stand below it")),
            None => faults
                .push(format!("{path}: `{}` is not reached through a module with a floor", used.join("::"))),
        }
    }
    faults
}

fn check_words(path: &str, paths: &[Vec<String>]) -> Vec<String> {
    let mut faults = Vec::new();
    for (word, places) in RESERVED {
        let is_free = places.iter().any(|place| path.starts_with(place));
        let is_used =
            paths.iter().any(|used| used.len() >= word.len() && used.iter().zip(*word).all(|(a, b)| a == b));
        if is_used && !is_free {
            faults.push(format!("{path}: `{}` may be used only in {places:?}", word.join("::")));
        }
    }
    faults
}

/// The source with comments and the contents of literals blanked out, line breaks kept.
fn without_words(source: &str) -> String {
    let chars: Vec<char> = source.chars().collect();
    let mut out = String::with_capacity(source.len());
    let mut at = 0;
    while at < chars.len() {
        let end = literal_end(&chars, at);
        match end {
            Some(end) => {
                out.extend(chars[at..end].iter().map(|c| if *c == '\n' { '\n' } else { ' ' }));
                at = end;
            }
            None => {
                out.push(chars[at]);
                at += 1;
            }
        }
    }
    out
}

/// Where the comment or literal that begins at `at` ends, if one does.
fn literal_end(chars: &[char], at: usize) -> Option<usize> {
    let rest = &chars[at..];
    let in_word = at > 0 && (chars[at - 1].is_alphanumeric() || chars[at - 1] == '_');
    match rest {
        ['/', '/', ..] => Some(at + rest.iter().position(|c| *c == '\n').unwrap_or(rest.len())),
        ['/', '*', ..] => Some(block_comment_end(chars, at)),
        ['r', '"' | '#', ..] if !in_word => raw_string_end(chars, at + 1),
        ['b', 'r', '"' | '#', ..] if !in_word => raw_string_end(chars, at + 2),
        ['"', ..] => Some(quoted_end(chars, at, '"')),
        ['\'', '\\', ..] => Some(quoted_end(chars, at, '\'')),
        ['\'', _, '\'', ..] => Some(at + 3),
        _ => None,
    }
}

fn block_comment_end(chars: &[char], start: usize) -> usize {
    let (mut at, mut depth) = (start, 0);
    while at < chars.len() {
        match &chars[at..] {
            ['/', '*', ..] => (at, depth) = (at + 2, depth + 1),
            ['*', '/', ..] => (at, depth) = (at + 2, depth - 1),
            _ => at += 1,
        }
        if depth == 0 {
            break;
        }
    }
    at
}

fn raw_string_end(chars: &[char], hashes_at: usize) -> Option<usize> {
    let hashes = chars[hashes_at..].iter().take_while(|c| **c == '#').count();
    let mut at = hashes_at + hashes;
    if chars.get(at) != Some(&'"') {
        return None;
    }
    at += 1;
    while at < chars.len() {
        let closes =
            chars[at] == '"' && chars[at + 1..].iter().take(hashes).filter(|c| **c == '#').count() == hashes;
        if closes {
            return Some(at + 1 + hashes);
        }
        at += 1;
    }
    Some(at)
}

fn quoted_end(chars: &[char], start: usize, mark: char) -> usize {
    let mut at = start + 1;
    while at < chars.len() && chars[at] != mark {
        at += if chars[at] == '\\' { 2 } else { 1 };
    }
    (at + 1).min(chars.len())
}

/// The code without what is compiled only for tests, and without the lines that leaves empty at the end.
fn without_tests(code: &str) -> String {
    let mut out = code.to_owned();
    while let Some(start) = out.find("#[cfg(test)]") {
        let mut depth = 0usize;
        let mut end = out.len();
        for (index, c) in out[start..].char_indices().skip("#[cfg(test)]".len()) {
            match c {
                '{' => depth += 1,
                '}' => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth == 0 && (c == '}' || c == ';') {
                end = start + index + 1;
                break;
            }
        }
        out.replace_range(start..end, "");
    }
    out.trim_end().to_owned()
}

/// Words, `::`, and single signs.
fn tokens(code: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut is_word = false;
    for c in code.chars() {
        let continues = c.is_alphanumeric() || c == '_';
        match out.last_mut() {
            Some(last) if continues && is_word => last.push(c),
            Some(last) if c == ':' && last == ":" && !is_word => last.push(c),
            _ if c.is_whitespace() => {}
            _ => out.push(c.to_string()),
        }
        is_word = continues;
    }
    out
}

/// All paths in the code, groups such as `a::{b, c::d}` multiplied out.
fn paths(tokens: &[String]) -> Vec<Vec<String>> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        at = path(tokens, at, &[], &mut out).max(at + 1);
    }
    out
}

/// Reads the path that begins at `at`, below `prefix`; gives where it ends.
fn path(tokens: &[String], mut at: usize, prefix: &[String], out: &mut Vec<Vec<String>>) -> usize {
    let is_word = |at: usize| {
        tokens.get(at).is_some_and(|token| token.starts_with(|c: char| c.is_alphabetic() || c == '_'))
    };
    let is = |at: usize, sign: &str| tokens.get(at).is_some_and(|token| token == sign);
    let mut segments = prefix.to_vec();
    while is_word(at) {
        segments.push(tokens[at].clone());
        at += 1;
        if !is(at, "::") {
            break;
        }
        at += 1;
        if is(at, "{") {
            at += 1;
            while at < tokens.len() && !is(at, "}") {
                at = path(tokens, at, &segments, out).max(at + 1);
            }
            return at + 1;
        }
    }
    if segments.len() > prefix.len() && (segments.len() > 1 || !prefix.is_empty()) {
        out.push(segments);
    }
    at
}

mod checker {
    use super::check;

    fn faults(path: &str, source: &str) -> usize {
        check(path, source).len()
    }

    #[test]
    fn a_module_may_use_only_what_stands_below_it() {
        assert_eq!(
            faults(
                "src/quotes/direct.rs",
                "use crate::text::Span; use crate::quotes::Kind; use super::cue::Cue;"
            ),
            0
        );
        assert_eq!(faults("src/quotes/direct.rs", "use crate::speakers::Speaker;"), 1);
        assert_eq!(faults("src/quotes/mod.rs", "use crate::{text::Span, stance::Stance, article};"), 1);
        assert_eq!(faults("src/chart.rs", "fn f() -> crate::palette::Rgb {}"), 1);
        assert_eq!(faults("src/bin/standpoint-cli.rs", "use crate::arguments::X;"), 0);
    }

    #[test]
    fn the_root_is_not_reached_by_climbing_either() {
        assert_eq!(faults("src/quotes/direct.rs", "use super::super::stance::Stance;"), 1);
        assert_eq!(faults("src/quotes/mod.rs", "use super::stance::Stance;"), 1);
        assert_eq!(faults("src/export/terminal/line.rs", "use super::super::visible; use super::lanes;"), 0);
        assert_eq!(faults("src/article.rs", "use super::text::Span;"), 0);
        assert_eq!(faults("src/article.rs", "use super::quotes::Kind;"), 1);
    }

    #[test]
    fn a_module_without_a_floor_is_a_fault() {
        assert_eq!(faults("src/network.rs", ""), 1);
        assert_eq!(faults("src/text/mod.rs", "use crate::network::Socket;"), 1);
    }

    #[test]
    fn words_are_kept_to_their_places() {
        assert_eq!(faults("src/chart.rs", "fn f(ui: &mut egui::Ui) {}"), 1);
        assert_eq!(faults("src/gui/app.rs", "fn f(ui: &mut egui::Ui) {}"), 0);
        assert_eq!(faults("src/ingest/mod.rs", "use std::fs;"), 1);
        assert_eq!(faults("src/ingest/mod.rs", "use std::{borrow::Cow, fs::{self, File}};"), 1);
        assert_eq!(faults("src/storage.rs", "use std::fs;"), 0);
        assert_eq!(faults("src/gui/state.rs", "fn f() { std::thread::spawn(g); }"), 1);
        assert_eq!(faults("src/gui/worker/mod.rs", "fn f() { std::thread::spawn(g); }"), 0);
        assert_eq!(faults("src/stance/mod.rs", "fn f() { println!(\"x\"); }"), 1);
        assert_eq!(faults("src/stance/mod.rs", "use std::time::Instant;"), 1);
        assert_eq!(faults("src/storage.rs", "use std::net::TcpStream;"), 1);
    }

    #[test]
    fn words_in_comments_literals_and_tests_do_not_count() {
        let source = "// std::fs\n/* egui::Ui /* */ std::fs::read */ const A: &str = \"std::fs::x \\\" egui::Ui\";\n\
            const B: &str = r#\"std::fs::\" x\"#; const C: char = '\"'; fn f<'a>(x: &'a str) {} const D: char = '\\'';\n\
            #[cfg(test)]\nmod tests { use std::fs; use crate::analysis::analyze; fn f() { println!(); } }\n";
        assert_eq!(check("src/quotes/mod.rs", source), Vec::<String>::new());
        let after = format!("{source}\nuse std::fs;");
        assert_eq!(faults("src/quotes/mod.rs", &after), 1);
    }

    #[test]
    fn long_files_and_empty_names_are_faults() {
        assert_eq!(faults("src/article.rs", &"fn f() {}\n".repeat(350)), 0);
        assert_eq!(faults("src/article.rs", &"fn f() {}\n".repeat(351)), 1);
        let tests = format!("#[cfg(test)]\nmod tests {{\n{}}}\n", "fn f() {}\n".repeat(400));
        assert_eq!(faults("src/article.rs", &tests), 0);
        assert_eq!(faults("src/quotes/utils.rs", ""), 1);
        assert_eq!(faults("src/quotes/mod.rs", "mod helpers;"), 1);
    }
}
