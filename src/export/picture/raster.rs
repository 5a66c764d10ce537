//! A drawing as pixels, or as a page to print. Letters are those of the shipped fonts, on every machine the same.

use std::sync::{Arc, OnceLock};

use krilla_svg::{SurfaceExt, SvgSettings};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb};

use crate::palette::fonts;

/// The most pixels of a picture.
const MOST: f32 = 200e6;

/// Why a drawing could not be turned into something else.
#[derive(Debug, thiserror::Error)]
pub enum PictureError {
    /// It is no drawing that can be read.
    #[error("the drawing cannot be read ({0})")]
    Drawing(String),
    /// The picture would be too large.
    #[error("a picture of {0} by {1} pixels is too large; choose a smaller scale")]
    Size(u64, u64),
    /// It could not be written down.
    #[error("the picture cannot be made ({0})")]
    Making(String),
}

/// The drawing as PNG, `scale` pixels for each of its units.
///
/// # Errors
/// If the picture would be too large, or the drawing is none.
pub fn png(svg: &str, scale: f32) -> Result<Vec<u8>, PictureError> {
    let tree = drawing(svg)?;
    let (width, height) = (tree.size().width() * scale, tree.size().height() * scale);
    let too_large = || PictureError::Size(width.ceil() as u64, height.ceil() as u64);
    if !(width >= 1.0 && height >= 1.0 && width * height <= MOST) {
        return Err(too_large());
    }
    let mut pixels = Pixmap::new(width.ceil() as u32, height.ceil() as u32).ok_or_else(too_large)?;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixels.as_mut());
    pixels.encode_png().map_err(|error| PictureError::Making(error.to_string()))
}

/// The drawing as a PDF of one page, its words as words.
///
/// # Errors
/// If the drawing is none.
pub fn pdf(svg: &str) -> Result<Vec<u8>, PictureError> {
    let tree = drawing(svg)?;
    let making = |error: &dyn std::fmt::Display| PictureError::Making(error.to_string());
    let size = krilla::geom::Size::from_wh(tree.size().width(), tree.size().height());
    let size = size.ok_or_else(|| making(&"it has no size"))?;
    let mut document = krilla::Document::new();
    let mut page = document.start_page_with(krilla::page::PageSettings::new(size));
    let mut surface = page.surface();
    surface.draw_svg(&tree, size, SvgSettings::default());
    surface.finish();
    page.finish();
    document.finish().map_err(|error| making(&error))
}

/// The drawing, read, to be put on a page; its letters are those of the shipped fonts.
///
/// # Errors
/// If the drawing is none.
pub(in crate::export) fn drawing(svg: &str) -> Result<Tree, PictureError> {
    static FONTS: OnceLock<Arc<fontdb::Database>> = OnceLock::new();
    let fonts = FONTS.get_or_init(|| {
        let mut fonts = fontdb::Database::new();
        [fonts::INTER, fonts::INTER_SEMIBOLD].iter().for_each(|font| fonts.load_font_data(font.to_vec()));
        fonts.set_sans_serif_family("Inter");
        Arc::new(fonts)
    });
    let options = Options { fontdb: Arc::clone(fonts), font_family: "Inter".into(), ..Options::default() };
    Tree::from_str(svg, &options).map_err(|error| PictureError::Drawing(error.to_string()))
}
