//! Finds reported statements: direct, mixed and indirect speech.
//!
//! Quotation marks are paired first and each quoted stretch is folded into one item, so that a sentence reads "Q, X said,
//! Q". Then each reporting verb of a sentence is given its subject and its content, by the frames listed in
//! `assets/cues.tsv`. The method follows the rule-based quotation extraction of Pouliquen, Steinberger and Best (2007) and
//! O'Keefe et al. (2012) in starting from cues, and the attribution scheme of Pareti (2012) in what content, cue and
//! source are.

mod according;
mod adjunct;
mod assemble;
mod before;
mod content;
mod cue;
mod ending;
mod foreign;
mod frames;
mod inversion;
mod joined;
mod marks;
mod occurrence;
mod participle;
mod phrase;
mod present;
mod quotation;
pub mod tagger;
#[cfg(test)]
mod testing;
mod turns;
mod unit;
mod unsaid;

pub use quotation::{Kind, Quotation, QuotationId};

use crate::article::Article;
use crate::inference::Model;
use crate::text::Span;
use content::Candidate;
use unit::{Narration, Unit};

/// What was found in an article.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Extraction {
    /// The statements, ordered by where their content begins.
    pub quotations: Vec<Quotation>,
    /// Quoted words in narration that are nobody's reported statement: scare quotes, nicknames, titles of works.
    pub fragments: Vec<Span>,
}

/// Finds the quotations of `article` by rules alone.
pub fn extract(article: &Article) -> Extraction {
    extract_with(article, None)
}

/// Finds the quotations of `article` by rules and, if there is one, a learned model. Both know English; of an article in another language
/// only what stands between quotation marks is found, and nobody is found to have said it.
pub fn extract_with(article: &Article, model: Option<&dyn Model>) -> Extraction {
    if article.metadata.language.is_some() {
        return foreign::extract(article);
    }
    let narration = Narration::new(article);
    let turns = turns::transcript(&narration);
    let mut turns = turns.into_iter().peekable();
    let mut candidates: Vec<Candidate> = Vec::new();
    let mut doubts = Vec::new();
    for unit in &narration.units {
        candidates.extend(turns.next_if(|turn| turn.pieces[0].start < unit.items.end));
        let in_turn = candidates
            .last()
            .is_some_and(|last| last.rule == turns::RULE && last.pieces[0].contains(&(unit.items.end - 1)));
        if in_turn {
            continue;
        }
        let found = reported_in(&narration, unit);
        if model.is_some() && tagger::may_report(&narration, unit, &found) {
            doubts.push(tagger::Doubt::new(&narration, unit, found));
        } else {
            candidates.extend(assemble::settle(found));
        }
    }
    if let Some(model) = model {
        let revised = tagger::settled(&narration, model, doubts);
        candidates.extend(revised.into_iter().flat_map(assemble::settle));
    }
    assemble::quotations(&narration, candidates)
}

/// Every statement that one narrated sentence may report, overlapping ones included.
fn reported_in(narration: &Narration<'_>, unit: &Unit) -> Vec<Candidate> {
    let cues = occurrence::occurrences(narration, &unit.items);
    let by_cue = (0..cues.len()).filter_map(|index| content::candidate(narration, &unit.items, &cues, index));
    let mut found: Vec<Candidate> = by_cue.collect();
    found.extend(according::candidates(narration, &unit.items, &cues));
    found.extend(turns::signed(narration, &unit.items));
    found
}
