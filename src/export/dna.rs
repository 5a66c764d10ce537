//! The columns of the Discourse Network Analyzer's statement export, for its tools and rDNA.

use super::Entry;
use super::csv::{defused, quoted};
use crate::stance::Stance;
use crate::text::ScalarOffsets;

const HEADER: &str = "statement_id,time,person,organization,concept,agreement,start_position,stop_position,text,document_title";

/// Half a step of the guideline: less is on neither side.
const NEUTRAL: f64 = 1.0 / 6.0;

/// The statements that take a side, one row for each speaker.
///
/// A discourse network needs a yes or no to a concept. The concept is "conciliation", toward the target where the text names
/// one; `agreement` is 1 for a conciliatory and 0 for a hardline statement. Neutral statements and those without a stance or a
/// speaker take no side and are left out. `organization` is the affiliation of a person, or the body itself.
pub fn dna(entries: &[Entry<'_>]) -> String {
    let mut out = format!("{HEADER}\r\n");
    let mut number = 0;
    for entry in entries {
        let offsets = ScalarOffsets::new(entry.article.text());
        let about = &entry.article.metadata;
        for quotation in &entry.analysis.quotations {
            let Some(stance) = entry.analysis.stances.get(&quotation.id()) else { continue };
            let Some(agrees) = side(stance) else { continue };
            let [start, stop] = offsets.pair(quotation.cover());
            for &id in entry.analysis.speakers.of(quotation.id()) {
                number += 1;
                let speaker = entry.analysis.speakers.get(id);
                let is_person = matches!(
                    speaker.kind,
                    crate::speakers::SpeakerKind::Person | crate::speakers::SpeakerKind::Unnamed
                );
                let (person, body) = match is_person {
                    true => (speaker.name.as_str(), speaker.affiliation.as_deref().unwrap_or_default()),
                    false => ("", speaker.name.as_str()),
                };
                let target = stance.target.map(|target| entry.analysis.speakers.get(target).name.as_str());
                let concept = target
                    .map_or("conciliation".to_owned(), |target| format!("conciliation toward {target}"));
                let cells = [
                    number.to_string(),
                    about.date.as_deref().map_or(String::new(), defused),
                    defused(person),
                    defused(body),
                    defused(&concept),
                    u8::from(agrees).to_string(),
                    start.to_string(),
                    stop.to_string(),
                    defused(&entry.words(quotation)),
                    defused(about.title.as_deref().unwrap_or(entry.id)),
                ];
                out.push_str(&cells.map(|cell| quoted(&cell)).join(","));
                out.push_str("\r\n");
            }
        }
    }
    out
}

fn side(stance: &Stance) -> Option<bool> {
    (stance.score.abs() > NEUTRAL).then_some(stance.score > 0.0)
}

#[cfg(test)]
mod tests {
    use super::super::tests::sample;
    use super::*;

    #[test]
    fn statements_that_take_a_side_are_rows() {
        let (article, analysis) = sample();
        let text = dna(&[Entry { id: "a", article: &article, analysis: &analysis }]);
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        assert_eq!(reader.headers().unwrap().len(), 10);
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        assert_eq!(rows.len(), 1, "the other has no stance");
        let cells: Vec<&str> = rows[0].iter().collect();
        assert_eq!(cells[..6], ["1", "", "Vučić", "", "conciliation", "0"]);
        assert_eq!(cells[8..], ["“No, = never,” … “not \"today\".”", "Tälks"]);
    }
}
