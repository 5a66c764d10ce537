//! Tables of means: actors toward targets, and actors by article.

use std::collections::BTreeMap;

use eframe::egui::{self, Align2, Color32, Sense, vec2};

use crate::chart::Cell;
use crate::gui::command::Command;
use crate::gui::project::{Held, Wish};
use crate::gui::reading::{shorten, signed};
use crate::gui::theme::{self, Look};
use crate::gui::words;
use crate::palette;
use crate::project::ActorId;

/// So many actors, the most quoted, have a row or a column.
const MOST: usize = 40;
const CELL: egui::Vec2 = vec2(58.0, 30.0);
const NAMES: f32 = 180.0;
const HEAD: f32 = 96.0;

/// Who stands where toward whom; a click shows the statements.
pub(super) fn toward(ui: &mut egui::Ui, held: &Held, commands: &mut Vec<Command>) {
    let cells = &held.digest.toward;
    if cells.is_empty() {
        super::nothing(ui, words::project::NO_TARGETS);
        return;
    }
    let actors = |of: fn(&(ActorId, ActorId)) -> ActorId| {
        let mut all: Vec<ActorId> = cells.keys().map(of).collect();
        all.sort_unstable();
        all.dedup();
        all.truncate(MOST);
        all
    };
    let (rows, columns) = (actors(|key| key.0), actors(|key| key.1));
    let name = |id: &ActorId| held.digest.actors.get(*id).name.clone();
    let names = (rows.iter().map(name).collect::<Vec<_>>(), columns.iter().map(name).collect::<Vec<_>>());
    let of = |row: usize, column: usize| cells.get(&(rows[row], columns[column]));
    if let Some((row, column)) = table(ui, (&names.0, &names.1), of) {
        let query = format!("actor:\"{}\" target:\"{}\" stance:any", names.0[row], names.1[column]);
        commands.push(Command::Project(Wish::Find(query)));
    }
}

/// Who stands where in which article; a click shows the statements.
pub(super) fn by_article(ui: &mut egui::Ui, held: &Held, commands: &mut Vec<Command>) {
    let cells: &BTreeMap<(ActorId, usize), Cell> = &held.digest.by_article;
    let members = &held.digest.project.members;
    let actors: Vec<ActorId> = held.actors(MOST);
    let by_date = held.digest.by_date.iter().copied();
    let columns: Vec<usize> =
        by_date.filter(|&member| actors.iter().any(|&actor| cells.contains_key(&(actor, member)))).collect();
    let names: Vec<String> = actors.iter().map(|&id| held.digest.actors.get(id).name.clone()).collect();
    let heads: Vec<String> = columns
        .iter()
        .map(|&member| {
            let about = &members[member].article.metadata;
            let date = about.date.as_deref().unwrap_or(words::project::UNDATED);
            // The day and month: the order says the year.
            let day = date.get(5..10).unwrap_or(date);
            format!("{day} {}", about.publisher.as_deref().unwrap_or(&members[member].name))
        })
        .collect();
    let of = |row: usize, column: usize| cells.get(&(actors[row], columns[column]));
    if let Some((row, column)) = table(ui, (&names, &heads), of)
        && let Some(cell) = of(row, column)
    {
        match cell.statements.as_slice() {
            [at] => commands.push(Command::Project(Wish::Open(*at))),
            _ => {
                let query = format!(
                    "actor:\"{}\" article:\"{}\" stance:any",
                    names[row], members[columns[column]].name
                );
                commands.push(Command::Project(Wish::Find(query)));
            }
        }
    }
}

/// Draws means in their colours, with their numbers; returns the cell that was clicked.
fn table<'c>(
    ui: &mut egui::Ui,
    (rows, columns): (&[String], &[String]),
    cell: impl Fn(usize, usize) -> Option<&'c Cell>,
) -> Option<(usize, usize)> {
    let look = Look::of(ui);
    let mut clicked = None;
    egui::ScrollArea::both().auto_shrink(false).show_viewport(ui, |ui, seen| {
        let size = vec2(NAMES + columns.len() as f32 * CELL.x + HEAD, HEAD + rows.len() as f32 * CELL.y);
        let (area, _) = ui.allocate_exact_size(size, Sense::hover());
        let painter = ui.painter().clone();
        let corner = area.min + vec2(NAMES, HEAD);
        let in_sight = |from: f32, step: f32, low: f32, high: f32, count: usize| {
            let first = ((low - from) / step).floor().max(0.0) as usize;
            first.min(count)..(((high - from) / step).ceil().max(0.0) as usize).min(count)
        };
        for column in in_sight(NAMES - HEAD, CELL.x, seen.min.x, seen.max.x, columns.len()) {
            let at = corner + vec2((column as f32 + 0.35) * CELL.x, -16.0);
            let words = painter.layout_no_wrap(shorten(&columns[column], 16), theme::plain(12.0), look.weak);
            let text = egui::epaint::TextShape::new(at, words, look.weak)
                .with_angle_and_anchor(-0.8, Align2::LEFT_BOTTOM);
            painter.add(text);
        }
        for row in in_sight(HEAD, CELL.y, seen.min.y, seen.max.y, rows.len()) {
            let middle = corner.y + (row as f32 + 0.5) * CELL.y;
            let at = egui::pos2(area.left(), middle);
            painter.text(at, Align2::LEFT_CENTER, shorten(&rows[row], 24), theme::plain(13.0), look.ink);
            for column in in_sight(NAMES, CELL.x, seen.min.x, seen.max.x, columns.len()) {
                let Some(cell) = cell(row, column) else { continue };
                let min = corner + vec2(column as f32 * CELL.x, row as f32 * CELL.y);
                let rect = egui::Rect::from_min_size(min, CELL).shrink(1.0);
                let colour = theme::colour(palette::stance(cell.mean, look.appearance));
                let ground: Color32 = colour.gamma_multiply(0.28 * cell.mean.abs().max(0.2) as f32 + 0.06);
                painter.rect_filled(rect, 3.0, ground);
                painter.text(
                    rect.center(),
                    Align2::CENTER_CENTER,
                    signed(cell.mean),
                    theme::plain(13.0),
                    look.ink,
                );
                let response = ui.interact(rect, ui.scope_id().with((row, column)), Sense::click());
                let told = words::project::cell(
                    &rows[row],
                    &columns[column],
                    &signed(cell.mean),
                    cell.statements.len(),
                );
                response
                    .widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Button, true, &told));
                super::super::focus_ring(ui, &response);
                if response.clicked() {
                    clicked = Some((row, column));
                }
                response.on_hover_cursor(egui::CursorIcon::PointingHand).on_hover_text(told);
            }
        }
    });
    clicked
}
