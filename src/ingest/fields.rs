//! What the columns of a list of articles mean, whatever they are called.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::article::Metadata;

/// What a column of a list of articles holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Field {
    /// The words of the article.
    Text,
    /// What the list calls the article.
    Id,
    /// Its headline.
    Title,
    /// Who wrote it.
    Byline,
    /// When it appeared.
    Date,
    /// Who published it.
    Publisher,
    /// Its address.
    Url,
}

impl Field {
    /// All, the text first.
    pub const ALL: [Self; 7] =
        [Self::Text, Self::Title, Self::Date, Self::Byline, Self::Publisher, Self::Url, Self::Id];

    /// Its name, as it is written in a choice of columns.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Id => "id",
            Self::Title => "title",
            Self::Byline => "byline",
            Self::Date => "date",
            Self::Publisher => "publisher",
            Self::Url => "url",
        }
    }
}

/// What columns are called in the exports of databases and in common collections, the surest name first; letters and digits
/// only, in lower case.
const NAMES: &[(Field, &[&str])] = &[
    (
        Field::Text,
        &[
            "text",
            "body",
            "maintext",
            "articlebody",
            "articletext",
            "fulltext",
            "content",
            "article",
            "story",
            "transcript",
            "volltext",
            "inhalt",
            "texte",
            "texto",
            "testo",
        ],
    ),
    (Field::Id, &["id", "articleid", "docid", "documentid", "guid", "uid"]),
    (
        Field::Title,
        &[
            "title",
            "headline",
            "heading",
            "name",
            "titel",
            "überschrift",
            "titre",
            "título",
            "titulo",
            "titolo",
        ],
    ),
    (Field::Byline, &["byline", "author", "authors", "creator", "writer", "autor", "auteur", "autore"]),
    (
        Field::Date,
        &[
            "date",
            "datepublished",
            "publishdate",
            "published",
            "publishedat",
            "publicationdate",
            "datepublish",
            "pubdate",
            "publishedon",
            "datetime",
            "created",
            "createdat",
            "datum",
            "fecha",
        ],
    ),
    (
        Field::Publisher,
        &[
            "publisher",
            "publication",
            "source",
            "sourcename",
            "outlet",
            "newspaper",
            "medium",
            "site",
            "sitename",
            "domain",
            "sourcedomain",
            "quelle",
            "zeitung",
            "fuente",
            "fonte",
        ],
    ),
    (Field::Url, &["url", "link", "sourceurl", "permalink", "href", "weburl"]),
];

/// What a column of this name holds, and how sure that is: 0 is surest.
pub(super) fn field(name: &str) -> Option<(Field, usize)> {
    let plain: String = name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    NAMES
        .iter()
        .find_map(|(field, names)| names.iter().position(|name| *name == plain).map(|rank| (*field, rank)))
}

/// The surest value for each field of a row.
#[derive(Debug, Default)]
pub(super) struct Fields {
    found: BTreeMap<Field, (usize, String)>,
}

impl Fields {
    /// Takes in a value. One that is empty says nothing, but that there is a text.
    pub(super) fn add(&mut self, (field, rank): (Field, usize), value: String) {
        let is_empty = value.trim().is_empty();
        let is_wanted = match self.found.get(&field) {
            None => !is_empty || field == Field::Text,
            Some((other, before)) => !is_empty && (rank < *other || before.trim().is_empty()),
        };
        if is_wanted {
            self.found.insert(field, (rank, value));
        }
    }

    /// Takes a value out.
    pub(super) fn take(&mut self, field: Field) -> Option<String> {
        self.found.remove(&field).map(|(_, value)| value)
    }

    /// What the row says of the article; where it says nothing, what the text itself does.
    pub(super) fn complete(mut self, metadata: &mut Metadata) {
        let slots = [
            (Field::Title, &mut metadata.title),
            (Field::Byline, &mut metadata.byline),
            (Field::Date, &mut metadata.date),
            (Field::Publisher, &mut metadata.publisher),
            (Field::Url, &mut metadata.url),
        ];
        for (field, slot) in slots {
            if let Some(value) = self.take(field) {
                *slot = Some(value);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_known_by_their_names_in_any_spelling() {
        for (name, expected) in [
            ("Text", Some(Field::Text)),
            ("Full_Text", Some(Field::Text)),
            ("Published At", Some(Field::Date)),
            ("source_domain", Some(Field::Publisher)),
            ("words", None),
        ] {
            assert_eq!(field(name).map(|(field, _)| field), expected, "{name}");
        }
    }

    #[test]
    fn an_empty_text_gives_way_to_one_with_words() {
        for order in [["text", "body"], ["body", "text"]] {
            let mut fields = Fields::default();
            let value = |name: &str| if name == "body" { "They met.".to_owned() } else { " ".to_owned() };
            order.iter().for_each(|name| fields.add(field(name).unwrap(), value(name)));
            assert_eq!(fields.take(Field::Text).as_deref(), Some("They met."));
        }
    }

    #[test]
    fn the_surer_name_wins_in_any_order() {
        for order in [["content", "text"], ["text", "content"]] {
            let mut fields = Fields::default();
            order.iter().for_each(|name| fields.add(field(name).unwrap(), format!("of {name}")));
            assert_eq!(fields.take(Field::Text).as_deref(), Some("of text"));
        }
    }
}
