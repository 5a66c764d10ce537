//! The list of actors: who they are, how much they say, where they stand; and which of them are shown.

use eframe::egui::{self, Align2, Rect, Sense, pos2, vec2};
use egui::text::{LayoutJob, TextWrapping};

use crate::chart::{STEADY, Series};
use crate::gui::command::{Command, Hover};
use crate::gui::document::Document;
use crate::gui::marks;
use crate::gui::reading::{leaning, signed};
use crate::gui::state::State;
use crate::gui::theme::{self, Look};
use crate::gui::tour::Stop;
use crate::gui::words;

const ROW: f32 = 48.0;
const BAR: f32 = 88.0;
const COUNT: f32 = 28.0;

/// Draws the list for the article in front.
pub(in crate::gui) fn show(ui: &mut egui::Ui, state: &State, commands: &mut Vec<Command>) {
    super::tour::stands(ui, Stop::Actors);
    let Some(document) = state.document() else { return };
    ui.add_space(8.0);
    header(ui, document, commands);
    let all = &document.series;
    if all.is_empty() {
        ui.add_space(8.0);
        let words = words::actors::NO_STATEMENTS;
        ui.label(egui::RichText::new(words).color(Look::of(ui).weak));
        return;
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    let area = egui::ScrollArea::vertical().id_salt("actors").auto_shrink(false);
    area.show_rows(ui, ROW, all.len(), |ui, rows| {
        // The ground under a row reaches a little over its edges.
        ui.set_clip_rect(ui.clip_rect().expand2(vec2(8.0, 0.0)));
        let cast = document.cast();
        for series in &all[rows] {
            let number = cast.iter().position(|&id| Some(id) == series.speaker);
            row(ui, state, document, (number, series), commands);
        }
    });
}

fn header(ui: &mut egui::Ui, document: &Document, commands: &mut Vec<Command>) {
    let look = Look::of(ui);
    ui.horizontal(|ui| {
        ui.set_min_height(24.0);
        ui.label(egui::RichText::new(words::actors::TITLE).font(theme::strong(14.0)));
        let queue = super::link(ui, words::queue::TITLE).on_hover_text(words::actors::QUEUE_HINT);
        if queue.clicked() {
            commands.push(Command::Queue);
        }
        if !document.hidden.is_empty() && super::link(ui, words::actors::SHOW_ALL).clicked() {
            commands.push(Command::ShowAll);
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let (rect, _) = ui.allocate_exact_size(vec2(BAR, 16.0), Sense::hover());
            let ends = [
                (Align2::LEFT_CENTER, rect.left_center(), words::scale::HARDLINE),
                (Align2::RIGHT_CENTER, rect.right_center(), words::actors::CONCILIATORY),
            ];
            for (align, at, words) in ends {
                ui.painter().text(at, align, words, theme::plain(11.0), look.weak);
            }
        });
    });
}

fn row(
    ui: &mut egui::Ui,
    state: &State,
    document: &Document,
    (number, series): (Option<usize>, &Series),
    commands: &mut Vec<Command>,
) {
    let look = Look::of(ui);
    let actor = series.speaker;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    let shown = document.shows(actor);
    response.widget_info(|| {
        let label = describe(document, series);
        egui::WidgetInfo::selected(egui::accesskit::Role::CheckBox, true, shown, label)
    });
    let name = document.reading.name(actor);
    // Seen over the count while the pointer is on the row.
    let centre = pos2(rect.right() - BAR - 12.0 - COUNT / 2.0, rect.center().y);
    let over_count = Rect::from_center_size(centre, vec2(40.0, 28.0));
    let only = part_button(ui, over_count, response.id.with("only"), &words::actors::show_only(name));
    let over_bar = Rect::from_min_max(pos2(rect.right() - BAR - 4.0, rect.top()), rect.right_bottom());
    let bar = part_button(ui, over_bar, response.id.with("bar"), &words::actors::position(name))
        .on_hover_cursor(egui::CursorIcon::PointingHand)
        .on_hover_text(words::actors::POSITION_HINT);
    if bar.clicked() {
        commands.push(Command::Choose(Some(actor)));
    }
    let inside = response.contains_pointer();
    if inside {
        commands.push(Command::Hover(Hover::Actor(actor)));
        ui.painter().rect_filled(rect.expand2(vec2(8.0, 0.0)), 6.0, look.hover);
    }
    if only.clicked() || response.clicked() && ui.input(|input| input.modifiers.alt) {
        commands.push(Command::Only(actor));
    } else if response.clicked() {
        commands.push(Command::Toggle(actor));
    }
    for part in [&response, &only, &bar] {
        super::focus_ring(ui, part);
    }
    let strength = if shown && !state.dims(actor) { 1.0 } else { 0.4 };
    ui.scope(|ui| {
        ui.set_opacity(strength);
        paint(ui, rect, document, series, shown);
        // While a statement is pinned, its key gives it to this actor.
        if let Some(number) = number.filter(|&number| document.pinned.is_some() && number < 9) {
            let at = pos2(rect.left() + 8.0, rect.bottom() - 8.0);
            let key = (number + 1).to_string();
            ui.painter().text(at, Align2::CENTER_CENTER, key, theme::plain(11.0), look.weak);
        }
    });
    if inside || only.has_focus() {
        let words = if only.hovered() { look.accent } else { look.weak };
        let ground = Rect::from_center_size(only.rect.center(), vec2(36.0, 20.0));
        ui.painter().rect_filled(ground, 4.0, look.hover);
        ui.painter().text(
            only.rect.center(),
            Align2::CENTER_CENTER,
            words::actors::ONLY,
            theme::plain(12.0),
            words,
        );
    }
}

/// A part of a row that is a button of its own, called `label` for those who do not see it.
fn part_button(ui: &egui::Ui, rect: Rect, id: egui::Id, label: &str) -> egui::Response {
    let button = ui.interact(rect, id, Sense::click());
    button.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Button, true, label));
    button
}

fn paint(ui: &egui::Ui, rect: Rect, document: &Document, series: &Series, shown: bool) {
    let look = Look::of(ui);
    let reading = &document.reading;
    let place = reading.place(series.speaker);
    let painter = ui.painter();
    marks::swatch(painter, pos2(rect.left() + 8.0, rect.center().y), place, &look, shown);
    let right = rect.right() - BAR - COUNT - 20.0;
    let width = right - rect.left() - 24.0;
    let line = |words: &str, font: egui::FontId, colour: egui::Color32| {
        let job = LayoutJob {
            wrap: TextWrapping::truncate_at_width(width),
            ..LayoutJob::simple_singleline(words.to_owned(), font, colour)
        };
        ui.ctx().fonts_mut(|fonts| fonts.layout_job(job))
    };
    let name = line(reading.name(series.speaker), theme::strong(14.0), look.ink);
    let role = series.speaker.and_then(|id| reading.analysis.speakers.get(id).role.clone());
    let role = role.map(|role| line(&role, theme::plain(12.0), look.weak));
    let height = name.size().y + role.as_ref().map_or(0.0, |role| role.size().y + 2.0);
    let top = rect.center().y - height / 2.0;
    painter.galley(pos2(rect.left() + 24.0, top).round(), name.clone(), look.ink);
    if let Some(role) = role {
        painter.galley(pos2(rect.left() + 24.0, top + name.size().y + 2.0).round(), role, look.weak);
    }
    let count = pos2(rect.right() - BAR - 20.0, rect.center().y);
    painter.text(count, Align2::RIGHT_CENTER, series.count().to_string(), theme::plain(13.0), look.weak);
    let bar = Rect::from_min_size(pos2(rect.right() - BAR, rect.top()), vec2(BAR, ROW));
    match (series.range(), series.mean()) {
        (Some(range), Some(at)) => {
            marks::stance_bar(painter, bar, marks::Bar { range, at }, look.actor(place), &look);
            let below = bar.center() + vec2(0.0, 15.0);
            if let Some(words) = under(series) {
                painter.text(below, Align2::CENTER_CENTER, words, theme::plain(11.0), look.weak);
            }
        }
        _ => {
            painter.text(
                bar.center(),
                Align2::CENTER_CENTER,
                none(document, series),
                theme::plain(12.0),
                look.weak,
            );
        }
    }
}

/// What stands under an actor's bar: that it rests on one statement, or which way it moves through the text.
fn under(series: &Series) -> Option<String> {
    if series.points.len() == 1 {
        return Some(words::actors::ONE_ONLY.into());
    }
    let trend = series.position()?.trend.filter(|trend| trend.abs() >= STEADY)?;
    Some(if trend < 0.0 { words::actors::HARDENS.into() } else { words::actors::SOFTENS.into() })
}

/// Why an actor has no bar: none of the statements takes a stance, or the settings let none be drawn that does.
fn none(document: &Document, series: &Series) -> &'static str {
    let whole = document.reading.series.iter().find(|whole| whole.speaker == series.speaker);
    if whole.is_some_and(|whole| !whole.points.is_empty()) {
        words::actors::NONE_SHOWN
    } else {
        words::scale::NO_STANCE
    }
}

/// The row in words, for those who do not see it.
fn describe(document: &Document, series: &Series) -> String {
    let name = document.reading.name(series.speaker);
    let count = words::actors::statements(series.count());
    match (series.mean(), series.range()) {
        (Some(score), Some(_)) if series.points.len() == 1 => {
            let scored = words::scale::scored(&signed(score), leaning(score));
            words::actors::one_stance(name, &count, &scored)
        }
        (Some(mean), Some((low, high))) => {
            let scored = words::scale::scored(&signed(mean), leaning(mean));
            let label = words::actors::mean_stance(name, &count, &scored, &signed(low), &signed(high));
            match under(series) {
                None => label,
                Some(trend) => label + words::lists::COMMA + &trend,
            }
        }
        _ => words::actors::without_bar(name, &count, none(document, series)),
    }
}
