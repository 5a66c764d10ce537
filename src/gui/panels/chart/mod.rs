//! The chart: stance over the length of the text, one line for each actor.

mod brush;
mod fan;

use std::collections::BTreeSet;

use eframe::egui::{self, Align2, Color32, Pos2, Rect, Shape, Stroke};
use egui_plot::{GridInput, GridMark, Plot, PlotBounds, PlotPoint, PlotTransform};

use crate::chart::{Point, Series};
use crate::gui::command::{Command, Hover};
use crate::gui::document::Document;
use crate::gui::marks;
use crate::gui::reading::signed;
use crate::gui::state::State;
use crate::gui::theme::{self, Look};
use crate::gui::tour::Stop;
use crate::gui::words;
use crate::palette::Place;
use crate::quotes::QuotationId;
use crate::speakers::SpeakerId;
use crate::stance::Stance;

use super::article::Seen;
use fan::Fan;

/// How near the pointer must come to a point.
const REACH: f32 = 14.0;
/// With more points than this in the chart, only those of the actor in question are joined.
const CROWD: usize = 400;
/// Of an actor's marks that lie within a square of this size, or in a crowd of all marks, one is drawn.
const CELL: f32 = 5.0;

/// Draws the chart of the article in front, over the whole of the room that is left.
pub(in crate::gui) fn show(ui: &mut egui::Ui, state: &State, seen: Seen, commands: &mut Vec<Command>) {
    crate::gui::panels::tour::stands(ui, Stop::Chart);
    let Some(document) = state.document() else { return };
    let look = Look::of(ui);
    let visible: Vec<&Series> =
        document.series.iter().filter(|series| document.shows(series.speaker)).collect();
    let plot = still(("stance", document.id), &look)
        .show_grid([false, true])
        .show_axes([false, true])
        .y_grid_spacer(steps)
        .y_axis_formatter(|mark, _| whole(mark.value));
    let response = plot.show(ui, |plot| {
        plot.set_plot_bounds(PlotBounds::from_min_max([-0.03, -1.16], [1.03, 1.16]));
    });
    let painter = ui.painter().with_clip_rect(response.response.rect);
    frame(&painter, &response.transform, seen, &look);
    let mut view = Chart { state, document, look, transform: response.transform, fan: None };
    let key = response.response.id.with("fan");
    let marks: Vec<(QuotationId, Pos2)> =
        points(&visible).map(|(_, point)| (point.id, view.centre(point))).collect();
    let pointer = response.response.hover_pos().filter(|_| !response.response.dragged());
    view.fan = Fan::at(Fan::kept(ui.ctx(), key), pointer, &marks);
    Fan::keep(view.fan.as_ref(), ui.ctx(), key);
    brush::show(&painter, &response.response, &view.transform, document.brush, &look, commands);
    view.ghost(&painter, &visible);
    let crowded = visible.iter().map(|series| series.points.len()).sum::<usize>() > CROWD;
    for series in visible.iter().rev() {
        if !crowded || view.is_in_question(series.speaker) {
            view.course(&painter, series);
        }
    }
    view.all_marks(&painter, &visible, crowded);
    view.range(&painter, &visible);
    describe(&response.response, &visible, document);
    react(ui, &response.response, &view, &visible, commands);
}

/// A plot that stands still: it shows all there is, and is neither dragged nor zoomed.
pub(in crate::gui) fn still<'a>(id: impl std::hash::Hash + std::fmt::Debug, look: &Look) -> Plot<'a> {
    Plot::new(id)
        .allow_axis_zoom_drag(false)
        .allow_boxed_zoom(false)
        .allow_double_click_reset(false)
        .allow_drag(false)
        .allow_scroll(false)
        .allow_zoom(false)
        .show_crosshair(false)
        .show_background(false)
        .grid_color(look.line)
        .y_axis_min_width(28.0)
        .label_formatter(|_| None)
}

/// The three lines of the grid: the ends and the middle.
fn steps(_: GridInput) -> Vec<GridMark> {
    [-1.0, 0.0, 1.0].map(|value| GridMark { value, step_size: 1.0 }).to_vec()
}

fn whole(value: f64) -> String {
    match value {
        x if x > 0.5 => words::chart::TOP.into(),
        x if x < -0.5 => words::chart::BOTTOM.into(),
        _ => words::chart::MIDDLE.into(),
    }
}

/// The ends in words, and what part of the text is in view.
fn frame(painter: &egui::Painter, transform: &PlotTransform, seen: Seen, look: &Look) {
    let rect = *transform.frame();
    let x = |position: f64| transform.position_from_point(&PlotPoint::new(position, 0.0)).x;
    if seen.from > 0.0 || seen.to < 1.0 {
        let band = Rect::from_x_y_ranges(x(seen.from)..=x(seen.to), rect.y_range());
        painter.rect_filled(band, 0.0, look.ink.gamma_multiply(0.05));
    }
    let weak = |at: Pos2, align: Align2, words: &str| {
        painter.text(at, align, words, theme::plain(12.0), look.weak);
    };
    weak(rect.left_top() + egui::vec2(4.0, 1.0), Align2::LEFT_TOP, words::scale::CONCILIATORY);
    weak(rect.left_bottom() + egui::vec2(4.0, -1.0), Align2::LEFT_BOTTOM, words::scale::HARDLINE);
    weak(rect.right_bottom() + egui::vec2(-4.0, -1.0), Align2::RIGHT_BOTTOM, words::chart::ALONG);
}

/// What is needed to draw and to find points.
struct Chart<'a> {
    state: &'a State,
    document: &'a Document,
    look: Look,
    transform: PlotTransform,
    /// Marks that have been spread because they lie on each other.
    fan: Option<Fan>,
}

impl Chart<'_> {
    fn at(&self, position: f64, score: f64) -> Pos2 {
        self.transform.position_from_point(&PlotPoint::new(position, score))
    }

    /// Where a mark is drawn: at its point, or where it has been spread to.
    fn place(&self, point: &Point) -> Pos2 {
        self.fan.as_ref().and_then(|fan| fan.place(point.id)).unwrap_or_else(|| self.centre(point))
    }

    /// Where a point is: at its score or, with words left out on trial, at the score without them.
    fn centre(&self, point: &Point) -> Pos2 {
        let scored = self.document.trial_of(point.id).and_then(|trial| trial.scored.as_ref()?.as_ref());
        self.at(point.position, scored.map_or(point.score, |stance| stance.score))
    }

    /// The chart as it was before the settings changed, faint and behind everything.
    fn ghost(&self, painter: &egui::Painter, visible: &[&Series]) {
        let shown: Vec<Place> =
            visible.iter().map(|series| self.document.reading.place(series.speaker)).collect();
        let courses = self.document.ghost.iter().flat_map(|ghost| &ghost.courses);
        for (place, points) in courses.filter(|(place, _)| shown.contains(place)) {
            let colour = self.look.actor(*place).gamma_multiply(0.3);
            let at: Vec<Pos2> = points.iter().map(|point| self.at(point.position, point.score)).collect();
            for pair in at.windows(2).filter(|_| *place != Place::Unattributed) {
                painter.line_segment([pair[0], pair[1]], Stroke::new(1.0, colour));
            }
            for centre in at {
                painter.circle_stroke(centre, 4.0, Stroke::new(1.5, colour));
            }
        }
    }

    /// From where a point was to where it is without the words left out.
    fn moved(&self, painter: &egui::Painter, point: &Point, colour: Color32) {
        let (before, after) = (self.at(point.position, point.score), self.centre(point));
        if before != after {
            painter.circle_stroke(before, 5.0, Stroke::new(1.5, colour.gamma_multiply(0.6)));
            painter.extend(Shape::dashed_line(&[before, after], Stroke::new(1.5, colour), 3.0, 3.0));
        }
    }

    /// Whether the pointer is on an actor, or the inspector on something it said.
    fn is_in_question(&self, actor: Option<SpeakerId>) -> bool {
        let said = |id| self.document.reading.actor(id) == actor;
        self.state.hover == Hover::Actor(actor) || self.state.inspected().is_some_and(said)
    }

    /// Joins an actor's points in text order, and draws their mean. Each piece is a line of its own: joined ones would throw
    /// long spikes where the course turns sharply.
    fn course(&self, painter: &egui::Painter, series: &Series) {
        let place = self.document.reading.place(series.speaker);
        let strength = if self.state.dims(series.speaker) { 0.15 } else { 1.0 };
        let colour = self.look.actor(place).gamma_multiply(strength);
        // Nobody in particular has no course over the text.
        if series.speaker.is_none() || series.points.len() < 2 {
            return;
        }
        if let Some(mean) = series.mean() {
            let ends = [self.at(0.0, mean), self.at(1.0, mean)];
            let stroke = Stroke::new(1.0, colour.gamma_multiply(0.45));
            painter.extend(Shape::dashed_line(&ends, stroke, 1.5, 4.0));
        }
        let stroke = Stroke::new(1.5, colour.gamma_multiply(0.75));
        let points: Vec<Pos2> = series.points.iter().map(|point| self.centre(point)).collect();
        for pair in points.windows(2) {
            match place.dash() {
                None => painter.add(Shape::line_segment([pair[0], pair[1]], stroke)),
                Some((dash, gap)) => painter.add(Shape::Vec(Shape::dashed_line(pair, stroke, dash, gap))),
            };
        }
    }

    /// Draws the marks of all actors: those of the most quoted on top or, where it is crowded, in the place of the others.
    fn all_marks(&self, painter: &egui::Painter, visible: &[&Series], crowded: bool) {
        let mut taken = BTreeSet::new();
        if crowded {
            let (front, back): (Vec<&Series>, Vec<&Series>) =
                visible.iter().partition(|series| self.is_in_question(series.speaker));
            front.iter().chain(&back).for_each(|series| self.marks(painter, series, &mut taken, crowded));
        } else {
            for series in visible.iter().rev() {
                taken.clear();
                self.marks(painter, series, &mut taken, crowded);
            }
        }
    }

    fn marks(
        &self,
        painter: &egui::Painter,
        series: &Series,
        taken: &mut BTreeSet<(i32, i32)>,
        crowded: bool,
    ) {
        let place = self.document.reading.place(series.speaker);
        for point in &series.points {
            let at = self.place(point);
            if !taken.insert(((at.x / CELL) as i32, (at.y / CELL) as i32)) {
                continue;
            }
            let dimmed = self.state.dims_quotation(&self.document.reading, point.id);
            let lit = self.state.inspected() == Some(point.id);
            let colour = self.look.actor(place).gamma_multiply(if dimmed { 0.2 } else { 1.0 });
            let paint = marks::Paint { colour, ground: self.look.panel, filled: point.is_certain() };
            self.moved(painter, point, colour);
            if let Some(fan) = self.fan.as_ref().filter(|fan| fan.place(point.id).is_some()) {
                let stroke = Stroke::new(1.0, self.look.weak);
                painter.line_segment([fan.centre(), at], stroke);
            }
            if lit {
                painter.circle_filled(at, 11.0, colour.gamma_multiply(0.25));
            }
            marks::mark(painter, at, if lit { 6.5 } else { 5.0 }, place.marker(), paint);
            let stance = self.document.reading.analysis.stances.get(&point.id);
            if !crowded && stance.is_some_and(Stance::is_disputed) {
                let above = at + egui::vec2(7.0, -6.0);
                painter.text(
                    above,
                    Align2::LEFT_CENTER,
                    words::scale::DISPUTED,
                    theme::strong(12.0),
                    self.look.alarm,
                );
            }
        }
    }

    /// The range of the stance of the point in the inspector.
    fn range(&self, painter: &egui::Painter, visible: &[&Series]) {
        let Some(id) = self.state.inspected() else { return };
        let Some((series, point)) = points(visible).find(|(_, point)| point.id == id) else { return };
        let colour: Color32 = self.look.actor(self.document.reading.place(series.speaker));
        let scored = self.document.trial_of(id).and_then(|trial| trial.scored.as_ref()?.as_ref());
        let (low, high) = scored.map_or((point.low, point.high), |stance| (stance.low, stance.high));
        let (low, high) = (self.at(point.position, low), self.at(point.position, high));
        let stroke = Stroke::new(2.0, colour.gamma_multiply(0.8));
        painter.line_segment([low, high], stroke);
        for end in [low, high] {
            painter.line_segment([end - egui::vec2(4.0, 0.0), end + egui::vec2(4.0, 0.0)], stroke);
        }
        let paint = marks::Paint { colour, ground: self.look.panel, filled: point.is_certain() };
        let centre = self.place(point);
        marks::mark(painter, centre, 6.5, self.document.reading.place(series.speaker).marker(), paint);
    }

    fn nearest(&self, visible: &[&Series], pointer: Pos2) -> Option<Point> {
        let distance = |point: &Point| self.place(point).distance(pointer);
        let near = points(visible).map(|(_, point)| *point).filter(|point| distance(point) <= REACH);
        near.min_by(|one, other| distance(one).total_cmp(&distance(other)))
    }
}

fn points<'a>(visible: &'a [&Series]) -> impl Iterator<Item = (&'a Series, &'a Point)> {
    visible.iter().flat_map(|series| series.points.iter().map(move |point| (*series, point)))
}

/// A plot is one nameless thing to a screen reader; the actors' list and the quotations say the rest.
fn describe(response: &egui::Response, visible: &[&Series], document: &Document) {
    response.widget_info(|| {
        let mut label = words::chart::ABOUT.to_owned();
        for series in visible {
            if let Some(mean) = series.mean() {
                label += &words::chart::mean(document.reading.name(series.speaker), &signed(mean));
            }
        }
        egui::WidgetInfo::labeled(egui::accesskit::Role::Figure, true, label)
    });
}

fn react(
    ui: &egui::Ui,
    response: &egui::Response,
    view: &Chart<'_>,
    visible: &[&Series],
    commands: &mut Vec<Command>,
) {
    let Some(pointer) = response.hover_pos().filter(|_| !response.dragged()) else { return };
    let Some(point) = view.nearest(visible, pointer) else {
        if response.clicked() && view.document.brush.is_some() {
            commands.push(Command::Brush(None));
        } else if response.clicked() {
            let share = view.transform.value_from_position(pointer).x.clamp(0.0, 1.0);
            let byte = share * view.document.reading.article.text().len() as f64;
            commands.push(Command::Reveal(byte as usize));
        }
        return;
    };
    ui.ctx().set_cursor_icon(egui::CursorIcon::PointingHand);
    commands.push(Command::Hover(Hover::Quotation(point.id)));
    if response.clicked() {
        commands.push(Command::Pin { id: point.id, reveal: true });
    }
    super::preview(ui, response, view.document, point.id);
}
