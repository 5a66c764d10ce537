//! A project: its articles at the left, and one side of it after the other beside them.

mod actors;
mod articles;
mod echoes;
mod grid;
mod multiples;
mod shifts;
mod statements;
mod timeline;

use eframe::egui::{self, CentralPanel, Frame, Margin, Panel, RichText};

use crate::gui::command::Command;
use crate::gui::panels::{self, choices};
use crate::gui::project::{Held, Page, Wish};
use crate::gui::settings::Settings;
use crate::gui::theme::{self, Look};
use crate::gui::words;
use crate::project::RollUp;

/// Draws the project over the whole of the room that is left.
pub(in crate::gui) fn show(ui: &mut egui::Ui, held: &Held, settings: &Settings, commands: &mut Vec<Command>) {
    let look = Look::of(ui);
    let frame = |fill| Frame::new().fill(fill);
    Panel::top("project search")
        .frame(frame(look.panel).inner_margin(Margin::symmetric(16, 8)))
        .show_separator_line(false)
        .show(ui, |ui| search(ui, held, commands));
    let width = (ui.available_width() * 0.26).clamp(220.0, 360.0);
    Panel::left("project articles")
        .frame(frame(look.panel).inner_margin(Margin { left: 16, right: 8, top: 4, bottom: 8 }))
        .default_size(width)
        .size_range(180.0..=520.0)
        .show(ui, |ui| {
            // A list narrower than its panel would pull it in a little with every frame.
            ui.take_available_width();
            articles::show(ui, held, commands);
        });
    let margin = Margin { left: 16, right: 16, top: 8, bottom: 12 };
    CentralPanel::no_frame().frame(frame(look.page).inner_margin(margin)).show(ui, |ui| {
        tabs(ui, held, commands);
        ui.add_space(4.0);
        options(ui, held, settings, commands);
        ui.add_space(8.0);
        match held.view {
            Page::Timeline => timeline::show(ui, held, commands),
            Page::Multiples => multiples::show(ui, held, commands),
            Page::Statements => statements::show(ui, held, commands),
            Page::Actors => actors::show(ui, held, commands),
            Page::Shifts => shifts::show(ui, held, commands),
            Page::Echoes => echoes::show(ui, held, commands),
            Page::Toward => grid::toward(ui, held, commands),
            Page::Articles => grid::by_article(ui, held, commands),
        }
    });
}

fn search(ui: &mut egui::Ui, held: &Held, commands: &mut Vec<Command>) {
    let look = Look::of(ui);
    let mut query = held.query.clone();
    ui.horizontal(|ui| {
        let count = words::project::counted(
            held.found.len(),
            held.digest.project.statements().count(),
            held.digest.project.members.len(),
        );
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.label(RichText::new(count).font(theme::plain(13.0)).color(look.weak));
            let edit = egui::TextEdit::singleline(&mut query)
                .id_salt("project query")
                .hint_text(words::project::SEARCH)
                .desired_width(ui.available_width());
            let response = ui.add(edit);
            let before =
                ui.data_mut(|kept| std::mem::replace(kept.get_temp_mut_or(response.id, 0), held.asked_for));
            if held.asked_for > before {
                response.request_focus();
            }
            response.widget_info(|| {
                egui::WidgetInfo::text_edit(true, &held.query, &query, words::project::SEARCH_LABEL)
            });
            if response.changed() {
                commands.push(Command::Project(Wish::Seek(query.clone())));
            }
            if response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter)) {
                commands.push(Command::Project(Wish::Turn(Page::Statements)));
            }
        });
    });
    if let Some(fault) = &held.fault {
        ui.label(RichText::new(fault).font(theme::plain(13.0)).color(look.alarm));
    }
}

/// The sides of the project.
fn tabs(ui: &mut egui::Ui, held: &Held, commands: &mut Vec<Command>) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        panels::whole(ui);
        for page in Page::ALL {
            if ui.selectable_label(held.view == page, name(page)).clicked() {
                commands.push(Command::Project(Wish::Turn(page)));
            }
        }
    });
}

/// Whom the actors stand for and, where charts are drawn or means taken, of which statements.
fn options(ui: &mut egui::Ui, held: &Held, settings: &Settings, commands: &mut Vec<Command>) {
    ui.horizontal(|ui| {
        // With nobody on a side or of a body there is nothing to take together.
        let actors = &held.digest.actors.list;
        let can = held.by != RollUp::Actor
            || actors.iter().any(|actor| actor.side.is_some() || actor.affiliation.is_some());
        ui.add_enabled_ui(can, |ui| {
            ui.menu_button(rolled(held.by), |ui| {
                for by in RollUp::ALL {
                    if ui.radio(held.by == by, rolled(by)).clicked() {
                        commands.push(Command::Project(Wish::RollUp(by)));
                        ui.close();
                    }
                }
            });
        });
        // The other pages list everything.
        if !matches!(held.view, Page::Statements | Page::Actors | Page::Echoes) {
            ui.add_space(12.0);
            choices::filter(ui, settings, commands);
        }
    });
}

fn rolled(by: RollUp) -> &'static str {
    match by {
        RollUp::Actor => words::project::BY_ACTOR,
        RollUp::Body => words::project::BY_BODY,
        RollUp::Side => words::project::BY_SIDE,
    }
}

fn name(page: Page) -> &'static str {
    match page {
        Page::Timeline => words::project::TIMELINE,
        Page::Multiples => words::project::EACH,
        Page::Statements => words::project::STATEMENTS,
        Page::Actors => words::project::ACTORS,
        Page::Shifts => words::project::SHIFTS,
        Page::Echoes => words::project::ECHOES,
        Page::Toward => words::project::TOWARD,
        Page::Articles => words::project::BY_ARTICLE,
    }
}

/// Words where there is nothing to show.
fn nothing(ui: &mut egui::Ui, words: &str) {
    let look = Look::of(ui);
    ui.add_space(24.0);
    ui.vertical_centered(|ui| {
        ui.set_max_width(460.0);
        ui.label(RichText::new(words).font(theme::plain(14.0)).color(look.weak));
    });
}
