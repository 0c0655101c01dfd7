//! JSON as others write and read it: numbers with all their digits; dates, times, durations and ranges as texts. What is
//! kept of a case has a form of its own, in `json`.

use super::{Context, MAX_NESTING, Value};
use crate::environment::Environment;
use crate::evaluation::Evaluation;
use crate::limits::{Budget, Limits};
use crate::number::Number;
use serde::de::{MapAccess, Visitor};
use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;
use std::fmt;
use values::Moment;

/// A value that is written as plain JSON. Functions have none.
#[derive(Debug, Clone, Copy)]
pub struct Plain<'v>(pub &'v Value);

impl Serialize for Plain<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Value::Null => serializer.serialize_unit(),
            Value::Bool(truth) => serializer.serialize_bool(*truth),
            Value::Number(number) => digits(*number, serializer),
            Value::List(items) => serializer.collect_seq(items.iter().map(Plain)),
            Value::Context(context) => {
                serializer.collect_map(context.iter().map(|(name, value)| (&**name, Plain(value))))
            }
            Value::Function(_) => Err(S::Error::custom("a function cannot be written as JSON")),
            text_in_json => serializer.collect_str(text_in_json),
        }
    }
}

fn digits<S: Serializer>(number: Number, serializer: S) -> Result<S::Ok, S::Error> {
    let digits = RawValue::from_string(number.to_string()).map_err(S::Error::custom)?;
    digits.serialize(serializer)
}

/// The value of a text in JSON that the platform itself was given, without a budget; `None` when it is none, nests too deep,
/// or has a number that FEEL has not.
pub fn from_plain(text: &str) -> Option<Value> {
    let environment = Environment { now: Moment::from_micros(0) };
    let limits = Limits { steps: u64::MAX, ..Limits::default() };
    read(&mut Evaluation::new(&environment, &limits), text).ok()?
}

/// The value of a text in JSON; `None` when it is none, nests too deep, or has a number that FEEL has not.
pub(crate) fn read(evaluation: &mut Evaluation<'_>, text: &str) -> Result<Option<Value>, Budget> {
    level(evaluation, text.trim(), MAX_NESTING)
}

/// Each level looks at its text once more, and is counted for it.
fn level(evaluation: &mut Evaluation<'_>, text: &str, levels: usize) -> Result<Option<Value>, Budget> {
    evaluation.spend(1 + text.len() as u64 / 16)?;
    Ok(match text.as_bytes().first() {
        Some(b'[' | b'{') if levels == 0 => None,
        Some(b'[') => {
            let Ok(items) = serde_json::from_str::<Vec<&RawValue>>(text) else { return Ok(None) };
            let mut list = Vec::new();
            for item in items {
                let Some(item) = level(evaluation, item.get(), levels - 1)? else { return Ok(None) };
                list.push(item);
            }
            Some(list.into())
        }
        Some(b'{') => {
            let Ok(Entries(entries)) = serde_json::from_str(text) else { return Ok(None) };
            let mut context = Context::new();
            for (name, value) in entries {
                let Some(value) = level(evaluation, value.get(), levels - 1)? else { return Ok(None) };
                context.insert(name, value);
            }
            Some(context.into())
        }
        Some(b'"') => serde_json::from_str::<String>(text).ok().map(Value::text),
        Some(b'-' | b'0'..=b'9') => {
            let number = serde_json::from_str::<&RawValue>(text).ok();
            number.and_then(|digits| Number::parse(digits.get())).map(Value::Number)
        }
        _ => serde_json::from_str::<Option<bool>>(text)
            .ok()
            .map(|truth| truth.map(Value::Bool).unwrap_or_default()),
    })
}

/// The entries of an object in their order.
struct Entries<'t>(Vec<(String, &'t RawValue)>);

impl<'de> Deserialize<'de> for Entries<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(EntriesVisitor)
    }
}

struct EntriesVisitor;

impl<'de> Visitor<'de> for EntriesVisitor {
    type Value = Entries<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Entries<'de>, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(Entries(entries))
    }
}
