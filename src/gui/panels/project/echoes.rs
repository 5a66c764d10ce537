//! The same quotation in several articles, with what each cut or changed.

use std::collections::BTreeSet;

use eframe::egui::{self, RichText, text::LayoutJob};

use crate::gui::command::Command;
use crate::gui::panels;
use crate::gui::project::{Held, Wish};
use crate::gui::theme::{self, Look};
use crate::gui::words;
use crate::project::{Change, Statement, changes};

use super::statements;

/// So many of them are shown at first, so many tellings of each, and so many more of them each time that one asks.
const FIRST: usize = 40;
const FIRST_TELLINGS: usize = 12;

/// What a reader asked to see more of.
#[derive(Clone)]
struct Asked {
    /// The change of the project that this is about.
    shown: u64,
    /// How many of the quotations are shown.
    most: usize,
    /// Those of which all tellings are.
    whole: BTreeSet<usize>,
}

/// Draws them, those first that most articles tell.
pub(super) fn show(ui: &mut egui::Ui, held: &Held, commands: &mut Vec<Command>) {
    let echoes = &held.digest.echoes;
    if echoes.is_empty() {
        super::nothing(ui, words::project::NO_ECHOES);
        return;
    }
    let id = ui.scope_id().with("asked of echoes");
    let kept = ui.data(|kept| kept.get_temp::<Asked>(id)).filter(|asked| asked.shown == held.shown);
    let mut asked =
        kept.unwrap_or_else(|| Asked { shown: held.shown, most: FIRST, whole: BTreeSet::default() });
    egui::ScrollArea::vertical().id_salt("project echoes").auto_shrink(false).show(ui, |ui| {
        for (number, echo) in echoes.iter().enumerate().take(asked.most) {
            panels::title(ui, &words::project::tellings(echo.tellings.len()));
            let most = if asked.whole.contains(&number) { echo.tellings.len() } else { FIRST_TELLINGS };
            for &at in echo.tellings.iter().take(most) {
                panels::lazily(ui, (held.shown, at.member, at.quotation), |ui| {
                    telling(ui, held, (echo.tellings[0], at), commands);
                });
            }
            if echo.tellings.len() > most
                && panels::link(ui, &words::project::more(echo.tellings.len() - most)).clicked()
            {
                asked.whole.insert(number);
            }
            ui.separator();
        }
        if echoes.len() > asked.most
            && panels::link(ui, &words::project::more(echoes.len() - asked.most)).clicked()
        {
            asked.most += FIRST;
        }
    });
    ui.data_mut(|kept| kept.insert_temp(id, asked));
}

/// One telling: who, where, how, and the words, marked where they differ from those of the first.
fn telling(ui: &mut egui::Ui, held: &Held, (first, at): (Statement, Statement), commands: &mut Vec<Command>) {
    let look = Look::of(ui);
    let small = |words: String| RichText::new(words).font(theme::plain(12.0)).color(look.weak);
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(statements::who(held, at)).font(theme::strong(13.0)));
        ui.label(small(statements::place(held, at)));
        ui.label(small(held.digest.project.quotation(at).kind.name().into()));
    });
    let words = held.digest.project.words(at);
    let job = if at == first {
        plain(&words, &look)
    } else {
        changed(&held.digest.project.words(first), &words, &look)
    };
    let response = ui.add(egui::Label::new(job).wrap().sense(egui::Sense::click()));
    if response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked() {
        commands.push(Command::Project(Wish::Open(at)));
    }
    ui.add_space(6.0);
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
