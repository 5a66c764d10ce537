//! Text of every form, decided by the first byte.

#![no_main]

#[allow(dead_code)]
#[path = "../../tests/laws/soundness.rs"]
mod laws;

use libfuzzer_sys::fuzz_target;

const NAMES: [&str; 8] = ["a.txt", "a.md", "a.html", "a.srt", "a.csv", "a.jsonl", "a.eml", "a.rtf"];

fuzz_target!(|data: &[u8]| {
    if let Some((first, rest)) = data.split_first() {
        laws::reading_is_sound(rest, NAMES[usize::from(*first) % NAMES.len()]);
    }
});
