//! Words that "and" joins within the name of one body.

use super::names::fold;
use crate::article::Article;

/// "Fire and Rescue": the token "and" joins two words of one body's name.
pub(super) fn is_pair(article: &Article, and: usize) -> bool {
    let word =
        |at: usize| article.tokens().get(at).map_or(String::new(), |token| fold(article.slice(token.span)));
    is_paired(&word(and - 1), &word(and + 1))
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
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_of_words_belong_to_one_body() {
        let article = Article::new("The Search and Rescue Agency met Ann and Tom.");
        assert!(is_pair(&article, 2));
        assert!(!is_pair(&article, 7));
    }
}
