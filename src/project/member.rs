//! What a project holds.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use chrono::{Datelike, NaiveDate};

use super::{ActorId, Actors, Rulings};
use crate::analysis::Analysis;
use crate::article::Article;
use crate::ingest::Mapping;
use crate::quotes::Quotation;
use crate::review::Marks;

/// Many articles that are looked at together.
#[derive(Debug, Clone, Default)]
pub struct Project {
    /// What it is called.
    pub name: String,
    /// Its articles, in the order in which they were taken in.
    pub members: Vec<Member>,
    /// What a person has decided about its actors.
    pub rulings: Rulings,
    /// What columns of its lists hold, where a person had to say it.
    pub mapping: Mapping,
}

/// One article of a project.
#[derive(Debug, Clone)]
pub struct Member {
    /// The article's name within the project; no two have the same.
    pub name: String,
    /// The name that its file gives it, which others may have too.
    pub base: String,
    /// The file it came from.
    pub path: Option<PathBuf>,
    /// Which one of several articles in the file it is, from 1.
    pub part: Option<usize>,
    /// The SHA-256 of the file, in hexadecimal.
    pub sha256: String,
    /// The article.
    pub article: Arc<Article>,
    /// What was found in it.
    pub found: Arc<Analysis>,
    /// What was found in it, as a person has corrected it.
    pub analysis: Arc<Analysis>,
    /// What in that is a person's.
    pub marks: Arc<Marks>,
}

impl Member {
    /// What tells it from others whatever they are called: the SHA-256 of its file and, of several articles in that, which one (`…#2`).
    pub fn fingerprint(&self) -> String {
        match self.part {
            Some(part) => format!("{}#{part}", self.sha256),
            None => self.sha256.clone(),
        }
    }

    /// The day on which it was published, if the file tells.
    pub fn day(&self) -> Option<NaiveDate> {
        day(self.article.metadata.date.as_deref()?)
    }
}

/// The day that begins a printed date in the form `YYYY-MM-DD`.
pub(super) fn day(date: &str) -> Option<NaiveDate> {
    /// Before and after this, a date is a slip, and a line of time would be nothing but that.
    const YEARS: std::ops::RangeInclusive<i32> = 1500..=2200;
    let date = date.get(..10).filter(|date| date.starts_with(|c: char| c.is_ascii_digit()))?;
    NaiveDate::parse_from_str(date, "%Y-%m-%d").ok().filter(|day| YEARS.contains(&day.year()))
}

/// Names a statement of a project: the article and the place in its list of quotations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Statement {
    /// The index of the article in [`Project::members`].
    pub member: usize,
    /// The index of the statement in its article's analysis.
    pub quotation: usize,
}

impl Project {
    /// All statements, article by article, in text order.
    pub fn statements(&self) -> impl Iterator<Item = Statement> + '_ {
        self.members.iter().enumerate().flat_map(|(member, held)| {
            (0..held.analysis.quotations.len()).map(move |quotation| Statement { member, quotation })
        })
    }

    /// The statement of this name.
    ///
    /// # Panics
    /// If it comes from another project.
    pub fn quotation(&self, statement: Statement) -> &Quotation {
        &self.members[statement.member].analysis.quotations[statement.quotation]
    }

    /// The words of a statement, the pieces of a split one with " … " between them.
    pub fn words(&self, statement: Statement) -> String {
        self.quotation(statement).words(&self.members[statement.member].article)
    }

    /// Where a statement stands, from -1 to 1; `None` if it takes no stance.
    pub fn score(&self, statement: Statement) -> Option<f64> {
        let analysis = &self.members[statement.member].analysis;
        Some(analysis.stances.get(&self.quotation(statement).id())?.score)
    }

    /// The actors who said a statement.
    pub fn said_by<'a>(
        &'a self,
        actors: &'a Actors,
        statement: Statement,
    ) -> impl Iterator<Item = ActorId> + 'a {
        let speakers = self.members[statement.member].analysis.speakers.of(self.quotation(statement).id());
        speakers.iter().filter_map(move |&speaker| actors.of(statement.member, speaker))
    }

    /// The actor that a statement is directed at, where the text names one.
    pub fn target(&self, actors: &Actors, statement: Statement) -> Option<ActorId> {
        let analysis = &self.members[statement.member].analysis;
        let target = analysis.stances.get(&self.quotation(statement).id())?.target?;
        actors.of(statement.member, target)
    }

    /// Gives each article a name of its own: where two have the same, those after the first get a number.
    pub fn name_apart(&mut self) {
        let mut seen = BTreeSet::new();
        for member in &mut self.members {
            let base = member.base.clone();
            member.name = base.clone();
            let mut number = 1;
            while !seen.insert(member.name.clone()) {
                number += 1;
                member.name = format!("{base} ({number})");
            }
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::analysis::{self, Engine};
    use crate::article::Metadata;

    /// A member with this name, date and text, analysed by rules.
    pub(crate) fn member(name: &str, date: &str, text: &str) -> Member {
        let mut article = Article::new(text);
        article.metadata = Metadata {
            date: Some(date.to_owned()),
            publisher: Some(format!("The {name}")),
            ..Metadata::default()
        };
        let analysis = Arc::new(analysis::analyze_with(&article, Engine::Rules));
        Member {
            name: name.to_owned(),
            base: name.to_owned(),
            path: None,
            part: None,
            sha256: String::new(),
            article: Arc::new(article),
            found: Arc::clone(&analysis),
            analysis,
            marks: Arc::default(),
        }
    }

    #[test]
    fn days_are_read_where_they_are_clear() {
        assert_eq!(day("2026-03-05T10:00"), NaiveDate::from_ymd_opt(2026, 3, 5));
        assert_eq!(day("2026-02-30"), None);
        for odd in ["5 March", "+99999-1-1", "0001-01-01", "9999-12-31"] {
            assert_eq!(day(odd), None, "{odd}");
        }
        assert_eq!(day("März 2026, früh"), None);
    }

    #[test]
    fn articles_of_one_name_are_told_apart() {
        let members = ["a", "a", "a (2)", "a"].map(|name| member(name, "", "One.")).to_vec();
        let mut project = Project { members, ..Project::default() };
        project.name_apart();
        project.name_apart();
        let names: Vec<&str> = project.members.iter().map(|member| member.name.as_str()).collect();
        assert_eq!(names, ["a", "a (2)", "a (2) (2)", "a (3)"]);
    }
}
