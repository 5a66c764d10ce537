//! From bytes to text: which encoding a file is in, and what could not be read.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::Error;

/// How many bytes are looked at to guess an encoding.
const SAMPLE: usize = 64 * 1024;

/// A text with `\n` as its only line break, and what was lost on the way.
#[derive(Debug)]
pub(super) struct Decoded {
    pub text: String,
    pub warnings: Vec<String>,
}

/// Decodes `bytes`. `declared` gives the encoding that the file itself claims, for pages that do.
///
/// The order is: byte order mark, NULs at every other byte (UTF-16 without a mark, which no detector finds), strict UTF-8,
/// nearly valid UTF-8, the declared encoding, a guess.
pub(super) fn decode(bytes: &[u8], declared: Option<&'static Encoding>) -> Result<Decoded, Error> {
    let (encoding, body) = match Encoding::for_bom(bytes) {
        Some((encoding, length)) => (encoding, &bytes[length..]),
        None => (utf_16(bytes).or_else(|| utf_8(bytes)).or(declared).unwrap_or_else(|| guess(bytes)), bytes),
    };
    let (text, damaged) = encoding.decode_without_bom_handling(body);
    if is_binary(&text) {
        return Err(Error::Binary);
    }
    let mut warnings = Vec::new();
    if damaged {
        warnings.push(format!("Some bytes are not valid {} and are shown as \u{FFFD}.", encoding.name()));
    }
    let mut text = with_line_feeds(&text);
    if text.contains('\0') {
        text = text.replace('\0', "\u{FFFD}");
        warnings.push("The file holds NUL characters, which are shown as \u{FFFD}.".to_owned());
    }
    Ok(Decoded { text, warnings })
}

/// The encoding named by a `meta` element near the start of a page.
pub(super) fn declared_in_page(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(4096)].to_ascii_lowercase();
    let at = find(&head, b"charset")?;
    let value = head[at + b"charset".len()..].trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let value = value.strip_prefix(b"\"").or_else(|| value.strip_prefix(b"'")).unwrap_or(value);
    let end =
        value.iter().position(|b| !(b.is_ascii_alphanumeric() || b"-_:.".contains(b))).unwrap_or(value.len());
    let encoding = Encoding::for_label(&value[..end])?;
    // A page that says UTF-8 or UTF-16 in ASCII letters, and is neither valid UTF-8 nor looks like UTF-16, is mistaken.
    (encoding != UTF_8 && encoding.is_ascii_compatible()).then_some(encoding)
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).position(|window| window == needle)
}

/// UTF-16 without a byte order mark: the high bytes of most alphabets are NUL or one of a few values, the low bytes are not.
fn utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let pairs = sample.len() / 2;
    let (mut nuls, mut values) = ([0usize; 2], [[false; 256]; 2]);
    for (index, &byte) in sample.iter().enumerate() {
        nuls[index % 2] += usize::from(byte == 0);
        values[index % 2][usize::from(byte)] = true;
    }
    let distinct = values.map(|seen| seen.iter().filter(|&&seen| seen).count());
    let is_high = |at: usize| {
        nuls[at] * 20 > pairs
            && nuls[1 - at] * 20 <= nuls[at]
            && distinct[at] <= 12
            && distinct[at] < distinct[1 - at]
    };
    match (is_high(1), is_high(0)) {
        (true, false) => Some(UTF_16LE),
        (false, true) => Some(UTF_16BE),
        _ => None,
    }
}

/// UTF-8, also with a few bad bytes in it, as long as the good sequences far outnumber them.
fn utf_8(bytes: &[u8]) -> Option<&'static Encoding> {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().bytes().filter(|byte| *byte >= 0xC0).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    (bad == 0 || good >= 10 * bad).then_some(UTF_8)
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// Whether more than one character in twenty is one that no text holds.
fn is_binary(text: &str) -> bool {
    let odd = |c: char| (c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\x0C')) || c == '\u{FFFD}';
    let (mut all, mut strange) = (0usize, 0usize);
    for c in text.chars() {
        all += 1;
        strange += usize::from(odd(c));
    }
    strange * 20 > all
}

/// The text with CRLF and lone CR turned into LF.
fn with_line_feeds(text: &str) -> String {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: &str =
        "The talks failed, \u{201C}again\u{201D}, said Vu\u{10D}i\u{107}. Nothing was agreed on Monday.";

    fn text(bytes: &[u8]) -> String {
        decode(bytes, None).unwrap().text
    }

    fn utf_16_bytes(text: &str, to: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(to).collect()
    }

    #[test]
    fn marks_at_the_start_are_obeyed_and_dropped() {
        assert_eq!(text(b"\xEF\xBB\xBFOne"), "One");
        let marked = utf_16_bytes("\u{FEFF}One \u{201C}two\u{201D}", u16::to_be_bytes);
        assert_eq!(text(&marked), "One \u{201C}two\u{201D}");
    }

    #[test]
    fn utf_16_is_found_without_a_mark() {
        for to in [u16::to_le_bytes, u16::to_be_bytes] {
            assert_eq!(text(&utf_16_bytes(WORDS, to)), WORDS);
            let cyrillic = "Преговори нису успели, рекао је министар. Ништа није договорено у понедељак.";
            assert_eq!(text(&utf_16_bytes(cyrillic, to)), cyrillic);
        }
    }

    #[test]
    fn a_cut_utf_16_file_opens_with_a_warning() {
        let mut bytes = utf_16_bytes(WORDS, u16::to_le_bytes);
        bytes.pop();
        let decoded = decode(&bytes, None).unwrap();
        assert!(decoded.text.starts_with("The talks failed"));
        assert_eq!(decoded.warnings.len(), 1, "{:?}", decoded.warnings);
    }

    #[test]
    fn windows_quotation_marks_become_curly_ones() {
        let decoded = decode(b"He said \x93we won\x92t go\x94 and left the room.", None).unwrap();
        assert_eq!(decoded.text, "He said \u{201C}we won\u{2019}t go\u{201D} and left the room.");
        assert!(decoded.warnings.is_empty());
    }

    #[test]
    fn one_bad_byte_does_not_turn_utf_8_into_something_else() {
        let mut bytes = WORDS.repeat(4).into_bytes();
        bytes.push(0xFF);
        let decoded = decode(&bytes, None).unwrap();
        assert!(decoded.text.contains("Vu\u{10D}i\u{107}") && decoded.text.ends_with('\u{FFFD}'));
        assert_eq!(decoded.warnings.len(), 1);
    }

    #[test]
    fn line_breaks_of_all_systems_become_line_feeds() {
        assert_eq!(text(b"a\r\nb\rc\n\r\nd"), "a\nb\nc\n\nd");
    }

    #[test]
    fn noise_is_refused_and_a_few_nuls_are_not() {
        let noise: Vec<u8> = (0..5000u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        assert!(matches!(decode(&noise, None), Err(Error::Binary)));
        let decoded = decode(b"He said that they would go home.\0 Then they went.", None).unwrap();
        assert!(decoded.text.contains("home.\u{FFFD} Then"));
        assert_eq!(decoded.warnings.len(), 1);
    }

    #[test]
    fn a_page_may_name_its_encoding_unless_it_must_be_wrong() {
        assert_eq!(declared_in_page(b"<meta charset='ISO-8859-2'>").unwrap().name(), "ISO-8859-2");
        let old = b"<meta http-equiv=Content-Type content=\"text/html; charset = windows-1250\">";
        assert_eq!(declared_in_page(old).unwrap().name(), "windows-1250");
        assert_eq!(declared_in_page(b"<meta charset=utf-8>"), None);
        assert_eq!(declared_in_page(b"<meta charset=nonsense>"), None);
    }
}
