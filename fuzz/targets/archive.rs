//! Archives as they are.

#![no_main]

#[allow(dead_code)]
#[path = "../../tests/laws/soundness.rs"]
mod laws;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    laws::reading_is_sound(&[b"PK\x03\x04", data].concat(), "a.zip");
    laws::reading_is_sound(&[b"\x1F\x8B", data].concat(), "a.gz");
});
