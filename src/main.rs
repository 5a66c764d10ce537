//! The window. Nothing to see yet.

fn main() {}
