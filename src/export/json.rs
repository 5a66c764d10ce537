//! JSON, for programs.

use serde::Serialize;

use super::Entry;
use super::record::{self, ArticleRecord, OFFSET_UNIT, SCHEMA_VERSION};

#[derive(Serialize)]
struct Document<'a> {
    schema_version: u32,
    offset_unit: &'static str,
    articles: Vec<ArticleRecord<'a>>,
}

/// One article as one line of JSON, its line break included. Lines of several articles may simply follow each other.
pub fn jsonl_line(entry: Entry<'_>) -> String {
    line(&record::article(entry))
}

/// As [`jsonl_line`], but without the text of the article.
pub fn findings_line(entry: Entry<'_>) -> String {
    line(&record::findings(entry))
}

/// The line of an article that could not be read: why, in `error`.
pub fn failure_line(id: &str, error: &str) -> String {
    line(&record::failure(id, error))
}

/// One article as it stands in the list of a document ([`json_frame`]).
pub fn json_article(entry: Entry<'_>) -> String {
    indented(&record::article(entry))
}

/// An article that could not be read, as it stands in the list of a document.
pub fn json_failure(id: &str, error: &str) -> String {
    indented(&record::failure(id, error))
}

/// What stands before, between and after the articles of a document: written one by one they are the same as [`json`].
pub fn json_frame() -> [String; 3] {
    let empty = json(&[]);
    let (before, after) = empty.split_once("[]").unwrap_or((&empty, ""));
    [format!("{before}[\n"), ",\n".to_owned(), format!("\n  ]{after}")]
}

fn line(record: &impl Serialize) -> String {
    let mut line = text(serde_json::to_string(record));
    line.push('\n');
    line
}

fn indented(record: &impl Serialize) -> String {
    let lines = text(serde_json::to_string_pretty(record));
    format!("    {}", lines.replace('\n', "\n    "))
}

/// All articles as one indented JSON document: an object with the articles in `articles`, each as in [`jsonl_line`].
pub fn json(entries: &[Entry<'_>]) -> String {
    let articles = entries.iter().map(|&entry| record::article(entry)).collect();
    let document = Document { schema_version: SCHEMA_VERSION, offset_unit: OFFSET_UNIT, articles };
    let mut out = text(serde_json::to_string_pretty(&document));
    out.push('\n');
    out
}

/// Records hold only strings, numbers and lists, so making JSON of them cannot fail.
fn text(result: serde_json::Result<String>) -> String {
    result.unwrap_or_else(|error| unreachable!("a record is not JSON: {error}"))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json as value};

    use super::super::tests::sample;
    use super::*;

    #[test]
    fn a_line_holds_what_was_found_in_code_points() {
        let (article, analysis) = sample();
        let line = jsonl_line(Entry { id: "a", article: &article, analysis: &analysis });
        assert!(line.ends_with("}\n") && line.matches('\n').count() == 1);
        let found: Value = serde_json::from_str(&line).unwrap();
        assert_eq!(found["id"], "a");
        assert_eq!(found["offset_unit"], "unicode scalar values");
        assert_eq!(found["text"], article.text());
        let first = &found["attributions"][0];
        assert_eq!(first["kind"], "direct");
        assert_eq!(first["speaker"], value!(["Vučić"]));
        assert_eq!(first["stance"], -0.3333);
        let [start, end] = [0, 1].map(|side| first["content"][0][side].as_u64().unwrap() as usize);
        let words: String = article.text().chars().skip(start).take(end - start).collect();
        assert_eq!(words, "“No, = never,”");
    }

    #[test]
    fn nobody_is_an_empty_list_and_no_stance_is_null() {
        let (article, analysis) = sample();
        let line = jsonl_line(Entry { id: "a", article: &article, analysis: &analysis });
        let found: Value = serde_json::from_str(&line).unwrap();
        let last = &found["attributions"][1];
        assert_eq!((&last["speaker"], &last["stance"]), (&value!([]), &Value::Null));
    }

    #[test]
    fn a_document_holds_the_same_records_as_the_lines() {
        let (article, analysis) = sample();
        let entry = Entry { id: "a", article: &article, analysis: &analysis };
        let document: Value = serde_json::from_str(&json(&[entry, entry])).unwrap();
        let line: Value = serde_json::from_str(&jsonl_line(entry)).unwrap();
        assert_eq!(document["articles"], value!([line, line]));
        assert_eq!(document["schema_version"], 1);
    }

    #[test]
    fn a_document_may_be_written_one_article_at_a_time() {
        let (article, analysis) = sample();
        let entry = Entry { id: "a", article: &article, analysis: &analysis };
        let [before, between, after] = json_frame();
        let one = json_article(entry);
        assert_eq!(json(&[entry, entry]), format!("{before}{one}{between}{one}{after}"));
    }
}
