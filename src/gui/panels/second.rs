//! Where another coding of the article differs from this one, and a way to follow it in each.

use eframe::egui::{self, RichText};

use crate::evaluation::Figures;
use crate::gui::command::{Command, Request};
use crate::gui::picker::Purpose;
use crate::gui::reading::{shorten, signed};
use crate::gui::state::State;
use crate::gui::theme::{self, Look};
use crate::gui::words;
use crate::review::{Difference, Differs};
use crate::stance::Device;
use crate::text::Span;

/// Draws how far the two agree, and each difference.
pub(in crate::gui) fn show(ui: &mut egui::Ui, state: &State, commands: &mut Vec<Command>) {
    let look = Look::of(ui);
    let weak = |words: String| RichText::new(words).font(theme::plain(13.0)).color(look.weak);
    let Some((document, second)) =
        state.document().and_then(|document| Some((document, document.second.as_ref()?)))
    else {
        ui.label(weak(words::second::NOTHING.into()));
        return;
    };
    ui.label(weak(words::second::with(&second.name)));
    if let Some(figures) = &second.figures {
        agreement(ui, figures);
    }
    ui.horizontal(|ui| {
        if ui.button(words::second::SAVE_FIGURES).clicked() {
            commands.push(Command::Ask(Request::Choose(Purpose::Figures)));
        }
        if ui.button(words::second::END).clicked() {
            commands.push(Command::EndSecond);
        }
    });
    ui.add_space(8.0);
    ui.label(RichText::new(words::second::differences(second.differences.len())).font(theme::strong(13.0)));
    for (index, difference) in second.differences.iter().enumerate() {
        ui.separator();
        let span = Span::new(difference.id.start, difference.id.end);
        let said = shorten(document.reading.article.slice(span), 90);
        if super::link(ui, &said).clicked() {
            commands.push(match document.reading.analysis.index(difference.id) {
                Some(_) => Command::Pin { id: difference.id, reveal: true },
                None => Command::Reveal(difference.id.start),
            });
        }
        ui.label(told(difference, document.reading.article.text()));
        if ui.button(words::second::FOLLOW).on_hover_text(words::second::FOLLOW_HINT).clicked() {
            commands.push(Command::Follow(index));
        }
    }
}

fn agreement(ui: &mut egui::Ui, figures: &Figures) {
    let share =
        |value: Option<f64>| value.map_or(words::second::NO_FIGURE.into(), |value| format!("{value:.2}"));
    let stance = figures.stance.as_ref();
    let lines = [
        (words::second::F1, share(Some(figures.content.iou80.all.f1))),
        (words::second::SPEAKERS, share(figures.speakers.exact)),
        (words::second::SPEAKERS_ALPHA, share(figures.speakers.alpha)),
        (words::second::STANCE_KAPPA, share(stance.and_then(|stance| stance.kappa))),
        (words::second::STANCE_ALPHA, share(stance.and_then(|stance| stance.alpha))),
    ];
    egui::Grid::new("agreement").num_columns(2).spacing([12.0, 2.0]).show(ui, |ui| {
        for (what, figure) in lines {
            ui.label(what);
            ui.label(figure);
            ui.end_row();
        }
    });
}

/// What is here and what there.
fn told(difference: &Difference, text: &str) -> String {
    let names = |names: &[String]| {
        if names.is_empty() { words::project::UNATTRIBUTED.into() } else { names.join(words::lists::AND) }
    };
    let score = |score: &Option<f64>| score.map_or(words::scale::NO_STANCE.into(), signed);
    let device = |device: &Option<Device>| device.map_or(words::second::NO_FIGURE, Device::name).to_owned();
    let target = |name: &Option<String>| name.clone().unwrap_or_else(|| words::second::NO_FIGURE.into());
    let (here, there) = match &difference.what {
        Differs::OnlyHere => return words::second::ONLY_HERE.into(),
        Differs::OnlyThere(_, speakers) => return words::second::only_there(&names(speakers)),
        Differs::Words(content) => {
            let pieces: Vec<String> = content.iter().map(|span| shorten(&text[span.range()], 60)).collect();
            return words::second::other_words(&pieces.join(words::lists::SEMICOLON));
        }
        Differs::Kind(here, there) => (here.name().to_owned(), there.name().to_owned()),
        Differs::Speakers(here, there) => (names(here), names(there)),
        Differs::Stance(here, there) => (score(here), score(there)),
        Differs::Device(here, there) => (device(here), device(there)),
        Differs::Target(here, there) => (target(here), target(there)),
    };
    words::second::here_and_there(&here, &there)
}
