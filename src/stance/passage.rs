//! A statement as the learned scorer reads it: the sentences it stands in, with its parts marked, and a little of what the
//! article is about.

use std::ops::Range;

use crate::article::{Article, BlockKind};
use crate::inference::{self, Case, Part, Piece, Statement};
use crate::quotes::Quotation;
use crate::quotes::tagger::push_pieces;
use crate::text::{Shape, Span, Token};

/// The most pieces of the sentences that a statement stands in; a longer one is read up to there.
const LONGEST: usize = 112;

/// The most pieces of the headline, or without one of the article's first sentence.
const TOPIC: usize = 16;

/// The most pieces of the sentence before.
const BEFORE: usize = 16;

/// A statement in pieces.
#[derive(Debug, Clone)]
pub struct Passage {
    /// What the model reads.
    pub statement: Statement,
    /// The words of the statement and of its cue, each with its pieces, in text order.
    pub words: Vec<(Range<usize>, Span)>,
}

impl Passage {
    /// The statement `quotation` of `article`.
    pub fn new(article: &Article, quotation: &Quotation) -> Self {
        let mut passage = Self { statement: Statement::default(), words: Vec::new() };
        passage.edge("[CLS]");
        passage.push_statement(article, quotation);
        passage.edge("[SEP]");
        passage.push_topic(article, quotation);
        passage.edge("[SEP]");
        passage.push_before(article, quotation);
        passage
    }

    /// What the model reads without some of the statement's words.
    pub(super) fn without(&self, out: &[Span]) -> Statement {
        let is_out = |span: Span| out.iter().any(|out| out.overlaps(span));
        let left: Vec<&Range<usize>> =
            self.words.iter().filter(|(_, span)| is_out(*span)).map(|(pieces, _)| pieces).collect();
        let pieces = self.statement.pieces.iter().enumerate();
        let kept = pieces.filter(|(at, _)| !left.iter().any(|pieces| pieces.contains(at)));
        Statement { pieces: kept.map(|(_, piece)| *piece).collect() }
    }

    fn edge(&mut self, name: &str) {
        let piece = Piece { number: inference::special(name), case: Case::Edge };
        self.statement.pieces.push((piece, Part::Around));
    }

    /// Appends one word of which the article knows the shape; its pieces.
    fn push(&mut self, words: &str, shape: Shape, part: Part) -> Range<usize> {
        let mut pieces = Vec::new();
        push_pieces(words, shape, &mut pieces);
        let begin = self.statement.pieces.len();
        self.statement.pieces.extend(pieces.into_iter().map(|piece| (piece, part)));
        begin..self.statement.pieces.len()
    }

    fn push_statement(&mut self, article: &Article, quotation: &Quotation) {
        for token in stated(article, quotation) {
            if self.statement.pieces.len() > LONGEST {
                return;
            }
            let part = part(quotation, token.span);
            let pieces = self.push(article.slice(token.span), token.shape, part);
            if matches!(part, Part::Content | Part::Cue) {
                self.words.push((pieces, token.span));
            }
        }
    }

    fn push_topic(&mut self, article: &Article, quotation: &Quotation) {
        let begin = self.statement.pieces.len();
        if let Some(title) = &article.metadata.title {
            for token in crate::text::tokens(title).iter().take(TOPIC) {
                self.push(&title[token.span.range()], token.shape, Part::Topic);
            }
        } else if let Some(first) = lead(article).filter(|lead| !lead.overlaps(quotation.cover())) {
            let from = article.token_at(first.start);
            let tokens = article.tokens()[from..].iter().take(TOPIC);
            for token in tokens.take_while(|token| token.span.start < first.end) {
                self.push(article.slice(token.span), token.shape, Part::Topic);
            }
        }
        self.statement.pieces.truncate(begin + TOPIC);
    }

    fn push_before(&mut self, article: &Article, quotation: &Quotation) {
        let own = article.sentence_at(whole(quotation).start);
        let Some(before) = own.checked_sub(1).and_then(|at| article.sentences().get(at)) else { return };
        let prose =
            article.blocks().get(article.block_at(before.span.start)).is_some_and(|b| b.kind.is_prose());
        if !prose {
            return;
        }
        let begin = self.statement.pieces.len();
        // Nearly every word has a piece, so no more words than pieces are needed.
        let first = before.tokens.start.max(before.tokens.end.saturating_sub(BEFORE));
        for token in &article.tokens()[first..before.tokens.end] {
            self.push(article.slice(token.span), token.shape, Part::Before);
        }
        let extra = (self.statement.pieces.len() - begin).saturating_sub(BEFORE);
        self.statement.pieces.drain(begin..begin + extra);
    }
}

/// From the first byte of the statement, its cue or its source, to the last.
fn whole(quotation: &Quotation) -> Span {
    quotation.cue.into_iter().chain(quotation.source).fold(quotation.cover(), Span::cover)
}

/// What a word of a statement's sentences is to it.
fn part(quotation: &Quotation, word: Span) -> Part {
    if quotation.cue.is_some_and(|cue| cue.overlaps(word)) {
        Part::Cue
    } else if quotation.source.is_some_and(|source| source.overlaps(word)) {
        Part::Source
    } else if quotation.content.iter().any(|piece| piece.overlaps(word)) {
        Part::Content
    } else {
        Part::Around
    }
}

/// The tokens of the sentences that hold some of the statement, its cue or its source.
fn stated<'a>(article: &'a Article, quotation: &'a Quotation) -> impl Iterator<Item = &'a Token> {
    let whole = whole(quotation);
    let sentences = article.sentences();
    let from = article.sentence_at(whole.start).min(sentences.len());
    let sentences = sentences[from..].iter().take_while(move |sentence| sentence.span.start < whole.end);
    let holds = move |sentence: Span| {
        let parts = quotation.content.iter().chain(&quotation.cue).chain(&quotation.source);
        parts.into_iter().any(|part| part.overlaps(sentence))
    };
    sentences
        .filter(move |sentence| holds(sentence.span))
        .flat_map(|sentence| &article.tokens()[sentence.tokens.clone()])
}

/// The first sentence of running text.
fn lead(article: &Article) -> Option<Span> {
    let block = article.blocks().iter().find(|block| {
        block.kind == BlockKind::Paragraph && article.slice(block.span).split_whitespace().nth(7).is_some()
    })?;
    article.sentences().get(article.sentence_at(block.span.start)).map(|sentence| sentence.span)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quotes::Kind;

    fn span(text: &str, part: &str) -> Span {
        let at = text.find(part).expect("the part is in the text");
        Span::new(at, at + part.len())
    }

    fn quotation(text: &str, content: &[&str]) -> Quotation {
        Quotation {
            kind: Kind::Direct,
            content: content.iter().map(|part| span(text, part)).collect(),
            cue: Some(span(text, "said")),
            source: Some(span(text, "Moru")),
            addressee: None,
            outer: None,
            rule: "test",
            confidence: 1.0,
        }
    }

    fn count(passage: &Passage, part: Part) -> usize {
        passage.statement.pieces.iter().filter(|(_, other)| *other == part).count()
    }

    const TEXT: &str =
        "Talks on the river began on Monday in the capital. It rained. “No,” Moru said. “Never.”";

    #[test]
    fn a_statement_is_read_with_its_cue_its_subject_and_what_stands_before() {
        let article = Article::new(TEXT);
        let passage = Passage::new(&article, &quotation(TEXT, &["“No,”", "“Never.”"]));
        let words: Vec<&str> = passage.words.iter().map(|(_, span)| article.slice(*span)).collect();
        assert_eq!(words, ["“", "No", ",", "”", "said", "“", "Never", ".", "”"]);
        assert_eq!(count(&passage, Part::Cue), 1);
        assert_eq!(count(&passage, Part::Topic), 11);
        assert_eq!(count(&passage, Part::Before), 3);
    }

    #[test]
    fn a_headline_stands_for_the_first_sentence() {
        let mut article = Article::new(TEXT);
        article.metadata.title = Some("River talks begin".into());
        assert_eq!(count(&Passage::new(&article, &quotation(TEXT, &["“No,”"])), Part::Topic), 3);
    }

    #[test]
    fn words_left_out_are_not_read() {
        let article = Article::new(TEXT);
        let passage = Passage::new(&article, &quotation(TEXT, &["“No,”", "“Never.”"]));
        let without = passage.without(&[span(TEXT, "Never")]);
        assert_eq!(without.pieces.len() + 1, passage.statement.pieces.len());
    }

    #[test]
    fn a_very_long_statement_is_read_up_to_a_limit() {
        let text = format!("{} Moru said.", "no ".repeat(5000));
        let article = Article::new(text.as_str());
        let long = "no ".repeat(5000);
        let passage = Passage::new(&article, &quotation(&text, &[long.trim_end()]));
        assert!(passage.statement.pieces.len() < LONGEST + TOPIC + BEFORE + 8);
    }
}
