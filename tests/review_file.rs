//! The file of a review: one with every kind of step is kept in `tests/data`, so that files written once keep opening, and
//! its schema in `docs` is checked against it in `.ci/run`.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use standpoint::analysis::{self, Engine};
use standpoint::article::Article;
use standpoint::quotes::{Kind, QuotationId};
use standpoint::review::{Correction, Decision, Review, Scored, Verdict, apply};
use standpoint::stance::Device;
use standpoint::storage::{self, ReviewFile};
use standpoint::text::Span;

fn kept() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/review-1.json")
}

fn article() -> Article {
    storage::open(&Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_articles/border_talks.txt"))
        .unwrap()
        .article
}

/// A review with every kind of step in it, the last undone.
fn review(article: &Article) -> Review {
    let found = analysis::analyze_with(article, Engine::Rules);
    let mut review = Review::default();
    let mut push = |correction| {
        let now = apply(article, &found, &review, &Scored::new()).analysis;
        assert!(review.push(correction, &now));
    };
    let id = |index: usize| found.quotations[index].id();
    let span = |words: &str| {
        let start = article.text().find(words).expect("words of the sample");
        Span::new(start, start + words.len())
    };
    let names: Vec<String> = found.speakers.list.iter().map(|speaker| speaker.name.clone()).collect();
    push(Correction::of(id(0), Verdict::Speakers(vec![names[1].clone()])));
    push(Correction::of(id(0), Verdict::Stance(Some(-0.5))));
    push(Correction::of(id(1), Verdict::Stance(None)));
    push(Correction::of(id(0), Verdict::Device(Some(Device::RedLine))));
    push(Correction::of(id(0), Verdict::Target(Some(names[2].clone()))));
    push(Correction::of(id(0), Verdict::Note("Ask the author — „wörtlich“?".into())));
    push(Correction::of(id(2), Verdict::Kind(Kind::Indirect)));
    push(Correction::of(id(2), Verdict::Cue(Some(span("said that")))));
    push(Correction::of(id(2), Verdict::Source(None)));
    let words = span("a single Ruvenian surveyor sets foot on the ridge");
    push(Correction::of(id(0), Verdict::Content(vec![words])));
    push(Correction::of(QuotationId { start: words.start, end: words.end }, Verdict::Reviewed(true)));
    push(Correction::of(id(4), Verdict::Reject));
    let content = vec![span("Five days of talks")];
    push(Correction::Mark { content, kind: Kind::Indirect, speakers: vec!["Eve Lund".into()] });
    let of = |name: &str, decision| Correction::Speaker { name: name.into(), decision };
    push(of("Eve Lund", Decision::Role("observer".into())));
    push(of("Eve Lund", Decision::Side("mediators".into())));
    push(of("Eve Lund", Decision::Rename("Eva Lund".into())));
    push(of(&names[0], Decision::Split { statements: vec![id(1)], to: "Radovan K.".into() }));
    push(of("Eva Lund", Decision::Merge(names[2].clone())));
    review.undo();
    review
}

#[test]
fn every_kind_of_step_is_written_as_it_always_was() {
    let article = article();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("review.json");
    ReviewFile::at(path.clone()).save(&article, &review(&article), Engine::Rules).unwrap();
    let written = fs::read_to_string(path).unwrap();
    if std::env::var_os("UPDATE_GOLDEN").is_some() && !kept().exists() {
        fs::write(kept(), &written).unwrap();
    }
    let steps = |text: &str| {
        let file: Value = serde_json::from_str(text).unwrap();
        let keys: Vec<String> = file.as_object().unwrap().keys().cloned().collect();
        (keys, file["steps"].clone(), file["done"].clone())
    };
    // What the program had found changes with its rules; what a person decided is written as it always was.
    assert_eq!(steps(&written), steps(&fs::read_to_string(kept()).unwrap()));
}

#[test]
fn a_file_of_the_first_version_opens_with_all_its_steps() {
    let article = article();
    let found = analysis::analyze_with(&article, Engine::Rules);
    let loaded = ReviewFile::at(kept()).load(&article).unwrap().unwrap();
    assert!(loaded.review.unplaced.is_empty() && loaded.review.redoable().is_some());
    let own = review(&article);
    assert_eq!(loaded.review.in_force(), own.in_force());
    let [read, made] = [&loaded.review, &own].map(|review| apply(&article, &found, review, &Scored::new()));
    assert_eq!(read, made);
    assert!(read.marks.idle.is_empty());
}
