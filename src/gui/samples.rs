//! The articles that come with the program, to try it on.

/// An article that comes with the program.
pub(super) struct Sample {
    /// Its file's name.
    pub name: &'static str,
    /// Its headline.
    pub title: &'static str,
    /// What it is about, in a few words.
    pub about: &'static str,
    /// The file.
    pub bytes: &'static [u8],
}

/// All of them.
pub(super) const SAMPLES: &[Sample] = &[];
