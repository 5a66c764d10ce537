//! Splits words into the pieces that the encoder knows: the longest piece of the vocabulary first, as BERT's uncased
//! models do.

use foldhash::HashMap;
use std::sync::OnceLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// One piece a line; a piece's number is its line. Pieces that begin with `##` go on a word.
const VOCABULARY: &str = include_str!("../../assets/tagger_vocabulary.txt");

/// A word of more characters than this is unknown.
const LONGEST_WORD: usize = 100;

struct Vocabulary {
    whole: HashMap<&'static str, u16>,
    further: HashMap<&'static str, u16>,
    unknown: u16,
}

fn vocabulary() -> &'static Vocabulary {
    static VOCABULARY_READ: OnceLock<Vocabulary> = OnceLock::new();
    VOCABULARY_READ.get_or_init(|| {
        let mut whole = HashMap::default();
        let mut further = HashMap::default();
        for (number, piece) in (0..).zip(VOCABULARY.lines()) {
            match piece.strip_prefix("##") {
                Some(rest) if !rest.is_empty() => further.insert(rest, number),
                _ => whole.insert(piece, number),
            };
        }
        let unknown = whole["[UNK]"];
        Vocabulary { whole, further, unknown }
    })
}

/// The number of one of the vocabulary's special pieces, `[CLS]` and `[SEP]`, or of a whole word.
pub(crate) fn special(piece: &str) -> u16 {
    vocabulary().whole.get(piece).copied().unwrap_or(vocabulary().unknown)
}

/// Appends the numbers of the pieces of `words` to `out`.
pub(crate) fn pieces(words: &str, out: &mut Vec<u16>) {
    let plain: String = if words.is_ascii() {
        words.to_ascii_lowercase()
    } else {
        words.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect()
    };
    let mut start = 0;
    for (at, c) in plain.char_indices() {
        if c.is_alphanumeric() {
            continue;
        }
        word(&plain[start..at], out);
        start = at + c.len_utf8();
        if !c.is_whitespace() && !c.is_control() {
            word(&plain[at..start], out);
        }
    }
    word(&plain[start..], out);
}

/// Appends the pieces of one word: the longest known beginning, then the longest known continuation, and so on.
fn word(word: &str, out: &mut Vec<u16>) {
    if word.is_empty() {
        return;
    }
    let known = vocabulary();
    let begin = out.len();
    let mut at = 0;
    while at < word.len() {
        let table = if at == 0 { &known.whole } else { &known.further };
        let ends = word[at..].char_indices().map(|(i, c)| at + i + c.len_utf8()).rev();
        let found = ends
            .filter(|end| end - at <= LONGEST_WORD)
            .find_map(|end| Some((end, *table.get(&word[at..end])?)));
        let Some((end, number)) = found.filter(|_| word.len() <= 4 * LONGEST_WORD) else {
            out.truncate(begin);
            out.push(known.unknown);
            return;
        };
        out.push(number);
        at = end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(words: &str) -> Vec<&'static str> {
        let lines: Vec<&str> = VOCABULARY.lines().collect();
        let mut numbers = Vec::new();
        pieces(words, &mut numbers);
        numbers.iter().map(|number| lines[usize::from(*number)]).collect()
    }

    #[test]
    fn words_are_split_as_the_published_tokenizer_splits_them() {
        assert_eq!(split("The minister denied it."), ["the", "minister", "denied", "it", "."]);
        assert_eq!(split("Vučić won't"), ["vu", "##cic", "won", "'", "t"]);
        assert_eq!(split("U.S.-led"), ["u", ".", "s", ".", "-", "led"]);
        assert_eq!(split("unattributable"), ["una", "##tt", "##ri", "##bu", "##table"]);
        assert_eq!(split("“No…”"), ["“", "no", "…", "”"]);
    }

    #[test]
    fn what_the_vocabulary_lacks_is_unknown() {
        assert_eq!(split("北"), ["[UNK]"]);
        assert_eq!(split(&"a".repeat(1000)), ["[UNK]"]);
        assert_eq!(split(" \n"), Vec::<&str>::new());
    }
}
