//! From source words to speakers, with the chain of reasons.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use foldhash::{HashMap, HashSet};

use super::cast::Cast;
use super::coreference::{self, Candidate, Said};
use super::gazetteer::{self, Gender};
use super::heads::head_noun;
use super::joint;
use super::names::fold;
use super::phrases::{common_kind, one_line};
use super::places;
use super::publish::publish;
use super::source::{self, Reference, token_range};
use super::{Link, SpeakerKind, Speakers, Step};
use crate::article::Article;
use crate::quotes::{Quotation, QuotationId};
use crate::text::Span;

/// A quotation's resolved source, in terms of the cast.
#[derive(Debug, Default, Clone)]
pub(super) struct Resolved {
    pub(super) actors: Vec<usize>,
    pub(super) confidence: f64,
    pub(super) chain: Vec<Link>,
    pub(super) alternatives: Vec<(usize, f64)>,
}

/// Attributes every quotation, in text order.
pub(super) fn attribute(article: &Article, cast: Cast, quotations: &[Quotation]) -> Speakers {
    let mut resolver = Resolver {
        article,
        cast,
        said: Vec::new(),
        jointly: None,
        documents: HashMap::default(),
        governments: OnceCell::new(),
        capitals: OnceCell::new(),
    };
    let mut order: Vec<&Quotation> = quotations.iter().collect();
    order.sort_by_key(|quotation| quotation.source.unwrap_or(quotation.cover()).start);
    let mut resolved: BTreeMap<QuotationId, Resolved> = BTreeMap::new();
    for quotation in order {
        let found = resolver.quotation(quotation);
        let at = quotation.source.unwrap_or(quotation.cover()).start;
        match found.actors.as_slice() {
            [] => {}
            [actor] => {
                let through = quotation.source.is_some_and(|source| resolver.is_spoken_for(source));
                resolver.said.push(Said { actor: *actor, at, through });
            }
            several => resolver.jointly = Some((several.to_vec(), at)),
        }
        resolved.insert(quotation.id(), found);
    }
    publish(article, &resolver.cast, resolved)
}

pub(super) struct Resolver<'a> {
    pub(super) article: &'a Article,
    pub(super) cast: Cast,
    pub(super) said: Vec<Said>,
    /// Who last made a joint statement, and where.
    pub(super) jointly: Option<(Vec<usize>, usize)>,
    /// Whose document "the report" was, by its noun.
    pub(super) documents: HashMap<String, usize>,
    /// Where a government is named in full, found when first asked for.
    pub(super) governments: OnceCell<Vec<Span>>,
    /// Words with a capital inside a sentence, and those opening one that also stand in small letters, found when first asked for.
    pub(super) capitals: OnceCell<(HashSet<&'a str>, HashSet<&'a str>)>,
}

impl Resolver<'_> {
    pub(super) fn quotation(&mut self, quotation: &Quotation) -> Resolved {
        let mut chain = Vec::new();
        if let Some(cue) = quotation.cue {
            chain.push(Link { step: Step::Cue, span: cue, rule: quotation.rule });
        }
        let Some(source) = quotation.source else {
            return self.without_source(quotation, chain);
        };
        chain.push(Link { step: Step::Source, span: source, rule: quotation.rule });
        let mut all = Resolved { confidence: 1.0, chain, ..Resolved::default() };
        let parts = joint::parts(self.article, source, &self.names_in(source));
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

    /// Whether it is somebody's spokesperson who speaks.
    fn is_spoken_for(&self, source: Span) -> bool {
        let tokens = &self.article.tokens()[source::token_range(self.article, source)];
        tokens.iter().any(|token| gazetteer::is_spokes(self.article.lower(token.span)))
    }

    /// A quotation without source words belongs to whoever spoke last, if that was close by.
    pub(super) fn without_source(&self, quotation: &Quotation, chain: Vec<Link>) -> Resolved {
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
                Resolved { actors: vec![said.actor], confidence: 0.6, chain, ..Resolved::default() }
            }
            _ => Resolved { chain, ..Resolved::default() },
        }
    }

    /// The names inside `span`, and whether each is a person's.
    pub(super) fn names_in(&self, span: Span) -> Vec<(Span, bool)> {
        let from = self.cast.mentions.partition_point(|mention| mention.span.start < span.start);
        let inside = self.cast.mentions[from..].iter().take_while(|mention| mention.span.start < span.end);
        inside
            .filter(|m| span.contains(m.span))
            .map(|m| (m.span, self.cast.actors[m.actor].kind == SpeakerKind::Person))
            .collect()
    }

    pub(super) fn part(&mut self, span: Span, quotation: &Quotation) -> Option<Resolved> {
        let names = self.names_in(span);
        if let Some(found) = self.subject_of_content(span, quotation) {
            return Some(found);
        }
        let reference = source::read(self.article, span, &names)?;
        let is_document = matches!(reference, Reference::Document(..));
        let found = self.read(span, reference, quotation)?;
        if let (false, &[actor]) = (is_document, found.actors.as_slice()) {
            self.note_document(span, actor);
        }
        Some(found)
    }

    fn read(&mut self, span: Span, reference: Reference, quotation: &Quotation) -> Option<Resolved> {
        if let Some(actor) = self.named_beside(span, &reference) {
            return Some(self.one(actor, 0.85, "named beside its description", Some(span)));
        }
        match reference {
            Reference::Name(name) => self.named(name),
            Reference::Person(pronoun) => {
                self.subject_before(span, quotation).or_else(|| self.person(span, pronoun))
            }
            Reference::Other("who") => None,
            Reference::Other(pronoun) => self.other(span, pronoun),
            Reference::Owned(owner, noun) => self.owned(span, owner, noun),
            Reference::Office(head, modifiers, phrase) => self.office(&head, &modifiers, phrase, quotation),
            Reference::Document(noun, phrase) => Some(self.document(&noun, phrase, quotation)),
            Reference::Description(phrase) => self.person(span, "").or_else(|| Some(self.phrase(phrase))),
            Reference::Phrase(phrase) => Some(self.phrase(phrase)),
        }
    }

    pub(super) fn one(
        &self,
        actor: usize,
        confidence: f64,
        rule: &'static str,
        mention: Option<Span>,
    ) -> Resolved {
        let mut chain = Vec::new();
        if let Some(span) = mention {
            chain.push(Link { step: Step::Mention, span, rule });
        }
        chain.push(Link { step: Step::Name, span: self.cast.actors[actor].name_at, rule });
        Resolved { actors: vec![actor], confidence, chain, ..Resolved::default() }
    }

    pub(super) fn named(&self, name: Span) -> Option<Resolved> {
        let actor = self.cast.named_at(name)?;
        Some(self.one(actor, 0.95, "named", None))
    }

    pub(super) fn best(&self, candidates: &[Candidate], rule: &'static str) -> Option<Resolved> {
        let first = candidates.first()?;
        let total: f64 = candidates.iter().take(4).map(|c| c.weight.exp()).sum();
        let share = |candidate: &Candidate| (candidate.weight.exp() / total * 100.0).round() / 100.0;
        let mut found = self.one(first.actor, 0.5 + 0.4 * share(first), rule, Some(first.mention));
        found.alternatives = candidates.iter().skip(1).take(3).map(|c| (c.actor, share(c))).collect();
        Some(found)
    }

    pub(super) fn person(&self, at: Span, pronoun: &str) -> Option<Resolved> {
        let gender = match pronoun {
            "he" => Some(Gender::Male),
            "she" => Some(Gender::Female),
            _ => None,
        };
        let candidates = coreference::person(self.article, &self.cast, at, gender, &self.said);
        self.best(&candidates, "pronoun, by nearness and gender")
    }

    pub(super) fn other(&mut self, at: Span, pronoun: &str) -> Option<Resolved> {
        if pronoun == "it"
            && let Some(actor) = self.owner_of_document(at)
        {
            return Some(self.one(actor, 0.65, "author of the document just mentioned", None));
        }
        if pronoun == "they"
            && let Some(found) = self.joint_speakers(at)
        {
            return Some(found);
        }
        let candidates = coreference::body(self.article, &self.cast, at, pronoun != "it", &self.said);
        let strong = candidates.first().is_some_and(|c| c.weight > 1.0);
        if pronoun == "they"
            && !strong
            && let Some(subject) = coreference::plural_subject(self.article, at)
        {
            return Some(self.phrase(subject));
        }
        if pronoun == "it"
            && let Some(subject) = coreference::body_subject(self.article, at)
            && (!strong || self.is_nearest(subject, at))
        {
            return Some(match self.apposed(subject) {
                Some(actor) => self.one(actor, 0.75, "named beside its description", Some(subject)),
                None => self.phrase(subject),
            });
        }
        self.best(&candidates, "pronoun, by nearness and kind")
    }

    /// Whether nobody has been named or has spoken since `subject`, which opens the sentence before `at`.
    fn is_nearest(&self, subject: Span, at: Span) -> bool {
        self.article.sentence_at(subject.start) + 1 == self.article.sentence_at(at.start)
            && self.cast.before(at.start).next_back().is_none_or(|mention| mention.span.start < subject.end)
            && self.said.last().is_none_or(|said| said.at < subject.start)
    }

    /// "they" for those who have just made a joint statement, nobody having spoken since.
    pub(super) fn joint_speakers(&self, at: Span) -> Option<Resolved> {
        let (actors, said) = self.jointly.as_ref()?;
        let near = self.article.block_at(at.start)
            - self.article.block_at(*said).min(self.article.block_at(at.start))
            <= 1;
        let last = self.said.last().is_none_or(|single| single.at < *said);
        if !near || !last || *said >= at.start {
            return None;
        }
        let rule = "pronoun, for those who spoke jointly";
        let chain = actors
            .iter()
            .map(|&actor| Link { step: Step::Name, span: self.cast.actors[actor].name_at, rule })
            .collect();
        Some(Resolved { actors: actors.clone(), confidence: 0.75, chain, ..Resolved::default() })
    }

    /// "his lawyers": named after their owner.
    pub(super) fn owned(&mut self, at: Span, owner: &str, noun: Span) -> Option<Resolved> {
        let owner = match owner {
            "he" | "she" => self.person(at, owner),
            _ => self.other(at, owner),
        };
        let words = one_line(self.article.slice(noun));
        let kind = common_kind(&words);
        if let Some(actor) = self.officer(owner.as_ref().map(|owner| owner.actors[0]), noun) {
            let mention = self.cast.actors[actor].last_mention(noun.start);
            return Some(self.one(actor, 0.75, "office of somebody named", mention));
        }
        let Some(owner) = owner else { return Some(self.phrase(noun)) };
        let possessor = &self.cast.actors[owner.actors[0]];
        let plural = possessor.kind != SpeakerKind::Person && possessor.name.ends_with('s');
        let name = format!("{}{} {words}", possessor.name, if plural { "’" } else { "’s" });
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

    /// Bell for "its foreign minister", where the article names Foreign Minister Ann Bell, and nobody else's.
    fn officer(&self, owner: Option<usize>, noun: Span) -> Option<usize> {
        let owner = owner.map(|owner| &self.cast.actors[owner]);
        let tokens = token_range(self.article, noun);
        let head = head_noun(self.article, tokens.clone());
        if owner.is_some_and(|owner| owner.kind == SpeakerKind::Person) || !gazetteer::is_office(&head) {
            return None;
        }
        let words = self.article.tokens()[tokens].iter().map(|token| fold(self.article.slice(token.span)));
        let modifiers: Vec<String> = words.filter(|word| *word != head).collect();
        let actor = self.cast.person_with_role(&head, &modifiers, noun.start)?;
        let of_another = |word: &str| {
            let word = word.trim_end_matches("’s").trim_end_matches("'s");
            word.starts_with(char::is_uppercase)
                && places::place(word).is_some()
                && owner.is_some_and(|owner| !owner.name.contains(word))
        };
        let roles = &self.cast.actors[actor].roles;
        (!roles.iter().any(|role| role.split(' ').any(of_another))).then_some(actor)
    }

    pub(super) fn office(
        &mut self,
        head: &str,
        modifiers: &[String],
        phrase: Span,
        quotation: &Quotation,
    ) -> Option<Resolved> {
        if let Some(actor) = self.cast.person_with_role(head, modifiers, phrase.start) {
            let mention = self.cast.actors[actor].last_mention(phrase.start);
            return Some(self.one(actor, 0.8, "office of somebody named", mention));
        }
        if let Some(actor) = self.goes_on(phrase, quotation) {
            return Some(self.one(actor, 0.7, "goes on with the last speaker", None));
        }
        Some(self.phrase(phrase))
    }

    /// The person who has just spoken, where "the Velm professor" does not say but *adds* something.
    fn goes_on(&self, phrase: Span, quotation: &Quotation) -> Option<usize> {
        let cue = self.article.slice(quotation.cue?);
        let goes_on = matches!(cue, "added" | "adds" | "continued" | "continues" | "concluded" | "concludes");
        let last = self.said.last().filter(|_| goes_on && self.is_definite(phrase))?;
        let block = self.article.block_at(phrase.start);
        let near = block - self.article.block_at(last.at).min(block) <= 1;
        (near && self.cast.actors[last.actor].kind == SpeakerKind::Person).then_some(last.actor)
    }
}

#[cfg(test)]
mod tests {
    use crate::speakers::testing::last_speaker;

    #[test]
    fn descriptions_lead_to_who_was_named_before() {
        for (text, who) in [
            (
                "“We were never asked,” Foreign Minister Ann Bell told parliament. Velm will not sign, its foreign minister said.",
                "Ann Bell",
            ),
            (
                "Italian Foreign Minister Ann Bell arrived. France will not sign, its foreign minister said.",
                "France’s foreign minister",
            ),
            // Who adds something has just spoken.
            ("“It may melt,” said co-author Ann Bell. The Velm professor added: “It matters.”", "Ann Bell"),
            (
                "A fire broke out. The North Velm Fire and Rescue Service came. The fire service said that nobody was hurt.",
                "North Velm Fire and Rescue Service",
            ),
            (
                "“It melts,” said the commission's chairwoman, retired judge Ann Bell. She said that it is warm.",
                "Ann Bell",
            ),
            (
                "A commander of the brigade, known as Tom Moor, denied it. He said that it is warm.",
                "Tom Moor",
            ),
            ("A loader, who would only give his first name, Marek, said that it is warm.", "Marek"),
            ("RioNord, the Velm company that digs, spoke. It said that it is dear.", "RioNord"),
            ("Gold producer Drakenrif closed. The company said that it is dear.", "Drakenrif"),
            (
                "Mayor Tom Moor left. A senior official said that it may melt. He added that it matters.",
                "senior official",
            ),
            (
                "Mayor Tom Moor left.\n\nA spokesman for the ministry said that it may melt. “It matters,” he said.",
                "ministry",
            ),
            ("Ann Bell spoke. Her father said that it may melt. “It matters,” he said.", "Ann Bell’s father"),
            (
                "Researchers from the University of Lorn said that it melts. The scientists said that it is warm.",
                "Researchers from the University of Lorn",
            ),
            (
                "The Lorn Farmers' Union filed a lawsuit. The complaint says that it is dry.",
                "Lorn Farmers' Union",
            ),
            (
                "The paper called the Coast Guard, which fired on it. It spoke to the Navy, who said it was lost.",
                "Navy",
            ),
            ("“It is dear,” said Tom Moor per Lorn News.", "Tom Moor"),
            ("The institute's director, Dr. Ann Bell, said it gets worse.", "Ann Bell"),
            (
                "Another co-author, civil and naval engineering professor Ann Bell, said it gets worse.",
                "Ann Bell",
            ),
            ("The Velm-based Orrin Movement said it was wrong.", "Orrin Movement"),
            ("The Lorn Herald said it fell. The daily said it rose.", "Lorn Herald"),
            (
                "The United States Rivers Survey measured it. The U.S. Rivers Survey said it rises.",
                "United States Rivers Survey",
            ),
        ] {
            assert_eq!(last_speaker(text), who, "{text}");
        }
    }
}
