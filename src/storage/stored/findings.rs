//! What was found in an article.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;

use serde::{Deserialize, Serialize};

use super::Range;
use crate::analysis::{Analysis, Engine};
use crate::quotes::{Kind, Quotation, QuotationId};
use crate::speakers::{Attribution, Link, Speaker, SpeakerId, SpeakerKind, Speakers, Step};
use crate::stance::{Device, Evidence, Leaning, Stance};
use crate::text::Span;

/// An analysis as plain values.
#[derive(Serialize, Deserialize)]
pub(in crate::storage) struct Findings {
    by_rules: bool,
    quotations: Vec<StoredQuotation>,
    fragments: Vec<Range>,
    speakers: Vec<StoredSpeaker>,
    attributions: Vec<(Range, StoredAttribution)>,
    stances: Vec<(Range, StoredStance)>,
}

#[derive(Serialize, Deserialize)]
struct StoredQuotation {
    kind: u8,
    content: Vec<Range>,
    cue: Option<Range>,
    source: Option<Range>,
    addressee: Option<Range>,
    outer: Option<Range>,
    rule: String,
    confidence: f64,
}

#[derive(Serialize, Deserialize)]
struct StoredSpeaker {
    name: String,
    kind: u8,
    role: Option<String>,
    affiliation: Option<String>,
    country: Option<String>,
    aliases: Vec<String>,
    mentions: Vec<Range>,
}

#[derive(Serialize, Deserialize)]
struct StoredAttribution {
    speakers: Vec<u32>,
    on_behalf_of: Vec<u32>,
    confidence: f64,
    chain: Vec<(u8, Range, String)>,
    alternatives: Vec<(u32, f64)>,
}

#[derive(Serialize, Deserialize)]
struct StoredStance {
    score: f64,
    low: f64,
    high: f64,
    evidence: Vec<(Range, f64, String)>,
    leanings: Vec<(f64, String)>,
    device: Option<u8>,
    target: Option<u32>,
    learned: Option<f64>,
    by_rules: Option<Box<StoredStance>>,
}

fn number<T: PartialEq>(all: &[T], one: &T) -> u8 {
    all.iter().position(|other| other == one).unwrap_or(0) as u8
}

fn range(span: Span) -> Range {
    (span.start, span.end)
}

fn name_of(id: QuotationId) -> Range {
    (id.start, id.end)
}

fn ids(speakers: &[SpeakerId]) -> Vec<u32> {
    speakers.iter().map(|speaker| speaker.0).collect()
}

impl Findings {
    pub(in crate::storage) fn of(analysis: &Analysis) -> Self {
        let quotation = |quotation: &Quotation| StoredQuotation {
            kind: number(&Kind::ALL, &quotation.kind),
            content: quotation.content.iter().copied().map(range).collect(),
            cue: quotation.cue.map(range),
            source: quotation.source.map(range),
            addressee: quotation.addressee.map(range),
            outer: quotation.outer.map(name_of),
            rule: quotation.rule.to_owned(),
            confidence: quotation.confidence,
        };
        let speaker = |speaker: &Speaker| StoredSpeaker {
            name: speaker.name.clone(),
            kind: number(&SpeakerKind::ALL, &speaker.kind),
            role: speaker.role.clone(),
            affiliation: speaker.affiliation.clone(),
            country: speaker.country.map(str::to_owned),
            aliases: speaker.aliases.clone(),
            mentions: speaker.mentions.iter().copied().map(range).collect(),
        };
        let attribution = |(id, found): (&QuotationId, &Attribution)| {
            let link = |link: &Link| (number(&Step::ALL, &link.step), range(link.span), link.rule.to_owned());
            let stored = StoredAttribution {
                speakers: ids(&found.speakers),
                on_behalf_of: ids(&found.on_behalf_of),
                confidence: found.confidence,
                chain: found.chain.iter().map(link).collect(),
                alternatives: found.alternatives.iter().map(|&(speaker, sure)| (speaker.0, sure)).collect(),
            };
            (name_of(*id), stored)
        };
        Self {
            by_rules: analysis.engine == Engine::Rules,
            quotations: analysis.quotations.iter().map(quotation).collect(),
            fragments: analysis.fragments.iter().copied().map(range).collect(),
            speakers: analysis.speakers.list.iter().map(speaker).collect(),
            attributions: analysis.speakers.attributions.iter().map(attribution).collect(),
            stances: analysis.stances.iter().map(|(id, stance)| (name_of(*id), stored(stance))).collect(),
        }
    }

    /// The analysis of `text`; `None` if it cannot be one of it.
    pub(in crate::storage) fn analysis(self, text: &str) -> Option<Analysis> {
        let back = Back { text, speakers: self.speakers.len() };
        let speakers =
            self.speakers.into_iter().zip(0..).map(|(stored, id)| back.speaker(stored, SpeakerId(id)));
        let list = speakers.collect::<Option<Vec<Speaker>>>()?;
        let attribution = |(id, stored)| Some((back.id(id)?, back.attribution(stored)?));
        let stance = |(id, stored)| Some((back.id(id)?, back.stance(stored)?));
        Some(Analysis {
            engine: if self.by_rules { Engine::Rules } else { Engine::Model },
            quotations: self.quotations.into_iter().map(|one| back.quotation(one)).collect::<Option<_>>()?,
            fragments: back.spans(self.fragments)?,
            speakers: Speakers {
                list,
                attributions: self
                    .attributions
                    .into_iter()
                    .map(attribution)
                    .collect::<Option<BTreeMap<_, _>>>()?,
            },
            stances: self.stances.into_iter().map(stance).collect::<Option<BTreeMap<_, _>>>()?,
        })
    }
}

fn stored(stance: &Stance) -> StoredStance {
    let evidence =
        |evidence: &Evidence| (range(evidence.span), evidence.weight, evidence.reason.clone().into_owned());
    StoredStance {
        score: stance.score,
        low: stance.low,
        high: stance.high,
        evidence: stance.evidence.iter().map(evidence).collect(),
        leanings: stance.leanings.iter().map(|one| (one.weight, one.reason.to_owned())).collect(),
        device: stance.device.map(|device| number(&Device::ALL, &device)),
        target: stance.target.map(|target| target.0),
        learned: stance.learned,
        by_rules: stance.by_rules.as_deref().map(|rules| Box::new(stored(rules))),
    }
}

/// Makes of plain values what they were.
struct Back<'t> {
    text: &'t str,
    speakers: usize,
}

impl Back<'_> {
    fn span(&self, (start, end): Range) -> Option<Span> {
        self.text.get(start..end).map(|_| Span::new(start, end))
    }

    fn spans(&self, ranges: Vec<Range>) -> Option<Vec<Span>> {
        ranges.into_iter().map(|range| self.span(range)).collect()
    }

    /// Of a value that may be missing, but if it is there must make sense.
    fn perhaps(&self, range: Option<Range>) -> Option<Option<Span>> {
        range.map_or(Some(None), |range| self.span(range).map(Some))
    }

    fn id(&self, range: Range) -> Option<QuotationId> {
        self.span(range).map(|span| QuotationId { start: span.start, end: span.end })
    }

    fn who(&self, speaker: u32) -> Option<SpeakerId> {
        ((speaker as usize) < self.speakers).then_some(SpeakerId(speaker))
    }

    fn quotation(&self, stored: StoredQuotation) -> Option<Quotation> {
        Some(Quotation {
            kind: *Kind::ALL.get(usize::from(stored.kind))?,
            content: self.spans(stored.content).filter(|content| !content.is_empty())?,
            cue: self.perhaps(stored.cue)?,
            source: self.perhaps(stored.source)?,
            addressee: self.perhaps(stored.addressee)?,
            outer: stored.outer.map_or(Some(None), |outer| self.id(outer).map(Some))?,
            rule: lasting(&stored.rule)?,
            confidence: stored.confidence,
        })
    }

    fn speaker(&self, stored: StoredSpeaker, id: SpeakerId) -> Option<Speaker> {
        Some(Speaker {
            id,
            name: stored.name,
            kind: *SpeakerKind::ALL.get(usize::from(stored.kind))?,
            role: stored.role,
            affiliation: stored.affiliation,
            country: stored.country.map_or(Some(None), |country| lasting(&country).map(Some))?,
            aliases: stored.aliases,
            mentions: self.spans(stored.mentions)?,
        })
    }

    fn attribution(&self, stored: StoredAttribution) -> Option<Attribution> {
        let all =
            |speakers: Vec<u32>| speakers.into_iter().map(|one| self.who(one)).collect::<Option<Vec<_>>>();
        let link = |(step, span, rule): (u8, Range, String)| {
            Some(Link {
                step: *Step::ALL.get(usize::from(step))?,
                span: self.span(span)?,
                rule: lasting(&rule)?,
            })
        };
        let other = |(speaker, sure)| Some((self.who(speaker)?, sure));
        Some(Attribution {
            speakers: all(stored.speakers)?,
            on_behalf_of: all(stored.on_behalf_of)?,
            confidence: stored.confidence,
            chain: stored.chain.into_iter().map(link).collect::<Option<_>>()?,
            alternatives: stored.alternatives.into_iter().map(other).collect::<Option<_>>()?,
        })
    }

    fn stance(&self, stored: StoredStance) -> Option<Stance> {
        let evidence = |(span, weight, reason): (Range, f64, String)| {
            Some(Evidence { span: self.span(span)?, weight, reason: Cow::Owned(reason) })
        };
        let leaning = |(weight, reason): (f64, String)| Some(Leaning { weight, reason: lasting(&reason)? });
        let device = |device: u8| Device::ALL.get(usize::from(device)).copied();
        Some(Stance {
            score: stored.score,
            low: stored.low,
            high: stored.high,
            evidence: stored.evidence.into_iter().map(evidence).collect::<Option<_>>()?,
            leanings: stored.leanings.into_iter().map(leaning).collect::<Option<_>>()?,
            device: stored.device.map_or(Some(None), |one| device(one).map(Some))?,
            target: stored.target.map_or(Some(None), |target| self.who(target).map(Some))?,
            learned: stored.learned,
            by_rules: match stored.by_rules {
                Some(rules) => Some(Box::new(self.stance(*rules)?)),
                None => None,
            },
        })
    }
}

/// The same words for as long as the program runs. The names of rules, reasons and countries are constants of the program; each is kept
/// once, and no more of them than there can be.
pub(in crate::storage) fn lasting(words: &str) -> Option<&'static str> {
    const MOST: usize = 4_096;
    const LONGEST: usize = 200;
    static KEPT: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());
    let mut kept = KEPT.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    if let Some(known) = kept.get(words) {
        return Some(known);
    }
    if kept.len() >= MOST || words.len() > LONGEST {
        return None;
    }
    let new: &'static str = Box::leak(words.to_owned().into_boxed_str());
    kept.insert(new);
    Some(new)
}
