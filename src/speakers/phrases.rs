//! Noun phrases without a name: bodies mentioned before, groups, unnamed people.

use super::attribute::{Resolved, Resolver};
use super::capitals::{capitals_inside, common_openings};
use super::cast;
use super::gazetteer;
use super::names::fold;
use super::places;
use super::{Link, SpeakerKind, Step};
use crate::text::Span;

impl Resolver<'_> {
    /// Whether the phrase speaks of two: "both sides", "the two leaders".
    fn is_of_two(&self, span: Span) -> bool {
        let mut words = self.article.text()[..span.end].rsplit(' ').take(3);
        words.any(|word| matches!(word, "both" | "Both" | "two" | "Two"))
    }

    /// "both countries", "the two governments": the two governments last named.
    fn both(&self, span: Span) -> Option<Resolved> {
        if !self.is_of_two(span) {
            return None;
        }
        let mut actors: Vec<usize> = Vec::new();
        for mention in self.cast.before(span.start).rev().take(60) {
            let government = self.cast.actors[mention.actor].kind == SpeakerKind::Government;
            if government && !actors.contains(&mention.actor) {
                actors.push(mention.actor);
            }
            if actors.len() == 2 {
                break;
            }
        }
        let [second, first] = actors[..] else { return None };
        let rule = "the two governments last named";
        let chain = [first, second].map(|actor| Link {
            step: Step::Name,
            span: self.cast.actors[actor].name_at,
            rule,
        });
        Some(Resolved {
            actors: vec![first, second],
            confidence: 0.6,
            chain: chain.to_vec(),
            ..Resolved::default()
        })
    }

    /// Whether "the" stands before a phrase.
    pub(super) fn is_definite(&self, span: Span) -> bool {
        let before = &self.article.text()[..span.start];
        before.ends_with("the ") || before.ends_with("The ")
    }

    /// A noun phrase: a body already named by that noun, or an actor of its own.
    pub(super) fn phrase(&mut self, span: Span) -> Resolved {
        let words = one_line(self.article.slice(span));
        // "leader of the Civic Union" is about a leader.
        let own = [" of ", " for ", " from ", " in ", " at "]
            .iter()
            .fold(words.as_str(), |own, preposition| own.split(preposition).next().unwrap_or(own));
        let head = fold(own.rsplit(' ').next().unwrap_or(""));
        let alone = !words.contains(' ');
        let body = gazetteer::is_body(&head);
        let definite = self.is_definite(span);
        if matches!(head.as_str(), "nations" | "countries" | "governments" | "states" | "capitals")
            && let Some(found) = self.both(span)
        {
            return found;
        }
        if matches!(
            head.as_str(),
            "leaders" | "ministers" | "presidents" | "sides" | "parties" | "men" | "women"
        ) && self.is_of_two(span)
            && let Some(found) = self.joint_speakers(span)
        {
            return found;
        }
        if alone
            && (body || head == "official" || head == "source" || head == "diplomat")
            && let Some(actor) = self.cast.body_with(&head, span.start)
        {
            self.cast.actors[actor].mentions.push(span);
            return self.one(actor, 0.75, "noun of a body or person mentioned before", None);
        }
        if definite
            && !alone
            && body
            && let Some(actor) = self.cast.body_with_all(own, span.start)
        {
            self.cast.actors[actor].mentions.push(span);
            return self.one(actor, 0.75, "noun of a body or person mentioned before", None);
        }
        if alone
            && head == "government"
            && let Some(full) = self.fuller_government(span)
        {
            let words = one_line(self.article.slice(full));
            let actor = self.cast.describe(&words, SpeakerKind::Government, full);
            return self.one(actor, 0.7, "the only government named", Some(full));
        }
        if alone && let Some(found) = self.elliptical(&head, span) {
            return found;
        }
        if let Some(found) = self.of_them(&words, span) {
            return found;
        }
        if definite
            && alone
            && let Some(actor) = self.place_called(&head, span.start)
        {
            return self.one(actor, 0.75, "noun of a place named before", None);
        }
        // "the industry publication".
        let described = own.split(' ').count() == 2 && !own.contains(char::is_uppercase) && is_outlet(&head);
        let anaphoric =
            (alone || described) && is_anaphoric(&head) && definite || alone && gazetteer::is_spokes(&head);
        if anaphoric && let Some(actor) = self.body_called(&head, span.start) {
            return self.one(actor, 0.6, "noun for the body last named", None);
        }
        let kind = if cast::is_government(&words) || head == "government" {
            SpeakerKind::Government
        } else if body {
            SpeakerKind::Organisation
        } else {
            common_kind(&words)
        };
        if definite
            && alone
            && let Some(actor) = self.group_with(&head)
        {
            return self.one(actor, 0.7, "described in full before", None);
        }
        if definite
            && alone
            && let Some(earlier) = self.introduced(&head, span)
        {
            let words = one_line(self.article.slice(earlier));
            let actor = self.cast.describe(&lower_first(&words, false), kind, earlier);
            return self.one(actor, 0.7, "described in full before", Some(earlier));
        }
        if definite
            && alone
            && let Some(earlier) = self.called_after(&head, span)
        {
            let words = one_line(self.article.slice(earlier));
            let actor = self.cast.describe(&words, kind, earlier);
            return self.one(actor, 0.7, "described in full before", Some(earlier));
        }
        if let Some(actor) = self.named_later(&head, span) {
            return self.one(actor, 0.75, "named later by the same description", None);
        }
        let opens = self
            .article
            .sentences()
            .get(self.article.sentence_at(span.start))
            .is_some_and(|s| s.span.start == span.start);
        let words = lower_first(&words, opens && !self.is_written_so(span));
        let actor = self.cast.describe(&words, kind, span);
        self.one(actor, 0.85, "described, not named", None)
    }

    /// Whether the first word of `span` has its capital elsewhere, too, where no sentence begins.
    fn is_written_so(&self, span: Span) -> bool {
        let article = self.article;
        let first = article.tokens()[article.token_at(span.start)].span;
        let (capitals, common) =
            self.capitals.get_or_init(|| (capitals_inside(article), common_openings(article)));
        capitals.contains(article.slice(first)) && !common.contains(article.lower(first))
    }

    /// Those who have spoken as "researchers from the University of Lorn", for a later "the researchers".
    pub(super) fn group_with(&self, head: &str) -> Option<usize> {
        /// Those whose findings are told are called this and that.
        const RESEARCH: &[&str] = &["researchers", "scientists", "authors", "team", "academics"];
        let plural = head.len() > 4 && head.ends_with('s') || head == "team";
        let headed = |&actor: &usize| {
            let words = &self.cast.actors[actor].words;
            let end = words.iter().position(|word| super::heads::ends_head(word)).unwrap_or(words.len());
            let described = matches!(self.cast.actors[actor].kind, SpeakerKind::Group | SpeakerKind::Unnamed);
            let means = |word: &String| {
                word == head
                    || end < words.len() && RESEARCH.contains(&head) && RESEARCH.contains(&word.as_str())
            };
            described && words.len() > 1 && words[..end].last().is_some_and(means)
        };
        self.said.iter().rev().map(|said| said.actor).filter(|_| plural).find(headed)
    }

    /// The body that "the company" or "the airline" means: one that can be called so, the nearest first.
    fn body_called(&self, noun: &str, before: usize) -> Option<usize> {
        const REACH: usize = 900;
        let near = || self.cast.before(before).rev().take_while(|m| before - m.span.start <= REACH);
        let business = !matches!(noun, "agency" | "union" | "organisation" | "organization");
        let can_be = |actor: usize| {
            let actor = &self.cast.actors[actor];
            let official = actor.words.iter().any(|word| gazetteer::is_public_body(word));
            actor.kind == SpeakerKind::Organisation && !(business && official)
        };
        // A name of one word that nothing shows to be a person's: "Familia".
        let nondescript = |actor: usize| {
            let actor = &self.cast.actors[actor];
            actor.kind == SpeakerKind::Person
                && actor.words.len() == 1
                && actor.roles.is_empty()
                && actor.gender.is_none()
        };
        let heard = |&actor: &usize| self.said.iter().any(|said| said.actor == actor && said.at < before);
        let named = || near().map(|mention| mention.actor).filter(|&actor| can_be(actor));
        // An outlet is one that has told something.
        let named = named().find(|actor| !is_outlet(noun) || heard(actor)).or_else(|| named().next());
        named.or_else(|| near().map(|mention| mention.actor).find(|&actor| nondescript(actor)))
    }
}

pub(super) fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Nouns for those who publish.
fn is_outlet(noun: &str) -> bool {
    matches!(noun, "website" | "newspaper" | "publication" | "outlet" | "magazine" | "broadcaster" | "daily")
}

/// Nouns that, with "the", mostly stand for a body just named.
fn is_anaphoric(noun: &str) -> bool {
    is_outlet(noun)
        || matches!(
            noun,
            "company"
                | "firm"
                | "organisation"
                | "organization"
                | "charity"
                | "network"
                | "channel"
                | "chain"
                | "retailer"
                | "airline"
                | "agency"
                | "bank"
                | "group"
                | "union"
                | "manufacturer"
                | "carmaker"
                | "publisher"
                | "operator"
        )
}

/// The phrase with a small first letter if it `opens` its sentence and does not begin with a name.
pub(super) fn lower_first(words: &str, opens: bool) -> String {
    let first = words.split(' ').next().unwrap_or("");
    if gazetteer::is_office(&words.to_lowercase())
        || words.len() > 3 && !words.contains(' ') && gazetteer::is_body(&words.to_lowercase())
    {
        return words.to_lowercase();
    }
    let counts = gazetteer::is_number(&first.to_lowercase());
    let owner = first.strip_suffix("'s").or(first.strip_suffix("’s"));
    let name = !opens
        || owner.is_some_and(|noun| {
            let noun = noun.to_lowercase();
            !gazetteer::is_body(&noun) && !gazetteer::is_office(&noun)
        })
        || places::place(first).is_some()
        || gazetteer::is_affiliation(first)
        || first.strip_suffix('s').is_some_and(|one| places::place(one).is_some())
        || first.chars().skip(1).any(char::is_uppercase)
        || words.split(' ').skip(1).any(|w| w.starts_with(char::is_uppercase));
    if name && !(opens && counts) {
        return words.to_owned();
    }
    let mut chars = words.chars();
    chars.next().map_or(String::new(), |c| c.to_lowercase().chain(chars).collect())
}

/// Several people, or one.
pub(super) fn common_kind(words: &str) -> SpeakerKind {
    let head = words.split(" of ").next().unwrap_or(words).rsplit(' ').next().unwrap_or("").to_lowercase();
    let plural = head.ends_with('s') && !head.ends_with("ss")
        || matches!(head.as_str(), "police" | "people" | "family" | "crowd" | "media" | "staff");
    if plural { SpeakerKind::Group } else { SpeakerKind::Unnamed }
}
