//! Which words carry a learned score: it is taken again without them (occlusion; Zeiler and Fergus 2014, Li et al. 2016).
//!
//! A few words at a time are left out of what the model reads, and what the model's part of the score loses is their weight.
//! So an explanation costs one more judgement for each handful of words of the statement.

use std::borrow::Cow;
use std::ops::Range;

use super::learned::{Judged, fit};
use super::passage::Passage;
use super::{Evidence, combine};
use crate::article::Article;
use crate::inference::Model;
use crate::quotes::Quotation;
use crate::text::{Span, TokenKind};

/// No more words than this are left out at once.
const MOST_WORDS: usize = 4;

/// What loses the score less than this carries none of it.
const TELLING: f64 = 0.05;

/// No more pieces of evidence than this are named.
const MOST: usize = 6;

/// Words that begin a new handful: they belong to what follows.
const OPENERS: &[&str] = &[
    "a", "about", "after", "against", "an", "and", "as", "at", "because", "before", "but", "by", "for",
    "from", "if", "in", "into", "it", "its", "never", "no", "nor", "not", "of", "on", "or", "our", "so",
    "than", "that", "the", "their", "they", "this", "to", "unless", "until", "we", "when", "which", "while",
    "who", "will", "with", "without", "would",
];

/// The words that carry the score of `quotation`, in text order, each with what the score owes to it.
pub(super) fn evidence(article: &Article, quotation: &Quotation, model: &dyn Model) -> Vec<Evidence> {
    let passage = Passage::new(article, quotation);
    let handfuls = handfuls(article, &passage);
    let mut asked = vec![passage.statement.clone()];
    let spans: Vec<Span> = handfuls
        .iter()
        .map(|handful| passage.words[handful.start].1.cover(passage.words[handful.end - 1].1))
        .collect();
    asked.extend(spans.iter().map(|span| passage.without(&[*span])));
    let judged: Vec<f64> = model.judge(&asked).iter().map(|judgement| Judged::of(judgement).score).collect();
    let Some((whole, rest)) = judged.split_first() else { return Vec::new() };
    let mut found: Vec<Evidence> = spans
        .into_iter()
        .zip(rest)
        .map(|(span, without)| Evidence {
            span,
            weight: combine::rounded(fit::MODEL * (whole - without)),
            reason: Cow::Borrowed("what these words add"),
        })
        .filter(|evidence| evidence.weight.abs() >= TELLING)
        .collect();
    found.sort_by(|a, b| b.weight.abs().total_cmp(&a.weight.abs()).then(a.span.cmp(&b.span)));
    found.truncate(MOST);
    found.sort_by_key(|evidence| evidence.span);
    found
}

/// The words of a statement in handfuls of at most [`MOST_WORDS`]: cut at marks, and before words that belong to what
/// follows. Marks are in none.
fn handfuls(article: &Article, passage: &Passage) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut is_open = false;
    let mut has_word = false;
    let mut last_pieces = 0;
    for (at, (pieces, span)) in passage.words.iter().enumerate() {
        let word = article.slice(*span).to_lowercase();
        let token = article.tokens().get(article.token_at(span.start));
        if token.is_none_or(|token| token.kind == TokenKind::Mark) {
            is_open = false;
            continue;
        }
        let opens = OPENERS.contains(&word.as_str());
        let fits = |handful: &Range<usize>| {
            is_open && pieces.start == last_pieces && handful.len() < MOST_WORDS && !(opens && has_word)
        };
        match out.last_mut().filter(|handful| fits(handful)) {
            Some(handful) => handful.end = at + 1,
            None => {
                out.push(at..at + 1);
                has_word = false;
            }
        }
        has_word |= !opens;
        is_open = true;
        last_pieces = pieces.end;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inference::{Judgement, Query, Reading, Statement};
    use crate::quotes::Kind;

    /// Judges by how many pieces of the statement it reads: each makes it a step softer.
    struct Counting;

    impl Model for Counting {
        fn read(&self, _: &[Query]) -> Vec<Vec<Reading>> {
            Vec::new()
        }

        fn judge(&self, statements: &[Statement]) -> Vec<Judgement> {
            let judge = |statement: &Statement| {
                let own =
                    statement.pieces.iter().filter(|(_, part)| *part == crate::inference::Part::Content);
                let mut steps = [0.0; 7];
                steps[own.count().min(6)] = 1.0;
                Judgement { steps, applies: 1.0, devices: [0.0; 9] }
            };
            statements.iter().map(judge).collect()
        }
    }

    fn quotation(content: Span) -> Quotation {
        Quotation {
            kind: Kind::Indirect,
            content: vec![content],
            cue: None,
            source: None,
            addressee: None,
            outer: None,
            rule: "test",
            confidence: 1.0,
        }
    }

    #[test]
    fn handfuls_begin_with_small_words_and_stop_at_marks() {
        let text = "They will not sign the paper, and the talks are over.";
        let article = Article::new(text);
        let passage = Passage::new(&article, &quotation(Span::new(0, text.len())));
        let parts: Vec<&str> = handfuls(&article, &passage)
            .into_iter()
            .map(|h| article.slice(passage.words[h.start].1.cover(passage.words[h.end - 1].1)))
            .collect();
        assert_eq!(parts, ["They will not sign", "the paper", "and the talks are", "over"]);
    }

    #[test]
    fn what_the_score_loses_is_the_weight() {
        let text = "sign the paper";
        let article = Article::new(text);
        let found = evidence(&article, &quotation(Span::new(0, text.len())), &Counting);
        let words: Vec<(&str, f64)> = found.iter().map(|e| (article.slice(e.span), e.weight)).collect();
        assert_eq!(words, [("sign", 0.35), ("the paper", 0.7)]);
    }
}
