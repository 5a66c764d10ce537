//! A small chart for each actor: the text from left to right, from hardline at the bottom to conciliatory at the top.

use super::line::{self, Piece, Style};
use crate::analysis::Analysis;
use crate::chart::{Point, Series};
use crate::palette::{Appearance, Marker, Place};

/// The columns before a lane, for the names of the steps.
const GUTTER: usize = 15;

/// Appends the lanes of all series.
pub(super) fn write(
    analysis: &Analysis,
    series: &[Series],
    width: usize,
    colours: Option<Appearance>,
    out: &mut String,
) {
    if series.is_empty() {
        return out.push_str("No statements were found.\n");
    }
    let bold = Style { bold: true, ..Style::default() };
    let heading = "Stance over the text, from its start (left) to its end".to_owned();
    line::wrap(&[Piece { text: heading, style: bold }], width, colours, out);
    for (rank, series) in series.iter().enumerate() {
        let place = if series.speaker.is_some() { Place::Rank(rank) } else { Place::Unattributed };
        let style = Style { colour: colours.map(|appearance| place.colour(appearance)), ..Style::default() };
        out.push('\n');
        line::wrap(&heading_of(analysis, series, place, style), width, colours, out);
        for (level, row) in rows(series, place.marker(), width - GUTTER) {
            out.push_str(&gutter(level));
            line::paint(row.trim_end(), style, colours, out);
            out.push('\n');
        }
    }
}

fn heading_of(analysis: &Analysis, series: &Series, place: Place, style: Style) -> Vec<Piece> {
    let speaker = series.speaker.map(|id| analysis.speakers.get(id));
    let name = speaker.map_or("Unattributed", |speaker| &speaker.name);
    let role =
        speaker.and_then(|speaker| speaker.role.as_ref()).map_or(String::new(), |role| format!(", {role}"));
    let count = series.count();
    let plural = if count == 1 { "" } else { "s" };
    let mean = match series.mean() {
        Some(mean) => format!("mean {:+.2}", super::super::record::rounded(mean)),
        None => "no stance".to_owned(),
    };
    vec![
        Piece {
            text: format!("{} {name}", glyph(place.marker(), true)),
            style: Style { bold: true, ..style },
        },
        Piece { text: format!("{role} · {count} statement{plural} · {mean}"), style: Style::default() },
    ]
}

/// The rows from the highest step reached to the lowest, the neutral one always among them; none without a point.
fn rows(series: &Series, marker: Marker, width: usize) -> Vec<(i32, String)> {
    let level = |point: &Point| (point.score.clamp(-1.0, 1.0) * 3.0).round() as i32;
    let levels = series.points.iter().map(level);
    let (Some(least), Some(most)) = (levels.clone().min(), levels.max()) else { return Vec::new() };
    let row = |at: i32| {
        let mut cells = vec![if at == 0 { '─' } else { ' ' }; width];
        let mut taken = vec![false; width];
        for point in series.points.iter().filter(|point| level(point) == at) {
            let wanted = (point.position * (width - 1) as f64).round() as usize;
            // Statements that stand close together are set side by side.
            let free = (wanted..width).chain((0..wanted).rev()).find(|&cell| !taken[cell]);
            if let Some(cell) = free {
                taken[cell] = true;
                cells[cell] = glyph(marker, point.is_certain());
            }
        }
        (at, cells.into_iter().collect())
    };
    (least.min(0)..=most.max(0)).rev().map(row).collect()
}

fn gutter(level: i32) -> String {
    let name = match level {
        3 => "conciliatory",
        0 => "neutral",
        -3 => "hardline",
        _ => "",
    };
    let bar = if level == 0 { '┼' } else { '│' };
    format!("{name:>width$} {bar}", width = GUTTER - 2)
}

/// The mark of an actor, filled where the speaker is sure.
fn glyph(marker: Marker, is_filled: bool) -> char {
    let (filled, hollow) = match marker {
        Marker::Circle => ('●', '○'),
        Marker::Square => ('■', '□'),
        Marker::Diamond => ('◆', '◇'),
        Marker::Up => ('▲', '△'),
        Marker::Down => ('▼', '▽'),
        Marker::Hexagon => ('⬢', '⬡'),
        Marker::Left => ('◀', '◁'),
        Marker::Right => ('▶', '▷'),
        Marker::Cross => ('✕', '✕'),
    };
    if is_filled { filled } else { hollow }
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr;

    use super::*;
    use crate::quotes::{Kind, QuotationId};

    fn series(points: &[(f64, f64, f64)]) -> Series {
        let point = |&(position, score, confidence): &(f64, f64, f64)| Point {
            id: QuotationId { start: 0, end: 1 },
            position,
            score,
            low: score,
            high: score,
            kind: Kind::Direct,
            confidence,
        };
        Series { speaker: None, points: points.iter().map(point).collect(), without_stance: 0 }
    }

    #[test]
    fn marks_stand_at_their_place_and_height() {
        let rows =
            rows(&series(&[(0.0, -1.0, 1.0), (1.0, 1.0 / 3.0, 0.2), (0.01, -1.0, 1.0)]), Marker::Circle, 5);
        let expected = [(1, "    ○"), (0, "─────"), (-1, "     "), (-2, "     "), (-3, "●●   ")];
        assert_eq!(rows.iter().map(|(level, row)| (*level, row.as_str())).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn more_marks_than_columns_are_no_fault() {
        assert_eq!(rows(&series(&[(0.5, 0.0, 1.0); 9]), Marker::Up, 4), [(0, "▲▲▲▲".to_owned())]);
    }

    #[test]
    fn gutters_are_of_one_width() {
        for level in -3..=3 {
            assert_eq!(gutter(level).width(), GUTTER);
        }
    }
}
