//! What the chart shows, as numbers only: for each speaker, where in the text a statement stands and how hard it is.

mod across;
mod queue;
mod timeline;

pub use across::{BINS, BeforeAfter, Cell, Shift, before_after, by_article, distribution, shifts, toward};
pub use queue::{Item, queue};
pub use timeline::{Dated, Smooth, Timeline, dates, day_number, day_of, place_in_article, span, timelines};

use crate::analysis::Analysis;
use crate::article::Article;
use crate::quotes::{Kind, Quotation, QuotationId};
use crate::speakers::SpeakerId;

/// Below this confidence a speaker counts as uncertain and the mark is drawn hollow.
pub const CERTAIN: f64 = 0.6;

/// With fewer statements than this there is no talk of a trend.
const ENOUGH_FOR_TREND: usize = 3;

/// A trend that is less than half a step of the guideline is none.
pub const STEADY: f64 = 1.0 / 6.0;

/// So many statements stand for either end.
const EXTREMES: usize = 2;

/// A range narrower than this, in the scale's units, weighs no more than this one: no score is that sure.
const NARROWEST: f64 = 0.2;

/// Which statements are drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Filter {
    /// Whether indirect speech is: the words are the journalist's, and so, in part, is their hardness.
    pub paraphrase: bool,
    /// The least confidence in the speaker, from 0 to 1.
    pub confidence: f64,
}

impl Filter {
    /// Whether `point` is drawn.
    pub fn passes(self, point: &Point) -> bool {
        (self.paraphrase || point.kind != Kind::Indirect) && point.confidence >= self.confidence
    }
}

impl Default for Filter {
    fn default() -> Self {
        Self { paraphrase: true, confidence: 0.0 }
    }
}

/// Where a speaker stands, over all statements with a stance.
#[derive(Debug, Clone, PartialEq)]
pub struct Position {
    /// Over how many statements; of a single one the mean says no more than its score.
    pub count: usize,
    /// The mean of the scores, in [-1, 1]; each counts by the inverse square of the width of its range, so that sure scores
    /// count more.
    pub mean: f64,
    /// The standard deviation about the mean, weighted likewise.
    pub spread: f64,
    /// How much softer (or, below zero, harder) the speaker gets from the first of the statements to the last, on a straight
    /// line through the scores, held between the lowest and the highest; `None` with fewer than three.
    pub trend: Option<f64>,
    /// The most hardline statements, the hardest first; at most two, and none that is among the most conciliatory.
    pub hardest: Vec<QuotationId>,
    /// The most conciliatory statements, the softest first; at most two.
    pub softest: Vec<QuotationId>,
}

/// The statements of one speaker, or of nobody, in text order.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// Whose statements these are; `None` for those that could not be attributed.
    pub speaker: Option<SpeakerId>,
    /// One point for each statement with a stance.
    pub points: Vec<Point>,
    /// The number of statements without a stance, which are not drawn: no stance is not a neutral one.
    pub without_stance: usize,
}

/// One statement with a stance.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// Which statement.
    pub id: QuotationId,
    /// Where its content begins, from 0 at the start of the text to 1 at its end.
    pub position: f64,
    /// The stance, from -1 (hardline) to 1 (conciliatory).
    pub score: f64,
    /// The lower end of the range of the stance.
    pub low: f64,
    /// The upper end of the range of the stance.
    pub high: f64,
    /// Direct, mixed or indirect.
    pub kind: Kind,
    /// How sure the speaker is, from 0 to 1.
    pub confidence: f64,
}

impl Point {
    /// How much the score counts in a mean.
    fn weight(&self) -> f64 {
        // The scale's end may cut one side of the range short, which makes the score no surer.
        let reach = (self.high - self.score).max(self.score - self.low);
        (2.0 * reach).max(NARROWEST).powi(-2)
    }

    /// Whether the speaker is sure enough for a filled mark.
    pub fn is_certain(&self) -> bool {
        self.confidence >= CERTAIN
    }
}

impl Series {
    /// The number of statements, with a stance or without.
    pub fn count(&self) -> usize {
        self.points.len() + self.without_stance
    }

    /// The mean of the scores, each weighted by how narrow its range is, or `None` if no statement has one.
    pub fn mean(&self) -> Option<f64> {
        self.position().map(|position| position.mean)
    }

    /// The statements that pass.
    pub fn kept(&self, filter: Filter) -> Self {
        let kept = self.points.iter().copied().filter(|point| filter.passes(point));
        Self { points: kept.collect(), ..self.clone() }
    }

    /// Where the speaker stands over all statements with a stance; `None` if there are none.
    pub fn position(&self) -> Option<Position> {
        let weights: Vec<f64> = self.points.iter().map(Point::weight).collect();
        let all: f64 = weights.iter().sum();
        let mean_of = |value: &dyn Fn(&Point) -> f64| -> f64 {
            self.points.iter().zip(&weights).map(|(point, weight)| weight * value(point)).sum::<f64>() / all
        };
        if self.points.is_empty() {
            return None;
        }
        let mean = mean_of(&|point| point.score);
        let spread = mean_of(&|point| (point.score - mean).powi(2)).sqrt();
        let middle = mean_of(&|point| point.position);
        let extent = mean_of(&|point| (point.position - middle).powi(2));
        let shared = mean_of(&|point| (point.position - middle) * (point.score - mean));
        let (low, high) = self.range().unwrap_or((mean, mean));
        // Where the line stands at a point; a short stretch that is steep is not to lead out of what was said.
        let line = |point: &Point| (mean + shared / extent * (point.position - middle)).clamp(low, high);
        let trend = (self.points.len() >= ENOUGH_FOR_TREND && extent > 0.0)
            .then(|| line(&self.points[self.points.len() - 1]) - line(&self.points[0]));
        let each = EXTREMES.min(self.points.len() / 2);
        let mut order: Vec<&Point> = self.points.iter().collect();
        order.sort_by(|a, b| a.score.total_cmp(&b.score).then(a.id.cmp(&b.id)));
        let hardest = order.iter().take(each).map(|point| point.id).collect();
        let softest = order.iter().rev().take(each).map(|point| point.id).collect();
        Some(Position { count: self.points.len(), mean, spread, trend, hardest, softest })
    }

    /// The lowest and the highest score.
    pub fn range(&self) -> Option<(f64, f64)> {
        let scores = self.points.iter().map(|point| point.score);
        let low = scores.clone().reduce(f64::min)?;
        Some((low, scores.reduce(f64::max)?))
    }
}

/// One series for each speaker who says something, the most quoted first and, of those quoted equally often, the one
/// mentioned first; last the statements of nobody, if there are any. A joint statement stands in the series of each of
/// its speakers.
pub fn series(article: &Article, analysis: &Analysis) -> Vec<Series> {
    let mut all: Vec<Series> = analysis.speakers.list.iter().map(|speaker| empty(Some(speaker.id))).collect();
    let mut unattributed = empty(None);
    for quotation in &analysis.quotations {
        let speakers = analysis.speakers.of(quotation.id());
        let point = point(article, analysis, quotation);
        if speakers.is_empty() {
            unattributed.push(point);
        }
        for speaker in speakers {
            all[speaker.0 as usize].push(point);
        }
    }
    all.push(unattributed);
    all.retain(|series| series.count() > 0);
    all.sort_by_key(|series| (series.speaker.is_none(), std::cmp::Reverse(series.count()), series.speaker));
    all
}

impl Series {
    fn push(&mut self, point: Option<Point>) {
        match point {
            Some(point) => self.points.push(point),
            None => self.without_stance += 1,
        }
    }
}

fn empty(speaker: Option<SpeakerId>) -> Series {
    Series { speaker, points: Vec::new(), without_stance: 0 }
}

fn point(article: &Article, analysis: &Analysis, quotation: &Quotation) -> Option<Point> {
    let id = quotation.id();
    let stance = analysis.stances.get(&id)?;
    let confidence =
        analysis.speakers.attributions.get(&id).map_or(0.0, |attribution| attribution.confidence);
    Some(Point {
        id,
        position: position(article, id.start),
        score: stance.score,
        low: stance.low,
        high: stance.high,
        kind: quotation.kind,
        confidence,
    })
}

/// Where byte `offset` stands in the text, from 0 to 1.
pub fn position(article: &Article, offset: usize) -> f64 {
    offset as f64 / article.text().len().max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::speakers::{Attribution, Speaker, SpeakerKind};
    use crate::stance::Stance;
    use crate::text::Span;

    /// An analysis with so many speakers and no statements.
    pub(super) fn analysis(speakers: u32) -> Analysis {
        let mut analysis = Analysis::default();
        analysis.speakers.list.extend((0..speakers).map(|index| Speaker {
            id: SpeakerId(index),
            name: format!("Speaker {index}"),
            kind: SpeakerKind::Person,
            role: None,
            affiliation: None,
            country: None,
            aliases: Vec::new(),
            mentions: Vec::new(),
        }));
        analysis
    }

    fn sample() -> (Article, Analysis) {
        let article = Article::new("0123456789");
        let mut analysis = analysis(3);
        say(&mut analysis, 0, &[2], Some(-1.0));
        say(&mut analysis, 3, &[1, 2], Some(0.5));
        say(&mut analysis, 5, &[2], None);
        say(&mut analysis, 8, &[], Some(0.0));
        (article, analysis)
    }

    pub(super) fn say(analysis: &mut Analysis, start: usize, speakers: &[u32], score: Option<f64>) {
        let quotation = Quotation {
            kind: Kind::Direct,
            content: vec![Span::new(start, start + 2)],
            cue: None,
            source: None,
            addressee: None,
            outer: None,
            rule: "test",
            confidence: 1.0,
        };
        let id = quotation.id();
        analysis.quotations.push(quotation);
        let speakers = speakers.iter().map(|&index| SpeakerId(index)).collect();
        let attribution = Attribution { speakers, confidence: 0.5, ..Attribution::default() };
        analysis.speakers.attributions.insert(id, attribution);
        if let Some(score) = score {
            let stance = Stance {
                score,
                low: score,
                high: score,
                evidence: Vec::new(),
                leanings: Vec::new(),
                learned: None,
                by_rules: None,
                device: None,
                target: None,
            };
            analysis.stances.insert(id, stance);
        }
    }

    #[test]
    fn the_most_quoted_come_first_and_the_unattributed_last() {
        let (article, analysis) = sample();
        let series = series(&article, &analysis);
        let order: Vec<Option<u32>> = series.iter().map(|series| series.speaker.map(|id| id.0)).collect();
        assert_eq!(order, [Some(2), Some(1), None]);
        assert_eq!(series.iter().map(Series::count).collect::<Vec<_>>(), [3, 1, 1]);
    }

    #[test]
    fn a_statement_without_stance_is_counted_and_not_drawn() {
        let (article, analysis) = sample();
        let twice = &series(&article, &analysis)[0];
        assert_eq!(twice.without_stance, 1);
        assert_eq!(twice.points.iter().map(|point| point.position).collect::<Vec<_>>(), [0.0, 0.3]);
        assert_eq!(twice.mean(), Some(-0.25));
        assert_eq!(twice.range(), Some((-1.0, 0.5)));
        assert!(!twice.points[0].is_certain());
    }

    fn point(position: f64, score: f64, width: f64) -> Point {
        let start = (position * 100.0) as usize;
        Point {
            id: QuotationId { start, end: start + 1 },
            position,
            score,
            low: score - width / 2.0,
            high: score + width / 2.0,
            kind: Kind::Direct,
            confidence: 1.0,
        }
    }

    fn of(points: &[Point]) -> Series {
        Series { speaker: None, points: points.to_vec(), without_stance: 0 }
    }

    #[test]
    fn a_sure_score_weighs_more_than_a_vague_one() {
        let position = of(&[point(0.0, -0.6, 0.4), point(1.0, 0.6, 0.8)]).position().expect("two points");
        assert!((position.mean + 0.36).abs() < 1e-9, "{position:?}");
        assert_eq!((position.count, position.trend), (2, None));
        assert_eq!(position.hardest[0].start, 0);
        assert_eq!(position.softest[0].start, 100);
    }

    #[test]
    fn a_range_cut_by_the_scales_end_weighs_no_more() {
        let cut = Point { high: 1.0, ..point(0.0, 0.9, 0.8) };
        let position = of(&[cut, point(1.0, -0.1, 0.8)]).position().expect("two points");
        assert!((position.mean - 0.4).abs() < 1e-9, "{position:?}");
    }

    #[test]
    fn a_trend_is_no_larger_than_what_was_said() {
        let close = of(&[point(0.50, -0.8, 0.2), point(0.51, -0.7, 0.2), point(0.52, -0.6, 0.2)]);
        let trend = close.position().and_then(|position| position.trend).expect("three points");
        assert!((trend - 0.2).abs() < 1e-9, "{trend}");
    }

    #[test]
    fn who_softens_along_the_text_has_a_rising_trend() {
        let rising = of(&[point(0.0, -0.5, 0.2), point(0.5, 0.0, 0.2), point(1.0, 0.5, 0.2)]);
        let position = rising.position().expect("three points");
        assert!(position.trend.is_some_and(|trend| (trend - 1.0).abs() < 1e-9), "{position:?}");
        assert!((position.spread - (1.0f64 / 6.0).sqrt()).abs() < 1e-9);
        assert_eq!(of(&[]).position(), None);
    }

    #[test]
    fn a_filter_keeps_paraphrase_and_doubtful_speakers_out() {
        let paraphrase = Point { kind: Kind::Indirect, ..point(0.1, 0.0, 0.2) };
        let doubtful = Point { confidence: 0.3, ..point(0.2, 0.0, 0.2) };
        let series = of(&[point(0.0, 0.0, 0.2), paraphrase, doubtful]);
        assert_eq!(series.kept(Filter::default()), series);
        assert_eq!(series.kept(Filter { paraphrase: false, confidence: 0.5 }).points.len(), 1);
    }

    #[test]
    fn an_article_without_statements_has_no_series() {
        assert!(series(&Article::new(""), &Analysis::default()).is_empty());
    }
}
