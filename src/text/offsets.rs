//! From byte offsets to Unicode scalar values, the unit of every exported file.

use super::Span;

/// How many bytes lie between two remembered positions.
const STRIDE: usize = 256;

/// Converts byte offsets of one text to counts of Unicode scalar values ("code points").
///
/// Building it is linear in the text; a look-up costs at most 256 bytes of scanning.
#[derive(Debug)]
pub struct ScalarOffsets<'t> {
    text: &'t str,
    /// `counts[i]`: scalar values that begin before byte `i * STRIDE`.
    counts: Vec<usize>,
}

impl<'t> ScalarOffsets<'t> {
    /// Prepares conversion for `text`.
    pub fn new(text: &'t str) -> Self {
        let mut counts = vec![0];
        let mut seen = 0;
        for chunk in text.as_bytes().chunks(STRIDE) {
            seen += chunk.iter().filter(|&&b| begins_scalar(b)).count();
            counts.push(seen);
        }
        Self { text, counts }
    }

    /// The number of scalar values before byte `offset` (which is clamped to the text).
    pub fn scalar(&self, offset: usize) -> usize {
        let offset = offset.min(self.text.len());
        let block = offset / STRIDE;
        let rest = &self.text.as_bytes()[block * STRIDE..offset];
        self.counts[block] + rest.iter().filter(|&&b| begins_scalar(b)).count()
    }

    /// The byte at which scalar value number `scalar` begins; the text's length past its last one.
    pub fn byte(&self, scalar: usize) -> usize {
        let block = self.counts.partition_point(|&count| count <= scalar).saturating_sub(1);
        let mut left = scalar - self.counts[block];
        for (at, &byte) in self.text.as_bytes().iter().enumerate().skip(block * STRIDE) {
            if begins_scalar(byte) {
                if left == 0 {
                    return at;
                }
                left -= 1;
            }
        }
        self.text.len()
    }

    /// `[start, end)` of a span in scalar values.
    pub fn pair(&self, span: Span) -> [usize; 2] {
        [self.scalar(span.start), self.scalar(span.end)]
    }
}

fn begins_scalar(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_counting_characters() {
        let text = "Vučić said: “dobro” 🙂. ".repeat(40);
        let offsets = ScalarOffsets::new(&text);
        for (scalar, (byte, _)) in text.char_indices().enumerate() {
            assert_eq!(offsets.scalar(byte), scalar);
            assert_eq!(offsets.byte(scalar), byte);
        }
        assert_eq!(offsets.byte(text.chars().count()), text.len());
        assert_eq!(offsets.byte(usize::MAX), text.len());
        assert_eq!(offsets.scalar(text.len()), text.chars().count());
        assert_eq!(offsets.scalar(usize::MAX), text.chars().count());
    }
}
