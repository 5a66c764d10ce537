//! Present forms, which are often nouns: "X says", "they claim", but "his claims".

use std::ops::Range;

use super::cue::{Form, Frames, Verb};
use super::occurrence::{Occurrence, Subject};
use super::unit::{Kind, Narration};
use crate::text::words::Class;

impl Narration<'_> {
    pub(super) fn present_subject(
        &self,
        verb: Verb,
        at: usize,
        unit: &Range<usize>,
        earlier: &[Occurrence],
    ) -> Option<Subject> {
        let left = self.left_of_verb(unit.start, at)?;
        let item = &self.items[left];
        let counted = item.is(Class::DET)
            && !item.is(Class::SUBJECT)
            && !matches!(
                self.word(left),
                "both"
                    | "all"
                    | "some"
                    | "many"
                    | "most"
                    | "each"
                    | "Both"
                    | "All"
                    | "Some"
                    | "Many"
                    | "Most"
            );
        if counted && verb.frames.has(Frames::NOUNLIKE) {
            return None;
        }
        if self.is_attributive_before(left)
            || item.is(Class::PREPOSITION)
            || item.kind == Kind::Clitic
            || item.kind == Kind::Number
        {
            return None;
        }
        let next = self.skip_adverbs(at + 1, unit.end);
        if verb.frames.has(Frames::NOUNLIKE) && !self.opens_content(verb, next, unit.end) {
            return None;
        }
        if matches!(item.kind, Kind::Mark('—' | '–' | ',' | '-') | Kind::Quoted(_)) {
            let after_quoted = item.is_quoted() || left > unit.start && self.items[left - 1].is_quoted();
            let inverted = self.inverted(verb, at, unit).map(|(subject, ..)| subject);
            let before = self.subject_before(unit.start, at).map(Subject::Before);
            return if after_quoted { inverted.or(before) } else { before.or(inverted) };
        }
        if item.is(Class::TO) {
            let went_on =
                left > unit.start && matches!(self.word(left - 1), "on" | "continued" | "continues");
            return went_on.then(|| Subject::Shared(self.main_subject(unit.start, left, earlier)));
        }
        if item.is(Class::COORDINATOR) {
            let same_form = earlier.last().is_some_and(|last| last.verb.form == verb.form);
            return same_form.then(|| Subject::Shared(self.main_subject(unit.start, left, earlier)));
        }
        if item.is(Class::MODAL) && self.is_negated(left, at)
            || matches!(self.word(left), "did" | "does" | "do" | "didn't" | "didn’t" | "doesn't" | "doesn’t")
        {
            return None;
        }
        if verb.form == Form::Base && !item.is(Class::MODAL) {
            let plural = item.is(Class::SUBJECT) && !matches!(self.word(left), "he" | "she" | "it")
                || self.is_plural(left)
                || matches!(
                    self.word(left),
                    "people" | "police" | "who" | "both" | "many" | "some" | "others" | "all"
                )
                || self.joined_before(unit.start, left);
            if !plural {
                return None;
            }
        }
        let subject =
            self.relative_subject(unit.start, left).or_else(|| self.subject_before(unit.start, at))?;
        Some(Subject::Before(subject))
    }

    /// Whether what follows a verb that may be a noun shows that it is a verb.
    pub(super) fn opens_content(&self, verb: Verb, next: usize, high: usize) -> bool {
        let Some(item) = self.items.get(next).filter(|_| next < high) else { return false };
        item.is(Class::THAT.or(Class::DET).or(Class::SUBJECT).or(Class::POSSESSIVE).or(Class::OBJECT))
            || item.is_quoted()
            || item.is_capitalised() && verb.form == Form::Third
            || item.is(Class::TO) && verb.frames.has(Frames::INFINITIVE)
            || self.is_word(next, "for") && verb.frames.has(Frames::FOR)
            || self.is_word(next, "on") && verb.lemma == "call"
            || self.items[next].is_mark(':')
    }

    pub(super) fn joined_before(&self, low: usize, last: usize) -> bool {
        self.phrase_start(low, last + 1)
            .is_some_and(|start| (start..last).any(|i| self.items[i].is(Class::AND)))
    }

    pub(super) fn is_plural(&self, at: usize) -> bool {
        let word = self.word(at);
        word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us")
    }
}
