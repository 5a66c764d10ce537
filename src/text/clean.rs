//! Texts without characters that nobody sees, and with letters and their marks in one piece, so that words are found whatever program has
//! written them; and the way back to the text as it was.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

/// Where a cleaned text and its original part: from each first offset on, the original goes on at the second. Both count Unicode
/// scalar values, as exports do, and ascend.
pub type Origin = Vec<(usize, usize)>;

/// Whether nobody sees a character: soft hyphens, which are seen at the end of a line only, spaces of no width, marks of byte order.
/// Joiners are kept, which shape letters and pictures.
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}' | '\u{2060}' | '\u{FEFF}')
}

/// A text without invisible characters and with composed letters (NFC), and the way back. Texts that are so already cost one look.
pub fn clean(text: String) -> (String, Origin) {
    let is_mark = |c: char| !c.is_ascii() && canonical_combining_class(c) != 0;
    if !text.chars().any(|c| is_invisible(c) || is_mark(c)) {
        return (text, Origin::new());
    }
    let mut out = String::with_capacity(text.len());
    let mut origin = Origin::new();
    let (mut at, mut made, mut read) = (0, 0, 0);
    while let Some(first) = text[at..].chars().next() {
        // What is not seen bears no marks: those after it are read for themselves.
        let marks = text[at + first.len_utf8()..].chars().take_while(|c| !is_invisible(first) && is_mark(*c));
        let length = first.len_utf8() + marks.map(char::len_utf8).sum::<usize>();
        let (before, letters) = (out.len(), text[at..at + length].chars().count());
        match is_invisible(first) {
            true => {}
            // Some letters are taken apart by composing (U+FB1D); those are in one piece as they are.
            false => match text[at..at + length].nfc().count() > letters {
                true => out.push_str(&text[at..at + length]),
                false => out.extend(text[at..at + length].nfc()),
            },
        }
        let new = out[before..].chars().count();
        (at, made, read) = (at + length, made + new, read + letters);
        if new != letters {
            // Of two steps at one place the later one leads on.
            origin.pop_if(|(clean, _)| *clean == made);
            origin.push((made, read));
        }
    }
    (out, origin)
}

/// Where in the original a place in the cleaned text was, both in Unicode scalar values.
pub fn original(origin: &[(usize, usize)], offset: usize) -> usize {
    match origin.partition_point(|(clean, _)| *clean <= offset) {
        0 => offset,
        after => {
            let (clean, original) = origin[after - 1];
            original.saturating_add(offset - clean)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_seen_goes_and_the_way_back_is_kept() {
        let text = "\u{FEFF}The minis\u{AD}ter, Vuc\u{30C}ic\u{301}, \u{200B}\u{200B}sa\u{200B}id: no \u{1F9D1}\u{200D}\u{1F33E}.";
        let (clean, origin) = clean(text.to_owned());
        assert_eq!(clean, "The minister, Vučić, said: no \u{1F9D1}\u{200D}\u{1F33E}.");
        for word in ["The", "minis", "ter,", "Vu", ", ", "sa", "id", "no", "\u{1F33E}."] {
            let place = |text: &str| text[..text.find(word).unwrap()].chars().count();
            assert_eq!(original(&origin, place(&clean)), place(text), "{word}");
        }
    }

    #[test]
    fn a_mark_on_nothing_that_is_seen_knows_its_place() {
        let (clean, origin) = clean("\u{AD}\u{816}a".to_owned());
        assert_eq!(clean, "\u{816}a");
        assert_eq!([0, 1].map(|place| original(&origin, place)), [1, 2]);
    }

    #[test]
    fn a_letter_that_composing_would_take_apart_stays_whole() {
        let (clean, origin) = clean("\u{FB1D}e\u{301}".to_owned());
        assert_eq!(clean, "\u{FB1D}\u{E9}");
        assert_eq!([0, 1].map(|place| original(&origin, place)), [0, 1]);
    }

    #[test]
    fn a_clean_text_is_left_alone() {
        for text in ["", "Vučić said “no”.", "نعم", "\u{301}"] {
            let (clean, _) = clean(text.to_owned());
            assert_eq!(clean, text);
        }
        assert_eq!(clean("plain".into()).1, Origin::new());
    }
}
