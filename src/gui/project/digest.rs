//! Everything that follows from the articles of a project, made once on the worker and drawn often.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::chart::{self, Cell, Filter, Shift, Smooth, Timeline};
use crate::project::{ActorId, Actors, Echo, Index, Member, Project, RollUp, echoes};

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
    /// The articles by date, those without one at the end.
    pub by_date: Vec<usize>,
    /// The first and last day on which articles were published, as numbers; a day apart at least.
    pub days: Option<(f64, f64)>,
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
        let dates: Vec<Option<NaiveDate>> = project.members.iter().map(Member::day).collect();
        let mut by_date: Vec<usize> = (0..dates.len()).collect();
        by_date.sort_by_key(|&member| (dates[member].is_none(), dates[member], member));
        let known = || dates.iter().flatten().copied().map(chart::day_number);
        let days = known().reduce(f64::min).zip(known().reduce(f64::max));
        let days = days.map(|(first, last)| (first, last.max(first + 1.0)));
        Self { project, actors, index, lines, smooth, shifts, echoes, toward, by_article, by_date, days }
    }
}
