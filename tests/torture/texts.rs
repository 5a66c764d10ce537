//! Plain text.

use super::{Case, Opens, Refused, SAID, Warns, bytes, text};

pub(super) fn cases() -> Vec<Case> {
    vec![
        bytes("no bytes.txt", Vec::new, Refused("it is empty")),
        text("white space.txt", || " \n\t\r\n".repeat(1_000), Refused("it is empty")),
        text("said.txt", || SAID.into(), Opens(1)),
        text("one line of 100 MB.txt", || "word ".repeat(20 << 20), Refused("larger than 50 MB")),
        text("one line of 10 MB.txt", || format!("{} {SAID}", "word ".repeat(2 << 20)), Opens(1)),
        bytes(
            "nuls.txt",
            || format!("{SAID}\n\n{} one\0two", "word ".repeat(20)).into_bytes(),
            Warns(1, "NUL characters"),
        ),
        bytes("only nuls.txt", || vec![0; 10_000], Refused("does not look like text")),
        bytes("random bytes.txt", random, Refused("does not look like text")),
        bytes(
            "invalid UTF-8.txt",
            || {
                [SAID.as_bytes(), b"\n\nA \xFF and \xC3( here. ", &b" \xC4\x8Cavi\xC4\x87".repeat(20)[..]]
                    .concat()
            },
            Warns(1, "not valid UTF-8"),
        ),
        bytes("UTF-16 without mark.txt", || utf_16(SAID, u16::to_le_bytes), Opens(1)),
        bytes(
            "UTF-16 big-endian and odd.txt",
            || [utf_16(SAID, u16::to_be_bytes), vec![0]].concat(),
            Warns(1, "not valid UTF-16BE"),
        ),
        bytes(
            "lone surrogates.txt",
            || [b"\xFF\xFE".to_vec(), utf_16(SAID, u16::to_le_bytes), vec![0, 0xD8, b'a', 0]].concat(),
            Warns(1, "not valid UTF-16LE"),
        ),
        bytes(
            "windows-1252.txt",
            || b"\x93We will never sign this,\x94 said Ivo Marin, who leads the caf\xE9.".to_vec(),
            Opens(1),
        ),
        bytes("mixed encodings.txt", mixed, Warns(1, "not valid UTF-8")),
        text("carriage returns.txt", || format!("Talks\r\r{SAID}\r"), Opens(1)),
        text("a million open marks.txt", || "\u{201C}".repeat(300_000), Opens(0)),
        text("open marks in 1 MB.txt", || "\u{201C}Rain fell. ".repeat(80_000), Opens(0)),
        text("10,000 straight marks.txt", || "\" ".repeat(10_000), Opens(0)),
        text("brackets.txt", || format!("{}\n\n{SAID}", "(".repeat(200_000)), Opens(1)),
        text("5,000 speakers.txt", speakers, Opens(5_000)),
        text(
            "zero widths.txt",
            || format!("{}\n\n{SAID}", "a\u{200B}\u{200D}\u{FEFF}".repeat(50_000)),
            Opens(1),
        ),
        text(
            "direction marks.txt",
            || format!("{}\n\n{SAID}", "\u{202E}\u{2066}abc \u{200F}".repeat(20_000)),
            Opens(1),
        ),
        text("combining marks.txt", || format!("e{}\n\n{SAID}", "\u{301}".repeat(100_000)), Opens(1)),
        text(
            "emoji at the edge.txt",
            || "\u{201C}We will never sign \u{1F9D1}\u{200D}\u{1F33E}\u{201D}, said Ivo Marin.".into(),
            Opens(1),
        ),
        text("one word of 1 MB.txt", || format!("{} {SAID}", "a".repeat(1 << 20)), Opens(1)),
        text(
            "no ends of sentences.txt",
            || format!("{SAID}\n\n{}", "and so it went on and on ".repeat(40_000)),
            Opens(1),
        ),
        text("dots.txt", || format!("{}\n\n{SAID}", ".".repeat(500_000)), Opens(1)),
        text("blank lines.txt", || format!("{}{SAID}", "\n".repeat(1_000_000)), Opens(1)),
        text("lines of one letter.txt", || format!("{}\n{SAID}", "a\n".repeat(300_000)), Opens(1)),
    ]
}

fn speakers() -> String {
    let name = |at: usize| {
        let letters: String =
            (0..4).map(|place| char::from(b'a' + (at / 26usize.pow(place) % 26) as u8)).collect();
        format!("Ivo K{letters}ov")
    };
    (0..5_000)
        .map(|at| format!("\u{201C}We will not sign paper {at},\u{201D} said {}.\n\n", name(at)))
        .collect()
}

/// Bytes without any order, the same each time.
fn random() -> Vec<u8> {
    let mut state = 1u64;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 56) as u8
    };
    (0..200_000).map(|_| next()).collect()
}

fn utf_16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

/// UTF-8 for the most part, with a paragraph of another encoding.
fn mixed() -> Vec<u8> {
    [format!("{SAID} Čavić, Šešelj, Žižek, Đurić, Jančić, Ćosić.\n\n").as_bytes(), b"A caf\xE9 stood there."]
        .concat()
}
