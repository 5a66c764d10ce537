//! What stands inside a name beside capitalised words: particles, initials, full stops, "of" and "’s".

use super::names::fold;
use super::{gazetteer, places};
use crate::article::Article;
use crate::text::{Token, TokenKind};

/// Small words that stand inside names: "van", "de", "bin".
pub(super) fn is_particle(article: &Article, at: usize) -> bool {
    matches!(
        article.slice(article.tokens()[at].span),
        "van"
            | "von"
            | "de"
            | "der"
            | "den"
            | "del"
            | "della"
            | "di"
            | "da"
            | "dos"
            | "du"
            | "la"
            | "le"
            | "bin"
            | "ibn"
            | "al"
            | "el"
            | "ter"
            | "ten"
            | "af"
            | "zu"
            | "dela"
            | "do"
            | "das"
            | "las"
            | "los"
            | "y"
    )
}

/// A particle begins a name only where it is written so: "bin Laden said", not "la Scala".
pub(super) fn has_name_after(article: &Article, at: usize) -> bool {
    at.checked_sub(1).is_none_or(|i| !article.tokens()[i].is_capitalised())
}

/// "I." with its full stop right behind it, in the middle of a name.
pub(super) fn is_initial(article: &Article, at: usize) -> bool {
    let tokens = article.tokens();
    tokens
        .get(at + 1)
        .is_some_and(|dot| dot.span.start == tokens[at].span.end && article.slice(dot.span) == ".")
        && tokens.get(at + 2).is_some_and(Token::is_capitalised)
}

/// "the Sons" in "the Sons of the Reef": no office, no demonym, with an article before it.
pub(super) fn is_called_after(article: &Article, at: usize, end: usize) -> bool {
    let tokens = article.tokens();
    let article_before = at > 0 && matches!(article.slice(tokens[at - 1].span), "the" | "The");
    article_before
        && !(at..end).any(|i| {
            gazetteer::is_office(article.lower(tokens[i].span))
                || gazetteer::is_portfolio(article.lower(tokens[i].span))
                || places::place(article.slice(tokens[i].span)).is_some()
        })
}

/// The "’" of "Farmers’ League" and the "’s" of "Sheriff’s Office": possessives inside the name of a body.
pub(super) fn is_body_possessive(article: &Article, at: usize) -> bool {
    let tokens = article.tokens();
    let (before, mark, after) = (
        article.slice(tokens[at - 1].span),
        article.slice(tokens[at].span),
        article.slice(tokens[at + 1].span),
    );
    if tokens[at - 1].span.end != tokens[at].span.start || !gazetteer::is_body(&fold(after)) {
        return false;
    }
    let plural = matches!(mark, "’" | "'") && before.ends_with('s');
    let irregular = before.ends_with("men") || matches!(before, "Children" | "People" | "Nation");
    let owner = tokens[at].kind == TokenKind::Clitic && (irregular || gazetteer::is_office(&fold(before)));
    plural || owner
}

/// "Pat" between quotation marks in the middle of a name.
pub(super) fn is_nickname(article: &Article, at: usize, high: usize) -> bool {
    let word = |i: usize| article.tokens().get(i).filter(|_| i < high).map_or("", |t| article.slice(t.span));
    matches!(word(at), "\"" | "“" | "‘" | "'")
        && article.tokens().get(at + 1).is_some_and(Token::is_capitalised)
        && matches!(word(at + 2), "\"" | "”" | "’" | "'")
        && article.tokens().get(at + 3).is_some_and(|t| t.is_capitalised() && at + 3 < high)
}

/// A letter or title that is written with a full stop.
pub(super) fn is_abbreviation(word: &str) -> bool {
    word.chars().count() == 1
        || matches!(
            word,
            "Mr" | "Mrs"
                | "Ms"
                | "Dr"
                | "Gen"
                | "Sen"
                | "Rep"
                | "Gov"
                | "St"
                | "Prof"
                | "Lt"
                | "Col"
                | "Maj"
                | "Capt"
                | "Sgt"
                | "Rev"
                | "Jr"
                | "Adm"
        )
}

/// Whether a word of the tokens says that they name a body.
pub(super) fn is_body_before(article: &Article, at: usize, end: usize) -> bool {
    (at..end).any(|i| gazetteer::is_body(&fold(article.slice(article.tokens()[i].span))))
}
