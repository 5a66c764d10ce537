//! Verbs before their subject, and passives: "“…,” said X", "was denied by X".

use std::ops::Range;

use super::cue::{Frames, Verb};
use super::occurrence::Subject;
use super::unit::Narration;
use crate::text::words::Class;

impl Narration<'_> {
    /// "“…,” said X": the verb follows what was said, and its subject follows the verb.
    pub(super) fn inverted(
        &self,
        verb: Verb,
        at: usize,
        unit: &Range<usize>,
    ) -> Option<(Subject, usize, bool)> {
        if !verb.frames.has(Frames::QUOTED) {
            return None;
        }
        let left = self.left_of_verb(unit.start, at);
        let after_content = match left {
            None => unit.start > 0 && self.items[unit.start - 1].is_quoted(),
            Some(i) => {
                let item = &self.items[i];
                item.is_quoted()
                    || i > unit.start && self.items[i - 1].is_quoted() && (item.is_comma() || item.is_dash())
                    || item.is_comma()
            }
        };
        let begin = self.skip_adverbs(at + 1, unit.end);
        if !after_content || begin >= unit.end {
            return None;
        }
        let first = &self.items[begin];
        if !self.begins_phrase(begin) && !first.is_lower()
            || first.is(Class::THAT.or(Class::OBJECT)) && !first.is(Class::SUBJECT)
            || first.is(Class::PREPOSITION.or(Class::TO))
        {
            return None;
        }
        let mut end = self.phrase_end(begin, unit.end);
        // "said one of them, Yunus Hadari": the name in apposition belongs to the subject.
        if end > begin
            && let Some(close) = self.name_after(begin, end, unit.end)
        {
            end = close;
        }
        let content_follows =
            end < unit.end && self.is_verblike(end) && !left.is_some_and(|i| self.items[i].is_quoted());
        if end == begin || content_follows {
            return None;
        }
        Some((Subject::After(begin..end), end, false))
    }

    pub(super) fn skip_adverbs(&self, from: usize, high: usize) -> usize {
        (from..high)
            .find(|&i| !self.items[i].is(Class::ADVERB) || self.items[i].is(Class::DET.or(Class::SUBJECT)))
            .unwrap_or(high)
    }

    /// "C was announced by X", "it was reported that C", "X was quoted as saying" (which the -ing form handles).
    pub(super) fn passive(
        &self,
        at: usize,
        be: usize,
        unit: &Range<usize>,
    ) -> Option<(Subject, usize, bool)> {
        let by = (at + 1..unit.end.min(at + 16))
            .take_while(|&i| !self.items[i].is_stop())
            .find(|&i| self.is_word(i, "by"));
        if let Some(by) = by {
            let end = self.phrase_end(by + 1, unit.end);
            if end > by + 1 && !self.is_gerund(by + 1) {
                return Some((Subject::Agent(by + 1..end), at + 1, true));
            }
        }
        let dummy_clause = be > unit.start && self.is_word(be - 1, "it") && at + 1 < unit.end;
        let dummy = be > unit.start
            && (self.is_word(be - 1, "it") || self.is_word(be - 1, "been") && be > unit.start + 1);
        let that = self.items.get(at + 1).is_some_and(|next| next.is(Class::THAT));
        (dummy && that || dummy_clause).then_some((Subject::Hidden, at + 1, true))
    }

    pub(super) fn is_gerund(&self, at: usize) -> bool {
        self.items[at].is_lower() && self.word(at).ends_with("ing") && self.word(at).len() > 5
    }
}
