//! What is said to the user, always on standard error.
#![allow(clippy::print_stderr, reason = "this is the one place that does")]

/// Something went wrong.
pub(crate) fn error(text: &str) {
    eprintln!("standpoint-cli: error: {text}");
}

/// Something should be known.
pub(crate) fn warning(text: &str) {
    eprintln!("standpoint-cli: warning: {text}");
}

/// How it is going.
pub(crate) fn note(text: &str) {
    eprintln!("standpoint-cli: {text}");
}
