//! An actor's position: where it stands over all its statements, which way it moves, and what shows it.

use eframe::egui::{self, RichText, Sense, vec2};

use crate::chart::{Position, STEADY};
use crate::gui::command::Command;
use crate::gui::document::Document;
use crate::gui::marks;
use crate::gui::naming::Naming;
use crate::gui::reading::{leaning, shorten, signed};
use crate::gui::theme::{self, Look};
use crate::gui::words;
use crate::quotes::{Quotation, QuotationId};
use crate::speakers::SpeakerId;

/// Draws the position of the chosen actor.
pub(super) fn show(ui: &mut egui::Ui, document: &Document, commands: &mut Vec<Command>) {
    let Some(actor) = document.chosen else { return };
    let look = Look::of(ui);
    let reading = &document.reading;
    ui.horizontal(|ui| {
        ui.set_min_height(24.0);
        let (rect, _) = ui.allocate_exact_size(vec2(14.0, 20.0), Sense::hover());
        marks::swatch(ui.painter(), rect.center(), reading.place(actor), &look, true);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if super::close(ui, words::position::CLOSE).clicked() {
                commands.push(Command::Choose(None));
            }
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                ui.add(
                    egui::Label::new(RichText::new(reading.name(actor)).font(theme::strong(14.0))).truncate(),
                );
            });
        });
    });
    egui::ScrollArea::vertical().id_salt(("position", actor)).auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        if let Some(speaker) = actor {
            person(ui, document, speaker, commands);
            ui.add_space(4.0);
        }
        super::title(ui, words::position::TITLE);
        let Some(position) = position(document, actor) else {
            let words = words::position::NONE;
            ui.label(RichText::new(words).font(theme::plain(13.0)));
            return all(ui, document, actor, commands);
        };
        let colour = look.score(position.mean);
        ui.horizontal(|ui| {
            ui.label(RichText::new(signed(position.mean)).font(theme::strong(20.0)).color(colour));
            ui.label(RichText::new(leaning(position.mean)).font(theme::plain(14.0)));
        });
        for words in sentences(&position) {
            ui.add(egui::Label::new(RichText::new(words).font(theme::plain(13.0))).wrap());
        }
        ui.add_space(4.0);
        quotations(ui, document, words::position::SOFTEST, &position.softest, commands);
        ui.add_space(4.0);
        quotations(ui, document, words::position::HARDEST, &position.hardest, commands);
        ui.add_space(4.0);
        all(ui, document, actor, commands);
    });
}

/// What can be decided about a speaker.
fn person(ui: &mut egui::Ui, document: &Document, speaker: SpeakerId, commands: &mut Vec<Command>) {
    let known = document.reading.analysis.speakers.get(speaker);
    let side = document.reading.marks.sides.get(&speaker);
    let role = known.role.as_deref().filter(|role| !role.is_empty());
    let about: Vec<String> =
        role.map(str::to_owned).into_iter().chain(side.map(|side| words::position::side(side))).collect();
    if !about.is_empty() {
        let weak = Look::of(ui).weak;
        ui.label(RichText::new(about.join(words::lists::DOT)).font(theme::plain(12.0)).color(weak));
    }
    ui.horizontal_wrapped(|ui| {
        super::whole(ui);
        ui.spacing_mut().item_spacing.x = 6.0;
        for (name, hint, naming) in [
            (words::position::RENAME, words::position::RENAME_HINT, Naming::Rename(speaker)),
            (words::position::MERGE, words::position::MERGE_HINT, Naming::Merge(speaker)),
            (words::position::ROLE, words::position::ROLE_HINT, Naming::Role(speaker)),
            (words::position::SIDE, words::position::SIDE_HINT, Naming::Side(speaker)),
        ] {
            let words = RichText::new(name).font(theme::plain(13.0));
            if ui.button(words).on_hover_text(hint).clicked() {
                commands.push(Command::Name(naming));
            }
        }
    });
}

/// All that an actor said, each statement with a box; those ticked can be given to another.
fn all(ui: &mut egui::Ui, document: &Document, actor: Option<SpeakerId>, commands: &mut Vec<Command>) {
    let reading = &document.reading;
    let said: Vec<QuotationId> = match actor {
        Some(speaker) => reading.analysis.said_by(speaker).map(Quotation::id).collect(),
        None => {
            let all = reading.analysis.quotations.iter().map(Quotation::id);
            all.filter(|&id| reading.analysis.speakers.of(id).is_empty()).collect()
        }
    };
    ui.horizontal(|ui| {
        super::title(ui, &words::position::all(said.len()));
        let ticked = document.ticked.len();
        if let Some(speaker) = actor.filter(|_| ticked > 0)
            && super::link(ui, &words::position::give(ticked)).clicked()
        {
            commands.push(Command::Name(Naming::Split(speaker)));
        }
    });
    for id in said {
        let Some(quotation) = reading.analysis.quotation(id) else { continue };
        ui.horizontal_top(|ui| {
            let words = shorten(&reading.words(quotation), 120);
            if actor.is_some() {
                let mut ticked = document.ticked.contains(&id);
                let response = ui.checkbox(&mut ticked, "");
                response.widget_info(|| {
                    let label = words::position::tick(&words);
                    egui::WidgetInfo::selected(egui::accesskit::Role::CheckBox, true, ticked, label)
                });
                if response.on_hover_text(words::position::TICK_HINT).changed() {
                    commands.push(Command::Tick(id));
                }
            }
            statement(ui, document, id, &words, commands);
        });
    }
}

/// The position of the actor under the pointer, in three lines.
pub(super) fn brief(ui: &mut egui::Ui, document: &Document, actor: Option<SpeakerId>) {
    let look = Look::of(ui);
    ui.label(RichText::new(document.reading.name(actor)).font(theme::strong(14.0)));
    let words = match position(document, actor) {
        None => words::position::NONE_BRIEF.to_owned(),
        Some(position) => {
            let scored = words::scale::scored(&signed(position.mean), leaning(position.mean));
            words::position::brief(&scored, &sentences(&position).join(" "))
        }
    };
    ui.add(egui::Label::new(RichText::new(words).font(theme::plain(13.0)).color(look.weak)).wrap());
}

fn position(document: &Document, actor: Option<SpeakerId>) -> Option<Position> {
    document.series.iter().find(|series| series.speaker == actor)?.position()
}

/// What a position means, in sentences.
fn sentences(position: &Position) -> Vec<String> {
    if position.count < 2 {
        return vec![words::position::ONE_STATEMENT.into()];
    }
    let mut out = vec![words::position::mean(position.count, position.spread)];
    if let Some(trend) = position.trend {
        out.push(match trend {
            trend if trend.abs() < STEADY => words::position::STEADY.into(),
            trend if trend > 0.0 => words::position::softens(trend),
            trend => words::position::hardens(-trend),
        });
    }
    out
}

/// Statements that lead to their place in the text.
fn quotations(
    ui: &mut egui::Ui,
    document: &Document,
    title: &str,
    ids: &[QuotationId],
    commands: &mut Vec<Command>,
) {
    let reading = &document.reading;
    if !ids.is_empty() {
        super::title(ui, title);
    }
    for &id in ids {
        let Some(quotation) = reading.analysis.quotation(id) else { continue };
        statement(ui, document, id, &shorten(&reading.words(quotation), 160), commands);
    }
}

/// A statement that leads to its place in the text.
fn statement(
    ui: &mut egui::Ui,
    document: &Document,
    id: QuotationId,
    words: &str,
    commands: &mut Vec<Command>,
) {
    let look = Look::of(ui);
    let stance = document.reading.analysis.stances.get(&id);
    let colour = stance.map_or(look.weak, |stance| look.score(stance.score));
    let head = stance.map_or(words::position::NO_SCORE.to_owned(), |stance| signed(stance.score));
    let head = (head, theme::strong(13.0), colour);
    let response = ui.scope(|ui| super::line(ui, head, words, "")).response.interact(Sense::click());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Link, true, words));
    if response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked() {
        commands.push(Command::Pin { id, reveal: true });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn position(count: usize, trend: Option<f64>) -> Position {
        Position { count, mean: 0.1, spread: 0.25, trend, hardest: Vec::new(), softest: Vec::new() }
    }

    #[test]
    fn one_statement_is_no_average() {
        assert!(sentences(&position(1, None))[0].contains("not an average"));
    }

    #[test]
    fn the_trend_is_told_in_words() {
        let said = |trend| sentences(&position(4, Some(trend))).join(" ");
        assert!(said(0.5).contains("Softens by 0.50"), "{}", said(0.5));
        assert!(said(-0.4).contains("Hardens by 0.40"));
        assert!(said(0.1).contains("Steady"));
    }
}
