//! Lists of articles as columns: Apache Parquet and Arrow.

use std::borrow::Cow;
use std::io::{BufReader, Cursor, Read, Seek};
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, LargeStringArray, RecordBatch};
use arrow_ipc::reader::{FileReader, StreamReader};
use arrow_json::LineDelimitedWriter;
use arrow_schema::{ArrowError, DataType, FieldRef, Schema, SchemaRef};
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::file::reader::ChunkReader;

use super::fields::{Field, Fields};
use super::row::Row;
use super::{Column, Error, Mapping, Part};

/// Tables as they are read, some rows at a time.
pub type Tables = Box<dyn Iterator<Item = Result<RecordBatch, ArrowError>>>;

/// How many rows are read at a time, at most.
const ROWS: usize = 512;

/// Whether some bytes begin as a Parquet file does.
pub fn is_parquet(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PAR1")
}

/// Whether some bytes begin as an Arrow file does (not a stream).
pub fn is_arrow_file(bytes: &[u8]) -> bool {
    bytes.starts_with(b"ARROW1")
}

/// Whether some bytes begin as an Arrow stream does.
pub fn is_arrow_stream(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0xFF; 4])
}

/// Whether some bytes begin as Arrow's do: those of a file, or of a stream, which many programs also keep in files.
pub fn is_arrow(bytes: &[u8]) -> bool {
    is_arrow_file(bytes) || is_arrow_stream(bytes)
}

/// The rows of a Parquet file, the columns that say something about an article alone.
///
/// # Errors
/// If it is none, or no column holds texts.
pub fn parquet_tables(file: impl ChunkReader + 'static, mapping: &Mapping) -> Result<Tables, Error> {
    let builder = ParquetRecordBatchReaderBuilder::try_new(file).map_err(|_| Error::Damaged(PARQUET))?;
    let wanted = wanted(builder.schema(), mapping)?;
    let mask = ProjectionMask::roots(builder.parquet_schema(), wanted);
    let reader = builder.with_projection(mask).with_batch_size(ROWS).build();
    Ok(Box::new(reader.map_err(|_| Error::Damaged(PARQUET))?))
}

/// The rows of an Arrow file, the columns that say something about an article alone.
///
/// # Errors
/// If it is none, or no column holds texts.
pub fn arrow_tables(file: impl Read + Seek + 'static, mapping: &Mapping) -> Result<Tables, Error> {
    let mut file = BufReader::new(file);
    let reader = FileReader::try_new(&mut file, None).map_err(|_| Error::Damaged(ARROW))?;
    let wanted = wanted(&reader.schema(), mapping)?;
    Ok(Box::new(FileReader::try_new(file, Some(wanted)).map_err(|_| Error::Damaged(ARROW))?))
}

/// The rows of an Arrow stream, likewise.
fn stream_tables(bytes: &[u8], mapping: &Mapping) -> Result<Tables, Error> {
    let reader = StreamReader::try_new(bytes, None).map_err(|_| Error::Damaged(ARROW))?;
    let wanted = wanted(&reader.schema(), mapping)?;
    let reader = StreamReader::try_new(Cursor::new(bytes.to_vec()), Some(wanted));
    Ok(Box::new(reader.map_err(|_| Error::Damaged(ARROW))?))
}

const PARQUET: &str = "a Parquet file";
const ARROW: &str = "an Arrow file";

/// What such a file is called.
fn called(bytes: &[u8]) -> &'static str {
    if is_parquet(bytes) { PARQUET } else { ARROW }
}

/// The columns that say something about an article.
///
/// # Errors
/// If none of them is its text.
pub fn wanted(schema: &Schema, mapping: &Mapping) -> Result<Vec<usize>, Error> {
    let known = |name: &str| mapping.field(name).map(|(field, _)| field);
    if !schema.fields().iter().any(|column| known(column.name()) == Some(Field::Text)) {
        let column = |column: &FieldRef| Column::new(column.name(), []);
        return Err(Error::Unmapped(schema.fields().iter().map(column).collect()));
    }
    Ok((0..schema.fields().len()).filter(|&at| known(schema.field(at).name()).is_some()).collect())
}

/// The rows of a table. Strings of any Arrow type, numbers, dates and times are understood; what is null says nothing.
///
/// # Errors
/// If the column of texts holds something else.
pub fn rows(table: &RecordBatch, mapping: &Mapping) -> Result<Vec<Row>, Error> {
    let schema = table.schema();
    let mut columns = Vec::new();
    for (column, values) in schema.fields().iter().zip(table.columns()) {
        let Some(meaning) = mapping.field(column.name()) else { continue };
        match words(values) {
            Some(words) => columns.push((meaning, words)),
            None if meaning.0 == Field::Text => {
                let (name, held) = (column.name(), column.data_type());
                return Err(Error::Told(format!(
                    "its column \u{201C}{name}\u{201D} holds {held}, not texts"
                )));
            }
            None => {}
        }
    }
    let row = |at: usize| {
        let mut fields = Fields::default();
        for (meaning, words) in columns.iter().filter(|(_, words)| words.is_valid(at)) {
            fields.add(*meaning, words.value(at).to_owned());
        }
        Row::of(fields)
    };
    Ok((0..table.num_rows()).map(row).collect())
}

/// The values of a column in words; `None` if they have none.
fn words(values: &ArrayRef) -> Option<LargeStringArray> {
    let simple = match values.data_type() {
        DataType::Dictionary(_, inner) => inner.as_ref(),
        other => other,
    };
    if simple.is_nested() || simple.is_binary() {
        return None;
    }
    Some(arrow_cast::cast(values, &DataType::LargeUtf8).ok()?.as_string::<i64>().clone())
}

/// A file of columns with all its columns, and what such files are called.
fn whole(bytes: &[u8]) -> Result<(SchemaRef, Tables, &'static str), Error> {
    let name = called(bytes);
    let bytes = bytes::Bytes::copy_from_slice(bytes);
    let (schema, tables): (SchemaRef, Tables) = if is_parquet(&bytes) {
        let builder = ParquetRecordBatchReaderBuilder::try_new(bytes).map_err(|_| Error::Damaged(name))?;
        let schema = Arc::clone(builder.schema());
        let reader = builder.with_batch_size(ROWS).build().map_err(|_| Error::Damaged(name))?;
        (schema, Box::new(reader))
    } else if is_arrow_file(&bytes) {
        let reader = FileReader::try_new(Cursor::new(bytes), None).map_err(|_| Error::Damaged(name))?;
        (reader.schema(), Box::new(reader))
    } else {
        let reader = StreamReader::try_new(Cursor::new(bytes), None).map_err(|_| Error::Damaged(name))?;
        (reader.schema(), Box::new(reader))
    };
    Ok((schema, tables, name))
}

/// The rows of a file of columns as lines of JSON, some at a time; what is null is left out.
///
/// # Errors
/// If it is damaged, or has no column called `needed`.
pub fn lines(
    bytes: &[u8],
    needed: &str,
    missing: &Error,
) -> Result<impl Iterator<Item = Result<Vec<u8>, Error>>, Error> {
    let (schema, tables, name) = whole(bytes)?;
    if schema.field_with_name(needed).is_err() {
        return Err(missing.clone());
    }
    let written = |table: RecordBatch| {
        let mut writer = LineDelimitedWriter::new(Vec::new());
        writer.write(&table).map(|()| writer.into_inner())
    };
    Ok(tables.map(move |table| table.and_then(written).map_err(|_| Error::Damaged(name))))
}

/// The articles in a file of columns.
///
/// # Errors
/// If it is damaged, or no column holds texts.
pub(super) fn read(bytes: &[u8], mapping: &Mapping) -> Result<Vec<Part>, Error> {
    let tables = if is_parquet(bytes) {
        parquet_tables(bytes::Bytes::copy_from_slice(bytes), mapping)
    } else if is_arrow_file(bytes) {
        arrow_tables(Cursor::new(bytes.to_vec()), mapping)
    } else {
        stream_tables(bytes, mapping)
    };
    let tables = match tables {
        Err(Error::Unmapped(_)) => return Err(unmapped(bytes)?),
        tables => tables?,
    };
    let mut parts = Vec::new();
    for table in tables {
        let table = table.map_err(|_| Error::Damaged(called(bytes)))?;
        parts.extend(rows(&table, mapping)?.into_iter().map(Row::part));
    }
    Ok(parts)
}

/// That somebody has to say which column holds the texts.
fn unmapped(bytes: &[u8]) -> Result<Error, Error> {
    let (schema, mut tables, name) = whole(bytes)?;
    let first = tables.next().transpose().map_err(|_| Error::Damaged(name))?;
    let column = |(at, column): (usize, &FieldRef)| {
        let values = first.as_ref().and_then(|table| words(table.column(at)));
        let values = values.iter().flat_map(|values| values.iter().flatten());
        Column::new(column.name(), values.map(Cow::Borrowed))
    };
    Ok(Error::Unmapped(schema.fields().iter().enumerate().map(column).collect()))
}

#[cfg(test)]
mod tests {
    use arrow_array::{Int64Array, StringViewArray, TimestampMillisecondArray};

    use super::*;

    fn table() -> RecordBatch {
        let text = StringViewArray::from(vec![Some("They met."), None]);
        RecordBatch::try_from_iter([
            ("id", Arc::new(Int64Array::from(vec![7, 8])) as ArrayRef),
            ("Body", Arc::new(text)),
            ("published_at", Arc::new(TimestampMillisecondArray::from(vec![0, 86_400_000]))),
            ("vector", Arc::new(Int64Array::from(vec![1, 2]))),
        ])
        .unwrap()
    }

    #[test]
    fn columns_of_many_types_become_rows() {
        let mut rows = rows(&table(), &Mapping::default()).unwrap().into_iter();
        let first = rows.next().unwrap();
        assert_eq!(first.id.as_deref(), Some("7"));
        let article = first.article().unwrap();
        assert_eq!(article.text(), "They met.");
        assert_eq!(article.metadata.date.as_deref(), Some("1970-01-01T00:00:00"));
        let second = rows.next().unwrap();
        assert_eq!(second.id.as_deref(), Some("8"));
        assert!(second.article().unwrap_err().to_string().contains("missing field `text`"));
    }

    #[test]
    fn files_of_columns_are_lists_and_broken_ones_are_errors() {
        let table = table();
        let mut arrow = arrow_ipc::writer::FileWriter::try_new(Vec::new(), &table.schema()).unwrap();
        arrow.write(&table).unwrap();
        let arrow = arrow.into_inner().unwrap();
        let mut parquet = parquet::arrow::ArrowWriter::try_new(Vec::new(), table.schema(), None).unwrap();
        parquet.write(&table).unwrap();
        let parquet = parquet.into_inner().unwrap();
        for bytes in [arrow, parquet] {
            let parts = super::super::read_all(&bytes, "a").unwrap();
            assert_eq!(parts[0].name.as_deref(), Some("7"));
            assert_eq!(parts[0].reading.as_ref().unwrap().article.text(), "They met.");
            assert!(parts[1].reading.is_err());
            let Error::Unmapped(columns) = read(&bytes, &Mapping::unknown()).unwrap_err() else { panic!() };
            assert_eq!((&*columns[1].name, &*columns[1].example), ("Body", "They met."));
            assert!(matches!(read(&bytes[..bytes.len() / 2], &Mapping::default()), Err(Error::Damaged(_))));
        }
    }

    #[test]
    fn a_table_without_texts_says_what_it_has() {
        let table = table().project(&[0, 3]).unwrap();
        let message = wanted(&table.schema(), &Mapping::default()).unwrap_err().to_string();
        assert!(message.contains("they are id, vector"), "{message}");
    }
}
