//! What the window remembers from one start to the next, besides its size.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::analysis::Engine;
use crate::chart::Filter;

/// The settings. Unknown or missing fields in a stored file do no harm.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Light, dark, or as the desktop has it.
    pub theme: Theme,
    /// Chart or lanes.
    pub view: View,
    /// Whether the learned model reads after the rules.
    pub model: bool,
    /// Whether indirect speech is drawn.
    pub paraphrase: bool,
    /// Statements whose speaker is less sure than this, in per cent, are not drawn.
    pub certainty: u8,
    /// How much larger than usual everything is.
    pub zoom: f32,
    /// Whether the review queue is shown in the place of the list of actors.
    pub queue: bool,
    /// The files opened last, the latest first.
    pub recent: Vec<PathBuf>,
    /// Where the corrections of articles are kept that do not have them beside them.
    pub reviews: BTreeMap<PathBuf, PathBuf>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: Theme::default(),
            view: View::default(),
            model: true,
            paraphrase: true,
            certainty: 0,
            zoom: 1.0,
            queue: false,
            recent: Vec::new(),
            reviews: BTreeMap::new(),
        }
    }
}

impl Settings {
    /// What articles are read with.
    pub fn engine(&self) -> Engine {
        if self.model { Engine::Model } else { Engine::Rules }
    }

    /// Which statements are drawn.
    pub fn filter(&self) -> Filter {
        Filter { paraphrase: self.paraphrase, confidence: f64::from(self.certainty) / 100.0 }
    }

    /// Puts a file at the head of the recent ones.
    pub fn remember(&mut self, path: PathBuf) {
        const MOST: usize = 10;
        self.recent.retain(|other| *other != path);
        self.recent.insert(0, path);
        self.recent.truncate(MOST);
    }
}

/// Light, dark, or as the desktop has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Theme {
    /// As the desktop has it.
    #[default]
    System,
    /// Dark text on a light page.
    Light,
    /// Light text on a dark page.
    Dark,
}

/// How the stances are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum View {
    /// All actors in one chart over the length of the text.
    #[default]
    Chart,
    /// One lane for each actor beside the text, scrolling with it.
    Lanes,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_opened_again_moves_to_the_head() {
        let mut settings = Settings::default();
        for name in ["a", "b", "a"] {
            settings.remember(name.into());
        }
        assert_eq!(settings.recent, [PathBuf::from("a"), PathBuf::from("b")]);
    }
}
