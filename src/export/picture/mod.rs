//! The chart as a picture that says everything itself: title, axes, marks, legend, and where it comes from.

mod draw;
mod raster;

pub use draw::svg;
pub(super) use raster::drawing;
pub use raster::{PictureError, pdf, png};

use super::record::rounded;
use super::{About, Entry};
use crate::chart::{self, Filter, Series, Timeline, day_number};
use crate::palette::Place;
use crate::project::{Actors, Project};
use crate::quotes::Kind;

/// At most so many actors are drawn apart; the others are said to be there.
const MOST: usize = 12;

/// A chart, ready to be drawn or written as a list of points.
#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    /// What it shows.
    pub title: String,
    /// Where it comes from and how it was made.
    pub source: String,
    /// What the horizontal axis is.
    across: &'static str,
    /// Marks of the horizontal axis: where, from 0 to 1, and what stands there.
    ticks: Vec<(f64, String)>,
    actors: Vec<Drawn>,
    /// How many more actors there are than are drawn.
    left_out: usize,
}

/// What is drawn for one actor.
#[derive(Debug, Clone, PartialEq)]
struct Drawn {
    name: String,
    place: Place,
    marks: Vec<Mark>,
    /// Whether the marks stand over dates, of which many share one, so that no line goes from one to the next.
    is_dated: bool,
    /// Smoothed lines: x, mean, low, high.
    lines: Vec<Vec<[f64; 4]>>,
    without_stance: usize,
    mean: Option<f64>,
}

#[derive(Debug, Clone, PartialEq)]
struct Mark {
    /// From 0 to 1.
    x: f64,
    score: f64,
    low: f64,
    high: f64,
    kind: Kind,
    is_certain: bool,
    article: String,
    statement: String,
    /// The date of the article, or nothing.
    date: String,
}

impl Picture {
    /// The stances of one article over its text.
    pub fn of_article(entry: Entry<'_>, filter: Filter, about: &About) -> Self {
        let metadata = &entry.article.metadata;
        let all = chart::series(entry.article, entry.analysis);
        let origin = [metadata.publisher.as_deref(), metadata.date.as_deref(), metadata.url.as_deref()];
        let drawn = |(rank, series): (usize, &Series)| {
            let name =
                series.speaker.map_or("Unattributed", |speaker| &entry.analysis.speakers.get(speaker).name);
            let kept = series.kept(filter);
            let mark = |point: &chart::Point| Mark {
                x: point.position,
                score: point.score,
                low: point.low,
                high: point.high,
                kind: point.kind,
                is_certain: point.is_certain(),
                article: entry.id.to_owned(),
                statement: point.id.to_string(),
                date: metadata.date.clone().unwrap_or_default(),
            };
            Drawn {
                name: name.to_owned(),
                place: series.speaker.map_or(Place::Unattributed, |_| Place::Rank(rank)),
                marks: kept.points.iter().map(mark).collect(),
                is_dated: false,
                lines: Vec::new(),
                without_stance: kept.without_stance,
                mean: kept.mean(),
            }
        };
        let quarter = |part: u32| (f64::from(part) / 4.0, format!("{} %", part * 25));
        Self {
            title: metadata.title.clone().unwrap_or_else(|| entry.id.to_owned()),
            source: source(origin.into_iter().flatten(), filter, about),
            across: "Place in the text",
            ticks: (0..=4).map(quarter).collect(),
            left_out: all.len().saturating_sub(MOST),
            actors: all.iter().enumerate().take(MOST).map(drawn).collect(),
        }
    }

    /// The stances of a project by date, with a smoothed line for each actor.
    pub fn of_project(project: &Project, actors: &Actors, filter: Filter, about: &About) -> Self {
        let all: Vec<Timeline> = chart::timelines(project, actors, filter)
            .into_iter()
            .filter(|line| !line.points.is_empty())
            .collect();
        let days: Vec<f64> =
            all.iter().flat_map(|line| &line.points).map(|dated| day_number(dated.day)).collect();
        let first = days.iter().copied().fold(f64::INFINITY, f64::min);
        let last = days.iter().copied().fold(f64::NEG_INFINITY, f64::max).max(first + 1.0);
        let x = |day: f64| (day - first) / (last - first);
        let span = chart::span(project);
        let drawn = |(rank, line): (usize, &Timeline)| {
            let mark = |dated: &chart::Dated| Mark {
                x: x(day_number(dated.day)),
                score: dated.point.score,
                low: dated.point.low,
                high: dated.point.high,
                kind: dated.point.kind,
                is_certain: dated.point.is_certain(),
                article: project.members[dated.at.member].name.clone(),
                statement: dated.point.id.to_string(),
                date: dated.day.to_string(),
            };
            let smooth = |place: &chart::Smooth| [x(place.day), place.mean, place.low, place.high];
            let lines = if line.actor.is_some() { line.smoothed(span) } else { Vec::new() };
            Drawn {
                name: line.actor.map_or("Unattributed".into(), |actor| actors.get(actor).name.clone()),
                place: line.actor.map_or(Place::Unattributed, |_| Place::Rank(rank)),
                marks: line.points.iter().map(mark).collect(),
                is_dated: true,
                lines: lines.iter().map(|line| line.iter().map(smooth).collect()).collect(),
                without_stance: line.without_stance,
                mean: line.mean(),
            }
        };
        let articles = format!("{} articles", project.members.len());
        Self {
            title: if project.name.is_empty() { "Project".into() } else { project.name.clone() },
            source: source([articles.as_str()].into_iter(), filter, about),
            across: "Date of the article",
            ticks: if days.is_empty() { Vec::new() } else { ticks(first, last) },
            left_out: all.len().saturating_sub(MOST),
            actors: all.iter().enumerate().take(MOST).map(drawn).collect(),
        }
    }

    /// The points that are drawn, as CSV: actor, place on the axis from 0 to 1, date, score, range, kind, whether the speaker is sure,
    /// article and statement.
    pub fn points(&self) -> String {
        let mut out = String::from(
            "actor,x,date,stance,stance_low,stance_high,kind,speaker_is_certain,article,statement\r\n",
        );
        for actor in &self.actors {
            for mark in &actor.marks {
                let words = |words: &str| super::csv::quoted(&super::csv::defused(words));
                let [x, score, low, high] = [mark.x, mark.score, mark.low, mark.high].map(rounded);
                let (name, article, kind) = (words(&actor.name), words(&mark.article), mark.kind.name());
                let (date, sure, statement) = (words(&mark.date), mark.is_certain, &mark.statement);
                out.push_str(&format!(
                    "{name},{x},{date},{score},{low},{high},{kind},{sure},{article},{statement}\r\n"
                ));
            }
        }
        out
    }
}

/// The dates along an axis from one day to another, by their place on it.
fn ticks(first: f64, last: f64) -> Vec<(f64, String)> {
    chart::dates(first, last)
        .into_iter()
        .map(|(day, words)| ((day - first) / (last - first), words))
        .collect()
}

/// The line that says where a picture comes from.
fn source<'a>(origin: impl Iterator<Item = &'a str>, filter: Filter, about: &About) -> String {
    let mut parts: Vec<String> = origin.map(str::to_owned).collect();
    parts.push(about.program.clone());
    parts.extend(about.engine.map(|engine| format!("engine: {engine}")));
    if !filter.paraphrase {
        parts.push("without indirect speech".into());
    }
    if filter.confidence > 0.0 {
        parts.push(format!("speakers at least {:.0} % sure", filter.confidence * 100.0));
    }
    parts.join(" · ")
}

#[cfg(test)]
mod tests {
    use super::super::tests::sample;
    use super::*;

    fn picture() -> Picture {
        let (article, analysis) = sample();
        let entry = Entry { id: "a", article: &article, analysis: &analysis };
        Picture::of_article(entry, Filter::default(), &About::program())
    }

    #[test]
    fn the_points_are_those_of_the_chart() {
        let text = picture().points();
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        assert_eq!(rows.len(), 1);
        assert_eq!(rows[0].iter().take(2).collect::<Vec<_>>()[0], "Vučić");
        assert_eq!(&rows[0][3], "-0.3333");
    }

    #[test]
    fn the_picture_says_what_it_is() {
        let text = svg(&picture(), crate::palette::Appearance::Light, [960, 540]);
        let document = roxmltree::Document::parse(&text).unwrap();
        let words: String = document.descendants().filter_map(|node| node.text()).collect();
        for told in
            ["Tälks", "Vučić", "Unattributed", "hardline", "conciliatory", "Standpoint", "Place in the text"]
        {
            assert!(words.contains(told), "{told}: {words}");
        }
    }

    #[test]
    fn pictures_have_the_size_asked_for_and_are_the_same_every_time() {
        let text = svg(&picture(), crate::palette::Appearance::Dark, [960, 540]);
        let image = png(&text, 2.0).unwrap();
        assert_eq!(&image[1..4], b"PNG");
        let size = |at: usize| u32::from_be_bytes(image[at..at + 4].try_into().unwrap());
        assert_eq!((size(16), size(20) >= 1080), (1920, true));
        assert_eq!(image, png(&text, 2.0).unwrap());
        let document = pdf(&text).unwrap();
        assert!(document.starts_with(b"%PDF-"));
        for _ in 0..20 {
            assert!(document == pdf(&text).unwrap());
        }
        assert!(png(&text, 1e6).is_err(), "no picture is so large");
    }
}
