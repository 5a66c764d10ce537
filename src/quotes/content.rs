//! Which words a cue reports.

use std::ops::Range;

use super::cue::{Form, Frames};
use super::occurrence::{Occurrence, Subject};
use super::unit::{Item, Kind, Narration};
use crate::text::words::{AUXILIARY, Class};

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
struct Right {
    /// The first item of the content.
    start: usize,
    /// The last word of the cue, with its particle: "for" in "called for".
    cue_end: usize,
    addressee: Option<Range<usize>>,
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
    /// "C, X said", "“…,” said X", "C, X said, C": content before the cue, and perhaps after it too.
    fn content_before(&self, unit: &Range<usize>, all: &[Occurrence], index: usize) -> Option<Candidate> {
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
        let mark = group.checked_sub(1).filter(|&i| i >= unit.start)?;
        let parenthetical =
            self.items[mark].is_comma() || self.items[mark].is_dash() || self.items[mark].is_quoted();
        let after = self.skip_adjuncts_right(self.after_addressee(occurrence, unit.end), unit.end);
        let resumes = self.items.get(after).filter(|_| after < unit.end).is_none_or(|item| {
            item.is_comma()
                || item.is_stop()
                || item.is_dash()
                || item.is_mark(')')
                || item.is(Class::SUBORDINATOR) && !item.is(Class::THAT)
                || item.is(Class::COORDINATOR)
                || item.is(Class::RELATIVE) && !item.is(Class::THAT)
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
            || resumed
                .as_ref()
                .is_some_and(|r| self.has_clause(r.start, r.end) && !self.leads_adverbially(start, end));
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

    /// "the fires" in "the fires, which state media said were out": what a relative pronoun before the subject stands for.
    fn antecedent(&self, low: usize, occurrence: &Occurrence) -> Option<Range<usize>> {
        let Subject::Before(subject) = &occurrence.subject else { return None };
        let which = subject.start.checked_sub(1).filter(|&i| i > low && self.is_word(i, "which"))?;
        let end = if self.items[which - 1].is_comma() { which - 1 } else { which };
        self.phrase_start(low, end).map(|start| start..end)
    }

    /// Whether the quoted sentence that ends in a comma, question mark or the like stands right before `mark`.
    fn quoted_sentence_before(&self, low: usize, mark: usize) -> bool {
        let quoted = if self.items[mark].is_quoted() {
            Some(mark)
        } else {
            mark.checked_sub(1).filter(|&i| i >= low && self.items[i].is_quoted())
        };
        quoted
            .is_some_and(|i| self.is_sentence(i) && (self.ends_as_sentence(i) || self.items[mark].is_comma()))
    }

    /// Whether the items are only an adverbial before a clause: "In March, X said, …" has no content before its cue.
    fn leads_adverbially(&self, start: usize, end: usize) -> bool {
        (start..end).all(|i| {
            self.items[i].is(Class::ADVERB.or(Class::COORDINATOR).or(Class::SUBORDINATOR))
                && !self.items[i].is(Class::DET)
        }) || self.items[start].is(Class::RELATIVE) && !self.items[start].is(Class::DET)
            || self.items[start].is(Class::PREPOSITION.or(Class::TIME))
                && !(start..end).any(|i| self.is_verblike(i) || self.items[i].is_quoted())
    }

    fn group_start(&self, low: usize, verb: usize) -> usize {
        let mut at = verb;
        while at > low && self.items[at - 1].is(Class::ADVERB.or(AUXILIARY)) {
            at -= 1;
        }
        at
    }

    /// One past "told reporters", or past the inverted subject with its apposition.
    fn after_addressee(&self, occurrence: &Occurrence, high: usize) -> usize {
        if occurrence.verb.frames.has(Frames::TELL) && matches!(occurrence.subject, Subject::Before(_)) {
            return self.phrase_end(occurrence.after, high);
        }
        occurrence.after
    }

    /// Where content that ends at `end` begins: after the last full break or earlier cue's content.
    fn content_before_start(
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
    fn quoted_run_start(&self, low: usize, last: usize) -> usize {
        let mut at = last;
        while at > low && self.items[at - 1].is_quoted() {
            at -= 1;
        }
        at
    }

    /// The rest of the content after a cue in its middle.
    fn resumed(
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
        let apposed = matches!(all[index].subject, Subject::After(_)) && !(at..end).any(|i| self.is_verblike(i))
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
    fn quoted_run_end(&self, first: usize, high: usize) -> usize {
        (first..high).find(|&i| !self.items[i].is_quoted()).unwrap_or(high)
    }

    /// Whether the items read as a clause: something verb-like stands in them.
    fn is_clause(&self, start: usize, end: usize) -> bool {
        (start..end).any(|i| {
            self.is_verblike(i)
                || self.items[i].verb.is_some()
                || self.items[i].is_quoted()
                || self.ends_in_s(i)
        }) && end - start > 2
    }

    fn ends_in_s(&self, at: usize) -> bool {
        self.items[at].is_lower() && self.word(at).ends_with('s') && self.word(at).len() > 3
    }

    /// "C was announced by X", "X was described by Y as C".
    fn passive_report(
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
    fn content_start(&self, occurrence: &Occurrence, unit: &Range<usize>) -> Option<Right> {
        let frames = occurrence.verb.frames;
        let high = unit.end;
        let particle = usize::from(frames.has(Frames::OUT));
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
            let gerund = self.items.get(of + 1).is_some_and(|i| i.is_quoted()) || self.is_word(of, "of");
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

    /// The quotation that a cue leads up to with nothing, a comma or a colon: "said: “…", "said in a long speech, “…".
    fn announced_quotation(
        &self,
        occurrence: &Occurrence,
        unit: &Range<usize>,
        next: usize,
    ) -> Option<usize> {
        let first = (next..unit.end).find(|&i| self.items[i].is_quoted())?;
        let takes = occurrence.verb.frames.has(Frames::QUOTED) || occurrence.verb.frames.has(Frames::NOUN);
        let colon = first > 0 && self.items[first - 1].is_mark(':');
        let comma = first > 0 && self.items[first - 1].is_comma();
        let near = first == next || first == next + 1 && (colon || comma);
        let spoken =
            self.is_sentence(first) || near && comma && self.inner(first).split_whitespace().count() > 3;
        if !spoken || !takes && !colon {
            return None;
        }
        if colon
            && first > next + 1
            && occurrence.verb.frames.has(Frames::CLAUSE)
            && self.begins_reported_clause(next, first)
        {
            // "tweeted she was not there: “…”": the report and the quotation are one statement.
            return None;
        }
        let another_cue = (next..first).any(|i| {
            self.items[i].verb.is_some_and(|v| v.frames.has(Frames::QUOTED)) && self.items[i].is_lower()
        });
        let reported_first = self.items[next].is(Class::THAT)
            || occurrence.verb.frames.has(Frames::CLAUSE)
                && (next..first).any(|i| self.is_verblike(i))
                && !colon;
        (near
            || !another_cue
                && !reported_first
                && (colon || comma && (self.ends_as_sentence(first) || first + 2 >= unit.end)))
            .then_some(first)
    }

    /// Whether a clause with a subject of its own stands between a cue and a colon.
    fn begins_reported_clause(&self, from: usize, colon: usize) -> bool {
        let subject = self.items[from].is(Class::SUBJECT.or(Class::THAT)) && !self.is_word(from, "there");
        subject && (from..colon).any(|i| self.is_verblike(i))
    }

    /// "urged X to C", "called on X to C", "urged C".
    fn urged(&self, occurrence: &Occurrence, next: usize, high: usize) -> Option<Right> {
        let from = if matches!(self.word(next), "on" | "upon") { next + 1 } else { next };
        let to = (from..high.min(from + 16))
            .take_while(|&i| {
                !self.items[i].is_stop()
                    && !self.items[i].is_quoted()
                    && !self.items[i].is(AUXILIARY.or(Class::THAT))
            })
            .take_while(|&i| {
                !(self.items[i].is(Class::AND) && (i + 1..high.min(i + 3)).any(|j| self.is_verblike(j)))
            })
            .find(|&i| self.items[i].is(Class::TO) && i > from && !self.begins_phrase(i + 1))?;
        let addressee = Some(from..to);
        (to + 1 < high).then_some(Right {
            start: to + 1,
            cue_end: if from > next { from } else { occurrence.at + 1 },
            addressee,
        })
    }

    /// "told X (that) C", "told X to C".
    fn told(&self, occurrence: &Occurrence, next: usize, high: usize) -> Option<Right> {
        let end = self.addressee_end(next, high);
        let addressee = (end > next).then_some(next..end);
        let mut start = self.skip_adjuncts_right(end, high);
        while start < high && self.items[start].is_comma() {
            start = self.skip_adjuncts_right(start + 1, high);
        }
        if start >= high || self.is_word(start, "of") || self.is_word(start, "about") {
            return None;
        }
        if self.items[start].is(Class::THAT)
            || self.items[start].is(Class::TO) && occurrence.verb.frames.has(Frames::URGE)
        {
            start += 1;
        } else if let Some(that) = self.that_within(start, high, 12) {
            start = that + 1;
        }
        (start < high).then_some(Right { start, cue_end: occurrence.at + 1, addressee })
    }

    /// One past the words that name whom something was told: a pronoun, "reporters", "the BBC".
    fn addressee_end(&self, from: usize, high: usize) -> usize {
        let item = &self.items[from];
        if item.is_quoted() || item.is(Class::THAT) && !self.begins_phrase(from + 1) {
            return from;
        }
        if item.is(Class::OBJECT) && !item.is(Class::POSSESSIVE) {
            return from + 1;
        }
        let end = self.phrase_end(from, high);
        // "told NPR Bell had left": the verb after the phrase needs the phrase's last name as its own subject.
        let clause_follows = end < high && self.is_verblike(end);
        if clause_follows && end > from + 1 {
            let acronym = matches!(self.items[from].kind, Kind::Word(crate::text::Shape::Upper))
                || self.items[from].is_lower();
            let fresh =
                (from + 1..end).find(|&i| self.begins_phrase(i) && !self.items[i - 1].is_capitalised());
            return fresh.unwrap_or(if acronym { from + 1 } else { from + 2 }).min(end);
        }
        end
    }

    fn that_within(&self, from: usize, high: usize, reach: usize) -> Option<usize> {
        (from..high.min(from + reach))
            .take_while(|&i| {
                !self.items[i].is_stop()
                    && !self.items[i].is_quoted()
                    && !self.is_verblike(i)
                    && !(self.items[i].is(Class::SUBJECT) && !self.items[i].is(Class::DET))
            })
            .find(|&i| self.items[i].is(Class::THAT) && i > from && !self.items[i - 1].is(Class::PREPOSITION))
    }

    /// Where the clause after "said" begins.
    fn clause_start(&self, occurrence: &Occurrence, next: usize, high: usize) -> Option<usize> {
        if self.items[next].is(Class::THAT) && (self.begins_clause_after_that(next, high)) {
            let mut start = next + 1;
            while start < high && self.items[start].is_comma() {
                start += 1;
            }
            return Some(start);
        }
        if self.items[next].is_comma() {
            // "said, however, that C", "said, citing X, that C".
            let start = self.after_parenthesis(next, high);
            if self.has_clause(start, high)
                && (self.begins_phrase(start) || self.items[start].is(Class::ADVERB))
            {
                return Some(start);
            }
            let that = (next..high.min(next + 16))
                .take_while(|&i| !self.items[i].is_stop())
                .find(|&i| self.items[i].is(Class::THAT) && self.items[i - 1].is_comma());
            return that.map(|i| i + 1).or_else(|| {
                (next + 1 < high && occurrence.verb.frames.has(Frames::NOUN) && self.begins_phrase(next + 1))
                    .then_some(next + 1)
            });
        }
        if let Some(that) = self.that_within(next, high, 14)
            && self.items[next].is(Class::PREPOSITION.or(Class::TO))
        {
            return Some(that + 1);
        }
        let item = &self.items[next];
        if item.is_dash()
            || item.is_mark(')')
            || item.is_mark(':')
            || item.is(Class::COORDINATOR) && !item.is(Class::DET)
            || item.is(Class::TO)
        {
            return None;
        }
        if matches!(self.word(next), "of" | "about" | "with" | "so" | "nothing" | "against" | "by") {
            return None;
        }
        let nouns = occurrence.verb.frames.has(Frames::NOUN);
        if item.is(Class::PREPOSITION) && !self.has_clause(next, high) {
            return None;
        }
        (nouns && self.begins_noun(next, high) || self.has_clause(next, high)).then_some(next)
    }

    /// One past the comma at `comma`, and past a parenthesis that it opens: "said, citing X, C".
    fn after_parenthesis(&self, comma: usize, high: usize) -> usize {
        let opens =
            comma + 1 < high && self.items[comma + 1].is_lower() && self.word(comma + 1).ends_with("ing");
        let close = (comma + 2..high.min(comma + 14)).find(|&i| self.items[i].is_comma());
        match close {
            Some(close) if opens && close + 1 < high => close + 1,
            _ => (comma + 1).min(high - 1),
        }
    }

    fn begins_clause_after_that(&self, that: usize, high: usize) -> bool {
        that + 1 < high
    }

    fn has_clause(&self, from: usize, high: usize) -> bool {
        let end = (from..high).find(|&i| self.items[i].is_stop()).unwrap_or(high);
        (from..end).any(|i| {
            self.is_verblike(i)
                || self.items[i].is_quoted()
                || self.items[i].verb.is_some()
                || self.ends_in_s(i)
        }) && end - from > 1
    }

    fn begins_noun(&self, at: usize, high: usize) -> bool {
        let item = &self.items[at];
        at < high
            && (item.is_quoted() || item.is_word() || item.kind == Kind::Number)
            && !item.is(Class::PREPOSITION
                .or(Class::TO)
                .or(Class::COORDINATOR)
                .or(Class::RELATIVE)
                .or(AUXILIARY))
                | item.is(Class::DET)
            && !(item.is(Class::SUBORDINATOR) && !item.is(Class::DET))
    }

    /// "described X as C", "called X C", "referred to X as C".
    fn labelled(&self, occurrence: &Occurrence, next: usize, high: usize) -> Option<usize> {
        let from = if self.items[next].is(Class::TO) { next + 1 } else { next };
        let limit = (from..high).find(|&i| self.items[i].is_stop()).unwrap_or(high);
        let quoted = (from..limit).find(|&i| self.items[i].is_quoted());
        let r#as = (from..limit.min(from + 14)).find(|&i| self.is_word(i, "as"));
        if occurrence.verb.lemma == "call" {
            let label = self.items[from].is(Class::OBJECT.or(Class::DET).or(Class::POSSESSIVE))
                || self.items[from].is_capitalised();
            let relative = occurrence
                .subject
                .items()
                .is_some_and(|s| s.start > 0 && self.items[s.start - 1].is(Class::RELATIVE));
            let predicate = (from + 1..limit.min(from + 9)).any(|i| {
                matches!(self.word(i), "a" | "an")
                    && !self.items[i - 1].is(Class::PREPOSITION)
                    && !self.items[i - 1].is(Class::COORDINATOR)
            });
            return ((quoted.is_some_and(|q| q < from + 14) || predicate)
                && (label || relative && self.items[from].is_quoted()))
            .then_some(from);
        }
        match r#as {
            Some(at) if at - from <= 4 && at + 1 < limit && quoted.is_none_or(|q| q > at) => Some(at + 1),
            Some(_) => Some(from),
            None => (quoted.is_some() || occurrence.verb.lemma == "describe" && self.begins_noun(from, high))
                .then_some(from),
        }
    }

    /// One past the content that begins at `start`: before the next statement of the sentence, or at its end.
    pub(super) fn content_end(
        &self,
        unit: &Range<usize>,
        all: &[Occurrence],
        index: usize,
        start: usize,
    ) -> usize {
        let mut end = self.clause_end(start, unit.end);
        if !all[index].verb.frames.has(Frames::CLAUSE) || self.is_bare_noun(&all[index], start) {
            end = self.before_trailing_adjunct(start, self.before_participle(start, end));
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
        if let Some(cut) = self.trailing_according(start, end) {
            end = cut;
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

    /// "Bell, who said C, left": whether the cue stands in a relative clause set off by commas.
    fn is_in_relative_clause(&self, low: usize, occurrence: &Occurrence) -> bool {
        let who = (low..occurrence.at).rev().take(4).find(|&i| matches!(self.word(i), "who" | "which"));
        who.is_some_and(|i| i > low && self.items[i - 1].is_comma())
    }

    /// Whether the word at `at` makes the clause after it a subordinate one that opens the sentence.
    fn is_subordinate(&self, at: usize, low: usize) -> bool {
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
    fn is_bare_noun(&self, occurrence: &Occurrence, start: usize) -> bool {
        let that = start > 0 && self.items[start - 1].is(Class::THAT);
        occurrence.verb.frames.has(Frames::NOUN)
            && !that
            && self.items[start].is(Class::DET.or(Class::POSSESSIVE))
    }

    /// Cuts a noun phrase before the time or occasion at its end: "the plan on Monday", "the plan on Twitter".
    fn before_trailing_adjunct(&self, start: usize, end: usize) -> usize {
        let last = if end > start && self.items[end - 1].is_stop() { end - 1 } else { end };
        let from = last.saturating_sub(6).max(start + 2);
        (from..last)
            .find(|&i| self.items[i].is(Class::PREPOSITION) && self.adjunct_end(i, last) == last)
            .unwrap_or(end)
    }

    /// Cuts a noun phrase before a trailing participle clause: ", giving the islands 48 hours".
    fn before_participle(&self, start: usize, end: usize) -> usize {
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
    fn clause_end(&self, start: usize, high: usize) -> usize {
        (start..high)
            .find(|&i| self.items[i].is_mark(';') || (self.items[i].is_stop() && i + 1 == high))
            .unwrap_or(high)
    }

    /// Where a later cue cuts the content short: before its conjunction or its comma.
    fn cut_before(&self, later: &Occurrence, start: usize, end: usize, this: &Occurrence) -> Option<usize> {
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

    fn is_contrast(&self, at: usize) -> bool {
        matches!(self.word(at), "while" | "whereas" | "although" | "though" | "but")
    }

    /// The comma or words before a trailing "according to X".
    fn trailing_according(&self, start: usize, end: usize) -> Option<usize> {
        let at = (start..end).find(|&i| self.is_word(i, "according") && self.is_word(i + 1, "to"))?;
        let cut = if self.items[at - 1].is_comma() { at - 1 } else { at };
        (cut > start).then_some(cut)
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
