//! Asking the reader for a name, with the names that there are to choose from while typing.

use crate::quotes::QuotationId;
use crate::review::{Correction, Decision, Verdict};
use crate::speakers::SpeakerId;

use super::document::{Document, DocumentId};
use super::state::State;
use super::words;

/// What the reader is asked to name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Naming {
    /// Who said the pinned statement.
    Speaker,
    /// Whom the pinned statement is directed at.
    Target,
    /// What there is to say about the pinned statement.
    Note,
    /// What a speaker is called.
    Rename(SpeakerId),
    /// Who a speaker really is.
    Merge(SpeakerId),
    /// Who said the ticked statements of a speaker.
    Split(SpeakerId),
    /// What a speaker is.
    Role(SpeakerId),
    /// Which side a speaker is on.
    Side(SpeakerId),
}

/// A question that is open, and what has been typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// What is asked.
    pub naming: Naming,
    /// What has been typed.
    pub words: String,
    /// Whether anything has been typed yet.
    pub is_fresh: bool,
    /// Tells one question from the next.
    pub number: u64,
    /// The article that it is about, and the change of its review after which it was asked.
    about: (DocumentId, u64),
}

impl Naming {
    /// The question in words.
    pub fn question(self, document: &Document) -> String {
        let name = |speaker| document.reading.name(Some(speaker)).to_owned();
        match self {
            Self::Speaker => words::naming::SPEAKER.into(),
            Self::Target => words::naming::TARGET.into(),
            Self::Note => words::naming::NOTE.into(),
            Self::Rename(speaker) => words::naming::rename(&name(speaker)),
            Self::Merge(speaker) => words::naming::merge(&name(speaker)),
            Self::Split(_) => words::naming::split(document.ticked.len()),
            Self::Role(speaker) => words::naming::role(&name(speaker)),
            Self::Side(speaker) => words::naming::side(&name(speaker)),
        }
    }

    /// The answers to choose from that hold what has been typed, those that begin with it first.
    pub fn choices(self, document: &Document, typed: &str) -> Vec<String> {
        let reading = &document.reading;
        let others = |but: Option<SpeakerId>| -> Vec<String> {
            let cast = document.cast().into_iter().filter(|&id| Some(id) != but);
            cast.map(|id| reading.name(Some(id)).to_owned()).collect()
        };
        let all = match self {
            Self::Speaker | Self::Target => others(None),
            Self::Merge(speaker) | Self::Split(speaker) => others(Some(speaker)),
            Self::Side(_) => {
                let mut sides: Vec<String> = reading.marks.sides.values().cloned().collect();
                sides.sort();
                sides.dedup();
                sides
            }
            Self::Rename(speaker) => reading.analysis.speakers.get(speaker).aliases.clone(),
            Self::Note | Self::Role(_) => Vec::new(),
        };
        let typed = typed.trim().to_lowercase();
        let begins = |name: &String| {
            let name = name.to_lowercase();
            name.starts_with(&typed) || name.split_whitespace().any(|word| word.starts_with(&typed))
        };
        let (mut first, rest): (Vec<String>, Vec<String>) = all.into_iter().partition(begins);
        first.extend(rest.into_iter().filter(|name| name.to_lowercase().contains(&typed)));
        first
    }

    /// Whether the answer may be none of the choices.
    pub fn is_open(self) -> bool {
        !matches!(self, Self::Merge(_))
    }

    /// What there is before anything is typed.
    fn start(self, document: &Document) -> String {
        let reading = &document.reading;
        match self {
            Self::Note => {
                let mark = document.pinned.and_then(|id| reading.marks.of(id));
                mark.map(|mark| mark.note.clone()).unwrap_or_default()
            }
            Self::Rename(speaker) => reading.name(Some(speaker)).to_owned(),
            Self::Role(speaker) => reading.analysis.speakers.get(speaker).role.clone().unwrap_or_default(),
            Self::Side(speaker) => reading.marks.sides.get(&speaker).cloned().unwrap_or_default(),
            Self::Speaker | Self::Target | Self::Merge(_) | Self::Split(_) => String::new(),
        }
    }

    /// The correction that an answer means; `None` if it means none.
    fn correction(self, document: &Document, answer: &str) -> Option<Correction> {
        let answer = answer.split_whitespace().collect::<Vec<_>>().join(" ");
        let name = |speaker| document.reading.name(Some(speaker)).to_owned();
        let pinned = |verdict| document.pinned.map(|id| Correction::of(id, verdict));
        let of = |speaker, decision| Some(Correction::Speaker { name: name(speaker), decision });
        let names = || document.reading.analysis.speakers.list.iter().map(|speaker| speaker.name.as_str());
        let is_same = |speaker| answer.is_empty() || answer == name(speaker);
        match self {
            Self::Speaker if answer.is_empty() => pinned(Verdict::Speakers(Vec::new())),
            Self::Speaker => pinned(Verdict::Speakers(vec![answer])),
            Self::Target => pinned(Verdict::Target((!answer.is_empty()).then_some(answer))),
            Self::Note => pinned(Verdict::Note(answer)),
            Self::Rename(speaker) | Self::Merge(speaker) if is_same(speaker) => None,
            // Two of one name would be one to every later decision.
            Self::Rename(speaker) if names().any(|name| name == answer) => {
                of(speaker, Decision::Merge(answer))
            }
            Self::Rename(speaker) => of(speaker, Decision::Rename(answer)),
            Self::Merge(speaker) => of(speaker, Decision::Merge(answer)),
            Self::Split(speaker) => {
                let statements: Vec<QuotationId> = document.ticked.iter().copied().collect();
                (!answer.is_empty() && !statements.is_empty())
                    .then(|| of(speaker, Decision::Split { statements, to: answer }))?
            }
            Self::Role(speaker) => of(speaker, Decision::Role(answer)),
            Self::Side(speaker) => of(speaker, Decision::Side(answer)),
        }
    }
}

impl State {
    /// Asks for a name, if there is anything that it could be of.
    pub(super) fn ask_name(&mut self, naming: Naming) {
        let Some(document) = self.document() else { return };
        let about_pinned = matches!(naming, Naming::Speaker | Naming::Target | Naming::Note);
        if about_pinned && document.pinned.is_none() {
            return;
        }
        let words = naming.start(document);
        let about = (document.id, document.keeping.revision);
        self.asked = Some(Asked { naming, words, is_fresh: true, number: self.count(), about });
    }

    /// Lets go of a question whose article, or what is known of it, has changed meanwhile.
    pub(super) fn drop_stale_question(&mut self) {
        let now = self.document().map(|document| (document.id, document.keeping.revision));
        self.asked.take_if(|asked| Some(asked.about) != now);
    }

    pub(super) fn spell(&mut self, words: String) {
        if let Some(asked) = &mut self.asked {
            (asked.words, asked.is_fresh) = (words, false);
        }
    }

    /// Takes the answer.
    pub(super) fn named(&mut self, answer: &str) {
        let Some(asked) = self.asked.take() else { return };
        let correction = self.document().and_then(|document| asked.naming.correction(document, answer));
        if let Some(correction) = correction {
            self.correct(correction);
        }
    }
}
