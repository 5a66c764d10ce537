//! Scores where each statement stands between conciliatory and hardline.
//!
//! A word list and a handful of rules, so that every score can be explained by the words it came from: the known words of a
//! statement are found, the rules change what they weigh, the cue has its say, and the sum is bent onto the scale from
//! -1 to 1. What the scale means is told in `docs/STANCE.md`.

mod applies;
mod category;
mod combine;
mod conditional;
mod contrast;
mod cue;
mod device;
mod inflection;
mod lexicon;
mod negation;
mod phrases;
mod pronouns;
mod question;
mod reading;
mod reported;
mod score;
mod statement;
mod strength;
mod target;
mod tone;

pub use score::{Device, Evidence, Stance};

use std::collections::BTreeMap;

use crate::article::Article;
use crate::quotes::{Quotation, QuotationId};
use crate::speakers::Speakers;

use applies::Background;
use combine::Total;
use reading::Reading;
use statement::Word;
use tone::Tones;

/// The stance of every quotation that takes one. A quotation without an entry has no stance, which is not the same as a
/// neutral one.
pub fn score(
    article: &Article,
    quotations: &[Quotation],
    speakers: &Speakers,
) -> BTreeMap<QuotationId, Stance> {
    if quotations.is_empty() {
        return BTreeMap::new();
    }
    let reading = Reading::new(article);
    let background = Background::of(&reading);
    let weighed: Vec<Weighed> =
        quotations.iter().filter_map(|quotation| weigh(&reading, background, quotation)).collect();
    let mut tones = Tones::default();
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
}

/// Lets the rules work on a statement; `None` if it takes no stance.
fn weigh<'q>(reading: &Reading, background: Background, quotation: &'q Quotation) -> Option<Weighed<'q>> {
    let mut words = statement::words(reading, quotation);
    let cue = cue::read(reading, quotation);
    if !background.applies(&words, &cue) {
        return None;
    }
    negation::apply(&mut words);
    strength::apply(&mut words);
    reported::apply(&mut words);
    contrast::apply(&mut words);
    conditional::apply(&mut words);
    question::apply(&mut words, quotation.kind);
    pronouns::apply(&mut words);
    let cue_word = cue.apply(&mut words);
    let mut total = Total::of(words.iter().chain(&cue_word), contrast::is_in(&words));
    total.sum += tone::start(quotation.kind, cue.mode, cue.is_report());
    Some(Weighed { quotation, words, cue: cue_word, total })
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
                reason: word.reason.to_owned(),
            })
            .filter(|evidence| evidence.weight.abs() > 0.0)
            .collect();
        evidence.sort_by_key(|evidence| evidence.span);
        let strongest = evidence.iter().fold(None, |best: Option<&Evidence>, one| match best {
            Some(best) if best.weight.abs() >= one.weight.abs() => Some(best),
            _ => Some(one),
        });
        let target = target::find(self.quotation, speakers, strongest.map(|evidence| evidence.span));
        Stance { score, low, high, device: device::find(all()), target, evidence }
    }
}
