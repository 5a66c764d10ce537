//! A walk through the window on a sample, part by part, for whoever sees it for the first time.

use super::command::Hover;
use super::samples::SAMPLES;
use super::state::State;
use super::worker::Job;

/// A part of the window that the tour explains.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stop {
    /// The article with its colours.
    Text,
    /// The stances over the length of the text.
    Chart,
    /// Who speaks.
    Actors,
    /// Why, and how to correct it.
    Inspector,
    /// Where the rest is.
    Menu,
}

impl Stop {
    /// All, in order.
    pub const ALL: [Self; 5] = [Self::Text, Self::Chart, Self::Actors, Self::Inspector, Self::Menu];

    /// Its place in the order, from 0.
    pub fn number(self) -> usize {
        self as usize
    }
}

/// What can be done with the tour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Walk {
    /// Begin, on the first sample.
    Start,
    /// On to the next part, or to the end.
    Forward,
    /// Back to the part before.
    Back,
    /// Leave it, or don't begin; it is not offered again.
    End,
}

impl State {
    pub(super) fn walk(&mut self, step: Walk) -> Option<Job> {
        let beside = |by: isize| {
            let number = self.tour?.number().checked_add_signed(by)?;
            Stop::ALL.get(number).copied()
        };
        self.tour = match step {
            Walk::Start => Some(Stop::Text),
            Walk::Forward => beside(1),
            Walk::Back => beside(-1).or(self.tour),
            Walk::End => None,
        };
        self.settings.toured = true;
        self.hover = Hover::Nothing;
        if step == Walk::Start {
            return self.begin_tour();
        }
        if self.tour == Some(Stop::Inspector) {
            self.show_a_statement();
        }
        None
    }

    /// Everything that the tour explains is shown, with the first sample in the middle.
    fn begin_tour(&mut self) -> Option<Job> {
        self.sheet = None;
        self.settings.queue = false;
        self.settings.view = super::settings::View::Chart;
        let layout = &mut self.settings.layout;
        (layout.chart, layout.actors, layout.inspector) = (true, true, true);
        let is_sample = |name: &str| SAMPLES.first().is_some_and(|sample| sample.name == name);
        let open =
            self.documents.iter().find(|document| document.path.is_none() && is_sample(&document.name));
        match open.map(|document| document.id) {
            Some(id) => self.show(id),
            None => self.open_sample(0),
        }
    }

    /// Pins the statement that says most, where none is pinned.
    fn show_a_statement(&mut self) {
        let Some(document) = self.document().filter(|document| document.pinned.is_none()) else { return };
        let stances = document.reading.analysis.stances.iter();
        let strongest = stances.max_by(|a, b| a.1.score.abs().total_cmp(&b.1.score.abs()));
        if let Some(id) = strongest.map(|(id, _)| *id) {
            self.pin(id, true);
        }
    }
}
