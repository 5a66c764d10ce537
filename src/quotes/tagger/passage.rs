//! A narrated sentence as the learned model reads it: word pieces, long quotations shortened in their middle.

use std::ops::Range;

use crate::article::Article;
use crate::inference::{self, Case, Piece, Proposal, Query};
use crate::text::{Shape, Span, Token};

use crate::quotes::content::Candidate;
use crate::quotes::unit::{Kind, Narration, Unit};

/// No passage has more pieces; what a sentence has beyond them is left to the rules.
pub(in crate::quotes) const LONGEST: usize = 160;

/// A quoted stretch of more tokens than both together loses its middle.
const QUOTED_HEAD: usize = 10;
const QUOTED_TAIL: usize = 6;

/// A sentence in pieces, the first and the last of which are its edges.
#[derive(Debug, Clone)]
pub struct Passage {
    /// What the model reads.
    pub query: Query,
    /// For each item of the sentence in order, its pieces. May end before the sentence does.
    pub items: Vec<Range<usize>>,
    /// The bytes of each item.
    pub spans: Vec<(Range<usize>, Span)>,
    /// The pieces of words that are in the list of reporting verbs.
    pub verbs: Vec<Range<usize>>,
}

impl Passage {
    /// The sentence `unit` in pieces.
    pub(in crate::quotes) fn new(narration: &Narration<'_>, unit: &Unit) -> Self {
        let edge = |name| Piece { number: inference::special(name), case: Case::Edge };
        let mut passage =
            Passage { query: Query::default(), items: Vec::new(), spans: Vec::new(), verbs: Vec::new() };
        passage.query.pieces.push(edge("[CLS]"));
        for at in unit.items.clone() {
            let item = &narration.items[at];
            let begin = passage.query.pieces.len();
            match item.kind {
                Kind::Quoted(_) => passage.push_quoted(narration.article, item.span),
                _ => passage.push(narration.article.slice(item.span), shape(item.kind), item.span),
            }
            if passage.query.pieces.len() >= LONGEST {
                passage.query.pieces.truncate(begin);
                passage.spans.retain(|(pieces, _)| pieces.end <= begin);
                break;
            }
            let pieces = begin..passage.query.pieces.len();
            if item.verb.is_some() {
                passage.verbs.push(pieces.clone());
            }
            passage.items.push(pieces);
        }
        passage.query.pieces.push(edge("[SEP]"));
        passage
    }

    /// What the rules say in terms of pieces; `first` is the first item of the sentence. `None` without a cue.
    pub(in crate::quotes) fn proposal(&self, first: usize, candidate: &Candidate) -> Option<Proposal> {
        let cue = self.pieces_of(first, candidate.cue.as_ref()?)?;
        let content = candidate.pieces.iter().filter_map(|piece| self.pieces_of(first, piece)).collect();
        let source =
            candidate.source.as_ref().and_then(|source| self.pieces_of(first, source)).unwrap_or(0..0);
        Some(Proposal { cue, content, source })
    }

    /// The pieces of a range of items, as far as the passage goes.
    fn pieces_of(&self, first: usize, items: &Range<usize>) -> Option<Range<usize>> {
        let end = items.end.checked_sub(first)?.min(self.items.len());
        let range = self.items.get(items.start.checked_sub(first)?..end)?;
        let (start, end) = (range.first()?.start, range.last()?.end);
        (start < end).then_some(start..end)
    }

    fn push_quoted(&mut self, article: &Article, span: Span) {
        let first = article.token_at(span.start);
        let tokens: &[Token] = &article.tokens()[first..];
        let tokens = &tokens[..tokens.partition_point(|token| token.span.start < span.end)];
        let (head, tail) = if tokens.len() > QUOTED_HEAD + QUOTED_TAIL {
            (&tokens[..QUOTED_HEAD], &tokens[tokens.len() - QUOTED_TAIL..])
        } else {
            (tokens, &tokens[..0])
        };
        for token in head {
            self.push(article.slice(token.span), token.shape, token.span);
        }
        if let (Some(before), Some(after)) = (head.last(), tail.first()) {
            self.push("…", Shape::None, Span::new(before.span.end, after.span.start));
        }
        for token in tail {
            self.push(article.slice(token.span), token.shape, token.span);
        }
    }

    fn push(&mut self, words: &str, shape: Shape, span: Span) {
        let begin = self.query.pieces.len();
        push_pieces(words, shape, &mut self.query.pieces);
        self.spans.push((begin..self.query.pieces.len(), span));
    }
}

/// Appends the pieces of a token or another short stretch of text.
pub(crate) fn push_pieces(words: &str, shape: Shape, out: &mut Vec<Piece>) {
    let mut numbers = Vec::new();
    inference::pieces(words, &mut numbers);
    for (at, number) in numbers.into_iter().enumerate() {
        let case = match shape {
            _ if at > 0 && shape != Shape::None => Case::Inside,
            Shape::Lower => Case::Lower,
            Shape::Title => Case::Title,
            Shape::Upper | Shape::Initial => Case::Upper,
            Shape::None => Case::Other,
        };
        out.push(Piece { number, case });
    }
}

fn shape(kind: Kind) -> Shape {
    match kind {
        Kind::Word(shape) => shape,
        _ => Shape::None,
    }
}

/// Every sentence of `article` as the model reads it: what the training program is given.
pub fn passages(article: &Article) -> Vec<Passage> {
    let narration = Narration::new(article);
    let units = narration.units.iter();
    units
        .map(|unit| {
            let mut passage = Passage::new(&narration, unit);
            let found = crate::quotes::reported_in(&narration, unit);
            let first = unit.items.start;
            let proposals = found.iter().filter_map(|candidate| passage.proposal(first, candidate));
            passage.query.proposals = proposals.collect();
            passage
        })
        .collect()
}
