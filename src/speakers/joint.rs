//! Joint sources: "A and B", "the ministers of X and Y".

use std::ops::Range;

use super::gazetteer;
use super::heads::ends_head;
use super::names::{fold, is_namelike};
use super::source::token_range;
use super::writings::is_document;
use crate::article::Article;
use crate::text::words::Class;
use crate::text::{Shape, Span, Token, TokenKind};

/// Splits a joint source at "and": "A and B", "A, B and C". One phrase comes back whole.
pub(super) fn parts(article: &Article, span: Span, names: &[(Span, bool)]) -> Vec<Span> {
    let tokens = token_range(article, span);
    let all = article.tokens();
    if let Some(both) = accompanied(article, &tokens) {
        return both.to_vec();
    }
    if let Some(authors) = authors(article, &tokens, names) {
        let each = parts(article, authors, names);
        return if each.len() > 1 { each } else { vec![span] };
    }
    // "the Search and Rescue Agency" is one name.
    let in_name = |at: Span| names.iter().any(|(name, _)| name.start < at.start && at.end < name.end);
    let Some(and) = tokens.clone().find(|&i| {
        all[i].class.is(Class::AND)
            && article.slice(all[i].span).eq_ignore_ascii_case("and")
            && !in_name(all[i].span)
    }) else {
        return vec![span];
    };
    let begins = |i: usize| {
        all.get(i).is_some_and(|t| is_namelike(article, t) || t.class.is(Class::DET.or(Class::POSSESSIVE)))
    };
    let Some(before) = (tokens.start..and).rev().find(|&i| all[i].kind != TokenKind::Mark) else {
        return vec![span];
    };
    let plural_before = article.slice(all[before].span).ends_with('s')
        || matches!(article.slice(all[before].span), "police" | "Police");
    // "Legal and religious groups" share their noun; the capital is the sentence's.
    let opens = article.sentences()[article.sentence_at(span.start)].tokens.start == before;
    let named = names.iter().any(|(name, _)| name.end == all[before].span.end);
    let head_before = all[before].is_capitalised() && (named || !opens)
        || plural_before
        || gazetteer::is_body(&fold(article.slice(all[before].span)));
    let prepositional = tokens.clone().take_while(|&i| i < and).any(|i| {
        matches!(article.slice(all[i].span), "of" | "for" | "from" | "by" | "who" | "in" | "between")
    });
    // "the French and German leaders" share their noun.
    let adjectives = all[and - 1].is_capitalised() && all.get(and + 1).is_some_and(Token::is_capitalised);
    let head_after = tokens
        .clone()
        .skip_while(|&i| i <= and)
        .take_while(|&i| !ends_head(article.slice(all[i].span)))
        .last();
    let plural_after =
        head_after.is_some_and(|i| all[i].shape == Shape::Lower && article.slice(all[i].span).ends_with('s'));
    // "union and company officials".
    let bare = before == tokens.start
        && !named
        && !plural_before
        && plural_after
        && and + 2 < tokens.end
        && all[and + 1].shape == Shape::Lower
        && !begins(and + 1);
    let shared_noun = adjectives
        && and + 2 < tokens.end
        && all[tokens.end - 1].shape == Shape::Lower
        && begins(tokens.start);
    let person = |before: bool| {
        names.iter().any(|(name, person)| *person && (name.start < all[and].span.start) == before)
    };
    let shared_office = gazetteer::is_portfolio(&fold(article.slice(all[before].span)))
        && (and + 2..tokens.end).any(|i| gazetteer::is_office(&fold(article.slice(all[i].span))));
    let title_of_one = person(false) && !person(true) && (!begins(tokens.start) || shared_office)
        || person(false)
            && !person(true)
            && all[and + 1].is_capitalised()
            && !is_place_or_body(names, all[and].span.start);
    // "Ann Bell, Chair in Politics and Education": what follows the comma is hers.
    let described = person(true)
        && !person(false)
        && (tokens.start..and).any(|i| {
            article.slice(all[i].span) == "," && gazetteer::is_office(article.lower(all[i + 1].span))
        });
    let two_people = person(true) && person(false);
    if !begins(and + 1) && !plural_before && !two_people && !plural_after
        || !head_before
        || title_of_one
        || described
        || prepositional
            && !(names_after(names, all[and].span.end) && is_place_or_body(names, all[and].span.start))
            && !two_bodies(article, span, all[and].span, names)
        || shared_noun
        || bare
        || and + 1 >= tokens.end
    {
        return vec![span];
    }
    let mut parts = Vec::new();
    let mut start = tokens.start;
    for i in tokens.start..and {
        if article.slice(all[i].span) == "," && i > start && begins(i + 1) {
            parts.push(all[start].span.cover(all[i - 1].span));
            start = i + 1;
        }
    }
    let end = if article.slice(all[and - 1].span) == "," { and - 1 } else { and };
    if start < end {
        parts.push(all[start].span.cover(all[end - 1].span));
    }
    parts.push(all[and + 1].span.cover(all[tokens.end - 1].span));
    parts
}

/// "Ann Bell, together with the mayor": who speaks, and who with them.
fn accompanied(article: &Article, tokens: &Range<usize>) -> Option<[Span; 2]> {
    let all = article.tokens();
    let word = |i: usize| article.slice(all[i].span);
    let comma = (tokens.start + 1..tokens.end.saturating_sub(3))
        .find(|&i| word(i) == "," && matches!((word(i + 1), word(i + 2)), ("along" | "together", "with")))?;
    let end = (comma + 3..tokens.end).find(|&i| word(i) == ",").unwrap_or(tokens.end);
    let other = all[comma + 3].span.cover(all[end - 1].span);
    (comma + 3 < end).then(|| [all[tokens.start].span.cover(all[comma - 1].span), other])
}

/// "Lorn News and the Velm Herald" in "projections by Lorn News and the Velm Herald".
fn authors(article: &Article, tokens: &Range<usize>, names: &[(Span, bool)]) -> Option<Span> {
    let all = article.tokens();
    let by = (tokens.start + 1..tokens.end).find(|&i| {
        matches!(article.slice(all[i].span), "by" | "from") && is_document(article.lower(all[i - 1].span))
    })?;
    let after = by + 1 + usize::from(all.get(by + 1)?.class.is(Class::DET));
    let first = all.get(after).filter(|_| after < tokens.end)?.span;
    let named = names.iter().any(|(name, _)| name.start == first.start);
    named.then(|| all[by + 1].span.cover(all[tokens.end - 1].span))
}

/// "the Centre for Food and the Institute of Trade": the names of two bodies and nothing else but articles.
fn two_bodies(article: &Article, span: Span, and: Span, names: &[(Span, bool)]) -> bool {
    let is_body = |part: Span| {
        let words = article.slice(part).trim().trim_start_matches("the ").trim_start_matches("The ");
        names.iter().any(|(name, person)| {
            !person && article.slice(*name) == words && words.split(' ').any(|w| gazetteer::is_body(&fold(w)))
        })
    };
    is_body(Span::new(span.start, and.start)) && is_body(Span::new(and.end, span.end))
}

/// Whether a person's name begins right after byte `at`.
fn names_after(names: &[(Span, bool)], at: usize) -> bool {
    names.iter().any(|(name, person)| *person && name.start == at + 1)
}

fn is_place_or_body(names: &[(Span, bool)], before: usize) -> bool {
    names.iter().any(|(name, person)| !person && name.end == before - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        let article = Article::new(text);
        parts(&article, Span::new(0, text.len()), &[]).into_iter().map(|s| &text[s.range()]).collect()
    }

    #[test]
    fn joint_sources_are_split_and_shared_nouns_are_not() {
        assert_eq!(split("Ann Bell and Tom Moor"), ["Ann Bell", "Tom Moor"]);
        assert_eq!(split("Ann Bell and al-Moor"), ["Ann Bell", "al-Moor"]);
        assert_eq!(split("China, Iran, and Russia"), ["China", "Iran", "Russia"]);
        assert_eq!(split("Ann Bell, together with the mayor"), ["Ann Bell", "the mayor"]);
        assert_eq!(split("the French and German leaders"), ["the French and German leaders"]);
        let article = Article::new("projections by Lorn News and Velm News");
        let names = [(Span::new(15, 24), false), (Span::new(29, 38), false)];
        assert_eq!(parts(&article, Span::new(0, 38), &names), [names[0].0, names[1].0]);
        let article = Article::new("Road and Bridges Minister Ann Bell");
        assert_eq!(parts(&article, Span::new(0, 34), &[(Span::new(26, 34), true)]).len(), 1);
        let article = Article::new("Lorn Transport and Bridges Minister Ann Bell");
        let names = [(Span::new(0, 14), false), (Span::new(36, 44), true)];
        assert_eq!(parts(&article, Span::new(0, 44), &names).len(), 1, "one office");
        let article = Article::new("the Search and Rescue Agency");
        assert_eq!(parts(&article, Span::new(0, 28), &[(Span::new(4, 28), false)]).len(), 1, "one name");
        assert_eq!(split("union and company officials"), ["union and company officials"]);
        assert_eq!(split("residents and company officials"), ["residents", "company officials"]);
        assert_eq!(split("Legal and religious groups"), ["Legal and religious groups"]);
        assert_eq!(split("the Ministry of Trade and Industry"), ["the Ministry of Trade and Industry"]);
    }
}
