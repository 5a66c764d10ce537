//! The shipped fonts, and which glyphs words are set in.

use std::ops::Range;

use krilla::text::{Font, GlyphId, KrillaGlyph};

use super::{Letters, Look};
use crate::palette::fonts;

/// The letters of a family, and how wide they are.
pub(super) struct Face {
    pub(super) font: Font,
    face: ttf_parser::Face<'static>,
}

impl Face {
    fn new(bytes: &'static [u8]) -> Option<Self> {
        Some(Self { font: Font::new(bytes.into(), 0)?, face: ttf_parser::Face::parse(bytes, 0).ok()? })
    }
}

/// The shipped families, in the order of [`Letters`].
pub(super) struct Faces(pub(super) [Face; 3]);

impl Faces {
    pub(super) fn shipped() -> Option<Self> {
        let face = Face::new;
        Some(Self([face(fonts::SERIF)?, face(fonts::INTER)?, face(fonts::INTER_SEMIBOLD)?]))
    }

    /// The face and glyph of a letter: of the family asked for, else of one that has it, else the box for what is missing; and how wide it
    /// is at size 1.
    fn glyph(&self, letters: Letters, letter: char) -> (usize, u16, f32) {
        let asked = letters as usize;
        let order = [asked, Letters::Sans as usize, Letters::Serif as usize];
        let letter = if letter.is_whitespace() { ' ' } else { letter };
        let has = |&at: &usize| Some((at, self.0[at].face.glyph_index(letter)?));
        let (at, glyph) = order.iter().find_map(has).map_or((asked, 0), |(at, glyph)| (at, glyph.0));
        let face = &self.0[at].face;
        let width = f32::from(face.glyph_hor_advance(ttf_parser::GlyphId(glyph)).unwrap_or(0));
        (at, glyph, width / f32::from(face.units_per_em()))
    }

    pub(super) fn width(&self, words: &str, look: Look) -> f32 {
        let letters = words.chars().filter(|&letter| !is_unseen(letter));
        letters.map(|letter| self.glyph(look.letters, letter).2 * look.size).sum()
    }

    /// Runs of glyphs of one face each, with the part of the words that they stand for.
    pub(super) fn glyphs(
        &self,
        words: &str,
        letters: Letters,
    ) -> Vec<(usize, Range<usize>, Vec<KrillaGlyph>)> {
        let mut out: Vec<(usize, Range<usize>, Vec<KrillaGlyph>)> = Vec::new();
        for (at, letter) in words.char_indices() {
            let end = at + letter.len_utf8();
            if is_unseen(letter) {
                // It belongs to the letter before, so that copied words are whole.
                if let Some((_, range, glyphs)) = out.last_mut()
                    && let Some(glyph) = glyphs.last_mut()
                {
                    range.end = end;
                    glyph.text_range.end = end - range.start;
                }
                continue;
            }
            let (face, glyph, width) = self.glyph(letters, letter);
            if out.last().is_none_or(|(last, ..)| *last != face) {
                out.push((face, at..at, Vec::new()));
            }
            if let Some((_, range, glyphs)) = out.last_mut() {
                range.end = end;
                let part = at - range.start..end - range.start;
                let glyph = GlyphId::new(u32::from(glyph));
                glyphs.push(KrillaGlyph::new(glyph, width, 0.0, 0.0, 0.0, part, None));
            }
        }
        out
    }
}

/// Whether a character has no shape of its own: joiners, marks of direction, controls.
fn is_unseen(letter: char) -> bool {
    matches!(letter, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}')
        || (letter.is_control() && !letter.is_whitespace())
}
