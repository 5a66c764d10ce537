//! What the reader can decide about the pinned statement, and what has been decided beside what the program found.

use eframe::egui::{self, Button, RichText, Sense, vec2};

use crate::gui::command::{Command, Edit};
use crate::gui::document::Document;
use crate::gui::marks;
use crate::gui::naming::Naming;
use crate::gui::reading::{leaning, signed};
use crate::gui::theme::{self, Look};
use crate::gui::words;
use crate::quotes::{Kind, QuotationId};
use crate::review::{Correction, Mark, Verdict};
use crate::stance::{Device, Stance};

/// Steps of the stance that is set with the pointer.
const FINE: f64 = 0.05;

/// The verdict on the statement as a whole: found right, no statement, a note.
pub(super) fn whole(
    ui: &mut egui::Ui,
    document: &Document,
    (id, is_queue): (QuotationId, bool),
    commands: &mut Vec<Command>,
) {
    let look = Look::of(ui);
    let mark = document.reading.marks.of(id);
    let is_reviewed = mark.is_some_and(|mark| mark.is_reviewed);
    ui.horizontal_wrapped(|ui| {
        super::whole(ui);
        ui.spacing_mut().item_spacing.x = 6.0;
        let mut button = |ui: &mut egui::Ui, name: &str, selected: bool, hint: &str, command: Command| {
            let words = RichText::new(name).font(theme::plain(13.0));
            if ui.add(Button::new(words).selected(selected)).on_hover_text(hint).clicked() {
                commands.push(command);
            }
        };
        let name = if is_reviewed { words::verdicts::IS_REVIEWED } else { words::shortcuts::REVIEWED };
        button(ui, name, is_reviewed, words::verdicts::REVIEWED_HINT, Command::Edit(Edit::Reviewed));
        button(
            ui,
            words::shortcuts::REJECT,
            false,
            words::verdicts::REJECT_HINT,
            Command::Edit(Edit::Reject),
        );
        button(ui, words::shortcuts::NOTE, false, words::verdicts::NOTE_HINT, Command::Name(Naming::Note));
        kind(ui, document, id, commands);
    });
    if is_queue {
        cast(ui, document, commands);
    }
    if let Some(note) = mark.map(|mark| mark.note.as_str()).filter(|note| !note.is_empty()) {
        ui.add(egui::Label::new(RichText::new(note).font(theme::serif(14.0)).color(look.ink)).wrap());
    }
    if mark.is_some_and(|mark| mark.found.is_none()) {
        ui.label(RichText::new(words::verdicts::MARKED).font(theme::plain(12.0)).color(look.weak));
    } else if mark.is_some_and(|mark| mark.words) {
        let words = words::verdicts::CHANGED;
        ui.label(RichText::new(words).font(theme::plain(12.0)).color(look.weak));
    }
}

/// The actors with the keys that give the statement to them, where the list of actors does not show them.
fn cast(ui: &mut egui::Ui, document: &Document, commands: &mut Vec<Command>) {
    let look = Look::of(ui);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 2.0);
        for (number, actor) in document.cast().into_iter().take(9).enumerate() {
            let name = format!("{} {}", number + 1, document.reading.label(Some(actor)));
            let colour = look.actor_words(document.reading.place(Some(actor)));
            let name = RichText::new(name).font(theme::plain(12.0)).color(colour);
            if ui.add(Button::new(name).frame(false)).clicked() {
                commands.push(Command::Edit(Edit::Speaker(number)));
            }
        }
    });
}

fn kind(ui: &mut egui::Ui, document: &Document, id: QuotationId, commands: &mut Vec<Command>) {
    let Some(now) = document.reading.analysis.quotation(id).map(|quotation| quotation.kind) else { return };
    let small = |name: &str| RichText::new(name).font(theme::plain(13.0));
    let combo = egui::ComboBox::from_id_salt("kind").selected_text(small(now.name())).width(84.0);
    let shown = combo.show_ui(ui, |ui| {
        for kind in [Kind::Direct, Kind::Mixed, Kind::Indirect] {
            if ui.selectable_label(kind == now, kind.name()).clicked() && kind != now {
                commands.push(Command::Correct(Correction::of(id, Verdict::Kind(kind))));
            }
        }
    });
    name_combo(&shown.response, &words::verdicts::kind(now.name()));
}

fn name_combo(response: &egui::Response, label: &str) {
    response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::ComboBox, true, label));
}

/// The stance's buttons: a step softer or harder, none, what the statement does, at whom.
pub(super) fn stance(ui: &mut egui::Ui, document: &Document, id: QuotationId, commands: &mut Vec<Command>) {
    let reading = &document.reading;
    let stance = reading.analysis.stances.get(&id);
    let small = |words: &str| RichText::new(words).font(theme::plain(13.0));
    ui.horizontal_wrapped(|ui| {
        super::whole(ui);
        ui.spacing_mut().item_spacing.x = 6.0;
        for (sign, name, hint, edit) in [
            (words::scale::MINUS, words::shortcuts::HARDER, words::verdicts::HARDER_HINT, Edit::Harder),
            (words::scale::PLUS, words::shortcuts::SOFTER, words::verdicts::SOFTER_HINT, Edit::Softer),
        ] {
            let button = ui.add(Button::new(small(sign)).min_size(vec2(28.0, 24.0))).on_hover_text(hint);
            button.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Button, true, name));
            if button.clicked() {
                commands.push(Command::Edit(edit));
            }
        }
        let (none, hint) = (words::verdicts::NO_STANCE, words::verdicts::NO_STANCE_HINT);
        if stance.is_some() && ui.button(small(none)).on_hover_text(hint).clicked() {
            commands.push(Command::Edit(Edit::NoStance));
        }
        if let Some(stance) = stance {
            device(ui, id, stance.device, commands);
            let target = stance.target.map(|target| reading.label(Some(target)).to_owned());
            let words = target
                .map_or(words::verdicts::NO_TARGET.to_owned(), |target| words::verdicts::target(&target));
            let hint = words::verdicts::TARGET_HINT;
            if ui.button(small(&words)).on_hover_text(hint).clicked() {
                commands.push(Command::Name(Naming::Target));
            }
        }
    });
}

fn device(ui: &mut egui::Ui, id: QuotationId, now: Option<Device>, commands: &mut Vec<Command>) {
    let name = |device: Option<Device>| device.map_or(words::verdicts::NO_DEVICE, Device::name);
    let words = RichText::new(name(now)).font(theme::plain(13.0));
    let shown = egui::ComboBox::from_id_salt("device").selected_text(words).width(96.0).show_ui(ui, |ui| {
        for device in [None].into_iter().chain(Device::ALL.map(Some)) {
            if ui.selectable_label(device == now, name(device)).clicked() && device != now {
                commands.push(Command::Correct(Correction::of(id, Verdict::Device(device))));
            }
        }
    });
    name_combo(&shown.response, &words::verdicts::device(name(now)));
}

/// The bar of the stance, on which the reader can set it.
pub(super) fn bar(
    ui: &mut egui::Ui,
    id: QuotationId,
    stance: &Stance,
    can_set: bool,
    commands: &mut Vec<Command>,
) {
    let look = Look::of(ui);
    let sense = if can_set { Sense::click_and_drag() } else { Sense::hover() };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 20.0), sense);
    let inner = rect.shrink2(vec2(2.0, 0.0));
    let set = response.interact_pointer_pos().filter(|_| can_set).map(|pointer| {
        let share = f64::from((pointer.x - inner.left()) / inner.width()).clamp(0.0, 1.0);
        ((share * 2.0 - 1.0) / FINE).round() * FINE
    });
    let at = set.unwrap_or(stance.score);
    let range = if set.is_some() { (at, at) } else { (stance.low, stance.high) };
    let colour = theme::colour(crate::palette::stance(at, look.appearance));
    marks::stance_bar(ui.painter(), inner, marks::Bar { range, at }, colour, &look);
    if let (Some(score), true) = (set, response.drag_stopped() || response.clicked()) {
        commands.push(Command::Correct(Correction::of(id, Verdict::Stance(Some(score)))));
    }
    if let Some(score) = set.filter(|_| response.dragged()) {
        let words = words::scale::scored(&signed(score), leaning(score));
        response.clone().on_hover_text_at_pointer(words);
    }
    response.widget_info(|| {
        let Stance { score, low, high, .. } = stance;
        let label = words::verdicts::stance(&signed(*score), &signed(*low), &signed(*high));
        egui::WidgetInfo::labeled(egui::accesskit::Role::Meter, true, label)
    });
    if can_set {
        response.on_hover_cursor(egui::CursorIcon::ResizeHorizontal);
    }
}

/// What the program scored, where the reader has decided otherwise.
pub(super) fn program_stance(ui: &mut egui::Ui, document: &Document, id: QuotationId) {
    let mark = document.reading.marks.of(id);
    if !mark.is_some_and(|mark| mark.stance || mark.device || mark.target) {
        return;
    }
    let words = match document.judged(id) {
        None if mark.is_some_and(|mark| mark.found.is_none()) => return,
        None => words::verdicts::PROGRAM_SEES_NO_STANCE.to_owned(),
        Some(stance) => {
            let scored = words::scale::scored(&signed(stance.score), leaning(stance.score));
            let (low, high) = (signed(stance.low), signed(stance.high));
            match stance.device {
                None => words::verdicts::program_stance(&scored, &low, &high),
                Some(device) => words::verdicts::program_device(&scored, &low, &high, device.name()),
            }
        }
    };
    let weak = Look::of(ui).weak;
    ui.add(egui::Label::new(RichText::new(words).font(theme::plain(12.0)).color(weak)).wrap());
}

/// Who the program thinks said it, where the reader has decided otherwise.
pub(super) fn program_speaker(document: &Document, id: QuotationId) -> Option<String> {
    let reading = &document.reading;
    let mark: &Mark = reading.marks.of(id).filter(|mark| mark.speaker)?;
    let found = reading.found.speakers.attributions.get(&mark.found?)?;
    let names: Vec<&str> =
        found.speakers.iter().map(|&speaker| reading.found.speakers.get(speaker).name.as_str()).collect();
    Some(match names.is_empty() {
        true => words::verdicts::PROGRAM_NAMES_NOBODY.into(),
        false => words::verdicts::program_speaker(&names.join(words::lists::AND), found.confidence * 100.0),
    })
}
