//! A half-open range of bytes.

use std::ops::Range;

/// A half-open byte range `start..end` of an article's text; both ends lie on character boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The span `start..end`. Swapped ends give an empty span at `start`.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end: end.max(start) }
    }

    /// The number of bytes.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether the span holds no bytes.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies wholly inside this span.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the byte at `offset` is inside.
    pub fn holds(self, offset: usize) -> bool {
        self.start <= offset && offset < self.end
    }

    /// Whether the two spans share at least one byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that covers both.
    pub fn cover(self, other: Span) -> Span {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// The smallest span that covers all of `spans`, or `None` if there are none.
    pub fn covering(spans: &[Span]) -> Option<Span> {
        spans.iter().copied().reduce(Span::cover)
    }

    /// The span as a standard range, for slicing.
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// The span without white space at either end of the text it points into.
    pub fn trimmed(self, text: &str) -> Span {
        let slice = &text[self.range()];
        let start = self.start + (slice.len() - slice.trim_start().len());
        Span::new(start, start + slice.trim().len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_that_touch_do_not_overlap() {
        assert!(!Span::new(0, 3).overlaps(Span::new(3, 5)));
        assert!(Span::new(0, 4).overlaps(Span::new(3, 5)));
    }

    #[test]
    fn trimming_keeps_offsets_into_the_same_text() {
        let text = "a  bc  d";
        assert_eq!(Span::new(1, 7).trimmed(text), Span::new(3, 5));
        assert!(Span::new(1, 3).trimmed(text).is_empty());
    }

    #[test]
    fn covering_nothing_is_none() {
        assert_eq!(Span::covering(&[]), None);
        assert_eq!(Span::covering(&[Span::new(4, 6), Span::new(1, 2)]), Some(Span::new(1, 6)));
    }
}
