//! The file of a review, which lies beside its article as `NAME.standpoint.json`. `docs/FORMAT.md` describes it.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::analysis::Engine;
use crate::article::Article;
use crate::review::{Review, Unplaced};

use super::place::place;
use super::placing::{Meaning, Nonsense, Reader};
use super::saving::lock;
use super::steps::{Statement, Step, Writer};
use super::{Error, ReviewFault, Saving};

/// What the file says that it is.
const FORMAT: &str = "standpoint review";
/// The version of the format that this program writes, and the newest that it reads.
const VERSION: u32 = 1;
/// A review is never so long; what is, is no review.
const LARGEST: u64 = 64 << 20;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    format: String,
    version: u32,
    program: String,
    engine: String,
    article: About,
    statements: BTreeMap<String, Statement>,
    steps: Vec<Step>,
    done: usize,
    unplaced: Vec<Lost>,
}

/// Which text the review is of.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct About {
    title: Option<String>,
    sha256: String,
    length: usize,
}

/// A step that could not be placed, with the statements that it names.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Lost {
    /// How many steps stood before it.
    at: usize,
    words: String,
    statements: BTreeMap<String, Statement>,
    step: Step,
}

/// What is read first, before it is known whether the rest can be understood.
#[derive(Deserialize)]
struct Head {
    format: String,
    version: u32,
}

/// A review as it was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Loaded {
    /// The review, with what could not be placed.
    pub review: Review,
    /// Whether the text has changed since it was saved.
    pub is_edited: bool,
    /// Whether another window is working on it.
    pub is_busy: bool,
}

/// A file that a review is kept in. While it is held, no other window can save to it; and it is never saved over what
/// somebody else has put there.
#[derive(Debug)]
pub struct ReviewFile {
    path: PathBuf,
    /// Keeps the lock.
    held: Option<File>,
    /// What the file was when it was read or saved last; `None` if there was none.
    last: Option<[u8; 32]>,
    /// What is there cannot be understood, and is to be put aside before anything is saved.
    is_damaged: bool,
    /// What is there is to stay as it is.
    is_kept: bool,
    /// A person has decided that what is there may go.
    may_go: bool,
}

impl ReviewFile {
    /// The place for the review of the article at `path`: beside it.
    pub fn beside(path: &Path) -> Self {
        let mut name = path.file_name().unwrap_or_default().to_owned();
        name.push(".standpoint.json");
        Self::at(path.with_file_name(name))
    }

    /// The place for the review of one of several articles in the file at `path`: beside it, under its number.
    pub fn beside_part(path: &Path, part: Option<usize>) -> Self {
        Self::beside(&place(path, part))
    }

    /// A review at a place of choice.
    pub fn at(path: PathBuf) -> Self {
        Self { path, held: None, last: None, is_damaged: false, is_kept: false, may_go: false }
    }

    /// A new review at a place of choice. A person has been asked about what may be there.
    pub fn anew(path: PathBuf) -> Self {
        Self { may_go: true, ..Self::at(path) }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Reads the review of `article`, if there is one.
    ///
    /// # Errors
    /// If there is something that cannot be read or understood. Nothing is changed.
    pub fn load(&mut self, article: &Article) -> Result<Option<Loaded>, Error> {
        let Some(bytes) = self.read(true)? else { return Ok(None) };
        self.last = Some(Sha256::digest(&bytes).into());
        let loaded = understand(&bytes, article).map_err(|fault| {
            self.is_damaged = matches!(fault, ReviewFault::Damaged(_));
            self.is_kept = fault == ReviewFault::Newer;
            self.fault(fault)
        })?;
        Ok(Some(Loaded { is_busy: self.held.is_none(), ..loaded }))
    }

    /// The decisions in the review of `article`, if there is one, without holding it: another window may go on working on it.
    ///
    /// # Errors
    /// As of [`ReviewFile::load`].
    pub fn peek(&self, article: &Article) -> Result<Option<Review>, Error> {
        let Some(bytes) = Self::at(self.path.clone()).read(false)? else { return Ok(None) };
        understand(&bytes, article).map(|loaded| Some(loaded.review)).map_err(|fault| self.fault(fault))
    }

    /// Saves `review`, whole or not at all.
    ///
    /// # Errors
    /// If it cannot be written, another window is working on it, or it is not as it was when it was read or saved last.
    /// What is there is then unchanged.
    pub fn save(&mut self, article: &Article, review: &Review, engine: Engine) -> Result<(), Error> {
        if self.is_kept {
            return Err(self.fault(ReviewFault::Newer));
        }
        let there = self.read(self.held.is_none())?;
        if std::mem::take(&mut self.may_go) {
            self.last = there.as_ref().map(|bytes| Sha256::digest(bytes).into());
        }
        // Where there is nothing any more, nothing can be lost.
        if there.is_some() && there.as_ref().map(|bytes| Sha256::digest(bytes).into()) != self.last {
            self.held = None;
            return Err(self.fault(ReviewFault::Changed));
        }
        if there.is_some() && self.held.is_none() {
            return Err(self.fault(ReviewFault::Busy));
        }
        if self.is_damaged {
            self.put_aside()?;
        }
        let bytes = in_words(article, review, engine);
        let mut saving = Saving::begin(&self.path)?;
        let failed = |source| Error::Save { path: self.path.clone(), source };
        saving.write_all(&bytes).map_err(failed)?;
        self.held = Some(saving.commit_locked()?);
        self.last = Some(Sha256::digest(&bytes).into());
        Ok(())
    }

    /// What is in the file; `None` if there is none. Holds it if asked and nobody else does.
    fn read(&mut self, hold: bool) -> Result<Option<Vec<u8>>, Error> {
        let failed = |source| Error::Open { path: self.path.clone(), source };
        let file = match super::open_file(&self.path) {
            Err(Error::Open { source, .. }) if source.kind() == io::ErrorKind::NotFound => return Ok(None),
            other => other?,
        };
        let mut bytes = Vec::new();
        (&file).take(LARGEST + 1).read_to_end(&mut bytes).map_err(failed)?;
        if hold && self.held.is_none() {
            self.held = lock(&file).then_some(file);
        }
        Ok(Some(bytes))
    }

    /// Renames a file that cannot be understood, so that a person can look at it.
    fn put_aside(&mut self) -> Result<(), Error> {
        let name = self.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let stem = name.strip_suffix(".json").unwrap_or(&name);
        let free = (1..1000)
            .map(|number| self.path.with_file_name(format!("{stem}.damaged-{number}.json")))
            .find(|path| fs::symlink_metadata(path).is_err());
        let failed = |source| Error::Save { path: self.path.clone(), source };
        let aside = free.ok_or_else(|| failed(io::ErrorKind::AlreadyExists.into()))?;
        fs::rename(&self.path, aside).map_err(failed)?;
        (self.is_damaged, self.last, self.held) = (false, None, None);
        Ok(())
    }

    fn fault(&self, fault: ReviewFault) -> Error {
        Error::Review { path: self.path.clone(), fault }
    }
}

/// The review as bytes of a file: indented, so that two versions can be compared line by line.
fn in_words(article: &Article, review: &Review, engine: Engine) -> Vec<u8> {
    let writer = Writer::new(article);
    let document = Document {
        format: FORMAT.into(),
        version: VERSION,
        program: concat!("Standpoint ", env!("CARGO_PKG_VERSION")).into(),
        engine: engine.name().into(),
        article: About {
            title: article.metadata.title.clone(),
            sha256: hash(article),
            length: article.text().chars().count(),
        },
        statements: review
            .known
            .iter()
            .map(|(id, known)| (id.to_string(), writer.statement(known)))
            .collect(),
        steps: review.log().iter().map(|correction| writer.step(correction)).collect(),
        done: review.in_force().len(),
        unplaced: review.unplaced.iter().filter_map(|lost| serde_json::from_str(&lost.stored).ok()).collect(),
    };
    let mut bytes = serde_json::to_vec_pretty(&document)
        .unwrap_or_else(|error| unreachable!("a review is not JSON: {error}"));
    bytes.push(b'\n');
    bytes
}

/// What a review of one text means in another, such as the same article edited.
///
/// # Errors
/// If the review is larger than any that can be read.
pub fn carry(review: &Review, from: &Article, to: &Article) -> Result<Loaded, ReviewFault> {
    understand(&in_words(from, review, Engine::default()), to)
}

fn hash(article: &Article) -> String {
    Sha256::digest(article.text()).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What the bytes of a file mean in the text of `article`.
fn understand(bytes: &[u8], article: &Article) -> Result<Loaded, ReviewFault> {
    let damaged = |error: serde_json::Error| ReviewFault::Damaged(error.to_string());
    if bytes.len() as u64 > LARGEST {
        return Err(ReviewFault::Damaged("it is larger than 64 MB".into()));
    }
    let head: Head = serde_json::from_slice(bytes).map_err(damaged)?;
    match (head.format == FORMAT, head.version) {
        (false, _) | (true, 0) => {
            return Err(ReviewFault::Damaged("it does not say that it is a review".into()));
        }
        (true, version) if version > VERSION => return Err(ReviewFault::Newer),
        _ => {}
    }
    let document: Document = serde_json::from_slice(bytes).map_err(damaged)?;
    let is_edited = document.article.sha256 != hash(article);
    let review =
        placed(&document, article, is_edited).map_err(|Nonsense(what)| ReviewFault::Damaged(what))?;
    Ok(Loaded { review, is_edited, is_busy: false })
}

/// Places the steps of a file in the text. What could not be placed before is tried again, and stands where it stood.
fn placed(document: &Document, article: &Article, is_edited: bool) -> Result<Review, Nonsense> {
    let mut reader = Reader::new(article, is_edited);
    let mut known = BTreeMap::new();
    for (name, statement) in &document.statements {
        known.extend(reader.statement(name, statement)?);
    }
    let (mut log, mut unplaced) = (Vec::new(), Vec::new());
    let done = document.done.min(document.steps.len());
    let (in_force, undone) = document.steps.split_at(done);
    for (at, step) in in_force.iter().enumerate() {
        unplaced.extend(reader.rest(step).map(|rest| lost(at, &rest, &document.statements)));
        match reader.step(step)? {
            Meaning::Placed(correction) => log.push(correction),
            Meaning::Unplaced => unplaced.push(lost(at, step, &document.statements)),
        }
    }
    let mut again = Vec::new();
    for step in undone {
        // What was undone and cannot be placed cannot be redone either.
        if let Meaning::Placed(correction) = reader.step(step)? {
            again.push(correction);
        }
    }
    for lost in &document.unplaced {
        // These were written for the text before, whatever this one is.
        let mut reader = Reader::new(article, true);
        for (name, statement) in &lost.statements {
            known.extend(reader.statement(name, statement)?);
        }
        match reader.step(&lost.step) {
            Ok(Meaning::Placed(correction)) => log.insert(lost.at.min(log.len()), correction),
            _ => unplaced.push(lost.clone()),
        }
    }
    let done = log.len();
    log.extend(again);
    let mut review = Review::with_log(log, done);
    review.known = known;
    review.unplaced = unplaced.iter().map(kept).collect();
    Ok(review)
}

/// A step that cannot be placed, with what is needed to place it another time.
fn lost(at: usize, step: &Step, statements: &BTreeMap<String, Statement>) -> Lost {
    let named = step.statements();
    let statements: BTreeMap<String, Statement> = statements
        .iter()
        .filter(|(name, _)| named.contains(&name.as_str()))
        .map(|(name, statement)| (name.clone(), statement.clone()))
        .collect();
    Lost { at, words: step.in_words(&statements), statements, step: step.clone() }
}

fn kept(lost: &Lost) -> Unplaced {
    let stored =
        serde_json::to_string(lost).unwrap_or_else(|error| unreachable!("a step is not JSON: {error}"));
    Unplaced { words: lost.words.clone(), stored }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_of_one_file_have_places_of_their_own() {
        let path = Path::new("news/a.jsonl");
        assert_eq!(place(path, None), path);
        let third = place(path, Some(3));
        assert_eq!(third, Path::new("news/a.jsonl#3"));
        assert!(super::super::is_place_in(&third, path) && super::super::is_place_in(path, path));
        for other in ["news/a.jsonl#x", "news/b.jsonl#3", "a.jsonl#3", "news/a.jsonl#", "news/a.jsonl#3.txt"]
        {
            assert!(!super::super::is_place_in(Path::new(other), path), "{other}");
        }
    }

    use crate::analysis::{self, Analysis};
    use crate::quotes::{Kind, QuotationId};
    use crate::review::{Correction, Decision, Reviewed, Verdict, reviewed};
    use crate::text::Span;

    const TEXT: &str = "“We will never sign,” said Ann Bell. Tom Moor said the talks were fair, and that the door \
                        would stay open. It rained.";

    struct Sample {
        folder: tempfile::TempDir,
        article: Article,
        found: Analysis,
        review: Review,
    }

    impl Sample {
        fn new() -> Self {
            let article = Article::new(TEXT);
            let found = analysis::analyze_with(&article, Engine::Rules);
            let mut sample =
                Self { folder: tempfile::tempdir().unwrap(), article, found, review: Review::default() };
            let (first, second) = (sample.id(0), sample.id(1));
            let rain = TEXT.find("It rained").unwrap();
            sample.of(first, Verdict::Stance(Some(-1.0 / 3.0)));
            sample.of(first, Verdict::Note("„wichtig“ <b>".into()));
            sample.of(first, Verdict::Content(vec![Span::new(3, 22)]));
            let renamed = QuotationId { start: 3, end: 22 };
            sample.of(renamed, Verdict::Device(Some(crate::stance::Device::RedLine)));
            sample.of(renamed, Verdict::Target(Some("Tom Moor".into())));
            sample.of(second, Verdict::Speakers(vec!["Eve Lund".into()]));
            sample.of(second, Verdict::Cue(None));
            sample.of(second, Verdict::Reviewed(true));
            let content = vec![Span::new(rain, rain + "It rained".len())];
            sample.push(Correction::Mark { content, kind: Kind::Indirect, speakers: Vec::new() });
            let name = "Ann Bell".to_owned();
            sample.push(Correction::Speaker { name, decision: Decision::Side("north".into()) });
            sample.of(second, Verdict::Kind(Kind::Mixed));
            sample.review.undo();
            sample
        }

        fn id(&self, index: usize) -> QuotationId {
            self.found.quotations[index].id()
        }

        fn of(&mut self, id: QuotationId, verdict: Verdict) {
            self.push(Correction::of(id, verdict));
        }

        fn push(&mut self, correction: Correction) {
            let now = self.now();
            assert!(self.review.push(correction, &now.analysis));
        }

        fn now(&self) -> Reviewed {
            reviewed(&self.article, &self.found, &self.review)
        }

        fn file(&self) -> ReviewFile {
            ReviewFile::beside(&self.folder.path().join("a.txt"))
        }
    }

    #[test]
    fn a_review_is_read_as_it_was_saved_with_what_was_undone() {
        let sample = Sample::new();
        let mut file = sample.file();
        assert_eq!(file.load(&sample.article).unwrap(), None);
        file.save(&sample.article, &sample.review, Engine::Rules).unwrap();
        drop(file);
        let mut file = sample.file();
        assert!(file.path().ends_with("a.txt.standpoint.json"));
        let loaded = file.load(&sample.article).unwrap().unwrap();
        assert!(!loaded.is_edited);
        assert_eq!(loaded.review.in_force().len(), sample.review.in_force().len());
        assert!(loaded.review.redoable().is_some());
        let again = reviewed(&sample.article, &sample.found, &loaded.review);
        assert_eq!(again.marks, sample.now().marks);
        assert_eq!(again.analysis.speakers, sample.now().analysis.speakers);
        file.save(&sample.article, &loaded.review, Engine::Rules).unwrap();
        let before = fs::read(file.path()).unwrap();
        assert_eq!(before, in_words(&sample.article, &loaded.review, Engine::Rules), "the same bytes again");
    }

    #[test]
    fn an_edited_text_keeps_what_can_be_placed_and_lists_the_rest_until_it_is_back() {
        let sample = Sample::new();
        sample.file().save(&sample.article, &sample.review, Engine::Rules).unwrap();
        let edited = Article::new(format!("News.\n{}", TEXT.replace("It rained.", "")));
        let mut file = sample.file();
        let loaded = file.load(&edited).unwrap().unwrap();
        assert!(loaded.is_edited);
        let [lost] = &loaded.review.unplaced[..] else { panic!("{:?}", loaded.review.unplaced) };
        assert_eq!(lost.words, "“It rained”: marked as a statement");
        let found = analysis::analyze_with(&edited, Engine::Rules);
        let now = reviewed(&edited, &found, &loaded.review);
        assert!(now.marks.idle.is_empty());
        let first = now.analysis.quotations[0].id();
        assert_eq!(edited.text()[first.start..first.end].to_owned(), "We will never sign,");
        assert_eq!(now.marks.statements[&first].note, "„wichtig“ <b>");
        file.save(&edited, &loaded.review, Engine::Rules).unwrap();
        drop(file);
        let back = sample.file().load(&sample.article).unwrap().unwrap();
        assert!(back.review.unplaced.is_empty());
        assert_eq!(reviewed(&sample.article, &sample.found, &back.review).marks, sample.now().marks);
    }

    #[cfg(unix)]
    #[test]
    fn two_windows_on_one_review_notice_each_other() {
        let sample = Sample::new();
        let (mut one, mut other) = (sample.file(), sample.file());
        let fault = |result: Result<(), Error>| match result {
            Err(Error::Review { fault, .. }) => fault,
            other => panic!("{other:?}"),
        };
        assert!(
            one.load(&sample.article).unwrap().is_none() && other.load(&sample.article).unwrap().is_none()
        );
        one.save(&sample.article, &sample.review, Engine::Rules).unwrap();
        let late = other.save(&sample.article, &Review::default(), Engine::Rules);
        assert_eq!(fault(late), ReviewFault::Changed);
        let mut third = sample.file();
        assert!(third.load(&sample.article).unwrap().unwrap().is_busy);
        assert_eq!(fault(third.save(&sample.article, &sample.review, Engine::Rules)), ReviewFault::Busy);
        one.save(&sample.article, &Review::default(), Engine::Rules).unwrap();
        drop(one);
        assert!(!sample.file().load(&sample.article).unwrap().unwrap().is_busy, "free again");
        let mut chosen = ReviewFile::anew(sample.file().path().to_owned());
        chosen.save(&sample.article, &sample.review, Engine::Rules).unwrap();
        let names = fs::read_dir(sample.folder.path()).unwrap().count();
        assert_eq!(names, 1, "nothing but the review is left behind");
    }

    #[test]
    fn a_damaged_review_is_put_aside_and_a_newer_one_left_alone() {
        let sample = Sample::new();
        let path = sample.file().path().to_owned();
        for bytes in [&b"{"[..], b"[]", b"{\"format\":\"x\",\"version\":1}", b"\xFF"] {
            super::super::save(&path, bytes).unwrap();
            let mut file = sample.file();
            let error = file.load(&sample.article).unwrap_err().to_string();
            assert!(error.contains("a.txt.standpoint.json: this review is damaged"), "{error}");
            file.save(&sample.article, &sample.review, Engine::Rules).unwrap();
        }
        let aside = path.with_file_name("a.txt.standpoint.damaged-4.json");
        assert_eq!(fs::read(aside).unwrap(), b"\xFF");
        let newer = b"{\"format\":\"standpoint review\",\"version\":2,\"more\":[]}";
        super::super::save(&path, newer).unwrap();
        let mut file = sample.file();
        assert!(file.load(&sample.article).unwrap_err().to_string().contains("a newer version"));
        assert!(file.save(&sample.article, &sample.review, Engine::Rules).is_err());
        assert_eq!(fs::read(&path).unwrap(), newer);
    }

    #[test]
    fn no_cut_of_a_review_is_taken_for_one() {
        let sample = Sample::new();
        let bytes = in_words(&sample.article, &sample.review, Engine::Rules);
        for length in (0..bytes.len() - 2).step_by(7) {
            let understood = understand(&bytes[..length], &sample.article);
            assert!(matches!(understood, Err(ReviewFault::Damaged(_))), "{length}");
        }
    }
}
