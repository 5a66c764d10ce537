//! Lists of articles as JSON: one object a line (JSONL), a list of objects, or one object with such a list in it.

use serde_json::{Map, Value};

use super::row::{object, unmapped};
use super::{Error, Mapping, Part};

/// The names that a list of articles within an object has.
const LISTS: [&str; 6] = ["articles", "documents", "items", "results", "data", "response"];

/// Whether a text begins as JSON with named values does, which no article does.
pub(super) fn is(text: &str) -> bool {
    let rest = text.trim_start();
    let rest = rest.strip_prefix('[').map_or(rest, str::trim_start);
    rest.strip_prefix('{').is_some_and(|rest| rest.trim_start().starts_with('"'))
}

/// The articles in a list.
///
/// # Errors
/// If the text is neither JSON nor lines of it, or there is no article in it.
pub(super) fn read(text: &str, mapping: &Mapping) -> Result<Vec<Part>, Error> {
    let whole = serde_json::from_str::<Value>(text);
    let rows: Vec<Result<Map<String, Value>, Error>> = match whole {
        Ok(value) => objects(value).ok_or(Error::NoArticles)?.into_iter().map(Ok).collect(),
        // Lines that cannot be read don't keep the others from it. Where there is only one, it is a document cut short.
        Err(error) => {
            let lines: Vec<&str> = text.split('\n').filter(|line| !line.trim().is_empty()).collect();
            if !lines.iter().any(|line| serde_json::from_str::<Map<String, Value>>(line).is_ok()) {
                return Err(Error::Told(format!("it is no JSON ({error}); get it anew")));
            }
            let told = |error: serde_json::Error| Error::Told(error.to_string());
            lines.into_iter().map(|line| serde_json::from_str(line).map_err(told)).collect()
        }
    };
    if let Some(unmapped) = unmapped(rows.iter().flatten(), mapping) {
        return Err(unmapped);
    }
    let part = |row: Result<Map<String, Value>, Error>| match row {
        Ok(row) => object(row, mapping).part(),
        Err(error) => Part { name: None, reading: Err(error) },
    };
    let parts: Vec<Part> = rows.into_iter().map(part).collect();
    if parts.iter().any(|part| part.reading.is_ok()) { Ok(parts) } else { Err(Error::NoArticles) }
}

/// The objects that may be articles.
fn objects(value: Value) -> Option<Vec<Map<String, Value>>> {
    match value {
        Value::Array(values) => Some(
            values
                .into_iter()
                .map(|value| if let Value::Object(object) = value { object } else { Map::new() })
                .collect(),
        ),
        Value::Object(mut object) => {
            let list = LISTS
                .iter()
                .find(|name| matches!(object.get(**name), Some(Value::Array(_) | Value::Object(_))));
            match list.and_then(|name| object.remove(*name)) {
                Some(inner) => objects(inner),
                None => Some(vec![object]),
            }
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Error, read_all};

    fn texts(source: &str, name: &str) -> Vec<Result<String, String>> {
        let parts = read_all(source.as_bytes(), name).unwrap();
        let text = |part: super::Part| {
            part.reading.map(|it| it.article.text().to_owned()).map_err(|e| e.to_string())
        };
        parts.into_iter().map(text).collect()
    }

    #[test]
    fn lists_of_every_shape_are_read() {
        let (a, b) = (r#"{"id":1,"text":"They met."}"#, r#"{"title":"Talks","body":"They left."}"#);
        let expected = [Ok("They met.".to_owned()), Ok("They left.".to_owned())];
        for source in [
            format!("{a}\n\n{b}\n"),
            format!("[{a},\n{b}]"),
            format!("{{\"status\":\"ok\",\"articles\":[{a},{b}]}}"),
            format!("{{\"response\":{{\"results\":[{a},{b}]}}}}"),
        ] {
            assert_eq!(texts(&source, "a.json"), expected, "{source}");
        }
        assert_eq!(texts(a, "a.json"), expected[..1]);
    }

    #[test]
    fn a_bad_line_leaves_the_rest() {
        let parts = texts("{\"text\":\"They met.\"}\n{\"text\":\n{\"text\":\"They left.\"}", "a.jsonl");
        assert!(parts[0].is_ok() && parts[1].is_err() && parts[2].is_ok(), "{parts:?}");
    }

    #[test]
    fn what_holds_no_article_says_so() {
        for source in ["{\"a\":1}", "[{\"a\":1}]", "[{\"a\":1},[]]"] {
            assert_eq!(read_all(source.as_bytes(), "a.json").unwrap_err(), Error::NoArticles, "{source}");
        }
        let deep = format!("{{\"a\":{}", "[".repeat(100_000));
        assert!(matches!(read_all(deep.as_bytes(), "a.json").unwrap_err(), Error::Told(_)));
    }

    #[test]
    fn a_list_of_empty_texts_holds_no_article() {
        let list = "{\"id\":1,\"text\":\"\"}\n{\"id\":2,\"text\":\" \"}";
        assert_eq!(read_all(list.as_bytes(), "a.jsonl").unwrap_err(), Error::NoArticles);
    }

    #[test]
    fn brackets_in_an_article_make_no_list() {
        let text = "[Update] The talks failed.";
        assert_eq!(texts(text, "a.txt"), [Ok(text.to_owned())]);
    }
}
