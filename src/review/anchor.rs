//! Finds words again in a text that has been edited, by the words themselves and by those around them: the text quote and
//! text position selectors of the W3C's Web Annotation Data Model.

use crate::article::Article;
use crate::text::Span;

/// How many characters around the words are remembered.
const CONTEXT: usize = 32;
/// Of words that have changed, so many characters at either end must still stand there.
const END: usize = 12;
/// Words of so many bytes tell by themselves which they are; of shorter ones so many bytes around them must be the same.
const TELLING: usize = 40;
const LEAST: usize = 8;

/// Words of a text, told so that they can be found again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchor {
    /// Where they began, in bytes.
    pub start: usize,
    /// The words.
    pub exact: String,
    /// What stood before them.
    pub prefix: String,
    /// What stood after them.
    pub suffix: String,
}

impl Anchor {
    /// What there is to know of the words at `span`.
    pub fn new(article: &Article, span: Span) -> Self {
        let text = article.text();
        let (before, after) = (&text[..span.start], &text[span.end..]);
        let from = before.char_indices().rev().nth(CONTEXT - 1).map_or(0, |(at, _)| at);
        Self {
            start: span.start,
            exact: article.slice(span).to_owned(),
            prefix: before[from..].to_owned(),
            suffix: after.chars().take(CONTEXT).collect(),
        }
    }

    /// Where the words stand in the text that they were taken from; `None` in any other.
    pub fn here(&self, text: &str) -> Option<Span> {
        let whole = self.start..self.start.saturating_add(self.exact.len());
        let is_there = !self.exact.is_empty() && text.get(whole.clone()) == Some(&self.exact);
        is_there.then(|| Span::new(whole.start, whole.end))
    }

    /// Where the words stand in `text`, which has been edited since: where they stand between the most of what stood around
    /// them, else what stands between their first and last words; `None` if even those are gone, or if words so short stand in
    /// nothing of what stood around them.
    pub fn place(&self, text: &str) -> Option<Span> {
        if self.exact.is_empty() {
            return None;
        }
        let least =
            if self.exact.len() >= TELLING { 0 } else { LEAST.min(self.prefix.len() + self.suffix.len()) };
        let best = text.match_indices(&self.exact).map(|(at, _)| at).max_by_key(|&at| {
            (self.shared(text, at, at + self.exact.len()), std::cmp::Reverse(at.abs_diff(self.start)))
        });
        let best = best.filter(|&at| self.shared(text, at, at + self.exact.len()) >= least);
        best.map(|at| Span::new(at, at + self.exact.len())).or_else(|| self.between(text))
    }

    /// How many bytes of the context stand around `start..end`.
    fn shared(&self, text: &str, start: usize, end: usize) -> usize {
        let same = |(a, b): &(char, char)| a == b;
        let length = |(c, _): (char, char)| c.len_utf8();
        let before = text[..start].chars().rev().zip(self.prefix.chars().rev());
        let after = text[end..].chars().zip(self.suffix.chars());
        let before: usize = before.take_while(same).map(length).sum();
        before + after.take_while(same).map(length).sum::<usize>()
    }

    /// What stands between the first and the last words, if that is not much longer or shorter than it was.
    fn between(&self, text: &str) -> Option<Span> {
        let count = self.exact.chars().count();
        if count < 3 * END {
            return None;
        }
        let byte = |char: usize| self.exact.char_indices().nth(char).map_or(self.exact.len(), |(at, _)| at);
        let (head, tail) = (&self.exact[..byte(END)], &self.exact[byte(count - END)..]);
        let start = text.match_indices(head).map(|(at, _)| at).min_by_key(|&at| at.abs_diff(self.start))?;
        let end = start + text[start..].find(tail)? + tail.len();
        let like = |length: usize| length >= self.exact.len() / 2 && length <= self.exact.len() * 2;
        like(end - start).then(|| Span::new(start, end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str =
        "Ana said yes. Ben said no. Ana said yes again, and that the door would stay open for all.";

    fn anchor(words: &str, after: &str) -> Anchor {
        let start = TEXT.find(after).expect("a place")
            + TEXT[TEXT.find(after).expect("a place")..].find(words).expect("words");
        Anchor::new(&Article::new(TEXT), Span::new(start, start + words.len()))
    }

    #[test]
    fn words_that_have_moved_are_found_by_what_stands_around_them() {
        let second = anchor("Ana said yes", "no. ");
        let edited = format!("A new first line. {TEXT}");
        let placed = second.place(&edited).expect("still there");
        assert_eq!(&edited[placed.start..][..18], "Ana said yes again");
        assert_eq!(second.place(TEXT).map(|span| span.start), Some(27));
        assert_eq!(second.here(TEXT).map(|span| span.start), Some(27));
        let other = TEXT.replacen("Ana said yes. ", "", 1);
        assert_eq!((second.here(&other), second.place(&other).map(|span| span.start)), (None, Some(13)));
    }

    #[test]
    fn words_that_were_changed_inside_are_found_by_their_ends() {
        let long = anchor("that the door would stay open for all", "no. ");
        let edited = TEXT.replace("would stay", "will always stay");
        let placed = long.place(&edited).expect("still there");
        assert_eq!(&edited[placed.range()], "that the door will always stay open for all");
    }

    #[test]
    fn the_same_words_elsewhere_are_not_these() {
        let text = "No.\n\nWhy did you leave so early?\n\nNo.\n\nAnd nobody asked you to stay?";
        let second = Anchor::new(&Article::new(text), Span::new(34, 37));
        assert_eq!(second.exact, "No.");
        assert_eq!(second.place("No. That is all."), None);
    }

    #[test]
    fn words_that_are_gone_are_not_found() {
        assert_eq!(anchor("Ben said no", "yes. ").place("Nobody said anything."), None);
        assert_eq!(
            anchor("that the door would stay open for all", "no. ").place("that the door is shut"),
            None
        );
        assert_eq!(Anchor { exact: String::new(), ..anchor("Ana", "yes. ") }.place(TEXT), None);
    }
}
