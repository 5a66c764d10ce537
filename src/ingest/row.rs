//! One article of a list of articles: an object with the text in `text`, or what else lists call it.

use std::borrow::Cow;

use serde_json::{Map, Value};

use super::fields::{Field, Fields};
use super::{Column, Error, Mapping, Part, Reading, plain_text};
use crate::article::Article;

/// A row of a list, not yet read as an article.
#[derive(Debug)]
pub struct Row {
    /// The value of `id`, numbers as written; `None` if the row has none.
    pub id: Option<String>,
    fields: Fields,
}

impl Row {
    /// The row with these fields.
    pub(super) fn of(mut fields: Fields) -> Self {
        Self { id: fields.take(Field::Id), fields }
    }

    /// The article in it; its text is that of the row, unchanged.
    ///
    /// # Errors
    /// If the row has no text or too long a one.
    pub fn article(mut self) -> Result<Article, Error> {
        const MISSING: &str = "missing field `text`: there is no text of an article in it";
        let text = self.fields.take(Field::Text).ok_or_else(|| Error::Told(MISSING.to_owned()))?;
        let mut article = plain_text(text)?;
        self.fields.complete(&mut article.metadata);
        Ok(article)
    }

    /// The row as the part of a file.
    pub(super) fn part(self) -> Part {
        let name = self.id.clone();
        Part { name, reading: self.article().map(|article| Reading { article, warnings: Vec::new() }) }
    }
}

/// Reads one line of a list: `{"id": …, "text": …}`, perhaps with `title`, `byline`, `date`, `publisher`, `url`, or the names that
/// databases and collections have for these (`body`, `headline`, `published_at` …), or that a person says they have. Other keys are
/// ignored.
///
/// # Errors
/// If the line is not such an object.
pub fn row(line: &str, mapping: &Mapping) -> Result<Row, Error> {
    serde_json::from_str(line).map(|one| object(one, mapping)).map_err(|error| Error::Told(error.to_string()))
}

/// The row that an object is.
pub(super) fn object(object: Map<String, Value>, mapping: &Mapping) -> Row {
    let mut fields = Fields::default();
    for (key, value) in object {
        if let (Some(field), Some(value)) = (mapping.field(&key), words(value)) {
            fields.add(field, value);
        }
    }
    Row::of(fields)
}

/// The columns of a list of objects, if any of them holds words and none is known to hold texts.
pub(super) fn unmapped<'a>(
    objects: impl Iterator<Item = &'a Map<String, Value>> + Clone,
    mapping: &Mapping,
) -> Option<Error> {
    const LOOKED_AT: usize = 50;
    let is_text = |key: &String| matches!(mapping.field(key), Some((Field::Text, _)));
    if objects.clone().flat_map(Map::keys).any(is_text) {
        return None;
    }
    let looked_at: Vec<&Map<String, Value>> = objects.take(LOOKED_AT).collect();
    if !looked_at.iter().flat_map(|object| object.values()).any(Value::is_string) {
        return None;
    }
    let mut names: Vec<&String> = Vec::new();
    for key in looked_at.iter().flat_map(|object| object.keys()) {
        if !names.contains(&key) {
            names.push(key);
        }
    }
    let column = |name: &String| {
        let values = looked_at.iter().filter_map(|object| object.get(name)).cloned().filter_map(words);
        Column::new(name, values.map(Cow::Owned))
    };
    Some(Error::Unmapped(names.into_iter().map(column).collect()))
}

/// A value in words; of an object its name, of several all.
fn words(value: Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text),
        Value::Number(number) => Some(number.to_string()),
        Value::Object(mut object) => object.remove("name").and_then(words),
        Value::Array(values) => {
            let values: Vec<String> = values.into_iter().filter_map(words).collect();
            (!values.is_empty()).then(|| values.join(", "))
        }
        Value::Null | Value::Bool(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(line: &str) -> Result<Row, Error> {
        super::row(line, &Mapping::default())
    }

    #[test]
    fn the_text_is_passed_through_unchanged() {
        let row = row(r#"{"id":"a","text":"\ufeffOne.\r\nTwo. ","date":"2024-03-05","more":[1]}"#).unwrap();
        assert_eq!(row.id.as_deref(), Some("a"));
        let article = row.article().unwrap();
        assert_eq!(article.text(), "\u{FEFF}One.\r\nTwo. ");
        assert_eq!(article.metadata.date.as_deref(), Some("2024-03-05"));
    }

    #[test]
    fn ids_may_be_numbers_or_missing() {
        assert_eq!(row(r#"{"id":17,"text":""}"#).unwrap().id.as_deref(), Some("17"));
        assert_eq!(row(r#"{"text":""}"#).unwrap().id, None);
    }

    #[test]
    fn other_names_and_shapes_are_understood() {
        let line = r#"{"headline":"Talks","authors":["A. Bell","T. Moor"],"source":{"id":null,"name":"The Wire"},"content":"cut…",
                      "body":"They met.","publishedAt":"2024-03-05T10:00:00Z","text":null}"#;
        let article = row(line).unwrap().article().unwrap();
        assert_eq!(article.text(), "They met.");
        let metadata = &article.metadata;
        assert_eq!(metadata.byline.as_deref(), Some("A. Bell, T. Moor"));
        assert_eq!(metadata.publisher.as_deref(), Some("The Wire"));
        assert_eq!(metadata.title.as_deref(), Some("Talks"));
    }

    #[test]
    fn a_bad_line_is_an_error_that_says_where() {
        let message = row(r#"{"id":"a"}"#).unwrap().article().unwrap_err().to_string();
        assert!(message.contains("text"), "{message}");
        assert!(row(&"[".repeat(100_000)).is_err());
    }
}
