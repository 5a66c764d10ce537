//! The two word lists that the scorer reads, parsed once.

use std::sync::OnceLock;

use super::Device;
use super::category::Category;
use super::phrases::PhraseTable;

/// What the lexicon says of a word or phrase of a statement.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Term {
    pub(super) category: Category,
    /// In steps of the guideline, from -3 to 3.
    pub(super) weight: f64,
}

/// How a cue and its content come together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Mode {
    /// Facts are told, by no side: "according to", "found".
    Report,
    /// The cue says nothing about stance: "said".
    Plain,
    /// The cue leans, and the content is scored besides: "warned".
    Add,
    /// Something is asked for, and what it is decides: "called for".
    Ask,
    /// Harm is announced: "threatened".
    Threat,
    /// The cue alone says where the speaker stands toward the content: "rejected".
    Own,
}

/// What the cue list says of a word that reports speech.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct CueTerm {
    pub(super) mode: Mode,
    /// In steps of the guideline, from -3 to 3.
    pub(super) weight: f64,
    pub(super) device: Option<Device>,
    /// What it adds to the evidence that there is a dispute at all; in log odds.
    pub(super) dispute: f64,
}

/// The words of statements.
pub(super) fn terms() -> &'static PhraseTable<Term> {
    static TABLE: OnceLock<PhraseTable<Term>> = OnceLock::new();
    TABLE.get_or_init(|| PhraseTable::new(&parse(include_str!("../../assets/stance_lexicon.tsv"), term)))
}

/// The words that report them.
pub(super) fn cues() -> &'static PhraseTable<CueTerm> {
    static TABLE: OnceLock<PhraseTable<CueTerm>> = OnceLock::new();
    TABLE.get_or_init(|| PhraseTable::new(&parse(include_str!("../../assets/stance_cues.tsv"), cue)))
}

/// The entries of a list. A line that can't be read is left out here and found by the tests: the lists are part of the
/// program.
fn parse<T>(list: &str, value: impl Fn(&[&str]) -> Option<T>) -> Vec<(&str, T)> {
    list.lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let (term, rest) = line.split_once('\t')?;
            let columns: Vec<&str> = rest.split('\t').collect();
            Some((term, value(&columns)?))
        })
        .collect()
}

fn term(columns: &[&str]) -> Option<Term> {
    let [category, weight] = columns else { return None };
    Some(Term { category: Category::from_name(category)?, weight: weight.parse().ok()? })
}

fn cue(columns: &[&str]) -> Option<CueTerm> {
    let [mode, weight, device, dispute] = columns else { return None };
    let mode = match *mode {
        "report" => Mode::Report,
        "plain" => Mode::Plain,
        "add" => Mode::Add,
        "ask" => Mode::Ask,
        "threat" => Mode::Threat,
        "own" => Mode::Own,
        _ => return None,
    };
    let device = match *device {
        "none" => None,
        name => Some(*Device::ALL.iter().find(|device| device.name() == name)?),
    };
    Some(CueTerm { mode, weight: weight.parse().ok()?, device, dispute: dispute.parse().ok()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TERMS: &str = include_str!("../../assets/stance_lexicon.tsv");
    const CUES: &str = include_str!("../../assets/stance_cues.tsv");

    fn entries(list: &str) -> Vec<&str> {
        list.lines().filter(|line| !line.starts_with('#')).collect()
    }

    #[test]
    fn every_line_of_both_lists_is_read() {
        assert_eq!(parse(TERMS, term).len(), entries(TERMS).len());
        assert_eq!(parse(CUES, cue).len(), entries(CUES).len());
    }

    #[test]
    fn no_term_stands_twice_and_all_are_in_lower_case() {
        for list in [TERMS, CUES] {
            let mut seen = std::collections::BTreeSet::new();
            for line in entries(list) {
                let term = line.split('\t').next().unwrap_or_default();
                assert!(seen.insert(term), "{term} stands twice");
                assert_eq!(term, term.to_lowercase());
            }
        }
    }

    #[test]
    fn weights_stay_on_the_scale_and_only_scored_words_have_one() {
        for (text, term) in parse(TERMS, term) {
            assert!((-3.0..=3.0).contains(&term.weight), "{text}");
            assert!(term.category.is_scored() || term.weight.abs() < f64::EPSILON, "{text}");
        }
    }

    #[test]
    fn the_lexicon_is_large() {
        assert!(parse(TERMS, term).iter().filter(|(_, term)| term.category.is_scored()).count() > 900);
    }
}
