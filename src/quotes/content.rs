//! Which words a cue reports.

use std::ops::Range;

use super::cue::Frames;
use super::occurrence::{Occurrence, Subject};
use super::unit::{Item, Kind, Narration};
use crate::text::words::Class;

/// A statement in terms of items.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    /// The content, as disjoint ranges of items in order.
    pub(super) pieces: Vec<Range<usize>>,
    pub(super) cue: Option<Range<usize>>,
    pub(super) source: Option<Range<usize>>,
    pub(super) addressee: Option<Range<usize>>,
    pub(super) rule: &'static str,
    pub(super) confidence: f64,
}

/// What follows a cue.
pub(super) struct Right {
    /// The first item of the content.
    pub(super) start: usize,
    /// The last word of the cue, with its particle: "for" in "called for".
    pub(super) cue_end: usize,
    pub(super) addressee: Option<Range<usize>>,
}

/// The statement that occurrence `index` of `all` reports, if it reports one.
pub(super) fn candidate(
    narration: &Narration<'_>,
    unit: &Range<usize>,
    all: &[Occurrence],
    index: usize,
) -> Option<Candidate> {
    let occurrence = &all[index];
    if let Subject::Agent(agent) = &occurrence.subject {
        return narration.passive_report(unit, occurrence, agent);
    }
    if let Some(found) = narration.content_before(unit, all, index) {
        return Some(found);
    }
    let right = narration.content_start(occurrence, unit)?;
    let end = narration.content_end(unit, all, index, right.start);
    let pieces = narration.pieces(right.start, end)?;
    let mut pieces = pieces;
    if let Some(antecedent) = narration.antecedent(unit.start, occurrence) {
        pieces.insert(0, antecedent);
    }
    let by_quotation = pieces.iter().all(|piece| narration.items[piece.start].is_quoted());
    Some(Candidate {
        pieces,
        cue: Some(occurrence.at..right.cue_end.max(occurrence.at + 1)),
        source: occurrence.subject.items().cloned(),
        addressee: right.addressee,
        rule: if by_quotation { "cue before quotation marks" } else { "cue before a report" },
        confidence: if by_quotation { 0.95 } else { 0.75 },
    })
}

impl Narration<'_> {
    /// "the fires" in "the fires, which state media said were out": what a relative pronoun before the subject stands for.
    pub(super) fn antecedent(&self, low: usize, occurrence: &Occurrence) -> Option<Range<usize>> {
        let Subject::Before(subject) = &occurrence.subject else { return None };
        let which = subject.start.checked_sub(1).filter(|&i| i > low && self.is_word(i, "which"))?;
        let end = if self.items[which - 1].is_comma() { which - 1 } else { which };
        self.phrase_start(low, end).map(|start| start..end)
    }

    /// Whether the items read as a clause: something verb-like stands in them.
    pub(super) fn is_clause(&self, start: usize, end: usize) -> bool {
        (start..end).any(|i| {
            self.is_verblike(i)
                || self.items[i].verb.is_some()
                || self.items[i].is_quoted()
                || self.ends_in_s(i)
        }) && end - start > 2
    }

    pub(super) fn ends_in_s(&self, at: usize) -> bool {
        self.items[at].is_lower() && self.word(at).ends_with('s') && self.word(at).len() > 3
    }

    /// "C was announced by X", "X was described by Y as C".
    pub(super) fn passive_report(
        &self,
        unit: &Range<usize>,
        occurrence: &Occurrence,
        agent: &Range<usize>,
    ) -> Option<Candidate> {
        let frames = occurrence.verb.frames;
        let cue = Some(occurrence.at..occurrence.at + 1);
        let mut pieces = Vec::new();
        let label = (agent.end..unit.end.min(agent.end + 2)).find(|&i| self.is_word(i, "as"));
        if frames.has(Frames::LABEL) {
            let start = label.map_or(occurrence.at + 1, |i| i + 1);
            let end = if label.is_some() { self.clause_end(start, unit.end) } else { agent.start - 1 };
            pieces.extend(self.pieces(start, end).unwrap_or_default());
        } else if frames.has(Frames::NOUN) {
            let be = (unit.start..occurrence.at).rev().find(|&i| self.items[i].is(Class::BE))?;
            let subject = self.subject_before(unit.start, be + 1)?;
            if subject.len() < 2 && self.items[subject.start].is(Class::SUBJECT) {
                return None;
            }
            pieces.push(subject);
        }
        let source = Some(agent.clone());
        (!pieces.is_empty()).then_some(Candidate {
            pieces,
            cue,
            source,
            addressee: None,
            rule: "passive with its agent",
            confidence: 0.6,
        })
    }

    /// Where the content of a cue begins when it follows the cue.
    pub(super) fn content_start(&self, occurrence: &Occurrence, unit: &Range<usize>) -> Option<Right> {
        let frames = occurrence.verb.frames;
        let high = unit.end;
        // "pointed out", "ruled out", "laid out".
        let particle = usize::from(self.is_word(occurrence.after, "out"));
        let next = self.skip_adjuncts_right(occurrence.after + particle, high);
        if next >= high {
            return None;
        }
        let found = |start: usize, cue_end: usize, addressee: Option<Range<usize>>| {
            (start < high && !self.items[start].is_stop()).then_some(Right { start, cue_end, addressee })
        };
        if let Some(quoted) = self.announced_quotation(occurrence, unit, next) {
            return found(quoted, occurrence.at + 1, None);
        }
        if occurrence.verb.lemma == "call" && (self.is_word(next, "on") || self.is_word(next, "upon"))
            || frames.has(Frames::URGE)
        {
            if let Some(right) = self.urged(occurrence, next, high) {
                let unnamed = matches!(self.word(right.start), "be")
                    && matches!(
                        self.word((right.start + 1).min(high - 1)),
                        "named" | "identified" | "quoted"
                    );
                return (!unnamed).then_some(right);
            }
            if occurrence.verb.lemma == "ask" {
                let whether = (next..high.min(next + 8))
                    .take_while(|&i| !self.items[i].is_stop())
                    .find(|&i| matches!(self.word(i), "whether" | "if" | "why" | "how" | "what"));
                if let Some(at) = whether {
                    return found(at, occurrence.at + 1, (at > next).then_some(next..at));
                }
                let asked_for = (next..high.min(next + 10))
                    .take_while(|&i| !self.items[i].is_stop() && !self.items[i].is_comma())
                    .find(|&i| self.is_word(i, "for"));
                if let Some(at) = asked_for {
                    return found(at + 1, occurrence.at + 1, (at > next).then_some(next..at));
                }
            }
            if occurrence.verb.lemma == "call" {
                return None;
            }
        }
        if frames.has(Frames::FOR) && self.is_word(next, "for") {
            return found(next + 1, next + 1, None);
        }
        if frames.has(Frames::FOR) && self.is_word(next, "to") && occurrence.verb.lemma.starts_with("apolog")
        {
            let addressee = next + 1..self.phrase_end(next + 1, high);
            let start = if self.is_word(addressee.end, "for") { addressee.end + 1 } else { return None };
            return found(start, occurrence.at + 1, Some(addressee));
        }
        if frames.has(Frames::ACCUSE) {
            let of = (next..high.min(next + 14))
                .take_while(|&i| !self.items[i].is_stop())
                .find(|&i| matches!(self.word(i), "of" | "over"))?;
            let gerund =
                self.items.get(of + 1).is_some_and(super::unit::Item::is_quoted) || self.is_word(of, "of");
            return if gerund {
                found(of + 1, occurrence.at + 1, (of > next).then_some(next..of))
            } else {
                None
            };
        }
        if frames.has(Frames::LABEL) {
            return self
                .labelled(occurrence, next, high)
                .and_then(|start| found(start, occurrence.at + 1, None));
        }
        if frames.has(Frames::ABOUT) && matches!(self.word(next), "of" | "against" | "about") {
            return found(next + 1, next + 1, None);
        }
        if frames.has(Frames::WITH) && self.is_word(next, "with") {
            return found(next + 1, next + 1, None);
        }
        if frames.has(Frames::INFINITIVE) && self.items[next].is(Class::TO) && !self.begins_phrase(next + 1) {
            return found(next + 1, next + 1, None);
        }
        if frames.has(Frames::TELL) {
            return self.told(occurrence, next, high);
        }
        if frames.has(Frames::THAT_ONLY) && !self.items[next].is(Class::THAT) {
            return None;
        }
        if frames.has(Frames::CLAUSE)
            && let Some(start) = self.clause_start(occurrence, next, high)
        {
            return found(start, occurrence.at + 1, None);
        }
        if frames.has(Frames::NOUN) && self.begins_noun(next, high) {
            return found(next, occurrence.at + 1, None);
        }
        None
    }

    pub(super) fn has_clause(&self, from: usize, high: usize) -> bool {
        let end = (from..high).find(|&i| self.items[i].is_stop()).unwrap_or(high);
        (from..end).any(|i| {
            self.is_verblike(i)
                || self.items[i].is_quoted()
                || self.items[i].verb.is_some()
                || self.ends_in_s(i)
        }) && end - from > 1
    }

    /// The content between two items as pieces: a quoted sentence stands alone; otherwise the whole range.
    pub(super) fn pieces(&self, start: usize, end: usize) -> Option<Vec<Range<usize>>> {
        let mut end = end;
        while end > start
            && !self.items[end - 1].is_quoted()
            && matches!(self.items[end - 1].kind, Kind::Mark(c) if !matches!(c, ')' | ']' | '%' | '$' | '€' | '£'))
        {
            end -= 1;
        }
        if end <= start {
            return None;
        }
        let led_in = start > 0 && (self.items[start - 1].is_comma() || self.items[start - 1].is_mark(':'));
        if self.items[start].is_quoted()
            && self.is_sentence(start)
            && (self.ends_as_sentence(start) || start + 1 == end || led_in)
        {
            let run = self.quoted_run_end(start, end);
            if led_in && run < end && self.items[run].is_comma() {
                return Some(vec![start..run]);
            }
            let joins = run < end && self.items[run].is(Class::AND) && !self.ends_as_sentence(run - 1);
            if !joins {
                return Some(vec![start..run]);
            }
        }
        Some(vec![start..end])
    }
}

/// Whether every piece is made of quoted items alone.
pub(super) fn is_all_quoted(items: &[Item], pieces: &[Range<usize>]) -> bool {
    pieces.iter().all(|piece| items[piece.clone()].iter().all(Item::is_quoted))
}

/// Whether some piece has a quoted item in it.
pub(super) fn has_quoted(items: &[Item], pieces: &[Range<usize>]) -> bool {
    pieces.iter().any(|piece| items[piece.clone()].iter().any(Item::is_quoted))
}
