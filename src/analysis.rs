//! The pipeline: everything the program finds out about one article.

use std::collections::BTreeMap;

use crate::article::Article;
use crate::inference::{Encoder, Model};
use crate::quotes::{self, Quotation, QuotationId};
use crate::speakers::{self, SpeakerId, Speakers};
use crate::stance::{self, Stance};
use crate::text::Span;

/// What was found in an article. Never edited: a person's corrections lie beside it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Analysis {
    /// The statements, ordered by where their content begins.
    pub quotations: Vec<Quotation>,
    /// Quoted words in narration that are nobody's statement.
    pub fragments: Vec<Span>,
    /// The speakers, and who is held to have said what.
    pub speakers: Speakers,
    /// The stance of each statement that takes one.
    pub stances: BTreeMap<QuotationId, Stance>,
}

impl Analysis {
    /// The quotation with this name.
    pub fn quotation(&self, id: QuotationId) -> Option<&Quotation> {
        self.quotations.iter().find(|quotation| quotation.id() == id)
    }

    /// Everything `speaker` said, alone or jointly, in text order.
    pub fn said_by(&self, speaker: SpeakerId) -> impl Iterator<Item = &Quotation> {
        self.quotations.iter().filter(move |quotation| self.speakers.of(quotation.id()).contains(&speaker))
    }
}

/// What finds the quotations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Engine {
    /// Rules and word lists: fast, and each finding names the rule that made it.
    Rules,
    /// The rules, and where speech is reported without quotation marks a learned model that corrects them: finds more, and
    /// takes some hundred times as long.
    #[default]
    Model,
}

impl Engine {
    fn model(self) -> Option<&'static dyn Model> {
        match self {
            Self::Rules => None,
            Self::Model => Some(Encoder::built_in()),
        }
    }
}

/// Analyses an article with the engine that finds most. Does no input or output, cannot fail, and gives the same result
/// every time, on every machine.
pub fn analyze(article: &Article) -> Analysis {
    analyze_with(article, Engine::default())
}

/// Analyses an article with the engine of choice; otherwise as [`analyze`].
pub fn analyze_with(article: &Article, engine: Engine) -> Analysis {
    let found = quotes::extract_with(article, engine.model());
    let speakers = speakers::resolve(article, &found.quotations);
    let stances = stance::score(article, &found.quotations, &speakers);
    Analysis { quotations: found.quotations, fragments: found.fragments, speakers, stances }
}
