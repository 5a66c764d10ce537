//! Tables of articles: CSV and its kin, one article a row under a row of names.

use std::borrow::Cow;

use csv::{ReaderBuilder, StringRecord};

use super::fields::{Field, Fields, field};
use super::row::Row;
use super::{Column, Error, Mapping, Part};

/// Where no column is called as texts are, the one with cells of at least so many bytes on average is taken for them.
const LONG: usize = 200;

const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// What parts the columns of a table; `None` if a text does not begin with names that a table of articles has.
pub(super) fn delimiter(text: &str) -> Option<u8> {
    let first = text.lines().next()?;
    let names = |by: u8| {
        let names = first.split(char::from(by)).filter(|name| field(name.trim_matches(['"', ' '])).is_some());
        names.count()
    };
    // A sentence has commas, too, but no two names between them.
    let best = DELIMITERS.into_iter().max_by_key(|&by| (names(by), std::cmp::Reverse(by)))?;
    (names(best) >= 2).then_some(best)
}

/// What parts the columns of a table whose names say nothing: what cuts the row of names into most pieces, or else what is usual.
pub(super) fn likely(text: &str, usual: u8) -> u8 {
    let first = text.lines().next().unwrap_or_default();
    let pieces = |by: &u8| (first.bytes().filter(|byte| byte == by).count(), *by == usual);
    DELIMITERS.into_iter().max_by_key(pieces).unwrap_or(usual)
}

/// The articles in a table.
///
/// # Errors
/// If there is no column with texts.
pub(super) fn read(text: &str, delimiter: u8, mapping: &Mapping) -> Result<Vec<Part>, Error> {
    let mut reader = ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(text.as_bytes());
    let headers = reader.headers().map_err(|_| Error::NoArticles)?.clone();
    let rows: Vec<Result<StringRecord, csv::Error>> = reader.into_records().collect();
    let mut fields: Vec<Option<(Field, usize)>> = headers.iter().map(|name| mapping.field(name)).collect();
    let is_named = fields.iter().flatten().any(|(field, _)| *field == Field::Text);
    let mut note = None;
    if !is_named {
        let guess = longest(&rows, headers.len()).filter(|_| mapping.may_guess());
        let column = guess.ok_or_else(|| unmapped(&headers, &rows))?;
        fields[column] = Some((Field::Text, 0));
        note = Some(format!(
            "No column is called \u{201C}text\u{201D}; \u{201C}{}\u{201D} was taken for it.",
            &headers[column]
        ));
    }
    let mut parts: Vec<Part> = rows.into_iter().map(|row| part(row, &fields)).collect();
    if let (Some(note), Some(first)) = (note, parts.iter_mut().find_map(|part| part.reading.as_mut().ok())) {
        first.warnings.push(note);
    }
    if parts.iter().any(|part| part.reading.is_ok()) { Ok(parts) } else { Err(Error::NoArticles) }
}

/// That somebody has to say which column holds the texts, if there are any rows.
fn unmapped(headers: &StringRecord, rows: &[Result<StringRecord, csv::Error>]) -> Error {
    const LOOKED_AT: usize = 50;
    if rows.is_empty() {
        return Error::NoArticles;
    }
    let values = |column: usize| {
        rows.iter().flatten().take(LOOKED_AT).filter_map(move |row| row.get(column)).map(Cow::Borrowed)
    };
    Error::Unmapped(headers.iter().enumerate().map(|(at, name)| Column::new(name, values(at))).collect())
}

fn part(row: Result<StringRecord, csv::Error>, columns: &[Option<(Field, usize)>]) -> Part {
    let row = match row {
        Ok(row) => row,
        Err(error) => return Part { name: None, reading: Err(Error::Told(error.to_string())) },
    };
    let mut fields = Fields::default();
    for (column, cell) in columns.iter().zip(&row) {
        if let Some(column) = column {
            fields.add(*column, cell.to_owned());
        }
    }
    let mut part = Row::of(fields).part();
    if part.reading.as_ref().is_ok_and(|reading| reading.article.blocks().is_empty()) {
        part.reading = Err(Error::Empty);
    }
    part
}

/// The column with the longest cells, if they are long enough to be texts.
fn longest(rows: &[Result<StringRecord, csv::Error>], columns: usize) -> Option<usize> {
    let rows: Vec<&StringRecord> = rows.iter().flatten().collect();
    let length = |column: usize| rows.iter().filter_map(|row| row.get(column)).map(str::len).sum::<usize>();
    let best = (0..columns).max_by_key(|&column| (length(column), std::cmp::Reverse(column)))?;
    (length(best) >= LONG * rows.len().max(1)).then_some(best)
}

#[cfg(test)]
mod tests {
    use super::super::{Error, read_all};
    use super::{delimiter, likely};

    #[test]
    fn rows_are_articles_whatever_parts_the_columns() {
        for by in [",", ";", "\t"] {
            let source = [
                "id,Headline,Date,Body",
                "7,Talks,2024-03-05,\"They met.\n\nThey \"\"left\"\".\"",
                "8,None,,",
            ]
            .map(|it| it.replace(',', by));
            let parts = read_all(source.join("\n").as_bytes(), "a.csv").unwrap();
            let first = parts[0].reading.as_ref().unwrap();
            assert_eq!(first.article.text(), "They met.\n\nThey \"left\".");
            assert_eq!(first.article.metadata.title.as_deref(), Some("Talks"));
            assert_eq!(parts[0].name.as_deref(), Some("7"));
            assert_eq!(parts[1].reading.as_ref().unwrap_err(), &Error::Empty);
        }
    }

    #[test]
    fn a_column_of_long_cells_is_taken_for_the_text_and_that_is_said() {
        let long = "They met again. ".repeat(20);
        let parts = read_all(format!("title,Worte\nTalks,{long}").as_bytes(), "a.csv").unwrap();
        let reading = parts[0].reading.as_ref().unwrap();
        assert!(reading.article.text().starts_with("They met") && reading.warnings[0].contains("Worte"));
        assert!(matches!(read_all(b"title,words\nTalks,17", "a.csv").unwrap_err(), Error::Unmapped(_)));
        assert_eq!(read_all(b"title,words\n", "a.csv").unwrap_err(), Error::NoArticles);
    }

    #[test]
    fn prose_is_no_table() {
        assert_eq!(delimiter("The text, he said, has no date; the title, no author."), None);
        assert_eq!(delimiter("id,text"), Some(b','));
        assert_eq!(likely("Kopf;Worte, lang;Tag", b','), b';');
        assert_eq!(likely("Worte", b'\t'), b'\t');
    }
}
