//! The values of FEEL. How they are stored as JSON is in `json`, how others write and read JSON in `plain`, how they are
//! shown as text in `display`.

mod context;
mod display;
mod function;
mod json;
mod plain;
mod range;

pub use context::Context;
pub(crate) use function::{Callee, Closure};
pub use function::{Function, Invocable};
pub(crate) use json::MAX_NESTING;
pub use json::{UnstorableValue, from_written};
pub(crate) use plain::read as read_plain;
pub use plain::{Plain, from_plain};
pub use range::Range;

use crate::number::Number;
use crate::temporal::{Date, DateTime, DaysTime, Time, YearsMonths};
use std::sync::Arc;

/// A value of FEEL. `==` compares what is stored; the three-valued `=` of FEEL is another matter.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Value {
    /// Nothing, unknown, or an error (DMN 1.5 §10.3.2.3).
    #[default]
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A decimal number.
    Number(Number),
    /// A text.
    Text(Arc<str>),
    /// A date.
    Date(Date),
    /// A time of day.
    Time(Time),
    /// A date with a time of day.
    DateTime(DateTime),
    /// A duration of whole months.
    YearsMonths(YearsMonths),
    /// A duration of nanoseconds.
    DaysTime(DaysTime),
    /// A list.
    List(Arc<Vec<Value>>),
    /// A context: names with values.
    Context(Arc<Context>),
    /// A range such as `[1..10)`.
    Range(Arc<Range>),
    /// A function.
    Function(Arc<Function>),
}

impl Value {
    /// A text.
    pub fn text(text: impl Into<Arc<str>>) -> Self {
        Value::Text(text.into())
    }

    /// A list of these values.
    pub fn list(values: impl IntoIterator<Item = Value>) -> Self {
        Value::List(Arc::new(values.into_iter().collect()))
    }

    /// Whether the value is null.
    pub const fn is_null(&self) -> bool {
        matches!(self, Value::Null)
    }

    /// The truth value, when it is one.
    pub const fn as_bool(&self) -> Option<bool> {
        match self {
            Value::Bool(value) => Some(*value),
            _ => None,
        }
    }

    /// The number, when it is one.
    pub const fn as_number(&self) -> Option<Number> {
        match self {
            Value::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// The text, when it is one.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The items, when the value is a list.
    pub fn as_list(&self) -> Option<&[Value]> {
        match self {
            Value::List(items) => Some(items),
            _ => None,
        }
    }

    /// The context, when it is one.
    pub fn as_context(&self) -> Option<&Context> {
        match self {
            Value::Context(context) => Some(context),
            _ => None,
        }
    }

    /// Reads what stands in an at-literal `@"…"`: a date, time, date and time or duration.
    pub fn parse_at_literal(text: &str) -> Option<Value> {
        None.or_else(|| Date::parse(text).map(Value::Date))
            .or_else(|| DateTime::parse(text).map(Value::DateTime))
            .or_else(|| Time::parse(text).map(Value::Time))
            .or_else(|| YearsMonths::parse(text).map(Value::YearsMonths))
            .or_else(|| DaysTime::parse(text).map(Value::DaysTime))
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Value::Bool(value)
    }
}

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Value::Number(Number::from_i64(value))
    }
}

impl From<Number> for Value {
    fn from(value: Number) -> Self {
        Value::Number(value)
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Value::Text(value.into())
    }
}

impl From<String> for Value {
    fn from(value: String) -> Self {
        Value::Text(value.into())
    }
}

impl From<Date> for Value {
    fn from(value: Date) -> Self {
        Value::Date(value)
    }
}

impl From<DateTime> for Value {
    fn from(value: DateTime) -> Self {
        Value::DateTime(value)
    }
}

impl From<Time> for Value {
    fn from(value: Time) -> Self {
        Value::Time(value)
    }
}

impl From<Vec<Value>> for Value {
    fn from(values: Vec<Value>) -> Self {
        Value::List(Arc::new(values))
    }
}

impl From<Context> for Value {
    fn from(context: Context) -> Self {
        Value::Context(Arc::new(context))
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Value::Null, Into::into)
    }
}
