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
        if narration.reports_nothing(range.start, at) {
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

/// "Reuters, citing a diplomat, said" has one cue: verbs inside a later cue's subject are part of who it is.
fn drop_inside_subjects(found: &mut Vec<Occurrence>) {
    let subjects: Vec<Range<usize>> = found.iter().filter_map(|o| o.subject.items().cloned()).collect();
    found.retain(|o| !subjects.iter().any(|subject| subject.contains(&o.at)));
}

impl Narration<'_> {
    pub(super) fn subject_of(
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
    pub(super) fn left_of_verb(&self, low: usize, at: usize) -> Option<usize> {
        (low..at).rev().find(|&i| {
            let item = &self.items[i];
            !item.is(Class::ADVERB) || item.is(AUXILIARY.or(Class::SUBJECT).or(Class::DET))
        })
    }

    pub(super) fn past_subject(
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
    pub(super) fn past_after_mark(
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

    /// Whether the word at `at` makes what follows it a noun or an adjective: "the announced plan", "his claims".
    pub(super) fn is_attributive_before(&self, at: usize) -> bool {
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

    pub(super) fn is_negated(&self, from: usize, to: usize) -> bool {
        (from..to).any(|i| {
            self.items[i].is(Class::NEGATION)
                || self.word(i).ends_with("n't")
                || self.word(i).ends_with("n’t")
        })
    }

    /// The antecedent of "who", "which" or "that" at `pronoun`, if that is what stands there.
    pub(super) fn relative_subject(&self, low: usize, left: usize) -> Option<Range<usize>> {
        let pronoun = self.skip_auxiliaries_left(low, left + 1).checked_sub(1).filter(|&i| i >= low)?;
        if !self.items[pronoun].is(Class::RELATIVE) {
            return None;
        }
        let end = if pronoun > low && self.items[pronoun - 1].is_comma() { pronoun - 1 } else { pronoun };
        let start = self.phrase_start(low, end)?;
        Some(start..end)
    }

    pub(super) fn skip_auxiliaries_left(&self, low: usize, from: usize) -> usize {
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
        assert_eq!(cues("He refused to say more and did not comment."), pairs(&[]));
    }

    #[test]
    fn the_agent_of_a_passive_is_its_subject() {
        assert_eq!(cues("The charge was denied by Ann Bell on Monday."), pairs(&[("denied", "Ann Bell")]));
        assert_eq!(cues("Bell was quoted as saying that it was late."), pairs(&[("saying", "Bell")]));
    }
}
