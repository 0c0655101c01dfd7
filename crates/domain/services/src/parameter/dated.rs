//! A parameter that changes on a day: its values with the day, bylaw and paragraph of each. Expressions read them as a
//! list of contexts sorted by day; which one counts is the process's decision, usually by the day liability begins.

use super::Misfit;
use feel::{Context, Date, Value};
use std::sync::Arc;

/// What an expression reads of each value.
pub(crate) const VALID_FROM: &str = "valid_from";
pub(crate) const VALUE: &str = "value";
pub(crate) const BYLAW: &str = "bylaw";
pub(crate) const PARAGRAPH: &str = "paragraph";

/// One value of a dated parameter.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct DatedValue {
    pub(crate) valid_from: Date,
    pub(crate) value: Value,
    pub(crate) bylaw: Option<String>,
    pub(crate) paragraph: Option<String>,
}

impl DatedValue {
    /// The list as expressions read it, from the earliest day to the latest.
    pub(crate) fn list(mut values: Vec<DatedValue>) -> Value {
        values.sort_by_key(|value| value.valid_from);
        Value::list(values.into_iter().map(DatedValue::into_value))
    }

    /// The values of such a list.
    pub(crate) fn read(list: &Value) -> Result<Vec<DatedValue>, Misfit> {
        let items = list.as_list().filter(|items| !items.is_empty()).ok_or(Misfit::Dated)?;
        items.iter().map(|item| Self::of(item).ok_or(Misfit::Dated)).collect()
    }

    /// The value that counts on a day: the latest that applies by then.
    pub(crate) fn on(values: &[DatedValue], day: Date) -> Option<&DatedValue> {
        values.iter().rfind(|value| value.valid_from <= day)
    }

    fn of(item: &Value) -> Option<Self> {
        let context = item.as_context()?;
        let known = [VALID_FROM, VALUE, BYLAW, PARAGRAPH];
        if context.names().any(|name| !known.contains(&name)) {
            return None;
        }
        let Some(Value::Date(valid_from)) = context.get(VALID_FROM) else { return None };
        Some(Self {
            valid_from: *valid_from,
            value: context.get(VALUE)?.clone(),
            bylaw: text(context.get(BYLAW))?,
            paragraph: text(context.get(PARAGRAPH))?,
        })
    }

    fn into_value(self) -> Value {
        let words = |text: Option<String>| text.map_or(Value::Null, |text| Value::text(text.as_str()));
        Value::Context(Arc::new(
            Context::new()
                .with(VALID_FROM, self.valid_from)
                .with(VALUE, self.value)
                .with(BYLAW, words(self.bylaw))
                .with(PARAGRAPH, words(self.paragraph)),
        ))
    }
}

/// A text that may be left out; `None` for anything else.
fn text(value: Option<&Value>) -> Option<Option<String>> {
    match value {
        None | Some(Value::Null) => Some(None),
        Some(Value::Text(text)) => Some(Some(text.to_string())),
        Some(_) => None,
    }
}
