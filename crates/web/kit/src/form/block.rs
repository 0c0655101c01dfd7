//! Texts between the questions.

use askama::Template;
use forms::{Block, Inline};
use values::Hash;

#[derive(Template)]
#[template(path = "form/text.html")]
pub(super) struct TextPart<'a> {
    pub(super) blocks: &'a [Block],
}

impl TextPart<'_> {
    /// A text is known by its content: when the content changes, it is another text.
    fn key(&self) -> String {
        Hash::of(format!("{:?}", self.blocks).as_bytes()).to_string()[..12].to_owned()
    }

    /// The line as HTML, escaped.
    fn line(&self, line: &[Inline]) -> String {
        super::html(&Line { line })
    }
}

/// Words within a line.
#[derive(Template)]
#[template(path = "form/inline.html")]
struct Line<'a> {
    line: &'a [Inline],
}
