//! Pronouns whose bearer is not who spoke last: the statement itself names them, "Bell will resign, her office said", or the
//! sentence before begins with them.

use super::SpeakerKind;
use super::attribute::{Resolved, Resolver};
use super::coreference::person_subject;
use super::gazetteer::{self, Gender};
use super::source::token_range;
use crate::quotes::Quotation;
use crate::text::Span;
use crate::text::words::Class;

/// How far into a statement, in bytes, its subject's name may begin: "The Velm council's former deputy leader, Ann Bell".
const REACH: usize = 60;

/// In how many words an office is described: "the United Nations secretary-general".
const LONGEST_OFFICE: usize = 6;

impl Resolver<'_> {
    /// Whom "her office" and "his spokesman" speak for, after what they say: the person or the office that it begins with.
    pub(super) fn subject_of_content(&mut self, source: Span, quotation: &Quotation) -> Option<Resolved> {
        let article = self.article;
        let tokens = &article.tokens()[token_range(article, source)];
        let gender = match article.lower(tokens.first()?.span) {
            "his" => Gender::Male,
            "her" => Gender::Female,
            _ => return None,
        };
        let last = article.lower(tokens.last()?.span);
        let content = quotation.content.first()?;
        let same = article.sentence_at(content.start) == article.sentence_at(source.start);
        let speaks_for = tokens.len() > 1 && (gazetteer::is_spokes(last) || last == "office");
        if !speaks_for || !same || content.end > source.start {
            return None;
        }
        let first = self.cast.mentions.partition_point(|mention| mention.span.start < content.start);
        let limit = content.end.min(content.start + REACH);
        let near = self.cast.mentions[first..].iter().take_while(|mention| mention.span.end < limit);
        let fits = |actor: &usize| {
            let actor = &self.cast.actors[*actor];
            actor.kind == SpeakerKind::Person && actor.gender.is_none_or(|known| known == gender)
        };
        if let Some(actor) = near.map(|mention| mention.actor).find(fits) {
            return Some(self.one(actor, 0.75, "whose doings are told", None));
        }
        let office = self.office_at(*content)?;
        Some(self.phrase(office))
    }

    /// The delegate in "China's delegate kept silent. In private he said …", nobody having spoken since.
    pub(super) fn subject_before(&mut self, pronoun: Span, quotation: &Quotation) -> Option<Resolved> {
        let subject = person_subject(self.article, &self.cast, pronoun)?;
        let silent = self.said.last().is_none_or(|said| said.at < subject.start);
        let gender = match self.article.lower(pronoun) {
            "he" => Gender::Male,
            "she" => Gender::Female,
            _ => return None,
        };
        if !silent {
            return None;
        }
        let found = self.part(subject, quotation)?;
        let fits = |&actor: &usize| self.cast.actors[actor].gender.is_none_or(|known| known == gender);
        found.actors.iter().all(fits).then_some(found)
    }

    /// "United Nations secretary-general" at the start of a statement about the secretary-general.
    fn office_at(&self, content: Span) -> Option<Span> {
        let article = self.article;
        let tokens = article.tokens();
        let range = token_range(article, content);
        let first = range.start + usize::from(tokens[range.start].class.is(Class::DET));
        let words = (first..range.end.min(first + LONGEST_OFFICE))
            .take_while(|&i| tokens[i].is_capitalised() || tokens[i].class == Class::NONE);
        let office = words.filter(|&i| gazetteer::is_office(article.lower(tokens[i].span))).last()?;
        Some(tokens[first].span.cover(tokens[office].span))
    }
}

#[cfg(test)]
mod tests {
    use crate::speakers::testing::last_speaker;

    #[test]
    fn the_statement_names_whom_the_office_speaks_for() {
        for (text, who) in [
            ("It was Tom Moor again. Mayor Emil Torv will resign on Monday, his office said.", "Emil Torv"),
            (
                "Tom Moor spoke. China's delegate kept silent. In private he said that it was late.",
                "China's delegate",
            ),
            (
                "It was Tom Moor again. The Lorn secretary-general will resign on Monday, his spokeswoman said.",
                "Lorn secretary-general",
            ),
        ] {
            assert_eq!(last_speaker(text), who, "{text}");
        }
    }
}
