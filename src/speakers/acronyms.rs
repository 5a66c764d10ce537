//! Short forms in brackets after the full name, "the Lorn Gas and Electric Company (LG&E)", or the other way round.
//!
//! The full name is found by matching letters backwards, after Schwartz and Hearst, "A simple algorithm for identifying
//! abbreviation definitions in biomedical text" (2003); here each letter must begin a word.

use std::ops::Range;

use crate::article::Article;
use crate::text::{Shape, Token, TokenKind};

/// The most letters of a short form.
const LONGEST: usize = 10;

/// Token ranges of the full names that a short form in brackets follows, or that stand in brackets after it, in order.
pub(super) fn spelled_out(article: &Article) -> Vec<Range<usize>> {
    let tokens = article.tokens();
    let opens = tokens.iter().enumerate().filter(|(_, token)| article.slice(token.span) == "(");
    opens.filter_map(|(open, _)| full_form(article, open).or_else(|| bracketed_form(article, open))).collect()
}

/// "Lorn Elite Wrestling" in "LEW (Lorn Elite Wrestling)".
fn bracketed_form(article: &Article, open: usize) -> Option<Range<usize>> {
    let tokens = article.tokens();
    let short = article.slice(tokens[open.checked_sub(1)?].span);
    let letters: Vec<char> = lower_letters(short).collect();
    let is_short = (2..=LONGEST).contains(&letters.len()) && short.chars().all(char::is_uppercase);
    let until = tokens.len().min(open + 2 + letters.len() * 2);
    let close = (open + 2..until).find(|&i| article.slice(tokens[i].span) == ")").filter(|_| is_short)?;
    let whole = tokens[open + 1].is_capitalised() && spells(article, &tokens[open + 1..close], &letters);
    (whole && close > open + 2).then_some(open + 1..close)
}

fn full_form(article: &Article, open: usize) -> Option<Range<usize>> {
    let tokens = article.tokens();
    let close = (open + 2..tokens.len().min(open + 5)).find(|&i| article.slice(tokens[i].span) == ")")?;
    let inside = article.text()[tokens[open].span.end..tokens[close].span.start].trim();
    let capitals = inside.chars().filter(|c| c.is_uppercase()).count();
    if capitals < 2 || inside.contains(char::is_whitespace) {
        return None;
    }
    let letters: Vec<char> = lower_letters(inside).collect();
    if letters.len() > LONGEST || open == 0 {
        return None;
    }
    let low = article.sentences()[article.sentence_at(tokens[open].span.start)].tokens.start;
    let first = (low.max(open.saturating_sub(letters.len() * 2 + 2))..open)
        .rev()
        .find(|&start| tokens[start].is_capitalised() && spells(article, &tokens[start..open], &letters))?;
    (open > first + 1).then_some(first..open)
}

fn lower_letters(word: &str) -> impl Iterator<Item = char> {
    word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase)
}

/// Whether the first letters of the words are `letters`; small words and commas may be passed over.
fn spells(article: &Article, words: &[Token], letters: &[char]) -> bool {
    let Some((token, rest)) = words.split_first() else { return letters.is_empty() };
    let word = article.slice(token.span);
    if matches!(word, "(" | ")") {
        return false;
    }
    let small = matches!(token.kind, TokenKind::Clitic | TokenKind::Mark)
        || matches!(word, "of" | "the" | "and" | "for" | "in" | "on" | "to" | "from" | "with" | "de" | "du");
    if small && spells(article, rest, letters) {
        return true;
    }
    if token.kind != TokenKind::Word || token.shape == Shape::Lower && !small {
        return false;
    }
    // "Director-General" and "Scottish-led" give a letter for each part or for the whole.
    let parts: Vec<char> = word.split(['-', '‑']).filter_map(|part| lower_letters(part).next()).collect();
    (1..=parts.len()).any(|n| letters.starts_with(&parts[..n]) && spells(article, rest, &letters[n..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn full(text: &str) -> Vec<&str> {
        let article = Article::new(text);
        let words = |range: Range<usize>| {
            let tokens = &article.tokens()[range];
            &text[tokens[0].span.start..tokens[tokens.len() - 1].span.end]
        };
        spelled_out(&article).into_iter().map(words).collect()
    }

    #[test]
    fn the_full_name_stands_before_the_bracket() {
        for (text, name) in [
            ("Then Lorn Gas and Electric Company (LGEC) spoke.", "Lorn Gas and Electric Company"),
            ("The Lorn Gas and Electric (LG&E) spoke.", "Lorn Gas and Electric"),
            (
                "Lorn's Institute of Epidemiology, Disease Control and Research (IEDCR) spoke.",
                "Institute of Epidemiology, Disease Control and Research",
            ),
            ("He runs Transport for Lorn (TfL) now.", "Transport for Lorn"),
            ("So said the World Trade Director-General (WTDG) here.", "World Trade Director-General"),
            ("He reads Notes from Lorn (NFL) now.", "Notes from Lorn"),
            ("He ran for LEW (Lorn Elite Wrestling) then.", "Lorn Elite Wrestling"),
        ] {
            assert_eq!(full(text), [name], "{text}");
        }
    }

    #[test]
    fn other_brackets_follow_no_full_name() {
        for text in [
            "Ann Bell (LHA) spoke.",
            "It fell (2019) again.",
            "(AB) spoke.",
            "The Lorn Health Agency (the agency) spoke.",
            "It was LHA (Ann Bell) again.",
        ] {
            assert_eq!(full(text), Vec::<&str>::new(), "{text}");
        }
    }
}
