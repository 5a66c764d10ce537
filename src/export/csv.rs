//! CSV after RFC 4180, one statement a row, for spreadsheets and statistics.

use super::record::rounded;
use super::{Entry, joined};
use crate::quotes::Quotation;
use crate::speakers::Speaker;
use crate::text::ScalarOffsets;

const COLUMNS: [&str; 27] = [
    "article",
    "statement",
    "kind",
    "quote",
    "speaker",
    "speaker_for",
    "speaker_role",
    "speaker_affiliation",
    "speaker_country",
    "speaker_confidence",
    "stance",
    "stance_low",
    "stance_high",
    "stance_by_rules",
    "device",
    "target",
    "source",
    "cue",
    "evidence",
    "confidence",
    "rule",
    "start",
    "end",
    "title",
    "date",
    "publisher",
    "url",
];

/// The statements of all articles as CSV, with a byte order mark if `bom`, which some spreadsheets need to read accents.
///
/// `start` and `end` count Unicode scalar values into the article's text. Pieces of a split quotation are joined with " … ",
/// names of joint speakers with "; ". A cell of text that a spreadsheet would take for a formula, because it begins with
/// `=`, `+`, `-`, `@`, a tab, a return or a NUL, or the wide forms of those signs, gets a `'` in front: opening somebody
/// else's article must not run anything. The JSON formats hold the words without that.
pub fn csv(entries: &[Entry<'_>], bom: bool) -> String {
    let rows = entries.iter().map(|&entry| csv_rows(entry));
    std::iter::once(csv_header(bom)).chain(rows).collect()
}

/// The first row, for writing [`csv()`] article by article.
pub fn csv_header(bom: bool) -> String {
    let mark = if bom { "\u{FEFF}" } else { "" };
    format!("{mark}{}\r\n", COLUMNS.join(","))
}

/// The rows of one article, for writing [`csv()`] article by article.
pub fn csv_rows(entry: Entry<'_>) -> String {
    let offsets = ScalarOffsets::new(entry.article.text());
    let mut out = String::new();
    for quotation in &entry.analysis.quotations {
        let cells = row(entry, quotation, &offsets);
        out.push_str(&cells.map(|cell| quoted(&cell)).join(","));
        out.push_str("\r\n");
    }
    out
}

fn row(entry: Entry<'_>, quotation: &Quotation, offsets: &ScalarOffsets<'_>) -> [String; COLUMNS.len()] {
    let Entry { id, article, analysis } = entry;
    let words = |span| defused(article.slice(span));
    let stance = analysis.stances.get(&quotation.id());
    let speakers = analysis.speakers.of(quotation.id());
    let attribution = analysis.speakers.attributions.get(&quotation.id());
    let [start, end] = offsets.pair(quotation.cover());
    let number = |number: Option<f64>| number.map_or(String::new(), |number| rounded(number).to_string());
    let known = |text: &Option<String>| text.as_deref().map_or(String::new(), defused);
    let names = joined(speakers.iter().map(|&speaker| analysis.speakers.get(speaker).name.as_str()), "; ");
    let of_each = |field: fn(&Speaker) -> Option<&str>| {
        joined(speakers.iter().filter_map(|&speaker| field(analysis.speakers.get(speaker))), "; ")
    };
    let roles = of_each(|speaker| speaker.role.as_deref());
    let bodies = of_each(|speaker| speaker.affiliation.as_deref());
    let countries = of_each(|speaker| speaker.country);
    let principals = attribution.map_or(&[][..], |found| &found.on_behalf_of);
    let principals =
        joined(principals.iter().map(|&principal| analysis.speakers.get(principal).name.as_str()), "; ");
    let evidence = stance.map_or(String::new(), |stance| {
        joined(stance.evidence.iter().map(|evidence| article.slice(evidence.span)), "; ")
    });
    let target =
        stance.and_then(|stance| stance.target).map(|target| analysis.speakers.get(target).name.as_str());
    [
        defused(id),
        quotation.id().to_string(),
        quotation.kind.name().to_owned(),
        defused(&joined(quotation.content.iter().map(|&span| article.slice(span)), " … ")),
        defused(&names),
        defused(&principals),
        defused(&roles),
        defused(&bodies),
        defused(&countries),
        number(attribution.map(|attribution| attribution.confidence)),
        number(stance.map(|stance| stance.score)),
        number(stance.map(|stance| stance.low)),
        number(stance.map(|stance| stance.high)),
        number(stance.and_then(|stance| stance.by_rules.as_deref()).map(|rules| rules.score)),
        stance.and_then(|stance| stance.device).map_or(String::new(), |device| device.name().to_owned()),
        defused(target.unwrap_or_default()),
        quotation.source.map_or(String::new(), words),
        quotation.cue.map_or(String::new(), words),
        defused(&evidence),
        number(Some(quotation.confidence)),
        quotation.rule.to_owned(),
        start.to_string(),
        end.to_string(),
        known(&article.metadata.title),
        known(&article.metadata.date),
        known(&article.metadata.publisher),
        known(&article.metadata.url),
    ]
}

/// Text that no spreadsheet takes for a formula.
fn defused(text: &str) -> String {
    const SIGNS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\0', '＝', '＋', '－', '＠'];
    if text.starts_with(SIGNS) { format!("'{text}") } else { text.to_owned() }
}

/// A cell with the quoting that RFC 4180 asks for.
fn quoted(cell: &str) -> String {
    if cell.contains(['"', ',', '\n', '\r']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::sample;
    use super::*;

    fn read(text: &str) -> Vec<Vec<String>> {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
        reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
    }

    #[test]
    fn every_statement_is_a_row_that_a_reader_understands() {
        let (article, analysis) = sample();
        let text = csv(&[Entry { id: "=a,b", article: &article, analysis: &analysis }], false);
        let rows = read(&text);
        assert_eq!(rows.len(), 3);
        assert_eq!(rows[0], COLUMNS);
        assert_eq!(rows[1][0], "'=a,b");
        assert_eq!(rows[1][3], "“No, = never,” … “not \"today\".”");
        assert_eq!(rows[1][4..7], ["Vučić", "", "president"]);
        assert_eq!(rows[1][9..14], ["0.8", "-0.3333", "-0.6667", "0", ""]);
        assert_eq!(rows[1][21], "7");
        assert_eq!(rows[2][4], "");
        assert_eq!(rows[2][10], "");
    }

    #[test]
    fn formulas_are_defused_and_other_words_left_alone() {
        for text in ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "＝1", "\0x"] {
            assert_eq!(defused(text), format!("'{text}"));
        }
        assert_eq!(defused("a=1"), "a=1");
    }

    #[test]
    fn the_mark_comes_first_if_asked_for() {
        assert!(csv(&[], true).starts_with("\u{FEFF}article,"));
        assert!(csv(&[], false).starts_with("article,") && csv(&[], false).ends_with("\r\n"));
    }
}
