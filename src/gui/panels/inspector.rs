//! The inspector: one quotation, who said it and why the program thinks so, where it stands and why.

use eframe::egui::{self, Align2, RichText, Sense, vec2};

use crate::gui::command::{Command, Hover};
use crate::gui::document::Document;
use crate::gui::marks;
use crate::gui::naming::Naming;
use crate::gui::reading::{Reading, leaning, shorten, signed};
use crate::gui::state::State;
use crate::gui::theme::{self, Look};
use crate::gui::tour::Stop;
use crate::gui::words;
use crate::quotes::{Quotation, QuotationId};
use crate::speakers::{Attribution, Step};
use crate::stance::Stance;

use super::{evidence, verdicts};

/// Draws the quotation under the pointer, else the pinned one.
pub(in crate::gui) fn show(ui: &mut egui::Ui, state: &State, commands: &mut Vec<Command>) {
    super::tour::stands(ui, Stop::Inspector);
    let Some(document) = state.document() else { return };
    let reading = &document.reading;
    if let Some(asked) = &state.asked {
        return super::naming::show(ui, document, asked, commands);
    }
    let inspected = state.inspected().and_then(|id| reading.analysis.quotation(id));
    let Some(quotation) = inspected else {
        return super::position::show(ui, document, commands);
    };
    let id = quotation.id();
    let is_pinned = document.pinned == Some(id);
    header(ui, reading, quotation, is_pinned, commands);
    egui::ScrollArea::vertical().id_salt(("inspector", id)).auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        ui.add_space(4.0);
        ui.add(egui::Label::new(evidence::lit(ui, document, quotation)).selectable(true).wrap());
        ui.add_space(6.0);
        if is_pinned {
            verdicts::whole(ui, document, (id, state.settings.queue), commands);
            ui.add_space(6.0);
        }
        stance(ui, document, id, commands);
        ui.add_space(8.0);
        speaker(ui, document, quotation, commands);
    });
}

/// While nothing is pinned: the quotation under the pointer in three lines, or a hint.
pub(in crate::gui) fn brief(ui: &mut egui::Ui, state: &State, commands: &mut Vec<Command>) {
    super::tour::stands(ui, Stop::Inspector);
    let Some(document) = state.document() else { return };
    let reading = &document.reading;
    let look = Look::of(ui);
    let inspected = state.inspected().and_then(|id| reading.analysis.quotation(id));
    if let Some(quotation) = inspected {
        header(ui, reading, quotation, false, commands);
        let words = RichText::new(reading.words(quotation)).font(theme::serif(15.0));
        ui.add(egui::Label::new(words).truncate());
        let stance = reading.stance_words(quotation.id());
        ui.label(RichText::new(stance).font(theme::plain(13.0)).color(look.weak));
    } else if let Hover::Actor(actor) = state.hover {
        super::position::brief(ui, document, actor);
    } else {
        ui.label(RichText::new(words::inspector::TITLE).font(theme::strong(14.0)));
        let hint = words::inspector::HINT;
        ui.label(RichText::new(hint).font(theme::plain(13.0)).color(look.weak));
    }
    // The room is taken all the same, so that the panel keeps its height whatever is in it.
    ui.allocate_space(ui.available_size());
}

fn header(
    ui: &mut egui::Ui,
    reading: &Reading,
    quotation: &Quotation,
    pinned: bool,
    commands: &mut Vec<Command>,
) {
    let look = Look::of(ui);
    let id = quotation.id();
    ui.horizontal(|ui| {
        ui.set_min_height(24.0);
        let (rect, _) = ui.allocate_exact_size(vec2(14.0, 20.0), Sense::hover());
        marks::swatch(ui.painter(), rect.center(), reading.place(reading.actor(id)), &look, true);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if pinned && super::close(ui, words::inspector::UNPIN).clicked() {
                commands.push(Command::Unpin);
            }
            if !pinned {
                super::chip(ui, quotation.kind.name());
            }
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                let name = RichText::new(reading.names(id)).font(theme::strong(14.0));
                ui.add(egui::Label::new(name).truncate());
            });
        });
    });
}

fn stance(ui: &mut egui::Ui, document: &Document, id: QuotationId, commands: &mut Vec<Command>) {
    let look = Look::of(ui);
    let reading = &document.reading;
    super::title(ui, words::inspector::STANCE);
    let Some(whole) = reading.analysis.stances.get(&id) else {
        let words = words::inspector::NO_STANCE;
        ui.label(RichText::new(words).font(theme::plain(13.0)));
        if document.pinned == Some(id) {
            verdicts::stance(ui, document, id, commands);
        }
        return verdicts::program_stance(ui, document, id);
    };
    let is_pinned = document.pinned == Some(id);
    let trial = document.trial_of(id).and_then(|trial| trial.scored.as_ref());
    let stance = trial.and_then(Option::as_ref).unwrap_or(whole);
    ui.horizontal(|ui| {
        let colour = look.score(stance.score);
        ui.label(RichText::new(signed(stance.score)).font(theme::strong(20.0)).color(colour));
        ui.label(RichText::new(leaning(stance.score)).font(theme::plain(14.0)));
        if let Some(device) = stance.device.filter(|_| !is_pinned) {
            super::chip(ui, device.name());
        }
    });
    if let Some(trial) = document.trial_of(id) {
        let words = match &trial.scored {
            None => words::inspector::SCORING.into(),
            Some(Some(_)) => words::inspector::on_trial(&signed(whole.score)),
            Some(None) => words::inspector::no_stance_on_trial(&signed(whole.score)),
        };
        ui.horizontal_wrapped(|ui| {
            ui.label(RichText::new(words).font(theme::plain(12.0)).color(look.weak));
            if super::link(ui, words::inspector::COUNT_ALL).clicked() {
                commands.push(Command::WeighAll);
            }
        });
    }
    verdicts::bar(ui, id, stance, is_pinned, commands);
    ends(ui, stance);
    verdicts::program_stance(ui, document, id);
    if is_pinned {
        verdicts::stance(ui, document, id, commands);
    } else if let Some(target) = stance.target {
        let words = words::inspector::directed_at(reading.name(Some(target)));
        ui.label(RichText::new(words).font(theme::plain(13.0)));
    }
    evidence::list(ui, document, id, commands);
    let Some(stance) = document.judged(id) else { return };
    for leaning in &stance.leanings {
        let head = (signed(leaning.weight), theme::plain(13.0), look.weak);
        super::line(ui, head, "", leaning.reason);
    }
    evidence::rules(ui, reading, stance);
}

/// The words under the bar.
fn ends(ui: &mut egui::Ui, stance: &Stance) {
    let look = Look::of(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 14.0), Sense::hover());
    let painter = ui.painter();
    painter.text(
        rect.left_center(),
        Align2::LEFT_CENTER,
        words::scale::HARDLINE,
        theme::plain(11.0),
        look.weak,
    );
    painter.text(
        rect.right_center(),
        Align2::RIGHT_CENTER,
        words::scale::CONCILIATORY,
        theme::plain(11.0),
        look.weak,
    );
    if stance.low == stance.high {
        return;
    }
    let range = words::inspector::second_reader(&signed(stance.low), &signed(stance.high));
    ui.label(RichText::new(range).font(theme::plain(12.0)).color(look.weak));
}

fn speaker(ui: &mut egui::Ui, document: &Document, quotation: &Quotation, commands: &mut Vec<Command>) {
    let look = Look::of(ui);
    let reading = &document.reading;
    let attribution = reading.analysis.speakers.attributions.get(&quotation.id());
    ui.horizontal(|ui| {
        super::title(ui, words::inspector::SPEAKER);
        if document.pinned == Some(quotation.id())
            && super::link(ui, words::inspector::CHANGE)
                .on_hover_text(words::inspector::CHANGE_HINT)
                .clicked()
        {
            commands.push(Command::Name(Naming::Speaker));
        }
    });
    let small = |ui: &mut egui::Ui, words: String| {
        ui.label(RichText::new(words).font(theme::plain(13.0)));
    };
    match attribution.filter(|attribution| !attribution.speakers.is_empty()) {
        None => small(ui, words::inspector::UNATTRIBUTED.into()),
        Some(attribution) => {
            let sure = (attribution.confidence * 100.0).round();
            let names = reading.names(quotation.id());
            if attribution.confidence < crate::chart::CERTAIN {
                small(ui, words::inspector::unsure(&names, sure));
            } else {
                small(ui, words::inspector::sure(&names, sure));
            }
            for &principal in &attribution.on_behalf_of {
                small(ui, words::inspector::speaking_for(reading.name(Some(principal))));
            }
            for &speaker in &attribution.speakers {
                let known = reading.analysis.speakers.get(speaker);
                let role = known.role.as_deref().unwrap_or_default();
                let more = [known.affiliation.as_deref(), known.country].into_iter().flatten();
                let more = more.filter(|more| !role.contains(more));
                let about: Vec<&str> =
                    Some(role).filter(|role| !role.is_empty()).into_iter().chain(more).collect();
                if !about.is_empty() {
                    ui.label(
                        RichText::new(about.join(words::lists::DOT))
                            .font(theme::plain(12.0))
                            .color(look.weak),
                    );
                }
            }
            chain(ui, reading, attribution);
        }
    }
    let program = verdicts::program_speaker(document, quotation.id());
    if let Some(words) = &program {
        ui.label(RichText::new(words).font(theme::plain(12.0)).color(look.weak));
        // What the program went by stays to be seen, whatever the reader has made of it.
        let found = reading.marks.found(quotation.id());
        let found = found.and_then(|id| reading.found.speakers.attributions.get(&id));
        found.into_iter().for_each(|found| chain(ui, reading, found));
    }
    if let Some(cue) = quotation.cue.filter(|_| program.is_none())
        && attribution.is_none_or(|attribution| attribution.chain.is_empty())
    {
        small(ui, words::inspector::cue(reading.article.slice(cue)));
    }
    for &(other, confidence) in attribution.map_or(&[][..], |attribution| &attribution.alternatives) {
        let words = words::inspector::alternative(reading.name(Some(other)), confidence * 100.0);
        ui.label(RichText::new(words).font(theme::plain(12.0)).color(look.weak));
    }
    let rule = words::inspector::rule(quotation.rule, quotation.confidence * 100.0);
    ui.label(RichText::new(rule).font(theme::plain(12.0)).color(look.weak));
}

/// The steps from the cue to the name, each with the words it rests on.
fn chain(ui: &mut egui::Ui, reading: &Reading, attribution: &Attribution) {
    let look = Look::of(ui);
    for link in &attribution.chain {
        let step = match link.step {
            Step::Cue => words::inspector::CUE_STEP,
            Step::Source => words::inspector::SOURCE_STEP,
            Step::Mention => words::inspector::MENTION_STEP,
            Step::Name => words::inspector::NAME_STEP,
        };
        let head = (step.to_owned(), theme::plain(12.0), look.weak);
        super::line(
            ui,
            head,
            &words::article::quoted(&shorten(reading.article.slice(link.span), 80)),
            link.rule,
        );
    }
}
