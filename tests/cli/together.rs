//! export, plot and project, run as a user runs them, and what they write read back.

use std::fs;
use std::path::Path;

use standpoint::analysis::{self, Engine};
use standpoint::review::{Correction, Review, Verdict};
use standpoint::storage::{self, ReviewFile};

use super::*;

/// Three articles in a folder, of which two tell one quotation.
pub(super) fn news() -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join("news")).unwrap();
    for (name, date, said) in [
        (
            "a",
            "March 1, 2026",
            "“We will never sign the border treaty under threat,” said Ana Bell. “We reject the offer,” Bell said.",
        ),
        ("b", "March 9, 2026", "“We are ready to talk,” said Ivo Marin."),
        (
            "c",
            "April 20, 2026",
            "“We welcome the offer,” said Ana Bell. “We apologise for the attack,” she said.\n\n“We will never sign the border treaty,” Bell had said.",
        ),
    ] {
        let text = format!("The talks, part {name}\n\nBy Jo Hart\n\n{date}\n\n{said}\n");
        fs::write(folder.path().join(format!("news/{name}.txt")), text).unwrap();
    }
    folder
}

/// Runs without leaving anything in the cache of whoever runs the tests.
fn ask(folder: &Path, arguments: &[&str]) -> Output {
    let cache = folder.join("cache");
    let mut command = Command::new(env!("CARGO_BIN_EXE_standpoint-cli"));
    command
        .args(arguments)
        .current_dir(folder)
        .env("XDG_CACHE_HOME", &cache)
        .env("HOME", folder)
        .env("LOCALAPPDATA", &cache);
    command.output().unwrap()
}

fn done(folder: &Path, arguments: &[&str]) -> String {
    let output = ask(folder, arguments);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", text(&output.stderr));
    text(&output.stdout).to_owned()
}

#[test]
fn every_format_is_written_by_its_name_or_ending() {
    let folder = news();
    let at = folder.path();
    done(at, &["project", "new", "talks.standpoint", "news"]);
    for name in [
        "out.html",
        "out.xlsx",
        "out.csv",
        "out.parquet",
        "out.jsonl",
        "out.json",
        "out.jsonld",
        "out.xml",
        "out.qdpx",
        "out.graphml",
        "out.gexf",
        "out.txt",
    ] {
        done(at, &["export", "-q", "talks.standpoint", "-o", name]);
        assert!(fs::metadata(at.join(name)).unwrap().len() > 100, "{name}");
    }
    done(at, &["export", "-q", "talks.standpoint", "-f", "dna", "-o", "dna.csv"]);
    done(at, &["export", "-q", "talks.standpoint", "-f", "brat", "-o", "brat"]);
    assert_eq!(fs::read_dir(at.join("brat")).unwrap().count(), 7);
    // The same as from the articles themselves, one by one.
    done(at, &["extract", "news/a.txt", "news/b.txt", "news/c.txt", "-o", "one-by-one.jsonl", "-q"]);
    assert_eq!(fs::read(at.join("out.jsonl")).unwrap(), fs::read(at.join("one-by-one.jsonl")).unwrap());
    let again = ask(at, &["export", "talks.standpoint", "-f", "brat", "-o", "brat"]);
    assert_eq!(again.status.code(), Some(1));
    assert!(text(&again.stderr).contains("there is something of that name"), "{}", text(&again.stderr));
    let unnamed = ask(at, &["export", "talks.standpoint", "-o", "out.thing"]);
    assert!(text(&unnamed.stderr).contains("give --format"), "{}", text(&unnamed.stderr));
}

#[test]
fn charts_are_drawn_without_a_display() {
    let folder = news();
    let at = folder.path();
    for (name, begins) in [("one.svg", "<?xml"), ("one.png", "\u{FFFD}PNG"), ("one.pdf", "%PDF")] {
        done(at, &["plot", "-q", "news/a.txt", "-o", name]);
        let bytes = fs::read(at.join(name)).unwrap();
        assert!(String::from_utf8_lossy(&bytes).starts_with(begins), "{name}");
    }
    done(at, &["plot", "-q", "news", "-o", "all.svg", "--dark", "--no-paraphrase"]);
    let drawn = fs::read_to_string(at.join("all.svg")).unwrap();
    for told in ["Ana Bell", "Ivo Marin", "Date of the article", "without indirect speech"] {
        assert!(drawn.contains(told), "{told}");
    }
    done(at, &["plot", "-q", "news", "-o", "all.csv"]);
    let points = fs::read_to_string(at.join("all.csv")).unwrap();
    assert_eq!(points.lines().filter(|line| line.starts_with("Ana Bell,")).count(), 5, "{points}");
}

#[test]
fn a_project_answers_and_remembers() {
    let folder = news();
    let at = folder.path();
    done(at, &["project", "new", "talks.standpoint", "news", "--name", "Talks"]);
    assert_eq!(
        ask(at, &["project", "new", "talks.standpoint", "news"]).status.code(),
        Some(1),
        "nothing is written over"
    );
    assert_eq!(done(at, &["project", "articles", "talks.standpoint"]).lines().count(), 4);
    let found = done(at, &["project", "search", "actor:bell stance:>0", "talks.standpoint"]);
    assert!(found.lines().count() >= 2 && found.contains("We apologise"), "{found}");
    let shifts = done(at, &["project", "shifts", "talks.standpoint"]);
    assert!(shifts.starts_with("Ana Bell\t") && shifts.contains("We apologise"), "{shifts}");
    let echoes = done(at, &["project", "echoes", "talks.standpoint"]);
    assert!(echoes.contains("2 articles") && echoes.contains("[-"), "{echoes}");
    let around = done(at, &["project", "around", "2026-04-01", "talks.standpoint"]);
    assert!(around.contains("Ana Bell") && !around.contains("Ivo Marin"), "{around}");
    for slip in [["same", "Nobody", "Ana Bell"], ["side", "Anna Bel", "North"], ["rename", "Ana Bell", " "]] {
        let refused = ask(at, &[&["project", "actor", "talks.standpoint"][..], &slip].concat());
        assert_eq!(refused.status.code(), Some(1), "{slip:?}");
    }
    done(at, &["project", "actor", "talks.standpoint", "same", "Ivo Marin", "Ana Bell"]);
    done(at, &["project", "actor", "talks.standpoint", "side", "Ana Bell", "North"]);
    let actors = done(at, &["project", "actors", "talks.standpoint"]);
    assert!(actors.contains("Ana Bell\t\tNorth\t6\t3"), "{actors}");
    let sides = done(at, &["project", "actors", "talks.standpoint", "--by", "side"]);
    assert!(sides.contains("North\t") && !sides.contains("\nAna Bell\t"), "{sides}");
    done(at, &["project", "actor", "talks.standpoint", "share", "names.json"]);
    done(at, &["project", "actor", "talks.standpoint", "undo"]);
    done(at, &["project", "actor", "talks.standpoint", "undo"]);
    assert!(done(at, &["project", "actors", "talks.standpoint"]).contains("Ivo Marin"));
    done(at, &["project", "actor", "talks.standpoint", "import", "names.json"]);
    assert_eq!(done(at, &["project", "actors", "talks.standpoint"]), actors);
    let once = fs::read(at.join("talks.standpoint")).unwrap();
    done(at, &["project", "actor", "talks.standpoint", "import", "names.json"]);
    assert_eq!(fs::read(at.join("talks.standpoint")).unwrap(), once, "nothing is decided twice");
    let wrong = ask(at, &["project", "search", "colour:red", "talks.standpoint"]);
    assert!(text(&wrong.stderr).contains("there is no “colour:”"));
}

#[test]
fn what_a_person_corrected_beside_an_article_is_taken_in() {
    let folder = news();
    let at = folder.path();
    let path = at.join("news/a.txt");
    let article = storage::open(&path).unwrap().article;
    let found = analysis::analyze(&article);
    let mut review = Review::default();
    review.push(Correction::of(found.quotations[0].id(), Verdict::Stance(Some(0.75))), &found);
    review.push(Correction::of(found.quotations[1].id(), Verdict::Reject), &found);
    ReviewFile::beside(&path).save(&article, &review, Engine::Model).unwrap();
    done(at, &["export", "-q", "news", "-o", "out.csv"]);
    let table = fs::read_to_string(at.join("out.csv")).unwrap();
    assert!(table.contains(",0.75,") && !table.contains("We reject the offer"), "{table}");
    done(at, &["export", "-q", "news", "-o", "out.html"]);
    let sheet = fs::read_to_string(at.join("out.html")).unwrap();
    assert!(
        sheet.contains("<span class=\"person\">conciliatory +0.75") && sheet.contains("the program had: ")
    );
    fs::write(at.join("news/a.txt.standpoint.json"), "nonsense").unwrap();
    let output = ask(at, &["export", "news", "-o", "out.csv"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("this review is damaged"), "{}", text(&output.stderr));
    assert!(
        fs::read_to_string(at.join("out.csv")).unwrap().contains("We reject the offer"),
        "the rest goes on"
    );
}
