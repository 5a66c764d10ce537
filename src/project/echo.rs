//! The same quotation in several articles: what was cut, and who is said to have said it.
//!
//! Statements are compared by runs of three words, in which forms that change when speech is reported ("we will", "they would")
//! count as one; this is the shingling of Broder (1997), with the share of the shorter statement's runs as the measure
//! ("containment"), so that a cut quotation is found in the full one.

use std::collections::BTreeMap;

use similar::{ChangeTag, TextDiff};

use super::{Project, Statement};
use crate::speakers::fold;

/// How many words are compared at a time.
const RUN: usize = 3;
/// A statement of fewer words is said by many.
const SHORTEST: usize = 5;
/// The least share of the shorter statement's runs that the longer one has too.
const ALIKE: f64 = 0.5;
/// A run that so many statements have is a turn of phrase.
const COMMON: usize = 60;

/// One quotation as several articles tell it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Echo {
    /// The tellings, by date where known, then in the order of the articles; of one article only one or none.
    pub tellings: Vec<Statement>,
}

/// All quotations that several articles tell, those first that most of them do.
pub fn echoes(project: &Project) -> Vec<Echo> {
    let statements: Vec<Statement> = project.statements().collect();
    let runs: Vec<Vec<u64>> = statements.iter().map(|&one| runs(&project.words(one))).collect();
    // Statements in the same words are one before anything is compared: a hundred papers may print one agency's report.
    let mut group: Vec<usize> = (0..statements.len()).collect();
    let mut first: BTreeMap<&[u64], usize> = BTreeMap::new();
    for (index, runs) in runs.iter().enumerate().filter(|(_, runs)| !runs.is_empty()) {
        group[index] = *first.entry(runs).or_insert(index);
    }
    let mut places: Vec<(u64, usize)> = Vec::new();
    for (index, runs) in runs.iter().enumerate().filter(|(index, _)| group[*index] == *index) {
        places.extend(runs.iter().map(|&run| (run, index)));
    }
    places.sort_unstable();
    let mut shared: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for same in places.chunk_by(|a, b| a.0 == b.0).filter(|same| (2..=COMMON).contains(&same.len())) {
        for (at, &(_, one)) in same.iter().enumerate() {
            for &(_, other) in &same[at + 1..] {
                *shared.entry((one, other)).or_default() += 1;
            }
        }
    }
    for ((one, other), count) in shared {
        if count as f64 >= ALIKE * runs[one].len().min(runs[other].len()) as f64 {
            let (one, other) = (root(&mut group, one), root(&mut group, other));
            group[one.max(other)] = one.min(other);
        }
    }
    let mut members: BTreeMap<usize, Vec<Statement>> = BTreeMap::new();
    for (index, &statement) in statements.iter().enumerate() {
        members.entry(root(&mut group, index)).or_default().push(statement);
    }
    let mut echoes: Vec<Echo> =
        members.into_values().map(|tellings| one_of_each(project, tellings)).collect();
    echoes.retain(|echo| echo.tellings.len() > 1);
    echoes.sort_by_key(|echo| std::cmp::Reverse(echo.tellings.len()));
    echoes
}

fn root(group: &mut [usize], mut of: usize) -> usize {
    while group[of] != of {
        group[of] = group[group[of]];
        of = group[of];
    }
    of
}

/// The longest telling of each article, by date.
fn one_of_each(project: &Project, tellings: Vec<Statement>) -> Echo {
    let length = |one: Statement| project.quotation(one).content.iter().map(|span| span.len()).sum::<usize>();
    let mut best: BTreeMap<usize, Statement> = BTreeMap::new();
    for one in tellings {
        let kept = best.entry(one.member).or_insert(one);
        if length(one) > length(*kept) {
            *kept = one;
        }
    }
    let mut tellings: Vec<Statement> = best.into_values().collect();
    tellings.sort_by_cached_key(|one| {
        let day = project.members[one.member].day();
        (day.is_none(), day, *one)
    });
    Echo { tellings }
}

/// The runs of a statement's words, sorted, each once.
fn runs(text: &str) -> Vec<u64> {
    let words =
        text.split(|c: char| !(c.is_alphanumeric() || c == '\'' || c == '’')).filter(|word| !word.is_empty());
    let words: Vec<String> = words.map(plain).filter(|word| !word.is_empty()).collect();
    if words.len() < SHORTEST {
        return Vec::new();
    }
    let mut runs: Vec<u64> = words.windows(RUN).map(hash).collect();
    runs.sort_unstable();
    runs.dedup();
    runs
}

/// A word as it is compared.
fn plain(word: &str) -> String {
    let word = fold(word);
    let form = match word.as_str() {
        "i" | "we" | "he" | "she" | "they" => "they",
        "me" | "us" | "him" | "them" => "them",
        "my" | "our" | "his" | "her" | "their" => "their",
        "am" | "is" | "are" | "was" | "were" => "be",
        "has" | "have" | "had" => "have",
        "will" | "would" | "shall" => "would",
        "can" | "could" => "could",
        "may" | "might" => "might",
        "won't" | "won’t" | "wouldn't" | "wouldn’t" => "wouldnt",
        "that" => "",
        other => other,
    };
    form.to_owned()
}

/// FNV-1a over the words, which is the same on every machine.
fn hash(words: &[String]) -> u64 {
    let bytes = words.iter().flat_map(|word| word.bytes().chain([b' ']));
    bytes.fold(0xCBF2_9CE4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3))
}

/// What becomes of some words from one telling to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// They are in both.
    Kept,
    /// They are in the first only.
    Cut,
    /// They are in the second only.
    Added,
}

/// How the words of one telling become those of another.
pub fn changes(from: &str, to: &str) -> Vec<(Change, String)> {
    let mut out: Vec<(Change, String)> = Vec::new();
    for change in TextDiff::from_words(from, to).iter_all_changes() {
        let what = match change.tag() {
            ChangeTag::Equal => Change::Kept,
            ChangeTag::Delete => Change::Cut,
            ChangeTag::Insert => Change::Added,
        };
        match out.last_mut() {
            Some((last, words)) if *last == what => words.push_str(change.value()),
            _ => out.push((what, change.value().to_owned())),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::member::tests::member;
    use super::*;

    #[test]
    fn a_quotation_is_found_again_cut_and_reported() {
        let members = [
            member(
                "wire",
                "2026-03-02",
                "“We will never sign the border treaty under threat,” said Ana Bell on Monday.",
            ),
            member("post", "2026-03-01", "“We will never sign the border treaty,” Bell said."),
            member(
                "echo",
                "2026-03-03",
                "Ana Bell said they would never sign the border treaty under threat.",
            ),
            member("other", "2026-03-03", "“The harvest was the best in years,” said Ivo Marin."),
        ];
        let project = Project { members: members.to_vec(), ..Project::default() };
        let found = echoes(&project);
        assert_eq!(found.len(), 1);
        let order: Vec<usize> = found[0].tellings.iter().map(|one| one.member).collect();
        assert_eq!(order, [1, 0, 2]);
    }

    #[test]
    fn what_everybody_prints_is_found_too() {
        let full = "“We will never sign the border treaty under threat,” said Ana Bell.";
        let cut = "“We will never sign the border treaty,” Bell said.";
        let members = (0..100)
            .map(|number| member(&format!("m{number}"), "", if number % 9 == 0 { cut } else { full }));
        let project = Project { members: members.collect(), ..Project::default() };
        let found = echoes(&project);
        assert_eq!(found.iter().map(|echo| echo.tellings.len()).collect::<Vec<_>>(), [100]);
    }

    #[test]
    fn what_was_cut_is_shown() {
        let found = changes("We will never sign under threat", "We will never sign");
        assert_eq!(
            found,
            [(Change::Kept, "We will never sign".into()), (Change::Cut, " under threat".into())]
        );
    }

    #[test]
    fn short_sayings_and_one_articles_own_echo_do_not_count() {
        let twice = "“We will never sign the border treaty,” said Ana Bell. “We will never sign the border treaty,” she said again.";
        let members = [
            member("a", "", twice),
            member("b", "", "“No comment,” said Ivo Marin."),
            member("c", "", "“No comment,” said Li Wei."),
        ];
        let project = Project { members: members.to_vec(), ..Project::default() };
        assert_eq!(echoes(&project), []);
    }
}
