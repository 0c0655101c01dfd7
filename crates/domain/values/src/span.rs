//! A place in a text that somebody wrote.

use serde::{Deserialize, Serialize};

/// A stretch of a text: byte offsets for machines, line and column for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// Byte after the last one.
    pub end: usize,
    /// Line of the first character, counted from 1.
    pub line: u32,
    /// Column of the first character in characters, counted from 1.
    pub column: u32,
}

impl Span {
    /// The stretch `start..end` of this text; offsets beyond the text or inside a character are moved back.
    pub fn of(text: &str, start: usize, end: usize) -> Self {
        let start = floor_char(text, start);
        let end = floor_char(text, end).max(start);
        let before = &text[..start];
        let line = before.matches('\n').count() as u32 + 1;
        let column = before.rsplit('\n').next().unwrap_or("").chars().count() as u32 + 1;
        Self { start, end, line, column }
    }
}

fn floor_char(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A designer is sent to the line and column where the mistake stands, umlauts or not.
    #[test]
    fn lines_and_columns_count_characters() {
        let text = "größe =\n  hündn";
        let start = text.find("hündn").expect("the word stands there");
        let span = Span::of(text, start, start + 6);
        assert_eq!((span.line, span.column), (2, 3));
        assert_eq!(Span::of(text, 400, 900).line, 2);
    }
}
