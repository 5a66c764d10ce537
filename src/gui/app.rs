//! The window as eframe runs it: drains the worker, lends the state to the panels, carries out what they ask for.

use std::io::Write;
use std::path::PathBuf;
use std::time::Duration;

use eframe::egui;
use egui::{CentralPanel, Frame, Margin, Panel};

use super::command::{Command, Hover, Request};
use super::layout::Around;
use super::panels::article::ArticlePanel;
use super::panels::{drop, find, project, sheet, top, tour, welcome};
use super::picker::{FilePicker, Picked};
use super::settings::Settings;
use super::state::State;
use super::theme::{self, Look};
use super::tour::Stop;
use super::worker::{Outcome, Worker};
use super::{menu, shortcuts, words};

/// The window's state, its worker, and what is kept between frames to draw faster.
pub struct App {
    state: State,
    worker: Worker,
    picker: Box<dyn FilePicker>,
    article: ArticlePanel,
    commands: Vec<Command>,
    /// Whether the window is to be closed as soon as all corrections are on the disk.
    leaving: bool,
    /// Whether corrections are kept in another place than before, which is not on the disk yet.
    is_moved: bool,
    /// What the window is called.
    title: String,
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
        theme::follow(ctx, settings.theme, settings.stark);
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
        Ok(Self {
            state,
            worker,
            picker,
            article,
            commands,
            leaving: false,
            is_moved: false,
            title: String::new(),
            unshrink,
        })
    }

    /// What the window shows.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// Asks for something, as a panel or a key would.
    pub fn push(&mut self, command: Command) {
        self.commands.push(command);
    }

    /// Takes in what has happened since the last frame, and does what was asked for.
    pub fn update(&mut self, ctx: &egui::Context) {
        self.commands.extend(self.worker.drain().map(Command::Finish));
        for answer in self.picker.answers() {
            match answer {
                Picked::Files(files) => self.commands.push(Command::Open(files)),
                Picked::Chosen(purpose, path) => {
                    self.commands.push(Command::of(purpose, path));
                }
                Picked::Place(document, path) => self.commands.push(Command::KeepIn { document, path }),
                Picked::NoDialog => self.commands.push(Command::Complain(words::notices::NO_DIALOG.into())),
                Picked::Nothing => {}
            }
        }
        if ctx.input(|input| input.viewport().close_requested()) {
            // What is on its way to the disk is waited for, unless one asks again.
            let waits = self.state.is_saving() && !self.leaving;
            self.leaving = waits;
            if waits || !self.state.may_quit() {
                ctx.send_viewport_cmd(egui::ViewportCommand::CancelClose);
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
        if self.leaving && !self.state.is_saving() {
            self.leaving = false;
            if self.state.may_quit() {
                ctx.send_viewport_cmd(egui::ViewportCommand::Close);
            }
        }
        if let Some(seconds) = self.state.fade(ctx.input(|input| input.time)) {
            ctx.request_repaint_after(Duration::from_secs_f64(seconds));
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
            // What was selected does not wait unseen for a key that takes it.
            Command::Back => {
                if let Some(document) = self.state.document() {
                    self.article.clear(document);
                }
            }
            Command::KeepIn { .. } => self.is_moved = true,
            Command::Theme(choice) => theme::follow(ctx, choice, self.state.settings.stark),
            Command::Stark(stark) => theme::follow(ctx, self.state.settings.theme, stark),
            Command::Finish(Outcome::Failed(ref message)) => {
                // For whoever started the window from a terminal. If nobody listens, the window still says it.
                let _ = writeln!(std::io::stderr(), "standpoint: {message}");
            }
            _ => {}
        }
        let mut next = self.state.apply(command);
        while let Some(job) = next {
            if !self.worker.send(job) {
                self.commands.push(Command::Complain(words::notices::DEAD.into()));
                return;
            }
            next = self.state.next_job();
        }
    }

    fn ask(&mut self, ctx: &egui::Context, request: Request) {
        match request {
            Request::Pick => self.picker.ask(ctx),
            Request::Copy | Request::Cite => {
                let words = self.state.document().and_then(|document| {
                    let selected = self.article.selected(document).map(str::to_owned);
                    let is_cited = request == Request::Cite;
                    selected.filter(|_| !is_cited).or_else(|| document.quoted(is_cited))
                });
                if let Some(words) = words {
                    ctx.copy_text(words);
                }
            }
            Request::PickReview(id) => {
                let of = id.or(self.state.current);
                let document = self.state.documents.iter().find(|document| Some(document.id) == of);
                if let Some(document) = document {
                    self.picker.ask_where(ctx, document.id, &format!("{}.standpoint.json", document.name));
                }
            }
            Request::Choose(purpose) => self.picker.ask_for(ctx, purpose, &self.state.name_of_export()),
            Request::Take(words) => {
                let selected = self.state.document().and_then(|document| self.article.selection(document));
                if let (Some(span), Some(document)) = (selected, self.state.document()) {
                    self.article.clear(document);
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
            Request::ScrollBy(share) => {
                if let Some(document) = self.state.document() {
                    self.article.scroll_by(document, share);
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
        if let Some(sheet) = self.state.sheet {
            let frame = Frame::new().fill(look.panel).inner_margin(Margin::symmetric(16, 8));
            let (state, commands) = (&self.state, &mut self.commands);
            Panel::left("sheet")
                .frame(frame)
                .exact_size(300.0)
                .resizable(false)
                .show(ui, |ui| sheet::show(ui, state, sheet, commands));
        }
        if let Some(held) = self.state.project.as_ref().filter(|_| self.state.is_project_shown) {
            project::show(ui, held, &self.state.settings, &mut self.commands);
        } else if self.state.document().is_none() {
            let frame = Frame::new().fill(look.page);
            CentralPanel::no_frame().frame(frame).show(ui, |ui| {
                welcome::show(ui, &self.state, &mut self.commands);
            });
        } else {
            if let Some(document) = self.state.document() {
                let (state, article, commands) = (&self.state, &self.article, &mut self.commands);
                Around { state, document, article, commands }.show(ui);
            }
            CentralPanel::no_frame().frame(Frame::new().fill(look.page)).show(ui, |ui| {
                tour::stands(ui, Stop::Text);
                self.article.show(ui, &self.state, &mut self.commands);
            });
        }
        tour::show(ui, &self.state, &mut self.commands);
        drop::show(ui);
        self.name_window(ui.ctx());
        self.settle_hover();
        if !self.commands.is_empty() {
            ui.ctx().request_repaint();
        }
    }

    /// The menus, tabs, messages and the search bar.
    fn above(&mut self, ui: &mut egui::Ui, look: &Look) {
        let (state, commands) = (&self.state, &mut self.commands);
        let frame = |fill: egui::Color32, margin: Margin| Frame::new().fill(fill).inner_margin(margin);
        Panel::top("menu").frame(frame(look.panel, Margin::symmetric(8, 4))).show_separator_line(false).show(
            ui,
            |ui| {
                tour::stands(ui, Stop::Menu);
                menu::show(ui, state, commands);
            },
        );
        if state.documents.len() + usize::from(state.project.is_some()) > 1 {
            let margin = Margin { left: 8, right: 8, top: 0, bottom: 0 };
            Panel::top("tabs").frame(frame(look.panel, margin)).show_separator_line(false).show(ui, |ui| {
                top::tabs(ui, state, commands);
            });
        }
        if state.pending > 0 && state.asked_for > 1 {
            Panel::top("progress")
                .frame(frame(look.raised, Margin::symmetric(16, 4)))
                .show(ui, |ui| top::progress(ui, state, commands));
        }
        if let Some((done, all)) = state.gathering {
            Panel::top("gathering")
                .frame(frame(look.raised, Margin::symmetric(16, 4)))
                .show(ui, |ui| top::gathering(ui, done, all, commands));
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

    /// Calls the window, on the screen and for screen readers, by the article in front.
    fn name_window(&mut self, ctx: &egui::Context) {
        let project = self.state.project.as_ref().filter(|_| self.state.is_project_shown);
        let project = project.map(|held| words::project::name(&held.digest.project.name));
        let title = project.or_else(|| self.state.document().map(|document| document.reading.title()));
        let title = title.map_or(words::welcome::NAME.to_owned(), |title| words::top::window(&title));
        ctx.accesskit_node_builder(egui::accesskit_root_id(), |node| node.set_label(title.as_str()));
        if self.title != title {
            ctx.send_viewport_cmd(egui::ViewportCommand::Title(title.clone()));
            self.title = title;
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

impl eframe::App for App {
    fn logic(&mut self, ctx: &egui::Context, frame: &mut eframe::Frame) {
        self.update(ctx);
        // Where corrections are kept must be known after a crash, too.
        if std::mem::take(&mut self.is_moved)
            && let Some(storage) = frame.storage_mut()
        {
            self.save(storage);
            storage.flush();
        }
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
