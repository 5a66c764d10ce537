//! Opening articles, with the corrections that are kept of them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::article::Article;
use crate::gui::document::{DocumentId, Kept};
use crate::gui::reading::Reading;
use crate::gui::samples::Sample;
use crate::gui::words;
use crate::ingest::{self, Mapping, Part};
use crate::project::Member;
use crate::review::Review;
use crate::storage::{self, ReviewFile};

use super::{Outcome, file_name};

/// A file to be opened.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    /// The file.
    pub path: PathBuf,
    /// Where the corrections of its articles are kept that do not have them beside them, by [`crate::storage::place`].
    pub reviews: BTreeMap<PathBuf, PathBuf>,
    /// What columns of lists hold, where their names do not say it.
    pub mapping: Mapping,
}

/// The most articles of one file that are opened.
const MOST: usize = 40;

/// What comes of opening a file: an article, or several, or that there is none.
pub(super) fn open(Wanted { path, reviews, mapping }: &Wanted) -> Vec<Outcome> {
    let parts = match storage::open_all(path, mapping) {
        Ok(parts) => parts,
        Err(storage::Error::Unreadable { path, source: ingest::Error::Unmapped(columns) }) => {
            return vec![Outcome::Unmapped { path, columns }];
        }
        Err(error) => return vec![Outcome::Failed(error.to_string())],
    };
    let file = file_name(path);
    let is_one = parts.len() == 1;
    let (mut out, mut broken) = (Vec::new(), Vec::new());
    let count = parts.len();
    for (index, Part { name, reading }) in parts.into_iter().enumerate() {
        let part = (!is_one).then_some(index + 1);
        match reading {
            Ok(reading) if out.len() < MOST => {
                let label = part.map(|number| name.unwrap_or_else(|| number.to_string()));
                let name = label.map_or(file.clone(), |label| words::top::part(&file, &label));
                out.push(open_part(path, part, name, reading, reviews));
            }
            Ok(_) => {}
            Err(error) => broken.push(error.to_string()),
        }
    }
    let shown = out.len();
    let more = if shown > 1 { Some(Outcome::Several(shown - 1)) } else { None };
    if let Some(Outcome::Opened { warnings, .. }) = out.first_mut() {
        let beyond = count - broken.len() - shown;
        warnings.extend((beyond > 0).then(|| words::notices::beyond(&file, shown, shown + beyond)));
        let first = broken.first().map(|first| words::notices::broken(&file, broken.len(), first));
        warnings.extend(first);
    }
    more.into_iter().chain(out).collect()
}

/// An article of a file, with its corrections.
fn open_part(
    path: &Path,
    part: Option<usize>,
    name: String,
    read: ingest::Reading,
    reviews: &BTreeMap<PathBuf, PathBuf>,
) -> Outcome {
    let review = reviews.get(&storage::place(path, part)).cloned();
    let (place, gone) = still_there(review, &name);
    // Where the corrections were kept elsewhere and are gone, those beside the article may be all that is left.
    let file = place.map_or_else(|| ReviewFile::beside_part(path, part), ReviewFile::at);
    let (kept, trouble) = load(file, &read.article);
    let (reading, mut warnings) = prepared(&name, read);
    warnings.extend(gone.into_iter().chain(trouble));
    Outcome::Opened { name, path: Some(path.to_owned()), part, reading, kept: Some(kept), warnings }
}

/// An article of a project, with its corrections.
pub(super) fn open_member(member: &Member, reviews: &BTreeMap<PathBuf, PathBuf>) -> Outcome {
    let path = member.path.clone();
    let place = path.as_deref().map(|path| storage::place(path, member.part));
    let (review, gone) = still_there(place.and_then(|place| reviews.get(&place).cloned()), &member.name);
    let beside = || path.as_deref().map(|path| ReviewFile::beside_part(path, member.part));
    let file = review.map(ReviewFile::at).or_else(beside);
    let (kept, trouble) = file.map(|file| load(file, &member.article)).unzip();
    let reading = Reading::with_analysis((*member.article).clone(), (*member.found).clone());
    let warnings = gone.into_iter().chain(trouble.flatten()).collect();
    Outcome::Opened {
        name: member.name.clone(),
        path,
        part: member.part,
        reading: Arc::new(reading),
        kept,
        warnings,
    }
}

pub(super) fn open_sample(sample: &Sample, review: Option<PathBuf>) -> Outcome {
    let read = match ingest::read(sample.bytes, sample.name) {
        Ok(read) => read,
        Err(error) => return Outcome::Failed(words::notices::of_file(sample.name, &error)),
    };
    let (place, gone) = still_there(review, sample.name);
    let (kept, trouble) = place.map(|place| load(ReviewFile::at(place), &read.article)).unzip();
    let (reading, mut warnings) = prepared(sample.name, read);
    warnings.extend(gone.into_iter().chain(trouble.flatten()));
    Outcome::Opened { name: sample.name.into(), path: None, part: None, reading, kept, warnings }
}

/// Where corrections are kept, or, if there is nothing any more, what to tell of it.
fn still_there(review: Option<PathBuf>, name: &str) -> (Option<PathBuf>, Option<String>) {
    match review {
        Some(place) if storage::stamp(&place).is_none() => {
            (None, Some(words::notices::review_gone(name, &storage::shown(&place))))
        }
        place => (place, None),
    }
}

/// Reads the corrections of an article, with what is wrong with them.
fn load(mut file: ReviewFile, article: &Article) -> (Box<Kept>, Option<String>) {
    let (loaded, trouble) = match file.load(article) {
        Ok(loaded) => (loaded, None),
        Err(error) => (None, Some(error.to_string())),
    };
    (Box::new(Kept { file, loaded }), trouble)
}

pub(super) fn reload(document: DocumentId, path: &Path, part: Option<usize>, mapping: &Mapping) -> Outcome {
    let read = match storage::open_all(path, mapping) {
        Ok(mut parts) if part.unwrap_or(1) <= parts.len() => parts.swap_remove(part.unwrap_or(1) - 1).reading,
        Ok(_) => Err(ingest::Error::NoArticles),
        Err(error) => return Outcome::Failed(error.to_string()),
    };
    match read {
        Ok(read) => {
            let (reading, warnings) = prepared(&file_name(path), read);
            Outcome::Reloaded { document, reading, warnings }
        }
        Err(error) => Outcome::Failed(words::notices::of_file(&storage::shown(path), &error)),
    }
}

/// Looks which columns a list has.
pub(super) fn columns(path: PathBuf) -> Outcome {
    match storage::open_all(&path, &Mapping::unknown()) {
        Err(storage::Error::Unreadable { source: ingest::Error::Unmapped(columns), .. }) => {
            Outcome::Columns { path, columns }
        }
        Err(error) => Outcome::Failed(error.to_string()),
        Ok(_) => Outcome::Failed(words::notices::of_file(&storage::shown(&path), &words::columns::NO_LIST)),
    }
}

/// An article as the rules read it, and what there is to tell of how it was read.
fn prepared(name: &str, read: ingest::Reading) -> (Arc<Reading>, Vec<String>) {
    let mut warnings: Vec<String> =
        read.warnings.iter().map(|warning| words::notices::of_file(name, warning)).collect();
    if runs_right_to_left(read.article.text()) {
        warnings.push(words::notices::right_to_left(name));
    }
    (Arc::new(Reading::new(read.article)), warnings)
}

/// Whether a text has more than a few words in a script that runs from right to left, which the window cannot lay out.
fn runs_right_to_left(text: &str) -> bool {
    const FEW: usize = 40;
    let right_to_left =
        |c: &char| matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}');
    text.chars().filter(right_to_left).take(FEW).count() == FEW
}

/// Another review of an article.
pub(super) fn second(path: &Path, article: &Article) -> Result<Review, String> {
    let read = ReviewFile::at(path.to_owned()).peek(article).map_err(|error| error.to_string())?;
    let told = |words| words::notices::of_file(&storage::shown(path), &words);
    let review = read.ok_or_else(|| told(words::second::NONE))?;
    if review.is_of_another() { Err(told(words::second::OF_ANOTHER)) } else { Ok(review) }
}
