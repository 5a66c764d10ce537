//! The statements as a table: what CSV, spreadsheets and Parquet have in common.

use super::record::rounded;
use super::{Entry, joined};
use crate::quotes::Quotation;
use crate::speakers::{Speaker, SpeakerId};
use crate::stance::Device;
use crate::text::ScalarOffsets;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// Words, or nothing.
    Words,
    /// A number, or nothing.
    Number,
    /// A whole number from 0.
    Count,
}

/// One cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell {
    /// Words; empty where nothing is known.
    Words(String),
    /// A number, `None` where there is none: no stance is not a neutral one.
    Number(Option<f64>),
    /// A whole number.
    Count(usize),
}

use Sort::{Count, Number, Words};

/// The columns and what they hold, in order.
pub(super) const COLUMNS: [(&str, Sort); 28] = [
    ("article", Words),
    ("statement", Words),
    ("kind", Words),
    ("quote", Words),
    ("speaker", Words),
    ("speaker_for", Words),
    ("speaker_kind", Words),
    ("speaker_role", Words),
    ("speaker_affiliation", Words),
    ("speaker_country", Words),
    ("speaker_confidence", Number),
    ("stance", Number),
    ("stance_low", Number),
    ("stance_high", Number),
    ("stance_by_rules", Number),
    ("device", Words),
    ("target", Words),
    ("source", Words),
    ("cue", Words),
    ("evidence", Words),
    ("confidence", Number),
    ("rule", Words),
    ("start", Count),
    ("end", Count),
    ("title", Words),
    ("date", Words),
    ("publisher", Words),
    ("url", Words),
];

/// A row of as many cells as there are columns.
pub(super) type Row = [Cell; COLUMNS.len()];

/// One row for each statement of an article, in text order.
pub(super) fn rows(entry: Entry<'_>) -> impl Iterator<Item = Row> + '_ {
    let offsets = ScalarOffsets::new(entry.article.text());
    entry.analysis.quotations.iter().map(move |quotation| row(entry, quotation, &offsets))
}

fn row(entry: Entry<'_>, quotation: &Quotation, offsets: &ScalarOffsets<'_>) -> Row {
    let Entry { id, article, analysis } = entry;
    let stance = analysis.stances.get(&quotation.id());
    let attribution = analysis.speakers.attributions.get(&quotation.id());
    let speakers = analysis.speakers.of(quotation.id());
    let principals = attribution.map_or(&[][..], |found| &found.on_behalf_of);
    let name = |speaker: &SpeakerId| analysis.speakers.get(*speaker).name.as_str();
    let of_each = |field: fn(&Speaker) -> Option<&str>| {
        words(joined(speakers.iter().filter_map(|&speaker| field(analysis.speakers.get(speaker))), "; "))
    };
    let known = |text: &Option<String>| words(text.as_deref().unwrap_or_default());
    let number = |number: Option<f64>| Cell::Number(number.map(rounded));
    let evidence = stance.map_or(&[][..], |stance| &stance.evidence);
    let [start, end] = offsets.pair(quotation.cover());
    [
        words(id),
        words(quotation.id().to_string()),
        words(quotation.kind.name()),
        words(entry.words(quotation)),
        words(joined(speakers.iter().map(name), "; ")),
        words(joined(principals.iter().map(name), "; ")),
        of_each(|speaker| Some(speaker.kind.name())),
        of_each(|speaker| speaker.role.as_deref()),
        of_each(|speaker| speaker.affiliation.as_deref()),
        of_each(|speaker| speaker.country),
        number(attribution.map(|attribution| attribution.confidence)),
        number(stance.map(|stance| stance.score)),
        number(stance.map(|stance| stance.low)),
        number(stance.map(|stance| stance.high)),
        number(stance.and_then(|stance| stance.by_rules.as_deref()).map(|rules| rules.score)),
        words(stance.and_then(|stance| stance.device).map_or("", Device::name)),
        words(stance.and_then(|stance| stance.target.as_ref()).map_or("", name)),
        words(quotation.source.map_or("", |span| article.slice(span))),
        words(quotation.cue.map_or("", |span| article.slice(span))),
        words(joined(evidence.iter().map(|evidence| article.slice(evidence.span)), "; ")),
        number(Some(quotation.confidence)),
        words(quotation.rule),
        Cell::Count(start),
        Cell::Count(end),
        known(&article.metadata.title),
        known(&article.metadata.date),
        known(&article.metadata.publisher),
        known(&article.metadata.url),
    ]
}

fn words(words: impl Into<String>) -> Cell {
    Cell::Words(words.into())
}

#[cfg(test)]
mod tests {
    use super::super::tests::sample;
    use super::*;

    #[test]
    fn every_cell_is_of_its_columns_sort() {
        let (article, analysis) = sample();
        let rows: Vec<Row> = rows(Entry { id: "a", article: &article, analysis: &analysis }).collect();
        assert_eq!(rows.len(), 2);
        for (cell, (column, sort)) in rows.iter().flat_map(|row| row.iter().zip(COLUMNS)) {
            let found = match cell {
                Cell::Words(_) => Words,
                Cell::Number(_) => Number,
                Cell::Count(_) => Count,
            };
            assert_eq!(found, sort, "{column}");
        }
    }
}
