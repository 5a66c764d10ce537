//! Scores where each statement stands between conciliatory and hardline, by rules or by a learned model.
//!
//! The rules: the known words of a statement are found, the rules change what they weigh, the cue has its say, and the sum
//! is bent onto the scale from -1 to 1. The model reads the statement in its sentences; what of its words carries the score
//! is found by leaving them out, and the rules' own score stands beside it as a check. What the scale means is told in
//! `docs/STANCE.md`.

mod applies;
mod category;
mod combine;
mod conditional;
mod contrast;
mod cue;
mod device;
mod ending;
mod facts;
mod inflection;
mod learned;
mod lexicon;
mod matter;
mod negation;
mod occlusion;
pub mod passage;
mod phrases;
mod pronouns;
mod question;
mod reading;
mod refusal;
mod reported;
mod score;
mod statement;
mod strength;
mod target;
mod tone;

pub use matter::{Matter, Without};
pub use score::{Device, Evidence, Leaning, Stance};

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::article::Article;
use crate::inference::Model;
use crate::quotes::{Quotation, QuotationId};
use crate::speakers::Speakers;
use crate::text::Span;

use applies::Background;
use combine::Total;
use reading::Reading;
use statement::Word;
use tone::Tones;

/// The stance of every quotation that takes one, by rules. A quotation without an entry has no stance, which is not the
/// same as a neutral one.
pub fn score(
    article: &Article,
    quotations: &[Quotation],
    speakers: &Speakers,
) -> BTreeMap<QuotationId, Stance> {
    score_with(Matter { article, quotations, speakers, without: None }, None)
}

/// As [`score`], by the model if there is one. Its stances have no evidence yet: see [`explain`].
pub fn score_with(matter: Matter<'_>, model: Option<&dyn Model>) -> BTreeMap<QuotationId, Stance> {
    // A score of words that are not understood would be none.
    if matter.quotations.is_empty() || matter.article.metadata.language.is_some() {
        return BTreeMap::new();
    }
    let by_rules = rules(matter);
    match model {
        None => by_rules,
        Some(model) => learned::score(matter, model, by_rules),
    }
}

/// The words that carry a statement's learned score, in text order, each with what the score would lose without it. Costs
/// about one judgement for each three words of the statement.
pub fn explain(article: &Article, quotation: &Quotation, model: &dyn Model) -> Vec<Evidence> {
    occlusion::evidence(article, quotation, model)
}

/// The stances by rules alone.
fn rules(matter: Matter<'_>) -> BTreeMap<QuotationId, Stance> {
    let Matter { article, quotations, speakers, without } = matter;
    let reading = Reading::new(article);
    let background = Background::of(&reading);
    let weighed: Vec<Weighed> = quotations
        .iter()
        .filter_map(|quotation| {
            let without = without.filter(|without| without.id == quotation.id());
            weigh(&reading, background, quotation, without.map_or(&[], |without| without.words))
        })
        .collect();
    let mut tones = Tones::new(speakers);
    for one in &weighed {
        tones.add(one.quotation, speakers, one.total.sum);
    }
    weighed.iter().map(|one| (one.quotation.id(), one.stance(&reading, speakers, &tones))).collect()
}

/// A statement after the rules.
struct Weighed<'q> {
    quotation: &'q Quotation,
    /// The content's words.
    words: Vec<Word>,
    /// The cue's word, if it counts.
    cue: Option<Word>,
    total: Total,
    /// What the statement starts from before its words are weighed.
    start: f64,
}

/// Lets the rules work on a statement, of which the words at `without` do not count; `None` if it takes no stance.
fn weigh<'q>(
    reading: &Reading,
    background: Background,
    quotation: &'q Quotation,
    without: &[Span],
) -> Option<Weighed<'q>> {
    let is_out = |span: Span| without.iter().any(|out| out.overlaps(span));
    let mut words = statement::words(reading, quotation);
    words.retain(|word| !is_out(reading.span(&word.hit)));
    let cue = match quotation.cue {
        Some(cue) if is_out(cue) => cue::read(reading, &Quotation { cue: None, ..quotation.clone() }),
        _ => cue::read(reading, quotation),
    };
    if !background.applies(&words, &cue) {
        return None;
    }
    refusal::apply(&mut words);
    negation::apply(&mut words);
    ending::apply(&mut words);
    strength::apply(&mut words);
    reported::apply(&mut words);
    contrast::apply(&mut words);
    conditional::apply(&mut words);
    question::apply(&mut words, quotation.kind);
    pronouns::apply(&mut words, quotation.kind);
    facts::apply(&mut words, quotation.kind, cue.mode);
    let cue_word = cue.apply(&mut words);
    let mut total = Total::of(words.iter().chain(&cue_word), contrast::is_in(&words));
    let start = tone::start(quotation.kind, cue.mode, cue.announces());
    total.sum += start;
    Some(Weighed { quotation, words, cue: cue_word, total, start })
}

impl Weighed<'_> {
    fn stance(&self, reading: &Reading, speakers: &Speakers, tones: &Tones) -> Stance {
        let pull = tones.pull(self.quotation, speakers, (self.total.sum, self.total.amount));
        let score = combine::score(self.total.sum + pull);
        let (low, high) = combine::range(score, &self.total);
        let all = || self.words.iter().chain(&self.cue);
        let mut evidence: Vec<Evidence> = all()
            .map(|word| Evidence {
                span: reading.span(&word.hit),
                weight: combine::rounded(word.weight / 3.0),
                reason: Cow::Borrowed(word.reason),
            })
            .filter(|evidence| evidence.weight.abs() > 0.0)
            .collect();
        evidence.sort_by_key(|evidence| evidence.span);
        let leanings = leanings(&[
            (self.start / 3.0, "how statements in disputes mostly are"),
            (pull / 3.0, "how the speaker and the article sound elsewhere"),
        ]);
        let device = device::find(all());
        let mut stance = Stance {
            score,
            low,
            high,
            device,
            target: None,
            evidence,
            leanings,
            learned: None,
            by_rules: None,
        };
        stance.target = target::find(self.quotation, speakers, stance.strongest());
        stance
    }
}

/// What beside its words a score rests on, for whoever asks why: parts too small to be seen are left out.
fn leanings(parts: &[(f64, &'static str)]) -> Vec<Leaning> {
    parts
        .iter()
        .map(|&(weight, reason)| Leaning { weight: combine::rounded(weight), reason })
        .filter(|leaning| leaning.weight.abs() >= 0.01)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quotes::Kind;
    use crate::speakers::SpeakerId;

    /// An article of which every paragraph is a statement `source cue: content`.
    fn scored(paragraphs: &[(&str, &str, &str)]) -> (Article, Vec<Option<Stance>>) {
        let lines: Vec<String> =
            paragraphs.iter().map(|(source, cue, content)| format!("{source} {cue} {content}.")).collect();
        let article = Article::new(lines.join("\n"));
        let mut at = 0;
        let quotations: Vec<Quotation> = paragraphs
            .iter()
            .zip(&lines)
            .map(|((source, cue, content), line)| {
                let from = at + source.len() + 1;
                let start = from + cue.len() + 1;
                at += line.len() + 1;
                Quotation {
                    kind: Kind::Indirect,
                    content: vec![Span::new(start, start + content.len())],
                    cue: Some(Span::new(from, from + cue.len())),
                    source: None,
                    addressee: None,
                    outer: None,
                    rule: "test",
                    confidence: 1.0,
                }
            })
            .collect();
        let stances = score(&article, &quotations, &Speakers::default());
        let stances = quotations.iter().map(|quotation| stances.get(&quotation.id()).cloned()).collect();
        (article, stances)
    }

    fn score_of(cue: &str, content: &str) -> f64 {
        scored(&[("Moru", cue, content)]).1[0].as_ref().map_or(0.0, |stance| stance.score)
    }

    #[test]
    fn the_scale_runs_from_threat_to_apology() {
        let scores = [
            score_of("said", "the ministry would retaliate and crush the rebels"),
            score_of("accused", "the ministry of fraud"),
            score_of("said", "the union hoped for progress"),
            score_of("said", "the union was ready to cooperate"),
            score_of("apologised", "for the strike"),
        ];
        assert!(scores.is_sorted(), "{scores:?}");
        assert!(scores[1] < -0.3 && scores[3] > 0.3, "{scores:?}");
    }

    #[test]
    fn negation_and_cue_turn_a_statement_round() {
        assert!(score_of("said", "the union accepts the offer") > 0.2);
        assert!(score_of("said", "the union does not accept the offer") < -0.2);
        assert!(score_of("rejected", "the offer") < -0.2);
    }

    #[test]
    fn a_text_without_another_side_takes_no_stance() {
        let weather = "heavy rain and strong winds of 90 km/h would reach the coast, and rescuers found three survivors";
        let lines: Vec<_> = (0..12).map(|_| ("Forecasters", "reported", weather)).collect();
        assert!(scored(&lines).1.iter().all(Option::is_none));
    }

    #[test]
    fn every_piece_of_evidence_points_at_words_and_gives_a_reason() {
        let (article, stances) = scored(&[
            ("Moru", "warned", "that the union would not back down unless the ministry apologised"),
            ("Kesh", "called for", "calm and an end to the violence"),
        ]);
        for stance in stances.iter().flatten() {
            assert!(stance.evidence.is_sorted_by_key(|evidence| evidence.span));
            assert!(stance.low <= stance.score && stance.score <= stance.high);
            for evidence in &stance.evidence {
                assert!(!article.slice(evidence.span).trim().is_empty() && !evidence.reason.is_empty());
            }
        }
        let words: Vec<&str> =
            stances[0].iter().flat_map(|s| &s.evidence).map(|e| article.slice(e.span)).collect();
        assert!(words.contains(&"warned") && words.contains(&"not back down"), "{words:?}");
    }

    #[test]
    fn an_ultimatum_is_a_threat_and_names_its_device() {
        let (_, stances) =
            scored(&[("Moru", "said", "the ministry had until Friday or else the dam would be shut down")]);
        let stance = stances[0].as_ref().expect("a stance");
        assert!(stance.score < -0.4);
        assert_eq!(stance.device, Some(Device::Threat));
        assert_eq!(stance.target, None::<SpeakerId>);
    }

    #[test]
    fn the_same_article_gives_the_same_stances() {
        let lines = [
            ("Moru", "said", "the deal is a betrayal"),
            ("Kesh", "said", "the deal is fair and he thanked them"),
        ];
        assert_eq!(scored(&lines).1, scored(&lines).1);
    }
}
