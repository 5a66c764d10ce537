//! Which actor already known a name belongs to.

use super::SpeakerKind;
use super::capitals::surnames_in_full;
use super::cast::{Actor, Cast};
use super::gazetteer::{self, Gender};
use super::names::{Name, NameKind, fold};
use super::naming::{initials, same_person};
use crate::article::Article;
use crate::text::Span;

/// How well a role fits "the president": it must have the office in it; one that is held in full fits better than a
/// deputy's or a former one, and one with more of `modifiers` better than one with fewer. `None` if it does not fit.
fn role_fit(role: &str, office: &str, modifiers: &[String]) -> Option<usize> {
    let words: Vec<String> = role.split(|c: char| !c.is_alphanumeric() && c != '-').map(fold).collect();
    if !words.iter().any(|word| word == office) {
        return None;
    }
    // A chief executive is never called "the executive".
    let is_chief = |word: &String| word == "chief";
    if office == "executive" && words.iter().any(is_chief) && !modifiers.iter().any(is_chief) {
        return None;
    }
    // An interior minister is neither the prime minister nor the foreign minister.
    let is_field = |word: &String| gazetteer::is_portfolio(word);
    let (asked, held) = (modifiers.iter().any(is_field), words.iter().any(is_field));
    if asked && held && !words.iter().any(|word| is_field(word) && modifiers.contains(word)) {
        return None;
    }
    let lesser =
        |word: &String| matches!(word.as_str(), "vice" | "deputy" | "former" | "ex" | "assistant" | "acting");
    let in_full = !words.iter().any(|word| lesser(word) && !modifiers.contains(word));
    Some(usize::from(in_full) + modifiers.iter().filter(|modifier| words.contains(modifier)).count())
}

/// Whether two words as long, of five letters or more, differ by one letter that is not the first.
fn is_one_letter_off(a: &str, b: &str) -> bool {
    let differing = || a.chars().zip(b.chars()).enumerate().filter(|(_, (a, b))| a != b).map(|(at, _)| at);
    let length = a.chars().count();
    length >= 5 && length == b.chars().count() && differing().count() == 1 && differing().all(|at| at > 0)
}

/// The gender that the title before a name tells.
fn title_gender(article: &Article, name: &Name) -> Option<Gender> {
    let title = article.slice(Span::new(name.titled.start, name.span.start));
    title.split(|c: char| !c.is_alphabetic()).find_map(|word| gazetteer::gender_of_noun(&word.to_lowercase()))
}

impl Cast {
    pub(super) fn known(&self, words: &[String], name: &Name, article: &Article) -> Option<usize> {
        let span = name.span;
        let is_short = |actor: &Actor| words.len() == 1 && actor.short.contains(&words[0]);
        if let Some(exact) = self.actors.iter().rposition(|actor| actor.words == words || is_short(actor)) {
            return Some(exact);
        }
        if let Some(actor) = self.bracketed(words, article, span) {
            return Some(actor);
        }
        match name.kind {
            NameKind::Person if words.len() == 1 => self
                .by_surname(&words[0], article.slice(span), title_gender(article, name))
                .or_else(|| self.by_first_word(&words[0]))
                .or_else(|| self.by_misspelt(&words[0], article, span)),
            NameKind::Person => self.by_full_name(words),
            NameKind::Body => {
                self.by_acronym(words).or_else(|| self.by_tail(words)).or_else(|| self.by_noun(words))
            }
            NameKind::Place | NameKind::Demonym => None,
        }
    }

    pub(super) fn people(&self) -> impl DoubleEndedIterator<Item = (usize, &Actor)> {
        self.actors.iter().enumerate().filter(|(_, actor)| actor.kind == SpeakerKind::Person)
    }

    /// The person most and last mentioned of those with this surname or, failing that, with this word anywhere in the name; whoever
    /// has been called by the surname alone, as `written`, comes first.
    /// Somebody of another gender than the title before the name tells is passed over: "Mrs Oakshott" is not Dennis.
    fn by_surname(&self, word: &str, written: &str, title: Option<Gender>) -> Option<usize> {
        let fits = |actor: &Actor| title.is_none() || actor.gender.is_none() || actor.gender == title;
        let latest = |test: &dyn Fn(&Actor) -> bool| {
            let candidates = self.people().filter(|(_, actor)| fits(actor) && test(actor)).map(|(i, _)| i);
            // Relatives are named in full; the bare surname is the one who is written about.
            candidates.max_by_key(|&i| {
                let actor = &self.actors[i];
                (
                    actor.aliases.contains(written),
                    actor.mentions.len(),
                    actor.mentions.last().map(|m| m.start),
                )
            })
        };
        latest(&|actor| actor.words.last().is_some_and(|last| last == word))
            .or_else(|| latest(&|actor| actor.words.iter().any(|w| w == word)))
    }

    /// "Halder" for Ann Haldar: the person whose surname differs by one letter, where nobody bears the other.
    fn by_misspelt(&self, word: &str, article: &Article, span: Span) -> Option<usize> {
        let alike = |(_, actor): &(usize, &Actor)| {
            let last = actor.words.last().filter(|_| actor.words.len() > 1);
            last.is_some_and(|last| is_one_letter_off(word, last))
        };
        let (found, _) = self.people().rev().find(alike)?;
        let surnames =
            self.surnames.get_or_init(|| surnames_in_full(article).into_iter().map(str::to_owned).collect());
        (!surnames.contains(article.slice(span))).then_some(found)
    }

    /// "Ford" for the Ford Motor Company.
    pub(super) fn by_first_word(&self, word: &str) -> Option<usize> {
        self.actors.iter().rposition(|actor| {
            actor.kind == SpeakerKind::Organisation && actor.words.len() > 1 && actor.words[0] == word
        })
    }

    /// The person whose name agrees with all of `words`: the same surname and no other given name.
    pub(super) fn by_full_name(&self, words: &[String]) -> Option<usize> {
        self.people().rev().find(|(_, actor)| same_person(&actor.words, words)).map(|(i, _)| i)
    }

    /// "the Lorn Health Agency (LHA)": a short name in brackets right after the full one.
    pub(super) fn bracketed(&self, words: &[String], article: &Article, span: Span) -> Option<usize> {
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
    pub(super) fn by_acronym(&self, words: &[String]) -> Option<usize> {
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
        // Nothing but its short form shows that "Lorn Elite Wrestling" is nobody's name.
        let may_be_body = |actor: &Actor| {
            actor.kind != SpeakerKind::Person
                || actor.words.len() > 2
                    && words.len() == 1
                    && words[0].chars().count() == actor.words.len()
                    && actor.gender.is_none()
        };
        self.actors.iter().rposition(|actor| {
            may_be_body(actor)
                && (words.len() == 1 && fits(&actor.words, words)
                    || actor.words.len() == 1 && fits(words, &actor.words))
        })
    }

    /// "Supreme Court" for the United States Supreme Court.
    pub(super) fn by_tail(&self, words: &[String]) -> Option<usize> {
        self.actors.iter().rposition(|actor| {
            actor.kind == SpeakerKind::Organisation
                && words.len() > 1
                && actor.words.len() > 1
                && (actor.words.ends_with(words) || words.ends_with(&actor.words))
        })
    }

    /// "the Ministry" for the last body with that noun in a longer name.
    pub(super) fn by_noun(&self, words: &[String]) -> Option<usize> {
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
        let mentioned = |actor: &Actor| actor.last_mention(before).map(|m| m.start);
        (0..self.actors.len())
            .filter(|&i| named(&self.actors[i]))
            .filter_map(|i| mentioned(&self.actors[i]).map(|at| (at, i)))
            .max()
            .map(|(_, i)| i)
    }

    /// The body that "the fire service" means: the last one mentioned before `before` with all these words in its name.
    pub(super) fn body_with_all(&self, phrase: &str, before: usize) -> Option<usize> {
        let asked: Vec<String> = phrase.split(' ').map(fold).collect();
        let named = |actor: &Actor| {
            actor.kind == SpeakerKind::Organisation && asked.iter().all(|word| actor.words.contains(word))
        };
        self.before(before).rev().map(|mention| mention.actor).find(|&actor| named(&self.actors[actor]))
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
            let fit = actor.roles.iter().filter_map(|role| role_fit(role, office, modifiers)).max();
            let Some(fit) = fit else { continue };
            // Somebody introduced only later ("The skipper … The skipper, Joris Haeg, …") is the last resort.
            let last = actor.last_mention(before).map_or(0, |m| m.start + 1);
            if best.is_none_or(|(score, _)| (fit, last) > score) {
                best = Some(((fit, last), index));
            }
        }
        best.map(|(_, index)| index)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_letter_may_be_wrong_inside_a_surname() {
        assert!(is_one_letter_off("halder", "haldar") && is_one_letter_off("saree", "sarea"));
        assert!(!is_one_letter_off("bell", "ball") && !is_one_letter_off("hansen", "jansen"));
    }

    #[test]
    fn a_minister_of_one_field_is_not_one_of_another() {
        let fit = |role: &str, modifiers: &[&str]| {
            let modifiers: Vec<String> = modifiers.iter().map(|word| (*word).to_owned()).collect();
            role_fit(role, "minister", &modifiers)
        };
        assert_eq!(fit("Prime Minister", &["interior"]), None);
        assert_eq!(fit("Veskia's interior minister", &["interior"]), Some(2));
        assert_eq!(fit("Prime Minister", &[]), Some(1));
        assert_eq!(fit("minister", &["interior"]), Some(1));
        assert_eq!(role_fit("chief executive", "executive", &[]), None);
    }
}
