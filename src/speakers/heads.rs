//! The noun that a phrase is about.

use std::ops::Range;

use super::names::fold;
use crate::article::Article;
use crate::text::TokenKind;

/// Whether the head of a noun phrase ends before this word.
pub(super) fn ends_head(word: &str) -> bool {
    matches!(
        word,
        "of" | "for"
            | "from"
            | "in"
            | "at"
            | "by"
            | "with"
            | "to"
            | "on"
            | "within"
            | "close"
            | "familiar"
            | "inside"
            | "among"
            | "after"
            | "before"
            | "during"
            | "since"
            | "via"
            | "near"
            | "outside"
            | "behind"
            | "including"
            | "released"
            | "signed"
            | "published"
            | "issued"
            | "dated"
            | "posted"
            | "sent"
            | "shared"
            | "obtained"
            | "written"
            | "circulated"
            | "delivered"
            | "compiled"
            | "prepared"
            | "commissioned"
            | "conducted"
            | "drafted"
            | "citing"
            | "speaking"
    )
}

/// The last word before the preposition, in lower case and folded.
pub(super) fn head_noun(article: &Article, tokens: Range<usize>) -> String {
    let last = article.tokens()[tokens]
        .iter()
        .rev()
        .find(|token| matches!(token.kind, TokenKind::Word | TokenKind::Number));
    last.map_or(String::new(), |token| fold(article.slice(token.span)))
}
