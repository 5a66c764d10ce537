//! Stance by date: where each actor of a project stood when, and the line through it.

use chrono::{Datelike, Months, NaiveDate};

use super::{Filter, Point, position};
use crate::project::{ActorId, Actors, Member, Project, Statement};

/// The narrowest window of the smoothed line, in days.
const NARROWEST: f64 = 3.0;
/// The window as a share of the time that the project spans.
const WINDOW: f64 = 1.0 / 12.0;
/// So many windows without a statement are a gap.
const GAP: f64 = 2.0;
/// How many standard errors 80 % of a normal distribution lie within.
pub(super) const EIGHTY: f64 = 1.2816;
/// The most places at which a line is computed.
const FINEST: usize = 400;

/// A statement with a stance, of an article whose date is known.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Dated {
    /// Which statement.
    pub at: Statement,
    /// When its article was published.
    pub day: NaiveDate,
    /// Its place on the chart of its article, with score, range, kind and confidence.
    pub point: Point,
}

/// What one actor said, by date.
#[derive(Debug, Clone, PartialEq)]
pub struct Timeline {
    /// Who; `None` for statements of nobody.
    pub actor: Option<ActorId>,
    /// The statements with a stance and a date, by date, then in the order of the project.
    pub points: Vec<Dated>,
    /// Statements with a stance of articles without a date, which have no place on a line of time.
    pub undated: Vec<(Statement, Point)>,
    /// The number of statements without a stance.
    pub without_stance: usize,
}

/// A place on a smoothed line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Smooth {
    /// Days since 1 January 1970.
    pub day: f64,
    /// The mean there.
    pub mean: f64,
    /// The lower end of the range in which the mean lies with 80 % confidence.
    pub low: f64,
    /// The upper end of that range.
    pub high: f64,
}

/// Days since 1 January 1970.
pub fn day_number(day: NaiveDate) -> f64 {
    f64::from(day.signed_duration_since(NaiveDate::default()).num_days() as i32)
}

/// The day with this number; `None` beyond the calendar.
pub fn day_of(number: f64) -> Option<NaiveDate> {
    NaiveDate::default().checked_add_signed(chrono::TimeDelta::try_days(number.floor() as i64)?)
}

/// One timeline for each actor, in the order of `actors`, and last one for the statements of nobody. Only statements that pass count.
pub fn timelines(project: &Project, actors: &Actors, filter: Filter) -> Vec<Timeline> {
    let empty = |actor| Timeline { actor, points: Vec::new(), undated: Vec::new(), without_stance: 0 };
    let mut all: Vec<Timeline> = actors.ids().map(Some).chain([None]).map(empty).collect();
    let nobody = all.len() - 1;
    let days: Vec<Option<NaiveDate>> = project.members.iter().map(Member::day).collect();
    for at in project.statements() {
        let held = &project.members[at.member];
        let quotation = project.quotation(at);
        let point = super::point(&held.article, &held.analysis, quotation);
        if point.is_some_and(|point| !filter.passes(&point)) {
            continue;
        }
        let mut who: Vec<usize> = project.said_by(actors, at).map(|actor| actor.0 as usize).collect();
        who.sort_unstable();
        who.dedup();
        if who.is_empty() {
            who.push(nobody);
        }
        for index in who {
            match (point, days[at.member]) {
                (None, _) => all[index].without_stance += 1,
                (Some(point), Some(day)) => all[index].points.push(Dated { at, day, point }),
                (Some(point), None) => all[index].undated.push((at, point)),
            }
        }
    }
    for line in &mut all {
        line.points.sort_by_key(|dated| (dated.day, dated.at));
    }
    all
}

impl Timeline {
    /// The mean of all scores, dated or not, each weighted by how narrow its range is; `None` without any.
    pub fn mean(&self) -> Option<f64> {
        let all =
            self.points.iter().map(|dated| &dated.point).chain(self.undated.iter().map(|(_, point)| point));
        let weighed: Vec<(f64, &Point)> = all.map(|point| (point.weight(), point)).collect();
        (!weighed.is_empty()).then(|| mean_and_error(&weighed).0)
    }

    /// The line through the points: at each day the mean of the scores, each weighted by how near it is in time (a normal curve) and how
    /// narrow its range is (Nadaraya and Watson, 1964), with the range of that mean. `span` is the time that the whole project covers,
    /// in days. Where nothing was said for long, the line breaks off and another begins.
    pub fn smoothed(&self, span: f64) -> Vec<Vec<Smooth>> {
        let window = (span * WINDOW).max(NARROWEST);
        let days: Vec<f64> = self.points.iter().map(|dated| day_number(dated.day)).collect();
        let Some((&first, &last)) = days.first().zip(days.last()) else { return Vec::new() };
        let step = ((last - first) / FINEST as f64).max(1.0);
        let mut lines: Vec<Vec<Smooth>> = Vec::new();
        let mut from = 0;
        for to in 1..=days.len() {
            let ends = to == days.len() || days[to] - days[to - 1] > GAP * window;
            if !ends {
                continue;
            }
            let run = from..to;
            let mut line = Vec::new();
            let mut day = days[from];
            while day < days[to - 1] {
                line.push(self.at(day, window, run.clone(), &days));
                day += step;
            }
            line.push(self.at(days[to - 1], window, run, &days));
            lines.push(line);
            from = to;
        }
        lines
    }

    fn at(&self, day: f64, window: f64, run: std::ops::Range<usize>, days: &[f64]) -> Smooth {
        // Beyond four windows a statement weighs nothing that could be seen.
        let near = run.filter(|&index| (days[index] - day).abs() <= 4.0 * window);
        let weighed: Vec<(f64, &Point)> = near
            .map(|index| {
                let point = &self.points[index].point;
                (point.weight() * (-0.5 * ((days[index] - day) / window).powi(2)).exp(), point)
            })
            .collect();
        let (mean, error) = mean_and_error(&weighed);
        Smooth { day, mean, low: (mean - EIGHTY * error).max(-1.0), high: (mean + EIGHTY * error).min(1.0) }
    }
}

/// The weighted mean of scores and its standard error: of the spread about it, and at least of how sure the scores themselves are.
pub(super) fn mean_and_error(weighed: &[(f64, &Point)]) -> (f64, f64) {
    let all: f64 = weighed.iter().map(|(weight, _)| weight).sum();
    let mean = weighed.iter().map(|(weight, point)| weight * point.score).sum::<f64>() / all;
    let spread =
        weighed.iter().map(|(weight, point)| weight * (point.score - mean).powi(2)).sum::<f64>() / all;
    // What a range of 80 % says of the error of one score.
    let own = |point: &Point| ((point.high - point.low) / (2.0 * EIGHTY)).powi(2);
    let own = weighed.iter().map(|(weight, point)| weight * own(point)).sum::<f64>() / all;
    let count = all.powi(2) / weighed.iter().map(|(weight, _)| weight.powi(2)).sum::<f64>();
    (mean, (spread.max(own) / count).sqrt())
}

/// Dates to be written along an axis from one day to another, by their numbers: days, or the first days of months or years; at most eight.
pub fn dates(first: f64, last: f64) -> Vec<(f64, String)> {
    const MOST: usize = 8;
    const MONTH: f64 = 31.0;
    let (step, format) = match last - first {
        span if span > 40.0 * MONTH => (Months::new(12), "%Y"),
        span if span > 3.0 * MONTH => (Months::new(1), "%b %Y"),
        _ => (Months::new(0), "%-d %b %Y"),
    };
    let Some(start) = day_of(first.ceil()) else { return Vec::new() };
    // The first of the month or year that the axis begins in.
    let begin = match step.as_u32() {
        0 => Some(start),
        1 => start.with_day(1),
        _ => start.with_day(1).and_then(|day| day.with_month(1)),
    };
    let next =
        |day: &NaiveDate| if step.as_u32() == 0 { day.succ_opt() } else { day.checked_add_months(step) };
    let days = std::iter::successors(begin, next).take_while(|day| day_number(*day) <= last);
    let days: Vec<NaiveDate> = days.filter(|day| day_number(*day) >= first).collect();
    let every = days.len().div_ceil(MOST).max(1);
    days.into_iter().step_by(every).map(|day| (day_number(day), day.format(format).to_string())).collect()
}

/// The time that all articles with a date cover, in days; at least one.
pub fn span(project: &Project) -> f64 {
    let days = || project.members.iter().filter_map(crate::project::Member::day);
    days()
        .min()
        .zip(days().max())
        .map_or(1.0, |(first, last)| (day_number(last) - day_number(first)).max(1.0))
}

/// Where a statement stands in its article, from 0 at the start of the text to 1 at its end.
pub fn place_in_article(project: &Project, at: Statement) -> f64 {
    position(&project.members[at.member].article, project.quotation(at).id().start)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::quotes::{Kind, QuotationId};

    /// A statement of this day and score.
    pub(in crate::chart) fn dated(number: usize, day: &str, score: f64) -> Dated {
        let id = QuotationId { start: number, end: number + 1 };
        let point = Point {
            id,
            position: 0.0,
            score,
            low: score - 0.3,
            high: score + 0.3,
            kind: Kind::Direct,
            confidence: 1.0,
        };
        Dated { at: Statement { member: number, quotation: 0 }, day: day.parse().unwrap(), point }
    }

    pub(in crate::chart) fn line(points: &[(&str, f64)]) -> Timeline {
        let points = points.iter().enumerate().map(|(number, &(day, score))| dated(number, day, score));
        Timeline { actor: Some(ActorId(0)), points: points.collect(), undated: Vec::new(), without_stance: 0 }
    }

    #[test]
    fn the_line_follows_the_points_and_breaks_where_nothing_was_said() {
        let said = [("2026-01-01", -0.8), ("2026-01-04", -0.6), ("2026-03-01", 0.4), ("2026-03-03", 0.6)];
        let lines = line(&said).smoothed(61.0);
        assert_eq!(lines.len(), 2);
        let means = |line: &[Smooth]| (line[0].mean, line[line.len() - 1].mean);
        let (first, second) = (means(&lines[0]), means(&lines[1]));
        assert!(
            first.0 < first.1 && first.1 < -0.6 && second.0 > 0.4 && second.0 < second.1,
            "{first:?} {second:?}"
        );
        for place in lines.iter().flatten() {
            assert!(place.low < place.mean && place.mean < place.high);
        }
    }

    #[test]
    fn axes_have_a_few_dates() {
        for (from, to, most) in [
            ("2026-03-01", "2026-03-05", 5),
            ("2026-01-05", "2026-11-20", 8),
            ("2001-01-01", "2026-01-01", 8),
        ] {
            let [from, to] = [from, to].map(|day| day_number(day.parse().unwrap()));
            let dates = dates(from, to);
            assert!((2..=most).contains(&dates.len()), "{dates:?}");
            assert!(dates.iter().all(|(day, _)| (from..=to).contains(day)));
        }
    }

    #[test]
    fn days_have_numbers() {
        let day: NaiveDate = "2026-03-05".parse().unwrap();
        assert_eq!(day_of(day_number(day)), Some(day));
        assert_eq!(day_number(NaiveDate::default()), 0.0);
        assert_eq!(day_of(f64::MAX), None);
        assert!(line(&[]).smoothed(1.0).is_empty());
    }
}
