//! What a pronoun refers to.

use super::source::Reference;

/// The reference of a personal pronoun, in lower case.
pub(super) fn pronoun(word: &str) -> Option<Reference> {
    Some(match word {
        "he" | "him" | "his" => Reference::Person("he"),
        "she" | "her" | "hers" => Reference::Person("she"),
        "they" | "them" | "their" | "both" | "all" => Reference::Other("they"),
        "it" | "its" => Reference::Other("it"),
        "we" | "i" | "our" | "us" | "my" => Reference::Other("we"),
        "who" | "which" | "that" | "there" => Reference::Other("who"),
        _ => return None,
    })
}

/// The personal pronoun of a possessive one, in lower case.
pub(super) fn possessive(word: &str) -> Option<&'static str> {
    Some(match word {
        "his" => "he",
        "her" => "she",
        "their" => "they",
        "its" => "it",
        _ => return None,
    })
}
