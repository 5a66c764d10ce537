//! From characters to glyphs and back. egui counts one glyph for each character, but a script such as Arabic draws some of them
//! as one, and then everything after them in the paragraph would be taken for its neighbour.

use eframe::egui::Galley;

/// How characters and glyphs of a galley hang together.
pub(super) enum Glyphs {
    /// One to one.
    Plain,
    /// Word by word.
    Joined(Vec<Word>),
}

impl Glyphs {
    /// Those of a galley.
    pub(super) fn of(galley: &Galley) -> Self {
        if is_plain(galley) { Self::Plain } else { Self::Joined(words(galley)) }
    }

    /// The glyph that a character begins at.
    pub(super) fn of_char(&self, char: usize) -> usize {
        match self {
            Self::Plain => char,
            Self::Joined(words) => across(words, char, Side::Char),
        }
    }

    /// The character that a glyph shows.
    pub(super) fn char_of(&self, glyph: usize) -> usize {
        match self {
            Self::Plain => glyph,
            Self::Joined(words) => across(words, glyph, Side::Glyph),
        }
    }
}

fn glyph_count(galley: &Galley) -> usize {
    galley.rows.iter().map(|row| row.char_count_including_newline().0).sum()
}

/// Whether glyphs and characters are one to one.
fn is_plain(galley: &Galley) -> bool {
    let text = galley.text();
    glyph_count(galley) == text.chars().count()
}

/// Which of the two is counted.
#[derive(Clone, Copy)]
enum Side {
    Char,
    Glyph,
}

/// A run of white space, or of none: its lengths in characters and in glyphs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Word {
    chars: usize,
    glyphs: usize,
}

fn words(galley: &Galley) -> Vec<Word> {
    let drawn = galley.rows.iter().flat_map(|row| {
        let end = row.ends_with_newline.then_some('\n');
        row.glyphs.iter().map(|glyph| glyph.chr).chain(end)
    });
    aligned(&runs(galley.text().chars()), &runs(drawn))
}

/// The lengths of runs of white space and of words, the first always one of words.
fn runs(chars: impl Iterator<Item = char>) -> Vec<usize> {
    let mut out = vec![0];
    for c in chars {
        // Odd places hold white space.
        if c.is_whitespace() == (out.len() % 2 == 1) {
            out.push(0);
        }
        if let Some(last) = out.last_mut() {
            *last += 1;
        }
    }
    out
}

fn aligned(chars: &[usize], glyphs: &[usize]) -> Vec<Word> {
    if chars.len() != glyphs.len() {
        return vec![Word { chars: chars.iter().sum(), glyphs: glyphs.iter().sum() }];
    }
    chars.iter().zip(glyphs).map(|(&chars, &glyphs)| Word { chars, glyphs }).collect()
}

/// The place on the other side: exact in words that are drawn one to one, by its share in those that are not.
fn across(words: &[Word], place: usize, side: Side) -> usize {
    let (mut from, mut to) = (0, 0);
    for word in words {
        let (here, there) = match side {
            Side::Char => (word.chars, word.glyphs),
            Side::Glyph => (word.glyphs, word.chars),
        };
        if place < from + here {
            return to + (place - from) * there / here.max(1);
        }
        (from, to) = (from + here, to + there);
    }
    to
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_after_a_joined_word_keeps_its_place() {
        let text = "He said سلام to all";
        // The third word is drawn as three glyphs instead of four.
        let drawn =
            ['H', 'e', ' ', 's', 'a', 'i', 'd', ' ', 's', 'l', 'm', ' ', 't', 'o', ' ', 'a', 'l', 'l'];
        let words = aligned(&runs(text.chars()), &runs(drawn.into_iter()));
        let at = text.chars().position(|c| c == 't').unwrap();
        assert_eq!(across(&words, at, Side::Char), 12);
        assert_eq!(across(&words, 12, Side::Glyph), at);
        assert_eq!(across(&words, 8, Side::Char), 8);
        assert_eq!(across(&words, text.chars().count(), Side::Char), drawn.len());
    }

    #[test]
    fn text_without_words_in_common_is_spread_evenly() {
        assert_eq!(across(&aligned(&[4], &[1, 1, 2]), 2, Side::Char), 2);
        assert_eq!(runs(" a b".chars()), [0, 1, 1, 1, 1]);
    }
}
