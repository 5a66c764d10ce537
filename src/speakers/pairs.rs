//! Words that "and" joins within the name of one body.

use super::inside::is_body_before;
use super::names::fold;
use super::places;
use crate::article::Article;
use crate::text::Token;

/// "Fire and Rescue": the token "and" joins two words of one body's name.
pub(super) fn is_pair(article: &Article, and: usize) -> bool {
    let word =
        |at: usize| article.tokens().get(at).map_or(String::new(), |token| fold(article.slice(token.span)));
    is_paired(&word(and - 1), &word(and + 1))
}

/// "to" in "the Committee to Protect Journalists": bodies that are called after what they want.
pub(super) fn is_called_by_aim(article: &Article, to: usize) -> bool {
    let tokens = article.tokens();
    let word = |at: usize| tokens.get(at).map_or("", |token| article.slice(token.span));
    matches!(word(to - 1), "Committee" | "Campaign" | "Coalition" | "Alliance" | "Movement" | "Initiative")
        && tokens.get(to + 2).is_some_and(Token::is_capitalised)
        && places::place(word(to + 1)).is_none()
}

/// Whether "and" joins what the body `at..and` is for: "the Ministry of Trade and Labour", but not "the Farmers' Union of Lorn and
/// Velm Dairy Fund".
pub(super) fn goes_on(article: &Article, at: usize, and: usize) -> bool {
    let tokens = article.tokens();
    let word = |i: usize| tokens.get(i).map_or("", |token| article.slice(token.span));
    if !is_body_before(article, at, and) || is_body_before(article, and + 1, and + 2) {
        return false;
    }
    let Some(of) = (at..and).rev().find(|&i| matches!(word(i), "of" | "for")) else { return false };
    let run = tokens[and + 1..].iter().take_while(|token| token.is_capitalised()).count();
    let other_body = run > 1 && is_body_before(article, and + run, and + run + 1);
    !(other_body && of + 2 == and && places::place(word(of + 1)).is_some())
}

/// Whether two words, in lower case, are joined by "and" in the names of bodies more often than they name two: "Search and Rescue
/// Agency".
fn is_paired(before: &str, after: &str) -> bool {
    matches!(
        (before, after),
        ("fire" | "search", "rescue")
            | ("disaster", "emergency")
            | ("health", "safety" | "human" | "social" | "care")
            | ("food", "drug" | "agriculture" | "safety")
            | ("research", "development" | "education" | "innovation")
            | ("trade" | "commerce", "industry" | "development" | "investment")
            | ("science", "technology" | "innovation" | "engineering")
            | ("arts", "sciences" | "education" | "humanities" | "culture")
            | ("oceanic", "atmospheric")
            | ("aeronautics", "space")
            | ("truth", "reconciliation")
            | ("parks" | "fish" | "forests", "wildlife" | "recreation")
            | ("immigration", "customs" | "citizenship" | "naturalization")
            | ("customs", "border" | "excise" | "immigration")
            | ("control", "prevention" | "research")
            | ("economic", "social" | "monetary")
            | ("security", "cooperation" | "exchange" | "defence" | "defense" | "intelligence")
            | ("securities", "exchange" | "futures")
            | ("justice", "development" | "reconciliation" | "equality")
            | ("law", "order" | "justice" | "democracy")
            | ("peace", "security" | "justice" | "reconciliation")
            | ("water", "power" | "sanitation" | "energy")
            | ("gas", "electric")
            | ("radio", "television")
            | ("ways", "means")
            | ("children", "families")
            | ("environment" | "energy", "climate" | "natural" | "water")
            | ("bosnia", "herzegovina")
            | ("trinidad", "tobago")
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::speakers::testing::named;

    #[test]
    fn pairs_of_words_belong_to_one_body() {
        let article = Article::new("The Search and Rescue Agency met Ann and Tom.");
        assert!(is_pair(&article, 2));
        assert!(!is_pair(&article, 7));
    }

    #[test]
    fn an_aim_belongs_to_a_name_and_another_body_does_not() {
        assert_eq!(named("Then the Committee to Protect Rivers spoke."), ["Committee to Protect Rivers"]);
        assert_eq!(
            named("Then the Farmers Union of Montana and Velm Dairy Fund spoke."),
            ["Farmers Union of Montana", "Velm Dairy Fund"]
        );
        assert_eq!(named("Then the Ministry of Trade and Labour spoke."), ["Ministry of Trade and Labour"]);
    }
}
