//! Patterns of designers: the regular expressions of form-js (JavaScript) run by an engine that needs linear time.
//! Which field has a pattern is said in `definition`.

use regex::{Regex, RegexBuilder};

/// Compiled size of one pattern at most, in bytes.
const MAX_COMPILED_BYTES: usize = 1 << 20;

/// A pattern that an answer must match somewhere, as `RegExp.test` does.
#[derive(Debug, Clone)]
pub(crate) struct Pattern(Regex);

impl Pattern {
    /// Compiles a JavaScript pattern; the error says what the engine does not know (such as look-ahead).
    pub(crate) fn parse(javascript: &str) -> Result<Self, String> {
        let translated = translate(javascript);
        let built = RegexBuilder::new(&translated).size_limit(MAX_COMPILED_BYTES).build();
        built.map(Self).map_err(|error| last_line(&error.to_string()))
    }

    /// Whether the text matches.
    pub(crate) fn matches(&self, text: &str) -> bool {
        self.0.is_match(text)
    }
}

fn last_line(message: &str) -> String {
    let line = message.lines().last().unwrap_or(message);
    line.strip_prefix("error: ").unwrap_or(line).to_owned()
}

/// JavaScript knows no nested classes and no set operators, and its `\d` and `\w` mean ASCII.
fn translate(javascript: &str) -> String {
    let mut out = String::with_capacity(javascript.len() + 16);
    let mut part = Part::Plain;
    let mut characters = javascript.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' => translate_escape(characters.next(), part, &mut out),
            '[' | '&' | '~' if part == Part::Class => out.extend(['\\', character]),
            '[' | ']' => {
                part = if character == '[' { Part::Class } else { Part::Plain };
                out.push(character);
            }
            other => out.push(other),
        }
    }
    out
}

/// Where in a pattern a character stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Plain,
    /// Between `[` and `]`.
    Class,
}

fn translate_escape(escaped: Option<char>, part: Part, out: &mut String) {
    match (escaped, part) {
        (Some('d'), Part::Class) => out.push_str("0-9"),
        (Some('d'), Part::Plain) => out.push_str("[0-9]"),
        (Some('w'), Part::Class) => out.push_str("0-9A-Za-z_"),
        (Some('w'), Part::Plain) => out.push_str("[0-9A-Za-z_]"),
        (Some('D'), _) => out.push_str("[^0-9]"),
        (Some('W'), _) => out.push_str("[^0-9A-Za-z_]"),
        (Some(other), _) => out.extend(['\\', other]),
        (None, _) => out.push('\\'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A pattern that a designer copied from a browser form means the same here.
    #[test]
    fn browser_patterns_mean_the_same() {
        let matches = |pattern: &str, text| Pattern::parse(pattern).map(|pattern| pattern.matches(text));
        let phone = r"^[+]?[0-9\s\-\/()]{7,20}$";
        assert_eq!(matches(phone, "+49 (6031) 12-34/5"), Ok(true));
        assert_eq!(matches(r"^[^\s@[&&]+@x$", "a&b@x"), Ok(false));
        assert_eq!(matches(r"^\d{2}$", "٣٣"), Ok(false));
        assert!(matches("^(?=a)b", "b").is_err());
        assert!(matches("(((a{1000}){1000}){1000})", "b").is_err());
    }
}
