//! What the process that reads says to the one that asked. The answer is not trusted: a file may have turned the process that
//! gives it.

use serde::{Deserialize, Serialize};

use super::super::stored::Text;
use crate::ingest::{Column, Error, Part, Reading};

#[derive(Serialize, Deserialize)]
enum Answer {
    Parts(Vec<Told>),
    Unmapped(Vec<Column>),
    Error(String),
}

#[derive(Serialize, Deserialize)]
struct Told {
    name: Option<String>,
    reading: Result<Text, String>,
}

/// The answer in bytes.
pub(super) fn written(read: &Result<Vec<Part>, Error>) -> Vec<u8> {
    let answer = match read {
        Ok(parts) => Answer::Parts(parts.iter().map(told).collect()),
        Err(Error::Unmapped(columns)) => Answer::Unmapped(columns.clone()),
        Err(error) => Answer::Error(error.to_string()),
    };
    serde_json::to_vec(&answer).unwrap_or_else(|error| unreachable!("an article is not JSON: {error}"))
}

fn told(part: &Part) -> Told {
    let text = |reading: &Reading| Text::of(&reading.article, &reading.warnings);
    Told { name: part.name.clone(), reading: part.reading.as_ref().map(text).map_err(ToString::to_string) }
}

/// What an answer says; `None` if it is none that makes sense.
pub(super) fn read(answer: &[u8]) -> Option<Result<Vec<Part>, Error>> {
    let parts = match serde_json::from_slice(answer).ok()? {
        Answer::Error(message) => return Some(Err(Error::Told(message))),
        Answer::Unmapped(columns) => return Some(Err(Error::Unmapped(columns))),
        Answer::Parts(parts) => parts,
    };
    let part = |Told { name, reading }| {
        let reading = match reading {
            Ok(text) => Ok(text.reading()?),
            Err(message) => Err(Error::Told(message)),
        };
        Some(Part { name, reading })
    };
    parts.into_iter().map(part).collect::<Option<Vec<Part>>>().map(Ok)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest;

    #[test]
    fn what_is_told_is_what_was_read() {
        let list = "{\"id\":\"a\",\"text\":\"River talks fail\\n\\nBy Ana Bell\\n\\nThey met.\",\"date\":\"2024-03-05\"}\n{\"id\":2}";
        for (bytes, name) in [
            (list, "a.jsonl"),
            ("# Talks\n\n> They met.\n\n- One\n", "a.md"),
            ("", "a.txt"),
            ("a,b\n1,2", "a.csv"),
        ] {
            let before = ingest::read_all(bytes.as_bytes(), name);
            let after = read(&written(&before)).unwrap();
            let shown = |read: &Result<Vec<Part>, Error>| match read {
                Ok(parts) => parts
                    .iter()
                    .map(|part| {
                        format!("{:?} {:?}", part.name, part.reading.as_ref().map_err(ToString::to_string))
                    })
                    .collect(),
                Err(error) => vec![error.to_string()],
            };
            assert_eq!(shown(&before), shown(&after), "{name}");
        }
    }

    #[test]
    fn an_answer_that_makes_no_sense_is_none() {
        let answer = |blocks: &str| {
            format!(
                "{{\"Parts\":[{{\"name\":null,\"reading\":{{\"Ok\":{{\"text\":\"Bé.\",\"blocks\":{blocks},\"origin\":[],\"about\":[null,null,null,null,null,null],\"warnings\":[]}}}}}}]}}"
            )
        };
        assert!(read(answer("[[0,4,3]]").as_bytes()).is_some());
        for blocks in ["[[0,9,3]]", "[[0,2,3]]", "[[3,1,3]]", "[[0,1,9]]", "[[0,1,3],[0,1,3]]"] {
            assert!(read(answer(blocks).as_bytes()).is_none(), "{blocks}");
        }
        assert!(read(b"").is_none());
    }
}
