//! The window as eframe runs it: drains the worker, lends the state to the panels, carries out what they ask for.

use std::io::Write;
use std::path::PathBuf;

use eframe::egui;
use egui::{CentralPanel, Frame, Margin, Panel};

use super::command::{Command, Hover, Request};
use super::panels::article::ArticlePanel;
use super::panels::{actors, chart, choices, drop, find, inspector, lanes, queue, top, welcome};
use super::picker::{FilePicker, Picked};
use super::settings::{Settings, View};
use super::state::State;
use super::theme::{self, Look};
use super::worker::{Outcome, Worker};
use super::{menu, shortcuts};

/// The window's state, its worker, and what is kept between frames to draw faster.
pub struct App {
    state: State,
    worker: Worker,
    picker: Box<dyn FilePicker>,
    article: ArticlePanel,
    commands: Vec<Command>,
    /// What to multiply the window's size with once it is there.
    unshrink: Option<f32>,
}

impl App {
    /// A window that will open `paths` at once.
    pub fn new(
        ctx: &egui::Context,
        settings: Settings,
        picker: Box<dyn FilePicker>,
        paths: Vec<PathBuf>,
    ) -> std::io::Result<Self> {
        theme::install(ctx);
        theme::follow(ctx, settings.theme);
        ctx.set_zoom_factor(settings.zoom);
        let waker = ctx.clone();
        let worker = Worker::start(move || waker.request_repaint())?;
        // The recent files are remembered by these paths, and the next start may be from another folder.
        let paths: Vec<PathBuf> =
            paths.into_iter().map(|path| std::path::absolute(&path).unwrap_or(path)).collect();
        let commands = if paths.is_empty() { Vec::new() } else { vec![Command::Open(paths)] };
        // The size of the window is stored in zoomed points and restored in plain ones.
        let unshrink = (settings.zoom != 1.0).then_some(settings.zoom);
        let (state, article) = (State::new(settings), ArticlePanel::default());
        Ok(Self { state, worker, picker, article, commands, unshrink })
    }

    /// What the window shows.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// Takes in what has happened since the last frame, and does what was asked for.
    pub fn update(&mut self, ctx: &egui::Context) {
        self.commands.extend(self.worker.drain().map(Command::Finish));
        for answer in self.picker.answers() {
            match answer {
                Picked::Files(files) => self.commands.push(Command::Open(files)),
                Picked::Place(document, path) => self.commands.push(Command::KeepIn { document, path }),
                Picked::NoDialog => self.commands.push(Command::Complain(NO_DIALOG.into())),
                Picked::Nothing => {}
            }
        }
        let dropped = ctx.input(|input| input.raw.dropped_files.clone());
        let dropped: Vec<PathBuf> = dropped.into_iter().map(|file| file.path().to_owned()).collect();
        if !dropped.is_empty() {
            self.commands.push(Command::Open(dropped));
        }
        shortcuts::listen(ctx, &mut self.commands);
        for command in std::mem::take(&mut self.commands) {
            self.perform(ctx, command);
        }
        self.state.settings.zoom = ctx.zoom_factor();
        self.restore_size(ctx);
    }

    /// Undoes what zooming does to the size that eframe restores. In the first frame sizes are still in plain points.
    fn restore_size(&mut self, ctx: &egui::Context) {
        let Some(factor) = self.unshrink else { return };
        if ctx.cumulative_frame_nr() < 2 {
            ctx.request_repaint();
            return;
        }
        self.unshrink = None;
        let viewport = ctx.input(|input| input.viewport().clone());
        if let Some(window) = viewport.inner_rect.filter(|_| viewport.maximized != Some(true)) {
            ctx.send_viewport_cmd(egui::ViewportCommand::InnerSize(window.size() * factor));
        }
    }

    fn perform(&mut self, ctx: &egui::Context, command: Command) {
        match command {
            Command::Ask(request) => self.ask(ctx, request),
            Command::Theme(choice) => theme::follow(ctx, choice),
            Command::Finish(Outcome::Failed(ref message)) => {
                // For whoever started the window from a terminal. If nobody listens, the window still says it.
                let _ = writeln!(std::io::stderr(), "standpoint: {message}");
            }
            _ => {}
        }
        if let Some(job) = self.state.apply(command) {
            self.worker.send(job);
        }
        while let Some(job) = self.state.next_job() {
            self.worker.send(job);
        }
    }

    fn ask(&mut self, ctx: &egui::Context, request: Request) {
        match request {
            Request::Pick => self.picker.ask(ctx),
            Request::Copy => {
                let selected = self.state.document().and_then(|document| self.article.selected(document));
                if let Some(text) = selected {
                    ctx.copy_text(text.to_owned());
                }
            }
            Request::PickReview => {
                if let Some(document) = self.state.document() {
                    self.picker.ask_where(ctx, document.id, &format!("{}.standpoint.json", document.name));
                }
            }
            Request::Take(words) => {
                let selected = self.state.document().and_then(|document| self.article.selection(document));
                if let Some(span) = selected {
                    self.commands.push(Command::Take { words, span });
                }
            }
            Request::SelectAll => {
                if let Some(document) = self.state.document() {
                    self.article.select_all(document);
                }
            }
            Request::Scroll(by) => {
                if let Some(document) = self.state.document() {
                    self.article.scroll(document, by);
                }
            }
            Request::ZoomIn => egui::gui_zoom::zoom_in(ctx),
            Request::ZoomOut => egui::gui_zoom::zoom_out(ctx),
            Request::ZoomReset => ctx.set_zoom_factor(1.0),
            Request::Quit => ctx.send_viewport_cmd(egui::ViewportCommand::Close),
        }
    }

    /// Draws everything.
    pub fn draw(&mut self, ui: &mut egui::Ui) {
        let look = Look::of(ui);
        self.above(ui, &look);
        if self.state.document().is_none() {
            let frame = Frame::new().fill(look.page);
            CentralPanel::no_frame().frame(frame).show(ui, |ui| {
                welcome::show(ui, &self.state, &mut self.commands);
            });
        } else {
            self.beside(ui, &look);
            CentralPanel::no_frame().frame(Frame::new().fill(look.page)).show(ui, |ui| {
                self.article.show(ui, &self.state, &mut self.commands);
            });
        }
        drop::show(ui);
        self.settle_hover();
        if !self.commands.is_empty() {
            ui.ctx().request_repaint();
        }
    }

    /// The menus, tabs, messages and the search bar.
    fn above(&mut self, ui: &mut egui::Ui, look: &Look) {
        let (state, commands) = (&self.state, &mut self.commands);
        let frame = |fill: egui::Color32, margin: Margin| Frame::new().fill(fill).inner_margin(margin);
        Panel::top("menu")
            .frame(frame(look.panel, Margin::symmetric(8, 4)))
            .show_separator_line(false)
            .show(ui, |ui| menu::show(ui, state, commands));
        if state.documents.len() > 1 {
            let margin = Margin { left: 8, right: 8, top: 0, bottom: 0 };
            Panel::top("tabs").frame(frame(look.panel, margin)).show_separator_line(false).show(ui, |ui| {
                top::tabs(ui, state, commands);
            });
        }
        if !state.notices.is_empty() {
            Panel::top("notices")
                .frame(frame(look.raised, Margin::symmetric(16, 6)))
                .show(ui, |ui| top::notices(ui, state, commands));
        }
        if state.find.is_some() && state.document().is_some() {
            Panel::top("find")
                .frame(frame(look.panel, Margin::symmetric(16, 6)))
                .show(ui, |ui| find::show(ui, state, commands));
        }
    }

    /// What stands right of the article: the chart or the lanes, the actors, the inspector.
    fn beside(&mut self, ui: &mut egui::Ui, look: &Look) {
        let (state, commands, article) = (&self.state, &mut self.commands, &self.article);
        let Some(document) = state.document() else { return };
        let room = ui.available_width();
        let lanes = state.settings.view == View::Lanes;
        // In a narrow window the heads of the lanes stand in for the list of actors.
        let stacked = lanes && room < ROOM_FOR_LANES_AND_ACTORS;
        let width = if lanes && !stacked { 344.0 } else { (room * 0.37).clamp(360.0, 600.0) };
        let frame =
            Frame::new().fill(look.panel).inner_margin(Margin { left: 16, right: 16, top: 0, bottom: 8 });
        let name = if stacked { "lanes and inspector" } else { "side" };
        Panel::right(name).frame(frame).default_size(width).size_range(280.0..=760.0).show(ui, |ui| {
            let height = ui.available_height();
            Panel::top("choices")
                .frame(Frame::new().inner_margin(Margin { top: 8, ..Margin::ZERO }))
                .show_separator_line(false)
                .show(ui, |ui| choices::show(ui, state, commands));
            if !lanes {
                let seen = article.seen(document);
                Panel::top("chart")
                    .frame(Frame::new().inner_margin(Margin { top: 8, bottom: 4, ..Margin::ZERO }))
                    .default_size((height * 0.36).clamp(200.0, 420.0))
                    .size_range(140.0..=height * 0.6)
                    .resizable(true)
                    .show(ui, |ui| chart::show(ui, state, seen, commands));
            }
            let rows = document.series.len() as f32 * 48.0 + 48.0;
            let left = if lanes { height } else { height * 0.64 };
            let inspector = (left - rows).max(height * if lanes { 0.4 } else { 0.36 });
            let frame = Frame::new().inner_margin(Margin { top: 8, ..Margin::ZERO });
            if document.pinned.is_some() || document.chosen.is_some() || state.asked.is_some() {
                Panel::bottom("inspector")
                    .frame(frame)
                    .default_size(inspector)
                    .size_range(100.0..=height * 0.7)
                    .resizable(true)
                    .show(ui, |ui| inspector::show(ui, state, commands));
            } else {
                Panel::bottom("brief")
                    .frame(frame)
                    .exact_size(84.0)
                    .resizable(false)
                    .show(ui, |ui| inspector::brief(ui, state, commands));
            }
            CentralPanel::no_frame().show(ui, |ui| match (state.settings.queue, stacked) {
                (true, _) => queue::show(ui, state, commands),
                (false, true) => lanes::show(ui, state, article, commands),
                (false, false) => actors::show(ui, state, commands),
            });
        });
        if lanes && !stacked {
            Panel::right("lanes")
                .frame(Frame::new().fill(look.panel))
                .exact_size(lanes::width(document, room))
                .resizable(false)
                .show(ui, |ui| lanes::show(ui, state, article, commands));
        }
    }

    /// Of all that panels say the pointer is on, keeps the last, and that only if it is news.
    fn settle_hover(&mut self) {
        let mut hover = Hover::Nothing;
        self.commands.retain(|command| match command {
            Command::Hover(on) => {
                hover = *on;
                false
            }
            _ => true,
        });
        if hover != self.state.hover {
            self.commands.push(Command::Hover(hover));
        }
    }
}

/// The width from which on the text, the lanes and the list of actors find room beside each other.
const ROOM_FOR_LANES_AND_ACTORS: f32 = 1320.0;

const NO_DIALOG: &str = "No file was chosen. If no dialog appeared, install xdg-desktop-portal-gtk or zenity; or drop files on \
                         this window, or name them on the command line.";

impl eframe::App for App {
    fn logic(&mut self, ctx: &egui::Context, _frame: &mut eframe::Frame) {
        self.update(ctx);
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        self.draw(ui);
    }

    fn save(&mut self, storage: &mut dyn eframe::Storage) {
        eframe::set_value(storage, eframe::APP_KEY, &self.state.settings);
    }

    // Only the settings are worth keeping: stored scroll positions and panel sizes surprise more than they help.
    fn persist_egui_memory(&self) -> bool {
        false
    }
}
