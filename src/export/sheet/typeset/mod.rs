//! Pages of set type: words in the shipped fonts, and drawings, one below the other. Nothing of a machine has a part in
//! them, so the same words give the same bytes everywhere.

mod faces;

use std::collections::BTreeMap;
use std::ops::Range;

use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::color::rgb;
use krilla::destination::XyzDestination;
use krilla::geom::{PathBuilder, Point, Rect, Size, Transform};
use krilla::metadata::Metadata;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::{Fill, Stroke, StrokeDash};
use krilla::surface::Surface;
use krilla_svg::{SurfaceExt, SvgSettings};
use resvg::usvg::Tree;
use unicode_segmentation::UnicodeSegmentation;

use faces::Faces;

use crate::export::PictureError;
use crate::palette::Rgb;
use crate::quotes::Kind;

/// A4, in points.
const PAGE: [f32; 2] = [595.28, 841.89];
const MARGIN: f32 = 56.0;
/// Where the words of a page end; its number stands below.
const BOTTOM: f32 = PAGE[1] - MARGIN - 14.0;
/// From one line to the next, in sizes of the letters.
const LEADING: f32 = 1.4;

/// A family of letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Letters {
    /// For running text.
    Serif,
    /// For everything else.
    Sans,
    /// For what stands out.
    Strong,
}

/// How words look.
#[derive(Debug, Clone, Copy)]
pub(super) struct Look {
    pub(super) letters: Letters,
    /// In points.
    pub(super) size: f32,
    pub(super) ink: Rgb,
    /// Behind the words.
    pub(super) ground: Option<Rgb>,
    /// The line below a statement: whole, dashed or dotted by its kind.
    pub(super) line: Option<Kind>,
    /// Whether they stand higher, as numbers of notes do.
    pub(super) is_raised: bool,
}

/// Something that can be gone to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    /// An article, by its number.
    Article(usize),
    /// Where a statement of an article stands in its text.
    InText(usize, usize),
    /// What is told of a statement of an article.
    Told(usize, usize),
}

/// Words of one look.
pub(super) struct Run<'a> {
    pub(super) words: &'a str,
    pub(super) look: Look,
    /// Where a click on them leads.
    pub(super) to: Option<Place>,
    /// What begins with them.
    pub(super) here: Option<Place>,
}

/// A letter with its accents, and whether a line may or must end after it.
struct Cluster {
    run: usize,
    within: Range<usize>,
    width: f32,
    is_blank: bool,
    may_end: bool,
    must_end: bool,
}

/// What stands on a page.
enum Item {
    Words { x: f32, baseline: f32, width: f32, words: String, look: Look, to: Option<Place> },
    Drawing { y: f32, tree: Box<Tree>, size: [f32; 2] },
}

/// A document in the making.
pub(super) struct Pages {
    faces: Faces,
    pages: Vec<Vec<Item>>,
    /// How far the last page is filled.
    y: f32,
    places: BTreeMap<Place, (usize, f32)>,
}

impl Pages {
    /// One empty page.
    ///
    /// # Errors
    /// If a shipped font cannot be read.
    pub(super) fn new() -> Result<Self, PictureError> {
        let faces = Faces::shipped().ok_or_else(|| PictureError::Making("a font cannot be read".into()))?;
        Ok(Self { faces, pages: vec![Vec::new()], y: MARGIN, places: BTreeMap::new() })
    }

    /// How wide a page is between its margins, in points.
    pub(super) const fn room() -> f32 {
        PAGE[0] - 2.0 * MARGIN
    }

    /// Goes on on a new page.
    pub(super) fn turn(&mut self) {
        if self.y > MARGIN {
            self.pages.push(Vec::new());
            self.y = MARGIN;
        }
    }

    /// Leaves so much room, and takes care that what comes has `next` left on the page.
    pub(super) fn skip(&mut self, room: f32, next: f32) {
        if self.y + room + next > BOTTOM {
            self.turn();
        } else if self.y > MARGIN {
            self.y += room;
        }
    }

    /// A drawing as wide as the page.
    pub(super) fn drawing(&mut self, tree: Tree) {
        let size = [Self::room(), Self::room() * tree.size().height() / tree.size().width()];
        self.skip(0.0, size[1]);
        let y = self.y;
        self.put(Item::Drawing { y, tree: Box::new(tree), size });
        self.y += size[1];
    }

    /// Words, in lines that are `inset` further from the left margin.
    pub(super) fn paragraph(&mut self, runs: &[Run<'_>], inset: f32) {
        let clusters = self.clusters(runs);
        let room = Self::room() - inset;
        let (mut from, mut end, mut width) = (0, None, 0.0);
        let mut at = 0;
        while at < clusters.len() {
            let cluster = &clusters[at];
            width += cluster.width;
            if width > room && !cluster.is_blank && at > from {
                // At the last place where the line may end, or in the middle of a word that is longer than a line.
                let next = end.unwrap_or(at);
                self.line(runs, &clusters[from..next], inset);
                (from, end, width, at) = (next, None, 0.0, next);
                continue;
            }
            at += 1;
            if cluster.must_end {
                self.line(runs, &clusters[from..at], inset);
                (from, end, width) = (at, None, 0.0);
            } else if cluster.may_end {
                end = Some(at);
            }
        }
        self.line(runs, &clusters[from..], inset);
    }

    fn clusters(&self, runs: &[Run<'_>]) -> Vec<Cluster> {
        let of_run = |(run, one): (usize, &Run<'_>)| {
            let (words, look) = (one.words, one.look);
            words
                .grapheme_indices(true)
                .map(|(at, letter)| {
                    let is_blank = letter.chars().all(char::is_whitespace);
                    Cluster {
                        run,
                        within: at..at + letter.len(),
                        width: self.faces.width(letter, look),
                        is_blank,
                        may_end: (is_blank && letter != "\u{A0}") || matches!(letter, "-" | "–" | "—" | "/"),
                        must_end: letter.contains('\n'),
                    }
                })
                .collect::<Vec<_>>()
        };
        runs.iter().enumerate().flat_map(of_run).collect()
    }

    fn line(&mut self, runs: &[Run<'_>], clusters: &[Cluster], inset: f32) {
        let kept = clusters.iter().rposition(|cluster| !cluster.is_blank).map_or(0, |last| last + 1);
        let size = clusters.iter().map(|cluster| runs[cluster.run].look.size).fold(0.0, f32::max);
        self.skip(0.0, size * LEADING);
        let baseline = self.y + size * (LEADING + 0.7) / 2.0;
        let mut x = MARGIN + inset;
        for part in clusters[..kept].chunk_by(|one, next| one.run == next.run) {
            let run = &runs[part[0].run];
            let (first, last) = (&part[0].within, &part[part.len() - 1].within);
            if let Some(here) = run.here.filter(|_| first.start == 0) {
                self.places.insert(here, (self.pages.len() - 1, self.y));
            }
            let width = part.iter().map(|cluster| cluster.width).sum();
            let words = run.words[first.start..last.end].to_owned();
            self.put(Item::Words { x, baseline, width, words, look: run.look, to: run.to });
            x += width;
        }
        self.y += size * LEADING;
    }

    fn put(&mut self, item: Item) {
        if let Some(page) = self.pages.last_mut() {
            page.push(item);
        }
    }

    /// The document, with `foot` and the page's number below each page, and `contents` to find places by.
    ///
    /// # Errors
    /// If it cannot be written down.
    pub(super) fn finish(
        mut self,
        metadata: Metadata,
        foot: (&str, Look),
        contents: &[(String, Place)],
    ) -> Result<Vec<u8>, PictureError> {
        let all = self.pages.len();
        let making = |error: &dyn std::fmt::Display| PictureError::Making(error.to_string());
        let mut document = krilla::Document::new();
        for (at, page) in std::mem::take(&mut self.pages).into_iter().enumerate() {
            let size = Size::from_wh(PAGE[0], PAGE[1]).ok_or_else(|| making(&"no size"))?;
            let mut leaf = document.start_page_with(PageSettings::new(size));
            let mut surface = leaf.surface();
            let number = format!("{} of {all}", at + 1);
            let width = self.faces.width(&number, foot.1);
            self.words(&mut surface, [MARGIN, PAGE[1] - MARGIN + 10.0], foot.0, foot.1);
            self.words(&mut surface, [PAGE[0] - MARGIN - width, PAGE[1] - MARGIN + 10.0], &number, foot.1);
            let mut links = Vec::new();
            for item in page {
                match item {
                    Item::Drawing { y, tree, size } => {
                        surface.push_transform(&Transform::from_translate(MARGIN, y));
                        let size = Size::from_wh(size[0], size[1]).ok_or_else(|| making(&"no size"))?;
                        surface.draw_svg(&tree, size, SvgSettings::default());
                        surface.pop();
                    }
                    Item::Words { x, baseline, width, words, look, to } => {
                        self.behind(&mut surface, [x, baseline, width], look);
                        self.words(&mut surface, [x, baseline], &words, look);
                        let top = baseline - look.size;
                        links.extend(
                            to.and_then(|to| Some((self.place(to)?, [x, top, width, look.size * 1.3]))),
                        );
                    }
                }
            }
            surface.finish();
            for (to, [x, y, width, height]) in links {
                if let Some(area) = Rect::from_xywh(x, y, width, height) {
                    let link = LinkAnnotation::new(area, Target::Destination(to.into()));
                    leaf.add_annotation(Annotation::new_link(link, None));
                }
            }
            leaf.finish();
        }
        let mut outline = Outline::new();
        let nodes =
            contents.iter().filter_map(|(name, to)| Some(OutlineNode::new(name.clone(), self.place(*to)?)));
        nodes.for_each(|node| outline.push_child(node));
        document.set_outline(outline);
        document.set_metadata(metadata);
        document.finish().map_err(|error| making(&error))
    }

    fn place(&self, place: Place) -> Option<XyzDestination> {
        self.places.get(&place).map(|&(page, y)| XyzDestination::new(page, Point::from_xy(MARGIN, y)))
    }

    fn words(&self, surface: &mut Surface<'_>, [mut x, baseline]: [f32; 2], words: &str, look: Look) {
        surface.set_fill(Some(Fill { paint: colour(look.ink).into(), ..Fill::default() }));
        let baseline = if look.is_raised { baseline - look.size * 0.45 } else { baseline };
        for (face, part, glyphs) in self.faces.glyphs(words, look.letters) {
            let width: f32 = glyphs.iter().map(|glyph| glyph.x_advance * look.size).sum();
            let font = self.faces.0[face].font.clone();
            surface.draw_glyphs(Point::from_xy(x, baseline), &glyphs, font, &words[part], look.size, false);
            x += width;
        }
    }

    /// The ground behind words, and the line below them.
    fn behind(&self, surface: &mut Surface<'_>, [x, baseline, width]: [f32; 3], look: Look) {
        let size = look.size;
        let mut area = PathBuilder::new();
        if let (Some(ground), Some(rect)) =
            (look.ground, Rect::from_xywh(x, baseline - size * 0.95, width, size * 1.3))
        {
            area.push_rect(rect);
            surface.set_fill(Some(Fill { paint: colour(ground).into(), ..Fill::default() }));
            if let Some(area) = area.finish() {
                surface.draw_path(&area);
            }
        }
        let Some(kind) = look.line else { return };
        let array = match kind {
            Kind::Direct => Vec::new(),
            Kind::Mixed => vec![4.0, 2.0],
            Kind::Indirect => vec![1.0, 1.5],
        };
        let dash = (!array.is_empty()).then_some(StrokeDash { array, offset: 0.0 });
        let mut line = PathBuilder::new();
        line.move_to(x, baseline + size * 0.3);
        line.line_to(x + width, baseline + size * 0.3);
        surface.set_fill(None);
        surface.set_stroke(Some(Stroke {
            paint: colour(super::pdf::LINE).into(),
            dash,
            ..Stroke::default()
        }));
        if let Some(line) = line.finish() {
            surface.draw_path(&line);
        }
        surface.set_stroke(None);
    }
}

fn colour(Rgb(red, green, blue): Rgb) -> rgb::Color {
    rgb::Color::new(red, green, blue)
}
