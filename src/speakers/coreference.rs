//! Whom "he", "they" and "the statement" refer to.

use super::SpeakerKind;
use super::cast::Cast;
use super::gazetteer::{self, Gender};
use crate::article::Article;
use crate::text::words::Class;
use crate::text::{Span, TokenKind};

/// How many sentences back a pronoun's name may lie.
const REACH: usize = 12;

/// Somebody a reference may mean, with a weight (higher is likelier) and the mention that it rests on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Candidate {
    pub(super) actor: usize,
    pub(super) weight: f64,
    pub(super) mention: Span,
}

/// What has been said so far: the last attributed statement before a place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Said {
    pub(super) actor: usize,
    /// Where its content begins.
    pub(super) at: usize,
    /// Whether somebody spoke for the actor: "a spokesman for the ministry".
    pub(super) through: bool,
}

/// The people that "he" or "she" at `at` may mean, best first.
///
/// Weights follow the usual salience factors (Lappin and Leass 1994): how recent a mention is, whether it is the subject
/// of its sentence, and whether its bearer has just spoken.
pub(super) fn person(
    article: &Article,
    cast: &Cast,
    at: Span,
    gender: Option<Gender>,
    said: &[Said],
) -> Vec<Candidate> {
    let here = article.sentence_at(at.start);
    let block = article.block_at(at.start);
    let mut best: Vec<Candidate> = Vec::new();
    for mention in cast.before(at.start).rev() {
        let sentence = article.sentence_at(mention.span.start);
        let distance = here.saturating_sub(sentence);
        if distance > REACH {
            break;
        }
        let actor = &cast.actors[mention.actor];
        let contradicts = actor.gender.is_some() && gender.is_some() && actor.gender != gender;
        if actor.kind != SpeakerKind::Person || contradicts {
            continue;
        }
        let agrees = actor.gender.is_some() && actor.gender == gender;
        let same = article.block_at(mention.span.start) == block;
        let mut weight = salience(distance, mention.is_subject, agrees, same);
        weight -= if mention.quoted { 0.8 } else { 0.0 };
        weight += if actor.name.contains(' ') || !actor.roles.is_empty() { 0.2 } else { 0.0 };
        weight += spoke_last(article, said, mention.actor, at);
        match best.iter_mut().find(|candidate| candidate.actor == mention.actor) {
            Some(known) if known.weight >= weight => {}
            Some(known) => *known = Candidate { weight, ..*known },
            None => best.push(Candidate { actor: mention.actor, weight, mention: mention.span }),
        }
    }
    best.extend(unnamed(article, cast, at, gender, said));
    best.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.actor.cmp(&b.actor)));
    best
}

/// The weight of somebody named so many sentences before.
fn salience(distance: usize, is_subject: bool, agrees: bool, same_block: bool) -> f64 {
    let by = |holds: bool, weight: f64| if holds { weight } else { 0.0 };
    1.0 / (1.0 + 0.5 * distance as f64) + by(is_subject, 0.35) + by(agrees, 0.3) + by(same_block, 0.15)
}

/// Who spoke last, if it was somebody without a name: "a senior official", "a spokesman for the ministry".
fn unnamed(
    article: &Article,
    cast: &Cast,
    at: Span,
    gender: Option<Gender>,
    said: &[Said],
) -> Option<Candidate> {
    let last = said.iter().rev().find(|said| said.at < at.start)?;
    let actor = &cast.actors[last.actor];
    let contradicts = actor.gender.is_some() && gender.is_some() && actor.gender != gender;
    let single = actor.kind == SpeakerKind::Unnamed && actor.is_described_person() || last.through;
    let distance = article.sentence_at(at.start).saturating_sub(article.sentence_at(last.at));
    if !single || contradicts || distance > REACH {
        return None;
    }
    let agrees = actor.gender.is_some() && actor.gender == gender;
    let same = article.block_at(last.at) == article.block_at(at.start);
    let weight = salience(distance, true, agrees, same) + spoke_last(article, said, last.actor, at);
    Some(Candidate { actor: last.actor, weight, mention: actor.name_at })
}

fn spoke_last(article: &Article, said: &[Said], actor: usize, at: Span) -> f64 {
    let block = article.block_at(at.start);
    let last = said.iter().rev().find(|s| s.at < at.end);
    match last {
        Some(last) if last.actor == actor => match block - article.block_at(last.at).min(block) {
            0 => 0.5,
            1 => 0.3,
            _ => 0.0,
        },
        _ => 0.0,
    }
}

/// The body, government or group that "it" or "they" at `at` may mean, best first.
pub(super) fn body(article: &Article, cast: &Cast, at: Span, plural: bool, said: &[Said]) -> Vec<Candidate> {
    let block = article.block_at(at.start);
    let mut found = Vec::new();
    if let Some(last) = said.iter().rev().find(|s| s.at < at.start) {
        let kind = cast.actors[last.actor].kind;
        let fits = if plural {
            kind != SpeakerKind::Person
        } else {
            !matches!(kind, SpeakerKind::Person | SpeakerKind::Group)
        };
        if fits && block - article.block_at(last.at).min(block) <= 1 {
            let mention = cast.actors[last.actor].name_at;
            found.push(Candidate { actor: last.actor, weight: 1.2, mention });
        }
    }
    let here = article.sentence_at(at.start);
    for mention in cast.before(at.start).rev() {
        let distance = here - article.sentence_at(mention.span.start).min(here);
        if distance > 3 {
            break;
        }
        let kind = cast.actors[mention.actor].kind;
        if matches!(kind, SpeakerKind::Organisation | SpeakerKind::Government)
            && !found.iter().any(|c| c.actor == mention.actor)
        {
            let subject = if mention.opens_sentence || is_after_article_at_start(article, mention.span) {
                0.4
            } else {
                0.0
            };
            found.push(Candidate {
                actor: mention.actor,
                weight: 0.8 / (1.0 + distance as f64) + subject,
                mention: mention.span,
            });
        }
    }
    found.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.actor.cmp(&b.actor)));
    found
}

fn is_after_article_at_start(article: &Article, span: Span) -> bool {
    let sentence = &article.sentences()[article.sentence_at(span.start)];
    span.start - sentence.span.start <= 4
}

/// The plural noun phrase that opens one of the sentences before `at`: "The researchers" for a later "they".
pub(super) fn plural_subject(article: &Article, at: Span) -> Option<Span> {
    let here = article.sentence_at(at.start);
    let tokens = article.tokens();
    (here.saturating_sub(3)..here).rev().find_map(|index| {
        let range = article.sentences()[index].tokens.clone();
        let mut start = range.start;
        // "In the capital, hundreds of people marched."
        if tokens[start].class.is(Class::PREPOSITION) {
            let comma = (start + 1..range.end.min(start + 7)).find(|&i| article.slice(tokens[i].span) == ",");
            start = comma.filter(|&comma| comma + 1 < range.end).map_or(start, |comma| comma + 1);
        }
        if matches!(article.lower(tokens[start].span), "the" | "these" | "those") {
            start += 1;
        }
        // "several hundred people" begins with its number.
        let noun = (start..range.end).find(|&i| !tokens[i].class.is(Class::DET)).unwrap_or(start);
        let end = (noun..range.end.min(noun + 5)).find(|&i| {
            let class = tokens[i].class;
            let clitic = tokens[i].kind == TokenKind::Clitic;
            !clitic
                && (class != Class::NONE
                    || gazetteer::is_past(article.lower(tokens[i].span))
                    || tokens[i].shape == crate::text::Shape::None)
        })?;
        let last = &tokens[end.checked_sub(1)?];
        let word = article.slice(last.span);
        let plural = word.len() > 3
            && word.ends_with('s')
            && !word.ends_with("ss")
            && (!last.is_capitalised() || end - 1 == range.start);
        (end > start && (plural || matches!(word, "people" | "police" | "Police")))
            .then(|| tokens[start].span.cover(last.span))
    })
}

/// "China's delegate" for "he", where the sentence before begins with the phrase and names nobody: with its article.
pub(super) fn person_subject(article: &Article, cast: &Cast, at: Span) -> Option<Span> {
    const LONGEST: usize = 6;
    let here = article.sentence_at(at.start);
    let sentence = article.sentences().get(here.checked_sub(1)?)?;
    let tokens = article.tokens();
    let first = cast.mentions.partition_point(|mention| mention.span.start < sentence.span.start);
    let mut named = cast.mentions[first..].iter().take_while(|mention| mention.span.start < at.start);
    if article.block_at(sentence.span.start) != article.block_at(at.start)
        || named.any(|mention| cast.actors[mention.actor].kind == SpeakerKind::Person)
    {
        return None;
    }
    let start = sentence.tokens.start;
    let noun = start + usize::from(tokens[start].class.is(Class::DET));
    let own = |i: usize| tokens[i].class == Class::NONE && !gazetteer::is_past(article.lower(tokens[i].span));
    let end = (noun..sentence.tokens.end.min(noun + LONGEST))
        .take_while(|&i| tokens[i].kind == TokenKind::Clitic || own(i))
        .last()?;
    let word = article.slice(tokens[end].span);
    let is_person = gazetteer::is_office(word) || gazetteer::gender_of_noun(word).is_some();
    let goes_on = tokens.get(end + 1).is_some_and(|next| next.kind == TokenKind::Word);
    (is_person && goes_on).then(|| tokens[start].span.cover(tokens[end].span))
}

/// The phrase for a body that opens one of the three sentences before `at`: "The drivers' union" for a later "it".
pub(super) fn body_subject(article: &Article, at: Span) -> Option<Span> {
    const LONGEST: usize = 6;
    let here = article.sentence_at(at.start);
    let block = article.block_at(at.start);
    let tokens = article.tokens();
    (here.saturating_sub(3)..here).rev().find_map(|index| {
        let sentence = &article.sentences()[index];
        if article.block_at(sentence.span.start) != block {
            return None;
        }
        let range = sentence.tokens.clone();
        let definite = tokens[range.start].class.is(Class::DET);
        let start = range.start + usize::from(definite);
        let noun = (start..range.end.min(start + LONGEST))
            // Nouns, adjectives and owners alone: "The chairman of the company" is about a chairman.
            .take_while(|&i| {
                let class = tokens[i].class;
                let owner =
                    tokens[i].kind == TokenKind::Clitic || matches!(article.slice(tokens[i].span), "'" | "’");
                owner
                    || class == Class::NONE
                        && !article.lower(tokens[i].span).ends_with("ed")
                        && tokens[i].kind != TokenKind::Mark
            })
            .find(|&i| !tokens[i].is_capitalised() && gazetteer::is_body(article.slice(tokens[i].span)))?;
        definite.then(|| tokens[start].span.cover(tokens[noun].span))
    })
}

/// Guesses the gender of people whose name and title do not tell it, from the pronouns that follow where only they are
/// mentioned. Inside `spoken`, which are sorted and disjoint, "she" is somebody else.
pub(super) fn learn_genders(article: &Article, cast: &mut Cast, spoken: &[Span]) {
    let mut votes: Vec<(i32, i32)> = vec![(0, 0); cast.actors.len()];
    let mut current: Option<usize> = None;
    let mentions =
        cast.mentions.iter().filter(|m| !m.quoted && cast.actors[m.actor].kind == SpeakerKind::Person);
    let mut mentions = mentions.peekable();
    for sentence in article.sentences() {
        let mut here: Vec<usize> = Vec::new();
        while let Some(mention) = mentions.next_if(|m| m.span.start < sentence.span.end) {
            if !here.contains(&mention.actor) {
                here.push(mention.actor);
            }
        }
        let alone = match here.as_slice() {
            [one] => Some(*one),
            [] => current,
            _ => None,
        };
        if let Some(actor) = alone {
            let is_spoken = |span: Span| {
                let next = spoken.partition_point(|said| said.end <= span.start);
                spoken.get(next).is_some_and(|said| said.contains(span))
            };
            let tokens = &article.tokens()[sentence.tokens.clone()];
            for token in tokens.iter().filter(|token| !is_spoken(token.span)) {
                match article.lower(token.span) {
                    "she" | "her" | "herself" => votes[actor].0 += 1,
                    // "Bell appealed to him": to another.
                    "he" | "his" | "himself" => votes[actor].1 += 1,
                    _ => {}
                }
            }
        }
        current = if here.is_empty() { current } else { alone };
    }
    for (actor, (female, male)) in cast.actors.iter_mut().zip(votes) {
        if actor.gender.is_none() && female != male {
            actor.gender = Some(if female > male { Gender::Female } else { Gender::Male });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_body_that_opens_a_sentence_before() {
        for (before, body) in [
            ("The drivers' union met.", Some("drivers' union")),
            ("The state's labour inspectorate closed the plant.", Some("state's labour inspectorate")),
            ("The chairman of the company left.", None),
            ("The driver visited a company.", None),
            ("Union members met.", None),
        ] {
            let text = format!("{before} It accused him.");
            let article = Article::new(text.as_str());
            let at = text.find("It").expect("a pronoun");
            let found = body_subject(&article, Span::new(at, at + 2));
            assert_eq!(found.map(|span| article.slice(span)), body, "{text}");
        }
    }
}
