//! Findings that were written before, as JSON lines or as columns with the texts in them, taken as they are instead of being found again.
//! docs/SCHEMA.md describes them.

mod row;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use rayon::prelude::*;
use serde::de::DeserializeOwned;

use row::{Chained, Lean, Other, Pair, Row, Rules, Statement, Who, Words};

use super::cache::Found;
use super::stored::lasting;
use crate::analysis::{Analysis, Engine};
use crate::article::Article;
use crate::ingest::{self, Mapping, Reading, columns};
use crate::quotes::{Kind, Quotation, QuotationId};
use crate::speakers::{Attribution, Link, Speaker, SpeakerId, SpeakerKind, Speakers, Step};
use crate::stance::{Device, Evidence, Leaning, Stance};
use crate::text::{ScalarOffsets, Span};

/// The version of the rows that is understood.
const VERSION: u32 = 1;
/// The largest file of findings that is opened, in bytes.
pub(super) const LARGEST: usize = 1 << 30;

/// Whether a file holds findings. Of columns only the names at the end of the file are looked for: no parser sees a file that does not say
/// of itself that it holds findings.
pub(super) fn is(bytes: &[u8]) -> bool {
    const TAIL: usize = 1 << 20;
    if is_columns(bytes) {
        let tail = &bytes[bytes.len().saturating_sub(TAIL)..];
        let has = |name: &[u8]| tail.windows(name.len()).any(|window| window == name);
        return has(b"attributions") && has(b"speaker_chain");
    }
    let line = bytes.split(|&byte| byte == b'\n').next().unwrap_or_default();
    line.starts_with(b"{\"schema_version\":")
        && parsed::<Row>(line).is_ok_and(|row| !row.offset_unit.is_empty())
}

fn is_columns(bytes: &[u8]) -> bool {
    columns::is_parquet(bytes) || columns::is_arrow(bytes)
}

/// The articles of a file with what was found in them. A row that cannot be understood keeps no other from being read.
///
/// # Errors
/// If it is damaged, was written by a newer version of the program, or has no texts.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<Found>, ingest::Error> {
    // A fault in the reading of a file that somebody has broken is to be no more than a broken file.
    catch_unwind(AssertUnwindSafe(|| found_in(bytes)))
        .unwrap_or(Err(ingest::Error::Damaged("a file of findings")))
}

fn found_in(bytes: &[u8]) -> Result<Vec<Found>, ingest::Error> {
    let mut found = Vec::new();
    if is_columns(bytes) {
        for lines in columns::lines(bytes, "text", &told(NO_TEXT))? {
            found.extend(of_lines(&lines?)?);
        }
    } else {
        found = of_lines(bytes)?;
    }
    if found.is_empty() { Err(ingest::Error::NoArticles) } else { Ok(found) }
}

fn of_lines(bytes: &[u8]) -> Result<Vec<Found>, ingest::Error> {
    let lines = bytes.split(|&byte| byte == b'\n').filter(|line| !line.trim_ascii().is_empty());
    lines.collect::<Vec<_>>().into_par_iter().map(found).collect()
}

const NO_TEXT: &str =
    "it holds findings without the texts of their articles; write them with --with-text to open them";

fn told(words: &str) -> ingest::Error {
    ingest::Error::Told(words.to_owned())
}

fn parsed<T: DeserializeOwned>(line: &[u8]) -> Result<T, ingest::Error> {
    serde_json::from_slice(line)
        .map_err(|error| ingest::Error::Told(format!("it is no row of findings ({error})")))
}

fn found(line: &[u8]) -> Result<Found, ingest::Error> {
    let row: Row = match parsed(line) {
        Ok(row) => row,
        Err(error) => return Ok(Found { name: None, reading: Err(error.to_string()) }),
    };
    if row.schema_version > VERSION {
        return Err(told(
            "a newer version of Standpoint wrote these findings; get that version to open them",
        ));
    }
    let name = Some(row.id.clone());
    if let Some(error) = row.error {
        return Ok(Found { name, reading: Err(error) });
    }
    let line = std::str::from_utf8(line).map_err(|error| ingest::Error::Told(error.to_string()))?;
    let reading = match ingest::row(line, &Mapping::default())?.article() {
        Err(_) => Err(NO_TEXT.to_owned()),
        Ok(article) => match analysis(&row, &article) {
            None => Err("its findings do not fit its text; write them again".to_owned()),
            Some(analysis) => {
                let article = if row.origin.is_sorted() { article.with_origin(row.origin) } else { article };
                Ok((Reading { article, warnings: Vec::new() }, analysis))
            }
        },
    };
    Ok(Found { name, reading })
}

/// What a row says was found in `article`; `None` if that cannot be.
fn analysis(row: &Row, article: &Article) -> Option<Analysis> {
    let text = article.text();
    let mut back =
        Back { offsets: ScalarOffsets::new(text), length: text.chars().count(), names: BTreeMap::new() };
    let mut list = Vec::new();
    for who in &row.speakers {
        let id = SpeakerId(u32::try_from(list.len()).ok()?);
        back.names.insert(&who.name, id);
        list.push(back.speaker(who, id)?);
    }
    let mut analysis = Analysis {
        engine: if row.engine.as_deref() == Some(Engine::Rules.name()) {
            Engine::Rules
        } else {
            Engine::Model
        },
        fragments: back.spans(&row.fragments)?,
        ..Analysis::default()
    };
    for statement in &row.attributions {
        let quotation = back.quotation(statement)?;
        // Of another state of the text the words would be others.
        if quotation.words(article) != statement.quote {
            return None;
        }
        let id = quotation.id();
        analysis.speakers.attributions.insert(id, back.attribution(statement)?);
        if let Some(score) = statement.stance {
            analysis.stances.insert(id, back.stance(statement, score)?);
        }
        analysis.quotations.push(quotation);
    }
    analysis.quotations.sort_by_key(Quotation::id);
    analysis.speakers = Speakers { list, ..analysis.speakers };
    Some(analysis)
}

/// Makes of a row what it was made from.
struct Back<'a> {
    offsets: ScalarOffsets<'a>,
    /// How many code points the text has.
    length: usize,
    names: BTreeMap<&'a str, SpeakerId>,
}

fn named<T: Copy>(all: &[T], name: impl Fn(T) -> &'static str, wanted: &str) -> Option<T> {
    all.iter().copied().find(|&one| name(one) == wanted)
}

impl Back<'_> {
    fn span(&self, (start, end): Pair) -> Option<Span> {
        (start <= end && end <= self.length)
            .then(|| Span::new(self.offsets.byte(start), self.offsets.byte(end)))
    }

    fn spans(&self, pairs: &[Pair]) -> Option<Vec<Span>> {
        pairs.iter().map(|&pair| self.span(pair)).collect()
    }

    /// Of a value that may be missing, but if it is there must make sense.
    fn perhaps(&self, pairs: &[Pair]) -> Option<Option<Span>> {
        pairs.first().map_or(Some(None), |&pair| self.span(pair).map(Some))
    }

    fn ids(&self, names: &[String]) -> Option<Vec<SpeakerId>> {
        names.iter().map(|name| self.names.get(name.as_str()).copied()).collect()
    }

    fn speaker(&self, who: &Who, id: SpeakerId) -> Option<Speaker> {
        Some(Speaker {
            id,
            name: who.name.clone(),
            kind: named(&SpeakerKind::ALL, SpeakerKind::name, &who.kind)?,
            role: who.role.clone(),
            affiliation: who.affiliation.clone(),
            country: who.country.as_deref().map_or(Some(None), |country| lasting(country).map(Some))?,
            aliases: who.aliases.clone(),
            mentions: self.spans(&who.mentions)?,
        })
    }

    fn quotation(&self, statement: &Statement) -> Option<Quotation> {
        // A statement's name is its range of bytes.
        let outer = |name: &String| {
            let (start, end) = name.strip_prefix('q')?.split_once('-')?;
            Some(QuotationId { start: start.parse().ok()?, end: end.parse().ok()? })
        };
        Some(Quotation {
            kind: named(&Kind::ALL, Kind::name, &statement.kind)?,
            content: self.spans(&statement.content).filter(|content| !content.is_empty())?,
            cue: self.perhaps(&statement.cue)?,
            source: self.perhaps(&statement.source)?,
            addressee: self.perhaps(&statement.addressee)?,
            outer: statement.outer.as_ref().and_then(outer),
            rule: lasting(&statement.rule)?,
            confidence: statement.confidence,
        })
    }

    fn attribution(&self, statement: &Statement) -> Option<Attribution> {
        let link = |link: &Chained| {
            let step = named(&Step::ALL, Step::name, &link.step)?;
            Some(Link { step, span: self.span(link.span)?, rule: lasting(&link.rule)? })
        };
        let other = |other: &Other| Some((*self.names.get(other.speaker.as_str())?, other.confidence));
        Some(Attribution {
            speakers: self.ids(&statement.speaker)?,
            on_behalf_of: self.ids(&statement.speaker_for)?,
            confidence: statement.speaker_confidence,
            chain: statement.speaker_chain.iter().map(link).collect::<Option<_>>()?,
            alternatives: statement.speaker_alternatives.iter().map(other).collect::<Option<_>>()?,
        })
    }

    fn stance(&self, statement: &Statement, score: f64) -> Option<Stance> {
        let device = statement.device.as_deref();
        let target = statement.target.as_deref();
        Some(Stance {
            score,
            low: statement.stance_low.unwrap_or(score),
            high: statement.stance_high.unwrap_or(score),
            evidence: self.evidence(&statement.evidence)?,
            leanings: leanings(&statement.leanings)?,
            device: device.map_or(Some(None), |name| named(&Device::ALL, Device::name, name).map(Some))?,
            target: target.map_or(Some(None), |name| self.names.get(name).copied().map(Some))?,
            learned: statement.learned,
            by_rules: statement.rules.as_ref().map_or(Some(None), |rules| self.rules(rules).map(Some))?,
        })
    }

    /// What the rules alone said; their range is not written.
    fn rules(&self, rules: &Rules) -> Option<Box<Stance>> {
        Some(Box::new(Stance {
            score: rules.stance,
            low: rules.stance,
            high: rules.stance,
            evidence: self.evidence(&rules.evidence)?,
            leanings: leanings(&rules.leanings)?,
            device: None,
            target: None,
            learned: None,
            by_rules: None,
        }))
    }

    fn evidence(&self, words: &[Words]) -> Option<Vec<Evidence>> {
        let of = |words: &Words| {
            let reason = Cow::Owned(words.reason.clone());
            Some(Evidence { span: self.span(words.span)?, weight: words.weight, reason })
        };
        words.iter().map(of).collect()
    }
}

fn leanings(all: &[Lean]) -> Option<Vec<Leaning>> {
    all.iter().map(|one| Some(Leaning { weight: one.weight, reason: lasting(&one.reason)? })).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis;
    use crate::export::{self, About, Columns, Entry};

    const TALKS: &str = "“We will never sign – never,” said Foreign Minister Ana Bell of France. She told Ivo Marin that talks \
                         would resume if the troops left. “They attacked us,” he said, according to the mayor.";

    fn written() -> (Article, Analysis) {
        let article = Article::new(TALKS);
        let mut found = analysis::analyze(&article);
        analysis::explain(&article, &mut found);
        (article, found)
    }

    #[test]
    fn what_was_written_is_opened_as_it_was() {
        let (article, analysis) = written();
        let entry = Entry { id: "a", article: &article, analysis: &analysis };
        let lines = [export::jsonl_line(entry), export::failure_line("b", "it is empty")].concat();
        let mut columns = Columns::of(export::columns_schema(&About::program())).unwrap();
        columns.add(entry, true).unwrap();
        columns.fail("b", "it is empty").unwrap();
        let table = columns.take().unwrap().unwrap();
        let mut writer = parquet::arrow::ArrowWriter::try_new(Vec::new(), table.schema(), None).unwrap();
        writer.write(&table).unwrap();
        for bytes in [lines.into_bytes(), writer.into_inner().unwrap()] {
            assert!(is(&bytes));
            let found = read(&bytes).unwrap();
            let (reading, back) = found[0].reading.as_ref().unwrap();
            // Written again it is the same to the last byte.
            let again = export::jsonl_line(Entry { id: "a", article: &reading.article, analysis: back });
            assert_eq!(again, export::jsonl_line(entry));
            assert_eq!(found[1].name.as_deref(), Some("b"));
            assert_eq!(found[1].reading.as_ref().unwrap_err(), "it is empty");
        }
        assert_eq!(VERSION, export::SCHEMA_VERSION);
    }

    #[test]
    fn what_does_not_fit_is_said_and_other_files_are_no_findings() {
        let (article, analysis) = written();
        let entry = Entry { id: "a", article: &article, analysis: &analysis };
        let line = export::jsonl_line(entry);
        let cut = line.replace("\"text\":\"“We will", "\"text\":\"“We would");
        assert_ne!(cut, line);
        assert!(read(cut.as_bytes()).unwrap()[0].reading.as_ref().unwrap_err().contains("do not fit"));
        let bare = export::findings_line(entry);
        assert!(read(bare.as_bytes()).unwrap()[0].reading.as_ref().unwrap_err().contains("--with-text"));
        let newer = line.replace("{\"schema_version\":1", "{\"schema_version\":2");
        assert!(read(newer.as_bytes()).unwrap_err().to_string().contains("newer version"));
        assert!(!is(b"{\"id\":\"a\",\"text\":\"They met.\"}\n") && !is(b"They met."));
    }
}
