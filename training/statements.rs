//! Prints the annotated statements of articles as the learned scorer reads them, for `stance.py`: one article a line in
//! and out.

use std::io::{BufRead, Write};

use serde_json::{Value, json};
use standpoint::article::Article;
use standpoint::quotes::{Kind, Quotation};
use standpoint::stance::passage::Passage;
use standpoint::text::{ScalarOffsets, Span};
use standpoint::{speakers, stance};

fn main() {
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let row: Value = serde_json::from_str(&line.expect("a line of UTF-8")).expect("a line of JSON");
        let mut article = Article::new(row["text"].as_str().expect("a text"));
        article.metadata.title = row["title"].as_str().map(str::to_owned);
        let given = row["attributions"].as_array().expect("statements");
        let quotations: Vec<Quotation> = given.iter().map(|one| quotation(&article, one)).collect();
        let speakers = speakers::resolve(&article, &quotations);
        let rules = stance::score(&article, &quotations, &speakers);
        let statements: Vec<Value> = quotations
            .iter()
            .map(|quotation| {
                let pieces = Passage::new(&article, quotation).statement.pieces;
                json!({
                    "ids": pieces.iter().map(|(piece, _)| piece.number).collect::<Vec<_>>(),
                    "case": pieces.iter().map(|(piece, _)| piece.case as u8).collect::<Vec<_>>(),
                    "part": pieces.iter().map(|(_, part)| *part as u8).collect::<Vec<_>>(),
                    "rules": rules.get(&quotation.id()).map(|stance| stance.score),
                })
            })
            .collect();
        writeln!(out, "{}", json!({"id": row["id"], "statements": statements})).expect("a place to write to");
    }
}

fn quotation(article: &Article, one: &Value) -> Quotation {
    let offsets = ScalarOffsets::new(article.text());
    let spans = |key: &str| -> Vec<Span> {
        let pairs = one[key].as_array().into_iter().flatten();
        pairs
            .map(|pair| {
                let byte = |at: usize| {
                    offsets
                        .byte(usize::try_from(pair[at].as_u64().expect("an offset")).expect("a small number"))
                };
                Span::new(byte(0), byte(1))
            })
            .collect()
    };
    Quotation {
        kind: match one["kind"].as_str() {
            Some("direct") => Kind::Direct,
            Some("mixed") => Kind::Mixed,
            _ => Kind::Indirect,
        },
        content: spans("content"),
        cue: Span::covering(&spans("cue")),
        source: Span::covering(&spans("source")),
        addressee: None,
        outer: None,
        rule: "annotated",
        confidence: 1.0,
    }
}
