//! Everything that follows from the articles of a project, made once on the worker and drawn often.

use std::collections::BTreeMap;

use crate::chart::{self, Cell, Filter, Shift, Smooth, Timeline};
use crate::project::{ActorId, Actors, Echo, Index, Project, RollUp, echoes};

/// A project and what follows from it. Never changes.
pub struct Digest {
    /// The articles and what a person decided about actors.
    pub project: Project,
    /// The actors.
    pub actors: Actors,
    /// The statements, ready to be searched.
    pub index: Index,
    /// What each actor said, by date; the last is nobody's.
    pub lines: Vec<Timeline>,
    /// The line through the points of each actor.
    pub smooth: Vec<Vec<Vec<Smooth>>>,
    /// Who moved most.
    pub shifts: Vec<Shift>,
    /// The same quotation in several articles.
    pub echoes: Vec<Echo>,
    /// Who stands where toward whom.
    pub toward: BTreeMap<(ActorId, ActorId), Cell>,
    /// Who stands where in which article.
    pub by_article: BTreeMap<(ActorId, usize), Cell>,
}

impl Digest {
    /// Derives everything; `filter` says which statements the charts show.
    pub fn new(project: Project, by: RollUp, filter: Filter) -> Self {
        let actors = Actors::rolled_up(&project, by);
        let index = Index::new(&project, &actors);
        let lines = chart::timelines(&project, &actors, filter);
        let span = chart::span(&project);
        let smooth = lines.iter().map(|line| line.smoothed(span)).collect();
        let shifts = chart::shifts(&lines);
        let echoes = echoes(&project);
        let toward = chart::toward(&project, &actors, &lines);
        let by_article = chart::by_article(&lines);
        Self { project, actors, index, lines, smooth, shifts, echoes, toward, by_article }
    }

    /// The first and last day on which articles were published, as numbers; a day apart at least.
    pub fn days(&self) -> Option<(f64, f64)> {
        let days =
            || self.project.members.iter().filter_map(crate::project::Member::day).map(chart::day_number);
        let first = days().reduce(f64::min)?;
        Some((first, days().reduce(f64::max)?.max(first + 1.0)))
    }
}
