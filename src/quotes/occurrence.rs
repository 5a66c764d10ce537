//! Which words of a sentence report speech, and who their subject is.

use std::ops::Range;

use super::cue::{Form, Frames, Verb};
use super::unit::{Item, Kind, Narration};
use crate::text::words::{AUXILIARY, Class};

/// Where a cue's subject stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Subject {
    /// Before the verb: "X said". The items that name it.
    Before(Range<usize>),
    /// After the verb: "said X".
    After(Range<usize>),
    /// Shared with an earlier verb: "X rose and said", "X left, saying". The items, if found.
    Shared(Option<Range<usize>>),
    /// After "by": "was denied by X".
    Agent(Range<usize>),
    /// "it was reported that", "residents were advised to": the text does not say who.
    Hidden,
}

impl Subject {
    pub(super) fn items(&self) -> Option<&Range<usize>> {
        match self {
            Self::Before(range) | Self::After(range) | Self::Agent(range) => Some(range),
            Self::Shared(range) => range.as_ref(),
            Self::Hidden => None,
        }
    }
}

/// A reporting verb in use.
#[derive(Debug, Clone)]
pub(super) struct Occurrence {
    /// The verb's own item.
    pub(super) at: usize,
    pub(super) verb: Verb,
    pub(super) subject: Subject,
    /// Where the content may begin: after the verb and, in an inversion, after its subject.
    pub(super) after: usize,
    /// Whether the verb is passive.
    pub(super) passive: bool,
}

/// The reporting verbs of the unit `range`, in order.
pub(super) fn occurrences(narration: &Narration<'_>, range: &Range<usize>) -> Vec<Occurrence> {
    let mut found: Vec<Occurrence> = Vec::new();
    for at in range.clone() {
        let Some(verb) = narration.items[at].verb else { continue };
        if verb.frames.has(Frames::OUT) && !narration.is_word(at + 1, "out") {
            continue;
        }
        if narration.items[at].is_capitalised() && at != range.start && !narration.items[at - 1].is_quoted() {
            continue;
        }
        if let Some((subject, after, passive)) = narration.subject_of(verb, at, range, &found) {
            found.push(Occurrence { at, verb, subject, after, passive });
        }
    }
    drop_inside_subjects(&mut found);
    found
}

/// Whether a verb goes on with whom it speaks to or of, so that any noun may follow it.
fn takes_person(verb: Option<Verb>) -> bool {
    verb.is_some_and(|verb| {
        verb.frames.has(Frames::URGE) || verb.frames.has(Frames::ACCUSE) || verb.frames.has(Frames::ABOUT)
    })
}

/// "Reuters, citing a diplomat, said" has one cue: verbs inside a later cue's subject are part of who it is.
fn drop_inside_subjects(found: &mut Vec<Occurrence>) {
    let subjects: Vec<Range<usize>> = found.iter().filter_map(|o| o.subject.items().cloned()).collect();
    found.retain(|o| !subjects.iter().any(|subject| subject.contains(&o.at)));
}

impl Narration<'_> {
    fn subject_of(
        &self,
        verb: Verb,
        at: usize,
        unit: &Range<usize>,
        earlier: &[Occurrence],
    ) -> Option<(Subject, usize, bool)> {
        let active = |subject: Subject| Some((subject, at + 1, false));
        let before = self.left_of_verb(unit.start, at);
        let previous = before.map(|i| &self.items[i]);
        match verb.form {
            Form::Participle => {
                let has = previous.is_some_and(|p| p.is(Class::HAVE));
                if has {
                    self.subject_before(unit.start, at).and_then(|range| active(Subject::Before(range)))
                } else {
                    None
                }
            }
            Form::Ing => self.participle_subject(at, unit, earlier).and_then(active),
            Form::Past => self.past_subject(verb, at, unit, earlier),
            Form::Third | Form::Base => self.present_subject(verb, at, unit, earlier).and_then(active),
        }
    }

    /// The item before the verb, adverbs aside.
    fn left_of_verb(&self, low: usize, at: usize) -> Option<usize> {
        (low..at).rev().find(|&i| {
            let item = &self.items[i];
            !item.is(Class::ADVERB) || item.is(AUXILIARY.or(Class::SUBJECT).or(Class::DET))
        })
    }

    fn past_subject(
        &self,
        verb: Verb,
        at: usize,
        unit: &Range<usize>,
        earlier: &[Occurrence],
    ) -> Option<(Subject, usize, bool)> {
        let Some(left) = self.left_of_verb(unit.start, at) else {
            return self.inverted(verb, at, unit);
        };
        let item = &self.items[left];
        if item.is(Class::BE) {
            return self.passive(at, left, unit);
        }
        if self.is_attributive_before(left)
            || item.is(Class::PREPOSITION) && !item.is(Class::RELATIVE)
            || item.is(Class::TO)
            || item.kind == Kind::Clitic
        {
            return None;
        }
        if self.is_negated(left, at) {
            return None;
        }
        if matches!(item.kind, Kind::Mark(',' | '—' | '–' | '-' | '!' | '?' | '…' | ')') | Kind::Quoted(_))
        {
            let after_quoted = item.is_quoted() || left > unit.start && self.items[left - 1].is_quoted();
            let inverted = self.inverted(verb, at, unit);
            let closes =
                inverted.as_ref().is_some_and(|&(_, end, _)| self.items.get(end).is_none_or(Item::is_stop));
            if after_quoted || closes && verb.form == Form::Past && verb.lemma == "say" {
                return inverted.or_else(|| self.past_after_mark(verb, at, unit, earlier));
            }
            return self.past_after_mark(verb, at, unit, earlier).or(inverted);
        }
        let beyond = self.skip_adjuncts_left(unit.start, at).checked_sub(1).filter(|&i| i > unit.start);
        if let Some(and) = beyond
            .filter(|&i| self.items[i].is(Class::COORDINATOR))
            .or(item.is(Class::COORDINATOR).then_some(left))
        {
            let shared = self.main_subject(unit.start, and, earlier);
            return Some((Subject::Shared(shared), at + 1, false));
        }
        if self.items.get(at + 1).is_some_and(|next| self.word(at + 1) == "by" && next.is_word())
            && !item.is(AUXILIARY)
            && !item.is(Class::SUBJECT)
        {
            return None;
        }
        let subject =
            self.relative_subject(unit.start, left).or_else(|| self.subject_before(unit.start, at))?;
        Some((Subject::Before(subject), at + 1, false))
    }

    /// "X, the mayor, said", "X (A) said": the subject lies beyond a mark.
    fn past_after_mark(
        &self,
        verb: Verb,
        at: usize,
        unit: &Range<usize>,
        earlier: &[Occurrence],
    ) -> Option<(Subject, usize, bool)> {
        if verb.frames.has(Frames::ACCUSE)
            && self.word(at).ends_with("ed")
            && self.subject_before(unit.start, at).is_none()
        {
            return None;
        }
        if let Some(subject) = self.subject_before(unit.start, at) {
            return Some((Subject::Before(subject), at + 1, false));
        }
        let shared = self.main_subject(unit.start, at, earlier)?;
        Some((Subject::Shared(Some(shared)), at + 1, false))
    }

    /// "“…,” said X": the verb follows what was said, and its subject follows the verb.
    fn inverted(&self, verb: Verb, at: usize, unit: &Range<usize>) -> Option<(Subject, usize, bool)> {
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
        if end + 1 < unit.end
            && self.items[end].is_comma()
            && self.items[end + 1].is_capitalised()
            && self.items[end - 1].is(Class::OBJECT)
        {
            end = self.phrase_end(end + 1, unit.end);
        }
        let content_follows =
            end < unit.end && self.is_verblike(end) && !left.is_some_and(|i| self.items[i].is_quoted());
        if end == begin || content_follows {
            return None;
        }
        Some((Subject::After(begin..end), end, false))
    }

    fn skip_adverbs(&self, from: usize, high: usize) -> usize {
        (from..high)
            .find(|&i| !self.items[i].is(Class::ADVERB) || self.items[i].is(Class::DET.or(Class::SUBJECT)))
            .unwrap_or(high)
    }

    /// "C was announced by X", "it was reported that C", "X was quoted as saying" (which the -ing form handles).
    fn passive(&self, at: usize, be: usize, unit: &Range<usize>) -> Option<(Subject, usize, bool)> {
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

    fn is_gerund(&self, at: usize) -> bool {
        self.items[at].is_lower() && self.word(at).ends_with("ing") && self.word(at).len() > 5
    }

    /// The subject of "…, saying": what the verb it hangs on has.
    fn participle_subject(&self, at: usize, unit: &Range<usize>, earlier: &[Occurrence]) -> Option<Subject> {
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
    fn with_phrase(&self, low: usize, at: usize) -> Option<Range<usize>> {
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
    fn opens_clause(&self, at: usize, high: usize) -> bool {
        at < high
            && (self.items[at].is(Class::THAT.or(Class::DET).or(Class::SUBJECT).or(Class::POSSESSIVE))
                || self.items[at].is_quoted()
                || self.items[at].is_capitalised())
    }

    /// "X was quoted as saying", "X is cited by Y as saying".
    fn quoted_as(&self, as_at: usize, unit: &Range<usize>) -> Option<Range<usize>> {
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

    fn is_plural(&self, at: usize) -> bool {
        let word = self.word(at);
        word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us")
    }

    fn present_subject(
        &self,
        verb: Verb,
        at: usize,
        unit: &Range<usize>,
        earlier: &[Occurrence],
    ) -> Option<Subject> {
        let left = self.left_of_verb(unit.start, at)?;
        let item = &self.items[left];
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
    fn opens_content(&self, verb: Verb, next: usize, high: usize) -> bool {
        let Some(item) = self.items.get(next).filter(|_| next < high) else { return false };
        item.is(Class::THAT.or(Class::DET).or(Class::SUBJECT).or(Class::POSSESSIVE).or(Class::OBJECT))
            || item.is_quoted()
            || item.is_capitalised() && verb.form == Form::Third
            || item.is(Class::TO) && verb.frames.has(Frames::INFINITIVE)
            || self.is_word(next, "for") && verb.frames.has(Frames::FOR)
            || self.is_word(next, "on") && verb.lemma == "call"
            || self.items[next].is_mark(':')
    }

    fn joined_before(&self, low: usize, last: usize) -> bool {
        self.phrase_start(low, last + 1)
            .is_some_and(|start| (start..last).any(|i| self.items[i].is(Class::AND)))
    }

    /// Whether the word at `at` makes what follows it a noun or an adjective: "the announced plan", "his claims".
    fn is_attributive_before(&self, at: usize) -> bool {
        matches!(
            self.word(at).to_ascii_lowercase().as_str(),
            "the"
                | "a"
                | "an"
                | "this"
                | "these"
                | "those"
                | "his"
                | "her"
                | "its"
                | "their"
                | "our"
                | "my"
                | "no"
                | "any"
                | "of"
                | "such"
                | "each"
                | "every"
        )
    }

    fn is_negated(&self, from: usize, to: usize) -> bool {
        (from..to).any(|i| {
            self.items[i].is(Class::NEGATION)
                || self.word(i).ends_with("n't")
                || self.word(i).ends_with("n’t")
        })
    }

    /// The antecedent of "who", "which" or "that" at `pronoun`, if that is what stands there.
    fn relative_subject(&self, low: usize, left: usize) -> Option<Range<usize>> {
        let pronoun = self.skip_auxiliaries_left(low, left + 1).checked_sub(1).filter(|&i| i >= low)?;
        if !self.items[pronoun].is(Class::RELATIVE) {
            return None;
        }
        let end = if pronoun > low && self.items[pronoun - 1].is_comma() { pronoun - 1 } else { pronoun };
        let start = self.phrase_start(low, end)?;
        Some(start..end)
    }

    fn skip_auxiliaries_left(&self, low: usize, from: usize) -> usize {
        let mut at = from;
        while at > low
            && self.items[at - 1].is(AUXILIARY.or(Class::ADVERB))
            && !self.items[at - 1].is(Class::RELATIVE)
        {
            at -= 1;
        }
        at
    }

    /// The subject of the clause that leads up to `before`: that of the last cue, or else of the first verb.
    pub(super) fn main_subject(
        &self,
        low: usize,
        before: usize,
        earlier: &[Occurrence],
    ) -> Option<Range<usize>> {
        if let Some(last) = earlier.iter().rev().find(|o| o.at < before && !o.passive) {
            let in_content = (last.after..before).any(|i| self.items[i].is_stop());
            if !in_content && let Some(items) = last.subject.items() {
                return Some(items.clone());
            }
        }
        let begin = (low..before).rev().find(|&i| self.items[i].is_stop()).map_or(low, |i| i + 1);
        (begin..before).filter(|&i| self.is_verblike(i)).find_map(|verb| self.subject_before(begin, verb))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;

    /// The cues of `text` and their subjects, as words.
    fn cues(text: &str) -> Vec<(String, String)> {
        let article = Article::new(text);
        let narration = Narration::new(&article);
        let mut out = Vec::new();
        for unit in &narration.units {
            for found in occurrences(&narration, &unit.items) {
                let subject =
                    found.subject.items().map_or("-", |range| article.slice(narration.span(range.clone())));
                out.push((narration.word(found.at).to_owned(), subject.trim_end_matches(',').to_owned()));
            }
        }
        out
    }

    fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
        expected.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect()
    }

    #[test]
    fn finite_verbs_have_the_subject_before_them() {
        assert_eq!(cues("The mayor said it was late."), pairs(&[("said", "The mayor")]));
        assert_eq!(cues("Residents say they were not asked."), pairs(&[("say", "Residents")]));
        assert_eq!(cues("Bell, who said it was late, left."), pairs(&[("said", "Bell")]));
    }

    #[test]
    fn inversion_participle_and_coordination_share_or_turn_round() {
        assert_eq!(cues("“No,” said Ann Bell, a docker."), pairs(&[("said", "Ann Bell")]));
        assert_eq!(cues("Bell left the hall, saying the talks were over."), pairs(&[("saying", "Bell")]));
        assert_eq!(
            cues("Bell said it was late and warned that it would rain."),
            pairs(&[("said", "Bell"), ("warned", "Bell")])
        );
        assert_eq!(
            cues("“No,” she said, adding that it was late."),
            pairs(&[("said", "she"), ("adding", "she")])
        );
    }

    #[test]
    fn nouns_and_attributes_are_no_cues() {
        assert_eq!(cues("The announced plan and his claims were in the reports of the day."), pairs(&[]));
        assert_eq!(cues("He declined to say more and did not comment."), pairs(&[("declined", "He")]));
    }

    #[test]
    fn the_agent_of_a_passive_is_its_subject() {
        assert_eq!(cues("The charge was denied by Ann Bell on Monday."), pairs(&[("denied", "Ann Bell")]));
        assert_eq!(cues("Bell was quoted as saying that it was late."), pairs(&[("saying", "Bell")]));
    }
}
