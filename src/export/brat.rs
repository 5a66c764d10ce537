//! brat's standoff format: the text, and beside it the statements with their cues and sources.

use super::record::rounded;
use super::{Entry, degree};
use crate::quotes::{Kind, Quotation};
use crate::stance::Device;
use crate::text::{ScalarOffsets, Span};

const CONFIGURATION: &str = "\
[entities]
Direct
Mixed
Indirect
Cue
Source

[relations]
CuedBy\tArg1:<ENTITY>, Arg2:Cue
SaidBy\tArg1:<ENTITY>, Arg2:Source

[events]

[attributes]
Degree\tArg:<ENTITY>, Value:hardline|leaning-hardline|neutral|leaning-conciliatory|conciliatory
Device\tArg:<ENTITY>, Value:DEVICES
";

/// What brat must be told of the types: `annotation.conf`, to stand beside the articles.
pub fn brat_configuration() -> String {
    CONFIGURATION.replace("DEVICES", &Device::ALL.map(|device| device.name().replace(' ', "-")).join("|"))
}

/// The annotations of an article (`.ann`), to stand beside its text (`.txt`), which is the article's text as it is.
///
/// Offsets count code points. A statement in several pieces, or over several lines, has an offset pair for each. Notes give speakers
/// and the numbers of the stance.
pub fn brat(entry: Entry<'_>) -> String {
    let mut lines = Lines {
        entry,
        offsets: ScalarOffsets::new(entry.article.text()),
        out: String::new(),
        entities: 0,
        others: 0,
    };
    for quotation in &entry.analysis.quotations {
        lines.statement(quotation);
    }
    lines.out
}

struct Lines<'a> {
    entry: Entry<'a>,
    offsets: ScalarOffsets<'a>,
    out: String,
    entities: usize,
    others: usize,
}

impl Lines<'_> {
    fn statement(&mut self, quotation: &Quotation) {
        let kind = match quotation.kind {
            Kind::Direct => "Direct",
            Kind::Mixed => "Mixed",
            Kind::Indirect => "Indirect",
        };
        let statement = self.entity(kind, &quotation.content);
        for (relation, kind, span) in
            [("CuedBy", "Cue", quotation.cue), ("SaidBy", "Source", quotation.source)]
        {
            let Some(span) = span else { continue };
            let other = self.entity(kind, &[span]);
            self.others += 1;
            self.out.push_str(&format!("R{}\t{relation} Arg1:T{statement} Arg2:T{other}\n", self.others));
        }
        let stance = self.entry.analysis.stances.get(&quotation.id());
        let mut note = match self.entry.speakers(quotation).as_slice() {
            [] => "unattributed".to_owned(),
            names => format!("speaker: {}", names.join("; ")),
        };
        if let Some(stance) = stance {
            let [score, low, high] = [stance.score, stance.low, stance.high].map(rounded);
            note.push_str(&format!("; stance: {score} ({low} to {high})"));
            self.attribute("Degree", statement, degree(score));
            if let Some(device) = stance.device {
                self.attribute("Device", statement, device.name());
            }
        }
        self.others += 1;
        self.out.push_str(&format!("#{}\tAnnotatorNotes T{statement}\t{}\n", self.others, one_line(&note)));
    }

    fn attribute(&mut self, name: &str, of: usize, value: &str) {
        self.others += 1;
        self.out.push_str(&format!("A{}\t{name} T{of} {}\n", self.others, value.replace(' ', "-")));
    }

    fn entity(&mut self, kind: &str, spans: &[Span]) -> usize {
        // An annotation may not run over the end of a line.
        let lines: Vec<Span> =
            spans.iter().flat_map(|&span| lines(self.entry.article.text(), span)).collect();
        let pairs = lines.iter().map(|&span| self.offsets.pair(span));
        let pairs: Vec<String> = pairs.map(|[start, end]| format!("{start} {end}")).collect();
        let words: Vec<&str> = lines.iter().map(|&span| self.entry.article.slice(span)).collect();
        self.entities += 1;
        self.out.push_str(&format!("T{}\t{kind} {}\t{}\n", self.entities, pairs.join(";"), words.join(" ")));
        self.entities
    }
}

/// The parts of `span` that lie in one line each, without the line breaks and the white space around them.
fn lines(text: &str, span: Span) -> Vec<Span> {
    let mut at = span.start;
    let parts = text[span.range()].split('\n').map(|line| {
        let part = Span::new(at, at + line.len());
        at += line.len() + 1;
        part.trimmed(text)
    });
    parts.filter(|part| !part.is_empty()).collect()
}

fn one_line(note: &str) -> String {
    note.replace(['\n', '\t', '\r'], " ")
}

#[cfg(test)]
mod tests {
    use super::super::tests::sample;
    use super::*;

    #[test]
    fn offsets_lead_to_the_words_beside_them() {
        let (article, analysis) = sample();
        let text = brat(Entry { id: "a", article: &article, analysis: &analysis });
        let characters: Vec<char> = article.text().chars().collect();
        let mut entities = 0;
        for line in text.lines().filter(|line| line.starts_with('T')) {
            let [_, places, words] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
            let (_, pairs) = places.split_once(' ').unwrap();
            let read = pairs.split(';').map(|pair| {
                let (start, end) = pair.split_once(' ').unwrap();
                characters[start.parse().unwrap()..end.parse().unwrap()].iter().collect::<String>()
            });
            assert_eq!(read.collect::<Vec<_>>().join(" "), words);
            entities += 1;
        }
        assert_eq!(entities, 5, "two statements, two cues, one source");
        assert!(text.contains("AnnotatorNotes T1\tspeaker: Vučić; stance: -0.3333 (-0.6667 to 0)"), "{text}");
        assert!(text.contains("Degree T1 leaning-hardline"), "{text}");
    }

    #[test]
    fn every_type_and_value_is_declared() {
        let configuration = brat_configuration();
        for device in Device::ALL {
            assert!(configuration.contains(&device.name().replace(' ', "-")));
        }
    }
}
