//! Which speakers of different articles are one actor.
//!
//! Named people are one when their full names agree and nothing that is known of them contradicts; a bare surname joins the only
//! person of that name. Bodies are one under the same name, or under the short name that an article itself gives; governments by their
//! country. Groups and sources without a name are never merged: "residents" of two articles are not the same people.

use std::collections::{BTreeMap, BTreeSet};

use super::{Actor, Appearance, Member, Project};
use crate::speakers::{Speaker, SpeakerKind, fold, same_person};

/// How sure a merge is whose names agree without being the same: an initial, a middle name, a short name.
const LIKE: f64 = 0.9;
/// How sure a merge by surname alone is.
const SURNAME: f64 = 0.7;

/// Actors in the order in which the articles first name them.
pub(super) fn merged(project: &Project) -> Vec<Actor> {
    let mut groups: Vec<Group> = Vec::new();
    let mut by_key: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut bare: Vec<(Appearance, Vec<String>)> = Vec::new();
    for (member, held) in project.members.iter().enumerate() {
        for speaker in held.analysis.speakers.list.iter().filter(|speaker| !speaker.name.is_empty()) {
            let appearance = Appearance { member, speaker: speaker.id, confidence: 1.0 };
            let words = words(&speaker.name);
            match speaker.kind {
                SpeakerKind::Person if words.len() < 2 => bare.push((appearance, words)),
                SpeakerKind::Group | SpeakerKind::Unnamed => {
                    groups.push(Group::of(appearance, speaker, words));
                }
                _ => take(&mut groups, &mut by_key, appearance, speaker, words),
            }
        }
    }
    for (appearance, words) in bare {
        let speaker = speaker(&project.members, appearance);
        surname(&mut groups, &mut by_key, appearance, speaker, words);
    }
    let mut actors: Vec<Actor> = groups.iter().map(|group| group.actor(&project.members)).collect();
    name_apart(&mut actors, &project.members);
    actors
}

struct Group {
    /// The different full names, folded, as words.
    names: Vec<Vec<String>>,
    kind: SpeakerKind,
    country: Option<&'static str>,
    appearances: Vec<Appearance>,
}

fn speaker(members: &[Member], appearance: Appearance) -> &Speaker {
    members[appearance.member].analysis.speakers.get(appearance.speaker)
}

/// The words of a name, folded, without an article before it.
fn words(name: &str) -> Vec<String> {
    let words = name.split(|c: char| !(c.is_alphanumeric() || c == '-' || c == '\'' || c == '’'));
    let mut words: Vec<String> = words.map(fold).filter(|word| !word.is_empty()).collect();
    if words.len() > 1 && words[0] == "the" {
        words.remove(0);
    }
    words
}

/// What speakers that may be one have in common: people the surname, governments the country, bodies the name.
fn keys(speaker: &Speaker, words: &[String]) -> Vec<String> {
    match speaker.kind {
        SpeakerKind::Person => words.last().map(|last| format!("person {last}")).into_iter().collect(),
        SpeakerKind::Government => {
            vec![
                speaker.country.map_or_else(
                    || format!("place {}", words.join(" ")),
                    |country| format!("country {country}"),
                ),
            ]
        }
        _ => {
            let names =
                std::iter::once(speaker.name.as_str()).chain(speaker.aliases.iter().map(String::as_str));
            // "the union" is a name in one article only.
            let proper =
                names.filter(|name| name.chars().any(char::is_uppercase) && !name.starts_with("the "));
            let mut keys: Vec<String> =
                proper.map(|name| format!("body {}", self::words(name).join(" "))).collect();
            keys.push(format!("body {}", words.join(" ")));
            keys.sort();
            keys.dedup();
            keys
        }
    }
}

fn take(
    groups: &mut Vec<Group>,
    by_key: &mut BTreeMap<String, Vec<usize>>,
    mut appearance: Appearance,
    speaker: &Speaker,
    words: Vec<String>,
) {
    let keys = keys(speaker, &words);
    let known = keys.iter().filter_map(|key| by_key.get(key)).flatten();
    let fits: BTreeSet<usize> = known.copied().filter(|&group| groups[group].fits(speaker, &words)).collect();
    // Two that fit would have to be guessed between, unless one has the very name.
    let same = fits.iter().copied().find(|&group| groups[group].names.contains(&words));
    let found = same.or_else(|| (fits.len() == 1).then(|| fits.first().copied()).flatten());
    let group = found.unwrap_or(groups.len());
    if found.is_some() {
        let group = &mut groups[group];
        let is_same = group.names.contains(&words);
        appearance.confidence = if is_same { 1.0 } else { LIKE };
        group.appearances.push(appearance);
        group.country = group.country.or(speaker.country);
        if !is_same {
            group.names.push(words);
        }
    } else {
        groups.push(Group::of(appearance, speaker, words));
    }
    for key in keys {
        let groups = by_key.entry(key).or_default();
        if !groups.contains(&group) {
            groups.push(group);
        }
    }
}

/// Adds a person of whom an article knows only the surname.
fn surname(
    groups: &mut Vec<Group>,
    by_key: &mut BTreeMap<String, Vec<usize>>,
    mut appearance: Appearance,
    speaker: &Speaker,
    words: Vec<String>,
) {
    let key = format!("person {}", words.join(" "));
    let known = by_key.entry(key).or_default();
    let fits = |group: &&usize| groups[**group].agrees(speaker);
    let full: Vec<usize> =
        known.iter().filter(fits).filter(|&&group| groups[group].is_full()).copied().collect();
    let bare = known.iter().filter(fits).find(|&&group| !groups[group].is_full()).copied();
    match (full.as_slice(), bare) {
        (&[group], _) => {
            appearance.confidence = SURNAME;
            groups[group].appearances.push(appearance);
        }
        (_, Some(group)) => {
            appearance.confidence = SURNAME;
            groups[group].appearances.push(appearance);
        }
        (_, None) => {
            known.push(groups.len());
            groups.push(Group::of(appearance, speaker, words));
        }
    }
}

impl Group {
    fn of(appearance: Appearance, speaker: &Speaker, words: Vec<String>) -> Self {
        Self {
            names: vec![words],
            kind: speaker.kind,
            country: speaker.country,
            appearances: vec![appearance],
        }
    }

    /// Whether more than a surname is known.
    fn is_full(&self) -> bool {
        self.names.iter().any(|name| name.len() > 1)
    }

    /// Whether nothing known of both contradicts.
    fn agrees(&self, speaker: &Speaker) -> bool {
        self.kind == speaker.kind
            && match (self.country, speaker.country) {
                (Some(one), Some(other)) => one == other,
                _ => true,
            }
    }

    fn fits(&self, speaker: &Speaker, words: &[String]) -> bool {
        self.agrees(speaker)
            && (self.kind != SpeakerKind::Person || self.names.iter().all(|name| same_person(name, words)))
    }

    fn actor(&self, members: &[Member]) -> Actor {
        let speakers: Vec<&Speaker> = self.appearances.iter().map(|&one| speaker(members, one)).collect();
        let names = || speakers.iter().map(|speaker| speaker.name.as_str());
        let fullest = names().map(|name| name.split_whitespace().count()).max();
        let full = names().filter(|name| Some(name.split_whitespace().count()) == fullest);
        let name = most_frequent(full).unwrap_or_default().to_owned();
        let others =
            names().chain(speakers.iter().flat_map(|speaker| speaker.aliases.iter().map(String::as_str)));
        Actor {
            kind: self.kind,
            role: most_frequent(speakers.iter().filter_map(|speaker| speaker.role.as_deref()))
                .map(str::to_owned),
            affiliation: most_frequent(speakers.iter().filter_map(|speaker| speaker.affiliation.as_deref()))
                .map(str::to_owned),
            country: self.country,
            side: None,
            aliases: others.filter(|other| *other != name).map(str::to_owned).collect(),
            appearances: self.appearances.clone(),
            statements: 0,
            name,
        }
    }
}

/// The one that comes most often; of those that come equally often, the first in the alphabet.
fn most_frequent<'a>(all: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for one in all {
        *counts.entry(one).or_default() += 1;
    }
    counts.into_iter().rev().max_by_key(|&(_, count)| count).map(|(one, _)| one)
}

/// Gives actors of one name the article they speak in, or a number, behind it.
fn name_apart(actors: &mut [Actor], members: &[Member]) {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for actor in actors.iter() {
        *counts.entry(actor.name.clone()).or_default() += 1;
    }
    let mut seen: BTreeSet<String> = BTreeSet::new();
    for actor in actors {
        if counts[&actor.name] > 1 {
            let article = actor.appearances.first().map_or("", |one| members[one.member].name.as_str());
            actor.name = format!("{} ({article})", actor.name);
        }
        let base = actor.name.clone();
        let mut number = 1;
        while !seen.insert(actor.name.clone()) {
            number += 1;
            actor.name = format!("{base} {number}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::member::tests::member;
    use super::super::{Actors, Project};

    fn actors(texts: &[&str]) -> Actors {
        let members =
            texts.iter().zip(1..).map(|(text, number)| member(&format!("a{number}"), "2026-03-01", text));
        Actors::of_project(&Project { members: members.collect(), ..Project::default() })
    }

    fn names(actors: &Actors) -> Vec<(&str, usize)> {
        actors.list.iter().map(|actor| (actor.name.as_str(), actor.articles())).collect()
    }

    #[test]
    fn one_person_under_several_forms_of_the_name() {
        let found = actors(&[
            "“We will not sign,” said Foreign Minister Ana Marković.",
            "“We may talk,” said Ana Markovic.",
            "“We will see,” Marković said.",
            "“Not now,” A. Marković said.",
        ]);
        assert_eq!(found.list.len(), 1, "{:?}", names(&found));
        let actor = &found.list[0];
        assert_eq!((actor.articles(), actor.statements), (4, 4));
        assert_eq!(actor.confidence(), 0.7);
    }

    #[test]
    fn two_people_of_one_surname_stay_apart_and_the_bare_surname_is_not_guessed() {
        let found = actors(&[
            "“We will not sign,” said Ana Marin.",
            "“We may talk,” said Ivo Marin.",
            "“We will see,” Marin said.",
        ]);
        assert_eq!(names(&found).len(), 3, "{:?}", names(&found));
    }

    #[test]
    fn governments_are_one_by_their_country_and_bodies_by_the_short_name_an_article_gives() {
        let found = actors(&[
            "“No,” said France. The World Trade Organization (WTO) said the duty was illegal.",
            "Paris said it would not sign. The WTO said that talks would go on.",
        ]);
        let names = names(&found);
        assert_eq!(names.len(), 2, "{names:?}");
        assert!(names.iter().all(|&(_, articles)| articles == 2), "{names:?}");
    }

    #[test]
    fn sources_without_a_name_are_not_one_across_articles() {
        let found = actors(&["“We are afraid,” residents said.", "“We are not afraid,” residents said."]);
        assert_eq!(names(&found), [("residents (a1)", 1), ("residents (a2)", 1)]);
    }
}
