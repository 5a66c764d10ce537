//! Rich text.

#![no_main]

#[allow(dead_code)]
#[path = "../../tests/laws/soundness.rs"]
mod laws;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    laws::reading_is_sound(&[b"{\\rtf1 ", data].concat(), "a.rtf");
});
