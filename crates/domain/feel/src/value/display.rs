//! Values as text, the way `string()` shows them (DMN 1.5 table 76). The German way is made by `format date` and
//! `format amount`.

use super::{Context, Range, Value};
use std::fmt;

/// A text stands as itself; inside lists and contexts it is quoted.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Null => f.write_str("null"),
            Value::Bool(value) => fmt::Display::fmt(value, f),
            Value::Number(number) => fmt::Display::fmt(number, f),
            Value::Text(text) => f.write_str(text),
            Value::Date(date) => fmt::Display::fmt(date, f),
            Value::Time(time) => fmt::Display::fmt(time, f),
            Value::DateTime(date_time) => fmt::Display::fmt(date_time, f),
            Value::YearsMonths(duration) => fmt::Display::fmt(duration, f),
            Value::DaysTime(duration) => fmt::Display::fmt(duration, f),
            Value::List(items) => {
                f.write_str("[")?;
                for (position, item) in items.iter().enumerate() {
                    f.write_str(if position > 0 { ", " } else { "" })?;
                    write_inner(item, f)?;
                }
                f.write_str("]")
            }
            Value::Context(context) => fmt::Display::fmt(&**context, f),
            Value::Range(range) => fmt::Display::fmt(&**range, f),
            Value::Function(function) => fmt::Debug::fmt(&**function, f),
        }
    }
}

impl fmt::Display for Context {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("{")?;
        for (position, (name, value)) in self.iter().enumerate() {
            f.write_str(if position > 0 { ", " } else { "" })?;
            write_key(name, f)?;
            f.write_str(": ")?;
            write_inner(value, f)?;
        }
        f.write_str("}")
    }
}

impl fmt::Display for Range {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.start, &self.end) {
            (Some(start), None) => {
                f.write_str(if self.start_included { ">=" } else { ">" })?;
                write_inner(start, f)
            }
            (None, Some(end)) => {
                f.write_str(if self.end_included { "<=" } else { "<" })?;
                write_inner(end, f)
            }
            (start, end) => {
                f.write_str(if self.start_included { "[" } else { "(" })?;
                write_inner(start.as_ref().unwrap_or(&Value::Null), f)?;
                f.write_str("..")?;
                write_inner(end.as_ref().unwrap_or(&Value::Null), f)?;
                f.write_str(if self.end_included { "]" } else { ")" })
            }
        }
    }
}

fn write_inner(value: &Value, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match value {
        Value::Text(text) => write_quoted(text, f),
        other => fmt::Display::fmt(other, f),
    }
}

/// A key is quoted only when it would not be read as a name.
fn write_key(name: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let plain = |character: char| !"{}[]:,\"\\".contains(character);
    if !name.is_empty() && name.chars().all(plain) { f.write_str(name) } else { write_quoted(name, f) }
}

fn write_quoted(text: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_str("\"")?;
    for character in text.chars() {
        match character {
            '"' => f.write_str("\\\"")?,
            '\\' => f.write_str("\\\\")?,
            other => fmt::Write::write_char(f, other)?,
        }
    }
    f.write_str("\"")
}
