//! Functions of texts (DMN 1.5 table 77). Patterns are in `patterns`; positions count characters, not bytes.

use super::{Builtin, builtin, typed};
use crate::evaluation::{Evaluation, Outcome};
use crate::number::Number;
use crate::value::Value;

pub(super) const FAMILY: &[Builtin] = &[
    typed("string", "substring", &[&["string", "start position", "length?"]], substring),
    typed("number", "string length", &[&["string"]], |_, arguments| {
        Ok(one(&arguments).map(|text| text.chars().count() as i64).into())
    }),
    typed("string", "upper case", &[&["string"]], |evaluation, arguments| {
        map(evaluation, &arguments, str::to_uppercase)
    }),
    typed("string", "lower case", &[&["string"]], |evaluation, arguments| {
        map(evaluation, &arguments, str::to_lowercase)
    }),
    typed("string", "trim", &[&["string"]], |evaluation, arguments| {
        map(evaluation, &arguments, |text| text.trim().to_owned())
    }),
    typed("string", "substring before", &[&["string", "match"]], |evaluation, arguments| {
        let [Value::Text(text), Value::Text(wanted)] = arguments.as_slice() else { return Ok(Value::Null) };
        evaluation.text(text.find(&**wanted).map_or("", |at| &text[..at]))
    }),
    typed("string", "substring after", &[&["string", "match"]], |evaluation, arguments| {
        let [Value::Text(text), Value::Text(wanted)] = arguments.as_slice() else { return Ok(Value::Null) };
        evaluation.text(text.find(&**wanted).map_or("", |at| &text[at + wanted.len()..]))
    }),
    typed("boolean", "contains", &[&["string", "match"]], |_, arguments| {
        Ok(two(&arguments).map(|(text, wanted)| text.contains(wanted)).into())
    }),
    typed("boolean", "starts with", &[&["string", "match"]], |_, arguments| {
        Ok(two(&arguments).map(|(text, wanted)| text.starts_with(wanted)).into())
    }),
    typed("boolean", "ends with", &[&["string", "match"]], |_, arguments| {
        Ok(two(&arguments).map(|(text, wanted)| text.ends_with(wanted)).into())
    }),
    typed("boolean", "is blank", &[&["string"]], |_, arguments| {
        Ok(one(&arguments).map(|text| text.trim().is_empty()).into())
    }),
    builtin("string join", &[&["list", "delimiter?", "prefix?", "suffix?"]], string_join),
];

fn one(arguments: &[Value]) -> Option<&str> {
    match arguments {
        [Value::Text(text)] => Some(text),
        _ => None,
    }
}

fn two(arguments: &[Value]) -> Option<(&str, &str)> {
    match arguments {
        [Value::Text(text), Value::Text(wanted)] => Some((text, wanted)),
        _ => None,
    }
}

fn map(evaluation: &mut Evaluation<'_>, arguments: &[Value], change: fn(&str) -> String) -> Outcome {
    match one(arguments) {
        Some(text) => {
            evaluation.allocate(text.len())?;
            Ok(change(text).into())
        }
        None => Ok(Value::Null),
    }
}

/// From a position counted from 1, or from the end when negative.
fn substring(evaluation: &mut Evaluation<'_>, arguments: Vec<Value>) -> Outcome {
    let (text, start, length) = match arguments.as_slice() {
        [Value::Text(text), Value::Number(start)] => (text, start, None),
        [Value::Text(text), Value::Number(start), Value::Number(length)] => (text, start, Some(length)),
        _ => return Ok(Value::Null),
    };
    let whole = |number: &Number| number.round_to(0, crate::number::Rounding::Down).and_then(Number::to_i64);
    let count = text.chars().count() as i64;
    evaluation.spend(count as u64 / 16)?;
    let first = match whole(start) {
        Some(start @ 1..) => start - 1,
        Some(start @ ..=-1) => (count + start).max(0),
        _ => return Ok(Value::Null),
    };
    let length = match length.map(whole) {
        None => i64::MAX,
        Some(Some(length @ 1..)) => length,
        Some(_) => return Ok(Value::Null),
    };
    let skip = usize::try_from(first).unwrap_or(usize::MAX);
    let take = usize::try_from(length).unwrap_or(usize::MAX);
    let part: String = text.chars().skip(skip).take(take).collect();
    evaluation.text(&part)
}

/// Null items are left out (DMN 1.5 table 78).
fn string_join(evaluation: &mut Evaluation<'_>, arguments: Vec<Value>) -> Outcome {
    if arguments.len() == 3 {
        return Ok(Value::Null);
    }
    let mut arguments = arguments.into_iter();
    let list = arguments.next();
    let mut option = || match arguments.next() {
        None | Some(Value::Null) => Some("".into()),
        Some(Value::Text(text)) => Some(text),
        Some(_) => None,
    };
    let (Some(delimiter), Some(prefix), Some(suffix)) = (option(), option(), option()) else {
        return Ok(Value::Null);
    };
    let items = match &list {
        Some(Value::List(items)) => items.as_slice(),
        Some(single @ Value::Text(_)) => std::slice::from_ref(single),
        _ => return Ok(Value::Null),
    };
    evaluation.look_at(items.len())?;
    let mut parts = Vec::new();
    for item in items {
        match item {
            Value::Text(text) => parts.push(&**text),
            Value::Null => {}
            _ => return Ok(Value::Null),
        }
    }
    let bytes: usize = parts.iter().map(|part| part.len() + delimiter.len()).sum();
    evaluation.allocate(bytes + prefix.len() + suffix.len())?;
    Ok(Value::text(format!("{prefix}{}{suffix}", parts.join(&delimiter))))
}
