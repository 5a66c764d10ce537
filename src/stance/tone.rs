//! What a statement's surroundings say when its own words say little.
//!
//! A speaker who is hard in one breath is seldom soft in the next, and what is reported of a dispute is mostly
//! disagreement. So a statement is drawn toward how the speaker, and the article, sound elsewhere: the less it says itself,
//! the more.

use super::lexicon::Mode;
use crate::quotes::{Kind, Quotation};
use crate::speakers::Speakers;

/// The amount of a statement's own weights at which its surroundings count half.
const OWN: f64 = 2.0;

/// The tone of each speaker of an article, from all statements that take a stance.
#[derive(Debug)]
pub(super) struct Tones {
    /// By the number of their id.
    speakers: Vec<Tone>,
    article: Tone,
}

#[derive(Debug, Default, Clone, Copy)]
struct Tone {
    sum: f64,
    count: f64,
}

impl Tone {
    fn add(&mut self, sum: f64) {
        // One very hard statement must not colour a whole article.
        self.sum += sum.clamp(-3.0, 3.0);
        self.count += 1.0;
    }

    /// The mean of the others, drawn toward zero where they are few.
    fn without(&self, own: f64) -> f64 {
        (self.sum - own.clamp(-3.0, 3.0)) / (self.count + 1.0)
    }
}

impl Tones {
    /// Before any statement.
    pub(super) fn new(speakers: &Speakers) -> Self {
        Self { speakers: vec![Tone::default(); speakers.list.len()], article: Tone::default() }
    }

    /// Takes in a statement of sum `sum`.
    pub(super) fn add(&mut self, quotation: &Quotation, speakers: &Speakers, sum: f64) {
        for &speaker in speakers.of(quotation.id()) {
            if let Some(tone) = self.speakers.get_mut(speaker.0 as usize) {
                tone.add(sum);
            }
        }
        self.article.add(sum);
    }

    /// What the surroundings add to a statement whose weights sum to `sum` and amount to `amount`.
    pub(super) fn pull(&self, quotation: &Quotation, speakers: &Speakers, (sum, amount): (f64, f64)) -> f64 {
        let speaker: f64 = speakers
            .of(quotation.id())
            .iter()
            .filter_map(|speaker| self.speakers.get(speaker.0 as usize))
            .map(|tone| tone.without(sum))
            .sum();
        let of_speaker = speaker / speakers.of(quotation.id()).len().max(1) as f64;
        (0.8 * of_speaker + 0.6 * self.article.without(sum)) * OWN / (OWN + amount)
    }
}

/// Where a statement starts before its words are weighed: whoever is quoted in a dispute mostly disagrees, and the more
/// so in own words; what is announced or merely reported takes no side, and is held against the pull of its surroundings.
pub(super) fn start(kind: Kind, mode: Mode, announces: bool) -> f64 {
    match (kind, mode) {
        (_, Mode::Report) => 0.2,
        (_, Mode::Plain) if announces => 0.0,
        (Kind::Direct | Kind::Mixed, Mode::Plain) => -0.5,
        (Kind::Indirect, Mode::Plain) => -0.3,
        _ => -0.2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quotes::QuotationId;
    use crate::speakers::{Attribution, Speaker, SpeakerId, SpeakerKind};
    use crate::text::Span;

    fn quotation(at: usize) -> Quotation {
        Quotation {
            kind: Kind::Direct,
            content: vec![Span::new(at, at + 5)],
            cue: None,
            source: None,
            addressee: None,
            outer: None,
            rule: "test",
            confidence: 1.0,
        }
    }

    /// Statements at 0 and 10 by speaker 0, at 20 by speaker 1.
    fn speakers() -> Speakers {
        let said = |at: usize, by: u32| {
            let attribution = Attribution { speakers: vec![SpeakerId(by)], ..Attribution::default() };
            (QuotationId { start: at, end: at + 5 }, attribution)
        };
        let list = [0, 1].map(|id| Speaker {
            id: SpeakerId(id),
            name: format!("Speaker {id}"),
            kind: SpeakerKind::Person,
            role: None,
            affiliation: None,
            country: None,
            aliases: Vec::new(),
            mentions: Vec::new(),
        });
        Speakers { list: list.into(), attributions: [said(0, 0), said(10, 0), said(20, 1)].into() }
    }

    #[test]
    fn a_silent_statement_leans_toward_its_speakers_others() {
        let speakers = speakers();
        let mut tones = Tones::new(&speakers);
        tones.add(&quotation(0), &speakers, -3.0);
        tones.add(&quotation(10), &speakers, 0.0);
        tones.add(&quotation(20), &speakers, 0.0);
        let same = tones.pull(&quotation(10), &speakers, (0.0, 0.0));
        let other = tones.pull(&quotation(20), &speakers, (0.0, 0.0));
        assert!(same < other && other < 0.0, "{same} {other}");
    }

    #[test]
    fn own_words_outweigh_the_surroundings() {
        let speakers = speakers();
        let mut tones = Tones::new(&speakers);
        tones.add(&quotation(0), &speakers, -3.0);
        tones.add(&quotation(10), &speakers, 2.0);
        let pull = tones.pull(&quotation(10), &speakers, (2.0, 2.0));
        assert!(pull < 0.0 && pull > -1.0, "{pull}");
    }

    #[test]
    fn a_statement_does_not_pull_itself() {
        let speakers = speakers();
        let mut tones = Tones::new(&speakers);
        tones.add(&quotation(20), &speakers, -3.0);
        assert!(tones.pull(&quotation(20), &speakers, (-3.0, 0.0)).abs() < 1e-9);
    }

    #[test]
    fn reports_start_in_the_middle_and_own_words_do_not() {
        assert!(start(Kind::Indirect, Mode::Plain, true).abs() < f64::EPSILON);
        assert!(start(Kind::Indirect, Mode::Report, false) > start(Kind::Indirect, Mode::Plain, true));
        assert!(start(Kind::Direct, Mode::Plain, false) < start(Kind::Indirect, Mode::Plain, false));
    }
}
