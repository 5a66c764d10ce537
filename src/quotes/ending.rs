//! Where the content after a cue ends: before the next statement of its sentence, a trailing adjunct, or the full stop.

use std::ops::Range;

use super::cue::{Form, Frames};
use super::occurrence::{Occurrence, Subject};
use super::unit::Narration;
use crate::text::words::{AUXILIARY, Class};

/// What these report lies ahead, and may have a time of its own.
const LOOKING_AHEAD: &[&str] = &[
    "announce",
    "ask",
    "call",
    "demand",
    "forecast",
    "instruct",
    "invite",
    "offer",
    "order",
    "plead",
    "pledge",
    "predict",
    "promise",
    "propose",
    "recommend",
    "request",
    "require",
    "schedule",
    "seek",
    "suggest",
    "tell",
    "threaten",
    "urge",
    "vow",
];

impl Narration<'_> {
    /// One past the content that begins at `start`: before the next statement of the sentence, or at its end.
    pub(super) fn content_end(
        &self,
        unit: &Range<usize>,
        all: &[Occurrence],
        index: usize,
        start: usize,
    ) -> usize {
        let mut end = self.clause_end(start, unit.end);
        if !all[index].verb.frames.has(Frames::CLAUSE) || self.is_bare_noun(&all[index], start, end) {
            end = self.before_trailing_adjunct(&all[index], start, self.before_participle(start, end));
        }
        for later in &all[index + 1..] {
            if later.at <= start || later.at >= end {
                continue;
            }
            if let Some(cut) = self.cut_before(later, start, end, &all[index]) {
                end = cut;
                break;
            }
        }
        if all[index].verb.frames.has(Frames::NOUN) {
            end = self.before_joined_clause(&all[index], start, end);
        }
        if let Some(cut) = self.trailing_according(start, end) {
            end = cut;
        }
        if all[index].verb.frames.has(Frames::LABEL) {
            end = self.after_label(start, end);
        }
        if self.is_in_relative_clause(unit.start, &all[index]) {
            end = (start..end).find(|&i| self.items[i].is_comma()).unwrap_or(end);
        }
        let leads =
            all[index].subject.items().and_then(|s| s.start.checked_sub(1)).filter(|&i| i >= unit.start);
        if leads.is_some_and(|i| self.is_subordinate(i, unit.start)) {
            // "When X announced C, Y left": the main clause is the narrator's.
            end = (start..end).find(|&i| self.items[i].is_comma()).unwrap_or(end);
        }
        if all[index].at == unit.start && all[index].verb.form == Form::Ing {
            // "Calling it a farce, X left": what was said ends where the main clause begins.
            end = (start..end).find(|&i| self.items[i].is_comma()).unwrap_or(end);
        }
        end
    }

    /// Cuts a noun phrase before a whole clause that "and" joins to it: "confirmed its first cases, and Velm has closed its schools".
    fn before_joined_clause(&self, occurrence: &Occurrence, start: usize, end: usize) -> usize {
        let Some(and) = (start + 1..end).find(|&i| self.items[i].is(Class::AND)) else { return end };
        let is_noun =
            !(start..and).any(|i| self.is_verblike(i) || self.items[i].is(Class::TO.or(Class::THAT)));
        let goes_on = |i: &usize| {
            self.items[*i].is_word() && !self.items[*i].is(Class::RELATIVE.or(Class::THAT).or(Class::TO))
        };
        let mut subject = (and + 1..end.min(and + 10)).take_while(goes_on);
        let has_clause = subject.any(|i| i > and + 1 && self.items[i].is(AUXILIARY));
        // "reported the mall and the bank were shut" is a clause with two subjects.
        let is_object = !occurrence.verb.frames.has(Frames::CLAUSE)
            || self.items[and - 1].is_comma()
            || self.items[start].is(Class::POSSESSIVE);
        if !is_noun || !has_clause || !is_object {
            return end;
        }
        if self.items[and - 1].is_comma() { and - 1 } else { and }
    }

    /// "called the truce “a surrender” and plans to strike": one past the label in quotation marks, where what follows is another deed.
    fn after_label(&self, start: usize, end: usize) -> usize {
        let is_deed = |i: usize| self.items[i].is(AUXILIARY) || self.is_verblike(i) || self.ends_in_s(i);
        let is_last = |i: &usize| {
            self.items[*i].is_quoted() && i + 2 < end && self.items[i + 1].is(Class::AND) && is_deed(i + 2)
        };
        (start..end).find(is_last).map_or(end, |quoted| quoted + 1)
    }

    /// "Bell, who said C, left": whether the cue stands in a relative clause set off by commas.
    pub(super) fn is_in_relative_clause(&self, low: usize, occurrence: &Occurrence) -> bool {
        let who = (low..occurrence.at).rev().take(4).find(|&i| matches!(self.word(i), "who" | "which"));
        who.is_some_and(|i| i > low && self.items[i - 1].is_comma())
    }

    /// Whether the word at `at` makes the clause after it a subordinate one that opens the sentence.
    pub(super) fn is_subordinate(&self, at: usize, low: usize) -> bool {
        at <= low + 1
            && matches!(
                self.word(at).to_ascii_lowercase().as_str(),
                "when"
                    | "after"
                    | "while"
                    | "although"
                    | "though"
                    | "as"
                    | "since"
                    | "because"
                    | "if"
                    | "before"
            )
    }

    /// Whether what a verb reports is a noun phrase and no clause: "demanded the release of the boat".
    pub(super) fn is_bare_noun(&self, occurrence: &Occurrence, start: usize, end: usize) -> bool {
        let that = start > 0 && self.items[start - 1].is(Class::THAT);
        occurrence.verb.frames.has(Frames::NOUN)
            && !that
            && if self.items[start].is(Class::DET.or(Class::POSSESSIVE)) {
                !(start..end).any(|i| self.items[i].is(AUXILIARY))
            } else {
                !self.has_clause(start, end)
            }
    }

    /// Cuts a noun phrase before the time or occasion at its end: "the plan on Monday", "the plan on Twitter". What is promised or
    /// demanded keeps its time.
    fn before_trailing_adjunct(&self, occurrence: &Occurrence, start: usize, end: usize) -> usize {
        let last = if end > start && self.items[end - 1].is_stop() { end - 1 } else { end };
        let from = last.saturating_sub(6).max(start + 2);
        let looks_ahead = LOOKING_AHEAD.contains(&occurrence.verb.lemma);
        let tells_when = |i: usize| (i..last).any(|i| self.is_time(i));
        let tells_of_report = |i: usize| match self.word(i) {
            "on" => !looks_ahead || !tells_when(i),
            "in" | "at" | "during" | "via" | "through" => !tells_when(i),
            _ => false,
        };
        (from..last)
            .find(|&i| {
                self.items[i].is(Class::PREPOSITION)
                    && self.adjunct_end(i, last) == last
                    && tells_of_report(i)
            })
            .unwrap_or(end)
    }

    /// Cuts a noun phrase before a trailing participle clause: ", giving the islands 48 hours".
    pub(super) fn before_participle(&self, start: usize, end: usize) -> usize {
        let cut = (start + 1..end.saturating_sub(1)).find(|&i| {
            self.items[i].is_comma()
                && self.items[i + 1].is_lower()
                && self.word(i + 1).ends_with("ing")
                && self.word(i + 1).len() > 5
        });
        match cut {
            Some(cut) if !(start..cut).any(|i| self.is_verblike(i)) => cut,
            _ => end,
        }
    }

    /// One past the clause that begins at `start`: a semicolon or the end of the sentence.
    pub(super) fn clause_end(&self, start: usize, high: usize) -> usize {
        (start..high)
            .find(|&i| self.items[i].is_mark(';') || (self.items[i].is_stop() && i + 1 == high))
            .unwrap_or(high)
    }

    /// Where a later cue cuts the content short: before its conjunction or its comma.
    pub(super) fn cut_before(
        &self,
        later: &Occurrence,
        start: usize,
        end: usize,
        this: &Occurrence,
    ) -> Option<usize> {
        let group = match &later.subject {
            Subject::Before(range) => range.start,
            Subject::Shared(_) => self.skip_adjuncts_left(start, later.at),
            _ => return None,
        };
        if group <= start {
            return None;
        }
        let before = &self.items[group - 1];
        if matches!(later.subject, Subject::Shared(_)) {
            let coordinated = before.is(Class::COORDINATOR) && later.verb.form == this.verb.form;
            let participle = later.verb.form == Form::Ing
                && (before.is_comma()
                    || before.is_dash()
                    || before.is(Class::AND)
                    || self.is_word(group - 1, "by"));
            if !coordinated && !participle {
                return None;
            }
            let cut = if group >= 2 && self.items[group - 2].is_comma() && !before.is_comma() {
                group - 2
            } else {
                group - 1
            };
            return (cut > start).then_some(cut);
        }
        let mut cut = group;
        while cut > start + 1
            && (self.items[cut - 1].is(Class::COORDINATOR)
                || self.items[cut - 1].is_comma()
                || self.is_contrast(cut - 1))
        {
            cut -= 1;
        }
        (cut < group && cut > start && cut < end && !(group - cut == 1 && self.items[cut].is_comma()))
            .then_some(cut)
    }

    pub(super) fn is_contrast(&self, at: usize) -> bool {
        matches!(self.word(at), "while" | "whereas" | "although" | "though" | "but")
    }

    /// The comma or words before a trailing "according to X".
    pub(super) fn trailing_according(&self, start: usize, end: usize) -> Option<usize> {
        let at = (start..end).find(|&i| self.is_word(i, "according") && self.is_word(i + 1, "to"))?;
        let cut = if self.items[at - 1].is_comma() { at - 1 } else { at };
        (cut > start).then_some(cut)
    }
}

#[cfg(test)]
mod tests {
    use crate::quotes::testing::first_content;

    #[test]
    fn what_is_reported_in_a_noun_phrase_ends_with_it() {
        for (text, content) in [
            ("The minister rejected the plan on Monday.", "the plan"),
            ("The minister announced the death on television.", "the death"),
            ("The minister promised a new boat by May.", "a new boat by May"),
            ("The minister confirmed that the plan was dropped on Monday.", "the plan was dropped on Monday"),
            ("The agency confirmed its first cases, and Velm has closed its schools.", "its first cases"),
            ("Velm reported the mall and the bank were shut.", "the mall and the bank were shut"),
            (
                "Bell denied the charges and the claims of the board.",
                "the charges and the claims of the board",
            ),
        ] {
            assert_eq!(first_content(text), content, "{text}");
        }
    }
}
