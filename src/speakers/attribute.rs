//! From source words to speakers, with the chain of reasons.

use std::collections::{BTreeMap, HashMap};

use super::cast::{self, Cast};
use super::coreference::{self, Candidate, Said};
use super::gazetteer::Gender;
use super::names::fold;
use super::source::{self, Reference};
use super::{Attribution, Link, Speaker, SpeakerId, SpeakerKind, Speakers, Step};
use crate::article::Article;
use crate::quotes::{Quotation, QuotationId};
use crate::text::Span;

/// A quotation's resolved source, in terms of the cast.
#[derive(Debug, Default, Clone)]
struct Resolved {
    actors: Vec<usize>,
    confidence: f64,
    chain: Vec<Link>,
    alternatives: Vec<(usize, f64)>,
}

/// Attributes every quotation, in text order.
pub(super) fn attribute(article: &Article, cast: Cast, quotations: &[Quotation]) -> Speakers {
    let mut resolver = Resolver { article, cast, said: Vec::new(), documents: HashMap::new() };
    let mut order: Vec<&Quotation> = quotations.iter().collect();
    order.sort_by_key(|quotation| quotation.source.unwrap_or(quotation.cover()).start);
    let mut resolved: BTreeMap<QuotationId, Resolved> = BTreeMap::new();
    for quotation in order {
        let found = resolver.quotation(quotation);
        if let [actor] = found.actors.as_slice() {
            resolver
                .said
                .push(Said { actor: *actor, at: quotation.source.unwrap_or(quotation.cover()).start });
        }
        resolved.insert(quotation.id(), found);
    }
    publish(&resolver.cast, resolved)
}

/// Numbers those of the cast who speak, or might, by first mention.
fn publish(cast: &Cast, resolved: BTreeMap<QuotationId, Resolved>) -> Speakers {
    let mut heard: Vec<usize> = resolved
        .values()
        .flat_map(|r| r.actors.iter().copied().chain(r.alternatives.iter().map(|a| a.0)))
        .collect();
    heard.sort_by_key(|&actor| (cast.actors[actor].mentions.iter().map(|m| m.start).min(), actor));
    heard.dedup();
    let mut ids: HashMap<usize, SpeakerId> = HashMap::new();
    let mut list = Vec::with_capacity(heard.len());
    for actor in heard {
        if ids.contains_key(&actor) {
            continue;
        }
        let id = SpeakerId(u32::try_from(list.len()).unwrap_or(u32::MAX));
        ids.insert(actor, id);
        let known = &cast.actors[actor];
        let mut mentions = known.mentions.clone();
        mentions.sort_unstable();
        mentions.dedup();
        let aliases = known.aliases.iter().filter(|alias| **alias != known.name).cloned().collect();
        let role = known
            .roles
            .iter()
            .max_by_key(|role| (role.contains(' '), std::cmp::Reverse(role.len())))
            .cloned();
        list.push(Speaker { id, name: known.name.clone(), kind: known.kind, role, aliases, mentions });
    }
    let attributions = resolved
        .into_iter()
        .map(|(quotation, r)| {
            let attribution = Attribution {
                speakers: r.actors.iter().map(|actor| ids[actor]).collect(),
                confidence: r.confidence,
                chain: r.chain,
                alternatives: r.alternatives.iter().map(|(actor, weight)| (ids[actor], *weight)).collect(),
            };
            (quotation, attribution)
        })
        .collect();
    Speakers { list, attributions }
}

struct Resolver<'a> {
    article: &'a Article,
    cast: Cast,
    said: Vec<Said>,
    /// Whose document "the report" was, by its noun.
    documents: HashMap<String, usize>,
}

impl Resolver<'_> {
    fn quotation(&mut self, quotation: &Quotation) -> Resolved {
        let mut chain = Vec::new();
        if let Some(cue) = quotation.cue {
            chain.push(Link { step: Step::Cue, span: cue, rule: quotation.rule });
        }
        let Some(source) = quotation.source else {
            return self.without_source(quotation, chain);
        };
        chain.push(Link { step: Step::Source, span: source, rule: quotation.rule });
        let mut all = Resolved { confidence: 1.0, chain, ..Resolved::default() };
        let parts = source::parts(self.article, source, &self.names_in(source));
        for part in &parts {
            let Some(one) = self.part(*part, quotation) else { continue };
            all.confidence = all.confidence.min(one.confidence);
            all.chain.extend(one.chain);
            for actor in one.actors {
                if !all.actors.contains(&actor) {
                    all.actors.push(actor);
                }
            }
            if parts.len() == 1 {
                all.alternatives = one.alternatives;
            }
        }
        if all.actors.is_empty() {
            all.confidence = 0.0;
        }
        all
    }

    /// A quotation without source words belongs to whoever spoke last, if that was close by.
    fn without_source(&self, quotation: &Quotation, chain: Vec<Link>) -> Resolved {
        let at = quotation.cover().start;
        let block = self.article.block_at(at);
        let last = self.said.iter().rev().find(|said| said.at < at);
        match last {
            Some(said)
                if quotation.cue.is_none() && block - self.article.block_at(said.at).min(block) <= 1 =>
            {
                let mut chain = chain;
                let span = self.cast.actors[said.actor].name_at;
                chain.push(Link { step: Step::Name, span, rule: "goes on with the last speaker" });
                Resolved { actors: vec![said.actor], confidence: 0.6, chain, alternatives: Vec::new() }
            }
            _ => Resolved { chain, ..Resolved::default() },
        }
    }

    /// The names inside `span`, and whether each is a person's.
    fn names_in(&self, span: Span) -> Vec<(Span, bool)> {
        let from = self.cast.mentions.partition_point(|mention| mention.span.start < span.start);
        let inside = self.cast.mentions[from..].iter().take_while(|mention| mention.span.start < span.end);
        inside
            .filter(|m| span.contains(m.span))
            .map(|m| (m.span, self.cast.actors[m.actor].kind == SpeakerKind::Person))
            .collect()
    }

    fn part(&mut self, span: Span, quotation: &Quotation) -> Option<Resolved> {
        let names = self.names_in(span);
        match source::read(self.article, span, &names)? {
            Reference::Name(name) => self.named(span, name),
            Reference::Person(pronoun) => self.person(span, pronoun),
            Reference::Other("who") => None,
            Reference::Other(pronoun) => self.other(span, pronoun),
            Reference::Owned(owner, noun) => self.owned(span, owner, noun),
            Reference::Office(head, modifiers, phrase) => self.office(&head, &modifiers, phrase, span),
            Reference::Document(noun, phrase) => Some(self.document(&noun, phrase, quotation)),
            Reference::Description(phrase) => self.person(span, "").or_else(|| Some(self.phrase(phrase))),
            Reference::Phrase(phrase) => Some(self.phrase(phrase)),
        }
    }

    fn one(&self, actor: usize, confidence: f64, rule: &'static str, mention: Option<Span>) -> Resolved {
        let mut chain = Vec::new();
        if let Some(span) = mention {
            chain.push(Link { step: Step::Mention, span, rule });
        }
        chain.push(Link { step: Step::Name, span: self.cast.actors[actor].name_at, rule });
        Resolved { actors: vec![actor], confidence, chain, alternatives: Vec::new() }
    }

    fn named(&mut self, phrase: Span, name: Span) -> Option<Resolved> {
        let actor = self.cast.mentions.iter().find(|mention| mention.span == name)?.actor;
        let words = fold(self.article.slice(phrase));
        if let Some(noun) = words.split_whitespace().find(|word| super::gazetteer::is_document(word)) {
            self.documents.insert(noun.to_owned(), actor);
        }
        Some(self.one(actor, 0.95, "named", None))
    }

    fn best(&self, candidates: &[Candidate], rule: &'static str) -> Option<Resolved> {
        let first = candidates.first()?;
        let total: f64 = candidates.iter().take(4).map(|c| c.weight.exp()).sum();
        let share = |candidate: &Candidate| (candidate.weight.exp() / total * 100.0).round() / 100.0;
        let mut found = self.one(first.actor, 0.5 + 0.4 * share(first), rule, Some(first.mention));
        found.alternatives = candidates.iter().skip(1).take(3).map(|c| (c.actor, share(c))).collect();
        Some(found)
    }

    fn person(&self, at: Span, pronoun: &str) -> Option<Resolved> {
        let gender = match pronoun {
            "he" => Some(Gender::Male),
            "she" => Some(Gender::Female),
            _ => None,
        };
        let candidates = coreference::person(self.article, &self.cast, at, gender, &self.said);
        self.best(&candidates, "pronoun, by nearness and gender")
    }

    fn other(&mut self, at: Span, pronoun: &str) -> Option<Resolved> {
        if pronoun == "it" && let Some(actor) = self.owner_of_document(at) {
            return Some(self.one(actor, 0.65, "author of the document just mentioned", None));
        }
        let candidates = coreference::body(self.article, &self.cast, at, pronoun != "it", &self.said);
        let strong = candidates.first().is_some_and(|c| c.weight > 1.0);
        if pronoun == "they"
            && !strong
            && let Some(subject) = coreference::plural_subject(self.article, at)
        {
            return Some(self.phrase(subject));
        }
        self.best(&candidates, "pronoun, by nearness and kind")
    }

    /// "his lawyers": named after their owner.
    fn owned(&mut self, at: Span, owner: &str, noun: Span) -> Option<Resolved> {
        let owner = match owner {
            "he" | "she" => self.person(at, owner),
            _ => self.other(at, owner),
        };
        let words = one_line(self.article.slice(noun));
        let kind = common_kind(&words);
        let Some(owner) = owner else { return Some(self.phrase(noun)) };
        let name = format!("{}’s {words}", self.cast.actors[owner.actors[0]].name);
        let actor = self.cast.describe(&name, kind, noun);
        let mut found = self.one(
            actor,
            owner.confidence * 0.9,
            "possession of somebody mentioned",
            owner.chain.first().map(|link| link.span),
        );
        found.alternatives = Vec::new();
        Some(found)
    }

    fn office(&mut self, head: &str, modifiers: &[String], phrase: Span, at: Span) -> Option<Resolved> {
        if let Some(actor) = self.cast.person_with_role(head, modifiers, at.start) {
            let mention = self.cast.actors[actor].mentions.iter().rev().find(|m| m.start < at.start).copied();
            return Some(self.one(actor, 0.8, "office of somebody named", mention));
        }
        Some(self.phrase(phrase))
    }

    /// "the statement": whose it was before, or whoever spoke last.
    fn document(&mut self, noun: &str, phrase: Span, quotation: &Quotation) -> Resolved {
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

    /// Tallack in "Tallack’s reply ran to one line. “…,” it said.": who owns the document that the sentence before is about.
    fn owner_of_document(&self, at: Span) -> Option<usize> {
        let article = self.article;
        let here = article.sentence_at(at.start);
        let block = article.block_at(at.start);
        (here.saturating_sub(3)..here).rev().filter(|&i| article.block_at(article.sentences()[i].span.start) == block).find_map(|index| {
            let sentence = &article.sentences()[index];
            let mention = self.cast.mentions.iter().find(|m| m.span.start == sentence.span.start)?;
            let next = article.token_at(mention.span.end);
            let tokens = article.tokens();
            let owns = tokens.get(next).is_some_and(|t| t.kind == crate::text::TokenKind::Clitic);
            let noun = tokens.get(next + 1).map_or("", |t| article.slice(t.span));
            (owns && super::gazetteer::is_document(noun)).then_some(mention.actor)
        })
    }

    /// Who issues "a statement" in "X released a statement saying": the first actor of the sentence.
    fn issuer(&self, phrase: Span) -> Option<usize> {
        let before = &self.article.text()[..phrase.start];
        if !(before.ends_with(" a ") || before.ends_with(" an ")) {
            return None;
        }
        let sentence = self.article.sentences().get(self.article.sentence_at(phrase.start))?.span;
        let first = self.cast.mentions.partition_point(|m| m.span.start < sentence.start);
        self.cast.mentions[first..].iter().take_while(|m| m.span.end < phrase.start).map(|m| m.actor).next()
    }

    /// Whose document `noun` is where the article first mentions it: "a study by X", "X's complaint".
    fn author_before(&self, noun: &str, phrase: Span) -> Option<usize> {
        let article = self.article;
        let tokens = article.tokens();
        let until = article.token_at(phrase.start);
        let mut earlier = (0..until).filter(|&i| {
            tokens[i].shape == crate::text::Shape::Lower && article.slice(tokens[i].span) == noun
        });
        earlier.find_map(|at| {
            let by = (at + 1..tokens.len().min(at + 5))
                .find(|&i| matches!(article.slice(tokens[i].span), "by" | "from"));
            let after = by.and_then(|i| tokens.get(i + 1)).map_or(usize::MAX, |token| token.span.start);
            let before = tokens[at.saturating_sub(2)].span.start;
            let mention = self.cast.mentions.iter().find(|m| {
                let follows = after != usize::MAX && m.span.start >= after && m.span.start <= after + 5;
                let precedes = m.span.end <= tokens[at].span.start
                    && m.span.end >= before
                    && matches!(
                        article.slice(Span::new(m.span.end, tokens[at].span.start)).trim(),
                        "" | "'s" | "’s"
                    );
                (follows || precedes) && self.cast.actors[m.actor].kind != SpeakerKind::Government
            })?;
            Some(mention.actor)
        })
    }

    /// "senior EU official" in "A senior EU official who follows the talks", for a later "the official".
    fn introduced(&self, head: &str, at: Span) -> Option<Span> {
        let article = self.article;
        let tokens = article.tokens();
        let until = article.token_at(at.start);
        (until.saturating_sub(160)..until).rev().find_map(|i| {
            let noun = &tokens[i];
            if noun.shape != crate::text::Shape::Lower || article.slice(noun.span) != head {
                return None;
            }
            let article_word = (i.saturating_sub(5)..i).rev().find(|&j| {
                matches!(
                    article.slice(tokens[j].span),
                    "a" | "an" | "A" | "An" | "one" | "another" | "Another" | "One"
                )
            })?;
            let unbroken = (article_word..i).all(|j| tokens[j].kind == crate::text::TokenKind::Word);
            (unbroken && article_word + 1 < i).then(|| tokens[article_word + 1].span.cover(noun.span))
        })
    }

    /// "Kestrian government" or "government of Kestria" somewhere in the article, for a bare "the government"; the nearest
    /// one before `at`, or else the first.
    fn fuller_government(&self, at: Span) -> Option<Span> {
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
        let all: Vec<Span> = full.collect();
        all.iter().rev().find(|span| span.start < at.start).or(all.first()).copied()
    }

    /// A noun phrase: a body already named by that noun, or an actor of its own.
    fn phrase(&mut self, span: Span) -> Resolved {
        let words = one_line(self.article.slice(span));
        let head = fold(words.rsplit(' ').next().unwrap_or(""));
        let alone = !words.contains(' ');
        let body = super::gazetteer::is_body(&head);
        if alone
            && (body || head == "official" || head == "source" || head == "diplomat")
            && let Some(actor) = self.cast.body_with(&head, span.start)
        {
            self.cast.actors[actor].mentions.push(span);
            return self.one(actor, 0.75, "noun of a body or person mentioned before", None);
        }
        if alone
            && head == "government"
            && let Some(full) = self.fuller_government(span)
        {
            let words = one_line(self.article.slice(full));
            let actor = self.cast.describe(&words, SpeakerKind::Government, full);
            return self.one(actor, 0.7, "the only government named", Some(full));
        }
        let definite = self.article.text()[..span.start].ends_with("the ")
            || self.article.text()[..span.start].ends_with("The ");
        let anaphoric = is_anaphoric(&head) && definite || super::gazetteer::is_spokes(&head) && alone;
        if anaphoric && let Some(actor) = self.cast.last_body(span.start, 700) {
            return self.one(actor, 0.6, "noun for the body last named", None);
        }
        let kind = if cast::is_government(&words) || head == "government" {
            SpeakerKind::Government
        } else if body {
            SpeakerKind::Organisation
        } else {
            common_kind(&words)
        };
        if definite
            && alone
            && let Some(earlier) = self.introduced(&head, span)
        {
            let words = one_line(self.article.slice(earlier));
            let actor = self.cast.describe(&lower_first(&words, false), kind, earlier);
            return self.one(actor, 0.7, "described in full before", Some(earlier));
        }
        let opens = self
            .article
            .sentences()
            .get(self.article.sentence_at(span.start))
            .is_some_and(|s| s.span.start == span.start);
        let words = lower_first(&words, opens);
        let actor = self.cast.describe(&words, kind, span);
        self.one(actor, 0.85, "described, not named", None)
    }
}

/// Nouns that, with "the", mostly stand for a body just named.
fn is_anaphoric(noun: &str) -> bool {
    matches!(
        noun,
        "company"
            | "firm"
            | "website"
            | "newspaper"
            | "publication"
            | "outlet"
            | "organisation"
            | "organization"
            | "charity"
            | "network"
            | "channel"
            | "chain"
            | "retailer"
            | "airline"
            | "agency"
            | "bank"
            | "group"
            | "union"
            | "manufacturer"
            | "carmaker"
            | "publisher"
            | "operator"
    )
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The phrase with a small first letter if it `opens` its sentence and does not begin with a name.
fn lower_first(words: &str, opens: bool) -> String {
    let first = words.split(' ').next().unwrap_or("");
    let name = !opens
        || super::gazetteer::place(first).is_some()
        || first.chars().skip(1).any(char::is_uppercase)
        || words.split(' ').skip(1).any(|w| w.starts_with(char::is_uppercase));
    if name {
        return words.to_owned();
    }
    let mut chars = words.chars();
    chars.next().map_or(String::new(), |c| c.to_lowercase().chain(chars).collect())
}

/// Several people, or one.
fn common_kind(words: &str) -> SpeakerKind {
    let head = words.split(" of ").next().unwrap_or(words).rsplit(' ').next().unwrap_or("").to_lowercase();
    let plural = head.ends_with('s') && !head.ends_with("ss")
        || matches!(head.as_str(), "police" | "people" | "family" | "crowd" | "media" | "staff");
    if plural { SpeakerKind::Group } else { SpeakerKind::Unnamed }
}
