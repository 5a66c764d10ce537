//! What the window remembers from one start to the next, besides its size.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::analysis::Engine;
use crate::chart::Filter;
use crate::ingest::Mapping;

/// The settings. Unknown or missing fields in a stored file do no harm.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Light, dark, or as the desktop has it.
    pub theme: Theme,
    /// Whether everything is black on white, or white on black.
    pub stark: bool,
    /// How running text is set.
    pub text: Typography,
    /// How the panels stand.
    pub layout: Layout,
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
    /// Whether the tour has been taken, or declined.
    pub toured: bool,
    /// The files opened last, the latest first.
    pub recent: Vec<PathBuf>,
    /// Where the corrections of articles are kept that do not have them beside them.
    pub reviews: BTreeMap<PathBuf, PathBuf>,
    /// What columns of lists hold, where the reader had to say it.
    pub columns: Mapping,
    /// Where the corrections of samples are kept, by the samples' names.
    pub sample_reviews: BTreeMap<String, PathBuf>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: Theme::default(),
            stark: false,
            text: Typography::default(),
            layout: Layout::default(),
            view: View::default(),
            model: true,
            paraphrase: true,
            certainty: 0,
            zoom: 1.0,
            queue: false,
            toured: false,
            recent: Vec::new(),
            reviews: BTreeMap::new(),
            columns: Mapping::default(),
            sample_reviews: BTreeMap::new(),
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

/// How running text is set.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Typography {
    /// Without serifs.
    pub sans: bool,
    /// The size of its letters, in points.
    pub size: f32,
    /// From one line to the next, in sizes of its letters.
    pub leading: f32,
    /// The most width of its column, in points.
    pub column: f32,
}

impl Typography {
    /// The sizes that letters can have.
    pub const SIZES: RangeInclusive<f32> = 12.0..=32.0;
    /// From one line to the next.
    pub const LEADINGS: RangeInclusive<f32> = 1.2..=2.2;
    /// The widths that the column can be held to.
    pub const COLUMNS: RangeInclusive<f32> = 320.0..=900.0;

    /// The distance from one line to the next, in points.
    pub fn line(&self) -> f32 {
        (self.size * self.leading).round()
    }

    /// With what is out of bounds, as a stored file may have it, brought into them.
    pub fn sound(self) -> Self {
        let within = |value: f32, range: RangeInclusive<f32>, usual: f32| {
            if value.is_finite() { value.clamp(*range.start(), *range.end()) } else { usual }
        };
        let usual = Self::default();
        Self {
            sans: self.sans,
            size: within(self.size, Self::SIZES, usual.size),
            leading: within(self.leading, Self::LEADINGS, usual.leading),
            column: within(self.column, Self::COLUMNS, usual.column),
        }
    }
}

impl Default for Typography {
    fn default() -> Self {
        Self { sans: false, size: 17.0, leading: 1.65, column: 560.0 }
    }
}

/// How the panels stand.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Layout {
    /// The panels stand left of the text, else right of it.
    pub left: bool,
    /// Whether the chart is shown.
    pub chart: bool,
    /// Whether the list of actors, or the queue, is shown.
    pub actors: bool,
    /// Whether the inspector is shown.
    pub inspector: bool,
    /// What the reader has made the panels measure, in points.
    pub side: Option<f32>,
    /// The same for the height of the panels below the text, where the window is high.
    pub below: Option<f32>,
    /// The same for the height of the chart.
    pub chart_height: Option<f32>,
    /// The same for the height of the inspector.
    pub inspector_height: Option<f32>,
}

impl Default for Layout {
    fn default() -> Self {
        Self {
            left: false,
            chart: true,
            actors: true,
            inspector: true,
            side: None,
            below: None,
            chart_height: None,
            inspector_height: None,
        }
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
    fn sizes_out_of_bounds_are_brought_into_them() {
        let wild = Typography { size: f32::NAN, leading: 9.0, column: -1.0, sans: true }.sound();
        assert_eq!((wild.size, wild.leading, wild.column), (17.0, 2.2, 320.0));
    }

    #[test]
    fn a_file_opened_again_moves_to_the_head() {
        let mut settings = Settings::default();
        for name in ["a", "b", "a"] {
            settings.remember(name.into());
        }
        assert_eq!(settings.recent, [PathBuf::from("a"), PathBuf::from("b")]);
    }
}
