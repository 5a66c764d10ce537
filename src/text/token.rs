//! Words, numbers and marks.

use super::Span;
use super::words::{self, Class};

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, with inner apostrophes, hyphens and the full stops of abbreviations ("won't", "al-Bin", "U.S.").
    Word,
    /// A possessive or contracted ending that stands apart from its word ("'s", "’s").
    Clitic,
    /// Begins with a digit ("1974", "3.6", "54-year-old").
    Number,
    /// One character of punctuation or any other symbol.
    Mark,
}

/// How the letters of a word are cased.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// No capital at the start ("said", "iPhone").
    Lower,
    /// A capital, then at least one small letter ("Vučić", "McLeod").
    Title,
    /// Capitals only, two or more ("NATO", "U.S.").
    Upper,
    /// A single capital letter ("J", "I").
    Initial,
    /// Not a word.
    None,
}

/// A token and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Its bytes.
    pub span: Span,
    /// What it is made of.
    pub kind: TokenKind,
    /// How it is cased.
    pub shape: Shape,
    /// The closed classes that its word belongs to; none if it is not a word.
    pub(crate) class: Class,
}

impl Token {
    /// Whether the token is a word that begins with a capital.
    pub fn is_capitalised(&self) -> bool {
        !matches!(self.shape, Shape::Lower | Shape::None)
    }
}

/// Splits `text` into tokens, in order, leaving out white space. Linear in the text; never fails.
pub fn tokens(text: &str) -> Vec<Token> {
    tokens_of(text, &words::lower(text))
}

/// The same of a text that has already been put into lower case.
pub(crate) fn tokens_of(text: &str, lower: &str) -> Vec<Token> {
    // Enough for nearly every text, so that it need not grow.
    let mut out = Vec::with_capacity(text.len() / 4);
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        if first == ' ' || first.is_whitespace() || is_invisible(first) {
            at += first.len_utf8();
            continue;
        }
        let (len, kind) = if first.is_alphabetic() {
            (word_length(&text[at..]), TokenKind::Word)
        } else if first.is_numeric() {
            (number_length(&text[at..]), TokenKind::Number)
        } else if let Some(len) = clitic_length(text, at) {
            (len, TokenKind::Clitic)
        } else {
            (first.len_utf8(), TokenKind::Mark)
        };
        let span = Span::new(at, at + len);
        let (shape, class) = if kind == TokenKind::Word {
            let shape = shape(&text[span.range()]);
            (shape, words::class(&lower[span.range()], shape))
        } else {
            (Shape::None, Class::NONE)
        };
        out.push(Token { span, kind, shape, class });
        at = span.end;
    }
    out.shrink_to_fit();
    out
}

/// Zero-width characters and direction marks: part of no token.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{ad}')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ')
}

/// The length of the word that `rest` begins with.
fn word_length(rest: &str) -> usize {
    // Most words are plain letters, and end where something comes that is in no word.
    let plain = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
    if rest.as_bytes().get(plain).is_none_or(|next| next.is_ascii() && !matches!(next, b'-' | b'.' | b'\'')) {
        return plain;
    }
    let mut chars = rest.char_indices().peekable();
    let mut end = 0;
    while let Some((i, c)) = chars.next() {
        let next = chars.peek().map(|&(_, n)| n);
        let goes_on = match c {
            _ if c.is_alphanumeric() || is_combining(c) => true,
            '\u{ad}' => next.is_some_and(char::is_alphabetic),
            '-' | '‑' => next.is_some_and(char::is_alphanumeric),
            '.' => is_abbreviation_dot(&rest[..i], next) || is_inner_dot(&rest[..i], next),
            _ if is_apostrophe(c) => next.is_some_and(char::is_alphabetic) && !is_possessive(&rest[i..]),
            _ => false,
        };
        if !goes_on {
            break;
        }
        end = i + c.len_utf8();
    }
    end
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// A full stop belongs to "U.S." and "J.", where single letters alternate with it, if a letter follows or one went before.
fn is_abbreviation_dot(before: &str, next: Option<char>) -> bool {
    let mut back = before.chars().rev();
    if !back.next().is_some_and(char::is_alphabetic) {
        return false;
    }
    match back.next() {
        None => next.is_some_and(char::is_alphabetic),
        Some('.') => true,
        Some(_) => false,
    }
}

/// A full stop with letters glued to both sides, the second a small one, is part of a name such as "Amazon.com".
fn is_inner_dot(before: &str, next: Option<char>) -> bool {
    before.chars().next_back().is_some_and(char::is_alphanumeric) && next.is_some_and(char::is_lowercase)
}

/// Whether `rest`, which begins with an apostrophe, is "'s" at the end of a word.
fn is_possessive(rest: &str) -> bool {
    let mut chars = rest.chars().skip(1);
    matches!(chars.next(), Some('s' | 'S')) && !chars.next().is_some_and(char::is_alphanumeric)
}

/// The length of a clitic at `at`: an apostrophe glued to the word before, then "s".
fn clitic_length(text: &str, at: usize) -> Option<usize> {
    let mut chars = text[at..].chars();
    let apostrophe = chars.next().filter(|&c| is_apostrophe(c))?;
    let glued = text[..at].chars().next_back().is_some_and(char::is_alphanumeric);
    (glued && is_possessive(&text[at..])).then(|| apostrophe.len_utf8() + 1)
}

fn number_length(rest: &str) -> usize {
    let mut chars = rest.char_indices().peekable();
    let mut end = 0;
    while let Some((i, c)) = chars.next() {
        let next = chars.peek().map(|&(_, n)| n);
        let goes_on = c.is_alphanumeric()
            || (matches!(c, '.' | ',' | ':' | '\u{a0}') && next.is_some_and(char::is_numeric))
            || (matches!(c, '-' | '‑') && next.is_some_and(char::is_alphanumeric));
        if !goes_on {
            break;
        }
        end = i + c.len_utf8();
    }
    end
}

fn shape(word: &str) -> Shape {
    if word.starts_with(|c: char| c.is_ascii_lowercase()) {
        return Shape::Lower;
    }
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    let Some(first) = letters.next() else { return Shape::None };
    if !first.is_uppercase() {
        return Shape::Lower;
    }
    let mut more = false;
    for c in letters {
        more = true;
        if !c.is_uppercase() {
            return Shape::Title;
        }
    }
    if more { Shape::Upper } else { Shape::Initial }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        tokens(text).iter().map(|t| &text[t.span.range()]).collect()
    }

    #[test]
    fn possessives_stand_apart_and_contractions_do_not() {
        assert_eq!(words("Trump's team won't"), ["Trump", "'s", "team", "won't"]);
        assert_eq!(words("the workers’ union’s"), ["the", "workers", "’", "union", "’s"]);
        assert_eq!(words("O’Neill"), ["O’Neill"]);
    }

    #[test]
    fn abbreviations_and_hyphens_are_one_word() {
        assert_eq!(words("U.S. al-Assad said."), ["U.S.", "al-Assad", "said", "."]);
        assert_eq!(words("Znak.com said.He left"), ["Znak.com", "said", ".", "He", "left"]);
        assert_eq!(
            words("the 54-year-old paid $3.6 billion"),
            ["the", "54-year-old", "paid", "$", "3.6", "billion"]
        );
    }

    #[test]
    fn shapes_follow_the_letters() {
        let shapes: Vec<Shape> = tokens("Vučić said NATO I 12").iter().map(|t| t.shape).collect();
        assert_eq!(shapes, [Shape::Title, Shape::Lower, Shape::Upper, Shape::Initial, Shape::None]);
    }

    #[test]
    fn odd_characters_are_marks_or_nothing() {
        assert_eq!(words("\u{feff}“a”—b\u{200b}…"), ["“", "a", "”", "—", "b", "…"]);
        assert_eq!(words("🙂"), ["🙂"]);
    }
}
