//! Who stands how toward whom, in which article, before and after a day, and who moved most.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::timeline::{EIGHTY, mean_and_error};
use super::{CERTAIN, Dated, Point, STEADY, Timeline};
use crate::project::{ActorId, Actors, Project, Statement};
use crate::quotes::Kind;

/// An actor with fewer statements on either side of a change has not shown one.
const ENOUGH: usize = 2;
/// The bins of a distribution: one for each step of a sixth, of which the middle one is neutral.
pub const BINS: usize = 13;

/// Some statements taken together.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Cell {
    /// Which.
    pub statements: Vec<Statement>,
    /// The mean of their scores, weighted by how narrow their ranges are.
    pub mean: f64,
    /// The standard error of that mean.
    pub error: f64,
}

impl Cell {
    fn of(points: &[(Statement, Point)]) -> Option<Self> {
        let weighed: Vec<(f64, &Point)> = points.iter().map(|(_, point)| (point.weight(), point)).collect();
        let (mean, error) = mean_and_error(&weighed);
        let statements = points.iter().map(|&(at, _)| at).collect();
        (!points.is_empty()).then_some(Self { statements, mean, error })
    }

    fn of_dated(points: &[Dated]) -> Option<Self> {
        Self::of(&points.iter().map(|dated| (dated.at, dated.point)).collect::<Vec<_>>())
    }
}

fn all(line: &Timeline) -> impl Iterator<Item = (Statement, Point)> + '_ {
    line.points.iter().map(|dated| (dated.at, dated.point)).chain(line.undated.iter().copied())
}

fn cells<K: Ord>(of: impl Iterator<Item = (K, (Statement, Point))>) -> BTreeMap<K, Cell> {
    let mut sorted: BTreeMap<K, Vec<(Statement, Point)>> = BTreeMap::new();
    for (key, one) in of {
        sorted.entry(key).or_default().push(one);
    }
    sorted.into_iter().filter_map(|(key, points)| Some((key, Cell::of(&points)?))).collect()
}

/// Where each actor stands toward each target that the statements name.
pub fn toward(project: &Project, actors: &Actors, lines: &[Timeline]) -> BTreeMap<(ActorId, ActorId), Cell> {
    let of = lines.iter().filter_map(|line| Some((line.actor?, line))).flat_map(|(actor, line)| {
        all(line).filter_map(move |(at, point)| Some(((actor, project.target(actors, at)?), (at, point))))
    });
    cells(of)
}

/// Where each actor stands in each article.
pub fn by_article(lines: &[Timeline]) -> BTreeMap<(ActorId, usize), Cell> {
    let of = lines
        .iter()
        .filter_map(|line| Some((line.actor?, line)))
        .flat_map(|(actor, line)| all(line).map(move |(at, point)| ((actor, at.member), (at, point))));
    cells(of)
}

/// How many of an actor's statements stand where, from hardline to conciliatory.
pub fn distribution(line: &Timeline) -> [usize; BINS] {
    let mut bins = [0; BINS];
    for (_, point) in all(line) {
        let bin = ((point.score + 1.0) / 2.0 * (BINS - 1) as f64).round();
        bins[(bin.max(0.0) as usize).min(BINS - 1)] += 1;
    }
    bins
}

/// Where an actor stood before a day and from that day on.
#[derive(Debug, Clone, PartialEq)]
pub struct BeforeAfter {
    /// Who.
    pub actor: ActorId,
    /// What they said before.
    pub before: Cell,
    /// What they said from then on.
    pub after: Cell,
}

impl BeforeAfter {
    /// How much softer (or, below zero, harder) they are from then on.
    pub fn change(&self) -> f64 {
        self.after.mean - self.before.mean
    }

    /// The range in which that change lies with 80 % confidence, as if the statements were a random sample.
    pub fn range(&self) -> (f64, f64) {
        let reach = EIGHTY * self.before.error.hypot(self.after.error);
        (self.change() - reach, self.change() + reach)
    }
}

/// All actors who spoke before a day and from it on, in the order of `lines`.
pub fn before_after(lines: &[Timeline], day: NaiveDate) -> Vec<BeforeAfter> {
    let sides = |line: &Timeline| {
        let at = line.points.partition_point(|dated| dated.day < day);
        let (before, after) = line.points.split_at(at);
        Some(BeforeAfter {
            actor: line.actor?,
            before: Cell::of_dated(before)?,
            after: Cell::of_dated(after)?,
        })
    };
    lines.iter().filter_map(sides).collect()
}

/// An actor who moved, and the two statements that show it.
#[derive(Debug, Clone, PartialEq)]
pub struct Shift {
    /// Where they stood at first and at last: the first and the last third of their statements.
    pub sides: BeforeAfter,
    /// A statement of the first third that is typical of how far they were from where they ended.
    pub first: Dated,
    /// A statement of the last third likewise.
    pub last: Dated,
}

/// The actors who moved, those that moved most first. Somebody has moved whose last third of statements is on the mean at least half a
/// step of the guideline from the first third; a third has at least two statements, and the two lie on different days.
pub fn shifts(lines: &[Timeline]) -> Vec<Shift> {
    let mut shifts: Vec<Shift> = lines.iter().filter_map(shift).collect();
    shifts.sort_by(|a, b| {
        b.sides.change().abs().total_cmp(&a.sides.change().abs()).then(a.sides.actor.cmp(&b.sides.actor))
    });
    shifts
}

fn shift(line: &Timeline) -> Option<Shift> {
    let third = (line.points.len() / 3).max(ENOUGH);
    if line.points.len() < 2 * third {
        return None;
    }
    let (first, last) = (&line.points[..third], &line.points[line.points.len() - third..]);
    if first[third - 1].day >= last[0].day {
        return None;
    }
    let sides =
        BeforeAfter { actor: line.actor?, before: Cell::of_dated(first)?, after: Cell::of_dated(last)? };
    let change = sides.change();
    if change.abs() < STEADY {
        return None;
    }
    Some(Shift { first: telling(first, -change)?, last: telling(last, change)?, sides })
}

/// The statement that lies furthest in a direction, of those in the speaker's own words and surely theirs if there are any.
fn telling(points: &[Dated], direction: f64) -> Option<Dated> {
    let good = |dated: &&Dated| dated.point.kind != Kind::Indirect && dated.point.confidence >= CERTAIN;
    let furthest = |points: &mut dyn Iterator<Item = &Dated>| {
        points
            .map(|dated| (dated.point.score * direction.signum(), *dated))
            .reduce(|best, one| if one.0 > best.0 { one } else { best })
            .map(|(_, dated)| dated)
    };
    let best = furthest(&mut points.iter())?;
    // Somebody's own words show more, if they are nearly as far.
    let own = furthest(&mut points.iter().filter(good));
    Some(own.filter(|own| (own.point.score - best.point.score).abs() <= STEADY).unwrap_or(best))
}

#[cfg(test)]
mod tests {
    use super::super::timeline::tests::line;
    use super::*;

    const SOFTER: [(&str, f64); 6] = [
        ("2026-01-01", -0.8),
        ("2026-01-02", -0.6),
        ("2026-02-01", -0.1),
        ("2026-02-02", 0.0),
        ("2026-03-01", 0.4),
        ("2026-03-02", 0.6),
    ];

    #[test]
    fn who_moved_most_is_first_and_the_statements_show_it() {
        let steady = [("2026-01-01", 0.1), ("2026-01-02", 0.1), ("2026-03-01", 0.1), ("2026-03-02", 0.2)];
        let harder = [("2026-01-01", 0.1), ("2026-01-02", 0.3), ("2026-03-01", -0.1), ("2026-03-02", -0.2)];
        let mut lines = [line(&steady), line(&harder), line(&SOFTER)];
        for (line, id) in lines.iter_mut().zip(0..) {
            line.actor = Some(ActorId(id));
        }
        let found = shifts(&lines);
        assert_eq!(found.iter().map(|shift| shift.sides.actor.0).collect::<Vec<_>>(), [2, 1]);
        assert_eq!((found[0].first.point.score, found[0].last.point.score), (-0.8, 0.6));
        assert_eq!((found[1].first.point.score, found[1].last.point.score), (0.3, -0.2));
        let (low, high) = found[0].sides.range();
        assert!(low > 0.5 && high < 2.0, "{low} {high}");
    }

    #[test]
    fn what_was_said_on_one_day_is_no_shift() {
        let day = "2026-01-01";
        assert_eq!(shifts(&[line(&[(day, -0.8), (day, -0.8), (day, 0.6), (day, 0.6)])]), []);
        assert_eq!(shifts(&[line(&SOFTER[..3])]), []);
    }

    #[test]
    fn a_day_parts_before_from_after() {
        let found = before_after(&[line(&SOFTER)], "2026-02-01".parse().unwrap());
        assert_eq!((found[0].before.statements.len(), found[0].after.statements.len()), (2, 4));
        assert!(found[0].change() > 0.7);
        assert!(before_after(&[line(&SOFTER)], "2027-01-01".parse().unwrap()).is_empty());
    }

    #[test]
    fn a_distribution_counts_every_score() {
        let bins = distribution(&line(&[
            ("2026-01-01", -1.0),
            ("2026-01-01", 0.0),
            ("2026-01-01", 0.05),
            ("2026-01-01", 1.0),
        ]));
        assert_eq!((bins[0], bins[6], bins[12], bins.iter().sum::<usize>()), (1, 2, 1, 4));
    }
}
