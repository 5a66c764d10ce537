//! What actors and stances look like: colours as plain numbers, marker shapes and line patterns.
//!
//! The seven hues are Paul Tol's "muted" scheme, moved so far that each keeps a contrast of 3 to 1 to the page, with amber
//! in the place of his yellow. They stay apart for the colour-blind, but nothing is told by colour alone: shapes, dashes and
//! labels say the same.

/// The letters that the program brings with it, as OpenType files.
pub mod fonts {
    /// Inter, for everything but running text.
    pub static INTER: &[u8] = include_bytes!("../assets/fonts/Inter-Regular.otf");
    /// Inter, for what stands out.
    pub static INTER_SEMIBOLD: &[u8] = include_bytes!("../assets/fonts/Inter-SemiBold.otf");
    /// Source Serif, for running text.
    pub static SERIF: &[u8] = include_bytes!("../assets/fonts/SourceSerifPro-Regular.ttf");
}

/// A colour in sRGB.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rgb(pub u8, pub u8, pub u8);

/// Whether the page is light or dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Appearance {
    /// Dark text on a light page.
    Light,
    /// Light text on a dark page.
    Dark,
}

/// The shape of an actor's marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Marker {
    /// A disc.
    Circle,
    /// A square that stands on its side.
    Square,
    /// A square that stands on its corner.
    Diamond,
    /// A triangle pointing up.
    Up,
    /// A triangle pointing down.
    Down,
    /// A hexagon.
    Hexagon,
    /// A triangle pointing left.
    Left,
    /// A triangle pointing right.
    Right,
    /// A cross.
    Cross,
}

/// An actor's place among the looks there are: its rank by number of quotations, or nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// A speaker; 0 is the most quoted.
    Rank(usize),
    /// Statements that could not be attributed.
    Unattributed,
}

/// The number of actors that have a hue of their own.
pub const HUES: usize = 7;

const LIGHT: [Rgb; HUES] = [
    Rgb(0x3B, 0x3A, 0x9E),
    Rgb(0xB9, 0x83, 0x00),
    Rgb(0x35, 0xA0, 0x8C),
    Rgb(0xCB, 0x5C, 0x70),
    Rgb(0x23, 0x80, 0xC0),
    Rgb(0x7F, 0x1D, 0x52),
    Rgb(0x0F, 0x6B, 0x33),
];
const DARK: [Rgb; HUES] = [
    Rgb(0x86, 0x95, 0xF7),
    Rgb(0xE8, 0xCF, 0x55),
    Rgb(0x7E, 0xE8, 0xDA),
    Rgb(0xF7, 0xA8, 0xA8),
    Rgb(0x5D, 0xBB, 0xF7),
    Rgb(0xDA, 0x6A, 0x98),
    Rgb(0x55, 0xB2, 0x5C),
];
const MARKERS: [Marker; 8] = [
    Marker::Circle,
    Marker::Diamond,
    Marker::Square,
    Marker::Up,
    Marker::Down,
    Marker::Hexagon,
    Marker::Left,
    Marker::Right,
];

impl Place {
    /// The colour at full strength, for lines, marks and underlines.
    pub fn colour(self, appearance: Appearance) -> Rgb {
        match (self, appearance) {
            (Self::Rank(rank), Appearance::Light) => {
                LIGHT.get(rank).copied().unwrap_or(Rgb(0x5B, 0x64, 0x72))
            }
            (Self::Rank(rank), Appearance::Dark) => DARK.get(rank).copied().unwrap_or(Rgb(0xB4, 0xBB, 0xC6)),
            (Self::Unattributed, Appearance::Light) => Rgb(0x7C, 0x82, 0x8B),
            (Self::Unattributed, Appearance::Dark) => Rgb(0x8F, 0x96, 0xA1),
        }
    }

    /// The faint colour behind the words of a quotation.
    pub fn tint(self, appearance: Appearance) -> Rgb {
        match appearance {
            Appearance::Light => mix(page(appearance), self.colour(appearance), 0.10),
            Appearance::Dark => mix(page(appearance), self.colour(appearance), 0.13),
        }
    }

    /// The shape of the marks.
    pub fn marker(self) -> Marker {
        match self {
            Self::Rank(rank) => MARKERS[rank % MARKERS.len()],
            Self::Unattributed => Marker::Cross,
        }
    }

    /// The lengths of dash and gap of the line in the chart; `None` for an unbroken line, which only the actors with a hue
    /// of their own have.
    pub fn dash(self) -> Option<(f32, f32)> {
        const PATTERNS: [(f32, f32); 4] = [(6.0, 3.0), (2.0, 3.0), (10.0, 4.0), (4.0, 6.0)];
        match self {
            Self::Rank(rank) if rank < HUES => None,
            Self::Rank(rank) => Some(PATTERNS[(rank - HUES) % PATTERNS.len()]),
            Self::Unattributed => Some((1.0, 3.0)),
        }
    }
}

/// The colour of the page that the text stands on.
pub fn page(appearance: Appearance) -> Rgb {
    match appearance {
        Appearance::Light => Rgb(0xFF, 0xFF, 0xFF),
        Appearance::Dark => Rgb(0x1B, 0x1D, 0x21),
    }
}

/// The colour of the words on the page.
pub fn ink(appearance: Appearance) -> Rgb {
    match appearance {
        Appearance::Light => Rgb(0x1D, 0x21, 0x28),
        Appearance::Dark => Rgb(0xE6, 0xE8, 0xEB),
    }
}

/// The colour of a stance from -1 (hardline) to 1 (conciliatory): a diverging scale, warm to blue, never red to green, with a
/// neutral middle; after Tol's `BuRd` at the ends.
pub fn stance(score: f64, appearance: Appearance) -> Rgb {
    let (hardline, middle, conciliatory) = match appearance {
        Appearance::Light => (Rgb(0xA6, 0x3A, 0x1E), Rgb(0x8A, 0x8F, 0x98), Rgb(0x1F, 0x62, 0xA6)),
        Appearance::Dark => (Rgb(0xF2, 0x8E, 0x6A), Rgb(0x9A, 0xA1, 0xAC), Rgb(0x74, 0xB6, 0xF2)),
    };
    let score = score.clamp(-1.0, 1.0);
    let end = if score < 0.0 { hardline } else { conciliatory };
    mix(middle, end, score.abs())
}

/// The contrast of the Web Content Accessibility Guidelines, from 1 to 21.
pub fn contrast(one: Rgb, other: Rgb) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// The least contrast of words to their ground: level AAA of the guidelines.
pub const LEGIBLE: f64 = 7.0;

/// `colour` so far toward black (on a light ground) or white (on a dark one) that words in it are legible on `ground`.
pub fn legible(colour: Rgb, ground: Rgb) -> Rgb {
    let end = if luminance(ground) > 0.18 { Rgb(0, 0, 0) } else { Rgb(255, 255, 255) };
    let steps = (0..=20).map(|step| mix(colour, end, f64::from(step) / 20.0));
    steps.into_iter().find(|&mixed| contrast(mixed, ground) >= LEGIBLE).unwrap_or(end)
}

fn linear(channel: u8) -> f64 {
    let channel = f64::from(channel) / 255.0;
    if channel <= 0.04045 { channel / 12.92 } else { ((channel + 0.055) / 1.055).powf(2.4) }
}

fn luminance(Rgb(r, g, b): Rgb) -> f64 {
    0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
}

/// The colour at `share` of the way from one colour to another.
pub fn mix(from: Rgb, to: Rgb, share: f64) -> Rgb {
    let channel =
        |from: u8, to: u8| (f64::from(from) + (f64::from(to) - f64::from(from)) * share).round() as u8;
    Rgb(channel(from.0, to.0), channel(from.1, to.1), channel(from.2, to.2))
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOTH: [Appearance; 2] = [Appearance::Light, Appearance::Dark];

    fn places() -> impl Iterator<Item = Place> {
        (0..=HUES).map(Place::Rank).chain([Place::Unattributed])
    }

    #[test]
    fn lines_and_marks_stand_out_from_the_page() {
        for appearance in BOTH {
            for place in places() {
                let contrast = contrast(place.colour(appearance), page(appearance));
                assert!(contrast >= 3.0, "{place:?} {appearance:?}: {contrast:.2}");
            }
            for step in -3..=3 {
                let contrast = contrast(stance(f64::from(step) / 3.0, appearance), page(appearance));
                assert!(contrast >= 3.0, "stance {step}/3 {appearance:?}: {contrast:.2}");
            }
        }
    }

    #[test]
    fn words_stay_readable_on_every_tint() {
        for appearance in BOTH {
            for place in places() {
                let contrast = contrast(ink(appearance), place.tint(appearance));
                assert!(contrast >= 7.0, "{place:?} {appearance:?}: {contrast:.2}");
            }
        }
    }

    /// The distance in CIE L*a*b*, rough but enough to notice two hues growing alike.
    fn distance(one: Rgb, other: Rgb) -> f64 {
        let lab = |Rgb(r, g, b): Rgb| {
            let (r, g, b) = (linear(r), linear(g), linear(b));
            let f = |t: f64| if t > 0.008856 { t.cbrt() } else { 7.787 * t + 16.0 / 116.0 };
            let x = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505);
            let y = f(0.2126 * r + 0.7152 * g + 0.0722 * b);
            let z = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.0888);
            [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
        };
        let (one, other) = (lab(one), lab(other));
        one.iter().zip(other).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt()
    }

    /// What a colour looks like without working red (protan), green (deutan) or blue (tritan) cones, after Machado and
    /// others, 2009.
    fn simulate(Rgb(r, g, b): Rgb, matrix: [[f64; 3]; 3]) -> Rgb {
        let channels = [linear(r), linear(g), linear(b)];
        let encode = |row: [f64; 3]| {
            let light = row.iter().zip(channels).map(|(a, b)| a * b).sum::<f64>().clamp(0.0, 1.0);
            let channel =
                if light <= 0.0031308 { 12.92 * light } else { 1.055 * light.powf(1.0 / 2.4) - 0.055 };
            (channel * 255.0).round() as u8
        };
        Rgb(encode(matrix[0]), encode(matrix[1]), encode(matrix[2]))
    }

    #[test]
    fn hues_stay_apart_for_the_colour_blind() {
        let same = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]];
        let protan = [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ];
        let deutan = [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ];
        let tritan = [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ];
        for (hues, (matrix, least)) in [LIGHT, DARK]
            .iter()
            .flat_map(|hues| [(same, 20.0), (protan, 12.0), (deutan, 12.0), (tritan, 9.0)].map(|m| (hues, m)))
        {
            for (index, one) in hues.iter().enumerate() {
                for other in &hues[..index] {
                    let distance = distance(simulate(*one, matrix), simulate(*other, matrix));
                    assert!(distance >= least, "{one:?} {other:?}: {distance:.1}");
                }
            }
        }
    }

    #[test]
    fn words_in_a_colour_are_made_legible_and_no_darker_than_needed() {
        let page = page(Appearance::Light);
        let amber = Place::Rank(1).colour(Appearance::Light);
        let words = legible(amber, page);
        assert!(contrast(amber, page) < LEGIBLE && (LEGIBLE..9.0).contains(&contrast(words, page)));
        assert_eq!(legible(ink(Appearance::Light), page), ink(Appearance::Light));
    }

    #[test]
    fn actors_without_a_hue_of_their_own_differ_by_shape_and_dash() {
        let (one, other) = (Place::Rank(HUES), Place::Rank(HUES + 1));
        assert_eq!(one.colour(Appearance::Light), other.colour(Appearance::Light));
        assert_ne!(one.marker(), other.marker());
        assert_ne!(one.dash(), other.dash());
        assert_eq!(Place::Rank(0).dash(), None);
    }
}
