//! Stance by date: each actor's statements as marks, the line through them with its range, and gaps as gaps.

use eframe::egui::{self, Pos2, Shape, Stroke};
use egui_plot::{GridInput, GridMark, PlotBounds, PlotPoint, PlotTransform};
use foldhash::{HashSet, HashSetExt};

use crate::chart::{self, Dated, Smooth};
use crate::gui::command::Command;
use crate::gui::marks::{self, Paint};
use crate::gui::panels::{self, chart::still};
use crate::gui::project::{Held, Wish};
use crate::gui::theme::{self, Look};
use crate::gui::words;
use crate::palette::{HUES, Place};
use crate::project::ActorId;

use super::statements;

/// The size of a mark, from its centre.
const RADIUS: f32 = 4.0;
/// How near the pointer must come to a mark.
const REACH: f32 = 12.0;

/// Draws the legend, which chooses actors, and the chart.
pub(super) fn show(ui: &mut egui::Ui, held: &Held, commands: &mut Vec<Command>) {
    let Some((first, last)) = held.digest.days else {
        super::nothing(ui, words::project::NO_DATES);
        return;
    };
    let shown = held.actors(HUES);
    legend(ui, held, &shown, commands);
    let look = Look::of(ui);
    let margin = (last - first) * 0.06;
    let plot = still("project timeline", &look)
        .show_grid([true, true])
        .y_grid_spacer(steps)
        .x_grid_spacer(move |_| days(first, last))
        .y_axis_formatter(|mark, _| degree(mark.value))
        .x_axis_formatter(|mark, _| date(mark.value));
    let response = plot.show(ui, |plot| {
        plot.set_plot_bounds(PlotBounds::from_min_max([first - margin, -1.12], [last + margin, 1.12]));
    });
    let painter = ui.painter().with_clip_rect(response.response.rect);
    let transform = response.transform;
    for (place, &actor) in shown.iter().enumerate().rev() {
        let at = |day: f64, score: f64| transform.position_from_point(&PlotPoint::new(day, score));
        course(&painter, &held.digest.smooth[actor.0 as usize], Place::Rank(place), &look, &at);
    }
    let mut nearest: Option<(f32, &Dated)> = None;
    let pointer = response.response.hover_pos();
    for (place, &actor) in shown.iter().enumerate().rev() {
        let points = &held.digest.lines[actor.0 as usize].points;
        let mut dots = Dots::new(&painter, Place::Rank(place), &look, points.len());
        for dated in points {
            let at = centre(dated, &transform);
            dots.draw(at, dated);
            let distance = pointer.map_or(f32::INFINITY, |pointer| pointer.distance(at));
            if distance < REACH && nearest.is_none_or(|(least, _)| distance <= least) {
                nearest = Some((distance, dated));
            }
        }
    }
    response.response.widget_info(|| {
        let told: Vec<String> = shown.iter().map(|&actor| told(held, actor)).collect();
        egui::WidgetInfo::labeled(egui::accesskit::Role::Image, true, told.join(words::lists::SEMICOLON))
    });
    if let Some((_, dated)) = nearest {
        let at = centre(dated, &transform);
        painter.circle_stroke(at, 8.0, Stroke::new(1.5, look.ink));
        ui.ctx().set_cursor_icon(egui::CursorIcon::PointingHand);
        if response.response.clicked() {
            commands.push(Command::Project(Wish::Open(dated.at)));
        }
        response.response.on_hover_ui_at_pointer(|ui| statements::tip(ui, held, dated.at));
    }
}

/// The actors of the chart, each a button that takes it out; and a way to add others.
fn legend(ui: &mut egui::Ui, held: &Held, shown: &[ActorId], commands: &mut Vec<Command>) {
    ui.horizontal_wrapped(|ui| {
        panels::whole(ui);
        for (place, &actor) in shown.iter().enumerate() {
            entry(ui, held, (place, actor), commands);
        }
        let all = held.digest.actors.ids().filter(|id| !held.digest.lines[id.0 as usize].points.is_empty());
        ui.menu_button(words::project::CHOOSE, |ui| {
            if ui.button(words::project::MOST_QUOTED).clicked() {
                commands.push(Command::Project(Wish::ChooseNone));
                ui.close();
            }
            ui.separator();
            egui::ScrollArea::vertical().max_height(420.0).show(ui, |ui| {
                for id in all.take(200) {
                    let mut is_chosen = held.chosen.contains(&id);
                    if ui.checkbox(&mut is_chosen, told(held, id)).clicked() {
                        commands.push(Command::Project(Wish::Choose(id)));
                    }
                }
            });
        });
    });
    ui.add_space(4.0);
}

/// The mark and name of an actor, which do not part where the line ends.
fn entry(ui: &mut egui::Ui, held: &Held, (place, actor): (usize, ActorId), commands: &mut Vec<Command>) {
    let look = Look::of(ui);
    let words = ui.painter().layout_no_wrap(told(held, actor), theme::plain(13.0), look.ink);
    let size = egui::vec2(words.size().x + 34.0, 24.0);
    let (rect, response) = ui.allocate_exact_size(size, egui::Sense::click());
    let is_chosen = held.chosen.contains(&actor);
    response.widget_info(|| {
        egui::WidgetInfo::selected(egui::accesskit::Role::CheckBox, true, is_chosen, told(held, actor))
    });
    if is_chosen || response.hovered() {
        let ground = if is_chosen { look.selection } else { look.hover };
        ui.painter().rect_filled(rect, 4.0, ground);
    }
    panels::focus_ring(ui, &response);
    let paint = Paint {
        colour: theme::colour(Place::Rank(place).colour(look.appearance)),
        ground: look.page,
        filled: true,
    };
    let centre = rect.left_center() + egui::vec2(12.0, 0.0);
    marks::mark(ui.painter(), centre, 5.0, Place::Rank(place).marker(), paint);
    let at = rect.left_center() + egui::vec2(24.0, -words.size().y / 2.0);
    ui.painter().galley(at.round(), words, look.ink);
    if response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked() {
        commands.push(Command::Project(Wish::Choose(actor)));
    }
}

pub(super) fn told(held: &Held, actor: ActorId) -> String {
    format!("{} {}", held.digest.actors.get(actor).name, numbers(held, actor))
}

/// How many statements of an actor there are, and their mean.
pub(super) fn numbers(held: &Held, actor: ActorId) -> String {
    let line = &held.digest.lines[actor.0 as usize];
    let mean = line.mean().map_or(words::scale::NO_STANCE.into(), crate::gui::reading::signed);
    format!("({}, {mean})", line.points.len())
}

fn centre(dated: &Dated, transform: &PlotTransform) -> Pos2 {
    transform.position_from_point(&PlotPoint::new(moment(dated), dated.point.score))
}

/// The day of a statement as a number; of one day's statements those late in the text come a little later.
pub(super) fn moment(dated: &Dated) -> f64 {
    chart::day_number(dated.day) + 0.8 * dated.point.position
}

/// Draws the marks of one actor; of those that would lie upon each other, one. The more there are, the farther apart they may be for that;
/// never farther than half the size of a mark, so that what is drawn covers the same ground.
pub(super) struct Dots<'a> {
    painter: &'a egui::Painter,
    place: Place,
    look: &'a Look,
    /// From one place to the next, in points.
    grain: f32,
    drawn: HashSet<(i32, i32, bool)>,
}

impl<'a> Dots<'a> {
    pub(super) fn new(painter: &'a egui::Painter, place: Place, look: &'a Look, count: usize) -> Self {
        const FEW: usize = 5_000;
        const MANY: usize = 20_000;
        let grain = if count <= FEW {
            1.0
        } else if count <= MANY {
            2.0
        } else {
            RADIUS
        };
        Self { painter, place, look, grain, drawn: HashSet::new() }
    }

    pub(super) fn draw(&mut self, at: Pos2, dated: &Dated) {
        let filled = dated.point.is_certain();
        let place = at / self.grain;
        if self.drawn.insert((place.x.round() as i32, place.y.round() as i32, filled)) {
            let colour = theme::colour(self.place.colour(self.look.appearance));
            let paint = Paint { colour, ground: self.look.page, filled };
            marks::mark(self.painter, at, RADIUS, self.place.marker(), paint);
        }
    }
}

/// Draws the line of an actor with its range, where `at` puts a day and a score.
pub(super) fn course(
    painter: &egui::Painter,
    lines: &[Vec<Smooth>],
    place: Place,
    look: &Look,
    at: &dyn Fn(f64, f64) -> Pos2,
) {
    let colour = theme::colour(place.colour(look.appearance));
    for line in lines {
        for pair in line.windows(2) {
            let corners = [
                at(pair[0].day, pair[0].high),
                at(pair[1].day, pair[1].high),
                at(pair[1].day, pair[1].low),
                at(pair[0].day, pair[0].low),
            ];
            painter.add(Shape::convex_polygon(corners.to_vec(), colour.gamma_multiply(0.10), Stroke::NONE));
        }
        let points: Vec<Pos2> = line.iter().map(|place| at(place.day, place.mean)).collect();
        let stroke = Stroke::new(2.0, colour);
        match place.dash() {
            Some((on, off)) => painter.extend(Shape::dashed_line(&points, stroke, on, off)),
            None => drop(painter.add(Shape::line(points, stroke))),
        }
    }
}

fn steps(_: GridInput) -> Vec<GridMark> {
    [-1.0, -0.5, 0.0, 0.5, 1.0].map(|value| GridMark { value, step_size: 0.5 }).to_vec()
}

fn degree(value: f64) -> String {
    match value {
        x if x > 0.75 => words::scale::CONCILIATORY.into(),
        x if x < -0.75 => words::scale::HARDLINE.into(),
        x if x.abs() < 0.25 => words::scale::NEUTRAL.into(),
        _ => String::new(),
    }
}

/// The first days of months or years, or days, at most some eight.
fn days(first: f64, last: f64) -> Vec<GridMark> {
    chart::dates(first, last)
        .into_iter()
        .map(|(value, _)| GridMark { value, step_size: last - first })
        .collect()
}

fn date(value: f64) -> String {
    chart::day_of(value + 0.5).map(|day| day.format("%-d %b %Y").to_string()).unwrap_or_default()
}
