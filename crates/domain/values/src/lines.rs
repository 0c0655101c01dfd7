//! Line and column of a byte offset, in constant time also in a file that is one long line.

use crate::Span;

/// Bytes between two remembered character counts.
const STRIDE: usize = 128;

/// An index over a text.
#[derive(Debug)]
pub struct Lines<'t> {
    text: &'t str,
    /// Offset of the first byte of each line.
    starts: Vec<usize>,
    /// Characters before each multiple of [`STRIDE`].
    counts: Vec<usize>,
}

impl<'t> Lines<'t> {
    /// Looks through a text once.
    pub fn new(text: &'t str) -> Self {
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        let starts = std::iter::once(0).chain(breaks).collect();
        let mut total = 0;
        let mut counts = Vec::with_capacity(text.len() / STRIDE + 1);
        for chunk in text.as_bytes().chunks(STRIDE) {
            counts.push(total);
            total += characters(chunk);
        }
        counts.push(total);
        Self { text, starts, counts }
    }

    /// Whether this is the index of just this text.
    pub fn is_of(&self, text: &str) -> bool {
        std::ptr::eq(self.text, text)
    }

    /// The text between two offsets.
    pub fn slice(&self, start: usize, end: usize) -> &'t str {
        self.text.get(start..end).unwrap_or("")
    }

    /// The stretch between two offsets.
    pub fn span(&self, start: usize, end: usize) -> Span {
        let start = start.min(self.text.len());
        let line = self.starts.partition_point(|first| *first <= start);
        let column = self.before(start) - self.before(self.starts[line - 1]) + 1;
        Span { start, end: end.max(start), line: line as u32, column: column as u32 }
    }

    /// Characters before an offset.
    fn before(&self, offset: usize) -> usize {
        let block = offset / STRIDE;
        self.counts[block] + characters(&self.text.as_bytes()[block * STRIDE..offset])
    }
}

/// Characters that begin in these bytes of UTF-8.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A designer is sent to the right place in a short file and in a file without line breaks.
    #[test]
    fn positions_agree_with_counting() {
        let text = format!("größe\n{}ü<x>\n", "ä".repeat(3000));
        let lines = Lines::new(&text);
        for needle in ["größe", "<x>\n"] {
            let start = text.find(needle).expect("the word stands there");
            assert_eq!(lines.span(start, start + needle.len()), Span::of(&text, start, start + needle.len()));
        }
        assert_eq!(lines.span(text.len(), text.len()).line, 3);
    }
}
