//! What the process that reads says to the one that asked. The answer is not trusted: a file may have turned the process that
//! gives it.

use serde::{Deserialize, Serialize};

use crate::article::{Article, Block, BlockKind, Metadata};
use crate::ingest::{Error, Part, Reading};
use crate::text::Span;

#[derive(Serialize, Deserialize)]
enum Answer {
    Parts(Vec<Told>),
    Error(String),
}

#[derive(Serialize, Deserialize)]
struct Told {
    name: Option<String>,
    reading: Result<Text, String>,
}

#[derive(Serialize, Deserialize)]
struct Text {
    text: String,
    blocks: Vec<(usize, usize, u8)>,
    origin: Vec<(usize, usize)>,
    /// Title, byline, date, publisher, language and address.
    about: [Option<String>; 6],
    warnings: Vec<String>,
}

const KINDS: [BlockKind; 6] = [
    BlockKind::Title,
    BlockKind::Byline,
    BlockKind::Heading,
    BlockKind::Paragraph,
    BlockKind::Quote,
    BlockKind::Item,
];

/// The answer in bytes.
pub(super) fn written(read: &Result<Vec<Part>, Error>) -> Vec<u8> {
    let answer = match read {
        Ok(parts) => Answer::Parts(parts.iter().map(told).collect()),
        Err(error) => Answer::Error(error.to_string()),
    };
    serde_json::to_vec(&answer).unwrap_or_else(|error| unreachable!("an article is not JSON: {error}"))
}

fn told(part: &Part) -> Told {
    let text = |reading: &Reading| {
        let Metadata { title, byline, date, publisher, language, url } = reading.article.metadata.clone();
        let kind = |kind| KINDS.iter().position(|other| *other == kind).unwrap_or(0) as u8;
        let block = |block: &Block| (block.span.start, block.span.end, kind(block.kind));
        Text {
            text: reading.article.text().to_owned(),
            blocks: reading.article.blocks().iter().map(block).collect(),
            origin: reading.article.origin().to_vec(),
            about: [title, byline, date, publisher, language, url],
            warnings: reading.warnings.clone(),
        }
    };
    Told { name: part.name.clone(), reading: part.reading.as_ref().map(text).map_err(ToString::to_string) }
}

/// What an answer says; `None` if it is none that makes sense.
pub(super) fn read(answer: &[u8]) -> Option<Result<Vec<Part>, Error>> {
    let parts = match serde_json::from_slice(answer).ok()? {
        Answer::Error(message) => return Some(Err(Error::Told(message))),
        Answer::Parts(parts) => parts,
    };
    let part = |Told { name, reading }| {
        let reading = match reading {
            Ok(text) => Ok(reading_of(text)?),
            Err(message) => Err(Error::Told(message)),
        };
        Some(Part { name, reading })
    };
    parts.into_iter().map(part).collect::<Option<Vec<Part>>>().map(Ok)
}

/// The reading that a text makes, if its blocks are in order and within it.
fn reading_of(Text { text, blocks, origin, about, warnings }: Text) -> Option<Reading> {
    let mut sound = Vec::with_capacity(blocks.len());
    let mut at = 0;
    for (start, end, kind) in blocks {
        if start < at || text.get(start..end)?.is_empty() {
            return None;
        }
        at = end;
        sound.push(Block { span: Span::new(start, end), kind: *KINDS.get(usize::from(kind))? });
    }
    if !origin.is_sorted() {
        return None;
    }
    let [title, byline, date, publisher, language, url] = about;
    let metadata = Metadata { title, byline, date, publisher, language, url };
    Some(Reading { article: Article::with_blocks(text, sound, metadata).with_origin(origin), warnings })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest;

    #[test]
    fn what_is_told_is_what_was_read() {
        let list = "{\"id\":\"a\",\"text\":\"River talks fail\\n\\nBy Ana Bell\\n\\nThey met.\",\"date\":\"2024-03-05\"}\n{\"id\":2}";
        for (bytes, name) in [(list, "a.jsonl"), ("# Talks\n\n> They met.\n\n- One\n", "a.md"), ("", "a.txt")]
        {
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
