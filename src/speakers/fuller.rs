//! Where a noun that stands alone was in fuller company before: "the official" after "a senior EU official".

use super::attribute::Resolver;
use super::gazetteer;
use super::heads::ends_head;
use super::names::opening;
use super::places;
use crate::text::{Shape, Span, TokenKind};

/// How many tokens or names back a noun may have stood with a name.
const REACH: usize = 4_000;

/// Among how many of the next names somebody who is described may be named.
const NEXT: usize = 100;

impl Resolver<'_> {
    /// "senior EU official" in "A senior EU official who follows the talks", for a later "the official".
    pub(super) fn introduced(&self, head: &str, at: Span) -> Option<Span> {
        let article = self.article;
        let tokens = article.tokens();
        let until = article.token_at(at.start);
        (until.saturating_sub(160)..until).rev().find_map(|i| {
            let noun = &tokens[i];
            if noun.shape != Shape::Lower || article.slice(noun.span) != head {
                return None;
            }
            let article_word = (i.saturating_sub(5)..i).rev().find(|&j| {
                matches!(
                    article.slice(tokens[j].span),
                    "a" | "an" | "A" | "An" | "one" | "another" | "Another" | "One"
                )
            })?;
            let unbroken = (article_word..i)
                .all(|j| tokens[j].kind == TokenKind::Word && !ends_head(article.slice(tokens[j].span)));
            (unbroken && article_word + 1 < i).then(|| tokens[article_word + 1].span.cover(noun.span))
        })
    }

    /// "Kestrian government" or "government of Kestria" somewhere in the article, for a bare "the government"; the nearest
    /// one before `at`, or else the first.
    pub(super) fn fuller_government(&self, at: Span) -> Option<Span> {
        let all = self.governments.get_or_init(|| self.full_governments());
        let next = all.partition_point(|span| span.start < at.start);
        next.checked_sub(1).map(|i| all[i]).or(all.first().copied())
    }

    fn full_governments(&self) -> Vec<Span> {
        let article = self.article;
        let tokens = article.tokens();
        let full = tokens
            .iter()
            .enumerate()
            .filter(|(_, token)| article.slice(token.span) == "government")
            .filter_map(|(i, token)| {
                let before = i
                    .checked_sub(1)
                    .map(|b| &tokens[b])
                    .filter(|b| b.is_capitalised() && article.slice(b.span) != "The");
                if let Some(before) = before {
                    return Some(before.span.cover(token.span));
                }
                let of = tokens.get(i + 1).filter(|t| article.slice(t.span) == "of")?;
                let place = tokens.get(i + 2).filter(|t| t.is_capitalised() && of.span.end < t.span.start)?;
                Some(token.span.cover(place.span))
            });
        full.collect()
    }

    /// "Velm protesters" somewhere before `at`, for a bare "the protesters".
    pub(super) fn called_after(&self, head: &str, at: Span) -> Option<Span> {
        let article = self.article;
        let tokens = article.tokens();
        let until = article.token_at(at.start);
        let adjacent = |i: usize| tokens[i].span.start == tokens[i - 1].span.end + 1;
        (until.saturating_sub(REACH).max(1)..until).rev().find_map(|noun| {
            let token = &tokens[noun];
            if token.shape != Shape::Lower || article.slice(token.span) != head || !adjacent(noun) {
                return None;
            }
            let sentence = &article.sentences()[article.sentence_at(token.span.start)];
            let first = opening(article, sentence);
            let names = |i: usize| {
                let word = article.slice(tokens[i].span);
                tokens[i].is_capitalised() && (i > first || places::place(word).is_some())
            };
            let begin = (first..noun).rev().take_while(|&i| names(i) && adjacent(i + 1)).last()?;
            Some(tokens[begin].span.cover(token.span))
        })
    }

    /// Bell for "an engineer" where the article goes on with "The engineer, Ann Bell, …".
    pub(super) fn named_later(&self, head: &str, at: Span) -> Option<usize> {
        let before = &self.article.text()[..at.start];
        if !(before.ends_with(" a ")
            || before.ends_with(" an ")
            || before.ends_with("A ")
            || before.ends_with("An "))
        {
            return None;
        }
        if !gazetteer::is_office(head) && !gazetteer::is_person(head) {
            return None;
        }
        let next = self.cast.mentions.partition_point(|mention| mention.span.start < at.end);
        let told = |rest: &str| {
            let rest = rest.strip_suffix(", ").and_then(|rest| rest.strip_suffix(head));
            rest.is_some_and(|rest| rest.ends_with("The ") || rest.ends_with("the "))
        };
        let mut later = self.cast.mentions[next..].iter().take(NEXT);
        later.find(|mention| told(&self.article.text()[..mention.span.start])).map(|mention| mention.actor)
    }

    /// The place that "the city" means: the last one before byte `before` that was called "the city of …".
    pub(super) fn place_called(&self, noun: &str, before: usize) -> Option<usize> {
        let is_kind = matches!(
            noun,
            "city"
                | "town"
                | "village"
                | "county"
                | "province"
                | "state"
                | "region"
                | "island"
                | "municipality"
        );
        let called = |at: Span| {
            let rest = self.article.text()[..at.start].strip_suffix(" of ");
            rest.is_some_and(|rest| rest.ends_with(noun))
        };
        self.cast
            .before(before)
            .rev()
            .take(REACH)
            .filter(|_| is_kind)
            .find(|mention| called(mention.span))
            .map(|mention| mention.actor)
    }
}
