//! CSV after RFC 4180, one statement a row, for spreadsheets and statistics.

use super::Entry;
use super::table::{self, COLUMNS, Cell};

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
    format!("{mark}{}\r\n", COLUMNS.map(|(name, _)| name).join(","))
}

/// The rows of one article, for writing [`csv()`] article by article.
pub fn csv_rows(entry: Entry<'_>) -> String {
    let line = |row: table::Row| format!("{}\r\n", row.map(|cell| quoted(&shown(cell))).join(","));
    table::rows(entry).map(line).collect()
}

fn shown(cell: Cell) -> String {
    match cell {
        Cell::Words(words) => defused(&words),
        Cell::Number(number) => number.map_or(String::new(), |number| number.to_string()),
        Cell::Count(count) => count.to_string(),
    }
}

/// Text that no spreadsheet takes for a formula.
pub(super) fn defused(text: &str) -> String {
    const SIGNS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\0', '＝', '＋', '－', '＠'];
    if text.starts_with(SIGNS) { format!("'{text}") } else { text.to_owned() }
}

/// A cell with the quoting that RFC 4180 asks for.
pub(super) fn quoted(cell: &str) -> String {
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
        assert_eq!(rows[0], COLUMNS.map(|(name, _)| name));
        assert_eq!(rows[1][0], "'=a,b");
        assert_eq!(rows[1][3], "“No, = never,” … “not \"today\".”");
        assert_eq!(rows[1][4..8], ["Vučić", "", "person", "president"]);
        assert_eq!(rows[1][10..15], ["0.8", "-0.3333", "-0.6667", "0", ""]);
        assert_eq!(rows[1][22], "7");
        assert_eq!(rows[2][4], "");
        assert_eq!(rows[2][11], "");
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
