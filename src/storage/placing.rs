//! What the steps of a review's file mean in a text: the one that they were written for, or one that has been edited since.

use std::collections::BTreeMap;

use crate::article::Article;
use crate::quotes::{Kind, Quotation, QuotationId};
use crate::review::{Anchor, Correction, Decision, Known, Verdict};
use crate::stance::Device;
use crate::text::{ScalarOffsets, Span};

use super::steps::{Statement, Step, Words};

/// Finds out what steps mean in a text: the one that they were written for, or one that has been edited since.
pub(super) struct Reader<'a> {
    text: &'a str,
    is_edited: bool,
    offsets: ScalarOffsets<'a>,
    /// What statements are called in this text; those not in it are `None`.
    pub names: BTreeMap<String, Option<QuotationId>>,
}

/// What a reader makes of a step.
pub(super) enum Meaning {
    /// It means this.
    Placed(Correction),
    /// The words that it is about are not in this text.
    Unplaced,
}

/// What no program wrote, and so must be damage.
#[derive(Debug)]
pub(super) struct Nonsense(pub String);

impl<'a> Reader<'a> {
    /// `is_edited`: the text is not the one that the steps were written for.
    pub(super) fn new(article: &'a Article, is_edited: bool) -> Self {
        let text = article.text();
        Self { text, is_edited, offsets: ScalarOffsets::new(text), names: BTreeMap::new() }
    }

    fn place(&self, words: &Words) -> Option<Span> {
        let Words { start, exact, prefix, suffix, .. } = words.clone();
        let anchor = Anchor { start: self.offsets.byte(start), exact, prefix, suffix };
        if self.is_edited { anchor.place(self.text) } else { anchor.here(self.text) }
    }

    fn pieces(&self, pieces: &[Words]) -> Option<Vec<Span>> {
        let spans: Vec<Span> = pieces.iter().map(|words| self.place(words)).collect::<Option<_>>()?;
        // Pieces that have changed their order, or run together, are not the statement any more.
        spans.windows(2).all(|pair| pair[0].end <= pair[1].start).then_some(spans)
    }

    /// Takes in what had been found of a statement, and gives it as it is in this text.
    pub(super) fn statement(
        &mut self,
        name: &str,
        statement: &Statement,
    ) -> Result<Option<(QuotationId, Known)>, Nonsense> {
        let kind = kind(&statement.kind)?;
        if statement.pieces.is_empty() {
            return Err(Nonsense(format!("statement {name} has no words")));
        }
        let placed = self.pieces(&statement.pieces).map(|content| Quotation {
            kind,
            content,
            cue: statement.cue.as_ref().and_then(|words| self.place(words)),
            source: statement.source.as_ref().and_then(|words| self.place(words)),
            addressee: None,
            outer: None,
            rule: "kept from an earlier reading",
            confidence: 1.0,
        });
        // Where two have become one, only the first is that one.
        let taken = |id| self.names.iter().any(|(other, known)| *known == Some(id) && other != name);
        let placed = placed.filter(|quotation| !self.is_edited || !taken(quotation.id()));
        self.names.insert(name.to_owned(), placed.as_ref().map(Quotation::id));
        Ok(placed.map(|quotation| {
            let Statement { speakers, stance, .. } = statement.clone();
            (quotation.id(), Known { quotation, speakers, stance })
        }))
    }

    /// What a step means here.
    pub(super) fn step(&mut self, step: &Step) -> Result<Meaning, Nonsense> {
        let placed = match step {
            Step::Mark { becomes, kind: name, pieces, speakers } => {
                let kind = kind(name)?;
                let content = self.pieces(pieces);
                self.rename(becomes, content.as_deref());
                content.map(|content| Correction::Mark { content, kind, speakers: speakers.clone() })
            }
            Step::Rename { speaker, to } => Some(of(speaker, Decision::Rename(to.clone()))),
            Step::Merge { speaker, into } => Some(of(speaker, Decision::Merge(into.clone()))),
            Step::Role { speaker, role } => Some(of(speaker, Decision::Role(role.clone()))),
            Step::Side { speaker, side } => Some(of(speaker, Decision::Side(side.clone()))),
            Step::Split { speaker, statements, to } => {
                let names: Vec<Option<QuotationId>> =
                    statements.iter().map(|name| self.name(name)).collect::<Result<_, _>>()?;
                let statements: Vec<QuotationId> = names.into_iter().flatten().collect();
                (!statements.is_empty()).then(|| of(speaker, Decision::Split { statements, to: to.clone() }))
            }
            about => self.about(about)?,
        };
        Ok(placed.map_or(Meaning::Unplaced, Meaning::Placed))
    }

    /// The steps about one statement.
    fn about(&mut self, step: &Step) -> Result<Option<Correction>, Nonsense> {
        let (name, verdict) = match step {
            Step::Speakers { statement, speakers } => (statement, Some(Verdict::Speakers(speakers.clone()))),
            Step::Content { statement, becomes, pieces } => {
                let content = self.pieces(pieces);
                self.rename(becomes, content.as_deref());
                (statement, content.map(Verdict::Content))
            }
            Step::Kind { statement, kind: name } => (statement, Some(Verdict::Kind(kind(name)?))),
            Step::Cue { statement, words } => (statement, self.optional(words.as_ref(), Verdict::Cue)),
            Step::Source { statement, words } => (statement, self.optional(words.as_ref(), Verdict::Source)),
            Step::Stance { statement, stance } => (statement, Some(Verdict::Stance(*stance))),
            Step::Device { statement, device: name } => {
                (statement, Some(Verdict::Device(name.as_deref().map(device).transpose()?)))
            }
            Step::Target { statement, speaker } => (statement, Some(Verdict::Target(speaker.clone()))),
            Step::Note { statement, note } => (statement, Some(Verdict::Note(note.clone()))),
            Step::Reviewed { statement, reviewed } => (statement, Some(Verdict::Reviewed(*reviewed))),
            Step::Reject { statement } => (statement, Some(Verdict::Reject)),
            Step::Mark { .. } | Step::Rename { .. } | Step::Merge { .. } => return Ok(None),
            Step::Split { .. } | Step::Role { .. } | Step::Side { .. } => return Ok(None),
        };
        let id = self.name(name)?;
        Ok(id.zip(verdict).map(|(id, verdict)| Correction::of(id, verdict)))
    }

    fn optional(&self, words: Option<&Words>, verdict: fn(Option<Span>) -> Verdict) -> Option<Verdict> {
        match words {
            None => Some(verdict(None)),
            Some(words) => self.place(words).map(|span| verdict(Some(span))),
        }
    }

    fn name(&self, name: &str) -> Result<Option<QuotationId>, Nonsense> {
        self.names.get(name).copied().ok_or_else(|| Nonsense(format!("there is no statement {name}")))
    }

    /// Of a step about several statements, the part about those that are not in this text.
    pub(super) fn rest(&self, step: &Step) -> Option<Step> {
        let Step::Split { speaker, statements, to } = step else { return None };
        let is_lost = |name: &&String| matches!(self.names.get(*name), Some(None));
        let lost: Vec<String> = statements.iter().filter(is_lost).cloned().collect();
        (!lost.is_empty() && lost.len() < statements.len()).then(|| Step::Split {
            speaker: speaker.clone(),
            statements: lost,
            to: to.clone(),
        })
    }

    fn rename(&mut self, name: &str, content: Option<&[Span]>) {
        let cover = content.and_then(Span::covering);
        let id = cover.map(|cover| QuotationId { start: cover.start, end: cover.end });
        self.names.insert(name.to_owned(), id);
    }
}

fn of(speaker: &str, decision: Decision) -> Correction {
    Correction::Speaker { name: speaker.to_owned(), decision }
}

fn kind(name: &str) -> Result<Kind, Nonsense> {
    let all = [Kind::Direct, Kind::Mixed, Kind::Indirect];
    all.into_iter()
        .find(|kind| kind.name() == name)
        .ok_or_else(|| Nonsense(format!("there is no kind {name}")))
}

fn device(name: &str) -> Result<Device, Nonsense> {
    let found = Device::ALL.into_iter().find(|device| device.name() == name);
    found.ok_or_else(|| Nonsense(format!("there is no device {name}")))
}
