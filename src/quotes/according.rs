//! "According to X, C", "C, according to X", "in X's view, C".

use std::ops::Range;

use super::content::Candidate;
use super::occurrence::Occurrence;
use super::unit::Narration;
use crate::text::words::Class;

/// The statements that the unit attributes with a phrase instead of a verb.
pub(super) fn candidates(
    narration: &Narration<'_>,
    unit: &Range<usize>,
    cues: &[Occurrence],
) -> Vec<Candidate> {
    let mut found = Vec::new();
    for at in unit.clone() {
        if let Some((cue, source)) = narration.attributing_phrase(at, unit)
            && let Some(pieces) = narration.attributed_by_phrase(unit, cue.start, source.end, cues)
        {
            let rule = "attributing phrase";
            found.push(Candidate {
                pieces,
                cue: Some(cue),
                source: Some(source),
                addressee: None,
                rule,
                confidence: 0.8,
            });
        }
    }
    found
}

impl Narration<'_> {
    /// The phrase at `at` and the source it names.
    fn attributing_phrase(&self, at: usize, unit: &Range<usize>) -> Option<(Range<usize>, Range<usize>)> {
        if self.is_word(at, "according") && self.is_word(at + 1, "to") && at + 2 < unit.end {
            let end = self.source_end(at + 2, unit.end);
            return (end > at + 2).then_some((at..at + 2, at + 2..end));
        }
        if self.is_word(at, "per") && at == unit.start && self.begins_phrase(at + 1) {
            let end = self.source_end(at + 1, unit.end);
            return (end > at + 1 && end < unit.end && self.items[end].is_comma())
                .then_some((at..at + 1, at + 1..end));
        }
        self.in_the_view_of(at, unit)
    }

    /// "in his view", "in the opinion of X", "in X's words".
    fn in_the_view_of(&self, at: usize, unit: &Range<usize>) -> Option<(Range<usize>, Range<usize>)> {
        if !(self.is_word(at, "in") || self.is_word(at, "from")) {
            return None;
        }
        let noun = (at + 2..unit.end.min(at + 8))
            .find(|&i| matches!(self.word(i), "view" | "opinion" | "words" | "telling"))?;
        if (at + 1..noun).any(|i| self.items[i].is_comma() || self.is_verblike(i)) {
            return None;
        }
        if self.is_word(noun + 1, "of") {
            let end = self.source_end(noun + 2, unit.end);
            return (end > noun + 2).then_some((at..noun + 2, noun + 2..end));
        }
        let possessor =
            self.items[at + 1].is(Class::POSSESSIVE) || self.word(noun - 1).starts_with(['\'', '’']);
        let closed = self.items.get(noun + 1).is_some_and(super::unit::Item::is_comma) && noun + 1 < unit.end;
        (possessor && closed).then_some((at..noun + 1, at + 1..noun))
    }

    /// One past the source of a phrase: its noun phrase with appositions, up to the comma that ends it.
    fn source_end(&self, from: usize, high: usize) -> usize {
        let mut end = from;
        while end < high {
            let item = &self.items[end];
            if item.is_stop()
                || item.is_quoted()
                || item.is_mark(':')
                || item.is_dash()
                || item.is_mark(')') && !self.opens_inside(from, end)
            {
                break;
            }
            if item.is_comma() {
                match self.apposition_end(end, high).or_else(|| self.name_after(from, end, high)) {
                    Some(close) => end = close,
                    None => break,
                }
                continue;
            }
            if end > from
                && (self.is_verblike(end) && !self.is_participle(end, high)
                    || item.is(Class::SUBJECT) && !item.is(Class::DET.or(Class::RELATIVE)))
            {
                break;
            }
            let adjunct = self.adjunct_end(end, high);
            if end > from && adjunct > end && !matches!(self.word(end), "by" | "from" | "of") {
                if !self.is_word(adjunct, "by") {
                    break;
                }
                end = adjunct;
                continue;
            }
            if item.is(Class::SUBORDINATOR) && !item.is(Class::PREPOSITION.or(Class::DET))
                || item.is(Class::BUT)
            {
                break;
            }
            if item.is(Class::AND)
                && !self.begins_phrase(end + 1)
                && !self.items.get(end + 1).is_some_and(super::unit::Item::is_lower)
            {
                break;
            }
            end += 1;
        }
        end
    }

    /// "a report published by X": a verb that goes on with the noun before it.
    fn is_participle(&self, at: usize, high: usize) -> bool {
        self.word(at).ends_with("ed")
            && at + 1 < high
            && matches!(self.word(at + 1), "by" | "in" | "on" | "from" | "for" | "with")
    }

    fn opens_inside(&self, from: usize, to: usize) -> bool {
        (from..to).any(|i| self.items[i].is_mark('('))
    }

    /// The comma that closes an apposition opened by the comma at `open`: ", a charity in X,", ", who has left,".
    fn apposition_end(&self, open: usize, high: usize) -> Option<usize> {
        let first = self.items.get(open + 1)?;
        let starts = first.is(Class::RELATIVE) && !first.is(Class::THAT)
            || matches!(
                self.word(open + 1),
                "a" | "an"
                    | "the"
                    | "head"
                    | "director"
                    | "president"
                    | "chief"
                    | "spokesman"
                    | "spokeswoman"
            );
        if !starts {
            return None;
        }
        let close =
            (open + 1..high.min(open + 25)).find(|&i| self.items[i].is_comma() || self.items[i].is_stop())?;
        let relative = first.is(Class::RELATIVE);
        let clause = (open + 1..close).any(|i| self.is_verblike(i));
        (self.items[close].is_comma() && (relative || !clause)).then_some(close)
    }

    /// What the phrase `start..end` attributes: the clause after it, or the one around it.
    fn attributed_by_phrase(
        &self,
        unit: &Range<usize>,
        start: usize,
        end: usize,
        cues: &[Occurrence],
    ) -> Option<Vec<Range<usize>>> {
        let clause =
            (unit.start..start).rev().find(|&i| self.items[i].is_mark(';')).map_or(unit.start, |i| i + 1);
        let after = (end..unit.end).find(|&i| !self.items[i].is_comma()).unwrap_or(unit.end);
        let more = after < unit.end && !self.items[after].is_stop() && self.items[end].is_comma();
        let leads = self.leads_clause(clause, start);
        if leads {
            let contrast = (after..unit.end.saturating_sub(1))
                .find(|&i| self.items[i].is_comma() && self.items[i + 1].is(Class::BUT));
            let close = contrast.unwrap_or(unit.end);
            let close = self.before_next_speaker(after, close, cues);
            return if after < close { self.pieces(after, close) } else { None };
        }
        if cues.iter().any(|cue| cue.at >= clause && cue.at < start && cue.subject.items().is_some()) {
            return None;
        }
        let comma = self.items[start - 1].is_comma();
        let begin = self.skip_conjunction(clause, start);
        let mut pieces = self.pieces(begin, if comma { start - 1 } else { start })?;
        if more && comma && !self.items[after].is(Class::COORDINATOR) {
            pieces.extend(
                self.pieces(after, self.before_next_speaker(after, unit.end, cues)).unwrap_or_default(),
            );
        }
        Some(pieces)
    }

    /// Whether the phrase at `start` opens its clause: only a conjunction or an adverbial stands before it.
    fn leads_clause(&self, clause: usize, start: usize) -> bool {
        let bare = if start > clause && self.items[start - 1].is_comma() { start - 1 } else { start };
        bare == clause
            || self.items[bare - 1].is(Class::COORDINATOR.or(Class::THAT).or(Class::SUBORDINATOR))
            || self.items[clause].is(Class::PREPOSITION.or(Class::ADVERB).or(Class::TIME))
                && bare - clause <= 3
                && !(clause..bare).any(|i| self.is_verblike(i))
    }

    fn skip_conjunction(&self, from: usize, to: usize) -> usize {
        (from..to)
            .find(|&i| !self.items[i].is(Class::COORDINATOR) && !self.items[i].is_comma())
            .unwrap_or(from)
    }

    /// Content that runs into another speaker's cue ends before it.
    fn before_next_speaker(&self, from: usize, to: usize, cues: &[Occurrence]) -> usize {
        let next = cues.iter().filter(|cue| cue.at > from && cue.at < to).find_map(|cue| {
            let subject = cue.subject.items().filter(|range| range.start > from && range.start < cue.at)?;
            let mark = subject.start - 1;
            (self.items[mark].is(Class::COORDINATOR) && mark > from).then_some(mark)
        });
        next.map_or(to, |mark| if self.items[mark - 1].is_comma() { mark - 1 } else { mark })
    }
}
