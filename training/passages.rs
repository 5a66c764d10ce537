//! Prints the sentences of articles as the learned model reads them, for `train.py`: one article a line in and out.

use std::io::{BufRead, Write};

use serde_json::{Value, json};
use standpoint::article::Article;
use standpoint::quotes::tagger::passages;
use standpoint::text::ScalarOffsets;

fn main() {
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let row: Value = serde_json::from_str(&line.expect("a line of UTF-8")).expect("a line of JSON");
        let text = row["text"].as_str().expect("a text");
        let article = Article::new(text);
        let offsets = ScalarOffsets::new(text);
        let passages: Vec<Value> = passages(&article)
            .iter()
            .map(|passage| {
                json!({
                    "ids": passage.query.pieces.iter().map(|piece| piece.number).collect::<Vec<_>>(),
                    "case": passage.query.pieces.iter().map(|piece| piece.case as u8).collect::<Vec<_>>(),
                    "spans": passage.spans.iter().map(|(pieces, span)| {
                        let [start, end] = offsets.pair(*span);
                        [pieces.start, pieces.end, start, end]
                    }).collect::<Vec<_>>(),
                    "items": passage.items.iter().map(|pieces| [pieces.start, pieces.end]).collect::<Vec<_>>(),
                    "proposals": passage.query.proposals.iter().map(|proposal| json!({
                        "cue": [proposal.cue.start, proposal.cue.end],
                        "content": proposal.content.iter().map(|piece| [piece.start, piece.end]).collect::<Vec<_>>(),
                        "source": [proposal.source.start, proposal.source.end],
                    })).collect::<Vec<_>>(),
                    "verbs": passage.verbs.iter().map(|pieces| [pieces.start, pieces.end]).collect::<Vec<_>>(),
                })
            })
            .collect();
        writeln!(out, "{}", json!({"id": row["id"], "passages": passages})).expect("a place to write to");
    }
}
