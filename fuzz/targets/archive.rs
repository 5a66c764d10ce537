//! Archives as they are.

#![no_main]

#[allow(dead_code)]
#[path = "../../tests/laws/soundness.rs"]
mod laws;

use libfuzzer_sys::fuzz_target;

// A panic that the reader catches is no finding; one that it does not still ends the run.
fuzz_target!(init: std::panic::set_hook(Box::new(|_| ())), |data: &[u8]| {
    laws::reading_is_sound(&[b"PK\x03\x04", data].concat(), "a.zip");
    laws::reading_is_sound(&[b"\x1F\x8B", data].concat(), "a.gz");
});
