//! How the panels stand around the text: beside it, or below it in a window that is higher than wide; which of them are
//! shown, and what the reader has made them measure.

use eframe::egui;
use egui::{CentralPanel, Frame, Margin, Panel};

use super::command::Command;
use super::document::Document;
use super::panels::article::ArticlePanel;
use super::panels::{actors, chart, choices, inspector, lanes, queue};
use super::settings::{Layout, View};
use super::state::State;
use super::theme::Look;

/// The width from which on the text, the lanes and the list of actors find room beside each other.
const ROOM_FOR_LANES_AND_ACTORS: f32 = 1320.0;
/// With less room than this a page of settings takes the place of the panels.
const ROOM_FOR_A_SHEET: f32 = 900.0;
/// The least width for panels beside the text, and the least height for panels below it.
const LEAST_BESIDE: f32 = 560.0;
const LEAST_BELOW: f32 = 480.0;
/// The panels stand below the text in a window that is so many times as high as wide, or more.
const PORTRAIT: f32 = 1.1;

/// What the panels are drawn with, and what they ask for.
pub(super) struct Around<'a> {
    pub state: &'a State,
    pub document: &'a Document,
    pub article: &'a ArticlePanel,
    pub commands: &'a mut Vec<Command>,
}

impl Around<'_> {
    /// Draws all that stands around the text.
    pub(super) fn show(&mut self, ui: &mut egui::Ui) {
        let room = ui.available_size();
        let layout = self.state.settings.layout;
        if !(layout.chart || layout.actors || layout.inspector || self.has_lanes()) {
            return;
        }
        if self.state.sheet.is_some() && room.x < ROOM_FOR_A_SHEET {
            return;
        }
        if room.x < LEAST_BESIDE {
            // Very small, or very much enlarged: the text alone, if there is no room below it either.
            if room.y >= LEAST_BELOW {
                self.below(ui);
            }
        } else if room.y >= room.x * PORTRAIT {
            self.below(ui);
        } else {
            self.beside(ui);
        }
    }

    fn has_lanes(&self) -> bool {
        self.state.settings.view == View::Lanes
    }

    fn beside(&mut self, ui: &mut egui::Ui) {
        let look = Look::of(ui);
        let layout = self.state.settings.layout;
        let room = ui.available_width();
        // In a narrow window the heads of the lanes stand in for the list of actors.
        let stacked = self.has_lanes() && room < ROOM_FOR_LANES_AND_ACTORS;
        let usual = if self.has_lanes() && !stacked {
            344.0
        } else {
            (room * 0.37).clamp((room * 0.45).min(360.0), 600.0)
        };
        let name = match (stacked, layout.left) {
            (true, true) => "lanes and inspector, left",
            (true, false) => "lanes and inspector",
            (false, true) => "side, left",
            (false, false) => "side",
        };
        let frame =
            Frame::new().fill(look.panel).inner_margin(Margin { left: 16, right: 16, top: 0, bottom: 8 });
        let panel = if layout.left { Panel::left(name) } else { Panel::right(name) };
        let width = if stacked { usual } else { layout.side.unwrap_or(usual) };
        let shown = panel
            .frame(frame)
            .default_size(width)
            .size_range(220.0..=(room * 0.6).max(240.0))
            .show(ui, |ui| self.stack(ui, stacked));
        let measured = shown.response.rect.width();
        self.remember(ui, !stacked, width, measured, |layout| &mut layout.side);
        if self.has_lanes() && !stacked {
            let panel = if layout.left { Panel::left("lanes, left") } else { Panel::right("lanes") };
            panel
                .frame(Frame::new().fill(look.panel))
                .exact_size(lanes::width(self.document, room))
                .resizable(false)
                .show(ui, |ui| lanes::show(ui, self.state, self.article, self.commands));
        }
    }

    /// The panels above each other: settings, chart, actors or queue, inspector.
    fn stack(&mut self, ui: &mut egui::Ui, stacked: bool) {
        let height = ui.available_height();
        let layout = self.state.settings.layout;
        let shows_chart = layout.chart && !self.has_lanes();
        if layout.chart || self.has_lanes() {
            self.choices(ui);
        }
        if shows_chart {
            let alone = !(layout.actors || layout.inspector);
            self.chart(ui, height, if alone { height * 0.9 } else { (height * 0.36).clamp(200.0, 420.0) });
        }
        let shows_list = layout.actors || stacked;
        if layout.inspector {
            if shows_list {
                let left = if shows_chart { height * 0.64 } else { height };
                self.inspector(ui, height, left);
            } else {
                CentralPanel::no_frame()
                    .frame(Frame::new().inner_margin(Margin { top: 8, ..Margin::ZERO }))
                    .show(ui, |ui| self.inspect(ui));
            }
        }
        if shows_list {
            CentralPanel::no_frame().show(ui, |ui| self.list(ui, stacked));
        }
    }

    /// The panels below the text, in two columns: settings and chart, and the others.
    fn below(&mut self, ui: &mut egui::Ui) {
        let look = Look::of(ui);
        let layout = self.state.settings.layout;
        let height = ui.available_height();
        let usual = (height * 0.46).clamp(240.0, 620.0);
        let wanted = layout.below.unwrap_or(usual);
        let frame =
            Frame::new().fill(look.panel).inner_margin(Margin { left: 16, right: 16, top: 0, bottom: 8 });
        let panel = Panel::bottom("below").frame(frame).default_size(wanted).resizable(true);
        let shown = panel.size_range(160.0..=height * 0.75).show(ui, |ui| {
            let width = ui.available_width();
            let lanes = self.has_lanes();
            if layout.chart || lanes {
                let others = layout.actors || layout.inspector;
                let panel = Panel::left("chart below").frame(
                    Frame::new().inner_margin(Margin { right: if others { 16 } else { 0 }, ..Margin::ZERO }),
                );
                let size = if others { width * 0.52 } else { width };
                panel.exact_size(size).resizable(false).show(ui, |ui| {
                    self.choices(ui);
                    CentralPanel::no_frame().show(ui, |ui| match lanes {
                        true => lanes::show(ui, self.state, self.article, self.commands),
                        false => chart::show(ui, self.state, self.article.seen(self.document), self.commands),
                    });
                });
            }
            let margin = Margin { left: if layout.chart || lanes { 16 } else { 0 }, ..Margin::ZERO };
            CentralPanel::no_frame().frame(Frame::new().inner_margin(margin)).show(ui, |ui| {
                let height = ui.available_height();
                if layout.inspector && layout.actors {
                    self.inspector(ui, height, height);
                } else if layout.inspector {
                    CentralPanel::no_frame().show(ui, |ui| self.inspect(ui));
                }
                if layout.actors {
                    CentralPanel::no_frame().show(ui, |ui| self.list(ui, false));
                }
            });
        });
        let measured = shown.response.rect.height();
        self.remember(ui, true, wanted, measured, |layout| &mut layout.below);
    }

    fn choices(&mut self, ui: &mut egui::Ui) {
        Panel::top("choices")
            .frame(Frame::new().inner_margin(Margin { top: 8, ..Margin::ZERO }))
            .show_separator_line(false)
            .show(ui, |ui| choices::show(ui, self.state, self.commands));
    }

    fn chart(&mut self, ui: &mut egui::Ui, height: f32, usual: f32) {
        let seen = self.article.seen(self.document);
        let wanted = self.state.settings.layout.chart_height.unwrap_or(usual);
        let shown = Panel::top("chart")
            .frame(Frame::new().inner_margin(Margin { top: 8, bottom: 4, ..Margin::ZERO }))
            .default_size(wanted)
            .size_range(140.0..=height * 0.9)
            .resizable(true)
            .show(ui, |ui| chart::show(ui, self.state, seen, self.commands));
        let measured = shown.response.rect.height();
        self.remember(ui, true, wanted, measured, |layout| &mut layout.chart_height);
    }

    /// The inspector below a list, of a height that leaves the list its room.
    fn inspector(&mut self, ui: &mut egui::Ui, height: f32, left: f32) {
        let document = self.document;
        let frame = Frame::new().inner_margin(Margin { top: 8, ..Margin::ZERO });
        if document.pinned.is_none() && document.chosen.is_none() && self.state.asked.is_none() {
            Panel::bottom("brief")
                .frame(frame)
                .exact_size(84.0)
                .resizable(false)
                .show(ui, |ui| inspector::brief(ui, self.state, self.commands));
            return;
        }
        let rows = document.series.len() as f32 * 48.0 + 48.0;
        let usual = (left - rows).max(height * if self.has_lanes() { 0.4 } else { 0.38 });
        let wanted = self.state.settings.layout.inspector_height.unwrap_or(usual);
        let shown = Panel::bottom("inspector")
            .frame(frame)
            .default_size(wanted)
            .size_range(100.0..=height * 0.75)
            .resizable(true)
            .show(ui, |ui| inspector::show(ui, self.state, self.commands));
        let measured = shown.response.rect.height();
        self.remember(ui, true, wanted, measured, |layout| &mut layout.inspector_height);
    }

    /// The inspector where it has all the room.
    fn inspect(&mut self, ui: &mut egui::Ui) {
        let document = self.document;
        if document.pinned.is_none() && document.chosen.is_none() && self.state.asked.is_none() {
            inspector::brief(ui, self.state, self.commands);
        } else {
            inspector::show(ui, self.state, self.commands);
        }
    }

    fn list(&mut self, ui: &mut egui::Ui, stacked: bool) {
        match (self.state.settings.queue, stacked) {
            (true, _) => queue::show(ui, self.state, self.commands),
            (false, true) => lanes::show(ui, self.state, self.article, self.commands),
            (false, false) => actors::show(ui, self.state, self.commands),
        }
    }

    /// Keeps what the reader has just made a panel measure.
    fn remember(
        &mut self,
        ui: &egui::Ui,
        counts: bool,
        wanted: f32,
        measured: f32,
        part: fn(&mut Layout) -> &mut Option<f32>,
    ) {
        // A panel changes its size by itself, too, while the window does; only a drag is a wish.
        if counts && (measured - wanted).abs() > 2.0 && ui.input(|input| input.pointer.primary_down()) {
            let mut layout = self.state.settings.layout;
            *part(&mut layout) = Some(measured.round());
            self.commands.push(Command::Layout(layout));
        }
    }
}
