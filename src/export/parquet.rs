//! Parquet, for the tools of data analysis: the same rows and columns as CSV, with numbers as numbers.

use std::sync::Arc;

use ::parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use ::parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int64Type};
use ::parquet::errors::ParquetError;
use ::parquet::file::metadata::KeyValue;
use ::parquet::file::properties::WriterProperties;
use ::parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use ::parquet::schema::types::Type;

use super::table::{self, COLUMNS, Cell, Sort};
use super::{About, Entry};

/// So many rows at a time are held in memory besides the file.
const GROUP: usize = 50_000;

/// The statements of all articles as a Parquet file.
///
/// Words are UTF-8 strings, empty where nothing is known; scores and confidences are doubles, null where there is none; `start`
/// and `end` are 64-bit whole numbers. The key-value metadata name the program and say what offsets count.
///
/// # Panics
/// Never: a file in memory can be written.
pub fn parquet(entries: &[Entry<'_>], about: &About) -> Vec<u8> {
    written(entries, about).unwrap_or_else(|error| unreachable!("a table that cannot be written: {error}"))
}

fn written(entries: &[Entry<'_>], about: &About) -> Result<Vec<u8>, ParquetError> {
    let told = about.lines().into_iter().map(|(key, value)| KeyValue::new(key.to_owned(), Some(value)));
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_created_by(about.program.clone())
        .set_key_value_metadata(Some(told.collect()))
        .build();
    let mut file = SerializedFileWriter::new(Vec::new(), schema()?, Arc::new(properties))?;
    let mut rows = entries.iter().flat_map(|&entry| table::rows(entry)).peekable();
    while rows.peek().is_some() {
        let mut columns: Vec<Vec<Cell>> = vec![Vec::new(); COLUMNS.len()];
        for row in rows.by_ref().take(GROUP) {
            for (column, cell) in columns.iter_mut().zip(row) {
                column.push(cell);
            }
        }
        let mut group = file.next_row_group()?;
        for column in columns {
            write(&mut group, column)?;
        }
        group.close()?;
    }
    file.into_inner()
}

fn schema() -> Result<Arc<Type>, ParquetError> {
    let field = |(name, sort): (&str, Sort)| {
        let (physical, logical, repetition) = match sort {
            Sort::Words => (Physical::BYTE_ARRAY, Some(LogicalType::String), Repetition::REQUIRED),
            Sort::Number => (Physical::DOUBLE, None, Repetition::OPTIONAL),
            Sort::Count => (Physical::INT64, None, Repetition::REQUIRED),
        };
        let built = Type::primitive_type_builder(name, physical)
            .with_logical_type(logical)
            .with_repetition(repetition)
            .build()?;
        Ok(Arc::new(built))
    };
    let fields: Result<Vec<Arc<Type>>, ParquetError> = COLUMNS.into_iter().map(field).collect();
    Ok(Arc::new(Type::group_type_builder("statements").with_fields(fields?).build()?))
}

/// Writes the next column of a group, whose cells are all of one sort.
fn write(group: &mut SerializedRowGroupWriter<'_, Vec<u8>>, column: Vec<Cell>) -> Result<(), ParquetError> {
    let Some(mut writer) = group.next_column()? else { return Ok(()) };
    let (mut words, mut numbers, mut counts, mut known) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for cell in column {
        match cell {
            Cell::Words(text) => words.push(ByteArray::from(text.into_bytes())),
            Cell::Number(number) => {
                known.push(i16::from(number.is_some()));
                numbers.extend(number);
            }
            Cell::Count(count) => counts.push(i64::try_from(count).unwrap_or(i64::MAX)),
        }
    }
    if !known.is_empty() {
        writer.typed::<DoubleType>().write_batch(&numbers, Some(&known), None)?;
    } else if !counts.is_empty() {
        writer.typed::<Int64Type>().write_batch(&counts, None, None)?;
    } else {
        writer.typed::<ByteArrayType>().write_batch(&words, None, None)?;
    }
    writer.close()
}

#[cfg(test)]
mod tests {
    use ::parquet::file::reader::{FileReader, SerializedFileReader};
    use ::parquet::record::Field;

    use super::super::tests::sample;
    use super::*;

    #[test]
    fn what_is_read_back_is_what_was_written() {
        let (article, analysis) = sample();
        let entry = Entry { id: "a", article: &article, analysis: &analysis };
        let bytes = parquet(&[entry, entry], &About::program());
        assert_eq!(bytes, parquet(&[entry, entry], &About::program()));
        let reader = SerializedFileReader::new(bytes::Bytes::from(bytes)).unwrap();
        let rows: Vec<_> = reader.get_row_iter(None).unwrap().map(Result::unwrap).collect();
        let wanted: Vec<table::Row> = table::rows(entry).chain(table::rows(entry)).collect();
        assert_eq!(rows.len(), wanted.len());
        for (row, wanted) in rows.iter().zip(wanted) {
            for ((name, field), (cell, (column, _))) in
                row.get_column_iter().zip(wanted.into_iter().zip(COLUMNS))
            {
                assert_eq!(name, column);
                match cell {
                    Cell::Words(words) => assert_eq!(field, &Field::Str(words)),
                    Cell::Number(None) => assert_eq!(field, &Field::Null),
                    Cell::Number(Some(number)) => assert_eq!(field, &Field::Double(number)),
                    Cell::Count(count) => assert_eq!(field, &Field::Long(count as i64)),
                }
            }
        }
    }

    #[test]
    fn a_table_without_rows_is_a_table() {
        let reader = SerializedFileReader::new(bytes::Bytes::from(parquet(&[], &About::program()))).unwrap();
        assert_eq!(reader.metadata().file_metadata().num_rows(), 0);
    }
}
