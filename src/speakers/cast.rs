//! Who appears in an article: the mentions of each name gathered under one actor.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use foldhash::HashSet;

use super::SpeakerKind;
use super::gazetteer::{self, Gender};
use super::names::{self, Name, NameKind, fold};
use super::naming::{clean, is_after_article, is_business_here, is_fuller, is_place_here, kind, name_words};
use super::places::{self, Place};
use super::roles;
use crate::article::Article;
use crate::text::Span;

/// An actor before it is known whether it speaks.
#[derive(Debug, Clone)]
pub(super) struct Actor {
    /// The fullest name so far.
    pub(super) name: String,
    pub(super) kind: SpeakerKind,
    /// Offices and descriptions, in the order found.
    pub(super) roles: Vec<String>,
    pub(super) gender: Option<Gender>,
    pub(super) aliases: BTreeSet<String>,
    /// Where the name stands at its fullest.
    pub(super) name_at: Span,
    pub(super) mentions: Vec<Span>,
    /// The folded words of the fullest name.
    pub(super) words: Vec<String>,
    /// Short names given in brackets after the full one, folded.
    pub(super) short: Vec<String>,
}

impl Actor {
    /// Whether all that makes it a name is the capital of a sentence's first word: "Patience expired".
    fn is_doubtful(&self, mentions: &[Mention], index: usize) -> bool {
        self.kind == SpeakerKind::Person
            && self.words.len() == 1
            && self.roles.is_empty()
            && gazetteer::gender_of_name(&self.words[0]).is_none()
            && mentions.iter().filter(|m| m.actor == index).all(|m| m.opens_sentence)
            && self.mentions.len() < 3
    }

    /// Whether a description is of one person: "senior official", "woman who lives nearby".
    pub(super) fn is_described_person(&self) -> bool {
        let head = own_words(&self.words).last();
        head.is_some_and(|noun| gazetteer::is_person(noun) || gazetteer::is_office(noun))
    }

    /// The last mention that begins before byte `before`; mentions are in order.
    pub(super) fn last_mention(&self, before: usize) -> Option<Span> {
        let next = self.mentions.partition_point(|m| m.start < before);
        next.checked_sub(1).map(|i| self.mentions[i])
    }
}

/// A mention of an actor by name.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mention {
    pub(super) span: Span,
    pub(super) actor: usize,
    pub(super) opens_sentence: bool,
    /// Whether it begins its sentence but for what is told of its bearer: "Opposition leader Bell".
    pub(super) is_subject: bool,
    /// Whether it stands inside somebody's words, where narration's pronouns seldom refer to.
    pub(super) quoted: bool,
}

/// Everybody named in an article.
#[derive(Debug, Default)]
pub(super) struct Cast {
    pub(super) actors: Vec<Actor>,
    /// In text order.
    pub(super) mentions: Vec<Mention>,
    /// Words that bear somebody's given name before them, found when first asked for.
    pub(super) surnames: OnceCell<HashSet<String>>,
}

impl Cast {
    /// Gathers the names of `article`.
    pub(super) fn of(article: &Article) -> Self {
        let mut cast = Cast::default();
        let names = names::names(article);
        let demonyms: Vec<&str> =
            names.iter().filter(|n| n.kind == NameKind::Demonym).map(|n| article.slice(n.span)).collect();
        for name in names.iter().filter(|name| name.kind != NameKind::Demonym) {
            let actor = cast.place(article, name);
            let known = &mut cast.actors[actor];
            if known.kind == SpeakerKind::Person && is_place_here(article, name.span, &demonyms) {
                known.kind = SpeakerKind::Government;
            }
            if known.kind == SpeakerKind::Person
                && known.gender.is_none()
                && is_business_here(article, name.span)
            {
                known.kind = SpeakerKind::Organisation;
            }
            cast.mentions.push(Mention {
                span: name.span,
                actor,
                opens_sentence: name.opens_sentence,
                is_subject: name.opens_sentence || roles::leads(article, name),
                quoted: false,
            });
            let roles = roles::around(article, name);
            let known = &mut cast.actors[actor];
            known.mentions.push(name.span);
            known.aliases.insert(article.slice(name.span).to_owned());
            for role in roles {
                if known.gender.is_none() {
                    known.gender = role
                        .split_whitespace()
                        .find_map(|word| gazetteer::gender_of_noun(&word.to_lowercase()));
                }
                if !known.roles.contains(&role) {
                    known.roles.push(role);
                }
            }
        }
        cast.drop_doubtful();
        cast
    }

    /// The mentions that begin before byte `before`, in order.
    pub(super) fn before(&self, before: usize) -> impl DoubleEndedIterator<Item = &Mention> {
        self.mentions[..self.mentions.partition_point(|m| m.span.start < before)].iter()
    }

    /// Who is named at exactly `span`.
    pub(super) fn named_at(&self, span: Span) -> Option<usize> {
        let first = self.mentions.partition_point(|m| m.span.start < span.start);
        self.mentions.get(first).filter(|m| m.span == span).map(|m| m.actor)
    }

    /// Drops the mentions of what is most likely no name, so that no pronoun is taken for it.
    fn drop_doubtful(&mut self) {
        let doubtful: Vec<bool> =
            self.actors.iter().enumerate().map(|(i, actor)| actor.is_doubtful(&self.mentions, i)).collect();
        self.mentions.retain(|mention| !doubtful[mention.actor]);
    }

    /// Marks the mentions inside `spans`, which are sorted and disjoint.
    pub(super) fn mark_quoted(&mut self, spans: &[Span]) {
        for mention in &mut self.mentions {
            let next = spans.partition_point(|span| span.end <= mention.span.start);
            mention.quoted = spans.get(next).is_some_and(|span| span.contains(mention.span));
        }
    }

    /// The actor that a name belongs to: one already there, or a new one.
    fn place(&mut self, article: &Article, name: &Name) -> usize {
        let text = clean(article.slice(name.span));
        let words = name_words(article, name.span);
        match self.known(&words, name, article) {
            Some(actor) => {
                let bracketed = self.bracketed(&words, article, name.span).is_some();
                let known = &mut self.actors[actor];
                if name.kind == NameKind::Body && known.kind == SpeakerKind::Person && known.words.len() > 2 {
                    // The short form has shown what it is.
                    known.kind = SpeakerKind::Organisation;
                }
                if bracketed {
                    known.short.extend(words.first().cloned());
                }
                if words == known.words
                    && text.len() > known.name.len()
                    && known.kind == SpeakerKind::Government
                {
                    known.name.clone_from(&text);
                    known.name_at = name.span;
                }
                if words.len() > known.words.len() && is_fuller(&words, &known.words) {
                    known.name = text;
                    known.name_at = name.span;
                    if known.kind == SpeakerKind::Person {
                        known.gender =
                            known.gender.or_else(|| words.first().and_then(|w| gazetteer::gender_of_name(w)));
                    }
                    known.words = words;
                }
                actor
            }
            None => {
                let kind = kind(name.kind, &words, is_after_article(article, name.span));
                let given = if kind == SpeakerKind::Person {
                    words.first().and_then(|w| gazetteer::gender_of_name(w))
                } else {
                    None
                };
                self.push(Actor {
                    name: text,
                    kind,
                    roles: Vec::new(),
                    gender: given,
                    aliases: BTreeSet::new(),
                    name_at: name.span,
                    mentions: Vec::new(),
                    words,
                    short: Vec::new(),
                })
            }
        }
    }

    fn push(&mut self, actor: Actor) -> usize {
        self.actors.push(actor);
        self.actors.len() - 1
    }

    /// An actor known only by a noun phrase: "dockers", "senior EU official".
    pub(super) fn describe(&mut self, phrase: &str, kind: SpeakerKind, at: Span) -> usize {
        let words: Vec<String> = phrase.split_whitespace().map(fold).collect();
        if let Some(known) = self.actors.iter().position(|actor| actor.words == words) {
            self.actors[known].mentions.push(at);
            return known;
        }
        self.push(Actor {
            name: phrase.to_owned(),
            kind,
            roles: Vec::new(),
            gender: own_words(&words).last().and_then(|word| gazetteer::gender_of_noun(word)),
            aliases: BTreeSet::new(),
            name_at: at,
            mentions: vec![at],
            words,
            short: Vec::new(),
        })
    }
}

/// The words of a description up to its noun: "woman" of "woman who lives nearby".
fn own_words(words: &[String]) -> &[String] {
    let is_told =
        |word: &String| matches!(word.as_str(), "who" | "of" | "in" | "at" | "from" | "with" | "for" | "on");
    words.split(is_told).next().unwrap_or(&[])
}

/// Whether the gazetteer knows the name as a country or seat.
pub(super) fn is_government(name: &str) -> bool {
    matches!(places::place(name), Some(Place::Country | Place::Seat))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cast(text: &str) -> Vec<(String, usize)> {
        let article = Article::new(text);
        Cast::of(&article).actors.iter().map(|actor| (actor.name.clone(), actor.mentions.len())).collect()
    }

    #[test]
    fn a_surname_and_a_spelling_without_diacritics_are_one_person() {
        assert_eq!(
            cast("Then Radovan Kovačević left. Later Kovacevic came back, and Mr Kovačević spoke."),
            [("Radovan Kovačević".to_owned(), 3)]
        );
    }

    #[test]
    fn a_misspelt_surname_is_the_same_persons_unless_somebody_bears_it() {
        assert_eq!(cast("So Ann Haldar left. Then Halder came back."), [("Ann Haldar".to_owned(), 2)]);
        assert_eq!(cast("So Ann Hansen left. Then Hanson came, as Tom Hanson does.").len(), 2);
    }

    #[test]
    fn two_people_with_one_surname_stay_apart() {
        assert_eq!(
            cast("It was Ann Bell and her brother Tom Bell. Then Ann Bell left."),
            [("Ann Bell".to_owned(), 2), ("Tom Bell".to_owned(), 1)]
        );
    }

    #[test]
    fn an_acronym_joins_its_body() {
        assert_eq!(
            cast("It was the Lorn Health Agency (LHA) again. Then the LHA spoke."),
            [("Lorn Health Agency".to_owned(), 3)]
        );
    }

    #[test]
    fn letters_join_a_name_that_nothing_else_shows_to_be_a_body() {
        assert_eq!(
            cast(
                "So Lorn Elite Wrestling began. Then LEW grew. The Velm Gas and Electric Company did, too; so VG&E left."
            ),
            [("Lorn Elite Wrestling".to_owned(), 2), ("Velm Gas and Electric Company".to_owned(), 2)]
        );
    }

    #[test]
    fn a_pope_keeps_his_office_in_his_name() {
        assert_eq!(cast("Then Pope Urban left. Later Urban came back."), [("Pope Urban".to_owned(), 2)]);
    }

    #[test]
    fn the_full_name_may_come_later() {
        assert_eq!(cast("It was Bell again. Then Ann Bell spoke."), [("Ann Bell".to_owned(), 2)]);
    }
}
