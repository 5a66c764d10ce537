//! Small multiples: stance by date, a little chart for each actor, all on the same scales.

use eframe::egui::{self, Align2, Rect, Sense, Stroke, vec2};

use crate::chart::Dated;
use crate::gui::command::Command;
use crate::gui::panels;
use crate::gui::project::{Held, Wish};
use crate::gui::reading::shorten;
use crate::gui::theme::{self, Look};
use crate::gui::words;
use crate::palette::Place;
use crate::project::ActorId;

use super::statements;
use super::timeline::{self, Dots};

/// So many actors, the most quoted, have a chart.
const MOST: usize = 60;
const SMALLEST: f32 = 230.0;
const HEIGHT: f32 = 132.0;
const REACH: f32 = 8.0;

/// Draws them in rows.
pub(super) fn show(ui: &mut egui::Ui, held: &Held, commands: &mut Vec<Command>) {
    let Some(days) = held.digest.days else {
        super::nothing(ui, words::project::NO_DATES);
        return;
    };
    let shown = held.actors(MOST);
    egui::ScrollArea::vertical().id_salt("project multiples").auto_shrink(false).show(ui, |ui| {
        let across = (ui.available_width() / SMALLEST).floor().max(1.0);
        let width = (ui.available_width() - (across - 1.0) * 12.0) / across;
        for (row, actors) in shown.chunks(across as usize).enumerate() {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 12.0;
                for (column, &actor) in actors.iter().enumerate() {
                    let place = Place::Rank(row * across as usize + column);
                    one(ui, held, (actor, place), days, width, commands);
                }
            });
            ui.add_space(10.0);
        }
    });
}

fn one(
    ui: &mut egui::Ui,
    held: &Held,
    (actor, place): (ActorId, Place),
    (first, last): (f64, f64),
    width: f32,
    commands: &mut Vec<Command>,
) {
    let look = Look::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(width, HEIGHT), Sense::click());
    let told = timeline::told(held, actor);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Button, true, &told));
    if !ui.is_rect_visible(rect) {
        return;
    }
    let painter = ui.painter().with_clip_rect(rect);
    let room = (width / 7.4) as usize;
    let name = &held.digest.actors.get(actor).name;
    let numbers = timeline::numbers(held, actor);
    let title = format!("{} {numbers}", shorten(name, room.saturating_sub(numbers.len() + 1)));
    painter.text(rect.left_top(), Align2::LEFT_TOP, title, theme::strong(12.0), look.ink);
    let area = Rect::from_min_max(rect.left_top() + vec2(0.0, 20.0), rect.right_bottom());
    painter.rect_stroke(area.shrink(0.5), 4.0, Stroke::new(1.0, look.line), egui::StrokeKind::Inside);
    let inner = area.shrink2(vec2(8.0, 8.0));
    let at = |day: f64, score: f64| {
        let x = inner.left() + ((day - first) / (last + 1.0 - first)) as f32 * inner.width();
        egui::pos2(x, inner.center().y - score as f32 * inner.height() / 2.0)
    };
    painter.hline(area.x_range(), at(first, 0.0).y, Stroke::new(1.0, look.line));
    timeline::course(&painter, &held.digest.smooth[actor.0 as usize], place, &look, &at);
    let centre = |dated: &Dated| at(timeline::moment(dated), dated.point.score);
    let mut nearest: Option<(f32, &Dated)> = None;
    let points = &held.digest.lines[actor.0 as usize].points;
    let mut dots = Dots::new(&painter, place, &look, points.len());
    for dated in points {
        dots.draw(centre(dated), dated);
        let distance = response.hover_pos().map_or(f32::INFINITY, |pointer| pointer.distance(centre(dated)));
        if distance < REACH && nearest.is_none_or(|(least, _)| distance <= least) {
            nearest = Some((distance, dated));
        }
    }
    panels::focus_ring(ui, &response);
    match nearest {
        Some((_, dated)) => {
            painter.circle_stroke(centre(dated), 7.0, Stroke::new(1.5, look.ink));
            if response.clicked() {
                commands.push(Command::Project(Wish::Open(dated.at)));
            }
            response.on_hover_ui_at_pointer(|ui| statements::tip(ui, held, dated.at));
        }
        None if response.clicked() => {
            commands.push(Command::Project(Wish::Find(format!("actor:\"{name}\""))));
        }
        None => {}
    }
}
