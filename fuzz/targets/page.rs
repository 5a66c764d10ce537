//! Web pages.

#![no_main]

#[allow(dead_code)]
#[path = "../../tests/laws/soundness.rs"]
mod laws;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &str| {
    laws::reading_is_sound(format!("<html>{data}").as_bytes(), "a.html");
});
