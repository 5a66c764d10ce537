//! The command line. Nothing to see yet.

fn main() {}
