//! Applies a log of corrections to an analysis: the analysis stays as it is, and what follows from both is made anew.

use std::collections::BTreeMap;

use crate::analysis::Analysis;
use crate::article::Article;
use crate::quotes::{Kind, Quotation, QuotationId};
use crate::speakers::{Attribution, SpeakerId};
use crate::stance::Stance;
use crate::text::Span;

use super::cast::Cast;
use super::marks::{Mark, Marks, Reviewed};
use super::{Correction, Decision, Known, Review, Scored, Verdict};

/// The name of the rule that a statement marked by a person was "found" by.
const BY_HAND: &str = "marked by a reader";

/// What `review` makes of what was `found`. `scored` are stances of statements whose words a person chose. A decision about
/// a statement that was not found now goes to the one that shares most words with it, else the statement is put back as it
/// was known when the decision was taken.
pub fn apply(article: &Article, found: &Analysis, review: &Review, scored: &Scored) -> Reviewed {
    let mut replay = Replay {
        article,
        known: &review.known,
        scored,
        analysis: found.clone(),
        marks: Marks::default(),
        number: 0,
    };
    for (number, correction) in review.in_force().iter().enumerate() {
        replay.number = number;
        if !replay.perform(correction) {
            replay.marks.idle.push(number);
        }
    }
    Reviewed { analysis: replay.analysis, marks: replay.marks }
}

struct Replay<'a> {
    article: &'a Article,
    known: &'a BTreeMap<QuotationId, Known>,
    scored: &'a Scored,
    analysis: Analysis,
    marks: Marks,
    number: usize,
}

impl Replay<'_> {
    /// Returns whether there was anything that the decision could be about.
    fn perform(&mut self, correction: &Correction) -> bool {
        match correction {
            Correction::Statement { id, verdict } => match self.find(*id) {
                Some(index) => self.judge(index, verdict),
                // What is not there needs no rejecting.
                None => *verdict == Verdict::Reject,
            },
            Correction::Mark { content, kind, speakers } => self.mark(content, *kind, speakers),
            Correction::Speaker { name, decision } => self.decide(name, decision),
        }
    }

    /// The place of a statement in the list.
    fn find(&mut self, id: QuotationId) -> Option<usize> {
        if let Some(index) = self.analysis.index(id) {
            return Some(index);
        }
        let cover = Span::new(id.start, id.end);
        let shared = |quotation: &Quotation| {
            let other = quotation.cover();
            let both = other.end.min(cover.end).saturating_sub(other.start.max(cover.start));
            both as f64 / cover.cover(other).len().max(1) as f64
        };
        // One that was decided about by itself is not meant.
        let all = self.analysis.quotations.iter().enumerate();
        let all = all.filter(|(_, quotation)| !self.known.contains_key(&quotation.id()));
        let best =
            all.map(|(index, quotation)| (shared(quotation), index)).max_by(|a, b| a.0.total_cmp(&b.0));
        if let Some((share, index)) = best
            && share > 0.5
        {
            return Some(index);
        }
        let known = self.known.get(&id)?;
        self.fits(&known.quotation.content).then(|| {
            let index = self.insert(known.quotation.clone(), Mark::default());
            self.attribute(id, &known.speakers);
            index
        })
    }

    fn judge(&mut self, index: usize, verdict: &Verdict) -> bool {
        let id = self.analysis.quotations[index].id();
        let fits = match verdict {
            Verdict::Content(content) => self.fits(content) && self.is_free(content, id),
            Verdict::Cue(Some(span)) | Verdict::Source(Some(span)) => self.fits(&[*span]),
            _ => true,
        };
        if !fits {
            return false;
        }
        if *verdict == Verdict::Reject {
            self.reject(index);
            return true;
        }
        self.marks.statements.entry(id).or_insert_with(|| Mark { found: Some(id), ..Mark::default() });
        match verdict {
            Verdict::Speakers(names) => {
                self.attribute(id, names);
                self.mark_of(id).speaker = true;
            }
            Verdict::Content(content) => self.reword(index, content),
            Verdict::Kind(kind) => self.analysis.quotations[index].kind = *kind,
            Verdict::Cue(cue) => self.analysis.quotations[index].cue = *cue,
            Verdict::Source(source) => self.analysis.quotations[index].source = *source,
            Verdict::Stance(score) => self.place(id, *score),
            Verdict::Device(device) => {
                self.stance_of(id).device = *device;
                self.mark_of(id).device = true;
            }
            Verdict::Target(name) => {
                let target = name.as_deref().map(|name| self.cast().named(name));
                self.stance_of(id).target = target;
                self.mark_of(id).target = true;
            }
            Verdict::Note(words) => self.mark_of(id).note.clone_from(words),
            Verdict::Reviewed(is_reviewed) => {
                self.mark_of(id).is_reviewed = *is_reviewed;
                let attribution = self.analysis.speakers.attributions.get_mut(&id);
                if let Some(attribution) = attribution.filter(|it| *is_reviewed && !it.speakers.is_empty()) {
                    attribution.confidence = 1.0;
                }
            }
            Verdict::Reject => {}
        }
        if matches!(verdict, Verdict::Kind(_) | Verdict::Cue(_) | Verdict::Source(_)) {
            self.mark_of(id).words = true;
        }
        true
    }

    /// Whether no other statement has these words.
    fn is_free(&self, content: &[Span], id: QuotationId) -> bool {
        let cover = Span::covering(content).unwrap_or(Span::new(0, 0));
        let new = QuotationId { start: cover.start, end: cover.end };
        new == id || self.analysis.index(new).is_none()
    }

    /// The mark of a statement, which there is by now.
    fn mark_of(&mut self, id: QuotationId) -> &mut Mark {
        self.marks.statements.entry(id).or_default()
    }

    /// The stance of a statement, neutral and of no certainty if it had none.
    fn stance_of(&mut self, id: QuotationId) -> &mut Stance {
        self.analysis.stances.entry(id).or_insert_with(|| blank(0.0))
    }

    fn place(&mut self, id: QuotationId, score: Option<f64>) {
        self.mark_of(id).stance = true;
        let Some(score) = score.map(|score| score.clamp(-1.0, 1.0)) else {
            self.analysis.stances.remove(&id);
            return;
        };
        let stance = self.stance_of(id);
        *stance = Stance { score, low: score, high: score, learned: None, by_rules: None, ..stance.clone() };
    }

    /// Gives a statement other words, and so another name.
    fn reword(&mut self, index: usize, content: &[Span]) {
        let before = self.analysis.quotations.remove(index);
        let id = before.id();
        let mark = self.marks.statements.remove(&id).unwrap_or_default();
        let attribution = self.analysis.speakers.attributions.remove(&id);
        let stance = self.analysis.stances.remove(&id);
        let quotation = Quotation { content: content.to_vec(), ..before };
        let new = quotation.id();
        for other in &mut self.analysis.quotations {
            if other.outer == Some(id) {
                other.outer = Some(new);
            }
        }
        self.insert(quotation, Mark { words: true, ..mark });
        self.analysis.speakers.attributions.insert(new, attribution.unwrap_or_default());
        let scored = self.scored.get(&new).cloned().unwrap_or(stance);
        match scored {
            Some(stance) => self.analysis.stances.insert(new, stance),
            None => self.analysis.stances.remove(&new),
        };
    }

    fn reject(&mut self, index: usize) {
        let id = self.analysis.quotations.remove(index).id();
        self.analysis.speakers.attributions.remove(&id);
        self.analysis.stances.remove(&id);
        let mark = self.marks.statements.remove(&id);
        self.marks.rejected.extend(mark.map_or(Some(id), |mark| mark.found));
        for other in &mut self.analysis.quotations {
            other.outer = other.outer.filter(|outer| *outer != id);
        }
    }

    fn mark(&mut self, content: &[Span], kind: Kind, speakers: &[String]) -> bool {
        let quotation = Quotation {
            kind,
            content: content.to_vec(),
            cue: None,
            source: None,
            addressee: None,
            outer: None,
            rule: BY_HAND,
            confidence: 1.0,
        };
        let id = quotation.id();
        if !self.fits(content) || self.analysis.index(id).is_some() {
            return false;
        }
        self.insert(quotation, Mark { words: true, speaker: !speakers.is_empty(), ..Mark::default() });
        self.attribute(id, speakers);
        if let Some(Some(stance)) = self.scored.get(&id) {
            self.analysis.stances.insert(id, stance.clone());
        }
        true
    }

    /// Puts a statement into its place in the list.
    fn insert(&mut self, quotation: Quotation, mark: Mark) -> usize {
        let id = quotation.id();
        let index = self.analysis.quotations.partition_point(|other| other.id() < id);
        self.analysis.quotations.insert(index, quotation);
        self.analysis.speakers.attributions.entry(id).or_default();
        self.marks.statements.insert(id, mark);
        index
    }

    fn attribute(&mut self, id: QuotationId, names: &[String]) {
        let mut speakers: Vec<SpeakerId> = Vec::new();
        for name in names {
            let speaker = self.cast().named(name);
            if !speakers.contains(&speaker) {
                speakers.push(speaker);
            }
        }
        let confidence = if speakers.is_empty() { 0.0 } else { 1.0 };
        let attribution = Attribution { speakers, confidence, ..Attribution::default() };
        self.analysis.speakers.attributions.insert(id, attribution);
    }

    fn decide(&mut self, name: &str, decision: &Decision) -> bool {
        let Some(speaker) = self.cast().find(name) else { return false };
        self.marks.speakers.insert(speaker);
        match decision {
            Decision::Rename(to) => self.cast().rename(speaker, to),
            Decision::Role(role) => self.cast().give_role(speaker, role),
            Decision::Side(side) if side.is_empty() => drop(self.marks.sides.remove(&speaker)),
            Decision::Side(side) => drop(self.marks.sides.insert(speaker, side.clone())),
            Decision::Merge(into) => {
                let into = self.cast().named(into);
                self.cast().merge(speaker, into);
                for stance in self.analysis.stances.values_mut().filter(|it| it.target == Some(speaker)) {
                    stance.target = Some(into);
                }
                if let Some(side) = self.marks.sides.remove(&speaker) {
                    self.marks.sides.entry(into).or_insert(side);
                }
            }
            Decision::Split { statements, to } => {
                let to = self.cast().named(to);
                self.marks.speakers.insert(to);
                for &statement in statements {
                    if let Some(index) = self.find(statement) {
                        let id = self.analysis.quotations[index].id();
                        self.cast().hand_over(id, speaker, to);
                    }
                }
            }
        }
        true
    }

    fn cast(&mut self) -> Cast<'_> {
        Cast { speakers: &mut self.analysis.speakers, marks: &mut self.marks }
    }

    /// Whether spans are words of this text: in order, disjoint, not empty, between characters.
    fn fits(&self, spans: &[Span]) -> bool {
        let text = self.article.text();
        let each = spans.iter().all(|span| {
            !span.is_empty() && text.is_char_boundary(span.start) && text.is_char_boundary(span.end)
        });
        each && !spans.is_empty() && spans.windows(2).all(|pair| pair[0].end <= pair[1].start)
    }
}

/// A stance without reasons.
fn blank(score: f64) -> Stance {
    Stance {
        score,
        low: score,
        high: score,
        evidence: Vec::new(),
        leanings: Vec::new(),
        device: None,
        target: None,
        learned: None,
        by_rules: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{self, Engine};
    use crate::review::reviewed;

    const TEXT: &str = "“We will never sign,” said Ann Bell. Tom Moor said the talks were fair. Bell said the door \
                        was open. It rained.";

    struct Sample {
        article: Article,
        found: Analysis,
        review: Review,
    }

    impl Sample {
        fn new() -> Self {
            let article = Article::new(TEXT);
            let found = analysis::analyze_with(&article, Engine::Rules);
            assert_eq!(found.quotations.len(), 3);
            Self { article, found, review: Review::default() }
        }

        fn id(&self, index: usize) -> QuotationId {
            self.now().analysis.quotations[index].id()
        }

        fn push(&mut self, correction: Correction) {
            let now = self.now().analysis;
            assert!(self.review.push(correction, &now));
        }

        fn decide(&mut self, name: &str, decision: Decision) {
            self.push(Correction::Speaker { name: name.into(), decision });
        }

        fn now(&self) -> Reviewed {
            reviewed(&self.article, &self.found, &self.review)
        }

        fn names(&self) -> Vec<String> {
            let now = self.now();
            let name = |quotation: &Quotation| super::super::names(&now.analysis.speakers, quotation.id());
            now.analysis.quotations.iter().map(|quotation| name(quotation).join("+")).collect()
        }

        fn span(words: &str) -> Span {
            let start = TEXT.find(words).expect("words of the text");
            Span::new(start, start + words.len())
        }
    }

    #[test]
    fn a_statement_gets_another_speaker_and_both_are_known() {
        let mut sample = Sample::new();
        let id = sample.id(0);
        sample.push(Correction::of(id, Verdict::Speakers(vec!["Tom Moor".into(), "Eve Lund".into()])));
        assert_eq!(sample.names(), ["Tom Moor+Eve Lund", "Tom Moor", "Ann Bell"]);
        let now = sample.now();
        assert!(now.marks.is_settled(id) && now.marks.statements[&id].speaker);
        assert_eq!(sample.review.known[&id].speakers, ["Ann Bell"]);
        sample.push(Correction::of(id, Verdict::Speakers(Vec::new())));
        assert_eq!(sample.names()[0], "");
    }

    #[test]
    fn speakers_are_renamed_merged_and_split_with_all_they_said() {
        let mut sample = Sample::new();
        sample.decide("Ann Bell", Decision::Rename("Anna Bell".into()));
        sample.decide("Tom Moor", Decision::Side("buyers".into()));
        assert_eq!(sample.names(), ["Anna Bell", "Tom Moor", "Anna Bell"]);
        let last = sample.id(2);
        sample.decide("Anna Bell", Decision::Split { statements: vec![last], to: "Ben Bell".into() });
        assert_eq!(sample.names(), ["Anna Bell", "Tom Moor", "Ben Bell"]);
        sample.decide("Tom Moor", Decision::Merge("Ben Bell".into()));
        assert_eq!(sample.names(), ["Anna Bell", "Ben Bell", "Ben Bell"]);
        let now = sample.now();
        let ben = now.analysis.speakers.list.iter().find(|one| one.name == "Ben Bell").expect("Ben");
        assert_eq!(now.marks.sides[&ben.id], "buyers");
        assert!(ben.aliases.contains(&"Tom Moor".to_owned()));
        assert!(now.marks.idle.is_empty());
        sample.decide("Nobody", Decision::Role("minister".into()));
        assert_eq!(sample.now().marks.idle, [4]);
    }

    #[test]
    fn other_words_give_a_statement_another_name_and_keep_what_is_known_of_it() {
        let mut sample = Sample::new();
        let id = sample.id(0);
        sample.push(Correction::of(id, Verdict::Note("check".into())));
        let words = Sample::span("We will never sign");
        sample.push(Correction::of(id, Verdict::Content(vec![words])));
        let new = QuotationId { start: words.start, end: words.end };
        let now = sample.now();
        assert!(now.analysis.quotation(id).is_none());
        assert_eq!((now.marks.found(new), now.marks.statements[&new].note.as_str()), (Some(id), "check"));
        assert_eq!(now.analysis.stances[&new].score, sample.found.stances[&id].score);
        assert_eq!(sample.names()[0], "Ann Bell");
        sample.push(Correction::of(new, Verdict::Stance(None)));
        assert!(!sample.now().analysis.stances.contains_key(&new));
        sample.push(Correction::of(new, Verdict::Reject));
        assert_eq!((sample.names().len(), sample.now().marks.rejected), (2, vec![id]));
    }

    #[test]
    fn a_marked_statement_stands_in_its_place_and_is_scored_when_that_is_known() {
        let mut sample = Sample::new();
        let words = Sample::span("It rained");
        let mark = Correction::Mark { content: vec![words], kind: Kind::Indirect, speakers: Vec::new() };
        sample.push(mark.clone());
        sample.push(mark);
        let id = QuotationId { start: words.start, end: words.end };
        let now = sample.now();
        assert_eq!((now.analysis.index(id), now.marks.found(id)), (Some(3), None));
        assert_eq!(now.marks.idle, [1], "it is there already");
        let scored = Scored::from([(id, Some(blank(0.5)))]);
        let scored = apply(&sample.article, &sample.found, &sample.review, &scored);
        assert_eq!(scored.analysis.stances[&id].score, 0.5);
    }

    #[test]
    fn decisions_hold_where_another_engine_finds_other_words_or_nothing() {
        let mut sample = Sample::new();
        let (first, last) = (sample.id(0), sample.id(2));
        sample.push(Correction::of(first, Verdict::Stance(Some(-1.0))));
        sample.push(Correction::of(last, Verdict::Device(Some(crate::stance::Device::Offer))));
        let quotation = &mut sample.found.quotations[0];
        quotation.content[0].start += "“".len();
        let near = quotation.id();
        let attribution = sample.found.speakers.attributions.remove(&first).expect("a speaker");
        sample.found.speakers.attributions.insert(near, attribution);
        sample.found.quotations.pop();
        let now = sample.now();
        assert_eq!(now.analysis.stances[&near].score, -1.0);
        assert_eq!(now.analysis.quotations.len(), 3, "what a person has seen is not lost");
        assert_eq!(sample.names()[2], "Ann Bell");
        assert!(now.marks.idle.is_empty());
    }

    #[test]
    fn what_does_not_fit_the_text_changes_nothing() {
        let mut sample = Sample::new();
        let id = sample.id(0);
        for content in [vec![Span::new(1, 5)], vec![], vec![Span::new(5, 5)], vec![Span::new(0, 9999)]] {
            sample.push(Correction::of(id, Verdict::Content(content)));
        }
        let now = sample.now();
        assert_eq!((now.analysis, now.marks.idle), (sample.found.clone(), vec![0, 1, 2, 3]));
    }

    #[test]
    fn a_statement_found_right_has_a_sure_speaker() {
        let mut sample = Sample::new();
        let id = sample.id(2);
        assert!(sample.now().analysis.speakers.attributions[&id].confidence < 1.0);
        sample.push(Correction::of(id, Verdict::Reviewed(true)));
        let now = sample.now();
        assert_eq!(now.analysis.speakers.attributions[&id].confidence, 1.0);
        assert!(now.marks.is_settled(id));
    }
}
