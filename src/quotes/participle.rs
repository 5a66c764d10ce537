//! The subject of a participle: "…, saying", "with X calling it a farce", "was quoted as saying".

use std::ops::Range;

use super::cue::{Frames, Verb};
use super::occurrence::{Occurrence, Subject};
use super::unit::{Kind, Narration};
use crate::text::words::Class;

impl Narration<'_> {
    /// The subject of "…, saying": what the verb it hangs on has.
    pub(super) fn participle_subject(
        &self,
        at: usize,
        unit: &Range<usize>,
        earlier: &[Occurrence],
    ) -> Option<Subject> {
        let left = self.left_of_verb(unit.start, at);
        let Some(left) = left else {
            // "Calling it a farce, X left": the subject follows the comma.
            let comma = (at..unit.end).find(|&i| self.items[i].is_comma())?;
            let end = self.phrase_end(comma + 1, unit.end);
            return (end > comma + 1).then(|| Subject::Shared(Some(comma + 1..end)));
        };
        let item = &self.items[left];
        if item.is(Class::BE) {
            let quoted_as = self.subject_before(unit.start, at);
            return quoted_as.map(Subject::Before);
        }
        if self.is_word(left, "as") {
            return self.quoted_as(left, unit).map(Subject::Before);
        }
        if let Some(with) = self.with_phrase(unit.start, at) {
            return Some(Subject::Before(with));
        }
        let is_source = item.is(Class::OCCASION) || self.is_plural(left);
        match item.kind {
            Kind::Mark(',' | '—' | '–') | Kind::Quoted(_) => {
                Some(Subject::Shared(self.main_subject(unit.start, left, earlier)))
            }
            Kind::Word(_)
                if item.is(Class::AND)
                    || matches!(
                        self.word(left),
                        "by" | "before" | "after" | "while" | "when" | "without" | "in"
                    ) =>
            {
                let shared = self.main_subject(unit.start, left, earlier)?;
                Some(Subject::Shared(Some(shared)))
            }
            Kind::Word(_) if item.is(Class::OCCASION) => self
                .main_subject(unit.start, left, earlier)
                .or_else(|| self.phrase_start(unit.start, at).map(|s| s..at))
                .map(|r| Subject::Shared(Some(r))),
            Kind::Word(_) if is_source && !item.is(Class::PREPOSITION) => {
                let shared = self.main_subject(unit.start, left, earlier);
                shared
                    .or_else(|| self.phrase_start(unit.start, at).map(|start| start..at))
                    .map(|r| Subject::Shared(Some(r)))
            }
            Kind::Word(_) if item.is_capitalised() => {
                self.main_subject(unit.start, left, earlier).map(|r| Subject::Shared(Some(r)))
            }
            Kind::Word(_)
                if item.is_lower()
                    && !item.is(Class::PREPOSITION)
                    && (self.opens_clause(at + 1, unit.end) || takes_person(self.items[at].verb)) =>
            {
                self.main_subject(unit.start, left, earlier).map(|r| Subject::Shared(Some(r)))
            }
            _ => None,
        }
    }

    /// "X" in "with X calling it a farce" and "and Y calling it a coup".
    pub(super) fn with_phrase(&self, low: usize, at: usize) -> Option<Range<usize>> {
        let with = (low..at)
            .rev()
            .take(12)
            .take_while(|&i| !self.items[i].is_comma() && !self.items[i].is_quoted() && !self.is_verblike(i))
            .find(|&i| {
                self.is_word(i, "with")
                    || self.items[i].is(Class::AND)
                        && self.items[i + 1].is_capitalised()
                        && (low..i).any(|j| self.is_word(j, "with"))
            })?;
        (with + 1 < at).then_some(with + 1..at)
    }

    /// Whether a clause begins at `at`, as far as one word shows.
    pub(super) fn opens_clause(&self, at: usize, high: usize) -> bool {
        at < high
            && (self.items[at].is(Class::THAT.or(Class::DET).or(Class::SUBJECT).or(Class::POSSESSIVE))
                || self.items[at].is_quoted()
                || self.items[at].is_capitalised())
    }

    /// "X was quoted as saying", "X is cited by Y as saying".
    pub(super) fn quoted_as(&self, as_at: usize, unit: &Range<usize>) -> Option<Range<usize>> {
        let verb = (unit.start..as_at)
            .rev()
            .take(20)
            .find(|&i| matches!(self.word(i), "quoted" | "cited" | "reported" | "quotes" | "cites"))?;
        let be = self.left_of_verb(unit.start, verb)?;
        if self.items[be].is(Class::BE) {
            return self.subject_before(unit.start, verb);
        }
        let end = self.phrase_end(verb + 1, as_at);
        (end > verb + 1).then_some(verb + 1..end)
    }
}

/// Whether a verb goes on with whom it speaks to or of, so that any noun may follow it.
fn takes_person(verb: Option<Verb>) -> bool {
    verb.is_some_and(|verb| {
        verb.frames.has(Frames::URGE) || verb.frames.has(Frames::ACCUSE) || verb.frames.has(Frames::ABOUT)
    })
}
