//! Where findings go, and in which form.

use std::io::{self, Write};

use arrow_array::RecordBatch;
use arrow_ipc::writer::{FileWriter, StreamWriter};
use arrow_select::concat::concat_batches;
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::properties::WriterProperties;

use super::{Broken, Piece, Rows};
use crate::analysis::Engine;
use crate::export::{self, About};

/// The form of what is written. Where there is a choice, the text of each article is in its row or left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// One JSON object a line for each article.
    Jsonl {
        /// Whether the text is in it.
        has_text: bool,
    },
    /// One indented JSON document.
    Json,
    /// One row for each statement, perhaps with a byte order mark at the beginning.
    Csv {
        /// Whether there is one.
        has_mark: bool,
    },
    /// A listing for people.
    Text,
    /// An Arrow stream, one row for each article, one table for each batch that was read.
    Arrow {
        /// Whether the text is in it.
        has_text: bool,
    },
    /// An Arrow file, one row for each article.
    ArrowFile {
        /// Whether the text is in it.
        has_text: bool,
    },
    /// A Parquet file, one row for each article.
    Parquet {
        /// Whether the text is in it.
        has_text: bool,
    },
}

impl Form {
    /// Whether what failed is told in a column of its own, so that whoever reads the rows knows.
    pub fn has_errors(self) -> bool {
        matches!(self, Self::Arrow { .. } | Self::ArrowFile { .. } | Self::Parquet { .. })
    }
}

/// How many rows are given to the writer of a file of columns at a time. What it writes hangs on that, so it does not hang on batches.
const ROWS: usize = 256;
/// How many rows a group of Parquet has.
const GROUP: usize = 4_096;

/// Writes answers.
pub struct Sink<W: Write + Send> {
    to: To<W>,
}

enum To<W: Write + Send> {
    Rows { writer: W, between: String, after: String, is_begun: bool },
    Arrow { writer: Box<StreamWriter<W>> },
    Columns { writer: Columns<W>, waiting: Vec<RecordBatch> },
}

/// A writer of a file of columns.
enum Columns<W: Write + Send> {
    Arrow(Box<FileWriter<W>>),
    Parquet(Box<ArrowWriter<W>>),
}

impl<W: Write + Send> Sink<W> {
    /// Begins to write what `engine` finds.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn begin(mut writer: W, form: Form, engine: Engine) -> Result<Self, Broken> {
        let about = About::engine(engine);
        let schema = export::columns_schema(&about);
        let to = match form {
            Form::Arrow { .. } => {
                let mut writer = Box::new(StreamWriter::try_new(writer, &schema)?);
                writer.flush()?;
                To::Arrow { writer }
            }
            Form::ArrowFile { .. } => {
                let writer = Columns::Arrow(Box::new(FileWriter::try_new(writer, &schema)?));
                To::Columns { writer, waiting: Vec::new() }
            }
            Form::Parquet { .. } => {
                let properties = WriterProperties::builder()
                    .set_compression(Compression::SNAPPY)
                    .set_created_by(about.program.clone())
                    .set_max_row_group_row_count(Some(GROUP))
                    .build();
                let writer = Box::new(ArrowWriter::try_new(writer, schema, Some(properties))?);
                To::Columns { writer: Columns::Parquet(writer), waiting: Vec::new() }
            }
            Form::Jsonl { .. } | Form::Json | Form::Csv { .. } | Form::Text => {
                let [before, between, after] = match form {
                    Form::Json => export::json_frame(),
                    Form::Csv { has_mark } => [export::csv_header(has_mark), String::new(), String::new()],
                    _ => Default::default(),
                };
                writer.write_all(before.as_bytes())?;
                To::Rows { writer, between, after, is_begun: false }
            }
        };
        Ok(Self { to })
    }

    /// Writes the pieces of a batch; whoever reads them gets them at once where the form allows it.
    ///
    /// # Errors
    /// If they cannot be written, or are not of the form that was begun.
    pub fn write(&mut self, pieces: Vec<Piece>) -> Result<(), Broken> {
        let (mut rows, mut tables) = (Vec::new(), Vec::new());
        for piece in pieces {
            match piece.rows {
                Rows::Text(some) => rows.extend(some),
                Rows::Table(table) => tables.push(table),
            }
        }
        match &mut self.to {
            To::Rows { writer, between, is_begun, .. } => {
                let mut text = String::with_capacity(rows.iter().map(|row| row.len() + between.len()).sum());
                for row in rows.iter().filter(|row| !row.is_empty()) {
                    if std::mem::replace(is_begun, true) {
                        text.push_str(between);
                    }
                    text.push_str(row);
                }
                writer.write_all(text.as_bytes())?;
                writer.flush()?;
            }
            To::Arrow { writer } => {
                if let Some(first) = tables.first() {
                    writer.write(&concat_batches(first.schema_ref(), &tables)?)?;
                    writer.flush()?;
                }
            }
            To::Columns { writer, waiting } => {
                waiting.extend(tables);
                writer.write_all(waiting, ROWS)?;
            }
        }
        Ok(())
    }

    /// Writes what is left, and gives the writer back.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn finish(self) -> Result<W, Broken> {
        match self.to {
            To::Rows { mut writer, after, .. } => {
                writer.write_all(after.as_bytes())?;
                Ok(flushed(writer)?)
            }
            To::Arrow { writer } => Ok(flushed(writer.into_inner()?)?),
            To::Columns { mut writer, mut waiting } => {
                writer.write_all(&mut waiting, 1)?;
                match writer {
                    Columns::Arrow(writer) => Ok(flushed(writer.into_inner()?)?),
                    Columns::Parquet(writer) => Ok(flushed(writer.into_inner()?)?),
                }
            }
        }
    }
}

impl<W: Write + Send> Columns<W> {
    /// Writes rows, [`ROWS`] at a time, as long as at least `least` are waiting.
    fn write_all(&mut self, waiting: &mut Vec<RecordBatch>, least: usize) -> Result<(), Broken> {
        let count: usize = waiting.iter().map(RecordBatch::num_rows).sum();
        let Some(first) = waiting.first().filter(|_| count >= least) else { return Ok(()) };
        let all = concat_batches(first.schema_ref(), &*waiting)?;
        let mut from = 0;
        while count - from >= least {
            let length = ROWS.min(count - from);
            let rows = all.slice(from, length);
            match self {
                Self::Arrow(writer) => writer.write(&rows)?,
                Self::Parquet(writer) => writer.write(&rows)?,
            }
            from += length;
        }
        *waiting = vec![all.slice(from, count - from)];
        Ok(())
    }
}

fn flushed<W: Write>(mut writer: W) -> io::Result<W> {
    writer.flush()?;
    Ok(writer)
}

#[cfg(test)]
mod tests {
    use std::ops::Range;

    use parquet::file::reader::{FileReader, SerializedFileReader};

    use super::*;
    use crate::export::Columns as Made;

    /// Rows with these numbers.
    fn piece(form: Form, numbers: Range<usize>) -> Piece {
        let ids = numbers.map(|number| format!("row {number}"));
        let told = "it is \u{201C}empty\u{201D}";
        let rows = if form.has_errors() {
            let mut columns = Made::of(export::columns_schema(&About::engine(Engine::Rules))).unwrap();
            ids.for_each(|id| columns.fail(&id, told).unwrap());
            Rows::Table(columns.take().unwrap().unwrap())
        } else {
            Rows::Text(ids.map(|id| export::failure_line(&id, told)).collect())
        };
        Piece { answers: Vec::new(), rows }
    }

    fn written(form: Form, sizes: &[usize]) -> Vec<u8> {
        let mut sink = Sink::begin(Vec::new(), form, Engine::Rules).unwrap();
        let mut number = 0;
        for &size in sizes {
            let middle = number + size / 2;
            let halves = [number..middle, middle..number + size];
            let pieces = halves.into_iter().filter(|half| !half.is_empty()).map(|half| piece(form, half));
            sink.write(pieces.collect()).unwrap();
            number += size;
        }
        sink.finish().unwrap()
    }

    #[test]
    fn the_bytes_of_a_file_do_not_hang_on_batches() {
        for form in [Form::Parquet { has_text: false }, Form::Jsonl { has_text: false }, Form::Json] {
            let one = written(form, &[5_000]);
            assert_eq!(one, written(form, &[1, 300, 4_000, 699]), "{form:?}");
        }
        let bytes = written(Form::Parquet { has_text: false }, &[5_000]);
        let reader = SerializedFileReader::new(bytes::Bytes::from(bytes)).unwrap();
        assert_eq!(reader.metadata().file_metadata().num_rows(), 5_000);
    }

    #[test]
    fn nothing_in_gives_an_empty_table_out() {
        let arrow = written(Form::Arrow { has_text: false }, &[]);
        let reader = arrow_ipc::reader::StreamReader::try_new(&arrow[..], None).unwrap();
        assert_eq!(reader.schema().field(0).name(), "schema_version");
        assert_eq!(reader.count(), 0);
        assert!(written(Form::Jsonl { has_text: false }, &[]).is_empty());
        let json: serde_json::Value = serde_json::from_slice(&written(Form::Json, &[])).unwrap();
        assert_eq!(json["articles"].as_array().map(Vec::len), Some(0));
    }
}
