//! Laws that hold for every text, tried on texts put together at random from what rules look for and what they do not expect.

pub(crate) mod soundness;

use proptest::prelude::*;
use standpoint::article::Article;
use standpoint::text::clean;
use unicode_normalization::UnicodeNormalization;

/// Pieces of news, and of what is none.
const PIECES: &[&str] = &[
    "“",
    "”",
    "\"",
    "'",
    "‘",
    "’",
    "«",
    "»",
    "„",
    "(",
    ")",
    "—",
    " - ",
    ".",
    ",",
    "?",
    "!",
    ":",
    ";",
    "…",
    "\n",
    "\n\n",
    " ",
    " ",
    " ",
    "\t",
    "said",
    "told reporters",
    "according to",
    "says that",
    "insisted",
    "denied",
    "accused",
    "would not",
    "will never",
    "we are ready to",
    "Ana Bell",
    "Mr Moor",
    "President Vučić",
    "the minister",
    "the French leader",
    "a spokesman for the army",
    "she",
    "They",
    "residents",
    "the Kremlin",
    "U.S.",
    "O’Neil-Smith",
    "van der Berg",
    "sign the accord",
    "if they attack, we will answer",
    "peace",
    "war",
    "not",
    "1,000",
    "Bell:",
    "Q:",
    "e\u{301}",
    "\u{200B}",
    "\u{202E}",
    "\u{AD}",
    "\u{A0}",
    "\u{FEFF}",
    "🧑‍🌾",
    "ﬁ",
    "ŠĐ",
    "Ω",
    "نعم",
    "中",
    "\u{0}",
    "=1+1",
    "<b>",
];

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        12 => proptest::sample::select(PIECES).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    proptest::collection::vec((piece, any::<bool>()), 0..120).prop_map(|pieces| {
        pieces.into_iter().map(|(piece, is_apart)| if is_apart { piece + " " } else { piece }).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn findings_are_sound_and_exports_read_back(text in text()) {
        let article = Article::new(text);
        let analysis = soundness::findings_are_sound(&article);
        soundness::exports_read_back(&article, &analysis);
    }

    #[test]
    fn a_cleaned_text_knows_the_way_back(text in text()) {
        let letters: Vec<char> = text.chars().collect();
        let (clean, origin) = clean::clean(text.clone());
        prop_assert!(!clean.chars().any(clean::is_invisible));
        let mut last = 0;
        for (place, letter) in clean.chars().enumerate() {
            let before = clean::original(&origin, place);
            prop_assert!(last <= before && before < letters.len());
            // A letter that was composed begins as its first part did.
            let parts = letters[before..].iter().take(3).collect::<String>();
            prop_assert!(parts.starts_with(letter) || parts.nfc().next() == Some(letter), "{letter:?} of {parts:?}");
            last = before;
        }
    }

    #[test]
    fn whatever_is_read_is_sound(text in text(), name in "a\\.(txt|md|html|srt|csv|jsonl|eml|rtf)") {
        soundness::reading_is_sound(text.as_bytes(), &name);
    }

    #[test]
    fn bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..2_000), name in "a\\.(txt|pdf|docx|html)") {
        soundness::reading_is_sound(&bytes, &name);
    }
}
