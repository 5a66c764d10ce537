//! PDF.

#![no_main]

#[allow(dead_code)]
#[path = "../../tests/laws/soundness.rs"]
mod laws;

use libfuzzer_sys::fuzz_target;

// A panic that the reader catches is no finding; one that it does not still ends the run.
fuzz_target!(init: std::panic::set_hook(Box::new(|_| ())), |data: &[u8]| {
    laws::reading_is_sound(&[b"%PDF-1.7\n", data].concat(), "a.pdf");
});
