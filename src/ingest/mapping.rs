//! What a person says that the columns of lists hold, which goes before what their names say.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::fields::{Field, field};

/// What columns hold by a person's word, by the columns' names as they stand in lists.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Mapping {
    /// Of each column what it holds, or that it holds nothing of use.
    said: BTreeMap<String, Option<Field>>,
    /// Whether nothing is known of any other name.
    is_alone: bool,
}

/// A column of a list, as it is shown to whoever is to say what it holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// What the list calls it.
    pub name: String,
    /// The beginning of the first value that is not empty.
    pub example: String,
    /// What it is taken to hold by its name.
    pub field: Option<Field>,
}

impl Column {
    /// The most of a value that is shown, in characters.
    const MOST: usize = 120;

    pub(super) fn new<'a>(name: &str, values: impl IntoIterator<Item = Cow<'a, str>>) -> Self {
        let first = values.into_iter().find(|value| !value.trim().is_empty()).unwrap_or_default();
        let example = first.trim().chars().take(Self::MOST).collect();
        Self { name: name.to_owned(), example, field: field(name).map(|(field, _)| field) }
    }
}

impl Mapping {
    /// No name means anything, so that every list is one whose columns somebody has to name:
    /// reading it is [`super::Error::Unmapped`], which says what columns it has.
    pub fn unknown() -> Self {
        Self { is_alone: true, ..Self::default() }
    }

    /// Says that the columns of this name hold this, or nothing of use.
    pub fn say(&mut self, column: &str, field: Option<Field>) {
        self.said.insert(column.to_owned(), field);
    }

    /// What was said of all columns, by their names.
    pub fn said(&self) -> impl Iterator<Item = (&str, Option<Field>)> {
        self.said.iter().map(|(name, field)| (name.as_str(), *field))
    }

    /// Whether nothing has been said.
    pub fn is_empty(&self) -> bool {
        self.said.is_empty() && !self.is_alone
    }

    /// What was said in `other` goes before what was said here.
    pub fn extend(&mut self, other: &Self) {
        self.said.extend(other.said.iter().map(|(name, field)| (name.clone(), *field)));
    }

    /// Whether names alone tell what columns hold, so that long values may be taken for texts.
    pub(super) fn may_guess(&self) -> bool {
        !self.is_alone
    }

    /// What a column of this name holds, and how sure that is: 0 is surest.
    pub fn field(&self, column: &str) -> Option<(Field, usize)> {
        match self.said.get(column) {
            Some(said) => said.map(|field| (field, 0)),
            None if self.is_alone => None,
            None => field(column).map(|(field, rank)| (field, rank + 1)),
        }
    }
}

/// What one column holds, as it is written: `text=Worte`, or `none=Worte`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// What the list calls it.
    pub column: String,
    /// What it holds.
    pub field: Option<Field>,
}

impl FromStr for Said {
    type Err = String;

    fn from_str(words: &str) -> Result<Self, String> {
        let names = || Field::ALL.map(Field::name).join(", ");
        let (field, column) =
            words.split_once('=').filter(|(_, column)| !column.is_empty()).ok_or_else(|| {
                format!("it is not FIELD=COLUMN, such as text=Worte; fields are {}, none", names())
            })?;
        let known = Field::ALL.into_iter().find(|one| one.name() == field);
        if known.is_none() && field != "none" {
            return Err(format!("there is no field \u{201C}{field}\u{201D}; there are {}, none", names()));
        }
        Ok(Self { column: column.to_owned(), field: known })
    }
}

impl FromIterator<Said> for Mapping {
    fn from_iter<T: IntoIterator<Item = Said>>(said: T) -> Self {
        let said = said.into_iter().map(|Said { column, field }| (column, field)).collect();
        Self { said, is_alone: false }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Error, read_all, read_all_with};
    use super::*;

    fn mapping(said: &[&str]) -> Mapping {
        said.iter().map(|said| said.parse::<Said>().unwrap()).collect()
    }

    #[test]
    fn what_a_person_says_goes_before_names() {
        let said = mapping(&["text=Worte", "none=content", "title=text"]);
        assert_eq!(said.field("Worte"), Some((Field::Text, 0)));
        assert_eq!(said.field("content"), None);
        assert_eq!(said.field("text"), Some((Field::Title, 0)));
        assert_eq!(said.field("Text"), Some((Field::Text, 1)), "of this column nothing was said");
        assert_eq!(Mapping::unknown().field("text"), None);
    }

    #[test]
    fn what_cannot_be_meant_is_an_error_that_says_what_can() {
        for (words, expected) in
            [("Worte", "text=Worte"), ("text=", "FIELD=COLUMN"), ("words=Worte", "text, title")]
        {
            let error = words.parse::<Said>().unwrap_err();
            assert!(error.contains(expected), "{error}");
        }
        assert_eq!(" text=x".parse::<Said>().unwrap_err().matches("none").count(), 1);
    }

    #[test]
    fn lists_of_every_kind_are_read_by_what_was_said() {
        let said = mapping(&["text=Worte", "title=Kopf"]);
        let table = "Kopf;Worte;date\nTalks;They met.;2024-03-05";
        let lines = "{\"Kopf\":\"Talks\",\"Worte\":\"They met.\",\"date\":\"2024-03-05\"}";
        for (list, name) in [(table, "a.csv"), (lines, "a.jsonl"), (lines, "a.json")] {
            let Error::Unmapped(columns) = read_all(list.as_bytes(), name).unwrap_err() else {
                panic!("{name}")
            };
            assert_eq!(
                columns.iter().map(|it| it.name.as_str()).collect::<Vec<_>>(),
                ["Kopf", "Worte", "date"]
            );
            assert_eq!((&*columns[1].example, columns[2].field), ("They met.", Some(Field::Date)));
            let parts = read_all_with(list.as_bytes(), name, &said).unwrap();
            let article = &parts[0].reading.as_ref().unwrap().article;
            assert_eq!(article.text(), "They met.");
            assert_eq!(article.metadata.title.as_deref(), Some("Talks"));
            assert_eq!(article.metadata.date.as_deref(), Some("2024-03-05"));
        }
    }

    #[test]
    fn a_list_that_can_be_read_tells_its_columns_when_asked() {
        let list = b"title,text\nTalks,They met.";
        let Error::Unmapped(columns) = read_all_with(list, "a.csv", &Mapping::unknown()).unwrap_err() else {
            panic!()
        };
        assert_eq!(columns[1].field, Some(Field::Text));
        assert!(read_all_with(b"They met.", "a.txt", &Mapping::unknown()).is_ok(), "it is no list");
    }
}
