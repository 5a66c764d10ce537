//! Text of every form, decided by the first byte.

#![no_main]

#[allow(dead_code)]
#[path = "../../tests/laws/soundness.rs"]
mod laws;

use libfuzzer_sys::fuzz_target;

const NAMES: [&str; 8] = ["a.txt", "a.md", "a.html", "a.srt", "a.csv", "a.jsonl", "a.eml", "a.rtf"];

// A panic that the reader catches is no finding; one that it does not still ends the run.
fuzz_target!(init: std::panic::set_hook(Box::new(|_| ())), |data: &[u8]| {
    if let Some((first, rest)) = data.split_first() {
        laws::reading_is_sound(rest, NAMES[usize::from(*first) % NAMES.len()]);
    }
});
