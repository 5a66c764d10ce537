//! What an export says about itself.

use super::record::OFFSET_UNIT;

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

    /// What and how, in the order in which it is told.
    pub(super) fn lines(&self) -> Vec<(&'static str, String)> {
        let mut lines = vec![("program", self.program.clone())];
        lines.extend(self.engine.map(|engine| ("engine", engine.to_owned())));
        lines.extend(self.model.iter().map(|model| ("model_sha256", model.clone())));
        lines.push(("offset_unit", OFFSET_UNIT.to_owned()));
        lines
    }
}
