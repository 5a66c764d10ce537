//! Styled words and how they are broken into lines.

use unicode_width::UnicodeWidthStr;

use crate::palette::{Appearance, Rgb};

/// How some words look.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Style {
    pub colour: Option<Rgb>,
    pub bold: bool,
    pub italic: bool,
    pub underline: bool,
}

/// Text in one style.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub text: String,
    pub style: Style,
}

/// Appends `pieces`, broken at white space into lines of `width` columns, and a line break.
pub(super) fn wrap(pieces: &[Piece], width: usize, colours: Option<Appearance>, out: &mut String) {
    let mut column = 0;
    for word in words(pieces) {
        let length: usize = word.parts.iter().map(|part| part.text.width()).sum();
        if column > 0 && column + 1 + length > width {
            out.push('\n');
            column = 0;
        } else if column > 0 {
            paint(" ", word.space, colours, out);
            column += 1;
        }
        for part in &word.parts {
            paint(&part.text, part.style, colours, out);
        }
        column += length;
    }
    out.push('\n');
}

struct Word {
    /// The style of the space before it.
    space: Style,
    parts: Vec<Piece>,
}

/// The words of `pieces`; one word may run over several of them.
fn words(pieces: &[Piece]) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut is_open = false;
    for Piece { text, style } in pieces {
        let mut fresh = true;
        for (index, part) in text.split(breaks).enumerate() {
            is_open &= index == 0;
            if part.is_empty() {
                continue;
            }
            let part = Piece { text: super::super::visible(part).replace('\u{A0}', " "), style: *style };
            match words.last_mut() {
                Some(word) if is_open => word.parts.push(part),
                _ => {
                    let space = if fresh { Style::default() } else { *style };
                    words.push(Word { space, parts: vec![part] });
                }
            }
            (is_open, fresh) = (true, false);
        }
    }
    words
}

/// Whether a line may be broken here.
fn breaks(c: char) -> bool {
    c.is_whitespace() && c != '\u{A0}'
}

/// Appends `text` in `style`, if there are colours.
pub(super) fn paint(text: &str, style: Style, colours: Option<Appearance>, out: &mut String) {
    if colours.is_none() || style == Style::default() {
        return out.push_str(text);
    }
    let mut codes = Vec::new();
    for (is_on, code) in [(style.bold, "1"), (style.italic, "3"), (style.underline, "4")] {
        if is_on {
            codes.push(code.to_owned());
        }
    }
    if let Some(colour) = style.colour {
        codes.push(format!("38;5;{}", cube(colour)));
    }
    out.push_str(&format!("\x1b[{}m{text}\x1b[0m", codes.join(";")));
}

/// The nearest colour of the 6 × 6 × 6 cube that nearly all terminals have.
fn cube(Rgb(red, green, blue): Rgb) -> u8 {
    const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];
    let nearest =
        |channel: u8| (0..6u8).min_by_key(|&step| STEPS[usize::from(step)].abs_diff(channel)).unwrap_or(0);
    16 + 36 * nearest(red) + 6 * nearest(green) + nearest(blue)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(text: &str) -> Piece {
        Piece { text: text.to_owned(), style: Style::default() }
    }

    #[test]
    fn lines_break_at_spaces_and_words_run_over_pieces() {
        let mut out = String::new();
        wrap(&[piece("one tw"), piece("o  three\n"), piece(" four")], 9, None, &mut out);
        assert_eq!(out, "one two\nthree\nfour\n");
    }

    #[test]
    fn wide_characters_take_two_columns() {
        let mut out = String::new();
        wrap(&[piece("日本 日本")], 8, None, &mut out);
        assert_eq!(out, "日本\n日本\n");
    }

    #[test]
    fn colours_are_those_of_the_cube() {
        assert_eq!(cube(Rgb(0, 0, 0)), 16);
        assert_eq!(cube(Rgb(255, 255, 255)), 231);
        assert_eq!(cube(Rgb(250, 10, 90)), 197);
    }
}
