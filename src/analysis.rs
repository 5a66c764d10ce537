//! The pipeline: everything the program finds out about one article.

use std::collections::BTreeMap;

use crate::article::Article;
use crate::inference::{Encoder, Model, Patient};
use crate::quotes::{self, Quotation, QuotationId};
use crate::speakers::{self, SpeakerId, Speakers};
use crate::stance::{self, Evidence, Matter, Stance, Without};
use crate::text::Span;

/// What was found in an article. Never edited: a person's corrections lie beside it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Analysis {
    /// What found and scored them.
    pub engine: Engine,
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
        self.index(id).map(|index| &self.quotations[index])
    }

    /// The place of the quotation with this name in the list.
    pub fn index(&self, id: QuotationId) -> Option<usize> {
        let from = self.quotations.partition_point(|other| other.cover().start < id.start);
        let near = self.quotations[from..].iter().take_while(|other| other.cover().start == id.start);
        near.enumerate().find(|(_, other)| other.id() == id).map(|(at, _)| from + at)
    }

    /// Everything `speaker` said, alone or jointly, in text order.
    pub fn said_by(&self, speaker: SpeakerId) -> impl Iterator<Item = &Quotation> {
        self.quotations.iter().filter(move |quotation| self.speakers.of(quotation.id()).contains(&speaker))
    }
}

/// What finds the quotations and scores them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Engine {
    /// Rules and word lists: fast, and each finding names the rule that made it.
    Rules,
    /// The rules, a learned model that corrects them where speech is reported without quotation marks, and one that scores:
    /// finds more, judges better, and takes some hundred times as long.
    #[default]
    Model,
}

impl Engine {
    /// The engine's name in files: `rules` or `model`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Rules => "rules",
            Self::Model => "model",
        }
    }

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

/// Analyses an article with the engine of choice; otherwise as [`analyze`]. Learned scores have no evidence yet: see
/// [`explain`].
pub fn analyze_with(article: &Article, engine: Engine) -> Analysis {
    let found = quotes::extract_with(article, engine.model());
    Analysis { fragments: found.fragments, ..analyze_given(article, found.quotations, engine) }
}

/// As [`analyze_with`], but gives up, with `None`, soon after `is_off` says so.
pub fn analyze_unless(article: &Article, engine: Engine, is_off: &dyn Fn() -> bool) -> Option<Analysis> {
    let patient = engine.model().map(|model| Patient { model, is_off });
    let model = patient.as_ref().map(|patient| patient as &dyn Model);
    let found = quotes::extract_with(article, model);
    let analysis = given(article, found.quotations, engine, model);
    (!is_off()).then_some(Analysis { fragments: found.fragments, ..analysis })
}

/// Finds out who said these statements of an article, and how hard: as [`analyze_with`], but for finding them.
pub fn analyze_given(article: &Article, quotations: Vec<Quotation>, engine: Engine) -> Analysis {
    given(article, quotations, engine, engine.model())
}

fn given(
    article: &Article,
    quotations: Vec<Quotation>,
    engine: Engine,
    model: Option<&dyn Model>,
) -> Analysis {
    let speakers = speakers::resolve(article, &quotations);
    let matter = Matter { article, quotations: &quotations, speakers: &speakers, without: None };
    let stances = stance::score_with(matter, model);
    Analysis { engine, quotations, fragments: Vec::new(), speakers, stances }
}

/// Adds to each learned score the words that carry it. The rules give their evidence with the score.
pub fn explain(article: &Article, analysis: &mut Analysis) {
    if analysis.engine == Engine::Rules {
        return;
    }
    for quotation in &analysis.quotations {
        if let Some(stance) = analysis.stances.get_mut(&quotation.id()) {
            stance.evidence = explain_one(article, quotation, analysis.engine);
        }
    }
}

/// The words that carry one statement's learned score; none by rules.
pub fn explain_one(article: &Article, quotation: &Quotation, engine: Engine) -> Vec<Evidence> {
    engine.model().map_or(Vec::new(), |model| stance::explain(article, quotation, model))
}

/// The stance of one statement by itself, whoever found it; `None` if it takes none.
pub fn judge(
    article: &Article,
    quotation: &Quotation,
    speakers: &Speakers,
    engine: Engine,
) -> Option<Stance> {
    let matter = Matter { article, quotations: std::slice::from_ref(quotation), speakers, without: None };
    stance::score_with(matter, engine.model()).remove(&quotation.id())
}

/// The stance of a statement if some of its words did not count; `None` if it then takes none.
pub fn rescore(article: &Article, analysis: &Analysis, without: Without<'_>) -> Option<Stance> {
    let Analysis { engine, quotations, speakers, .. } = analysis;
    let matter = Matter { article, quotations, speakers, without: Some(without) };
    stance::score_with(matter, engine.model()).remove(&without.id)
}
