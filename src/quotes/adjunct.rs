//! Times and occasions, which stand between a cue and its parts: "on Monday", "in a statement".

use super::unit::{Kind, Narration};
use crate::text::words::{AUXILIARY, Class};

/// Days and months, which are written with a capital wherever they stand.
fn is_calendar_name(word: &str) -> bool {
    const NAMES: &[&str] = &[
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
        "Jan",
        "Feb",
        "Aug",
        "Sept",
        "Oct",
        "Nov",
        "Dec",
    ];
    NAMES.contains(&word)
}

impl Narration<'_> {
    /// Steps left over adverbs, auxiliaries, times ("on Monday") and occasions ("in a statement").
    pub(super) fn skip_adjuncts_left(&self, low: usize, from: usize) -> usize {
        let mut at = from;
        loop {
            let begin = at;
            while at > low
                && self.items[at - 1].is(Class::ADVERB.or(AUXILIARY).or(Class::NEGATION))
                && !self.items[at - 1].is(Class::SUBJECT)
            {
                at -= 1;
            }
            at = self.skip_time_left(low, at);
            at = self.skip_occasion_left(low, at);
            if at == begin {
                return at;
            }
        }
    }

    pub(super) fn skip_time_left(&self, low: usize, from: usize) -> usize {
        let mut at = from;
        while at > low && self.is_time(at - 1) {
            at -= 1;
        }
        if at == from || at == low {
            return from;
        }
        if self.items[at - 1].is(Class::DET) {
            at -= 1;
        }
        if at > low && self.items[at - 1].is(Class::PREPOSITION) {
            at -= 1;
        }
        // "X, on Monday, said" keeps its comma for the caller; "May said" has nothing before it.
        if at > low { at } else { from }
    }

    /// Whether the item is a day, month, year or the like, and not a name such as "Theresa May".
    pub(super) fn is_time(&self, at: usize) -> bool {
        let item = &self.items[at];
        if item.kind == Kind::Number {
            return true;
        }
        // "USA Today" and "Doris Day": a capital in the middle of a sentence that no calendar asks for is a name's.
        let opens = at == 0 || self.items[at - 1].is_stop() || !self.items[at - 1].is_word();
        if !item.is(Class::TIME) || item.is_capitalised() && !opens && !is_calendar_name(self.word(at)) {
            return false;
        }
        let ambiguous = item.is_capitalised()
            && matches!(
                self.word(at),
                "May" | "March" | "August" | "April" | "June" | "Jan" | "Summer" | "Winter"
            );
        let beside =
            |i: usize| self.items.get(i).is_some_and(|b| b.kind == Kind::Number || b.is(Class::PREPOSITION));
        !ambiguous || (at > 0 && beside(at - 1)) || beside(at + 1)
    }

    pub(super) fn is_year(&self, at: usize) -> bool {
        self.items[at].kind == Kind::Number
            && self.word(at).len() == 4
            && self.word(at).starts_with(['1', '2'])
    }

    pub(super) fn skip_occasion_left(&self, low: usize, from: usize) -> usize {
        if from <= low || !self.items[from - 1].is(Class::OCCASION) {
            return from;
        }
        let preposition = (low..from - 1)
            .rev()
            .take(5)
            .take_while(|&i| self.items[i].is_word())
            .find(|&i| self.items[i].is(Class::PREPOSITION));
        match preposition {
            Some(at)
                if at > low
                    && matches!(self.word(at), "in" | "at" | "during" | "on" | "through" | "via" | "by") =>
            {
                at
            }
            _ => from,
        }
    }

    /// Whether the preposition at `at` begins a time or an occasion: "on Monday", "in a statement".
    pub(super) fn begins_adjunct(&self, at: usize, high: usize) -> bool {
        self.adjunct_end(at, high) > at
    }

    /// One past a time or occasion that begins at `at`; `at` itself if none does.
    pub(super) fn adjunct_end(&self, at: usize, high: usize) -> usize {
        let mut end = at;
        if end < high && self.items[end].is(Class::PREPOSITION) {
            end += 1;
        }
        let begin = end;
        while end < high && self.items[end].is(Class::DET.or(Class::POSSESSIVE)) && end < begin + 2 {
            end += 1;
        }
        let noun = end;
        while end < high
            && self.is_time(end)
            && !(end == noun && end == at && self.items[end].kind == Kind::Number)
        {
            end += 1;
        }
        if self.items.get(end).is_some_and(|item| end < high && item.kind == Kind::Clitic) {
            return at;
        }
        if (noun..end).any(|i| self.items[i].is(Class::TIME) || self.is_year(i) && begin > at) {
            return end;
        }
        if begin == at {
            return at;
        }
        self.occasion_end(noun, high).unwrap_or(at)
    }

    /// One past "joint press conference in Geneva" that begins at `from`: up to four words and an occasion, with what
    /// it was held with or in.
    pub(super) fn occasion_end(&self, from: usize, high: usize) -> Option<usize> {
        let occasion = (from..high.min(from + 5))
            .take_while(|&i| {
                self.items[i].is_word()
                    && !self.is_verblike(i)
                    && !self.items[i].is(Class::PREPOSITION.or(Class::THAT))
            })
            .filter(|&i| self.items[i].is(Class::OCCASION))
            .last()?;
        let mut end = occasion + 1;
        while end < high
            && self.items[end].is(Class::PREPOSITION.or(Class::TO))
            && !self.begins_adjunct(end, high)
        {
            let next = self.phrase_end(end + 1, high);
            if next == end + 1 || (end + 1..next).any(|i| self.items[i].is(Class::AND)) {
                break;
            }
            end = next;
        }
        Some(end)
    }

    /// Steps right over adverbs, times and occasions.
    pub(super) fn skip_adjuncts_right(&self, from: usize, high: usize) -> usize {
        let mut at = from;
        while at < high {
            let next = self.adjunct_end(at, high);
            if next > at {
                at = next;
            } else if self.items[at].is(Class::ADVERB)
                && !self.items[at].is(Class::DET.or(AUXILIARY).or(Class::NEGATION).or(Class::SUBORDINATOR))
            {
                at += 1;
            } else {
                break;
            }
        }
        at
    }
}
