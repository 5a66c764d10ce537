//! Numbers of things in words.

/// How many of something there are: "1 article", "2 articles". `one` names one of them and takes an s for several.
///
/// ```
/// assert_eq!(standpoint::text::counted(0, "article"), "0 articles");
/// ```
pub fn counted(count: usize, one: &str) -> String {
    let s = if count == 1 { "" } else { "s" };
    format!("{count} {one}{s}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_not_several() {
        assert_eq!([0, 1, 2].map(|count| counted(count, "file")), ["0 files", "1 file", "2 files"]);
    }
}
