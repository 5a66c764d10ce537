//! The learned tagger: a second opinion on sentences that may hold speech.
//!
//! Quotation marks are the rules' business, so statements made of quoted sentences alone stay as the rules have them. Of
//! the rest, what the model doubts is dropped, what it bounds differently is bounded as it says, and what it alone finds
//! is added when it is sure.

mod bounds;
mod decode;
mod passage;

use std::ops::Range;

pub(crate) use passage::push_pieces;
pub use passage::{Passage, passages};

use super::content::{Candidate, is_all_quoted};
use super::unit::{Narration, Unit};
use crate::inference::{Model, Query, Reading};

/// A rule's report is dropped when the model scores it below this.
const DROP: f32 = -1.0;
/// What the rules did not find is added when the model scores it above this.
const ADD: f32 = 4.0;

/// Words beside the reporting verbs after which something may be reported.
const HINTS: &[&str] = &[
    "according",
    "per",
    "opinion",
    "view",
    "statement",
    "words",
    "quote",
    "comments",
    "remarks",
    "allegation",
    "allegations",
    "accusations",
    "claim",
    "claims",
    "criticism",
    "complaints",
    "letter",
    "analysis",
    "judgment",
    "judgement",
    "slogans",
    "issued",
    "identified",
    "named",
    "found",
    "determined",
    "attributed",
    "likened",
    "deemed",
    "designated",
    "labeled",
];

/// A sentence on its way to the model, with what the rules found in it.
pub(super) struct Doubt {
    passage: Passage,
    first: usize,
    /// What the rules have the last word on.
    settled: Vec<Candidate>,
    /// One for each proposal, in order.
    open: Vec<Candidate>,
}

impl Doubt {
    /// What to ask the model about the sentence `unit`, in which the rules `found` these candidates.
    pub(super) fn new(narration: &Narration<'_>, unit: &Unit, found: Vec<Candidate>) -> Self {
        let mut passage = Passage::new(narration, unit);
        let first = unit.items.start;
        let (mut settled, mut open) = (Vec::new(), Vec::new());
        for candidate in found {
            let proposal = passage.proposal(first, &candidate).filter(|_| !is_settled(narration, &candidate));
            match proposal {
                Some(proposal) => {
                    passage.query.proposals.push(proposal);
                    open.push(candidate);
                }
                None => settled.push(candidate),
            }
        }
        Self { passage, first, settled, open }
    }

    /// The statements of the sentence in the light of the model's readings.
    fn settle(self, narration: &Narration<'_>, readings: Vec<Reading>) -> Vec<Candidate> {
        let Self { passage, first, settled, open } = self;
        let mut out = settled;
        let mut readings = readings.into_iter();
        for (candidate, reading) in open.into_iter().zip(readings.by_ref()) {
            out.extend(agreed(narration, first, &passage, candidate, &reading));
        }
        let further = readings.filter(|reading| reading.reports > ADD);
        out.extend(further.filter_map(|reading| decode::candidate(narration, first, &passage, &reading)));
        out
    }
}

/// Asks the model about all sentences of an article at once; gives the statements of each.
pub(super) fn settled(
    narration: &Narration<'_>,
    model: &dyn Model,
    doubts: Vec<Doubt>,
) -> Vec<Vec<Candidate>> {
    let mut doubts = doubts;
    let queries: Vec<Query> =
        doubts.iter_mut().map(|doubt| std::mem::take(&mut doubt.passage.query)).collect();
    let readings = model.read(&queries);
    doubts.into_iter().zip(readings).map(|(doubt, readings)| doubt.settle(narration, readings)).collect()
}

/// Whether the sentence has anything in it that speech is reported with, beside what the rules have settled.
pub(super) fn may_report(narration: &Narration<'_>, unit: &Unit, found: &[Candidate]) -> bool {
    let settled: Vec<&Range<usize>> =
        found.iter().filter(|it| is_settled(narration, it)).filter_map(|it| it.cue.as_ref()).collect();
    unit.items.clone().any(|at| {
        let reports =
            narration.items[at].verb.is_some() || HINTS.iter().any(|hint| narration.is_word(at, hint));
        reports && !settled.iter().any(|cue| cue.contains(&at))
    })
}

/// Whether the rules have the last word on it.
fn is_settled(narration: &Narration<'_>, candidate: &Candidate) -> bool {
    let direct = is_all_quoted(&narration.items, &candidate.pieces);
    direct && candidate.pieces.iter().any(|piece| narration.is_sentence(piece.start))
}

/// What becomes of a rule's candidate in the light of the model's reading of its cue.
fn agreed(
    narration: &Narration<'_>,
    first: usize,
    passage: &Passage,
    candidate: Candidate,
    reading: &Reading,
) -> Option<Candidate> {
    if reading.reports < DROP {
        return None;
    }
    let confidence = decode::confidence(reading.reports);
    match decode::candidate(narration, first, passage, reading) {
        Some(learned) if is_longer_by_adjunct(narration, &learned.pieces, &candidate.pieces) => {
            let source = fuller(candidate.source, learned.source);
            Some(Candidate { source, confidence, ..candidate })
        }
        Some(learned) if learned.pieces != candidate.pieces => Some(Candidate {
            pieces: learned.pieces,
            source: fuller(candidate.source, learned.source),
            rule: decode::REBOUND,
            confidence,
            ..candidate
        }),
        learned => {
            let source = fuller(candidate.source, learned.and_then(|learned| learned.source));
            Some(Candidate { source, confidence, ..candidate })
        }
    }
}

/// Whether what the model reads goes on with the time or occasion that the rule has left out: "the death on television".
fn is_longer_by_adjunct(narration: &Narration<'_>, learned: &[Range<usize>], rule: &[Range<usize>]) -> bool {
    let ([first @ .., learned], [others @ .., rule]) = (learned, rule) else { return false };
    first == others
        && learned.start == rule.start
        && rule.end < learned.end
        && narration.adjunct_end(rule.end, learned.end) == learned.end
}

/// The rule's source, or the model's where the rule has none or only a part of it.
fn fuller(rule: Option<Range<usize>>, learned: Option<Range<usize>>) -> Option<Range<usize>> {
    match (rule, learned) {
        (Some(rule), Some(learned)) if learned.start <= rule.start && rule.end <= learned.end => {
            Some(learned)
        }
        (rule, learned) => rule.or(learned),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;
    use crate::inference::{Judgement, Proposal, Statement};
    use crate::quotes::{Extraction, extract, extract_with};

    /// Gives each proposal the scores that it was made with and finds one report of its own.
    struct Fake {
        reports: f32,
        /// Content as a range of pieces, where the model's differs from what is proposed.
        content: Option<Range<usize>>,
        /// The cue and content of a report that is not proposed.
        own: Option<(Range<usize>, Range<usize>)>,
    }

    impl Fake {
        fn reading(&self, query: &Query, cue: Range<usize>, content: &[Range<usize>]) -> Reading {
            let within = |at: usize| content.iter().any(|piece| piece.contains(&at));
            let scores = (0..query.pieces.len()).map(|at| if within(at) { 4.0 } else { -4.0 }).collect();
            let source = vec![-4.0; query.pieces.len()];
            Reading { cue, reports: self.reports, content: scores, source }
        }
    }

    impl Model for Fake {
        fn read(&self, queries: &[Query]) -> Vec<Vec<Reading>> {
            let read = |query: &Query| {
                let proposed = query.proposals.iter().map(|Proposal { cue, content, .. }| {
                    let content = self.content.clone().map_or(content.clone(), |range| vec![range]);
                    self.reading(query, cue.clone(), &content)
                });
                let own = self.own.iter().map(|(cue, content)| Reading {
                    reports: 5.0,
                    ..self.reading(query, cue.clone(), std::slice::from_ref(content))
                });
                proposed.chain(own).collect()
            };
            queries.iter().map(read).collect()
        }

        fn judge(&self, _: &[Statement]) -> Vec<Judgement> {
            Vec::new()
        }
    }

    fn contents<'a>(article: &'a Article, found: &Extraction) -> Vec<&'a str> {
        found.quotations.iter().map(|quotation| article.slice(quotation.content[0])).collect()
    }

    #[test]
    fn the_models_source_stands_where_the_rules_is_a_part_of_it() {
        assert_eq!(fuller(Some(4..6), Some(2..6)), Some(2..6));
        assert_eq!(fuller(Some(4..6), Some(5..9)), Some(4..6));
        assert_eq!(fuller(None, Some(5..9)), Some(5..9));
        assert_eq!(fuller(Some(4..6), None), Some(4..6));
    }

    const TEXT: &str = "The mayor said the bridge would close, after a long night.";

    #[test]
    fn what_the_model_doubts_is_dropped() {
        let article = Article::new(TEXT);
        let fake = Fake { reports: -3.0, content: None, own: None };
        assert_eq!(extract(&article).quotations.len(), 1);
        assert_eq!(extract_with(&article, Some(&fake)).quotations, []);
    }

    #[test]
    fn what_the_model_confirms_stays_with_its_source_and_the_bounds_it_sees() {
        let article = Article::new(TEXT);
        let fake = Fake { reports: 3.0, content: Some(4..8), own: None };
        let found = extract_with(&article, Some(&fake));
        assert_eq!(contents(&article, &found), ["the bridge would close"]);
        assert_eq!(found.quotations[0].source.map(|span| article.slice(span)), Some("The mayor"));
    }

    #[test]
    fn the_occasion_that_the_rules_left_out_stays_out() {
        let article = Article::new("The government announced the death on television.");
        let fake = Fake { reports: 3.0, content: Some(4..8), own: None };
        assert_eq!(contents(&article, &extract_with(&article, Some(&fake))), ["the death"]);
    }

    #[test]
    fn what_breaks_off_where_something_is_joined_goes_on_to_the_end() {
        let article = Article::new("The mission said the road was open, but that nobody used it.");
        let fake = Fake { reports: 3.0, content: Some(4..11), own: None };
        let found = extract_with(&article, Some(&fake));
        assert_eq!(contents(&article, &found), ["the road was open, but that nobody used it"]);
    }

    #[test]
    fn what_the_model_alone_finds_is_added() {
        let article = Article::new("In the opinion of Bell the bridge is safe.");
        let fake = Fake { reports: 5.0, content: None, own: Some((1..5, 6..10)) };
        let found = extract_with(&article, Some(&fake));
        assert_eq!(contents(&article, &found), ["the bridge is safe"]);
        assert_eq!(found.quotations[0].rule, decode::RULE);
    }

    #[test]
    fn quotation_marks_stay_with_the_rules() {
        let article = Article::new("“We will close the bridge tonight,” the mayor said.");
        let fake = Fake { reports: -3.0, content: Some(1..2), own: Some((12..13, 1..4)) };
        assert_eq!(extract_with(&article, Some(&fake)), extract(&article));
    }

    #[test]
    fn a_sentence_that_no_passage_holds_is_read_as_far_as_it_goes() {
        let article = Article::new(format!("The mayor said {}the bridge would close.", "very ".repeat(300)));
        let fake = Fake { reports: 3.0, content: None, own: None };
        assert_eq!(extract_with(&article, Some(&fake)).quotations.len(), extract(&article).quotations.len());
    }

    #[test]
    fn the_built_in_model_gives_the_same_bits_everywhere() {
        let article =
            Article::new("The minister's aides, citing the treaty, told reporters the bridge would close.");
        let queries: Vec<Query> = passages(&article).into_iter().map(|passage| passage.query).collect();
        let readings = crate::inference::Encoder::built_in().read(&queries);
        let sixty_fourths = |score: f32| (score * 64.0) as i32;
        let found: Vec<(usize, i32)> =
            readings[0].iter().map(|reading| (reading.cue.start, sixty_fourths(reading.reports))).collect();
        assert_eq!(found, [(12, 610)]);
        let content: Vec<i32> = readings[0][0].content.iter().copied().map(sixty_fourths).collect();
        let expected = [
            -480, -548, -534, -521, -541, -546, -519, -601, -599, -515, -520, -541, -409, -459, 547, 555,
            531, 547, -582, -595,
        ];
        assert_eq!(content, expected);
    }
}
