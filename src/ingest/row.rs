//! One line of a list of articles (JSONL): an object with the text in `text`.

use serde::Deserialize;

use super::{Error, plain_text};
use crate::article::Article;

/// An article out of a list, with the name it has there.
#[derive(Debug, Clone)]
pub struct Row {
    /// The value of `id`, numbers as written; `None` if the line has none.
    pub id: Option<String>,
    /// The article; its text is that of the line, unchanged.
    pub article: Article,
}

#[derive(Deserialize)]
struct Line {
    id: Option<Id>,
    text: String,
    title: Option<String>,
    #[serde(alias = "author")]
    byline: Option<String>,
    date: Option<String>,
    #[serde(alias = "source")]
    publisher: Option<String>,
    url: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Id {
    Text(String),
    Number(serde_json::Number),
}

/// Reads one line of a list: `{"id": …, "text": …}`, perhaps with `title`, `byline`, `date`, `publisher`, `url`. Other keys
/// are ignored.
///
/// # Errors
/// If the line is not such an object or its text is too long.
pub fn row(line: &str) -> Result<Row, Error> {
    let line: Line = serde_json::from_str(line).map_err(|error| Error::BadRow(error.to_string()))?;
    let mut article = plain_text(line.text)?;
    let metadata = &mut article.metadata;
    metadata.title = line.title.or(metadata.title.take());
    metadata.byline = line.byline.or(metadata.byline.take());
    metadata.date = line.date.or(metadata.date.take());
    metadata.publisher = line.publisher;
    metadata.url = line.url;
    let id = line.id.map(|id| match id {
        Id::Text(text) => text,
        Id::Number(number) => number.to_string(),
    });
    Ok(Row { id, article })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_is_passed_through_unchanged() {
        let row = row(r#"{"id":"a","text":"\ufeffOne.\r\nTwo. ","date":"2024-03-05","more":[1]}"#).unwrap();
        assert_eq!(row.id.as_deref(), Some("a"));
        assert_eq!(row.article.text(), "\u{FEFF}One.\r\nTwo. ");
        assert_eq!(row.article.metadata.date.as_deref(), Some("2024-03-05"));
    }

    #[test]
    fn ids_may_be_numbers_or_missing() {
        assert_eq!(row(r#"{"id":17,"text":""}"#).unwrap().id.as_deref(), Some("17"));
        assert_eq!(row(r#"{"text":""}"#).unwrap().id, None);
    }

    #[test]
    fn a_bad_line_is_an_error_that_says_where() {
        let message = row(r#"{"id":"a"}"#).unwrap_err().to_string();
        assert!(message.contains("text"), "{message}");
        assert!(row(&"[".repeat(100_000)).is_err());
    }
}
