//! Annotated articles, as files hold them: one JSON object a line.

use serde::Deserialize;

/// An article with its statements.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Row {
    /// The article's name; articles of two files with one name are compared.
    pub id: String,
    /// The headline, if it stands apart from the text.
    #[serde(default)]
    pub title: Option<String>,
    /// The whole text.
    pub text: String,
    /// The statements in it.
    #[serde(rename = "attributions", default)]
    pub statements: Vec<Statement>,
}

/// A statement. Spans are `[start, end)` in Unicode scalar values.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Statement {
    /// `direct`, `mixed` or `indirect`.
    #[serde(default = "indirect")]
    pub kind: String,
    /// What was said.
    pub content: Vec<(usize, usize)>,
    /// The reporting words.
    #[serde(default)]
    pub cue: Vec<(usize, usize)>,
    /// The words that name the source.
    #[serde(default)]
    pub source: Vec<(usize, usize)>,
    /// The canonical names of the speakers.
    #[serde(default, deserialize_with = "names")]
    pub speaker: Vec<String>,
    /// The stance: in [-1, 1] after [`rows`] has read it, `None` without one.
    #[serde(default, deserialize_with = "stance")]
    pub stance: Option<f64>,
    /// The ends of the stance's range, in [-1, 1]; annotations have none.
    #[serde(default)]
    pub stance_low: Option<f64>,
    /// See `stance_low`.
    #[serde(default)]
    pub stance_high: Option<f64>,
}

/// What "extract" writes of an article that it could not read; it is left out here.
#[derive(Deserialize)]
struct Failure {
    #[serde(rename = "error")]
    _reason: String,
}

fn indirect() -> String {
    "indirect".to_owned()
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Names {
    One(String),
    Several(Vec<String>),
}

fn names<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Vec<String>, D::Error> {
    Ok(match Option::<Names>::deserialize(from)? {
        None => Vec::new(),
        Some(Names::One(name)) => vec![name],
        Some(Names::Several(names)) => names,
    })
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Stance {
    Number(f64),
    Word(String),
    Scored { score: Option<f64> },
}

/// A number, an object with a `score`, or "na".
fn stance<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<f64>, D::Error> {
    Ok(match Option::<Stance>::deserialize(from)? {
        Some(Stance::Number(number) | Stance::Scored { score: Some(number) }) => Some(number),
        Some(Stance::Word(word)) if word != "na" => {
            return Err(serde::de::Error::custom(format!(
                "a stance is a number, null or \"na\", not {word:?}"
            )));
        }
        _ => None,
    })
}

/// What can be wrong with a file of annotated articles.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A line is not such an article.
    #[error("line {line}: {problem}; each line must be an object with \"id\", \"text\" and \"attributions\"")]
    BadLine {
        /// Which line, from 1.
        line: usize,
        /// What the parser says.
        problem: String,
    },
    /// Two files have different texts under one name, so that offsets cannot be compared.
    #[error("article {0:?} has another text in the other file; extract from the same texts")]
    OtherText(String),
    /// A span lies outside its text.
    #[error("article {0:?} has a span outside its text; offsets count Unicode code points")]
    OutsideText(String),
}

/// Reads annotated articles. Stances of a file that goes beyond [-1, 1] anywhere are steps of a third.
///
/// # Errors
/// On the first line that is no annotated article, or has a span outside its text.
pub fn rows(lines: &str) -> Result<Vec<Row>, Error> {
    let mut rows = Vec::new();
    for (index, line) in lines.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let row: Row = match serde_json::from_str(line) {
            Ok(row) => row,
            Err(_) if serde_json::from_str::<Failure>(line).is_ok() => continue,
            Err(error) => return Err(Error::BadLine { line: index + 1, problem: error.to_string() }),
        };
        let length = row.text.chars().count();
        let spans = row.statements.iter().flat_map(|s| s.content.iter().chain(&s.cue).chain(&s.source));
        if spans.clone().any(|&(start, end)| start > end || end > length) {
            return Err(Error::OutsideText(row.id));
        }
        rows.push(row);
    }
    let in_steps =
        rows.iter().flat_map(|row| &row.statements).any(|s| s.stance.is_some_and(|x| x.abs() > 1.0));
    if in_steps {
        for stance in rows.iter_mut().flat_map(|row| &mut row.statements).filter_map(|s| s.stance.as_mut()) {
            *stance /= 3.0;
        }
    }
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_become_the_scale_and_na_becomes_none() {
        let lines = r#"{"id":"a","text":"Yes no.","attributions":[{"content":[[0,3]],"stance":-3},{"content":[[4,6]],"stance":"na","speaker":"Bell"}]}"#;
        let rows = rows(lines).expect("good rows");
        assert_eq!(rows[0].statements[0].stance, Some(-1.0));
        assert_eq!(rows[0].statements[1].stance, None);
        assert_eq!(rows[0].statements[1].speaker, ["Bell"]);
    }

    #[test]
    fn what_is_wrong_is_named() {
        assert!(rows("{\"id\":1}").unwrap_err().to_string().starts_with("line 1: "));
        let outside = r#"{"id":"a","text":"é","attributions":[{"content":[[0,2]]}]}"#;
        assert!(rows(outside).unwrap_err().to_string().contains("outside its text"));
    }
}
