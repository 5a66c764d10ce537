//! Noun phrases beside a verb: who the subject is, and where a phrase ends.
//!
//! There is no parser. A phrase is grown word by word from the verb outwards until a word that cannot belong to it.

use std::ops::Range;

use super::unit::{Item, Kind, Narration};
use crate::text::words::{AUXILIARY, Class};

/// How far back the other end of a parenthesis may lie, in items.
const LONGEST_PARENTHESIS: usize = 40;

impl Narration<'_> {
    /// Whether the item can be a finite verb or participle, as far as the word alone shows.
    pub(super) fn is_verblike(&self, at: usize) -> bool {
        let item = &self.items[at];
        if !item.is_lower() {
            return false;
        }
        if item.is(AUXILIARY.or(Class::VERB)) {
            return true;
        }
        let word = self.word(at);
        let is_past = word.len() > 3
            && word.ends_with("ed")
            && !matches!(
                word,
                "hundred" | "indeed" | "united" | "breed" | "speed" | "need" | "seed" | "deed" | "feed"
            );
        let is_cue = item.verb.is_some_and(|verb| matches!(verb.form, super::cue::Form::Past));
        is_past || is_cue
    }

    /// Whether the word at `at` is a participle before its noun: "an unnamed driver".
    fn is_adjective(&self, at: usize) -> bool {
        let noun = self.items.get(at + 1);
        self.word(at).ends_with("ed")
            && at > 0
            && matches!(self.word(at - 1), "a" | "an" | "A" | "An")
            && noun.is_some_and(|noun| noun.is_lower() && !noun.is(Class::PREPOSITION))
    }

    /// The subject of the verb group that begins at `verb`, searched leftwards to `low`, without adverbs and adjuncts
    /// between the two.
    pub(super) fn subject_before(&self, low: usize, verb: usize) -> Option<Range<usize>> {
        let mut end = self.skip_adjuncts_left(low, verb);
        if end > low + 1 && self.is_word(end - 1, "there") && self.items[end - 2].is_lower() {
            // "A doctor at the clinic there".
            end -= 1;
        }
        if end == low {
            return None;
        }
        let last = end - 1;
        let item = &self.items[last];
        let (head_end, end) = if item.is_comma() {
            (self.opening_comma(low, last)?, last)
        } else if item.is_dash() {
            (self.position_left(low, last, Item::is_dash)?, last)
        } else if item.is_mark(')') {
            (self.position_left(low, last, |i| i.is_mark('('))?, end)
        } else {
            (end, end)
        };
        let start = self.phrase_start(low, head_end)?;
        let start = self.before_its_country(low, start, head_end).unwrap_or(start);
        Some(start..end.max(head_end))
    }

    /// Where the subject begins of which `start..end` only says in which country its town lies: "The clinic in Lorn, Kestria".
    fn before_its_country(&self, low: usize, start: usize, end: usize) -> Option<usize> {
        let comma = start.checked_sub(1).filter(|&at| at > low && self.items[at].is_comma())?;
        let is_name = |range: Range<usize>| {
            !range.is_empty() && range.len() <= 3 && range.clone().all(|at| self.items[at].is_capitalised())
        };
        let town = (low..comma).rev().take_while(|&at| self.items[at].is_capitalised()).last()?;
        let lies_in = town > low && ["in", "near", "outside"].contains(&self.word(town - 1));
        if !lies_in || !is_name(town..comma) || !is_name(start..end) {
            return None;
        }
        // What stands before is the subject only if it begins the clause: "They met officials in Lorn, Bell said".
        let subject = self.phrase_start(low, comma).filter(|&subject| subject < town - 1)?;
        (subject == low || matches!(self.items[subject - 1].kind, Kind::Mark(_))).then_some(subject)
    }

    /// The comma that opens the parenthesis closed by the comma at `close`.
    pub(super) fn opening_comma(&self, low: usize, close: usize) -> Option<usize> {
        let mut at = self.position_left(low, close, Item::is_comma)?;
        // "X, the mayor of A, B and C, said": step over commas inside a list.
        while at > low + 1 && self.phrase_start(low, at).is_none() {
            at = self.position_left(low, at, Item::is_comma)?;
        }
        Some(at)
    }

    pub(super) fn position_left(
        &self,
        low: usize,
        before: usize,
        test: impl Fn(&Item) -> bool,
    ) -> Option<usize> {
        (low..before).rev().take(LONGEST_PARENTHESIS).find(|&i| test(&self.items[i]))
    }

    /// Where the noun phrase that ends before `end` begins; `None` if there is none.
    pub(super) fn phrase_start(&self, low: usize, end: usize) -> Option<usize> {
        let mut start = end;
        while start > low {
            match self.joins_left(low, start, end) {
                Some(next) => start = next,
                None => break,
            }
            let item = &self.items[start];
            if item.is(Class::SUBJECT) && !item.is(Class::DET.or(Class::RELATIVE)) && !self.is_initial(start)
            {
                break;
            }
        }
        self.trim_start(start, end)
    }

    /// If the item before `start` can belong to a phrase `start..end`, where the phrase begins with it.
    pub(super) fn joins_left(&self, low: usize, start: usize, end: usize) -> Option<usize> {
        let at = start - 1;
        let item = &self.items[at];
        match item.kind {
            Kind::Mark('&' | '/' | '’' | '\'' | '#' | '@') => return Some(at),
            Kind::Mark(')') => {
                return self.position_left(low, at, |i| i.is_mark('(')).filter(|&open| open > low);
            }
            Kind::Mark(',') => return self.joins_list(low, start, end).then_some(at),
            Kind::Mark(_) => return None,
            Kind::Quoted(_) => return self.is_nickname(low, at, end).then_some(at),
            Kind::Number | Kind::Clitic | Kind::Dot => return Some(at),
            Kind::Word(_) => {}
        }
        if start < end && self.is_initial(at) {
            return Some(at);
        }
        if item.is(Class::AND) {
            return (start < end && (self.joins_names(low, at) || self.joins_after_comma(low, at)))
                .then_some(at);
        }
        if item.is(Class::BUT) {
            return None;
        }
        if item.is_purely(Class::RELATIVE, Class::THAT) {
            // "the officials who ordered it" goes on; in "which analysts call" the subject begins after the pronoun.
            let is_subject = start < end
                && (self.is_verblike(start)
                    || self.items[start].is_lower()
                        && self.word(start).ends_with('s')
                        && !self.begins_phrase(start)
                        && end - start > 1);
            return (is_subject && at > low).then_some(at);
        }
        if item.is(Class::THAT) {
            return None;
        }
        if item.is_purely(Class::SUBORDINATOR, Class::DET) {
            return None;
        }
        // "one of them".
        let is_whole = start == end && at > low && self.is_word(at - 1, "of") && self.is_word(at, "them");
        if is_whole {
            return Some(at);
        }
        if item.is_pronoun() {
            return (start == end).then_some(at);
        }
        if item.is(Class::TO) {
            return (start < end && self.begins_phrase(start)).then_some(at);
        }
        if self.is_verblike(at) {
            return self
                .relative_before(low, at)
                .or_else(|| self.is_reduced_relative(low, at, end).then_some(at))
                .or_else(|| (start < end && self.is_adjective(at)).then_some(at));
        }
        if item.is_purely(Class::ADVERB, Class::DET) {
            return (start < end && self.word(at).ends_with("ly")).then_some(at);
        }
        if item.is(Class::OBJECT) && !item.is(Class::POSSESSIVE) {
            return None;
        }
        Some(at)
    }

    /// Whether a noun phrase can begin at this item.
    pub(super) fn begins_phrase(&self, at: usize) -> bool {
        self.items.get(at).is_some_and(|item| {
            item.is_capitalised() || item.is(Class::DET.or(Class::POSSESSIVE)) || item.kind == Kind::Number
        })
    }

    /// Drops what cannot begin a phrase from its start: conjunctions, adverbs, a time, an adverbial with its noun.
    pub(super) fn trim_start(&self, mut start: usize, end: usize) -> Option<usize> {
        while start < end {
            let item = &self.items[start];
            let leads = item.is_purely(Class::RELATIVE, Class::DET) && end - start > 1
                || item.is_purely(Class::COORDINATOR, Class::DET)
                || item.is_purely(Class::ADVERB, Class::DET) && end - start > 1
                || matches!(item.kind, Kind::Mark(_) | Kind::Clitic);
            if leads {
                start += 1;
            } else if item.is(Class::PREPOSITION) {
                start = self.after_adverbial(start, end)?;
            } else if self.is_time(start) && item.kind != Kind::Number && end - start > 1 {
                start += 1;
            } else if item.is(Class::DET)
                && end - start > 2
                && self.items[start + 1].is_purely(Class::TIME, Class::ADVERB)
                && self.is_time(start + 1)
            {
                // "Twelve days earlier the same man".
                start += 2;
            } else {
                break;
            }
        }
        let names_something =
            (start..end).any(|i| matches!(self.items[i].kind, Kind::Word(_)) && !self.is_time(i));
        names_something.then_some(start)
    }

    /// Where the subject begins in "In March the mayor": after the preposition's own noun.
    pub(super) fn after_adverbial(&self, start: usize, end: usize) -> Option<usize> {
        let mut at = start + 1;
        while at < end
            && (self.is_time(at) || self.items[at].is(Class::DET) && at + 1 < end && self.is_time(at + 1))
        {
            at += 1;
        }
        if at > start + 1 && at < end {
            return Some(at);
        }
        let next = (start + 2..end).find(|&i| {
            let item = &self.items[i];
            let before = &self.items[i - 1];
            let fresh = item.is_word() && item.is(Class::DET.or(Class::POSSESSIVE))
                || item.is_capitalised() && before.is_lower();
            let bound = before.is(Class::PREPOSITION
                .or(Class::DET)
                .or(Class::POSSESSIVE)
                .or(Class::AND)
                .or(Class::TO));
            fresh && !bound
        });
        let capitals = (start + 1..end).filter(|&i| self.items[i].is_capitalised()).count();
        next.or_else(|| (capitals > 1).then_some(start + 1))
    }

    /// One past the last item of the noun phrase that begins at `from`, at most `high`.
    pub(super) fn phrase_end(&self, from: usize, high: usize) -> usize {
        let mut at = from;
        while at < high && self.joins_right(from, at, high) {
            at += 1;
        }
        while at > from && self.items[at - 1].is(Class::PREPOSITION.or(Class::COORDINATOR)) {
            at -= 1;
        }
        at
    }

    pub(super) fn joins_right(&self, from: usize, at: usize, high: usize) -> bool {
        let item = &self.items[at];
        match item.kind {
            Kind::Mark('&' | '/' | '’' | '\'' | '@' | '#') | Kind::Number | Kind::Clitic | Kind::Dot => {
                true
            }
            Kind::Quoted(_) => at > from && self.is_nickname(from, at, high),
            Kind::Mark(_) => false,
            Kind::Word(_) => {
                if item.is(Class::PREPOSITION) {
                    return at > from
                        && !self.begins_adjunct(at, high)
                        && self.begins_phrase_or_noun(at + 1, high);
                }
                if item.is(Class::AND) {
                    return at > from && at + 1 < high && self.begins_phrase(at + 1);
                }
                let stops = Class::COORDINATOR
                    .or(Class::SUBORDINATOR)
                    .or(Class::RELATIVE)
                    .or(Class::TO)
                    .or(AUXILIARY);
                if at > from && self.is_initial(at) {
                    return true;
                }
                if item.is_pronoun() {
                    return at == from && self.is_pronoun_alone(at);
                }
                if item.is(Class::DET) {
                    return at == from
                        || self.items[at - 1].is(Class::PREPOSITION.or(Class::AND).or(Class::DET));
                }
                let ends = at > from && (self.is_verblike(at) && !self.is_adjective(at) || self.is_time(at));
                !item.is(stops) && !item.is(Class::ADVERB) && !ends
            }
        }
    }

    /// "A." or "I." within a name: a capital with its full stop, and a name after it.
    fn is_initial(&self, at: usize) -> bool {
        self.word(at).len() == 1
            && self.items[at].is_capitalised()
            && self.items.get(at + 1).is_some_and(|dot| dot.kind == Kind::Dot)
            && self.items.get(at + 2).is_some_and(Item::is_capitalised)
    }

    pub(super) fn is_pronoun_alone(&self, at: usize) -> bool {
        matches!(
            self.word(at),
            "he" | "she"
                | "they"
                | "it"
                | "we"
                | "I"
                | "who"
                | "one"
                | "you"
                | "He"
                | "She"
                | "They"
                | "It"
                | "We"
        )
    }

    pub(super) fn begins_phrase_or_noun(&self, at: usize, high: usize) -> bool {
        at < high && matches!(self.items[at].kind, Kind::Word(_) | Kind::Number) && !self.is_verblike(at)
    }
}

#[cfg(test)]
mod tests {
    use crate::article::Article;
    use crate::quotes::unit::Narration;

    /// The subject found for the first reporting verb of `text`.
    fn subject(text: &str) -> Option<String> {
        let article = Article::new(text);
        let narration = Narration::new(&article);
        let verb = narration.items.iter().position(|item| item.verb.is_some()).expect("a verb");
        narration.subject_before(0, verb).map(|range| article.slice(narration.span(range)).to_owned())
    }

    #[test]
    fn the_subject_is_found_through_what_stands_between() {
        for (text, expected) in [
            ("On Friday the government announced it.", "the government"),
            ("Adrian Bell, the chief of the dockers, said no.", "Adrian Bell, the chief of the dockers,"),
            ("France and Kestria later said no.", "France and Kestria"),
            ("The truce failed and Bell said no.", "Bell"),
            ("Bell on Monday said no.", "Bell"),
            ("Wayne A. I. Bell said no.", "Wayne A. I. Bell"),
            ("Bell in a joint statement said no.", "Bell"),
            ("The officials who wanted the change claimed it.", "The officials who wanted the change"),
            ("Fighting resumed after officials said no.", "officials"),
            ("However, a senior EU official said no.", "a senior EU official"),
            ("The Arms Authority (AA) said no.", "The Arms Authority (AA)"),
            ("She has said no.", "She"),
            ("A doctor at the clinic there said no.", "A doctor at the clinic"),
            ("A retired driver said no.", "A retired driver"),
            ("In Ohio Governor Ann Moor said no.", "Ohio Governor Ann Moor"),
            ("On Monday, the clinic in Lorn, Kestria said no.", "the clinic in Lorn, Kestria"),
            ("They met officials in Lorn, Bell said.", "Bell"),
            ("After meetings in Paris, France said no.", "France"),
            ("One of them said no.", "One of them"),
            ("One of them, from a country nearby, said no.", "One of them, from a country nearby,"),
        ] {
            let found = subject(text);
            assert_eq!(
                found.as_deref().map(|s| s.trim_end_matches(',')),
                Some(expected.trim_end_matches(',')),
                "{text}"
            );
        }
    }

    #[test]
    fn no_subject_is_no_subject() {
        assert_eq!(subject("“No,” said Bell."), None);
    }
}
