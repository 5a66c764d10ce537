//! The same quotation in several articles, with what each cut or changed.

use eframe::egui::{self, RichText, text::LayoutJob};

use crate::gui::command::Command;
use crate::gui::panels;
use crate::gui::project::{Held, Wish};
use crate::gui::theme::{self, Look};
use crate::gui::words;
use crate::project::{Change, changes};

use super::statements;

/// No more of them are shown at once, nor more tellings of one: each is laid out in every frame.
const MOST: usize = 60;
const MOST_TELLINGS: usize = 12;

/// Draws them, those first that most articles tell.
pub(super) fn show(ui: &mut egui::Ui, held: &Held, commands: &mut Vec<Command>) {
    let echoes = &held.digest.echoes;
    if echoes.is_empty() {
        super::nothing(ui, words::project::NO_ECHOES);
        return;
    }
    let look = Look::of(ui);
    egui::ScrollArea::vertical().id_salt("project echoes").auto_shrink(false).show(ui, |ui| {
        for echo in echoes.iter().take(MOST) {
            panels::title(ui, &words::project::tellings(echo.tellings.len()));
            let first = held.digest.project.words(echo.tellings[0]);
            for (number, &at) in echo.tellings.iter().take(MOST_TELLINGS).enumerate() {
                ui.horizontal_wrapped(|ui| {
                    let who = RichText::new(statements::who(held, at)).font(theme::strong(13.0));
                    let place =
                        RichText::new(statements::place(held, at)).font(theme::plain(12.0)).color(look.weak);
                    ui.label(who);
                    ui.label(place);
                    ui.label(
                        RichText::new(held.digest.project.quotation(at).kind.name())
                            .font(theme::plain(12.0))
                            .color(look.weak),
                    );
                });
                let words = held.digest.project.words(at);
                let job = if number == 0 { plain(&words, &look) } else { changed(&first, &words, &look) };
                let response = ui.add(egui::Label::new(job).wrap().sense(egui::Sense::click()));
                if response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked() {
                    commands.push(Command::Project(Wish::Open(at)));
                }
                ui.add_space(6.0);
            }
            if echo.tellings.len() > MOST_TELLINGS {
                ui.label(words::project::more(echo.tellings.len() - MOST_TELLINGS));
            }
            ui.separator();
        }
        if echoes.len() > MOST {
            ui.label(words::project::more(echoes.len() - MOST));
        }
    });
}

fn format(colour: egui::Color32) -> egui::TextFormat {
    egui::TextFormat { font_id: theme::serif(15.0), color: colour, ..egui::TextFormat::default() }
}

fn plain(words: &str, look: &Look) -> LayoutJob {
    let mut job = LayoutJob::default();
    job.append(words, 0.0, format(look.ink));
    job
}

/// The words as the first telling has them, struck through where this one lacks them, and underlined where it has others.
fn changed(first: &str, words: &str, look: &Look) -> LayoutJob {
    let mut job = LayoutJob::default();
    for (change, words) in changes(first, words) {
        let format = match change {
            Change::Kept => format(look.ink),
            Change::Cut => {
                egui::TextFormat { strikethrough: egui::Stroke::new(1.0, look.alarm), ..format(look.weak) }
            }
            Change::Added => {
                egui::TextFormat { underline: egui::Stroke::new(1.5, look.accent), ..format(look.ink) }
            }
        };
        job.append(&words, 0.0, format);
    }
    job
}
