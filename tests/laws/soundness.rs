//! What holds for any bytes and any text. The tests try these laws on texts made at random, the fuzzers in `fuzz` on bytes that are
//! bred to break them.

use standpoint::analysis::{self, Analysis, Engine};
use standpoint::article::Article;
use standpoint::export::{self, Entry};
use standpoint::ingest;
use standpoint::text::Span;

/// Whatever is read has its blocks in order, within the text, and not empty.
pub(crate) fn reading_is_sound(bytes: &[u8], name: &str) {
    for part in ingest::read_all(bytes, name).into_iter().flatten() {
        if let Ok(reading) = part.reading {
            in_order(&reading.article, reading.article.blocks().iter().map(|block| block.span));
        }
    }
}

/// Whatever is found lies within the text, on the bounds of characters, in order and disjoint; scores and their ranges are within -1
/// and 1; speakers exist.
pub(crate) fn findings_are_sound(article: &Article) -> Analysis {
    let analysis = analysis::analyze_with(article, Engine::Rules);
    for quotation in &analysis.quotations {
        assert!(!quotation.content.is_empty());
        in_order(article, quotation.content.iter().copied());
        for span in [quotation.cue, quotation.source, quotation.addressee].into_iter().flatten() {
            in_order(article, [span].into_iter());
        }
        assert!((0.0..=1.0).contains(&quotation.confidence));
        for speaker in analysis.speakers.of(quotation.id()) {
            assert!(!analysis.speakers.get(*speaker).name.trim().is_empty());
        }
    }
    for stance in analysis.stances.values() {
        assert!(-1.0 <= stance.low && stance.low <= stance.score, "{stance:?}");
        assert!(stance.score <= stance.high && stance.high <= 1.0, "{stance:?}");
        for evidence in &stance.evidence {
            in_order(article, [evidence.span].into_iter());
        }
    }
    analysis
}

/// The same article gives the same bytes, and these say what was found: read as JSON and as CSV, they have the words of each statement
/// at the places that they name.
pub(crate) fn exports_read_back(article: &Article, analysis: &Analysis) {
    let again = analysis::analyze_with(article, Engine::Rules);
    let entry = |analysis| Entry { id: "a\"b,\n=c", article, analysis };
    let line = export::jsonl_line(entry(analysis));
    assert_eq!(line, export::jsonl_line(entry(&again)));
    assert_eq!(line.trim_end().matches('\n').count(), 0);
    let row: serde_json::Value = serde_json::from_str(&line).expect("JSON");
    assert_eq!(row["text"], article.text());
    let letters: Vec<char> = article.text().chars().collect();
    let attributions = row["attributions"].as_array().expect("a list");
    assert_eq!(attributions.len(), analysis.quotations.len());
    for (attribution, quotation) in attributions.iter().zip(&analysis.quotations) {
        let places = attribution["content"].as_array().expect("a list");
        for (place, span) in places.iter().zip(&quotation.content) {
            let bound = |at: usize| place[at].as_u64().expect("a number") as usize;
            let words: String = letters[bound(0)..bound(1)].iter().collect();
            assert_eq!(words, article.slice(*span));
        }
    }
    let table = export::csv(&[entry(analysis)], false);
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
    assert_eq!(rows.len(), analysis.quotations.len());
    for cell in rows.iter().flatten() {
        // What a spreadsheet would compute is defused.
        assert!(!cell.starts_with(['=', '@', '\t', '\r']), "{cell:?}");
    }
}

fn in_order(article: &Article, spans: impl Iterator<Item = Span>) {
    let mut at = 0;
    for span in spans {
        assert!(at <= span.start && span.start < span.end, "{span:?} after {at}");
        // Panics if a bound lies within a character or outside the text.
        let _ = article.slice(span);
        at = span.end;
    }
}
