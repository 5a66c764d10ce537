//! The chart as SVG.

use super::super::xml::Xml;
use super::{Drawn, Mark, Picture};
use crate::palette::{self, Appearance, HUES, Marker, Place, Rgb};
use crate::quotes::Kind;

/// What stands beside the drawing of an axis of stance.
const DEGREES: [(f64, &str); 5] = [
    (1.0, "conciliatory"),
    (0.5, "leaning conciliatory"),
    (0.0, "neutral"),
    (-0.5, "leaning hardline"),
    (-1.0, "hardline"),
];
const LEFT: f64 = 152.0;
const RIGHT: f64 = 24.0;
const TOP: f64 = 64.0;
/// From the plot to the legend: ticks and the name of the axis.
const BELOW: f64 = 58.0;
const ROW: f64 = 22.0;
const SIZE: f64 = 13.0;
/// The width of a letter as a share of its size, on average.
const LETTER: f64 = 0.56;
/// Half a mark.
const RADIUS: f64 = 4.5;

/// The picture as SVG, so many units wide and (with room for the legend, at least) high.
pub fn svg(picture: &Picture, appearance: Appearance, [width, height]: [u32; 2]) -> String {
    let width = f64::from(width.max(480));
    let legend = Legend::of(picture, width);
    let plot = f64::from(height.max(320)) - TOP - BELOW - 44.0 - legend.rows as f64 * ROW;
    let area = Area { left: LEFT, right: width - RIGHT, top: TOP, bottom: TOP + plot.max(160.0) };
    let height = area.bottom + BELOW + legend.rows as f64 * ROW + 44.0;
    let mut page = Page { xml: Xml::new(), appearance };
    let (w, h) = (number(width), number(height));
    page.xml.open(
        "svg",
        &[
            ("xmlns", "http://www.w3.org/2000/svg"),
            ("width", &w),
            ("height", &h),
            ("viewBox", &format!("0 0 {w} {h}")),
            ("font-family", "Inter, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif"),
            ("font-size", &number(SIZE)),
        ],
    );
    page.xml.leaf("title", &[], &picture.title).line();
    page.rect(0.0, 0.0, width, height, &hex(palette::page(appearance)));
    let room = ((width - 48.0) / (18.0 * LETTER)) as usize;
    page.text(
        24.0,
        38.0,
        &shortened(&picture.title, room),
        &[
            ("font-size", "18"),
            ("font-family", "'Inter Semi Bold', Inter, 'Segoe UI', sans-serif"),
            ("font-weight", "600"),
        ],
    );
    page.axes(&area, picture);
    for actor in picture.actors.iter().rev() {
        page.actor(&area, actor);
    }
    page.legend(&legend, &area, picture);
    let room = ((width - 48.0) / (11.0 * LETTER)) as usize;
    page.faint(24.0, height - 16.0, &shortened(&picture.source, room), "start");
    page.xml.finish()
}

/// Where the points are drawn.
struct Area {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
}

impl Area {
    fn x(&self, share: f64) -> f64 {
        // Marks at the ends are not to be cut.
        let (left, right) = (self.left + 10.0, self.right - 10.0);
        left + share.clamp(0.0, 1.0) * (right - left)
    }

    fn y(&self, score: f64) -> f64 {
        let (top, bottom) = (self.top + 10.0, self.bottom - 10.0);
        bottom - (score.clamp(-1.0, 1.0) + 1.0) / 2.0 * (bottom - top)
    }
}

/// Where each actor's name stands.
struct Legend {
    rows: usize,
    /// Row and left end.
    places: Vec<(usize, f64)>,
}

impl Legend {
    fn of(picture: &Picture, width: f64) -> Self {
        let (mut row, mut left, mut places) = (0, 24.0, Vec::new());
        for actor in &picture.actors {
            let long = 34.0 + words(actor).chars().count() as f64 * SIZE * LETTER;
            if left > 24.0 && left + long > width - 24.0 {
                (row, left) = (row + 1, 24.0);
            }
            places.push((row, left));
            left += long;
        }
        let more = usize::from(picture.left_out > 0);
        Self { rows: if picture.actors.is_empty() { 0 } else { row + 1 } + more, places }
    }
}

/// What the legend says of an actor.
fn words(actor: &Drawn) -> String {
    let mean = actor.mean.map_or("no stance".into(), signed);
    format!(
        "{} ({} of {}, {mean})",
        shortened(&actor.name, 40),
        actor.marks.len(),
        actor.marks.len() + actor.without_stance
    )
}

struct Page {
    xml: Xml,
    appearance: Appearance,
}

impl Page {
    fn ink(&self) -> String {
        hex(palette::ink(self.appearance))
    }

    /// A colour between page and ink.
    fn grey(&self, share: f64) -> String {
        hex(palette::mix(palette::page(self.appearance), palette::ink(self.appearance), share))
    }

    fn rect(&mut self, x: f64, y: f64, width: f64, height: f64, fill: &str) {
        let [x, y, width, height] = [x, y, width, height].map(number);
        self.xml
            .empty("rect", &[("x", &x), ("y", &y), ("width", &width), ("height", &height), ("fill", fill)])
            .line();
    }

    fn line(&mut self, from: [f64; 2], to: [f64; 2], stroke: &str, more: &[(&str, &str)]) {
        let [x1, y1, x2, y2] = [from[0], from[1], to[0], to[1]].map(number);
        let mut attributes =
            vec![("x1", x1.as_str()), ("y1", &y1), ("x2", &x2), ("y2", &y2), ("stroke", stroke)];
        attributes.extend(more);
        self.xml.empty("line", &attributes).line();
    }

    fn text(&mut self, x: f64, y: f64, words: &str, more: &[(&str, &str)]) {
        let (ink, x, y) = (self.ink(), number(x), number(y));
        let mut attributes = vec![("x", x.as_str()), ("y", &y)];
        if !more.iter().any(|(key, _)| *key == "fill") {
            attributes.push(("fill", &ink));
        }
        attributes.extend(more);
        self.xml.leaf("text", &attributes, words).line();
    }

    fn faint(&mut self, x: f64, y: f64, words: &str, anchor: &str) {
        let grey = self.grey(0.72);
        self.text(x, y, words, &[("font-size", "11"), ("fill", &grey), ("text-anchor", anchor)]);
    }

    fn axes(&mut self, area: &Area, picture: &Picture) {
        let (faint, strong) = (self.grey(0.14), self.grey(0.45));
        for (score, name) in DEGREES {
            let y = area.y(score);
            let colour = if score == 0.0 { &strong } else { &faint };
            self.line([area.left, y], [area.right, y], colour, &[]);
            self.text(area.left - 10.0, y + 4.5, name, &[("text-anchor", "end")]);
        }
        for (x, words) in &picture.ticks {
            let x = area.x(*x);
            self.line([x, area.bottom], [x, area.bottom + 5.0], &strong, &[]);
            self.faint(x, area.bottom + 20.0, words, "middle");
        }
        self.line([area.left, area.bottom], [area.right, area.bottom], &strong, &[]);
        self.faint((area.left + area.right) / 2.0, area.bottom + 38.0, picture.across, "middle");
    }

    fn actor(&mut self, area: &Area, actor: &Drawn) {
        let colour = hex(actor.place.colour(self.appearance));
        for line in &actor.lines {
            let upper = line.iter().map(|[x, _, _, high]| [area.x(*x), area.y(*high)]);
            let lower = line.iter().rev().map(|[x, _, low, _]| [area.x(*x), area.y(*low)]);
            let band = path(upper.chain(lower));
            // Bands of many colours on each other say nothing any more.
            if matches!(actor.place, Place::Rank(rank) if rank < HUES) {
                let shade = [("d", &*format!("{band}Z")), ("fill", &colour), ("fill-opacity", "0.12")];
                self.xml.empty("path", &shade).line();
            }
            let line = path(line.iter().map(|[x, mean, _, _]| [area.x(*x), area.y(*mean)]));
            self.stroke(&line, &colour, "2", actor.place);
        }
        if !actor.is_dated && actor.marks.len() > 1 {
            let d = path(actor.marks.iter().map(|mark| [area.x(mark.x), area.y(mark.score)]));
            self.stroke(&d, &colour, "1", actor.place);
        }
        for mark in &actor.marks {
            let x = area.x(mark.x);
            let bar =
                [("stroke-width", "1"), ("stroke-opacity", if actor.is_dated { "0.2" } else { "0.45" })];
            self.line([x, area.y(mark.low)], [x, area.y(mark.high)], &colour, &bar);
        }
        for mark in &actor.marks {
            self.mark([area.x(mark.x), area.y(mark.score)], actor.place, Some(mark));
        }
    }

    fn stroke(&mut self, d: &str, colour: &str, width: &str, place: Place) {
        let dash = place.dash().map(|(on, off)| format!("{on} {off}"));
        let mut attributes = vec![("d", d), ("fill", "none"), ("stroke", colour), ("stroke-width", width)];
        attributes.extend(dash.as_deref().map(|dash| ("stroke-dasharray", dash)));
        self.xml.empty("path", &attributes).line();
    }

    /// A mark: hollow if the speaker is not sure, with a dashed edge if the words are the journalist's.
    fn mark(&mut self, [x, y]: [f64; 2], place: Place, mark: Option<&Mark>) {
        let colour = hex(place.colour(self.appearance));
        let page = hex(palette::page(self.appearance));
        let is_hollow = mark.is_some_and(|mark| !mark.is_certain);
        let fill = if is_hollow { page.as_str() } else { colour.as_str() };
        let stroke = if is_hollow { colour.as_str() } else { page.as_str() };
        let mut attributes = vec![("fill", fill), ("stroke", stroke), ("stroke-width", "1.2")];
        if mark.is_some_and(|mark| mark.kind == Kind::Indirect) {
            attributes.push(("fill-opacity", if is_hollow { "1" } else { "0.55" }));
        }
        let r = RADIUS;
        let corners: &[[f64; 2]] = match place.marker() {
            Marker::Circle => {
                let [x, y, r] = [x, y, r].map(number);
                attributes.extend([("cx", x.as_str()), ("cy", &y), ("r", &r)]);
                self.xml.empty("circle", &attributes).line();
                return;
            }
            Marker::Square => &[[-0.9, -0.9], [0.9, -0.9], [0.9, 0.9], [-0.9, 0.9]],
            Marker::Diamond => &[[0.0, -1.25], [1.25, 0.0], [0.0, 1.25], [-1.25, 0.0]],
            Marker::Up => &[[0.0, -1.2], [1.1, 0.9], [-1.1, 0.9]],
            Marker::Down => &[[0.0, 1.2], [1.1, -0.9], [-1.1, -0.9]],
            Marker::Left => &[[-1.2, 0.0], [0.9, -1.1], [0.9, 1.1]],
            Marker::Right => &[[1.2, 0.0], [-0.9, -1.1], [-0.9, 1.1]],
            Marker::Hexagon => {
                &[[-1.1, 0.0], [-0.55, -0.95], [0.55, -0.95], [1.1, 0.0], [0.55, 0.95], [-0.55, 0.95]]
            }
            Marker::Cross => {
                for sign in [-1.0, 1.0] {
                    let width = [("stroke-width", "2")];
                    self.line([x - r, y - sign * r], [x + r, y + sign * r], &colour, &width);
                }
                return;
            }
        };
        let d = format!("{}Z", path(corners.iter().map(|[dx, dy]| [x + dx * r, y + dy * r])));
        attributes.push(("d", &d));
        self.xml.empty("path", &attributes).line();
    }

    fn legend(&mut self, legend: &Legend, area: &Area, picture: &Picture) {
        let top = area.bottom + BELOW + 6.0;
        for (actor, &(row, left)) in picture.actors.iter().zip(&legend.places) {
            let y = top + row as f64 * ROW;
            self.mark([left + 6.0, y], actor.place, None);
            self.text(left + 18.0, y + 4.5, &words(actor), &[]);
        }
        if picture.left_out > 0 {
            let told = format!("and {} more, with fewer statements", picture.left_out);
            self.faint(24.0, top + (legend.rows - 1) as f64 * ROW + 4.5, &told, "start");
        }
    }
}

fn path(points: impl Iterator<Item = [f64; 2]>) -> String {
    let mut d = String::new();
    for (index, [x, y]) in points.enumerate() {
        d.push(if index == 0 { 'M' } else { 'L' });
        d.push_str(&format!("{} {}", number(x), number(y)));
    }
    d
}

/// A coordinate: hundredths are finer than anybody sees.
fn number(value: f64) -> String {
    ((value * 100.0).round() / 100.0 + 0.0).to_string()
}

fn signed(score: f64) -> String {
    let score = (score * 100.0).round() / 100.0 + 0.0;
    format!("{score:+.2}").replace('-', "\u{2212}")
}

fn hex(Rgb(r, g, b): Rgb) -> String {
    format!("#{r:02X}{g:02X}{b:02X}")
}

/// The first so many characters of a name or title, with "…" if there are more.
fn shortened(words: &str, most: usize) -> String {
    if words.chars().count() <= most {
        words.to_owned()
    } else {
        words.chars().take(most.saturating_sub(1)).chain(['…']).collect()
    }
}
