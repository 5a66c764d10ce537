//! Narrated sentences with their quoted stretches folded into single items, so that rules see "Q, X said, Q".

use std::ops::Range;

use super::cue::{self, Verb};
use super::marks::Quoted;
use crate::article::Article;
use crate::text::words::Class;
use crate::text::{Shape, Span, TokenKind};

/// What an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A word with its case.
    Word(Shape),
    Number,
    /// "'s".
    Clitic,
    /// The full stop of an abbreviation in the middle of a sentence: "Dr. Bell".
    Dot,
    /// A mark of punctuation; its first character.
    Mark(char),
    /// A whole quoted stretch: an index into the article's list of them.
    Quoted(usize),
}

/// A token, or a quoted stretch as one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Item {
    pub(super) span: Span,
    pub(super) kind: Kind,
    pub(super) class: Class,
    /// The reporting verb that the word can be a form of.
    pub(super) verb: Option<Verb>,
}

impl Item {
    pub(super) fn is(&self, class: Class) -> bool {
        self.class.is(class)
    }

    /// Whether the word is of `class` and of none of `others`: most function words have several uses.
    pub(super) fn is_purely(&self, class: Class, others: Class) -> bool {
        self.class.is(class) && !self.class.is(others)
    }

    /// "he", "they", "I": a pronoun that is its own noun phrase.
    pub(super) fn is_pronoun(&self) -> bool {
        self.is_purely(Class::SUBJECT, Class::DET)
    }

    pub(super) fn is_mark(&self, mark: char) -> bool {
        self.kind == Kind::Mark(mark)
    }

    pub(super) fn is_comma(&self) -> bool {
        self.is_mark(',')
    }

    pub(super) fn is_dash(&self) -> bool {
        matches!(self.kind, Kind::Mark('—' | '–' | '-'))
    }

    pub(super) fn is_quoted(&self) -> bool {
        matches!(self.kind, Kind::Quoted(_))
    }

    pub(super) fn is_word(&self) -> bool {
        matches!(self.kind, Kind::Word(_))
    }

    pub(super) fn is_capitalised(&self) -> bool {
        matches!(self.kind, Kind::Word(Shape::Title | Shape::Upper | Shape::Initial))
    }

    pub(super) fn is_lower(&self) -> bool {
        matches!(self.kind, Kind::Word(Shape::Lower))
    }

    /// Whether the item ends a sentence or clause for good.
    pub(super) fn is_stop(&self) -> bool {
        matches!(self.kind, Kind::Mark('.' | '!' | '?' | ';' | '…'))
    }
}

/// An article as the rules see it.
pub(super) struct Narration<'a> {
    pub(super) article: &'a Article,
    pub(super) quoted: Vec<Quoted>,
    pub(super) items: Vec<Item>,
    /// Each narrated sentence: its items and the index of its block.
    pub(super) units: Vec<Unit>,
}

/// One narrated sentence.
#[derive(Debug, Clone)]
pub(super) struct Unit {
    pub(super) items: Range<usize>,
    pub(super) block: usize,
}

impl<'a> Narration<'a> {
    /// Folds the quoted stretches of `article` into items and splits what remains into sentences.
    pub(super) fn new(article: &'a Article) -> Self {
        let quoted = super::marks::quoted(article);
        let mut narration = Narration {
            article,
            quoted,
            items: Vec::with_capacity(article.tokens().len()),
            units: Vec::new(),
        };
        narration.fill();
        narration
    }

    fn fill(&mut self) {
        let article = self.article;
        let mut next_quoted = 0;
        for sentence in article.sentences() {
            let block = article.block_at(sentence.span.start);
            if sentence.is_dateline || !article.blocks()[block].kind.is_prose() {
                continue;
            }
            let begin = self.items.len();
            for at in sentence.tokens.clone() {
                let token = &article.tokens()[at];
                while self.quoted.get(next_quoted).is_some_and(|q| q.span.end <= token.span.start) {
                    next_quoted += 1;
                }
                match self.quoted.get(next_quoted) {
                    Some(q) if q.span.start == token.span.start => {
                        let kind = Kind::Quoted(next_quoted);
                        self.items.push(Item { span: q.span, kind, class: Class::NONE, verb: None });
                    }
                    Some(q) if q.span.holds(token.span.start) => {}
                    _ => {
                        let class = token.class;
                        let verb = match token.kind {
                            TokenKind::Word => cue::verb(article.lower(token.span)),
                            _ => None,
                        };
                        let kind = match token.kind {
                            TokenKind::Word => Kind::Word(token.shape),
                            TokenKind::Number => Kind::Number,
                            TokenKind::Clitic => Kind::Clitic,
                            TokenKind::Mark if is_abbreviation_dot(article, at, sentence.tokens.end) => {
                                Kind::Dot
                            }
                            TokenKind::Mark => {
                                Kind::Mark(article.slice(token.span).chars().next().unwrap_or(' '))
                            }
                        };
                        self.items.push(Item { span: token.span, kind, class, verb });
                    }
                }
            }
            self.close_unit(begin, block, sentence.span.start);
        }
    }

    /// Makes a unit of the items from `begin` on; a sentence that began inside a quotation goes on with the last unit.
    fn close_unit(&mut self, begin: usize, block: usize, start: usize) {
        let end = self.items.len();
        if begin == end {
            return;
        }
        let inside = begin > 0 && self.items[begin - 1].span.holds(start);
        match self.units.last_mut() {
            Some(last) if inside && last.block == block && end - last.items.start <= LONGEST_UNIT => {
                last.items.end = end;
            }
            _ => {
                let starts = (begin..end).step_by(LONGEST_UNIT);
                self.units
                    .extend(starts.map(|start| Unit { items: start..end.min(start + LONGEST_UNIT), block }));
            }
        }
    }

    /// The item's word as it stands.
    pub(super) fn word(&self, at: usize) -> &'a str {
        self.article.slice(self.items[at].span)
    }

    /// Whether the item is this word, given in lower case.
    pub(super) fn is_word(&self, at: usize, word: &str) -> bool {
        self.items.get(at).is_some_and(Item::is_word) && self.word(at).eq_ignore_ascii_case(word)
    }

    /// The bytes that items `range` cover.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        self.items[range.start].span.cover(self.items[range.end - 1].span)
    }

    /// The words between the marks of quoted item `at`.
    pub(super) fn inner(&self, at: usize) -> &'a str {
        match self.items[at].kind {
            Kind::Quoted(i) => self.article.slice(self.quoted[i].inner),
            _ => "",
        }
    }

    /// Whether the quoted item reads as a sentence of its own: it begins as one, and is more than a
    /// single word or ends as one does ("Never.").
    pub(super) fn is_sentence(&self, at: usize) -> bool {
        let words = self.inner(at).trim_start_matches(|c: char| !c.is_alphanumeric());
        let begins = words.chars().next().is_some_and(|c| c.is_uppercase() || c.is_numeric());
        let bracketed = self.inner(at).trim_start().starts_with(['[', '…', '.']);
        (begins || bracketed)
            && (self.inner(at).split_whitespace().nth(1).is_some() || self.ends_as_sentence(at))
    }

    /// Whether the quoted item ends as a sentence or as a clause before its cue does.
    pub(super) fn ends_as_sentence(&self, at: usize) -> bool {
        self.inner(at)
            .trim_end()
            .trim_end_matches(['’', '\'', '”', ']', ')'])
            .ends_with(['.', ',', '!', '?', '…', '—', '–'])
    }
}

/// A sentence of more items is cut: no writer's sentence is so long, and rules look at a whole sentence at a time.
const LONGEST_UNIT: usize = 400;

/// Whether token `at` is a full stop after which its sentence goes on with a word.
fn is_abbreviation_dot(article: &Article, at: usize, end: usize) -> bool {
    let tokens = article.tokens();
    article.slice(tokens[at].span) == "."
        && at + 1 < end
        && matches!(tokens[at + 1].kind, TokenKind::Word | TokenKind::Number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn units(text: &str) -> Vec<String> {
        let article = Article::new(text);
        let narration = Narration::new(&article);
        narration
            .units
            .iter()
            .map(|unit| article.slice(narration.span(unit.items.clone())).to_owned())
            .collect()
    }

    #[test]
    fn a_quotation_of_several_sentences_does_not_split_its_unit() {
        assert_eq!(
            units("“We go. We stay,” said Bell. He left."),
            ["“We go. We stay,” said Bell.", "He left."]
        );
        assert_eq!(
            units("Bell said: “We go. We stay.” He left."),
            ["Bell said: “We go. We stay.”", "He left."]
        );
    }

    #[test]
    fn quoted_stretches_are_one_item() {
        let article = Article::new("The “dead” deal.");
        let narration = Narration::new(&article);
        assert_eq!(narration.items.len(), 4);
        assert_eq!(narration.inner(1), "dead");
        assert!(!narration.is_sentence(1));
    }
}
