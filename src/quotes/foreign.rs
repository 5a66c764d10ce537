//! Texts in a language that the rules and the model do not know: what stands between quotation marks, and nothing else.

use super::{Extraction, Kind, Quotation, marks};
use crate::article::Article;
use crate::text::TokenKind;

/// The name of the rule.
const RULE: &str = "words between quotation marks, in a language that is not known";
/// The fewest words of a statement; fewer are a name, a title or irony.
const FEWEST: usize = 4;
/// That words of several between marks are a statement: most are, some are titles.
const CONFIDENCE: f64 = 0.5;

/// The statements between marks, of nobody; shorter pieces are fragments.
pub(super) fn extract(article: &Article) -> Extraction {
    let mut found = Extraction::default();
    for quoted in marks::quoted(article).into_iter().filter(|quoted| quoted.closed) {
        let inside = |token: &&crate::text::Token| {
            quoted.inner.start <= token.span.start && token.span.end <= quoted.inner.end
        };
        let words =
            article.tokens().iter().filter(inside).filter(|token| token.kind == TokenKind::Word).count();
        if words < FEWEST {
            found.fragments.push(quoted.span);
            continue;
        }
        found.quotations.push(Quotation {
            kind: Kind::Direct,
            content: vec![quoted.span],
            cue: None,
            source: None,
            addressee: None,
            outer: None,
            rule: RULE,
            confidence: CONFIDENCE,
        });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::extract;
    use crate::article::{Article, BlockKind, Metadata};

    #[test]
    fn what_is_between_marks_is_found_and_left_unattributed() {
        let text = "„Wir werden das nie unterschreiben“, sagte Ana Bell. Sie nannte den Plan „verrückt“.";
        let metadata = Metadata { language: Some("German".into()), ..Metadata::default() };
        let article = Article::from_parts(&[(BlockKind::Paragraph, text)], metadata);
        let found = extract(&article);
        assert_eq!(found.quotations.len(), 1);
        assert_eq!(article.slice(found.quotations[0].content[0]), "„Wir werden das nie unterschreiben“");
        assert!(found.quotations[0].source.is_none() && found.fragments.len() == 1);
    }
}
