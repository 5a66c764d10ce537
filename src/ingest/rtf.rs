//! Rich Text Format: its words and paragraphs. After Microsoft's specification 1.9.1.

use encoding_rs::{Encoding, WINDOWS_1252};

use super::{Reading, header};
use crate::article::{Article, BlockKind, Metadata};

/// Groups of these names hold nothing that one reads in the text.
const HIDDEN: [&str; 22] = [
    "fonttbl",
    "colortbl",
    "stylesheet",
    "pict",
    "object",
    "header",
    "headerl",
    "headerr",
    "headerf",
    "footer",
    "footerl",
    "footerr",
    "footerf",
    "footnote",
    "annotation",
    "listtable",
    "listoverridetable",
    "revtbl",
    "rsidtbl",
    "generator",
    "xmlnstbl",
    "themedata",
];

/// What holds within a group, and again after it as it was before.
#[derive(Debug, Clone, Copy, Default)]
struct State {
    hidden: bool,
    deleted: bool,
    /// The part of the document's information that is read.
    slot: Option<Slot>,
    /// How many characters stand in for one of Unicode.
    substitutes: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Slot {
    /// Any part but the two below.
    Other,
    Title,
    Author,
}

/// Reads the article in `bytes`. Nothing in them is an error: what cannot be understood is passed over, and of a file that is
/// cut short what is there is shown, with a warning.
pub(super) fn read(bytes: &[u8]) -> Reading {
    let mut reader = Reader {
        bytes,
        at: 0,
        state: State { substitutes: 1, ..State::default() },
        outer: Vec::new(),
        encoding: WINDOWS_1252,
        letters: Vec::new(),
        line: String::new(),
        parts: Vec::new(),
        metadata: Metadata::default(),
        skip: 0,
    };
    reader.run();
    let mut warnings = Vec::new();
    if !reader.outer.is_empty() {
        warnings.push("it ends in the middle; what is missing cannot be shown".into());
    }
    header::of_document(&mut reader.parts, &mut reader.metadata);
    Reading { article: Article::from_parts(&reader.parts, reader.metadata), warnings }
}

struct Reader<'b> {
    bytes: &'b [u8],
    at: usize,
    state: State,
    outer: Vec<State>,
    encoding: &'static Encoding,
    /// Bytes in the document's encoding that are not decoded yet.
    letters: Vec<u8>,
    line: String,
    parts: Vec<(BlockKind, String)>,
    metadata: Metadata,
    /// How many characters to pass over, because one of Unicode has stood for them.
    skip: usize,
}

impl Reader<'_> {
    fn run(&mut self) {
        while let Some(&byte) = self.bytes.get(self.at) {
            self.at += 1;
            match byte {
                b'{' => {
                    self.flush();
                    self.outer.push(self.state);
                }
                b'}' => {
                    self.flush();
                    self.state = self.outer.pop().unwrap_or(self.state);
                    self.skip = 0;
                }
                b'\\' => self.control(),
                b'\r' | b'\n' => {}
                letter => self.letter(letter),
            }
        }
        self.end_paragraph();
    }

    fn letter(&mut self, letter: u8) {
        if self.skip > 0 {
            self.skip -= 1;
        } else if !self.state.hidden && !self.state.deleted {
            self.letters.push(letter);
        }
    }

    /// What comes after a backslash.
    fn control(&mut self) {
        let Some(&first) = self.bytes.get(self.at) else { return };
        if !first.is_ascii_alphabetic() {
            self.at += 1;
            return self.symbol(first);
        }
        let rest = &self.bytes[self.at..];
        let length = rest.iter().take(40).take_while(|byte| byte.is_ascii_alphabetic()).count();
        let name = String::from_utf8_lossy(&rest[..length]).into_owned();
        let number: String = rest[length..]
            .iter()
            .take(24)
            .enumerate()
            .take_while(|(at, byte)| byte.is_ascii_digit() || *at == 0 && **byte == b'-')
            .map(|(_, byte)| char::from(*byte))
            .collect();
        self.at += length + number.len();
        if self.bytes.get(self.at) == Some(&b' ') {
            self.at += 1;
        }
        self.word(&name, number.parse().ok());
    }

    fn symbol(&mut self, symbol: u8) {
        match symbol {
            b'\'' => {
                let digits = self.bytes.get(self.at..self.at + 2).and_then(|it| std::str::from_utf8(it).ok());
                if let Some(byte) = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
                    self.at += 2;
                    self.letter(byte);
                }
            }
            // Whoever does not know the group that this begins is to pass it over.
            b'*' => self.state.hidden = true,
            b'~' => self.say("\u{A0}"),
            b'_' => self.say("\u{2011}"),
            b'\r' | b'\n' => self.end_paragraph(),
            b'\\' | b'{' | b'}' => self.letter(symbol),
            _ => {}
        }
    }

    fn word(&mut self, name: &str, number: Option<i64>) {
        match name {
            "par" | "sect" | "page" | "row" => self.end_paragraph(),
            "line" | "tab" | "cell" => self.say(" "),
            "emdash" => self.say("—"),
            "endash" => self.say("–"),
            "lquote" => self.say("‘"),
            "rquote" => self.say("’"),
            "ldblquote" => self.say("“"),
            "rdblquote" => self.say("”"),
            "bullet" => self.say("•"),
            "u" => {
                // Numbers beyond 32,767 are written as negative ones; pairs of them make one character.
                let number = number.filter(|number| (-0x8000..=0xFFFF).contains(number));
                let unit = number.map(|number| number.rem_euclid(0x1_0000) as u16);
                self.unicode(unit);
                self.skip = self.state.substitutes;
            }
            "uc" => {
                self.state.substitutes = number.and_then(|it| usize::try_from(it).ok()).unwrap_or(1).min(8);
            }
            "bin" => {
                let length = number.and_then(|it| usize::try_from(it).ok()).unwrap_or(0);
                self.at = self.at.saturating_add(length).min(self.bytes.len());
            }
            "ansicpg" => {
                let label = number.map(|page| format!("windows-{page}"));
                self.encoding =
                    label.and_then(|it| Encoding::for_label(it.as_bytes())).unwrap_or(WINDOWS_1252);
            }
            "deleted" => {
                self.flush();
                self.state.deleted = number != Some(0);
            }
            "info" => (self.state.slot, self.state.hidden) = (Some(Slot::Other), false),
            "title" if self.state.slot.is_some() => self.state.slot = Some(Slot::Title),
            "author" if self.state.slot.is_some() => self.state.slot = Some(Slot::Author),
            name if self.state.slot == Some(Slot::Other) && !name.is_empty() => {}
            name if HIDDEN.contains(&name) => self.state.hidden = true,
            _ => {}
        }
    }

    fn unicode(&mut self, unit: Option<u16>) {
        self.flush();
        let Some(unit) = unit else { return };
        // The first half of a pair is kept as a private character until the second comes.
        const FIRST: u32 = 0xF_0000;
        let waiting = self.line.chars().last().map(u32::from).filter(|c| (FIRST..FIRST + 0x400).contains(c));
        let c = match (unit, waiting) {
            (0xD800..=0xDBFF, _) => char::from_u32(FIRST + u32::from(unit) - 0xD800),
            (0xDC00..=0xDFFF, Some(first)) => {
                self.line.pop();
                char::from_u32(0x1_0000 + ((first - FIRST) << 10) + u32::from(unit) - 0xDC00)
            }
            (0xDC00..=0xDFFF, None) => None,
            (unit, _) => char::from_u32(u32::from(unit)),
        };
        self.say(c.unwrap_or(char::REPLACEMENT_CHARACTER).encode_utf8(&mut [0; 4]));
    }

    fn say(&mut self, words: &str) {
        self.flush();
        if !self.state.hidden && !self.state.deleted {
            self.put(words);
        }
    }

    /// Takes words into the paragraph or, within the document's information, into what is known of it.
    fn put(&mut self, words: &str) {
        let slot = match self.state.slot {
            None => return self.line.push_str(words),
            Some(Slot::Other) => return,
            Some(Slot::Title) => &mut self.metadata.title,
            Some(Slot::Author) => &mut self.metadata.byline,
        };
        slot.get_or_insert_default().push_str(words);
    }

    /// Decodes the bytes that have gathered.
    fn flush(&mut self) {
        if !self.letters.is_empty() {
            let letters = std::mem::take(&mut self.letters);
            let (words, _) = self.encoding.decode_without_bom_handling(&letters);
            self.put(&words);
        }
    }

    fn end_paragraph(&mut self) {
        self.flush();
        let line = std::mem::take(&mut self.line);
        let words = line.split_whitespace().collect::<Vec<_>>().join(" ");
        if !words.is_empty() {
            self.parts.push((BlockKind::Paragraph, words));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::read;

    fn text(rtf: &str) -> String {
        read(rtf.as_bytes(), "a.rtf").unwrap().article.text().to_owned()
    }

    #[test]
    fn words_come_out_of_any_encoding() {
        let rtf = r"{\rtf1\ansi\ansicpg1250\uc1{\fonttbl{\f0 Times;}}{\info{\title Talks}{\author Ana Bell}}\f0 \'84Dobro\'93, rekao je Vu\u269 ci\u263\'e6.\par
{\*\generator Hand}\ldblquote One\rdblquote\~day\emdash two\tab three.\par \u-10179?\u-8704?\par}";
        assert_eq!(text(rtf), "„Dobro“, rekao je Vučić.\n\n“One” day—two three.\n\n😀");
        let metadata = read(rtf.as_bytes(), "a.rtf").unwrap().article.metadata;
        assert_eq!(
            (metadata.title.as_deref(), metadata.byline.as_deref()),
            (Some("Talks"), Some("Ana Bell"))
        );
    }

    #[test]
    fn what_is_deleted_or_hidden_is_not_read() {
        let rtf = r"{\rtf1 They {\deleted never }met{\footnote a note}.{\pict\bin5 }}}}}} And left.\par{\header Page 1}}";
        assert_eq!(text(rtf), "They met. And left.");
    }

    #[test]
    fn broken_files_give_what_is_there() {
        let cut = read(br"{\rtf1 They {\b met", "a.rtf").unwrap();
        assert_eq!((cut.article.text(), cut.warnings.len()), ("They met", 1));
        assert_eq!(text(&format!(r"{{\rtf1 {}Deep.", "{".repeat(200_000))), "Deep.");
        assert_eq!(text(r"{\rtf1 a}}}}\bin99999999999 b"), "a");
        assert_eq!(text("{\\rtf1 \\u99999999999999 x\\'zz y"), "zz y");
    }
}
