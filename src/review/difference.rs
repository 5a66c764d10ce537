//! Where two people who have coded one article differ, and what it takes to follow the other.

use super::{Correction, Verdict};
use crate::analysis::Analysis;
use crate::quotes::{Kind, Quotation, QuotationId};
use crate::stance::{Device, Stance};
use crate::text::Span;

/// Two statements that share so much of their words, of all words of both, are one with other ends.
const SAME: f64 = 0.5;
/// Scores that differ by less are the same to a reader.
const NEAR: f64 = 0.05;

/// One thing on which two codings differ.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// The statement: as it is called here, or there if it is only there.
    pub id: QuotationId,
    /// In what they differ.
    pub what: Differs,
}

/// In what two codings of a statement differ: here, then there.
#[derive(Debug, Clone, PartialEq)]
pub enum Differs {
    /// It is a statement only here.
    OnlyHere,
    /// It is a statement only there.
    OnlyThere(Box<Quotation>, Vec<String>),
    /// It has other words there.
    Words(Vec<Span>),
    /// Its kind.
    Kind(Kind, Kind),
    /// Who said it; nobody if empty.
    Speakers(Vec<String>, Vec<String>),
    /// Where it stands; `None` is no stance.
    Stance(Option<f64>, Option<f64>),
    /// What it does.
    Device(Option<Device>, Option<Device>),
    /// Whom it is directed at.
    Target(Option<String>, Option<String>),
}

/// All differences between two codings of one article, in text order.
pub fn differences(here: &Analysis, there: &Analysis) -> Vec<Difference> {
    let mut out = Vec::new();
    let mut unmatched: Vec<&Quotation> =
        there.quotations.iter().filter(|one| here.quotation(one.id()).is_none()).collect();
    for quotation in &here.quotations {
        let id = quotation.id();
        let differs = |what| Difference { id, what };
        if let Some(other) = there.quotation(id) {
            if quotation.content != other.content {
                out.push(differs(Differs::Words(other.content.clone())));
            }
            out.extend(within(here, there, quotation, other).into_iter().map(differs));
            continue;
        }
        let near = unmatched.iter().enumerate().map(|(index, other)| (shared(quotation, other), index));
        match near.filter(|(share, _)| *share >= SAME).max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)))
        {
            Some((_, index)) => {
                let other = unmatched.remove(index);
                out.push(differs(Differs::Words(other.content.clone())));
            }
            None => out.push(differs(Differs::OnlyHere)),
        }
    }
    let alone = unmatched.into_iter().map(|other| Difference {
        id: other.id(),
        what: Differs::OnlyThere(Box::new(other.clone()), super::names(&there.speakers, other.id())),
    });
    out.extend(alone);
    out.sort_by_key(|difference| difference.id);
    out
}

fn within(here: &Analysis, there: &Analysis, one: &Quotation, other: &Quotation) -> Vec<Differs> {
    let id = one.id();
    let mut out = Vec::new();
    if one.kind != other.kind {
        out.push(Differs::Kind(one.kind, other.kind));
    }
    let speakers = [here, there].map(|analysis| super::names(&analysis.speakers, id));
    if speakers[0] != speakers[1] {
        let [here, there] = speakers;
        out.push(Differs::Speakers(here, there));
    }
    let stances = [here, there].map(|analysis| analysis.stances.get(&id));
    let scores = stances.map(|stance| stance.map(|stance| stance.score));
    let is_same = match scores {
        [Some(one), Some(other)] => (one - other).abs() < NEAR,
        [one, other] => one.is_some() == other.is_some(),
    };
    if !is_same {
        out.push(Differs::Stance(scores[0], scores[1]));
    }
    let [one, other] = stances;
    if let (Some(one), Some(other)) = (one, other) {
        if one.device != other.device {
            out.push(Differs::Device(one.device, other.device));
        }
        let target =
            |analysis: &Analysis, stance: &Stance| Some(analysis.speakers.get(stance.target?).name.clone());
        let (one, other) = (target(here, one), target(there, other));
        if one != other {
            out.push(Differs::Target(one, other));
        }
    }
    out
}

/// The share of the bytes of either statement that both have.
fn shared(one: &Quotation, other: &Quotation) -> f64 {
    let (a, b) = (one.cover(), other.cover());
    let both = a.end.min(b.end).saturating_sub(a.start.max(b.start));
    both as f64 / (a.len() + b.len() - both).max(1) as f64
}

impl Difference {
    /// The correction that makes it as it is there.
    pub fn follow(&self) -> Correction {
        let of = |verdict| Correction::of(self.id, verdict);
        match &self.what {
            Differs::OnlyHere => of(Verdict::Reject),
            Differs::OnlyThere(quotation, speakers) => Correction::Mark {
                content: quotation.content.clone(),
                kind: quotation.kind,
                speakers: speakers.clone(),
            },
            Differs::Words(content) => of(Verdict::Content(content.clone())),
            Differs::Kind(_, kind) => of(Verdict::Kind(*kind)),
            Differs::Speakers(_, names) => of(Verdict::Speakers(names.clone())),
            Differs::Stance(_, score) => of(Verdict::Stance(*score)),
            Differs::Device(_, device) => of(Verdict::Device(*device)),
            Differs::Target(_, name) => of(Verdict::Target(name.clone())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Review, reviewed};
    use super::*;
    use crate::analysis::{self, Engine};
    use crate::article::Article;

    const TEXT: &str = "“We will never sign,” said Ann Bell. “We welcome the offer,” said Ivo Marin. Bell said that talks would go on.";

    #[test]
    fn following_every_difference_leaves_none() {
        let article = Article::new(TEXT);
        let found = analysis::analyze_with(&article, Engine::Rules);
        let ids: Vec<QuotationId> = found.quotations.iter().map(Quotation::id).collect();
        let (mut here, mut there) = (Review::default(), Review::default());
        let decide = |review: &mut Review, correction| {
            let shown = reviewed(&article, &found, review).analysis;
            assert!(review.push(correction, &shown));
        };
        let decided = [
            Correction::of(ids[0], Verdict::Stance(Some(0.6))),
            Correction::of(ids[0], Verdict::Device(Some(Device::Offer))),
            Correction::of(ids[1], Verdict::Speakers(vec!["Ann Bell".into()])),
            Correction::of(ids[2], Verdict::Content(vec![Span::new(ids[2].start + 6, ids[2].end)])),
            Correction::Mark { content: vec![Span::new(22, 35)], kind: Kind::Indirect, speakers: Vec::new() },
        ];
        decided.into_iter().for_each(|correction| decide(&mut there, correction));
        let wanted = reviewed(&article, &found, &there).analysis;
        let first = differences(&found, &wanted);
        let sorts: Vec<std::mem::Discriminant<Differs>> =
            first.iter().map(|one| std::mem::discriminant(&one.what)).collect();
        assert_eq!(sorts.len(), 5, "{first:?}");
        for _ in 0..20 {
            let shown = reviewed(&article, &found, &here).analysis;
            let Some(difference) = differences(&shown, &wanted).into_iter().next() else { break };
            decide(&mut here, difference.follow());
        }
        let shown = reviewed(&article, &found, &here).analysis;
        assert_eq!(differences(&shown, &wanted), []);
        assert_eq!(shown.quotations.len(), wanted.quotations.len());
    }

    #[test]
    fn what_only_one_sees_is_told_as_that() {
        let article = Article::new(TEXT);
        let found = analysis::analyze_with(&article, Engine::Rules);
        let mut less = found.clone();
        less.quotations.remove(1);
        let id = found.quotations[1].id();
        assert!(
            matches!(&differences(&found, &less)[..], [Difference { id: at, what: Differs::OnlyHere }] if *at == id)
        );
        assert!(matches!(&differences(&less, &found)[..], [Difference { what: Differs::OnlyThere(..), .. }]));
        assert_eq!(differences(&found, &found), []);
    }
}
