//! What each frame of a reporting verb takes: "urged X to C", "told X that C", "called X C", "said that C".

use std::ops::Range;

use super::content::Right;
use super::cue::Frames;
use super::occurrence::Occurrence;
use super::unit::{Kind, Narration};
use crate::text::words::{AUXILIARY, Class};

impl Narration<'_> {
    /// The quotation that a cue leads up to with nothing, a comma or a colon: "said: “…", "said in a long speech, “…".
    pub(super) fn announced_quotation(
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
    pub(super) fn begins_reported_clause(&self, from: usize, colon: usize) -> bool {
        let subject = self.items[from].is(Class::SUBJECT.or(Class::THAT)) && !self.is_word(from, "there");
        subject && (from..colon).any(|i| self.is_verblike(i))
    }

    /// "urged X to C", "called on X to C", "urged X not to C", "urged C".
    pub(super) fn urged(&self, occurrence: &Occurrence, next: usize, high: usize) -> Option<Right> {
        let from = if matches!(self.word(next), "on" | "upon") { next + 1 } else { next };
        let to = (from..high.min(from + 16))
            .take_while(|&i| {
                let item = &self.items[i];
                let refuses =
                    self.is_verblike(i) && self.items.get(i + 1).is_some_and(|next| next.is(Class::TO));
                !(item.is_stop() || item.is_quoted() || item.is(AUXILIARY.or(Class::THAT)) || refuses)
            })
            .take_while(|&i| {
                !(self.items[i].is(Class::AND) && (i + 1..high.min(i + 3)).any(|j| self.is_verblike(j)))
            })
            .find(|&i| self.items[i].is(Class::TO) && i > from && !self.begins_phrase(i + 1))?;
        // "urged X not to C" is not "urged X to C".
        let is_refused = to > from + 1 && self.is_word(to - 1, "not");
        let (end, start) = if is_refused { (to - 1, to - 1) } else { (to, to + 1) };
        let addressee = Some(from..end);
        (to + 1 < high).then_some(Right {
            start,
            cue_end: if from > next { from } else { occurrence.at + 1 },
            addressee,
        })
    }

    /// "told X (that) C", "told X to C".
    pub(super) fn told(&self, occurrence: &Occurrence, next: usize, high: usize) -> Option<Right> {
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
    pub(super) fn addressee_end(&self, from: usize, high: usize) -> usize {
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

    pub(super) fn that_within(&self, from: usize, high: usize, reach: usize) -> Option<usize> {
        (from..high.min(from + reach))
            .take_while(|&i| {
                !self.items[i].is_stop()
                    && !self.items[i].is_quoted()
                    && !self.is_verblike(i)
                    && !self.items[i].is_pronoun()
            })
            .find(|&i| self.items[i].is(Class::THAT) && i > from && !self.items[i - 1].is(Class::PREPOSITION))
    }

    /// Where the clause after "said" begins.
    pub(super) fn clause_start(&self, occurrence: &Occurrence, next: usize, high: usize) -> Option<usize> {
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
            || item.is_purely(Class::COORDINATOR, Class::DET)
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
    pub(super) fn after_parenthesis(&self, comma: usize, high: usize) -> usize {
        let opens =
            comma + 1 < high && self.items[comma + 1].is_lower() && self.word(comma + 1).ends_with("ing");
        let close = (comma + 2..high.min(comma + 14)).find(|&i| self.items[i].is_comma());
        match close {
            Some(close) if opens && close + 1 < high => close + 1,
            _ => (comma + 1).min(high - 1),
        }
    }

    pub(super) fn begins_clause_after_that(&self, that: usize, high: usize) -> bool {
        // "said that was a non-starter": a pronoun, and the clause's subject.
        let is_pronoun = |at: usize| self.items[at].is_lower() && self.items[at].is(AUXILIARY);
        that + 1 < high && !is_pronoun(that + 1)
    }

    pub(super) fn begins_noun(&self, at: usize, high: usize) -> bool {
        let item = &self.items[at];
        at < high
            && (item.is_quoted() || item.is_word() || item.kind == Kind::Number)
            && !item.is(Class::PREPOSITION
                .or(Class::TO)
                .or(Class::COORDINATOR)
                .or(Class::RELATIVE)
                .or(AUXILIARY))
                | item.is(Class::DET)
            && !item.is_purely(Class::SUBORDINATOR, Class::DET)
    }

    /// "described X as C", "called X C", "referred to X as C".
    pub(super) fn labelled(&self, occurrence: &Occurrence, next: usize, high: usize) -> Option<usize> {
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
            // Whom "him as a guide" is about is not said; that "the offer as a joke" is about the offer, is.
            Some(at)
                if at - from <= 4
                    && at + 1 < limit
                    && quoted.is_none_or(|q| q > at)
                    && !self.items[from].is(Class::DET.or(Class::POSSESSIVE)) =>
            {
                Some(at + 1)
            }
            Some(_) => Some(from),
            None => (quoted.is_some() || occurrence.verb.lemma == "describe" && self.begins_noun(from, high))
                .then_some(from),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::quotes::testing::first_content;

    #[test]
    fn a_label_is_said_with_the_thing_that_it_is_given() {
        for (text, content) in [
            ("Ana Bell described the offer as “a joke”.", "the offer as “a joke”"),
            ("Ana Bell described him as a guide.", "a guide"),
            ("Ana Bell called the truce “a surrender” and plans to strike.", "the truce “a surrender”"),
            ("Ana Bell called the plan “weak” and the mayor “lazy”.", "the plan “weak” and the mayor “lazy”"),
        ] {
            assert_eq!(first_content(text), content, "{text}");
        }
    }

    #[test]
    fn what_somebody_is_urged_to_do_leaves_out_whom_but_not_a_not() {
        for (text, content) in [
            ("The union urged the council to sell the bridge.", "sell the bridge"),
            ("The union urged the council not to sell the bridge.", "not to sell the bridge"),
            ("Ana Bell told residents not to climb to the hut.", "not to climb to the hut"),
        ] {
            assert_eq!(first_content(text), content, "{text}");
        }
    }
}
