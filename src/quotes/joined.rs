//! Names joined by commas and "and", and clauses inside a phrase.

use super::unit::{Kind, Narration};
use crate::text::words::Class;

impl Narration<'_> {
    /// "who" or "which" a few words before a verb: the verb is inside a relative clause of the phrase.
    pub(super) fn relative_before(&self, low: usize, verb: usize) -> Option<usize> {
        let at = (low..verb)
            .rev()
            .take(8)
            .take_while(|&i| !self.items[i].is_comma())
            .find(|&i| self.items[i].is_purely(Class::RELATIVE, Class::THAT))?;
        (at > low).then_some(at)
    }

    /// "the group led by X", "a banner left hanging there": a participle between a noun and what goes on from it.
    pub(super) fn is_reduced_relative(&self, low: usize, at: usize, end: usize) -> bool {
        let participle = self.word(at).ends_with("ed")
            || matches!(self.word(at), "led" | "held" | "made" | "built" | "known" | "left");
        participle
            && at > low
            && at + 1 < end
            && (self.items[at + 1].is(Class::PREPOSITION)
                || self.items[at + 1].is(Class::TO) && self.begins_phrase(at + 2)
                || self.items[at + 1].is_lower() && self.word(at + 1).ends_with("ing"))
            && self.items[at - 1].is_lower()
    }

    /// One past the name in apposition to `start..comma`: "its founder, Ann Bell", "one of them, Yunus Hadari".
    pub(super) fn name_after(&self, start: usize, comma: usize, high: usize) -> Option<usize> {
        let starts = self.items[start].is(Class::DET.or(Class::POSSESSIVE));
        let common = self.items[comma - 1].is(Class::OBJECT) || starts && self.items[comma - 1].is_lower();
        if !common
            || comma + 1 >= high
            || !self.items[comma].is_comma()
            || !self.items[comma + 1].is_capitalised()
        {
            return None;
        }
        let end = self.phrase_end(comma + 1, high);
        let closed =
            end == high || matches!(self.items[end].kind, Kind::Mark(_)) || self.items[end].is_stop();
        (end > comma + 1 && closed && self.items[end - 1].is_capitalised()).then_some(end)
    }

    /// "Pat" in "Pasquale "Pat" Di Cicco".
    pub(super) fn is_nickname(&self, low: usize, at: usize, end: usize) -> bool {
        at > low && at + 1 < end && self.items[at - 1].is_capitalised() && self.items[at + 1].is_capitalised()
    }

    /// "A" and ", B" in "A, B and C": a comma between two names of a list whose "and" lies further right.
    pub(super) fn joins_list(&self, low: usize, start: usize, end: usize) -> bool {
        let comma = start - 1;
        comma > low
            && start < end
            && self.items[comma - 1].is_capitalised()
            && (self.items[start].is_capitalised() || self.items[start].is(Class::DET))
            && (start..end).take(8).any(|i| self.items[i].is(Class::AND))
            && !(start..end).any(|i| self.items[i].is_comma() && self.items[i - 1].is_lower())
    }

    /// Whether the "and" at `at` ends a list with a comma before it: "A, B, and C".
    pub(super) fn joins_after_comma(&self, low: usize, at: usize) -> bool {
        at > low + 3
            && self.items[at - 1].is_comma()
            && self.items[at - 2].is_capitalised()
            && (low..at - 2)
                .rev()
                .take(6)
                .find(|&i| self.items[i].is_comma())
                .is_some_and(|i| i > low && self.items[i - 1].is_capitalised())
    }

    /// Whether the "and" at `at` joins two names and not two clauses: nothing verb-like stands to its left in its clause.
    pub(super) fn joins_names(&self, low: usize, at: usize) -> bool {
        let mut i = at;
        while i > low {
            let item = &self.items[i - 1];
            if self.is_verblike(i - 1) || item.is_pronoun() {
                return false;
            }
            if matches!(item.kind, Kind::Mark(_) | Kind::Quoted(_))
                || item.is_purely(Class::SUBORDINATOR, Class::DET)
                || item.is(Class::THAT)
            {
                break;
            }
            i -= 1;
        }
        i < at
    }
}

#[cfg(test)]
mod tests {
    use crate::article::Article;
    use crate::quotes::extract;

    #[test]
    fn a_name_in_apposition_belongs_to_the_source() {
        for (text, source) in [
            ("“We go,” said its founder, Ann Bell.", "its founder, Ann Bell"),
            ("“We go,” said one of them, Yunus Hadari.", "one of them, Yunus Hadari"),
            ("“We go,” said the minister, Kestria willing.", "the minister"),
            ("It is safe, according to its founder, Ann Bell.", "its founder, Ann Bell"),
        ] {
            let article = Article::new(text);
            let found = extract(&article).quotations.first().and_then(|found| found.source);
            assert_eq!(found.map(|span| article.slice(span)), Some(source), "{text}");
        }
    }

    #[test]
    fn a_participle_after_its_noun_belongs_to_the_source() {
        for (text, source) in [
            (
                "A banner left hanging on the gate read “Our dough, our dignity.”",
                "A banner left hanging on the gate",
            ),
            ("A sign taped to the window said “Closed by fear.”", "A sign taped to the window"),
            ("The group led by Marin said “We go.”", "The group led by Marin"),
        ] {
            let article = Article::new(text);
            let found = extract(&article).quotations.first().and_then(|found| found.source);
            assert_eq!(found.map(|span| article.slice(span)), Some(source), "{text}");
        }
    }
}
