//! What is said to the user, always on standard error.
//! Where nobody listens any more, nothing is said.

use std::io::{Write, stderr};

/// Something went wrong.
pub(crate) fn error(text: &str) {
    let _ = writeln!(stderr(), "standpoint-cli: error: {text}");
}

/// Something should be known.
pub(crate) fn warning(text: &str) {
    let _ = writeln!(stderr(), "standpoint-cli: warning: {text}");
}

/// How it is going.
pub(crate) fn note(text: &str) {
    let _ = writeln!(stderr(), "standpoint-cli: {text}");
}
