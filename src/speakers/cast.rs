//! Who appears in an article: the mentions of each name gathered under one actor.

use std::collections::BTreeSet;

use super::SpeakerKind;
use super::gazetteer::{self, Gender, Place};
use super::names::{self, Name, NameKind, fold};
use super::roles;
use crate::article::Article;
use crate::text::{Span, TokenKind};

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
    words: Vec<String>,
    /// Short names given in brackets after the full one, folded.
    short: Vec<String>,
}

/// A mention of an actor by name.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mention {
    pub(super) span: Span,
    pub(super) actor: usize,
    pub(super) opens_sentence: bool,
    /// Whether it stands inside somebody's words, where narration's pronouns seldom refer to.
    pub(super) quoted: bool,
}

/// Everybody named in an article.
#[derive(Debug, Default)]
pub(super) struct Cast {
    pub(super) actors: Vec<Actor>,
    /// In text order.
    pub(super) mentions: Vec<Mention>,
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
            if is_place_here(article, name.span, &demonyms) && cast.actors[actor].kind == SpeakerKind::Person
            {
                cast.actors[actor].kind = SpeakerKind::Government;
            }
            cast.mentions.push(Mention {
                span: name.span,
                actor,
                opens_sentence: name.opens_sentence,
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
        cast
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
        match self.known(&words, name.kind, article, name.span) {
            Some(actor) => {
                let bracketed = self.bracketed(&words, article, name.span).is_some();
                let known = &mut self.actors[actor];
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
            gender: words.last().and_then(|word| gazetteer::gender_of_noun(word)),
            aliases: BTreeSet::new(),
            name_at: at,
            mentions: vec![at],
            words,
            short: Vec::new(),
        })
    }

    fn known(&self, words: &[String], kind: NameKind, article: &Article, span: Span) -> Option<usize> {
        let is_short = |actor: &Actor| words.len() == 1 && actor.short.contains(&words[0]);
        if let Some(exact) = self.actors.iter().rposition(|actor| actor.words == words || is_short(actor)) {
            return Some(exact);
        }
        if let Some(actor) = self.bracketed(words, article, span) {
            return Some(actor);
        }
        match kind {
            NameKind::Person if words.len() == 1 => {
                self.by_surname(&words[0]).or_else(|| self.by_first_word(&words[0]))
            }
            NameKind::Person => self.by_full_name(words),
            NameKind::Body => {
                self.by_acronym(words).or_else(|| self.by_tail(words)).or_else(|| self.by_noun(words))
            }
            NameKind::Place | NameKind::Demonym => None,
        }
    }

    fn people(&self) -> impl DoubleEndedIterator<Item = (usize, &Actor)> {
        self.actors.iter().enumerate().filter(|(_, actor)| actor.kind == SpeakerKind::Person)
    }

    /// The person last mentioned of those with this surname or, failing that, with this word anywhere in the name.
    pub(super) fn by_surname(&self, word: &str) -> Option<usize> {
        let latest = |candidates: Vec<usize>| {
            candidates.into_iter().max_by_key(|&i| self.actors[i].mentions.last().map(|m| m.start))
        };
        let by_last = self
            .people()
            .filter(|(_, a)| a.words.last().is_some_and(|last| last == word))
            .map(|(i, _)| i)
            .collect();
        latest(by_last).or_else(|| {
            latest(self.people().filter(|(_, a)| a.words.iter().any(|w| w == word)).map(|(i, _)| i).collect())
        })
    }

    /// "Ford" for the Ford Motor Company.
    fn by_first_word(&self, word: &str) -> Option<usize> {
        self.actors.iter().rposition(|actor| {
            actor.kind == SpeakerKind::Organisation && actor.words.len() > 1 && actor.words[0] == word
        })
    }

    /// The person whose name agrees with all of `words`: the same surname and no other given name.
    fn by_full_name(&self, words: &[String]) -> Option<usize> {
        self.people().rev().find(|(_, actor)| same_person(&actor.words, words)).map(|(i, _)| i)
    }

    /// "the Lorn Health Agency (LHA)": a short name in brackets right after the full one.
    fn bracketed(&self, words: &[String], article: &Article, span: Span) -> Option<usize> {
        let last = self
            .mentions
            .last()
            .filter(|_| words.len() == 1 && article.text()[..span.start].ends_with('('))?;
        let between = article.slice(Span::new(last.span.end, span.start));
        let named_in_full = self.actors[last.actor].words.len() > 1
            && self.actors[last.actor].kind != SpeakerKind::Government;
        (between.trim() == "(" && named_in_full && article.text()[span.end..].starts_with(')'))
            .then_some(last.actor)
    }

    /// A body with these initials, or for a full name the body known so far by its initials.
    fn by_acronym(&self, words: &[String]) -> Option<usize> {
        let fits = |full: &[String], short: &[String]| {
            let letters: String = short[0].chars().filter(|c| c.is_alphanumeric()).collect();
            let initials = initials(full);
            full.len() > 1
                && letters.len() > 1
                && (initials == letters
                    || letters.len() > 2
                        && initials.len() == letters.len() + 1
                        && initials.starts_with(&letters))
        };
        self.actors.iter().rposition(|actor| {
            actor.kind != SpeakerKind::Person
                && (words.len() == 1 && fits(&actor.words, words)
                    || actor.words.len() == 1 && fits(words, &actor.words))
        })
    }

    /// "Supreme Court" for the United States Supreme Court.
    fn by_tail(&self, words: &[String]) -> Option<usize> {
        self.actors.iter().rposition(|actor| {
            actor.kind == SpeakerKind::Organisation
                && words.len() > 1
                && actor.words.len() > 1
                && (actor.words.ends_with(words) || words.ends_with(&actor.words))
        })
    }

    /// "the Ministry" for the last body with that noun in a longer name.
    fn by_noun(&self, words: &[String]) -> Option<usize> {
        let [noun] = words else { return None };
        let longer = |actor: &Actor| {
            actor.kind == SpeakerKind::Organisation && actor.words.len() > 1 && actor.words.contains(noun)
        };
        if gazetteer::is_body(noun) { self.actors.iter().rposition(longer) } else { None }
    }

    /// The body that a common noun such as "ministry" refers back to: the last one mentioned before `before` with that
    /// word in its name.
    pub(super) fn body_with(&self, noun: &str, before: usize) -> Option<usize> {
        let named =
            |actor: &Actor| actor.kind != SpeakerKind::Person && actor.words.iter().any(|word| word == noun);
        let mentioned =
            |actor: &Actor| actor.mentions.iter().filter(|m| m.start < before).map(|m| m.start).max();
        (0..self.actors.len())
            .filter(|&i| named(&self.actors[i]))
            .filter_map(|i| mentioned(&self.actors[i]).map(|at| (at, i)))
            .max()
            .map(|(_, i)| i)
    }

    /// The body last named before `before`, at most `reach` bytes back.
    pub(super) fn last_body(&self, before: usize, reach: usize) -> Option<usize> {
        let near = self
            .mentions
            .iter()
            .rev()
            .skip_while(|m| m.span.start >= before)
            .take_while(|m| before - m.span.start <= reach);
        near.map(|m| m.actor).find(|&actor| self.actors[actor].kind == SpeakerKind::Organisation)
    }

    /// The last person mentioned before `before` whose role contains `office`; one whose role also holds one of
    /// `modifiers` is preferred.
    pub(super) fn person_with_role(
        &self,
        office: &str,
        modifiers: &[String],
        before: usize,
    ) -> Option<usize> {
        let mut best: Option<((usize, usize), usize)> = None;
        for (index, actor) in self.people() {
            let heads: Vec<String> = actor
                .roles
                .iter()
                .flat_map(|role| role.split(|c: char| !c.is_alphanumeric() && c != '-').map(fold))
                .collect();
            // Somebody introduced only later ("The skipper … The skipper, Joris Haeg, …") is the last resort.
            let last =
                actor.mentions.iter().filter(|m| m.start < before).map(|m| m.start + 1).max().unwrap_or(0);
            if !heads.iter().any(|head| head == office) {
                continue;
            }
            let fit = modifiers.iter().filter(|modifier| heads.contains(modifier)).count();
            if best.is_none_or(|(score, _)| (fit, last) > score) {
                best = Some(((fit, last), index));
            }
        }
        best.map(|(_, index)| index)
    }
}

/// Whether the article itself shows that a name is a country or capital: "Halmos, the Ruvenian capital", or "Kestria"
/// beside "Kestrian".
fn is_place_here(article: &Article, span: Span, demonyms: &[&str]) -> bool {
    let name = article.slice(span);
    if name.contains(' ') {
        return false;
    }
    let stem = name.trim_end_matches(['a', 'e', 'i', 'o', 'y']);
    let has_demonym =
        stem.chars().count() > 3 && demonyms.iter().any(|d| d.starts_with(stem) && d.len() > stem.len());
    let rest = &article.text()[span.end..];
    let apposition: String = rest
        .strip_prefix(", ")
        .unwrap_or("")
        .chars()
        .take_while(|c| !matches!(c, ',' | '.' | ';'))
        .take(60)
        .collect();
    has_demonym || apposition.ends_with("capital") || apposition.contains("capital of")
}

/// The first letters of the words of a name, small words aside.
fn initials(words: &[String]) -> String {
    words
        .iter()
        .filter(|w| !matches!(w.as_str(), "of" | "the" | "and" | "for"))
        .filter_map(|w| w.chars().next())
        .collect()
}

fn kind(name: NameKind, words: &[String], after_article: bool) -> SpeakerKind {
    match name {
        NameKind::Place => SpeakerKind::Government,
        NameKind::Body | NameKind::Demonym => SpeakerKind::Organisation,
        NameKind::Person if words.len() == 1 && (after_article || is_known_body(&words[0])) => {
            SpeakerKind::Organisation
        }
        NameKind::Person
            if after_article && words.first().is_none_or(|w| gazetteer::gender_of_name(w).is_none()) =>
        {
            SpeakerKind::Organisation
        }
        NameKind::Person => SpeakerKind::Person,
    }
}

/// Agencies, newspapers and companies that go by one word.
fn is_known_body(word: &str) -> bool {
    matches!(
        word,
        "reuters"
            | "bloomberg"
            | "facebook"
            | "google"
            | "twitter"
            | "apple"
            | "amazon"
            | "microsoft"
            | "wikinews"
            | "xinhua"
            | "interfax"
            | "tass"
            | "tanjug"
            | "politico"
            | "axios"
            | "euronews"
            | "greenpeace"
            | "oxfam"
            | "interpol"
            | "europol"
            | "boeing"
            | "airbus"
            | "netflix"
            | "youtube"
            | "instagram"
            | "tesla"
            | "toyota"
            | "volkswagen"
            | "siemens"
            | "gazprom"
            | "hezbollah"
            | "hamas"
            | "taliban"
            | "unicef"
            | "unesco"
            | "nato"
            | "parliament"
            | "congress"
            | "labour"
            | "sky"
    )
}

fn is_after_article(article: &Article, span: Span) -> bool {
    let before = article.text()[..span.start].trim_end();
    let word = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    before.len() < span.start && matches!(word, "the" | "The")
}

/// The folded words of a name, without "Jr." and marks.
fn name_words(article: &Article, span: Span) -> Vec<String> {
    if let Some(full) = abbreviated_country(article.slice(span)) {
        return full.split(' ').map(str::to_owned).collect();
    }
    let first = article.token_at(span.start);
    article.tokens()[first..]
        .iter()
        .take_while(|token| token.span.end <= span.end)
        .filter(|token| matches!(token.kind, TokenKind::Word | TokenKind::Number))
        .map(|token| fold(article.slice(token.span)))
        .filter(|word| !matches!(word.as_str(), "jr" | "sr" | "jr." | "sr."))
        .collect()
}

/// The folded full name of a country or union that goes by its initials.
fn abbreviated_country(name: &str) -> Option<&'static str> {
    match name {
        "US" | "U.S." | "USA" | "U.S.A." => Some("united states"),
        "UK" | "U.K." => Some("united kingdom"),
        "EU" | "E.U." => Some("european union"),
        "UN" | "U.N." => Some("united nations"),
        _ => None,
    }
}

/// A name on one line.
fn clean(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether the longer list of name words says more of the same name: "Boris Johnson" of "Johnson".
fn is_fuller(longer: &[String], shorter: &[String]) -> bool {
    shorter.iter().all(|word| longer.contains(word))
        || same_person(longer, shorter)
        || shorter.len() == 1 && initials(longer).starts_with(&shorter[0])
}

/// Whether two full names can be one person's: the same last word and given names that do not contradict.
fn same_person(a: &[String], b: &[String]) -> bool {
    let (long, short) = if a.len() >= b.len() { (a, b) } else { (b, a) };
    let (Some(last_long), Some(last_short)) = (long.last(), short.last()) else { return false };
    if short.len() == 1 {
        return last_long == last_short || long.contains(last_short);
    }
    let initials = |x: &str, y: &str| {
        x == y || x.len() <= 2 && y.starts_with(&x[..x.chars().next().map_or(0, char::len_utf8)])
    };
    let first = initials(&short[0], &long[0]) || initials(&long[0], &short[0]);
    (last_long == last_short && (first || long.contains(&short[0])))
        || short.iter().all(|word| long.contains(word))
}

/// Whether the gazetteer knows the name as a country or seat.
pub(super) fn is_government(name: &str) -> bool {
    matches!(gazetteer::place(name), Some(Place::Country | Place::Seat))
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
    fn the_full_name_may_come_later() {
        assert_eq!(cast("It was Bell again. Then Ann Bell spoke."), [("Ann Bell".to_owned(), 2)]);
    }
}
