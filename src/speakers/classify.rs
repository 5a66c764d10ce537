//! What a capitalised name names: a person, a body, a place.

use foldhash::HashSet;

use super::gazetteer::{self, gender_of_name};
use super::names::{Name, NameKind, fold};
use super::naming::is_after_article;
use super::places::{self, Place};
use crate::article::Article;
use crate::text::words::Class;
use crate::text::{Shape, TokenKind};

/// Splits titles off the front of tokens `at..end` and says what the rest names.
pub(super) fn classify(article: &Article, at: usize, end: usize, opens: bool) -> Option<Name> {
    let tokens = article.tokens();
    let mut end = end;
    while end > at + 1
        && matches!(
            article.slice(tokens[end - 1].span),
            "QC" | "KC" | "MP" | "MEP" | "MSP" | "CBE" | "OBE" | "MBE" | "PhD" | "MD"
        )
    {
        end -= 1;
    }
    let titled = tokens[at].span.cover(tokens[end - 1].span);
    let word = |i: usize| article.slice(tokens[i].span);
    let body = (at..end)
        .any(|i| tokens[i].kind == TokenKind::Word && gazetteer::is_body(article.lower(tokens[i].span)));
    let first_of = (at..end).find(|&i| matches!(word(i), "of" | "for")).unwrap_or(end);
    let named = |start: usize, kind: NameKind| {
        (start < end).then(|| Name {
            span: tokens[start].span.cover(tokens[end - 1].span),
            kind,
            titled,
            opens_sentence: opens,
        })
    };
    if let Some(place) = places::place(article.slice(titled)) {
        return named(at, if place == Place::Demonym { NameKind::Demonym } else { NameKind::Place });
    }
    // "Foreign Minister Ivan Bell", "Kestrian President Bell", "Rescue Agency head Bell": the person follows the office.
    let last_office = (at..first_of).rev().find(|&i| gazetteer::is_office(article.lower(tokens[i].span)));
    if let Some(office) = last_office
        && first_of == end
    {
        let mut start = office + 1;
        // "General Workers' Confederation".
        let general = office == at
            && word(office) == "General"
            && gazetteer::is_body(article.lower(tokens[end - 1].span));
        if general && end - at > 2 {
            return named(at, NameKind::Body);
        }
        // "Alachua Sheriff’s Office".
        if start < end
            && body
            && (tokens[start].kind == TokenKind::Clitic || matches!(word(start), "'" | "’"))
        {
            return named(at, NameKind::Body);
        }
        while start < end && tokens[start].kind == TokenKind::Mark {
            start += 1;
        }
        // Popes are known by no other name than with their office.
        if start == office + 1 && start < end && word(office) == "Pope" {
            return named(office, NameKind::Person);
        }
        if start < end {
            return named(start, NameKind::Person);
        }
        // An office alone ("Prime Minister", "the General Secretary") names nobody.
        return None;
    }
    // "Royal Society Fellow Martin How": a known given name begins the person's own name.
    let given = (at + 1..end.saturating_sub(1))
        .rev()
        .find(|&i| gender_of_name(&fold(word(i))).is_some() && !matches!(word(i - 1), "of" | "St" | "."));
    if let Some(given) = given
        && body
        && !(given..end).any(|i| {
            gazetteer::is_body(article.lower(tokens[i].span)) || matches!(word(i), "of" | "for" | "and")
        })
    {
        return named(given, NameKind::Person);
    }
    if end == at + 1 && gazetteer::is_affiliation(word(at)) {
        return named(at, NameKind::Demonym);
    }
    if opens_adjective(article, at, end) {
        return named(at, NameKind::Demonym);
    }
    let single = (at..end).filter(|&i| tokens[i].kind == TokenKind::Word).count() == 1;
    // "LG&E".
    let in_letters = (at..end).any(|i| word(i) == "&")
        && (at..end).all(|i| tokens[i].shape == Shape::Upper || word(i) == "&" || word(i).len() == 1);
    if body || in_letters || single && tokens[at].shape == Shape::Upper && word(at).len() > 1 {
        return named(at, NameKind::Body);
    }
    let start = if first_of == end { own_name_start(article, at, end) } else { at };
    // "the Lornish Health Infobase": with an article and no given name it is nobody's, and whole.
    let whole = start > at
        && is_after_article(article, titled)
        && gender_of_name(&fold(word(start))).is_none()
        && end - start > 1;
    named(if whole { at } else { start }, NameKind::Person)
}

/// "Kestrian" in "a Kestrian step": one word with the ending of a demonym, before a common noun.
fn opens_adjective(article: &Article, at: usize, end: usize) -> bool {
    let tokens = article.tokens();
    let word = article.slice(tokens[at].span);
    let ending = word.len() > 5 && (word.ends_with("an") || word.ends_with("ish") || word.ends_with("ese"));
    end == at + 1
        && ending
        && gender_of_name(&fold(word)).is_none()
        && tokens.get(end).is_some_and(|next| {
            next.shape == Shape::Lower
                && next.class == Class::NONE
                && !article.lower(next.span).ends_with("ed")
        })
}

/// Where a person's own name begins in "India Narendra Modi", "Hong Kong Carrie Lam", "State Mike Pompeo".
fn own_name_start(article: &Article, at: usize, end: usize) -> usize {
    let tokens = article.tokens();
    let mut start = at;
    // "Fourteen-year-old Zoe", "London-based Ann Bell".
    while start + 1 < end && is_compound_adjective(article.slice(tokens[start].span)) {
        start += 1;
    }
    while start + 2 < end {
        let pair = article.slice(tokens[start].span.cover(tokens[start + 1].span));
        let word = article.slice(tokens[start].span);
        let known = places::place(word).is_some()
            || gazetteer::is_affiliation(word)
            || gazetteer::is_body(article.lower(tokens[start].span))
            || gazetteer::is_portfolio(article.lower(tokens[start].span));
        if start + 3 < end && places::place(pair).is_some() {
            start += 2;
        } else if known && gender_of_name(article.lower(tokens[start].span)).is_none() {
            start += 1;
        } else {
            break;
        }
    }
    start
}

fn is_compound_adjective(word: &str) -> bool {
    ["-old", "-based", "-born", "-backed", "-owned", "-led"].iter().any(|ending| word.ends_with(ending))
}

/// A surname written in capitals, as transcripts do, is a person's and not an acronym.
pub(super) fn as_person_in_capitals<'t>(
    article: &Article,
    name: Name,
    titles: impl FnOnce() -> &'t HashSet<String>,
) -> Name {
    let word = article.slice(name.span);
    let in_capitals = name.kind == NameKind::Body
        && word.len() > 3
        && word.chars().all(|c| c.is_uppercase() || c == '-' || c == '\'' || c == '’');
    if in_capitals && titles().contains(&fold(word)) && !gazetteer::is_body(&fold(word)) {
        Name { kind: NameKind::Person, ..name }
    } else {
        name
    }
}
