//! The structure of exported JSON and Arrow (docs/SCHEMA.md). A field may be added; what one is called and means changes only together
//! with [`SCHEMA_VERSION`], whatever the types inside the program do.

use serde::Serialize;

use super::Entry;
use crate::analysis::Analysis;
use crate::article::Article;
use crate::quotes::Quotation;
use crate::speakers::{Attribution, Link, SpeakerId};
use crate::stance::{Device, Stance};
use crate::text::{ScalarOffsets, Span};

/// The version of the structure of exported files.
pub const SCHEMA_VERSION: u32 = 1;
/// What offsets in exported files count.
pub const OFFSET_UNIT: &str = "unicode scalar values";

/// `[start, end)` in Unicode scalar values.
type Offsets = [usize; 2];

/// One article.
#[derive(Serialize)]
pub(super) struct ArticleRecord<'a> {
    pub schema_version: u32,
    pub offset_unit: &'static str,
    pub id: &'a str,
    title: Option<&'a str>,
    byline: Option<&'a str>,
    date: Option<&'a str>,
    publisher: Option<&'a str>,
    url: Option<&'a str>,
    /// The language, where it is surely another than English.
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    engine: &'static str,
    /// Left out where others keep it.
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    /// Where the text differs from that of the file: from each first place on, the file goes on at the second.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    origin: &'a [(usize, usize)],
    attributions: Vec<AttributionRecord<'a>>,
    speakers: Vec<SpeakerRecord<'a>>,
    fragments: Vec<Offsets>,
}

/// An article that could not be read, and why.
#[derive(Serialize)]
pub(super) struct FailureRecord<'a> {
    pub schema_version: u32,
    pub offset_unit: &'static str,
    pub id: &'a str,
    pub error: &'a str,
}

/// A part of the score that no words carry.
#[derive(Serialize)]
struct LeaningRecord {
    weight: f64,
    reason: &'static str,
}

/// What the rules alone make of a statement with a learned score.
#[derive(Serialize)]
struct RulesRecord<'a> {
    stance: f64,
    evidence: Vec<EvidenceRecord<'a>>,
    leanings: Vec<LeaningRecord>,
}

fn leanings(stance: &Stance) -> Vec<LeaningRecord> {
    let record = |leaning: &crate::stance::Leaning| LeaningRecord {
        weight: rounded(leaning.weight),
        reason: leaning.reason,
    };
    stance.leanings.iter().map(record).collect()
}

/// One statement.
#[derive(Serialize)]
struct AttributionRecord<'a> {
    id: String,
    kind: &'static str,
    /// The words of the content, its pieces with " … " between them.
    quote: String,
    content: Vec<Offsets>,
    cue: Vec<Offsets>,
    source: Vec<Offsets>,
    addressee: Vec<Offsets>,
    speaker: Vec<&'a str>,
    speaker_for: Vec<&'a str>,
    stance: Option<f64>,
    stance_low: Option<f64>,
    stance_high: Option<f64>,
    device: Option<&'static str>,
    target: Option<&'a str>,
    evidence: Vec<EvidenceRecord<'a>>,
    leanings: Vec<LeaningRecord>,
    learned: Option<f64>,
    rules: Option<RulesRecord<'a>>,
    disputed: bool,
    confidence: f64,
    rule: &'static str,
    speaker_confidence: f64,
    speaker_chain: Vec<LinkRecord<'a>>,
    speaker_alternatives: Vec<AlternativeRecord<'a>>,
    outer: Option<String>,
}

#[derive(Serialize)]
struct EvidenceRecord<'a> {
    span: Offsets,
    words: &'a str,
    weight: f64,
    reason: &'a str,
}

#[derive(Serialize)]
struct LinkRecord<'a> {
    step: &'static str,
    span: Offsets,
    words: &'a str,
    rule: &'static str,
}

#[derive(Serialize)]
struct AlternativeRecord<'a> {
    speaker: &'a str,
    confidence: f64,
}

#[derive(Serialize)]
struct SpeakerRecord<'a> {
    name: &'a str,
    kind: &'static str,
    role: Option<&'a str>,
    affiliation: Option<&'a str>,
    country: Option<&'a str>,
    aliases: &'a [String],
    mentions: Vec<Offsets>,
}

pub(super) fn article(entry: Entry<'_>) -> ArticleRecord<'_> {
    ArticleRecord { text: Some(entry.article.text()), ..findings(entry) }
}

/// What stands for an article that could not be read.
pub(super) fn failure<'a>(id: &'a str, error: &'a str) -> FailureRecord<'a> {
    FailureRecord { schema_version: SCHEMA_VERSION, offset_unit: OFFSET_UNIT, id, error }
}

/// What was found in an article, without its text.
pub(super) fn findings<'a>(entry: Entry<'a>) -> ArticleRecord<'a> {
    let Entry { id, article, analysis } = entry;
    let from = From { article, analysis, offsets: ScalarOffsets::new(article.text()) };
    let metadata = &article.metadata;
    ArticleRecord {
        schema_version: SCHEMA_VERSION,
        offset_unit: OFFSET_UNIT,
        id,
        title: metadata.title.as_deref(),
        byline: metadata.byline.as_deref(),
        date: metadata.date.as_deref(),
        publisher: metadata.publisher.as_deref(),
        url: metadata.url.as_deref(),
        language: metadata.language.as_deref(),
        engine: analysis.engine.name(),
        text: None,
        origin: article.origin(),
        attributions: analysis.quotations.iter().map(|quotation| from.attribution(quotation)).collect(),
        speakers: from.speakers(),
        fragments: from.pairs(&analysis.fragments),
    }
}

/// What records are made from.
struct From<'a> {
    article: &'a Article,
    analysis: &'a Analysis,
    offsets: ScalarOffsets<'a>,
}

impl<'a> From<'a> {
    fn attribution(&self, quotation: &Quotation) -> AttributionRecord<'a> {
        let id = quotation.id();
        let stance = self.analysis.stances.get(&id);
        let attribution = self.analysis.speakers.attributions.get(&id);
        AttributionRecord {
            id: id.to_string(),
            kind: quotation.kind.name(),
            quote: quotation.words(self.article),
            content: self.pairs(&quotation.content),
            cue: self.pairs(quotation.cue.as_slice()),
            source: self.pairs(quotation.source.as_slice()),
            addressee: self.pairs(quotation.addressee.as_slice()),
            speaker: self.analysis.speakers.of(id).iter().map(|&speaker| self.name(speaker)).collect(),
            speaker_for: attribution.map_or_else(Vec::new, |found| {
                found.on_behalf_of.iter().map(|&principal| self.name(principal)).collect()
            }),
            stance: stance.map(|stance| rounded(stance.score)),
            stance_low: stance.map(|stance| rounded(stance.low)),
            stance_high: stance.map(|stance| rounded(stance.high)),
            device: stance.and_then(|stance| stance.device).map(Device::name),
            target: stance.and_then(|stance| stance.target).map(|target| self.name(target)),
            evidence: stance.map(|stance| self.evidence(stance)).unwrap_or_default(),
            leanings: stance.map(leanings).unwrap_or_default(),
            learned: stance.and_then(|stance| stance.learned).map(rounded),
            rules: stance.and_then(|stance| stance.by_rules.as_deref()).map(|rules| self.rules(rules)),
            disputed: stance.is_some_and(Stance::is_disputed),
            confidence: rounded(quotation.confidence),
            rule: quotation.rule,
            speaker_confidence: attribution.map_or(0.0, |attribution| rounded(attribution.confidence)),
            speaker_chain: attribution.map(|found| self.chain(&found.chain)).unwrap_or_default(),
            speaker_alternatives: attribution.map(|found| self.alternatives(found)).unwrap_or_default(),
            outer: quotation.outer.map(|outer| outer.to_string()),
        }
    }

    fn evidence(&self, stance: &'a Stance) -> Vec<EvidenceRecord<'a>> {
        let record = |evidence: &'a crate::stance::Evidence| EvidenceRecord {
            span: self.offsets.pair(evidence.span),
            words: self.article.slice(evidence.span),
            weight: rounded(evidence.weight),
            reason: &evidence.reason,
        };
        stance.evidence.iter().map(record).collect()
    }

    fn rules(&self, stance: &'a Stance) -> RulesRecord<'a> {
        RulesRecord {
            stance: rounded(stance.score),
            evidence: self.evidence(stance),
            leanings: leanings(stance),
        }
    }

    fn chain(&self, chain: &[Link]) -> Vec<LinkRecord<'a>> {
        let record = |link: &Link| LinkRecord {
            step: link.step.name(),
            span: self.offsets.pair(link.span),
            words: self.article.slice(link.span),
            rule: link.rule,
        };
        chain.iter().map(record).collect()
    }

    fn alternatives(&self, found: &Attribution) -> Vec<AlternativeRecord<'a>> {
        let record = |&(speaker, confidence): &(SpeakerId, f64)| AlternativeRecord {
            speaker: self.name(speaker),
            confidence: rounded(confidence),
        };
        found.alternatives.iter().map(record).collect()
    }

    fn speakers(&self) -> Vec<SpeakerRecord<'a>> {
        let record = |speaker: &'a crate::speakers::Speaker| SpeakerRecord {
            name: &speaker.name,
            kind: speaker.kind.name(),
            role: speaker.role.as_deref(),
            affiliation: speaker.affiliation.as_deref(),
            country: speaker.country,
            aliases: &speaker.aliases,
            mentions: self.pairs(&speaker.mentions),
        };
        let list = self.analysis.speakers.list.iter();
        // One that a person has taken for another has given everything away, its name included.
        list.filter(|speaker| !speaker.name.is_empty()).map(record).collect()
    }

    fn name(&self, speaker: SpeakerId) -> &'a str {
        &self.analysis.speakers.get(speaker).name
    }

    fn pairs(&self, spans: &[Span]) -> Vec<Offsets> {
        spans.iter().map(|&span| self.offsets.pair(span)).collect()
    }
}

/// Four decimals are more than any of these numbers can mean. Minus zero becomes zero.
pub(super) fn rounded(number: f64) -> f64 {
    (number * 10_000.0).round() / 10_000.0 + 0.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short_and_zero_has_no_sign() {
        assert_eq!(rounded(1.0 / 3.0), 0.3333);
        assert!(rounded(-0.000_01).is_sign_positive());
    }
}
