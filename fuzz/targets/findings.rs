//! Quotations, speakers and stances of any text, and their exports.

#![no_main]

#[allow(dead_code)]
#[path = "../../tests/laws/soundness.rs"]
mod laws;

use libfuzzer_sys::fuzz_target;
use standpoint::article::Article;

fuzz_target!(|data: &str| {
    let article = Article::new(data);
    let analysis = laws::findings_are_sound(&article);
    laws::exports_read_back(&article, &analysis);
});
