//! What an export says about itself.

use sha2::{Digest, Sha256};

use super::record::OFFSET_UNIT;
use crate::analysis::Engine;
use crate::inference::BUILT_IN_WEIGHTS;

/// Which program made an export, and with what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// The name and version of the program.
    pub program: String,
    /// What found and scored the statements; `None` where several engines did.
    pub engine: Option<&'static str>,
    /// The SHA-256 of the learned weights, in hexadecimal; empty if none were used.
    pub model: Vec<String>,
}

impl About {
    /// This program, nothing said of the engine.
    pub fn program() -> Self {
        Self {
            program: concat!("Standpoint ", env!("CARGO_PKG_VERSION")).into(),
            engine: None,
            model: Vec::new(),
        }
    }

    /// This program with one of its engines.
    pub fn engine(engine: Engine) -> Self {
        let weights: &[&[u8]] = match engine {
            Engine::Rules => &[],
            Engine::Model => &BUILT_IN_WEIGHTS,
        };
        let sum =
            |weights: &&[u8]| Sha256::digest(weights).iter().map(|byte| format!("{byte:02x}")).collect();
        Self { engine: Some(engine.name()), model: weights.iter().map(sum).collect(), ..Self::program() }
    }

    /// This program with the engine that did all; of several none is named, but the weights that some were scored with are.
    pub fn engines(engines: impl Iterator<Item = Engine>) -> Self {
        let all: Vec<Engine> = engines.collect();
        let has = |engine| all.contains(&engine);
        match (has(Engine::Rules), has(Engine::Model)) {
            (false, false) => Self::program(),
            (true, false) => Self::engine(Engine::Rules),
            (false, true) => Self::engine(Engine::Model),
            (true, true) => Self { engine: None, ..Self::engine(Engine::Model) },
        }
    }

    /// What and how, in the order in which it is told.
    pub(super) fn lines(&self) -> Vec<(&'static str, String)> {
        let mut lines = vec![("program", self.program.clone())];
        lines.extend(self.engine.map(|engine| ("engine", engine.to_owned())));
        lines.extend(self.model.iter().map(|model| ("model_sha256", model.clone())));
        lines.push(("offset_unit", OFFSET_UNIT.to_owned()));
        lines
    }
}
