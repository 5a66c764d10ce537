//! What the chart shows, as numbers only: for each speaker, where in the text a statement stands and how hard it is.

use crate::analysis::Analysis;
use crate::article::Article;
use crate::quotes::{Kind, Quotation, QuotationId};
use crate::speakers::SpeakerId;

/// Below this confidence a speaker counts as uncertain and the mark is drawn hollow.
pub const CERTAIN: f64 = 0.6;

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

    /// The mean of the scores, or `None` if no statement has one.
    pub fn mean(&self) -> Option<f64> {
        let sum: f64 = self.points.iter().map(|point| point.score).sum();
        (!self.points.is_empty()).then(|| sum / self.points.len() as f64)
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

    fn sample() -> (Article, Analysis) {
        let article = Article::new("0123456789");
        let mut analysis = Analysis::default();
        for (index, name) in ["Silent", "Once", "Twice"].into_iter().enumerate() {
            analysis.speakers.list.push(Speaker {
                id: SpeakerId(index as u32),
                name: name.into(),
                kind: SpeakerKind::Person,
                role: None,
                affiliation: None,
                country: None,
                aliases: Vec::new(),
                mentions: Vec::new(),
            });
        }
        say(&mut analysis, 0, &[2], Some(-1.0));
        say(&mut analysis, 3, &[1, 2], Some(0.5));
        say(&mut analysis, 5, &[2], None);
        say(&mut analysis, 8, &[], Some(0.0));
        (article, analysis)
    }

    fn say(analysis: &mut Analysis, start: usize, speakers: &[u32], score: Option<f64>) {
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

    #[test]
    fn an_article_without_statements_has_no_series() {
        assert!(series(&Article::new(""), &Analysis::default()).is_empty());
    }
}
