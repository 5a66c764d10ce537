//! Mails.

#![no_main]

#[allow(dead_code)]
#[path = "../../tests/laws/soundness.rs"]
mod laws;

use libfuzzer_sys::fuzz_target;

// A panic that the reader catches is no finding; one that it does not still ends the run.
fuzz_target!(init: std::panic::set_hook(Box::new(|_| ())), |data: &[u8]| {
    let head =
        b"From: a@example.org\r\nSubject: x\r\nDate: Tue, 5 Mar 2024 10:00:00 +0000\r\nMIME-Version: 1.0\r\n";
    laws::reading_is_sound(&[head, data].concat(), "a.eml");
});
