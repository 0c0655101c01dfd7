//! The stored form of values, format 1: plain JSON where JSON has the same value, `{"@": text}` where it has not.
//! This form is journaled, so it is a promise: a change needs a new format number where it is kept.

use super::{Context, Value, from_plain};
use crate::number::Number;
use serde::de::{Error as _, MapAccess, SeqAccess, Visitor};
use serde::ser::{Error as _, SerializeMap, SerializeSeq};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::sync::Arc;

/// How deep lists and contexts may stand in each other; readers of JSON stop at 128.
pub(crate) const MAX_NESTING: usize = 100;

/// The key that marks what JSON has no value for; a real key that starts so gets one more.
const MARK: &str = "@";

/// A value that cannot be stored: ranges and functions live only while an expression is evaluated.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum UnstorableValue {
    /// A range.
    #[error("a range cannot be stored")]
    Range,
    /// A function.
    #[error("a function cannot be stored")]
    Function,
    /// Lists and contexts stand too deep in each other.
    #[error("lists and contexts are nested deeper than 100 levels")]
    Nesting,
}

impl Value {
    /// Whether the value can be stored, and if not why.
    ///
    /// # Errors
    /// The first thing in it that cannot be stored.
    pub fn check_storable(&self) -> Result<(), UnstorableValue> {
        check(self, MAX_NESTING)
    }
}

fn check(value: &Value, levels: usize) -> Result<(), UnstorableValue> {
    match value {
        Value::Range(_) => Err(UnstorableValue::Range),
        Value::Function(_) => Err(UnstorableValue::Function),
        Value::List(_) | Value::Context(_) if levels == 0 => Err(UnstorableValue::Nesting),
        Value::List(items) => items.iter().try_for_each(|item| check(item, levels - 1)),
        Value::Context(context) => context.iter().try_for_each(|(_, value)| check(value, levels - 1)),
        _ => Ok(()),
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Value::Null => serializer.serialize_unit(),
            Value::Bool(value) => serializer.serialize_bool(*value),
            Value::Number(number) => match number.to_i64() {
                Some(whole) => serializer.serialize_i64(whole),
                None => marked(serializer, number),
            },
            Value::Text(text) => serializer.serialize_str(text),
            Value::Date(date) => marked(serializer, date),
            Value::Time(time) => marked(serializer, time),
            Value::DateTime(date_time) => marked(serializer, date_time),
            Value::YearsMonths(duration) => marked(serializer, duration),
            Value::DaysTime(duration) => marked(serializer, duration),
            Value::List(items) => {
                let mut list = serializer.serialize_seq(Some(items.len()))?;
                items.iter().try_for_each(|item| list.serialize_element(item))?;
                list.end()
            }
            Value::Context(context) => context.serialize(serializer),
            Value::Range(_) => Err(S::Error::custom(UnstorableValue::Range)),
            Value::Function(_) => Err(S::Error::custom(UnstorableValue::Function)),
        }
    }
}

/// The variables in a text that a person or a script wrote in the stored form: numbers written plainly keep every digit,
/// too.
///
/// # Errors
/// The text is not an object in the stored form, nests too deep, or has a number that FEEL has not.
pub fn from_written(text: &str) -> serde_json::Result<Context> {
    let _: Context = serde_json::from_str(text)?;
    match from_plain(text).and_then(unmarked) {
        Some(Value::Context(context)) => Ok(Arc::unwrap_or_clone(context)),
        _ => Err(serde::de::Error::custom("it nests too deep, or has a number beyond all numbers of FEEL")),
    }
}

/// What is meant by marks that were read as plain JSON.
fn unmarked(value: Value) -> Option<Value> {
    match value {
        Value::List(items) => Some(items.iter().cloned().map(unmarked).collect::<Option<Vec<_>>>()?.into()),
        Value::Context(context) => match context.get(MARK) {
            Some(text) => marked_value::<serde_json::Error>(text.as_text()?).ok(),
            None => {
                let mut meant = Context::new();
                for (name, value) in context.iter() {
                    meant.insert(name.strip_prefix(MARK).unwrap_or(name), unmarked(value.clone())?);
                }
                Some(meant.into())
            }
        },
        other => Some(other),
    }
}

fn marked<S: Serializer>(serializer: S, value: &impl fmt::Display) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(1))?;
    map.serialize_entry(MARK, &value.to_string())?;
    map.end()
}

impl Serialize for Context {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.len()))?;
        for (name, value) in self.iter() {
            if name.starts_with(MARK) {
                map.serialize_entry(&format!("{MARK}{name}"), value)?;
            } else {
                map.serialize_entry(&**name, value)?;
            }
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ValueVisitor)
    }
}

impl<'de> Deserialize<'de> for Context {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match deserializer.deserialize_map(ValueVisitor)? {
            Value::Context(context) => Ok(Arc::unwrap_or_clone(context)),
            _ => Err(D::Error::custom("an object with names is expected")),
        }
    }
}

struct ValueVisitor;

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value in the stored form")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        Value::deserialize(deserializer)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<Value, E> {
        number(&value.to_string())
    }

    /// A fraction that came as plain JSON means its shortest decimal text, not the binary neighbour.
    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<Value, E> {
        number(&value.to_string())
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::text(value))
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::text(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element()? {
            items.push(item);
        }
        Ok(items.into())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut context = Context::new();
        while let Some(key) = map.next_key::<String>()? {
            if key == MARK && context.is_empty() {
                let text: String = map.next_value()?;
                return match map.next_key::<String>()? {
                    None => marked_value(&text),
                    Some(_) => Err(A::Error::custom("the mark \"@\" stands alone in its object")),
                };
            }
            let name = match key.strip_prefix(MARK) {
                Some(name) if name.starts_with(MARK) => name,
                Some(_) => return Err(A::Error::custom(format!("the key {key:?} needs one more \"@\""))),
                None => key.as_str(),
            };
            context.insert(name, map.next_value::<Value>()?);
        }
        Ok(context.into())
    }
}

fn number<E: serde::de::Error>(text: &str) -> Result<Value, E> {
    Number::parse(text).map(Value::Number).ok_or_else(|| E::custom(format!("{text} is no number")))
}

fn marked_value<E: serde::de::Error>(text: &str) -> Result<Value, E> {
    Value::parse_at_literal(text)
        .or_else(|| Number::parse(text).map(Value::Number))
        .ok_or_else(|| E::custom(format!("{text:?} is neither number, date, time nor duration")))
}
