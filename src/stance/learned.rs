//! The learned scorer: what the model makes of each statement, put together with what the rules make of it.

use std::collections::BTreeMap;

use super::matter::Matter;
use super::passage::Passage;
use super::{Device, Stance, combine, target};
use crate::inference::{Judgement, Model, Part, Statement};
use crate::quotes::QuotationId;

/// The devices in the model's order; the last of its nine is none.
const DEVICES: [Device; 8] = [
    Device::Offer,
    Device::Concession,
    Device::Condition,
    Device::Demand,
    Device::RedLine,
    Device::Accusation,
    Device::Denial,
    Device::Threat,
];

/// How model and rules are put together. Chosen on articles and statements that neither the model nor, of most of them, the
/// rules had seen; see `training/README.md`.
pub(super) mod fit {
    /// What the model counts in a score. With the rules' part it sums to more than one: a mean over doubts shrinks.
    pub(in crate::stance) const MODEL: f64 = 1.05;
    /// What the rules count.
    pub(super) const RULES: f64 = 0.25;
    /// From these log-odds on a statement takes a stance.
    pub(super) const NEEDED: f64 = 0.0;
    /// What it adds to them if the rules see a stance, and takes away if they don't.
    pub(super) const RULES_APPLY: f64 = 1.0;
    /// What the mean of the log-odds of the article's other statements adds.
    pub(super) const ARTICLE_APPLIES: f64 = 0.6;
    /// Half the range in standard deviations of the model's own doubt, so that it holds the annotated score of four
    /// statements out of five (split conformal prediction with a normalised score; Papadopoulos et al. 2008).
    pub(super) const RANGE: f64 = 1.19;
}

/// A statement as the model judges it alone.
#[derive(Debug, Clone, Copy)]
pub(super) struct Judged {
    /// The mean of the steps, in [-1, 1].
    pub(super) score: f64,
    /// The standard deviation of the steps, in the same unit.
    pub(super) doubt: f64,
    applies: f64,
    device: Option<Device>,
}

impl Judged {
    pub(super) fn of(judgement: &Judgement) -> Self {
        let shares =
            || (-3..=3).zip(judgement.steps).map(|(step, share)| (f64::from(step) / 3.0, f64::from(share)));
        let all: f64 = shares().map(|(_, share)| share).sum();
        let score = shares().map(|(step, share)| step * share).sum::<f64>() / all.max(f64::MIN_POSITIVE);
        let square =
            shares().map(|(step, share)| step * step * share).sum::<f64>() / all.max(f64::MIN_POSITIVE);
        let most = (0..judgement.devices.len())
            .max_by(|&a, &b| judgement.devices[a].total_cmp(&judgement.devices[b]).then(b.cmp(&a)));
        Self {
            score,
            doubt: (square - score * score).max(0.0).sqrt(),
            applies: f64::from(judgement.applies),
            device: most.and_then(|at| DEVICES.get(at).copied()),
        }
    }
}

/// The stance of every statement that takes one. `rules` are the stances by rules alone: of them come the target, and the
/// check that is shown beside the score.
pub(super) fn score(
    matter: Matter<'_>,
    model: &dyn Model,
    mut rules: BTreeMap<QuotationId, Stance>,
) -> BTreeMap<QuotationId, Stance> {
    let Matter { article, quotations, speakers, without } = matter;
    let statements: Vec<Statement> = quotations
        .iter()
        .map(|quotation| {
            let passage = Passage::new(article, quotation);
            match without.filter(|without| without.id == quotation.id()) {
                Some(without) => passage.without(without.words),
                None => passage.statement,
            }
        })
        .collect();
    let judged: Vec<Judged> = model.judge(&statements).iter().map(Judged::of).collect();
    let article_odds = Others::of(judged.iter().map(|one| one.applies));
    let mut out = BTreeMap::new();
    for ((quotation, own), statement) in quotations.iter().zip(judged).zip(&statements) {
        let id = quotation.id();
        let by_rules = rules.remove(&id);
        // Of a statement whose words all lie past what the model reads, or are left out, it can say nothing.
        if !statement.pieces.iter().any(|(_, part)| *part == Part::Content) {
            out.extend(by_rules.map(|stance| (id, stance)));
            continue;
        }
        let seen = if by_rules.is_some() { fit::RULES_APPLY } else { -fit::RULES_APPLY };
        let odds = own.applies + seen + fit::ARTICLE_APPLIES * article_odds.without(own.applies);
        if odds <= fit::NEEDED {
            continue;
        }
        let rules_part = fit::RULES * by_rules.as_ref().map_or(0.0, |stance| stance.score);
        let score = combine::rounded((fit::MODEL * own.score + rules_part).clamp(-1.0, 1.0));
        let reach = fit::RANGE * own.doubt;
        let strongest = by_rules.as_ref().and_then(Stance::strongest);
        out.insert(
            id,
            Stance {
                score,
                low: combine::rounded((score - reach).max(-1.0)),
                high: combine::rounded((score + reach).min(1.0)),
                evidence: Vec::new(),
                leanings: super::leanings(&[(rules_part, "what the rules alone score, at a quarter")]),
                device: own.device,
                target: target::find(quotation, speakers, strongest),
                learned: Some(combine::rounded(own.score)),
                by_rules: by_rules.map(Box::new),
            },
        );
    }
    out
}

/// A sum over statements, to be asked for the mean of all but one.
#[derive(Debug, Default, Clone, Copy)]
struct Others {
    sum: f64,
    count: f64,
}

impl Others {
    fn of(values: impl Iterator<Item = f64>) -> Self {
        let mut out = Self::default();
        values.for_each(|value| out.add(value));
        out
    }

    fn add(&mut self, value: f64) {
        self.sum += value;
        self.count += 1.0;
    }

    /// The mean of the others, drawn toward zero where they are few.
    fn without(self, own: f64) -> f64 {
        (self.sum - own) / (self.count + 1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;
    use crate::inference::{Query, Reading};
    use crate::quotes::{Kind, Quotation};
    use crate::speakers::Speakers;
    use crate::text::Span;

    fn judgement(likely: usize, applies: f32) -> Judgement {
        let mut steps = [0.0; 7];
        steps[likely] = 1.0;
        let mut devices = [0.0; 9];
        devices[7] = 1.0;
        Judgement { steps, applies, devices }
    }

    /// Says of each statement what it was told to say.
    struct Told(Vec<Judgement>);

    impl Model for Told {
        fn read(&self, _: &[Query]) -> Vec<Vec<Reading>> {
            Vec::new()
        }

        fn judge(&self, statements: &[Statement]) -> Vec<Judgement> {
            assert_eq!(statements.len(), self.0.len());
            self.0.clone()
        }
    }

    fn stances(told: Vec<Judgement>) -> Vec<Option<Stance>> {
        let article = Article::new("One two three. ".repeat(told.len()));
        let quotations: Vec<Quotation> = (0..told.len())
            .map(|at| Quotation {
                kind: Kind::Indirect,
                content: vec![Span::new(15 * at, 15 * at + 13)],
                cue: None,
                source: None,
                addressee: None,
                outer: None,
                rule: "test",
                confidence: 1.0,
            })
            .collect();
        let speakers = Speakers::default();
        let matter =
            Matter { article: &article, quotations: &quotations, speakers: &speakers, without: None };
        let mut found = score(matter, &Told(told), BTreeMap::new());
        quotations.iter().map(|quotation| found.remove(&quotation.id())).collect()
    }

    #[test]
    fn the_score_is_the_mean_of_the_steps_and_the_device_the_likeliest() {
        let found = stances(vec![judgement(0, 9.0)]);
        let stance = found[0].as_ref().expect("a stance");
        assert_eq!((stance.learned, stance.device), (Some(-1.0), Some(Device::Threat)));
        assert_eq!(stance.score, -1.0, "cut at the end of the scale");
        assert!(stance.low <= stance.score && stance.score <= stance.high);
    }

    #[test]
    fn what_the_model_doubts_takes_no_stance() {
        let found = stances(vec![judgement(0, -9.0), judgement(6, 9.0)]);
        assert!(found[0].is_none() && found[1].is_some());
    }

    #[test]
    fn doubt_widens_the_range() {
        let mut torn = judgement(1, 9.0);
        torn.steps = [0.0, 0.5, 0.0, 0.0, 0.0, 0.5, 0.0];
        let width = |told| {
            let found = stances(vec![told]);
            let stance = found[0].as_ref().expect("a stance");
            stance.high - stance.low
        };
        assert!(width(torn) > width(judgement(3, 9.0)) + 0.5);
    }
}
