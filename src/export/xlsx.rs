//! A workbook for spreadsheets (Office Open XML): one sheet of statements, and one that says what its columns mean.

use rust_xlsxwriter::{Format, FormatAlign, Workbook, Worksheet, XlsxError};

use super::table::{self, COLUMNS, Cell, Sort};
use super::{About, Entry};

/// The most rows of a sheet below its heading.
const MOST_ROWS: u32 = 1_048_575;
/// The most characters (UTF-16 units) of a cell.
const LONGEST: usize = 32_767;

/// What a column means, where its name does not say it.
const MEANINGS: [(&str, &str); 12] = [
    (
        "statement",
        "The statement's name within its article. It only looks like offsets; compare it and nothing else.",
    ),
    (
        "kind",
        "direct: the speaker's own words; mixed: a report of which a part stands between quotation marks; indirect: a report in the journalist's words.",
    ),
    ("quote", "What was said, word for word. Pieces of a split quotation are joined with \" … \"."),
    (
        "speaker",
        "Who said it; empty where nobody can be named with reason. Joint speakers are joined with \"; \".",
    ),
    ("speaker_confidence", "How sure the speaker is, from 0 to 1."),
    (
        "stance",
        "From -1 (hardline) to 1 (conciliatory). Empty: the statement takes no stance, which is not a neutral 0.",
    ),
    ("stance_low", "With stance_high, the range in which a second careful reader's score would mostly lie."),
    ("stance_by_rules", "What the rules alone make of it, where a learned score stands in \"stance\"."),
    ("evidence", "The words that carry the score, as far as they have been looked for."),
    ("confidence", "How sure it is, from 0 to 1, that this is a statement with these bounds."),
    ("rule", "The rule that found it."),
    (
        "start",
        "With end, where the statement lies in the article's text, in Unicode code points from 0, the end excluded.",
    ),
];

/// The statements of all articles as a workbook (`.xlsx`).
///
/// Words are stored as words: nothing in them can run. A quotation longer than the 32,767 characters that a cell can hold is
/// not cut; the cell says so, and `start` and `end` say where it stands.
///
/// # Panics
/// Never: the only errors there are, of rows and cells too many, are ruled out beforehand.
pub fn xlsx(entries: &[Entry<'_>], about: &About) -> Vec<u8> {
    written(entries, about).unwrap_or_else(|error| unreachable!("a workbook that cannot be written: {error}"))
}

fn written(entries: &[Entry<'_>], about: &About) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // No clock: the same statements give the same bytes.
    let made = rust_xlsxwriter::ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&rust_xlsxwriter::DocProperties::new().set_creation_datetime(&made));
    let heading = Format::new().set_bold();
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let mut rows = entries.iter().flat_map(|&entry| table::rows(entry)).peekable();
    for number in 1.. {
        let name = if number == 1 { "Statements".to_owned() } else { format!("Statements {number}") };
        let sheet = headed(&mut workbook, &name, &heading)?;
        let mut at = 0;
        for row in rows.by_ref().take(MOST_ROWS as usize) {
            at += 1;
            for ((column, cell), (_, sort)) in (0..).zip(row).zip(COLUMNS) {
                write(sheet, at, column, cell, (sort == Sort::Words).then_some(&wrapped))?;
            }
        }
        sheet.autofilter(0, 0, at, COLUMNS.len() as u16 - 1)?;
        if rows.peek().is_none() {
            break;
        }
    }
    explained(&mut workbook, about, &heading, &wrapped)?;
    workbook.save_to_buffer()
}

fn headed<'w>(
    workbook: &'w mut Workbook,
    name: &str,
    heading: &Format,
) -> Result<&'w mut Worksheet, XlsxError> {
    let sheet = workbook.add_worksheet().set_name(name)?;
    for (column, (name, sort)) in (0..).zip(COLUMNS) {
        sheet.write_with_format(0, column, name, heading)?;
        let width = match (name, sort) {
            ("quote", _) => 70.0,
            ("evidence" | "title", _) => 40.0,
            (_, Sort::Words) => 18.0,
            _ => 11.0,
        };
        sheet.set_column_width(column, width)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(sheet)
}

fn write(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    cell: Cell,
    format: Option<&Format>,
) -> Result<(), XlsxError> {
    match (cell, format) {
        (Cell::Words(words), _) if words.is_empty() => return Ok(()),
        (Cell::Words(words), Some(format)) => {
            let units = words.encode_utf16().count();
            let words = if units > LONGEST {
                format!("[{units} characters are more than a cell can hold]")
            } else {
                words
            };
            sheet.write_string_with_format(row, column, words, format)?;
        }
        (Cell::Words(words), None) => drop(sheet.write_string(row, column, words)?),
        (Cell::Number(None), _) => return Ok(()),
        (Cell::Number(Some(number)), _) => drop(sheet.write_number(row, column, number)?),
        (Cell::Count(count), _) => drop(sheet.write_number(row, column, count as f64)?),
    }
    Ok(())
}

fn explained(
    workbook: &mut Workbook,
    about: &About,
    heading: &Format,
    wrapped: &Format,
) -> Result<(), XlsxError> {
    let sheet = workbook.add_worksheet().set_name("About")?;
    sheet.set_column_width(0, 20.0)?;
    sheet.set_column_width(1, 90.0)?;
    let lines = about.lines();
    let told = lines.iter().map(|(what, words)| (*what, words.as_str()));
    for (row, (what, words)) in (0..).zip(told.chain(MEANINGS)) {
        sheet.write_with_format(row, 0, what, heading)?;
        sheet.write_string_with_format(row, 1, words, wrapped)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use calamine::{Data, Reader, Xlsx};

    use super::super::tests::sample;
    use super::*;

    fn read(bytes: Vec<u8>) -> Vec<Vec<Data>> {
        let mut workbook: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap();
        let range = workbook.worksheet_range("Statements").unwrap();
        range.rows().map(<[Data]>::to_vec).collect()
    }

    #[test]
    fn another_reader_finds_the_same_cells() {
        let (article, analysis) = sample();
        let entry = Entry { id: "=a", article: &article, analysis: &analysis };
        let found = read(xlsx(&[entry], &About::program()));
        let wanted: Vec<table::Row> = table::rows(entry).collect();
        assert_eq!(found.len(), wanted.len() + 1);
        for (row, wanted) in found[1..].iter().zip(wanted) {
            for (cell, wanted) in row.iter().zip(wanted) {
                match wanted {
                    Cell::Words(words) if words.is_empty() => assert_eq!(cell, &Data::Empty),
                    Cell::Words(words) => assert_eq!(cell, &Data::String(words)),
                    Cell::Number(None) => assert_eq!(cell, &Data::Empty),
                    Cell::Number(Some(number)) => assert_eq!(cell, &Data::Float(number)),
                    Cell::Count(count) => assert_eq!(cell, &Data::Float(count as f64)),
                }
            }
        }
    }

    #[test]
    fn the_same_statements_give_the_same_bytes() {
        let (article, analysis) = sample();
        let entries = [Entry { id: "a", article: &article, analysis: &analysis }];
        let about = About::program();
        assert_eq!(xlsx(&entries, &about), xlsx(&entries, &about));
    }

    #[test]
    fn a_quotation_longer_than_a_cell_is_not_cut() {
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet().set_name("Statements").unwrap();
        let format = Format::new();
        write(sheet, 0, 0, Cell::Words("é".repeat(LONGEST)), Some(&format)).unwrap();
        write(sheet, 0, 1, Cell::Words("é".repeat(LONGEST + 1)), Some(&format)).unwrap();
        let found = read(workbook.save_to_buffer().unwrap());
        assert_eq!(found[0][0], Data::String("é".repeat(LONGEST)));
        assert_eq!(found[0][1], Data::String("[32768 characters are more than a cell can hold]".into()));
    }
}
