//! The steps of a review as they stand in its file. `docs/FORMAT.md` describes them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::article::Article;
use crate::quotes::QuotationId;
use crate::review::{Anchor, Correction, Decision, Known, Verdict};
use crate::text::{ScalarOffsets, Span};

use super::placing::{Meaning, Reader};

/// Words of the text: where they stand, in code points, and what to find them by if it has been edited.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    pub start: usize,
    pub end: usize,
    pub exact: String,
    pub prefix: String,
    pub suffix: String,
}

/// A statement as it had been found when a person first decided about it.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Statement {
    pub kind: String,
    pub pieces: Vec<Words>,
    pub cue: Option<Words>,
    pub source: Option<Words>,
    pub speakers: Vec<String>,
    pub stance: Option<f64>,
}

/// One decision. `statement` and `becomes` are names of statements.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case", deny_unknown_fields)]
pub(super) enum Step {
    Speakers { statement: String, speakers: Vec<String> },
    Content { statement: String, becomes: String, pieces: Vec<Words> },
    Kind { statement: String, kind: String },
    Cue { statement: String, words: Option<Words> },
    Source { statement: String, words: Option<Words> },
    Stance { statement: String, stance: Option<f64> },
    Device { statement: String, device: Option<String> },
    Target { statement: String, speaker: Option<String> },
    Note { statement: String, note: String },
    Reviewed { statement: String, reviewed: bool },
    Reject { statement: String },
    Mark { becomes: String, kind: String, pieces: Vec<Words>, speakers: Vec<String> },
    Rename { speaker: String, to: String },
    Merge { speaker: String, into: String },
    Split { speaker: String, statements: Vec<String>, to: String },
    Role { speaker: String, role: String },
    Side { speaker: String, side: String },
}

impl Step {
    /// The statements that it names.
    pub(super) fn statements(&self) -> Vec<&str> {
        match self {
            Self::Speakers { statement, .. }
            | Self::Content { statement, .. }
            | Self::Kind { statement, .. }
            | Self::Cue { statement, .. }
            | Self::Source { statement, .. }
            | Self::Stance { statement, .. }
            | Self::Device { statement, .. }
            | Self::Target { statement, .. }
            | Self::Note { statement, .. }
            | Self::Reviewed { statement, .. }
            | Self::Reject { statement } => vec![statement],
            Self::Split { statements, .. } => statements.iter().map(String::as_str).collect(),
            Self::Mark { .. } | Self::Rename { .. } | Self::Merge { .. } => Vec::new(),
            Self::Role { .. } | Self::Side { .. } => Vec::new(),
        }
    }

    /// What it decides, in a few words, when its own text is not at hand: told in the words that `statements` keep.
    pub(super) fn in_words(&self, statements: &BTreeMap<String, Statement>) -> String {
        let own = match self {
            Self::Mark { pieces, .. } => pieces.first(),
            _ => statements.values().next().and_then(|statement| statement.pieces.first()),
        };
        let words = own.map_or("", |words| words.exact.as_str());
        let article = Article::new(words);
        let whole = Words {
            start: 0,
            end: words.chars().count(),
            exact: words.to_owned(),
            prefix: String::new(),
            suffix: String::new(),
        };
        let mut reader = Reader::new(&article, false);
        let id = QuotationId { start: 0, end: words.len() };
        reader.names.extend(self.statements().into_iter().map(|name| (name.to_owned(), Some(id))));
        let placed = self.clone().about_only(&whole);
        match reader.step(&placed) {
            Ok(Meaning::Placed(correction)) => correction.describe(&article),
            _ => format!("“{words}”"),
        }
    }

    /// The same decision about no other words than `whole`.
    fn about_only(self, whole: &Words) -> Self {
        let pieces = vec![whole.clone()];
        match self {
            Self::Content { statement, becomes, .. } => Self::Content { statement, becomes, pieces },
            Self::Mark { becomes, kind, speakers, .. } => Self::Mark { becomes, kind, pieces, speakers },
            Self::Cue { statement, words } => Self::Cue { statement, words: words.map(|_| whole.clone()) },
            Self::Source { statement, words } => {
                Self::Source { statement, words: words.map(|_| whole.clone()) }
            }
            other => other,
        }
    }
}

/// Makes steps of corrections.
pub(super) struct Writer<'a> {
    article: &'a Article,
    offsets: ScalarOffsets<'a>,
}

impl<'a> Writer<'a> {
    pub(super) fn new(article: &'a Article) -> Self {
        Self { article, offsets: ScalarOffsets::new(article.text()) }
    }

    fn words(&self, span: Span) -> Words {
        let Anchor { exact, prefix, suffix, .. } = Anchor::new(self.article, span);
        let [start, end] = self.offsets.pair(span);
        Words { start, end, exact, prefix, suffix }
    }

    fn pieces(&self, spans: &[Span]) -> Vec<Words> {
        spans.iter().map(|&span| self.words(span)).collect()
    }

    pub(super) fn statement(&self, known: &Known) -> Statement {
        let Known { quotation, speakers, stance } = known;
        Statement {
            kind: quotation.kind.name().into(),
            pieces: self.pieces(&quotation.content),
            cue: quotation.cue.map(|span| self.words(span)),
            source: quotation.source.map(|span| self.words(span)),
            speakers: speakers.clone(),
            stance: stance.map(rounded),
        }
    }

    pub(super) fn step(&self, correction: &Correction) -> Step {
        match correction {
            Correction::Statement { id, verdict } => self.verdict(id.to_string(), verdict),
            Correction::Mark { content, kind, speakers } => Step::Mark {
                becomes: named(content),
                kind: kind.name().into(),
                pieces: self.pieces(content),
                speakers: speakers.clone(),
            },
            Correction::Speaker { name, decision } => decide(name.clone(), decision),
        }
    }

    fn verdict(&self, statement: String, verdict: &Verdict) -> Step {
        match verdict {
            Verdict::Speakers(names) => Step::Speakers { statement, speakers: names.clone() },
            Verdict::Content(content) => {
                Step::Content { statement, becomes: named(content), pieces: self.pieces(content) }
            }
            Verdict::Kind(kind) => Step::Kind { statement, kind: kind.name().into() },
            Verdict::Cue(cue) => Step::Cue { statement, words: cue.map(|span| self.words(span)) },
            Verdict::Source(source) => Step::Source { statement, words: source.map(|span| self.words(span)) },
            Verdict::Stance(stance) => Step::Stance { statement, stance: stance.map(rounded) },
            Verdict::Device(device) => {
                Step::Device { statement, device: device.map(|device| device.name().into()) }
            }
            Verdict::Target(speaker) => Step::Target { statement, speaker: speaker.clone() },
            Verdict::Note(note) => Step::Note { statement, note: note.clone() },
            Verdict::Reviewed(reviewed) => Step::Reviewed { statement, reviewed: *reviewed },
            Verdict::Reject => Step::Reject { statement },
        }
    }
}

fn decide(speaker: String, decision: &Decision) -> Step {
    match decision {
        Decision::Rename(to) => Step::Rename { speaker, to: to.clone() },
        Decision::Merge(into) => Step::Merge { speaker, into: into.clone() },
        Decision::Split { statements, to } => {
            let statements = statements.iter().map(ToString::to_string).collect();
            Step::Split { speaker, statements, to: to.clone() }
        }
        Decision::Role(role) => Step::Role { speaker, role: role.clone() },
        Decision::Side(side) => Step::Side { speaker, side: side.clone() },
    }
}

/// What a statement with this content is called.
fn named(content: &[Span]) -> String {
    let cover = Span::covering(content).unwrap_or(Span::new(0, 0));
    QuotationId { start: cover.start, end: cover.end }.to_string()
}

fn rounded(score: f64) -> f64 {
    (score * 10_000.0).round() / 10_000.0 + 0.0
}
