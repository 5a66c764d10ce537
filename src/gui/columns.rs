//! Asking the reader which column of a list holds what, where its columns' names do not say it.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::ingest::{Column, Field, Mapping};

use super::command::Sheet;
use super::project::Wish;
use super::state::State;
use super::words;
use super::worker::{Job, file_name};

/// A list of which the reader is asked what its columns hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Columns {
    /// The file.
    pub path: PathBuf,
    /// Its columns, in its order.
    pub columns: Vec<Column>,
    /// Which column is chosen for what.
    pub chosen: BTreeMap<Field, usize>,
    /// Whether the list was to go into a project.
    is_of_project: bool,
}

/// What is done about columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Naming {
    /// Ask about the columns of this list.
    Ask(PathBuf),
    /// A column holds this, or none does.
    Choose(Field, Option<usize>),
    /// Read the list so.
    Take,
    /// Forget all that was said of columns.
    Forget,
}

impl Columns {
    /// The question, with what is known already: the surest column for each field, and for the text else the longest.
    pub(super) fn new(path: PathBuf, columns: Vec<Column>, mapping: &Mapping, is_of_project: bool) -> Self {
        let mut chosen = BTreeMap::new();
        for field in Field::ALL {
            let rank = |at: &usize| mapping.field(&columns[*at].name).filter(|(one, _)| *one == field);
            let known = (0..columns.len()).filter_map(|at| Some((rank(&at)?.1, at))).min();
            chosen.extend(known.map(|(_, at)| (field, at)));
        }
        let is_free = |at: &usize| !chosen.values().any(|taken| taken == at);
        let length = |at: &usize| (columns[*at].example.chars().count(), std::cmp::Reverse(*at));
        let longest = (0..columns.len()).filter(is_free).max_by_key(length);
        if let (false, Some(longest)) = (chosen.contains_key(&Field::Text), longest) {
            chosen.insert(Field::Text, longest);
        }
        Self { path, columns, chosen, is_of_project }
    }

    /// Whether it can be read so.
    pub fn is_enough(&self) -> bool {
        self.chosen.contains_key(&Field::Text)
    }

    /// A column holds this, and nothing else.
    fn choose(&mut self, field: Field, column: Option<usize>) {
        self.chosen.retain(|one, at| *one != field && Some(*at) != column);
        self.chosen.extend(column.map(|at| (field, at)));
    }

    /// What there is to say of the columns: what the chosen ones hold, and that others do not hold what their names say.
    fn said(&self) -> Mapping {
        let mut mapping = Mapping::default();
        for (at, column) in self.columns.iter().enumerate() {
            let holds = self.chosen.iter().find(|(_, chosen)| **chosen == at).map(|(field, _)| *field);
            // What the name says, too, so that another column with a surer name does not go before it.
            if holds.is_some() || column.field.is_some() {
                mapping.say(&column.name, holds);
            }
        }
        mapping
    }
}

impl State {
    /// Does what is asked about columns.
    pub(super) fn name_columns(&mut self, naming: Naming) -> Option<Job> {
        match naming {
            Naming::Ask(path) => return Some(Job::Columns(path)),
            Naming::Choose(field, column) => {
                if let Some(asked) = &mut self.columns {
                    asked.choose(field, column);
                }
            }
            Naming::Take => return self.take_columns(),
            Naming::Forget => {
                self.settings.columns = Mapping::default();
                self.tell(words::columns::FORGOTTEN.into());
            }
        }
        None
    }

    /// Shows the question.
    pub(super) fn ask_columns(&mut self, path: PathBuf, columns: Vec<Column>, is_of_project: bool) {
        self.columns = Some(Columns::new(path, columns, &self.settings.columns, is_of_project));
        self.sheet = Some(Sheet::Columns);
    }

    /// Remembers what was said, and reads the list by it.
    fn take_columns(&mut self) -> Option<Job> {
        let asked = self.columns.take_if(|asked| asked.is_enough())?;
        self.sheet = self.sheet.filter(|sheet| *sheet != Sheet::Columns);
        self.settings.columns.extend(&asked.said());
        self.tell(words::columns::remembered(&file_name(&asked.path)));
        let is_it = |path: &Option<PathBuf>| path.as_ref() == Some(&asked.path);
        let held = self
            .project
            .as_mut()
            .filter(|held| held.project.members.iter().any(|member| is_it(&member.path)));
        let is_in_project = held.is_some();
        if let Some(held) = held {
            held.project.members.retain(|member| !is_it(&member.path));
        }
        let open = self.documents.iter().filter(|document| is_it(&document.path)).map(|document| document.id);
        self.stale.extend(open);
        if is_in_project || asked.is_of_project {
            return self.wish(Wish::Gather(vec![asked.path]));
        }
        if self.stale.is_empty() { self.open(vec![asked.path]) } else { None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gui::command::Command;
    use crate::gui::worker::Outcome;

    fn columns() -> Vec<Column> {
        let column =
            |name: &str, example: &str, field| Column { name: name.into(), example: example.into(), field };
        vec![
            column("Nr", "7", None),
            column("Kopf", "Talks fail", None),
            column("Worte", "They met again and left without a word.", None),
            column("date", "2024-03-05", Some(Field::Date)),
        ]
    }

    fn asked(state: &mut State) {
        let (path, columns) = ("a.csv".into(), columns());
        state.apply(Command::Finish(Outcome::Unmapped { path, columns }));
    }

    #[test]
    fn a_list_with_unknown_columns_is_asked_about_and_then_read() {
        let mut state = State::default();
        asked(&mut state);
        assert_eq!(state.sheet, Some(Sheet::Columns));
        let question = state.columns.clone().unwrap();
        assert_eq!(question.chosen, [(Field::Text, 2), (Field::Date, 3)].into());
        state.apply(Command::Columns(Naming::Choose(Field::Title, Some(1))));
        let job = state.apply(Command::Columns(Naming::Take));
        let Some(Job::Open(files, _)) = job else { panic!("the list is read") };
        assert_eq!(files[0].mapping.field("Worte"), Some((Field::Text, 0)));
        assert_eq!(files[0].mapping.field("Kopf"), Some((Field::Title, 0)));
        assert_eq!(files[0].mapping.field("Nr"), None);
        assert_eq!((state.sheet, &state.columns), (None, &None));
        asked(&mut state);
        assert_eq!(state.columns.unwrap().chosen[&Field::Title], 1, "it is remembered");
    }

    #[test]
    fn one_column_holds_one_thing_and_a_list_without_texts_is_not_read() {
        let mut state = State::default();
        asked(&mut state);
        state.apply(Command::Columns(Naming::Choose(Field::Title, Some(2))));
        assert!(!state.columns.as_ref().unwrap().is_enough());
        assert!(state.apply(Command::Columns(Naming::Take)).is_none());
        assert!(state.columns.is_some(), "the question stays");
        state.apply(Command::Columns(Naming::Choose(Field::Date, None)));
        assert_eq!(state.columns.unwrap().chosen, [(Field::Title, 2)].into());
    }
}
