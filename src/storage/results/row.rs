//! The rows of findings, as files hold them.

use serde::Deserialize;

/// `[start, end)` in code points.
pub(super) type Pair = (usize, usize);

#[derive(Deserialize)]
pub(super) struct Row {
    pub(super) schema_version: u32,
    pub(super) offset_unit: String,
    pub(super) id: String,
    pub(super) error: Option<String>,
    pub(super) engine: Option<String>,
    #[serde(default)]
    pub(super) origin: Vec<Pair>,
    #[serde(default)]
    pub(super) attributions: Vec<Statement>,
    #[serde(default)]
    pub(super) speakers: Vec<Who>,
    #[serde(default)]
    pub(super) fragments: Vec<Pair>,
}

#[derive(Deserialize)]
pub(super) struct Statement {
    pub(super) kind: String,
    pub(super) quote: String,
    pub(super) content: Vec<Pair>,
    #[serde(default)]
    pub(super) cue: Vec<Pair>,
    #[serde(default)]
    pub(super) source: Vec<Pair>,
    #[serde(default)]
    pub(super) addressee: Vec<Pair>,
    #[serde(default)]
    pub(super) speaker: Vec<String>,
    #[serde(default)]
    pub(super) speaker_for: Vec<String>,
    pub(super) stance: Option<f64>,
    pub(super) stance_low: Option<f64>,
    pub(super) stance_high: Option<f64>,
    pub(super) device: Option<String>,
    pub(super) target: Option<String>,
    #[serde(default)]
    pub(super) evidence: Vec<Words>,
    #[serde(default)]
    pub(super) leanings: Vec<Lean>,
    pub(super) learned: Option<f64>,
    pub(super) rules: Option<Rules>,
    pub(super) confidence: f64,
    pub(super) rule: String,
    #[serde(default)]
    pub(super) speaker_confidence: f64,
    #[serde(default)]
    pub(super) speaker_chain: Vec<Chained>,
    #[serde(default)]
    pub(super) speaker_alternatives: Vec<Other>,
    pub(super) outer: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Words {
    pub(super) span: Pair,
    pub(super) weight: f64,
    pub(super) reason: String,
}

#[derive(Deserialize)]
pub(super) struct Lean {
    pub(super) weight: f64,
    pub(super) reason: String,
}

#[derive(Deserialize)]
pub(super) struct Rules {
    pub(super) stance: f64,
    #[serde(default)]
    pub(super) evidence: Vec<Words>,
    #[serde(default)]
    pub(super) leanings: Vec<Lean>,
}

#[derive(Deserialize)]
pub(super) struct Chained {
    pub(super) step: String,
    pub(super) span: Pair,
    pub(super) rule: String,
}

#[derive(Deserialize)]
pub(super) struct Other {
    pub(super) speaker: String,
    pub(super) confidence: f64,
}

#[derive(Deserialize)]
pub(super) struct Who {
    pub(super) name: String,
    pub(super) kind: String,
    pub(super) role: Option<String>,
    pub(super) affiliation: Option<String>,
    pub(super) country: Option<String>,
    #[serde(default)]
    pub(super) aliases: Vec<String>,
    #[serde(default)]
    pub(super) mentions: Vec<Pair>,
}
