//! Matches found statements with annotated ones and counts.

use std::collections::{BTreeMap, BTreeSet};

use super::names::{Name, is_small, lenient, names};
use super::overlap::{overlap, trimmed, word_at, words};
use super::rows::{Error, Row, Statement};
use super::stance::{self, StanceScores, sign};

/// Precision, recall and their harmonic mean, each from 0 to 1, with what they are over.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Rates {
    /// The share of found statements that are right.
    pub precision: f64,
    /// The share of annotated statements that were found.
    pub recall: f64,
    /// Their harmonic mean.
    pub f1: f64,
    /// How many statements are annotated.
    pub annotated: usize,
    /// How many were found.
    pub found: usize,
}

/// One measure over all statements and by kind: recall over annotated statements of the kind, precision over found ones.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Kinds {
    /// Over every kind.
    pub all: Rates,
    /// Over direct speech.
    pub direct: Rates,
    /// Over partly quoted speech.
    pub mixed: Rates,
    /// Over reported speech.
    pub indirect: Rates,
}

/// Measures of content. A match is one to one, greedy by overlap.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Scores {
    /// The pieces are the same, marks at their ends aside.
    pub strict: Kinds,
    /// Words overlap by at least 0.8 (intersection over union).
    pub iou80: Kinds,
    /// Words overlap by at least 0.5.
    pub iou50: Kinds,
    /// Matched at 0.8 and the right speaker (lenient).
    pub end_to_end: Kinds,
}

/// Measures of speakers over statements matched at 0.8; `None` where there is nothing to measure.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Speakers {
    /// How many statements are matched.
    pub matched: usize,
    /// The share with the right kind.
    pub kind: Option<f64>,
    /// The share whose source shares a word with the annotated one.
    pub source_overlap: Option<f64>,
    /// The share with exactly the annotated names, titles and articles aside.
    pub exact: Option<f64>,
    /// The share where each name has a counterpart with the same last word, or one that contains the other.
    pub lenient: Option<f64>,
    /// Krippendorff's alpha (2004) for two coders on whom they name, each set of names a category of its own; nobody is one, too.
    pub alpha: Option<f64>,
}

/// Everything that is measured.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Figures {
    /// How many annotated articles there are.
    pub articles: usize,
    /// Content.
    pub content: Scores,
    /// Speakers, on matches.
    pub speakers: Speakers,
    /// Stance, on matches; `None` if no annotated match has one.
    pub stance: Option<StanceScores>,
    /// The whole job: of annotated statements that are not neutral, the share that is found, given to the right speaker and
    /// put on the right side of zero.
    pub position: Option<f64>,
    /// Of the matched statements where both have a stance and the found one a range: the share whose range holds the
    /// annotated score.
    pub range_holds: Option<f64>,
}

const KINDS: [&str; 4] = ["all", "direct", "mixed", "indirect"];

/// For each kind: found right, found, annotated right, annotated.
#[derive(Debug, Default, Clone, Copy)]
struct Counts([[usize; 4]; 4]);

#[derive(Debug, Default)]
struct Tally {
    strict: Counts,
    iou80: Counts,
    iou50: Counts,
    end_to_end: Counts,
    matched: usize,
    kind: usize,
    source: (usize, usize),
    exact: usize,
    lenient: usize,
    named: usize,
    /// Whom both sides name, of all matched statements.
    said_by: Vec<[BTreeSet<Name>; 2]>,
    stances: Vec<(f64, f64)>,
    /// How many ranges hold the annotated score, of how many.
    ranges: (usize, usize),
    takes: (usize, usize),
    position: (usize, usize),
}

/// Compares found statements with annotated ones, article by article; an article that is missing in `found` has none.
///
/// # Errors
/// If two rows of one name have different texts.
pub fn compare(annotated: &[Row], found: &[Row]) -> Result<Figures, Error> {
    let by_id: BTreeMap<&str, &Row> = found.iter().map(|row| (row.id.as_str(), row)).collect();
    let mut tally = Tally::default();
    for row in annotated {
        let other = by_id.get(row.id.as_str());
        if other.is_some_and(|other| other.text != row.text) {
            return Err(Error::OtherText(row.id.clone()));
        }
        tally.article(row, other.map_or(&[], |other| other.statements.as_slice()));
    }
    Ok(tally.figures(annotated.len()))
}

impl Tally {
    fn article(&mut self, row: &Row, found: &[Statement]) {
        let text: Vec<char> = row.text.chars().collect();
        let gold = &row.statements;
        let matches = matches(&text, gold, found);
        let at_80: Vec<(usize, usize)> = matches.iter().filter(|m| m.0 >= 0.8).map(|m| (m.1, m.2)).collect();
        self.iou50.add(gold, found, &matches.iter().map(|m| (m.1, m.2)).collect::<Vec<_>>());
        self.iou80.add(gold, found, &at_80);
        self.strict.add(gold, found, &exact_matches(&text, gold, found));
        let by_gold: BTreeMap<usize, usize> = at_80.into_iter().collect();
        let mut right = Vec::new();
        for (index, statement) in gold.iter().enumerate() {
            self.position.1 += usize::from(statement.stance.is_some_and(|s| sign(s) != 0));
            let Some(&other) = by_gold.get(&index) else { continue };
            if self.matched_pair(&text, statement, &found[other]) {
                right.push((index, other));
            }
        }
        self.end_to_end.add(gold, found, &right);
    }

    /// Takes in a matched pair and says whether the speaker is right.
    fn matched_pair(&mut self, text: &[char], gold: &Statement, found: &Statement) -> bool {
        self.matched += 1;
        self.kind += usize::from(gold.kind == found.kind);
        let source: BTreeSet<usize> =
            words(text, &gold.source).into_iter().filter(|&at| !is_small(&word_at(text, at))).collect();
        let shares = !source.is_disjoint(&words(text, &found.source));
        if !source.is_empty() {
            self.source.0 += usize::from(shares);
            self.source.1 += 1;
        }
        let (expected, named) = (names(&gold.speaker), names(&found.speaker));
        self.said_by.push([expected.clone(), named.clone()]);
        let right = match (expected.is_empty(), source.is_empty()) {
            (false, _) => lenient(&expected, &named),
            (true, false) => shares,
            (true, true) => named.is_empty(),
        };
        if !expected.is_empty() {
            self.named += 1;
            self.exact += usize::from(expected == named);
            self.lenient += usize::from(right);
        }
        self.takes.0 += usize::from(gold.stance.is_some());
        self.takes.1 += usize::from(found.stance.is_some());
        if let (Some(a), Some(b)) = (gold.stance, found.stance) {
            self.stances.push((a, b));
            if let (Some(low), Some(high)) = (found.stance_low, found.stance_high) {
                self.ranges.0 += usize::from(low <= a && a <= high);
                self.ranges.1 += 1;
            }
            self.position.0 += usize::from(sign(a) != 0 && right && sign(a) == sign(b));
        }
        right
    }

    fn figures(self, articles: usize) -> Figures {
        let share = |part: usize, whole: usize| (whole > 0).then(|| part as f64 / whole as f64);
        Figures {
            articles,
            content: Scores {
                strict: self.strict.rates(),
                iou80: self.iou80.rates(),
                iou50: self.iou50.rates(),
                end_to_end: self.end_to_end.rates(),
            },
            speakers: Speakers {
                matched: self.matched,
                kind: share(self.kind, self.matched),
                source_overlap: share(self.source.0, self.source.1),
                exact: share(self.exact, self.named),
                lenient: share(self.lenient, self.named),
                alpha: alpha(&self.said_by),
            },
            stance: (self.takes.0 > 0).then(|| stance::scores(&self.stances, self.takes.0, self.takes.1)),
            range_holds: share(self.ranges.0, self.ranges.1),
            position: share(self.position.0, self.position.1).filter(|_| self.takes.0 > 0),
        }
    }
}

/// One less the share of pairs that differ over the share that would if all values were paired at random; `None` without two values that
/// differ.
fn alpha(pairs: &[[BTreeSet<Name>; 2]]) -> Option<f64> {
    let mut counts: BTreeMap<&BTreeSet<Name>, usize> = BTreeMap::new();
    for value in pairs.iter().flatten() {
        *counts.entry(value).or_default() += 1;
    }
    let all = 2 * pairs.len();
    let same: usize = counts.values().map(|count| count * (count - 1)).sum();
    let by_chance = 1.0 - same as f64 / (all * all.saturating_sub(1)).max(1) as f64;
    let seen = pairs.iter().filter(|[one, other]| one != other).count() as f64 / pairs.len().max(1) as f64;
    (counts.len() > 1).then(|| 1.0 - seen / by_chance)
}

/// Pairs of annotated and found statements that overlap by half or more, each used once, the closest first.
fn matches(text: &[char], gold: &[Statement], found: &[Statement]) -> Vec<(f64, usize, usize)> {
    let sets = |statements: &[Statement]| -> Vec<BTreeSet<usize>> {
        statements.iter().map(|statement| words(text, &statement.content)).collect()
    };
    let (gold, found) = (sets(gold), sets(found));
    let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
    for (g, a) in gold.iter().enumerate() {
        pairs.extend(
            found.iter().enumerate().map(|(f, b)| (overlap(a, b), g, f)).filter(|pair| pair.0 >= 0.5),
        );
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let (mut used_gold, mut used_found) = (BTreeSet::new(), BTreeSet::new());
    pairs.retain(|&(_, g, f)| {
        let free = !used_gold.contains(&g) && !used_found.contains(&f);
        free && used_gold.insert(g) && used_found.insert(f)
    });
    pairs
}

/// Pairs with the same trimmed pieces.
fn exact_matches(text: &[char], gold: &[Statement], found: &[Statement]) -> Vec<(usize, usize)> {
    let mut left: BTreeMap<Vec<(usize, usize)>, Vec<usize>> = BTreeMap::new();
    for (index, statement) in found.iter().enumerate() {
        left.entry(trimmed(text, &statement.content)).or_default().push(index);
    }
    let pairs = gold.iter().enumerate().map(|(index, statement)| (index, trimmed(text, &statement.content)));
    pairs.filter_map(|(index, pieces)| Some((index, left.get_mut(&pieces)?.pop()?))).collect()
}

impl Counts {
    fn add(&mut self, gold: &[Statement], found: &[Statement], hits: &[(usize, usize)]) {
        let gold_hit: BTreeSet<usize> = hits.iter().map(|hit| hit.0).collect();
        let found_hit: BTreeSet<usize> = hits.iter().map(|hit| hit.1).collect();
        for (kind, counts) in KINDS.iter().zip(&mut self.0) {
            let of_kind = |statement: &Statement| *kind == "all" || statement.kind == *kind;
            for (index, _) in found.iter().enumerate().filter(|(_, s)| of_kind(s)) {
                counts[0] += usize::from(found_hit.contains(&index));
                counts[1] += 1;
            }
            for (index, _) in gold.iter().enumerate().filter(|(_, s)| of_kind(s)) {
                counts[2] += usize::from(gold_hit.contains(&index));
                counts[3] += 1;
            }
        }
    }

    fn rates(self) -> Kinds {
        let [all, direct, mixed, indirect] = self.0.map(|[right, found, found_gold, annotated]| {
            let share = |part: usize, whole: usize| if whole == 0 { 0.0 } else { part as f64 / whole as f64 };
            let (precision, recall) = (share(right, found), share(found_gold, annotated));
            let f1 =
                if precision + recall == 0.0 { 0.0 } else { 2.0 * precision * recall / (precision + recall) };
            Rates { precision, recall, f1, annotated, found }
        });
        Kinds { all, direct, mixed, indirect }
    }
}

#[cfg(test)]
mod tests {
    use super::super::rows;
    use super::*;

    const GOLD: &str = r#"{"id":"a","text":"We go home now said Ann Bell.","attributions":[{"kind":"direct","content":[[0,14]],"source":[[20,28]],"speaker":["Ann Bell"],"stance":-2}]}"#;

    fn figures(found: &str) -> Figures {
        compare(&rows(GOLD).expect("gold"), &rows(found).expect("found")).expect("same texts")
    }

    #[test]
    fn a_perfect_reading_scores_one() {
        let figures = figures(GOLD);
        assert_eq!(figures.content.iou80.all.f1, 1.0);
        assert_eq!(figures.content.end_to_end.direct.f1, 1.0);
        assert_eq!((figures.speakers.exact, figures.position), (Some(1.0), Some(1.0)));
    }

    #[test]
    fn half_the_words_are_a_match_at_half_only() {
        let found =
            GOLD.replace("[[0,14]]", "[[0,5]]").replace("Ann Bell\"]", "Bell\"]").replace("-2", "-0.5");
        let figures = figures(&found);
        assert_eq!(figures.content.iou50.all.f1, 1.0);
        assert_eq!(figures.content.iou80.all.f1, 0.0);
        assert_eq!(figures.position, None);
    }

    #[test]
    fn other_texts_cannot_be_compared() {
        let other = rows(&GOLD.replace("home", "here")).expect("rows");
        assert!(compare(&rows(GOLD).expect("gold"), &other).is_err());
    }
}
