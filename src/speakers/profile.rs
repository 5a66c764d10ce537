//! What the article says of a speaker besides the name: the body they belong to, the country, for whom they speak.

use foldhash::HashMap;

use super::SpeakerKind;
use super::cast::{Actor, Cast};
use super::gazetteer;
use super::names::fold;
use super::places;
use crate::article::Article;

/// Who goes by which name, and which bodies stand right after which people.
pub(super) struct Profiles<'a> {
    cast: &'a Cast,
    names: HashMap<&'a str, usize>,
    beside: HashMap<usize, usize>,
}

impl<'a> Profiles<'a> {
    pub(super) fn of(article: &Article, cast: &'a Cast) -> Self {
        let names = cast.actors.iter().enumerate().flat_map(|(index, actor)| {
            let aliases = actor.aliases.iter().filter(|alias| alias.len() > 2);
            aliases.map(move |alias| (alias.as_str(), index))
        });
        let mut beside = HashMap::default();
        for pair in cast.mentions.windows(2) {
            let (person, body) = (pair[0], pair[1]);
            let between = article.text().get(person.span.end..body.span.start).unwrap_or("");
            let joins = matches!(
                between.trim(),
                "of" | "of the" | "from" | "from the" | "at" | "at the" | ", of" | ", of the"
            );
            if joins && cast.actors[body.actor].kind == SpeakerKind::Organisation {
                beside.entry(person.actor).or_insert(body.actor);
            }
        }
        Self { cast, names: names.collect(), beside }
    }

    /// The body that a person is said to belong to: one named in a role ("head of the Lorn Health Agency"), or right
    /// after the name ("Ann Bell of the Lorn Health Agency").
    pub(super) fn affiliation(&self, index: usize) -> Option<usize> {
        let actor = &self.cast.actors[index];
        if actor.kind != SpeakerKind::Person {
            return None;
        }
        let is_body = |other: usize| self.cast.actors[other].kind == SpeakerKind::Organisation;
        let in_role = actor.roles.iter().find_map(|role| self.named_in(role, is_body));
        in_role.or_else(|| self.beside.get(&index).copied())
    }

    /// The actor with the longest name that stands in `words` as whole words.
    fn named_in(&self, words: &str, test: impl Fn(usize) -> bool) -> Option<usize> {
        let edges = |c: char| !c.is_alphanumeric();
        let starts: Vec<usize> = words
            .char_indices()
            .filter(|&(at, c)| !edges(c) && words[..at].chars().next_back().is_none_or(edges))
            .map(|(at, _)| at)
            .collect();
        let ends: Vec<usize> = words
            .char_indices()
            .map(|(at, c)| (at + c.len_utf8(), c))
            .filter(|&(end, c)| !edges(c) && words[end..].chars().next().is_none_or(edges))
            .map(|(end, _)| end)
            .collect();
        let phrases = starts.iter().flat_map(|&start| {
            ends.iter().filter(move |&&end| end > start).map(move |&end| &words[start..end])
        });
        let known = phrases.filter_map(|phrase| Some((phrase.len(), *self.names.get(phrase)?)));
        known.filter(|&(_, actor)| test(actor)).max_by_key(|&(length, _)| length).map(|(_, actor)| actor)
    }

    /// For whom a spokesperson, press officer or lawyer speaks whose role tells it.
    pub(super) fn principal(&self, speaker: usize) -> Option<usize> {
        let actor = &self.cast.actors[speaker];
        let role = actor.roles.iter().find(|role| speaks_for_another(role))?;
        self.named_in(role, |other| other != speaker)
    }
}

/// The country, or union of countries, that the actor's name or roles tell.
pub(super) fn country(actor: &Actor) -> Option<&'static str> {
    if actor.kind != SpeakerKind::Person
        && let Some(country) = country_in(&actor.name)
    {
        return Some(country);
    }
    actor.roles.iter().find_map(|role| country_in(role))
}

/// The first country, demonym, seat or region in `words`.
fn country_in(words: &str) -> Option<&'static str> {
    const LONGEST: usize = 4;
    let words: Vec<&str> = words.split_whitespace().collect();
    (0..words.len()).find_map(|start| {
        (start + 1..=words.len().min(start + LONGEST)).rev().find_map(|end| {
            let phrase = words[start..end].join(" ");
            let phrase = phrase.trim_end_matches([',', '.', ';']);
            let owner = phrase.strip_suffix("'s").or(phrase.strip_suffix("’s")).unwrap_or(phrase);
            places::country(owner.trim_end_matches(['\'', '’']))
        })
    })
}

/// Whether the words name somebody whose office it is to speak for others.
fn speaks_for_another(words: &str) -> bool {
    let words: Vec<String> = words.split(|c: char| !c.is_alphanumeric() && c != '-').map(fold).collect();
    let word = |i: usize| words.get(i).map_or("", String::as_str);
    (0..words.len()).any(|i| {
        gazetteer::is_spokes(word(i))
            || word(i) == "press" && matches!(word(i + 1), "secretary" | "officer" | "attache")
            || matches!(word(i), "lawyer" | "attorney" | "solicitor" | "barrister")
                && matches!(word(i + 1), "for" | "of")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quotes;
    use crate::speakers::{Speaker, Speakers, resolve};

    fn read(text: &str) -> Speakers {
        let article = Article::new(text);
        resolve(&article, &quotes::extract(&article).quotations)
    }

    fn speaker(text: &str, name: &str) -> Speaker {
        read(text).list.into_iter().find(|speaker| speaker.name == name).expect("a speaker")
    }

    #[test]
    fn roles_and_what_follows_a_name_tell_body_and_country() {
        for (text, body, country) in [
            ("“It holds,” said Ann Bell, head of the Lorn Health Agency.", Some("Lorn Health Agency"), None),
            ("“It holds,” said Ann Bell of the Lorn Health Agency.", Some("Lorn Health Agency"), None),
            ("“It holds,” said Serbian Foreign Minister Ann Bell.", None, Some("Serbia")),
            ("“It holds,” said Canada’s trade envoy, Ann Bell.", None, Some("Canada")),
            ("“It holds,” said Ann Bell.", None, None),
        ] {
            let found = speaker(text, "Ann Bell");
            assert_eq!((found.affiliation.as_deref(), found.country), (body, country), "{text}");
        }
        assert_eq!(speaker("The Kremlin said it would wait.", "Kremlin").country, Some("Russia"));
    }

    #[test]
    fn a_named_spokesperson_keeps_who_is_spoken_for() {
        for (text, principal) in [
            (
                "“It holds,” said Ann Bell, a spokeswoman for the Lorn Health Agency.",
                Some("Lorn Health Agency"),
            ),
            ("Lorn Health Agency spokeswoman Ann Bell said it held.", Some("Lorn Health Agency")),
            ("“It holds,” said Ann Bell, a lawyer for Tom Moor.", Some("Tom Moor")),
            ("“It holds,” said Ann Bell, head of the Lorn Health Agency.", None),
        ] {
            let found = read(text);
            let attribution = found.attributions.values().next().expect("a statement");
            assert_eq!(found.get(attribution.speakers[0]).name, "Ann Bell", "{text}");
            let names: Vec<&str> =
                attribution.on_behalf_of.iter().map(|&id| found.get(id).name.as_str()).collect();
            assert_eq!(names, principal.into_iter().collect::<Vec<_>>(), "{text}");
        }
    }
}
