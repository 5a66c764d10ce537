//! What an article says that somebody is, read off the words around a name.

use super::gazetteer;
use super::names::{Name, NameKind, opening};
use super::places;
use crate::article::Article;
use crate::text::words::Class;
use crate::text::{Span, Token, TokenKind};

/// The longest apposition that is read as a role, in tokens.
const LONGEST: usize = 14;

/// The roles that stand beside a name: titles before it, and appositions before and after it.
pub(super) fn around(article: &Article, name: &Name) -> Vec<String> {
    if name.kind != NameKind::Person {
        return Vec::new();
    }
    let first = article.token_at(name.titled.start);
    let after = article.token_at(name.span.end);
    let title = title(article, name, first);
    let before = apposition_before(article, first);
    let next = article.tokens().get(after).map_or("", |token| article.slice(token.span));
    let own = if article.slice(name.span).starts_with("Pope ") {
        Some("Pope".to_owned())
    } else {
        // "Ann Bell KC".
        matches!(next, "KC" | "QC").then(|| "barrister".to_owned())
    };
    [title, before, apposition_after(article, after), own].into_iter().flatten().collect()
}

/// Whether nothing stands before the name in its sentence but an article and what its bearer is: "The opposition leader Ann Bell".
pub(super) fn leads(article: &Article, name: &Name) -> bool {
    const LONGEST: usize = 6;
    let tokens = article.tokens();
    let first = article.token_at(name.titled.start);
    let start = opening(article, &article.sentences()[article.sentence_at(name.titled.start)]);
    let tells = |token: &Token| {
        let plain = token.class == Class::NONE && !gazetteer::is_past(article.lower(token.span));
        token.kind == TokenKind::Clitic
            || token.kind == TokenKind::Word && (plain || token.class.is(Class::DET))
    };
    start <= first && first - start <= LONGEST && tokens[start..first].iter().all(tells)
}

/// "Foreign Minister" or "deputy mayor" before the name, with what names its country or body.
fn title(article: &Article, name: &Name, first: usize) -> Option<String> {
    let tokens = article.tokens();
    let mut start = first;
    while start > 0 && first - start < 4 {
        let token = &tokens[start - 1];
        let word = article.lower(token.span);
        let told = gazetteer::is_office(word)
            || gazetteer::is_body(word)
            || gazetteer::is_portfolio(word)
            || places::place(article.slice(token.span)).is_some();
        // "Lorn" in "Lorn Health Agency spokeswoman": the rest of a body's name.
        let named = start < first
            && tokens[start].is_capitalised()
            && token.is_capitalised()
            && token.class == Class::NONE;
        let fits = token.kind == TokenKind::Word && (told || named);
        if !fits || tokens[start].span.start - token.span.end > 1 {
            break;
        }
        start -= 1;
    }
    let from = tokens[start].span.start;
    let words = article.text()[from..name.span.start].trim();
    let has_office =
        words.split_whitespace().any(|word| gazetteer::is_office(&word.trim_end_matches('.').to_lowercase()));
    (has_office && !words.is_empty()).then(|| words.to_owned())
}

/// "The mediator, X": a noun phrase with an office, then a comma, then the name.
fn apposition_before(article: &Article, first: usize) -> Option<String> {
    let tokens = article.tokens();
    let comma = first.checked_sub(1).filter(|&i| article.slice(tokens[i].span) == ",")?;
    let mut start = comma;
    while start > 0 && comma - start < LONGEST {
        let token = &tokens[start - 1];
        let glued_or_near = tokens[start].span.start - token.span.end <= 1;
        let class = token.class;
        let fits = matches!(token.kind, TokenKind::Word | TokenKind::Clitic)
            && !class.is(Class::SUBORDINATOR.or(Class::COORDINATOR).or(Class::BE).or(Class::THAT));
        if !fits || !glued_or_near {
            break;
        }
        start -= 1;
        if class.is(Class::DET.or(Class::POSSESSIVE)) {
            break;
        }
    }
    role_words(article, start, comma)
}

/// "X, the mayor of Lorn," or "X, a docker.".
fn apposition_after(article: &Article, after: usize) -> Option<String> {
    let tokens = article.tokens();
    if tokens.get(after).is_none_or(|token| article.slice(token.span) != ",") {
        return None;
    }
    let end = (after + 1..tokens.len().min(after + 1 + LONGEST)).find(|&i| {
        matches!(
            article.slice(tokens[i].span),
            "," | "." | ";" | "—" | "–" | ":" | "(" | "\"" | "“" | "‘" | "”" | "«" | "„"
        ) || is_clause_word(&tokens[i])
    })?;
    // "In Orrin, Prime Minister Ann Bell spoke": the title is that of the name after it.
    if (after + 1..end).any(|i| is_title_of_another(article, i, end)) {
        return None;
    }
    role_words(article, after + 1, end)
}

/// Whether the office at `i` is a title before somebody's name.
fn is_title_of_another(article: &Article, i: usize, end: usize) -> bool {
    let tokens = article.tokens();
    let is_office = tokens[i].is_capitalised() && gazetteer::is_office(article.lower(tokens[i].span));
    let is_name = |token: &Token| {
        let word = article.lower(token.span);
        token.kind == TokenKind::Word
            && token.is_capitalised()
            && !gazetteer::is_office(word)
            && !gazetteer::is_portfolio(word)
            && !gazetteer::is_body(word)
    };
    is_office && i + 2 < end && tokens[i + 1..i + 3].iter().all(is_name)
}

fn is_clause_word(token: &Token) -> bool {
    let class = token.class;
    class.is(Class::RELATIVE.or(Class::BE).or(Class::HAVE).or(Class::MODAL).or(Class::VERB))
        && !class.is(Class::PREPOSITION)
}

/// The words `start..end` without their article, if an office is among them.
fn role_words(article: &Article, start: usize, end: usize) -> Option<String> {
    let tokens = article.tokens();
    let mut start = start;
    while start < end
        && tokens[start].class.is(Class::DET.or(Class::POSSESSIVE).or(Class::PREPOSITION).or(Class::ADVERB))
    {
        start += 1;
    }
    if start >= end {
        return None;
    }
    let office = (start..end).any(|i| {
        gazetteer::is_office(article.lower(tokens[i].span))
            || gazetteer::gender_of_noun(article.lower(tokens[i].span)).is_some()
    });
    let span = Span::new(tokens[start].span.start, tokens[end - 1].span.end);
    office.then(|| article.slice(span).split_whitespace().collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::super::names;
    use super::*;

    fn roles(text: &str) -> Vec<String> {
        let article = Article::new(text);
        names::names(&article).iter().flat_map(|name| around(&article, name)).collect()
    }

    #[test]
    fn roles_are_read_on_both_sides_of_a_name() {
        assert_eq!(roles("Then Foreign Minister Ann Bell spoke."), ["Foreign Minister"]);
        assert_eq!(roles("The mediator, Ann Bell, spoke."), ["mediator"]);
        assert_eq!(roles("Then Ann Bell, the mayor of Lorn, spoke."), ["mayor of Lorn"]);
        assert_eq!(roles("He met deputy mayor Ann Bell."), ["deputy mayor"]);
        assert_eq!(roles("So Canadian trade envoy Ann Bell said."), ["Canadian trade envoy"]);
        assert_eq!(roles("So the Lorn Health Agency head Ann Bell said."), ["Lorn Health Agency head"]);
        assert_eq!(roles("Kestria’s foreign minister, Ann Bell, spoke."), ["Kestria’s foreign minister"]);
    }

    #[test]
    fn what_is_no_role_is_left_out() {
        assert_eq!(roles("Then Ann Bell, visibly tired, spoke."), Vec::<String>::new());
        let found = roles("In Orrin, Prime Minister Tomas Reyk rejected the paper.");
        assert!(found.iter().all(|role| !role.contains("Reyk")), "{found:?}");
    }
}
