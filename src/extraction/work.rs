//! What is done with each article.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;
use rayon::prelude::*;

use super::{Broken, Form, Item};
use crate::analysis::{self, Analysis, Engine};
use crate::article::Article;
use crate::export::{self, About, Columns, Entry};
use crate::ingest::{self, Mapping, Part, Reading};
use crate::storage;

/// An article and what it is called, or why it cannot be read.
#[derive(Debug)]
pub struct Named {
    /// The article's name: its id in a list, or that of its file.
    pub id: String,
    /// Where it comes from, for messages.
    pub place: String,
    /// The article, or what is wrong; the place is not named in it.
    pub reading: Result<Reading, String>,
}

/// How articles are analysed.
#[derive(Debug, Clone, Copy)]
pub struct How<'a> {
    /// What finds and scores.
    pub engine: Engine,
    /// Whether the words that carry each learned score are looked for.
    pub evidence: bool,
    /// The longest text that is analysed, in bytes.
    pub longest: usize,
    /// How it is written.
    pub form: Form,
    /// What columns of lists hold, where their names do not say it.
    pub mapping: &'a Mapping,
}

/// What became of an article.
#[derive(Debug)]
pub struct Answer {
    /// Where it comes from, for messages.
    pub place: String,
    /// What there is to know about how it was read.
    pub warnings: Vec<String>,
    /// Why it has no findings; the place is not named in it.
    pub failure: Option<String>,
    /// How many statements and speakers were found.
    pub found: [usize; 2],
}

/// Some articles, and what is to be written of them.
#[derive(Debug)]
pub struct Piece {
    /// What became of each, in order.
    pub answers: Vec<Answer>,
    /// Their rows.
    pub rows: Rows,
}

/// Rows in the form that was asked for.
#[derive(Debug)]
pub enum Rows {
    /// Text; of an article that failed there may be none.
    Text(Vec<String>),
    /// Columns.
    Table(RecordBatch),
}

/// Articles are given to threads so many at a time, at most.
const LARGEST_PIECE: usize = 64;
/// How many pieces each thread gets, so that none waits long for the slowest.
const PIECES: usize = 4;

/// Reads and analyses articles, on as many threads as there are, and makes rows of what was found: one for each, in order.
///
/// # Errors
/// Never but by a fault of the program: if findings make no columns.
pub fn pieces(items: Vec<Item>, how: How<'_>) -> Result<Vec<Piece>, Broken> {
    let articles: Vec<Named> =
        items.into_par_iter().flat_map_iter(|item| articles(item, how.mapping)).collect();
    let share = articles.len().div_ceil(PIECES * rayon::current_num_threads()).clamp(1, LARGEST_PIECE);
    articles.into_par_iter().chunks(share).map(|articles| piece(articles, how)).collect()
}

fn piece(articles: Vec<Named>, how: How<'_>) -> Result<Piece, Broken> {
    let mut answers = Vec::with_capacity(articles.len());
    let mut writing = Writing::begin(how)?;
    for named in articles {
        let answer = match found(named, how) {
            Ok((answer, id, article, analysis)) => {
                writing.add(Entry { id: &id, article: &article, analysis: &analysis })?;
                answer
            }
            Err((id, answer)) => {
                writing.fail(&id, answer.failure.as_deref().unwrap_or_default())?;
                answer
            }
        };
        answers.push(answer);
    }
    Ok(Piece { answers, rows: writing.finish()? })
}

/// The rows of a piece while they are made.
enum Writing {
    Text { form: Form, rows: Vec<String> },
    Table { columns: Box<Columns>, schema: SchemaRef, has_text: bool },
}

impl Writing {
    fn begin(how: How<'_>) -> Result<Self, Broken> {
        match how.form {
            Form::Arrow { has_text } | Form::ArrowFile { has_text } | Form::Parquet { has_text } => {
                let schema = export::columns_schema(&About::engine(how.engine));
                let columns = Box::new(Columns::of(Arc::clone(&schema))?);
                Ok(Self::Table { columns, schema, has_text })
            }
            form => Ok(Self::Text { form, rows: Vec::new() }),
        }
    }

    fn add(&mut self, entry: Entry<'_>) -> Result<(), Broken> {
        match self {
            Self::Table { columns, has_text, .. } => columns.add(entry, *has_text)?,
            Self::Text { form, rows } => rows.push(match form {
                Form::Json => export::json_article(entry),
                Form::Csv { .. } => export::csv_rows(entry),
                Form::Text => export::text(entry),
                Form::Jsonl { has_text: false } => export::findings_line(entry),
                _ => export::jsonl_line(entry),
            }),
        }
        Ok(())
    }

    fn fail(&mut self, id: &str, message: &str) -> Result<(), Broken> {
        match self {
            Self::Table { columns, .. } => columns.fail(id, message)?,
            Self::Text { form, rows } => rows.push(match form {
                Form::Csv { .. } | Form::Text => String::new(),
                Form::Json => export::json_failure(id, message),
                _ => export::failure_line(id, message),
            }),
        }
        Ok(())
    }

    fn finish(self) -> Result<Rows, Broken> {
        Ok(match self {
            Self::Text { rows, .. } => Rows::Text(rows),
            Self::Table { mut columns, schema, .. } => {
                Rows::Table(columns.take()?.unwrap_or_else(|| RecordBatch::new_empty(schema)))
            }
        })
    }
}

/// Reads the articles of an item; what columns of lists hold says `mapping`, or else their names.
pub fn articles(item: Item, mapping: &Mapping) -> Vec<Named> {
    match item {
        Item::File(path) => {
            let place = storage::shown(&path);
            parts(storage::open_all(&path, mapping).map_err(|error| bare(&error, &place)), &path, &place)
        }
        Item::Bytes(bytes, name) => {
            let read = storage::read(&bytes, &name, mapping).map_err(|error| error.to_string());
            parts(read, Path::new(&name), &name)
        }
        Item::Row { row, list, number, place } => vec![named(row, &list, number, place)],
        Item::Line { line, list, number, place } => vec![named(row(&line, mapping), &list, number, place)],
    }
}

/// What is wrong with a file, without its name: that is not the same where the file lies elsewhere.
fn bare(error: &storage::Error, place: &str) -> String {
    let told = error.to_string();
    told.strip_prefix(&format!("{place}: ")).unwrap_or(&told).to_owned()
}

fn parts(parts: Result<Vec<Part>, String>, path: &Path, place: &str) -> Vec<Named> {
    let stem = path.file_stem().unwrap_or(path.as_os_str()).to_string_lossy();
    let parts = match parts {
        Ok(parts) => parts,
        Err(message) => {
            return vec![Named { id: stem.into_owned(), place: place.to_owned(), reading: Err(message) }];
        }
    };
    let count = parts.len();
    let named = |(Part { name, reading }, number): (Part, usize)| {
        let place = if count == 1 { place.to_owned() } else { format!("{place}, article {number}") };
        let id = match name {
            Some(name) => name,
            None if count == 1 => stem.clone().into_owned(),
            None => format!("{stem}:{number}"),
        };
        let reading = reading.map_err(|error| error.to_string());
        Named { id, place, reading }
    };
    parts.into_iter().zip(1..).map(named).collect()
}

fn row(line: &[u8], mapping: &Mapping) -> Result<ingest::Row, ingest::Error> {
    if line.len() > ingest::LARGEST_FILE {
        return Err(ingest::Error::TooLarge(ingest::LARGEST_FILE));
    }
    let line = line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line);
    let text = std::str::from_utf8(line).map_err(|error| ingest::Error::Told(error.to_string()))?;
    ingest::row(text, mapping)
}

fn named(row: Result<ingest::Row, ingest::Error>, list: &str, number: usize, place: String) -> Named {
    let id = row.as_ref().ok().and_then(|row| row.id.clone()).unwrap_or_else(|| format!("{list}:{number}"));
    let reading = row
        .and_then(ingest::Row::article)
        .map(|article| Reading { article, warnings: Vec::new() })
        .map_err(|error| error.to_string());
    Named { id, place, reading }
}

/// What was found in an article, or what became of one in which nothing was.
type Found = Result<(Answer, String, Article, Analysis), (String, Answer)>;

fn found(named: Named, how: How<'_>) -> Found {
    let Named { id, place, reading } = named;
    let failed = |id, message| {
        (id, Answer { place: place.clone(), warnings: Vec::new(), failure: Some(message), found: [0; 2] })
    };
    let Reading { article, warnings } = match reading {
        Ok(reading) => reading,
        Err(message) => return Err(failed(id, message)),
    };
    let length = article.text().len();
    if length > how.longest {
        let message = format!("its text has {length} bytes, more than the {} allowed", how.longest);
        return Err(failed(id, message));
    }
    // A fault in the program must not cost the user the other articles of a long run.
    let Ok(analysis) = catch_unwind(AssertUnwindSafe(|| analyse(&article, how))) else {
        let message = "the analysis failed; please report this article as a bug";
        return Err(failed(id, message.to_owned()));
    };
    let found = [analysis.quotations.len(), analysis.speakers.list.len()];
    Ok((Answer { place, warnings, failure: None, found }, id, article, analysis))
}

fn analyse(article: &Article, how: How<'_>) -> Analysis {
    let mut analysis = analysis::analyze_with(article, how.engine);
    if how.evidence {
        analysis::explain(article, &mut analysis);
    }
    analysis
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_item_has_its_answer_in_order_and_a_bad_one_keeps_none_from_it() {
        let line = |(number, line): (usize, &str)| Item::Line {
            line: line.into(),
            list: "news".into(),
            number,
            place: format!("news.jsonl, line {number}"),
        };
        let lines =
            ["{\"id\":\"a\",\"text\":\"One.\"}", "nonsense", "{\"id\":\"c\"}", "{\"text\":\"A long text.\"}"];
        let items = (1..).zip(lines).map(line).collect();
        let (form, mapping) = (Form::Jsonl { has_text: true }, &Mapping::default());
        let how = How { engine: Engine::Rules, evidence: false, longest: 10, form, mapping };
        let pieces = pieces(items, how).unwrap();
        let answers: Vec<&Answer> = pieces.iter().flat_map(|piece| &piece.answers).collect();
        let rows: Vec<&String> = pieces
            .iter()
            .flat_map(|piece| match &piece.rows {
                Rows::Text(rows) => rows.iter(),
                Rows::Table(_) => panic!("a table was not asked for"),
            })
            .collect();
        let told: Vec<&str> = answers.iter().map(|answer| answer.failure.as_deref().unwrap_or("")).collect();
        assert_eq!(told.len(), 4);
        assert_eq!(told[0], "");
        assert!(told[1].starts_with("expected"), "{}", told[1]);
        assert!(told[2].contains("missing field `text`"), "{}", told[2]);
        assert!(told[3].ends_with("its text has 12 bytes, more than the 10 allowed"), "{}", told[3]);
        assert!(rows[2].contains("\"id\":\"c\",\"error\":"), "{}", rows[2]);
        assert!(rows[3].contains("\"id\":\"news:4\""), "{}", rows[3]);
    }
}
