//! JSON in which every value knows where it stands, so that a designer is sent to the line of a mistake.
//! What the values mean for a form is decided in `read`.

use std::ops::Range;
use values::{Problem, Span};

/// A form file larger than this is refused before it is read.
const MAX_BYTES: usize = 1 << 20;

/// A JSON value and its place.
pub(crate) struct Located {
    /// The bytes it stands in, quotes and brackets included.
    pub(crate) range: Range<usize>,
    pub(crate) json: Json,
}

/// What stands there.
pub(crate) enum Json {
    Null,
    Bool(bool),
    /// As written.
    Number(String),
    Text(String),
    List(Vec<Located>),
    Object(Vec<(String, Located)>),
}

/// Reads a JSON text; the only problem it can have is that it is no JSON.
pub(crate) fn read(text: &str) -> Result<Located, Problem> {
    if text.len() > MAX_BYTES {
        return Err(Problem::in_text(Span::default(), "forms-form-too-large").with("limit", "1 MB"));
    }
    // serde_json judges the syntax and bounds the depth; the scanner below may then trust both.
    match serde_json::from_str::<serde_json::Value>(text) {
        Ok(_) => Ok(Scanner { text, at: 0 }.value()),
        Err(error) => Err(Problem::in_text(span_of(text, &error), "forms-not-json").with("reason", error)),
    }
}

fn span_of(text: &str, error: &serde_json::Error) -> Span {
    let line = error.line().max(1);
    let before: usize = text.split_inclusive('\n').take(line - 1).map(str::len).sum();
    let start = before + error.column().saturating_sub(1);
    Span::of(text, start, start + 1)
}

impl Located {
    /// The member of this name, when the value is an object.
    pub(crate) fn get(&self, name: &str) -> Option<&Located> {
        match &self.json {
            Json::Object(members) => {
                members.iter().rev().find(|(key, _)| key == name).map(|(_, value)| value)
            }
            _ => None,
        }
    }

    /// The text, when the value is one.
    pub(crate) fn text(&self) -> Option<&str> {
        match &self.json {
            Json::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The text of the member of this name.
    pub(crate) fn text_of(&self, name: &str) -> Option<&str> {
        self.get(name).and_then(Located::text)
    }

    /// The items, when the value is a list; none otherwise.
    pub(crate) fn items(&self) -> &[Located] {
        match &self.json {
            Json::List(items) => items,
            _ => &[],
        }
    }

    /// Whether the member of this name is `true`.
    pub(crate) fn is_true(&self, name: &str) -> bool {
        matches!(self.get(name).map(|value| &value.json), Some(Json::Bool(true)))
    }

    /// Line and column.
    pub(crate) fn span(&self, text: &str) -> Span {
        Span::of(text, self.range.start, self.range.end)
    }
}

/// Walks a text that is known to be valid JSON.
struct Scanner<'a> {
    text: &'a str,
    at: usize,
}

impl Scanner<'_> {
    fn value(&mut self) -> Located {
        let start = self.peek_at();
        let json = match self.text.as_bytes()[start] {
            b'{' => self.object(),
            b'[' => self.list(),
            b'"' => Json::Text(self.string()),
            _ => self.word(),
        };
        Located { range: start..self.at, json }
    }

    fn object(&mut self) -> Json {
        let mut members = Vec::new();
        self.at += 1;
        while self.next_byte() != b'}' {
            self.skip(b',');
            self.peek_at();
            let name = self.string();
            self.skip(b':');
            members.push((name, self.value()));
        }
        self.at += 1;
        Json::Object(members)
    }

    fn list(&mut self) -> Json {
        let mut items = Vec::new();
        self.at += 1;
        while self.next_byte() != b']' {
            self.skip(b',');
            items.push(self.value());
        }
        self.at += 1;
        Json::List(items)
    }

    fn string(&mut self) -> String {
        let start = self.at;
        let bytes = self.text.as_bytes();
        self.at += 1;
        while bytes[self.at] != b'"' {
            self.at += if bytes[self.at] == b'\\' { 2 } else { 1 };
        }
        self.at += 1;
        serde_json::from_str(&self.text[start..self.at]).unwrap_or_default()
    }

    fn word(&mut self) -> Json {
        let rest = &self.text[self.at..];
        let length = rest.find([',', '}', ']', ' ', '\t', '\r', '\n']).unwrap_or(rest.len());
        self.at += length;
        match &rest[..length] {
            "null" => Json::Null,
            "true" => Json::Bool(true),
            "false" => Json::Bool(false),
            number => Json::Number(number.to_owned()),
        }
    }

    /// Moves to the next byte that is not white space, and says where it is.
    fn peek_at(&mut self) -> usize {
        let rest = self.text[self.at..].trim_start_matches([' ', '\t', '\r', '\n']);
        self.at = self.text.len() - rest.len();
        self.at
    }

    fn next_byte(&mut self) -> u8 {
        let at = self.peek_at();
        self.text.as_bytes()[at]
    }

    fn skip(&mut self, byte: u8) {
        if self.next_byte() == byte {
            self.at += 1;
        }
    }
}
