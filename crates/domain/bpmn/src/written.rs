//! Texts as a designer wrote them, with the place where they stand. What they mean is decided elsewhere.

use values::Span;

/// An attribute's value or an element's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The text, with XML entities resolved and without surrounding white space.
    pub text: String,
    /// Where its first character stands in the file.
    pub span: Span,
}

/// A value that may be written out or computed: Camunda marks expressions with a leading `=`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Given {
    /// The text itself is the value.
    Literal(Written),
    /// A FEEL expression, without the `=`.
    Expression(Written),
}

impl Written {
    /// The text as a literal or, after a leading `=`, as an expression that starts behind it.
    pub fn given(self) -> Given {
        match self.text.strip_prefix('=') {
            None => Given::Literal(self),
            Some(rest) => {
                let text = rest.trim_start();
                let span = self.behind(self.text.len() - text.len());
                Given::Expression(Written { text: text.to_owned(), span })
            }
        }
    }

    /// Where the text stands without so many bytes at its beginning.
    pub(crate) fn behind(&self, skipped: usize) -> Span {
        let before = &self.text[..skipped];
        let breaks = before.matches('\n').count() as u32;
        let last = before.rsplit('\n').next().unwrap_or("").chars().count() as u32;
        Span {
            start: self.span.start + skipped,
            end: self.span.end,
            line: self.span.line + breaks,
            column: if breaks == 0 { self.span.column + last } else { last + 1 },
        }
    }
}

impl Given {
    /// What was written, without the `=` of an expression.
    pub fn written(&self) -> &Written {
        match self {
            Given::Literal(written) | Given::Expression(written) => written,
        }
    }
}
