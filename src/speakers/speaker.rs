//! What a speaker is, and how a quotation comes to have one.

use std::collections::BTreeMap;

use crate::quotes::QuotationId;
use crate::text::Span;

/// Names a speaker within one article: an index into [`Speakers::list`], in order of first mention.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SpeakerId(pub u32);

/// What sort of actor speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SpeakerKind {
    /// A named person.
    Person,
    /// A named company, party, agency, newspaper or court.
    Organisation,
    /// A country, capital or seat that stands for its government.
    Government,
    /// Several people without names: "residents", "union members".
    Group,
    /// One person or body without a name: "a senior EU official".
    Unnamed,
}

impl SpeakerKind {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Person, Self::Organisation, Self::Government, Self::Group, Self::Unnamed];

    /// The kind's name in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organisation => "organisation",
            Self::Government => "government",
            Self::Group => "group",
            Self::Unnamed => "unnamed",
        }
    }
}

/// A person, body or group that speaks in one article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Speaker {
    /// Which one.
    pub id: SpeakerId,
    /// The fullest name that the article gives, without title.
    pub name: String,
    /// What sort of actor it is.
    pub kind: SpeakerKind,
    /// What the article says they are: "Foreign Minister", "head of the dockers' union".
    pub role: Option<String>,
    /// The body that a person belongs to, by the name the article gives it.
    pub affiliation: Option<String>,
    /// The country that the name or the roles tell, by its English name in `assets/places.tsv`.
    pub country: Option<&'static str>,
    /// Other ways the article names them, sorted, without pronouns.
    pub aliases: Vec<String>,
    /// Where the article mentions them, in order.
    pub mentions: Vec<Span>,
}

/// One step of the reasoning that leads from a quotation to a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// What the step rests on.
    pub step: Step,
    /// The words it rests on.
    pub span: Span,
    /// The name of the rule that took the step.
    pub rule: &'static str,
}

/// The kinds of step, in the order in which a chain has them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// The verb or phrase that reports the saying.
    Cue,
    /// The words that name the source.
    Source,
    /// An earlier mention that those words refer to.
    Mention,
    /// The place where the name stands in full.
    Name,
}

impl Step {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Cue, Self::Source, Self::Mention, Self::Name];

    /// The step's name in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Cue => "cue",
            Self::Source => "source",
            Self::Mention => "mention",
            Self::Name => "name",
        }
    }
}

/// Who said a quotation, and why the program thinks so.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Attribution {
    /// The speakers; several for a joint statement, none if nobody can be named with reason.
    pub speakers: Vec<SpeakerId>,
    /// For whom a named spokesperson or lawyer speaks, if the article says.
    pub on_behalf_of: Vec<SpeakerId>,
    /// How sure, from 0 to 1; 0 if unattributed.
    pub confidence: f64,
    /// The steps from the cue to the name.
    pub chain: Vec<Link>,
    /// Who else it might have been, with confidences, best first; at most three.
    pub alternatives: Vec<(SpeakerId, f64)>,
}

/// The speakers of one article and what each of them is held to have said.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Speakers {
    /// In order of first mention; `list[i].id == SpeakerId(i)`.
    pub list: Vec<Speaker>,
    /// One entry for every quotation, attributed or not.
    pub attributions: BTreeMap<QuotationId, Attribution>,
}

impl Speakers {
    /// The speaker with this id.
    ///
    /// # Panics
    /// If the id comes from another article.
    pub fn get(&self, id: SpeakerId) -> &Speaker {
        &self.list[id.0 as usize]
    }

    /// The speakers of a quotation; empty if it is unattributed.
    pub fn of(&self, quotation: QuotationId) -> &[SpeakerId] {
        self.attributions.get(&quotation).map_or(&[], |attribution| attribution.speakers.as_slice())
    }
}
