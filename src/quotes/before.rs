//! Content that stands before its cue: "C, X said", "“…,” said X", "C, X said, C".

use std::ops::Range;

use super::content::Candidate;
use super::cue::{Form, Frames};
use super::occurrence::{Occurrence, Subject};
use super::unit::{Item, Narration};
use crate::text::words::{AUXILIARY, Class};

impl Narration<'_> {
    /// "C, X said", "“…,” said X", "C, X said, C": content before the cue, and perhaps after it too.
    pub(super) fn content_before(
        &self,
        unit: &Range<usize>,
        all: &[Occurrence],
        index: usize,
    ) -> Option<Candidate> {
        let occurrence = &all[index];
        if !occurrence.verb.frames.has(Frames::CLAUSE) && !occurrence.verb.frames.has(Frames::QUOTED)
            || occurrence.verb.form == Form::Ing
        {
            return None;
        }
        let group = match &occurrence.subject {
            Subject::Before(range) => range.start,
            Subject::After(_) => self.group_start(unit.start, occurrence.at),
            _ => return None,
        };
        let mark = group.checked_sub(1)?;
        if mark < unit.start {
            return self.asked_after(occurrence, unit, mark);
        }
        let parenthetical =
            self.items[mark].is_comma() || self.items[mark].is_dash() || self.items[mark].is_quoted();
        let after = self.skip_adjuncts_right(self.after_addressee(occurrence, unit.end), unit.end);
        let resumes = self.items.get(after).filter(|_| after < unit.end).is_none_or(|item| {
            item.is_comma()
                || item.is_stop()
                || item.is_dash()
                || item.is_mark(')')
                || item.is_purely(Class::SUBORDINATOR, Class::THAT)
                || item.is(Class::COORDINATOR)
                || item.is_purely(Class::RELATIVE, Class::THAT)
        });
        let inverted = matches!(occurrence.subject, Subject::After(_));
        let quoted_left = self.quoted_sentence_before(unit.start, mark);
        if !parenthetical || !(resumes || inverted || quoted_left) {
            return None;
        }
        let end = if self.items[mark].is_quoted() { mark + 1 } else { mark };
        let start = self.content_before_start(unit.start, end, all, index)?;
        let mut pieces = self.pieces(start, end)?;
        let quoted_only = pieces.iter().all(|piece| self.items[piece.start].is_quoted());
        if inverted
            && !pieces.iter().any(|piece| piece.clone().any(|i| self.items[i].is_quoted()))
            && !self.is_clause(start, end)
        {
            return None;
        }
        let resumed = self.resumed(unit, all, index, after, quoted_only);
        let whole = self.is_clause(start, end)
            || resumed.as_ref().is_some_and(|r| {
                let condition = self.items[r.start].is_quoted()
                    && matches!(self.word(start), "If" | "if" | "Unless" | "unless");
                let says = condition || self.has_clause(r.start, r.end);
                says && !self.leads_adverbially(start, end)
            });
        let speaks_on = self.items.get(after).is_some_and(Item::is_comma)
            && self.items.get(after + 1).is_some_and(Item::is_quoted)
            && after + 1 < unit.end;
        if !quoted_only && (!whole || speaks_on && self.leads_adverbially(start, end)) {
            return None;
        }
        pieces.extend(resumed);
        Some(Candidate {
            pieces,
            cue: Some(occurrence.at..occurrence.at + 1),
            source: occurrence.subject.items().cloned(),
            addressee: None,
            rule: if quoted_only { "cue after quotation marks" } else { "cue after a report" },
            confidence: if quoted_only { 0.95 } else { 0.7 },
        })
    }

    /// "“Why?” Bell asked.": the quoted sentence before ended with its own mark, so that the cue begins a new one.
    fn asked_after(&self, occurrence: &Occurrence, unit: &Range<usize>, mark: usize) -> Option<Candidate> {
        let block = |at: usize| self.article.block_at(self.items[at].span.start);
        let after = self.skip_adjuncts_right(self.after_addressee(occurrence, unit.end), unit.end);
        let speaks_on = self.items.get(after + 1).is_some_and(Item::is_quoted) && after + 1 < unit.end;
        let ends = self
            .items
            .get(after)
            .filter(|_| after < unit.end)
            .is_none_or(|item| item.is_stop() || item.is_comma());
        if !self.items[mark].is_quoted()
            || block(mark) != block(unit.start)
            || !ends
            || speaks_on
            || !self.is_sentence(mark)
        {
            return None;
        }
        Some(Candidate {
            pieces: vec![mark..mark + 1],
            cue: Some(occurrence.at..occurrence.at + 1),
            source: occurrence.subject.items().cloned(),
            addressee: None,
            rule: "cue after a quoted sentence",
            confidence: 0.85,
        })
    }

    /// Whether the quoted sentence that ends in a comma, question mark or the like stands right before `mark`.
    pub(super) fn quoted_sentence_before(&self, low: usize, mark: usize) -> bool {
        let quoted = if self.items[mark].is_quoted() {
            Some(mark)
        } else {
            mark.checked_sub(1).filter(|&i| i >= low && self.items[i].is_quoted())
        };
        quoted
            .is_some_and(|i| self.is_sentence(i) && (self.ends_as_sentence(i) || self.items[mark].is_comma()))
    }

    /// Whether the items are only an adverbial before a clause: "In March, X said, …" has no content before its cue.
    pub(super) fn leads_adverbially(&self, start: usize, end: usize) -> bool {
        (start..end).all(|i| {
            self.items[i].is(Class::ADVERB.or(Class::COORDINATOR).or(Class::SUBORDINATOR))
                && !self.items[i].is(Class::DET)
        }) || self.items[start].is_purely(Class::RELATIVE, Class::DET)
            || self.items[start].is(Class::PREPOSITION.or(Class::TIME))
                && !(start..end).any(|i| self.is_verblike(i) || self.items[i].is_quoted())
    }

    pub(super) fn group_start(&self, low: usize, verb: usize) -> usize {
        let mut at = verb;
        while at > low && self.items[at - 1].is(Class::ADVERB.or(AUXILIARY)) {
            at -= 1;
        }
        at
    }

    /// One past "told reporters", or past the inverted subject with its apposition.
    pub(super) fn after_addressee(&self, occurrence: &Occurrence, high: usize) -> usize {
        if occurrence.verb.frames.has(Frames::TELL) && matches!(occurrence.subject, Subject::Before(_)) {
            return self.phrase_end(occurrence.after, high);
        }
        occurrence.after
    }

    /// Where content that ends at `end` begins: after the last full break or earlier cue's content.
    pub(super) fn content_before_start(
        &self,
        low: usize,
        end: usize,
        all: &[Occurrence],
        index: usize,
    ) -> Option<usize> {
        if end == low {
            return None;
        }
        let mut start = low;
        if let Some(stop) = (low..end).rev().find(|&i| self.items[i].is_stop()) {
            start = stop + 1;
        }
        if let Some(earlier) = all[..index].iter().rev().find(|o| o.at >= start) {
            // "X said it was late and, Y added, cold": what stands before belongs to the earlier cue.
            let quoted = (earlier.at..end).find(|&i| self.items[i].is_quoted())?;
            start = quoted;
        }
        if self.items[end - 1].is_quoted() && self.is_sentence(end - 1) {
            start = self.quoted_run_start(start, end - 1);
        }
        while start < end && (self.items[start].is(Class::COORDINATOR) || self.items[start].is_comma()) {
            start += 1;
        }
        (start < end).then_some(start)
    }

    /// The first of the quoted items that stand side by side and end at `last`.
    pub(super) fn quoted_run_start(&self, low: usize, last: usize) -> usize {
        let mut at = last;
        while at > low && self.items[at - 1].is_quoted() {
            at -= 1;
        }
        at
    }

    /// The rest of the content after a cue in its middle.
    pub(super) fn resumed(
        &self,
        unit: &Range<usize>,
        all: &[Occurrence],
        index: usize,
        after: usize,
        quoted_only: bool,
    ) -> Option<Range<usize>> {
        let mut at = after;
        let mut crossed = false;
        while at < unit.end
            && (self.items[at].is_comma()
                || self.items[at].is_dash()
                || self.items[at].is_mark(':')
                || self.items[at].is_stop())
        {
            crossed = true;
            at += 1;
        }
        if quoted_only {
            let next = (after..unit.end).find(|&i| self.items[i].is_quoted())?;
            let between_has_cue = all[index + 1..].iter().any(|o| o.at < next);
            let parenthesis = next > at && self.items[next - 1].is_comma()
                || next == at
                || self.items[next - 1].is_mark(':');
            return (!between_has_cue && parenthesis).then(|| next..self.quoted_run_end(next, unit.end));
        }
        if !crossed || at >= unit.end || self.items[after].is_stop() {
            return None;
        }
        let end = self.content_end(unit, all, index, at);
        let participle =
            self.items[at].is_lower() && self.word(at).ends_with("ing") && self.items[after].is_comma();
        if participle {
            return None;
        }
        // "C, said Ann Bell, a glaciologist": an apposition is no content.
        let apposed = matches!(all[index].subject, Subject::After(_))
            && !(at..end).any(|i| self.is_verblike(i))
            || matches!(self.word(at), "a" | "an" | "who");
        if apposed && !quoted_only {
            return None;
        }
        let breaks_off = self.items[at].is(Class::COORDINATOR.or(Class::RELATIVE))
            && !self.items[at].is(Class::THAT)
            && all[index + 1..].iter().any(|o| o.at < end);
        (end > at && !breaks_off).then_some(at..end)
    }

    /// One past the quoted items that stand side by side from `first` on.
    pub(super) fn quoted_run_end(&self, first: usize, high: usize) -> usize {
        (first..high).find(|&i| !self.items[i].is_quoted()).unwrap_or(high)
    }
}
