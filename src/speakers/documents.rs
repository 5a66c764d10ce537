//! Whose document "the statement" is, and who "it" is after "X’s reply".

use std::ops::Range;

use super::SpeakerKind;
use super::attribute::{Resolved, Resolver};
use super::cast::Mention;
use super::coreference::Said;
use super::pronouns::possessive;
use super::source::token_range;
use super::writings::is_document;
use crate::article::Article;
use crate::quotes::Quotation;
use crate::text::{Shape, Span, TokenKind};

/// How many tokens back a document's first mention may lie.
const REACH: usize = 4_000;

/// What else a document may have been called before: a complaint, a lawsuit.
fn alike(noun: &str) -> &'static [&'static str] {
    const COURT: &[&str] = &["lawsuit", "suit", "complaint", "motion", "filing", "petition"];
    const FINDINGS: &[&str] = &["study", "paper", "report", "findings", "research"];
    [COURT, FINDINGS].into_iter().find(|group| group.contains(&noun)).unwrap_or(&[])
}

/// Whose "his official account" is, in "a statement posted to his official account".
pub(super) fn account_owner(article: &Article, tokens: Range<usize>) -> Option<&'static str> {
    let word = |i: usize| article.lower(article.tokens()[i].span);
    let at = tokens.clone().find(|&i| possessive(word(i)).is_some())?;
    let is_place = |noun: &str| {
        matches!(noun, "account" | "page" | "website" | "site" | "blog" | "channel" | "profile" | "feed")
    };
    (at + 1..tokens.end.min(at + 5)).any(|i| is_place(word(i))).then(|| possessive(word(at)))?
}

impl Resolver<'_> {
    /// Keeps whose the document of a source phrase is, "a report by the ministry", for a later "the report".
    pub(super) fn note_document(&mut self, phrase: Span, actor: usize) {
        let tokens = &self.article.tokens()[token_range(self.article, phrase)];
        let noun = tokens.iter().map(|token| self.article.lower(token.span)).find(|word| is_document(word));
        let words = &self.cast.actors[actor].words;
        // "Early reports" are nobody's.
        if let Some(noun) = noun.filter(|noun| words.iter().all(|word| word != noun)) {
            self.documents.insert(noun.to_owned(), actor);
        }
    }

    /// "the statement": whose it was before, or whoever spoke last.
    pub(super) fn document(&mut self, noun: &str, phrase: Span, quotation: &Quotation) -> Resolved {
        if let Some(&actor) = self.documents.get(noun) {
            return self.one(actor, 0.7, "document of somebody named before", None);
        }
        if let Some(actor) = self.issuer(phrase) {
            self.documents.insert(noun.to_owned(), actor);
            return self.one(actor, 0.7, "issuer of the document", None);
        }
        if let Some(actor) = self.author_before(noun, phrase) {
            self.documents.insert(noun.to_owned(), actor);
            return self.one(actor, 0.7, "author of the document mentioned before", None);
        }
        if let Some(actor) = self.writers(noun) {
            return self.one(actor, 0.6, "those whose findings are reported", None);
        }
        if let Some(actor) = alike(noun).iter().find_map(|other| self.author_before(other, phrase)) {
            self.documents.insert(noun.to_owned(), actor);
            return self.one(actor, 0.6, "author of the document mentioned before", None);
        }
        let at = quotation.cover().start;
        let block = self.article.block_at(at);
        let near =
            self.said.iter().rev().find(|said| {
                said.at < phrase.start && block - self.article.block_at(said.at).min(block) <= 1
            });
        let own = matches!(
            noun,
            "statement"
                | "letter"
                | "release"
                | "post"
                | "tweet"
                | "message"
                | "announcement"
                | "declaration"
                | "ruling"
                | "decision"
        );
        match near {
            Some(said) if own => self.one(said.actor, 0.55, "document of the last speaker", None),
            _ => self.phrase(phrase),
        }
    }

    /// The researchers or the team who have spoken, for "the study".
    fn writers(&self, noun: &str) -> Option<usize> {
        let research =
            matches!(noun, "study" | "paper" | "report" | "findings" | "article" | "survey" | "analysis");
        let writes = |&actor: &usize| {
            let words = &self.cast.actors[actor].words;
            words.iter().take(6).any(|word| {
                matches!(
                    word.as_str(),
                    "researchers"
                        | "scientists"
                        | "team"
                        | "authors"
                        | "academics"
                        | "economists"
                        | "investigators"
                        | "physicists"
                        | "biologists"
                        | "astronomers"
                        | "geologists"
                        | "archaeologists"
                )
            })
        };
        self.said.iter().rev().map(|said| said.actor).filter(|_| research).find(writes)
    }

    /// Tallack in "Tallack’s reply ran to one line. “…,” it said.": who owns the document that the sentence before is about.
    pub(super) fn owner_of_document(&self, at: Span) -> Option<usize> {
        let article = self.article;
        let here = article.sentence_at(at.start);
        let block = article.block_at(at.start);
        (here.saturating_sub(3)..here)
            .rev()
            .filter(|&i| article.block_at(article.sentences()[i].span.start) == block)
            .find_map(|index| {
                let sentence = &article.sentences()[index];
                let mention = self
                    .cast
                    .before(sentence.span.start + 1)
                    .next_back()
                    .filter(|m| m.span.start == sentence.span.start)?;
                let next = article.token_at(mention.span.end);
                let tokens = article.tokens();
                let owns = tokens.get(next).is_some_and(|t| t.kind == TokenKind::Clitic);
                let noun = tokens.get(next + 1).map_or("", |t| article.slice(t.span));
                (owns && is_document(noun)).then_some(mention.actor)
            })
    }

    /// Who issues "a statement" in "X released a statement saying": the first actor of the sentence.
    pub(super) fn issuer(&self, phrase: Span) -> Option<usize> {
        let before = &self.article.text()[..phrase.start];
        if !(before.ends_with(" a ") || before.ends_with(" an ")) {
            return None;
        }
        let sentence = self.article.sentences().get(self.article.sentence_at(phrase.start))?.span;
        let first = self.cast.mentions.partition_point(|m| m.span.start < sentence.start);
        self.cast.mentions[first..].iter().take_while(|m| m.span.end < phrase.start).map(|m| m.actor).next()
    }

    /// Whose document `noun` is where the article first mentions it: "a study by X", "X's complaint", "X said in a filing".
    pub(super) fn author_before(&self, noun: &str, phrase: Span) -> Option<usize> {
        let article = self.article;
        let tokens = article.tokens();
        let until = article.token_at(phrase.start);
        let is_same = |word: &str| {
            word == noun || word.strip_suffix('s') == Some(noun) || noun.strip_suffix('s') == Some(word)
        };
        let mut earlier = (until.saturating_sub(REACH)..until)
            .filter(|&i| tokens[i].shape == Shape::Lower && is_same(article.slice(tokens[i].span)));
        earlier.find_map(|at| {
            let sentence = &article.sentences()[article.sentence_at(tokens[at].span.start)];
            let by = (at + 1..sentence.tokens.end.min(at + 12))
                .find(|&i| matches!(article.slice(tokens[i].span), "by" | "from"));
            let after = by.and_then(|i| tokens.get(i + 1)).map_or(usize::MAX, |token| token.span.start);
            let before = tokens[at.saturating_sub(2)].span.start;
            let near = |m: &&Mention| {
                let follows = after != usize::MAX && m.span.start >= after && m.span.start <= after + 5;
                let gap = || article.slice(Span::new(m.span.end, tokens[at].span.start)).trim();
                let precedes = m.span.end <= tokens[at].span.start
                    && m.span.end >= before
                    && matches!(gap(), "" | "'s" | "’s");
                (follows || precedes) && self.cast.actors[m.actor].kind != SpeakerKind::Government
            };
            let limit = tokens.get(by.map_or(at, |by| by) + 6).map_or(article.text().len(), |t| t.span.start);
            let beside = self.cast.before(limit).rev().take(8).find(near).map(|mention| mention.actor);
            let spoke_in_it = || {
                let inside =
                    (at.saturating_sub(5)..at).any(|i| matches!(article.slice(tokens[i].span), "in" | "In"));
                let here = |said: &&Said| sentence.span.start <= said.at && said.at < sentence.span.end;
                self.said.iter().rev().filter(|_| inside).find(here).map(|said| said.actor)
            };
            beside.or_else(spoke_in_it).or_else(|| self.filer(at, sentence.tokens.start))
        })
    }

    /// Who "filed a lawsuit" or "published the study" whose noun is token `noun`: the first actor before the verb.
    fn filer(&self, noun: usize, low: usize) -> Option<usize> {
        let tokens = self.article.tokens();
        let verb = (low.max(noun.saturating_sub(5))..noun).rev().find(|&i| {
            matches!(
                self.article.slice(tokens[i].span),
                "filed"
                    | "lodged"
                    | "published"
                    | "released"
                    | "issued"
                    | "submitted"
                    | "presented"
                    | "unveiled"
                    | "signed"
                    | "wrote"
                    | "posted"
                    | "circulated"
                    | "brought"
            )
        })?;
        let (from, until) = (tokens[low].span.start, tokens[verb].span.start);
        let first = self.cast.mentions.partition_point(|mention| mention.span.start < from);
        let mention = self.cast.mentions.get(first).filter(|mention| mention.span.end <= until)?;
        Some(mention.actor)
    }
}
