//! Findings as Arrow columns, one row for each article: the same keys and values as a line of JSON ([`super::jsonl_line`]).

use std::collections::BTreeMap;
use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_json::reader::{Decoder, ReaderBuilder};
use arrow_schema::{ArrowError, DataType, Field, Fields, Schema, SchemaRef};

use super::record::{self, SCHEMA_VERSION};
use super::{About, Entry};

/// The schema of version [`SCHEMA_VERSION`]. It changes only together with that number; docs/SCHEMA.md describes it.
///
/// Its metadata say with which program and engine the findings were made, and what offsets count.
pub fn columns_schema(about: &About) -> SchemaRef {
    let mut told: BTreeMap<String, String> =
        about.lines().into_iter().map(|(key, value)| (format!("standpoint.{key}"), value)).collect();
    told.insert("standpoint.schema_version".to_owned(), SCHEMA_VERSION.to_string());
    Arc::new(Schema::new(fields()).with_metadata(told))
}

fn fields() -> Fields {
    let evidence = || list(group([span("span"), words("words"), number("weight"), words("reason")]));
    let leanings = || list(group([number("weight"), words("reason")]));
    let link = group([words("step"), span("span"), words("words"), words("rule")]);
    let statement = group([
        words("id"),
        words("kind"),
        words("quote"),
        spans("content"),
        spans("cue"),
        spans("source"),
        spans("addressee"),
        all_words("speaker"),
        all_words("speaker_for"),
        number("stance"),
        number("stance_low"),
        number("stance_high"),
        words("device"),
        words("target"),
        Field::new("evidence", evidence(), true),
        Field::new("leanings", leanings(), true),
        number("learned"),
        Field::new(
            "rules",
            group([
                number("stance"),
                Field::new("evidence", evidence(), true),
                Field::new("leanings", leanings(), true),
            ]),
            true,
        ),
        Field::new("disputed", DataType::Boolean, true),
        number("confidence"),
        words("rule"),
        number("speaker_confidence"),
        Field::new("speaker_chain", list(link), true),
        Field::new("speaker_alternatives", list(group([words("speaker"), number("confidence")])), true),
        words("outer"),
    ]);
    let speaker = group([
        words("name"),
        words("kind"),
        words("role"),
        words("affiliation"),
        words("country"),
        all_words("aliases"),
        spans("mentions"),
    ]);
    Fields::from(vec![
        Field::new("schema_version", DataType::Int32, false),
        words("offset_unit"),
        Field::new("id", DataType::Utf8, false),
        words("error"),
        words("title"),
        words("byline"),
        words("date"),
        words("publisher"),
        words("url"),
        words("language"),
        words("engine"),
        words("text"),
        spans("origin"),
        Field::new("attributions", list(statement), true),
        Field::new("speakers", list(speaker), true),
        spans("fragments"),
    ])
}

fn words(name: &str) -> Field {
    Field::new(name, DataType::Utf8, true)
}

fn number(name: &str) -> Field {
    Field::new(name, DataType::Float64, true)
}

fn list(of: DataType) -> DataType {
    DataType::List(Arc::new(Field::new("item", of, true)))
}

fn all_words(name: &str) -> Field {
    Field::new(name, list(DataType::Utf8), true)
}

/// `[start, end)`, as a list of two.
fn span(name: &str) -> Field {
    Field::new(name, list(DataType::Int64), true)
}

fn spans(name: &str) -> Field {
    Field::new(name, list(list(DataType::Int64)), true)
}

fn group<const N: usize>(fields: [Field; N]) -> DataType {
    DataType::Struct(fields.into_iter().collect())
}

/// Makes a table of findings.
#[derive(Debug)]
pub struct Columns {
    decoder: Decoder,
}

impl Columns {
    /// A table without rows.
    ///
    /// # Errors
    /// Never with [`columns_schema`].
    pub fn of(schema: SchemaRef) -> Result<Self, ArrowError> {
        Ok(Self { decoder: ReaderBuilder::new(schema).build_decoder()? })
    }

    /// Adds the row of an article, with or without its text.
    ///
    /// # Errors
    /// Never with [`columns_schema`].
    pub fn add(&mut self, entry: Entry<'_>, has_text: bool) -> Result<(), ArrowError> {
        let row = if has_text { record::article(entry) } else { record::findings(entry) };
        self.decoder.serialize(&[row])
    }

    /// Adds the row of an article that could not be read.
    ///
    /// # Errors
    /// Never with [`columns_schema`].
    pub fn fail(&mut self, id: &str, error: &str) -> Result<(), ArrowError> {
        self.decoder.serialize(&[record::failure(id, error)])
    }

    /// The table; the next has no rows.
    ///
    /// # Errors
    /// Never with [`columns_schema`].
    pub fn take(&mut self) -> Result<Option<RecordBatch>, ArrowError> {
        self.decoder.flush()
    }
}

#[cfg(test)]
mod tests {
    use arrow_json::LineDelimitedWriter;
    use serde_json::Value;

    use super::super::tests::sample;
    use super::super::{failure_line, jsonl_line};
    use super::*;

    /// An object without what is null, and without keys that say the same by being missing.
    fn bare(value: Value) -> Value {
        match value {
            Value::Object(map) => map
                .into_iter()
                .filter(|(_, value)| !value.is_null())
                .map(|(key, value)| (key, bare(value)))
                .collect(),
            Value::Array(values) => values.into_iter().map(bare).collect(),
            other => other,
        }
    }

    #[test]
    fn columns_hold_what_lines_hold() {
        let (article, analysis) = sample();
        let entry = Entry { id: "a", article: &article, analysis: &analysis };
        let lines = [jsonl_line(entry), failure_line("b", "it is empty")];
        let mut columns = Columns::of(columns_schema(&About::program())).unwrap();
        columns.add(entry, true).unwrap();
        columns.fail("b", "it is empty").unwrap();
        let table = columns.take().unwrap().unwrap();
        assert!(columns.take().unwrap().is_none());
        let mut writer = LineDelimitedWriter::new(Vec::new());
        writer.write(&table).unwrap();
        let back = String::from_utf8(writer.into_inner()).unwrap();
        for (line, back) in lines.iter().zip(back.lines()) {
            let of = |line: &str| {
                let mut value = bare(serde_json::from_str(line).unwrap());
                // Compared as a set of keys; "origin" is left out of a line where it is empty.
                value.as_object_mut().unwrap().sort_keys();
                value
            };
            assert_eq!(of(line), of(back));
        }
    }

    #[test]
    fn every_key_of_a_line_is_a_column() {
        let (article, analysis) = sample();
        let line = jsonl_line(Entry { id: "a", article: &article, analysis: &analysis });
        let schema = columns_schema(&About::program());
        let keys = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
        let value: Value = serde_json::from_str(&line).unwrap();
        for key in keys(&value) {
            assert!(schema.field_with_name(&key).is_ok(), "{key}");
        }
        for (list, key) in [("attributions", 0), ("speakers", 0)] {
            let DataType::List(item) = schema.field_with_name(list).unwrap().data_type() else { panic!() };
            let DataType::Struct(fields) = item.data_type() else { panic!() };
            let names: Vec<&String> = fields.iter().map(|field| field.name()).collect();
            assert_eq!(names, keys(&value[list][key]).iter().collect::<Vec<_>>());
        }
    }
}
