//! What a citizen or a designer can mend: a place and the key of a text. The words live in the text catalogues of the
//! crates that raise problems (`texts/{de,en}.ftl`).

use crate::Span;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::fmt;

/// Something a person can mend. Checks return all problems they find, never only the first.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Problem {
    /// Where to look.
    pub place: Place,
    /// Key of the sentence in the text catalogue, such as `feel-unknown-name`.
    pub key: Cow<'static, str>,
    /// What the sentence fills in, by name.
    pub args: Vec<(Cow<'static, str>, String)>,
}

/// Where a problem is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Place {
    /// The whole of what was checked.
    Whole,
    /// An answer in a form, by its path, such as `dogs[0].name`.
    Answer(String),
    /// A stretch of a text, in a file of a package when it has one.
    Text {
        /// Path inside the package, empty for a text without a file.
        file: String,
        /// Id of the model element the text belongs to, empty when there is none.
        element: String,
        /// The stretch.
        span: Span,
    },
}

impl Problem {
    /// A problem at a place, still without arguments.
    pub fn new(place: Place, key: impl Into<Cow<'static, str>>) -> Self {
        Self { place, key: key.into(), args: Vec::new() }
    }

    /// A problem with an answer of a form.
    pub fn in_answer(path: impl Into<String>, key: impl Into<Cow<'static, str>>) -> Self {
        Self::new(Place::Answer(path.into()), key)
    }

    /// A problem in a text that has no file of its own yet; see [`Problem::inside`].
    pub fn in_text(span: Span, key: impl Into<Cow<'static, str>>) -> Self {
        Self::new(Place::Text { file: String::new(), element: String::new(), span }, key)
    }

    /// The same problem with one more argument for its sentence.
    #[must_use]
    pub fn with(mut self, name: impl Into<Cow<'static, str>>, value: impl fmt::Display) -> Self {
        self.args.push((name.into(), value.to_string()));
        self
    }

    /// The same problem, in this file.
    #[must_use]
    pub fn in_file(mut self, path: &str) -> Self {
        match &mut self.place {
            Place::Text { file, .. } => path.clone_into(file),
            Place::Whole | Place::Answer(_) => {
                self.place =
                    Place::Text { file: path.to_owned(), element: String::new(), span: Span::default() };
            }
        }
        self
    }

    /// A problem of an embedded text (an expression in an attribute), moved to where that text stands: the element is
    /// named and `outer` gives line and column of the text's first character.
    #[must_use]
    pub fn inside(mut self, element_id: &str, outer: Span) -> Self {
        if let Place::Text { element, span, .. } = &mut self.place {
            element_id.clone_into(element);
            let column = if span.line <= 1 { outer.column + span.column.max(1) - 1 } else { span.column };
            let line = outer.line + span.line.max(1) - 1;
            *span = Span { start: outer.start + span.start, end: outer.start + span.end, line, column };
        }
        self
    }

    /// The argument of this name.
    pub fn arg(&self, name: &str) -> Option<&str> {
        self.args.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// For logs and golden tests: place, key and arguments; people read the sentence from the catalogue instead.
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.place {
            Place::Whole => write!(f, "{}", self.key)?,
            Place::Answer(path) => write!(f, "{path}: {}", self.key)?,
            Place::Text { file, element, span } => {
                write!(f, "{file}:{}:{}: {}", span.line, span.column, self.key)?;
                if !element.is_empty() {
                    write!(f, " element={element}")?;
                }
            }
        }
        self.args.iter().try_for_each(|(name, value)| write!(f, " {name}={value:?}"))
    }
}
