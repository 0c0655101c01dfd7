//! Looking into values: properties after a dot, filters in brackets.

use super::run::Run;
use super::{Outcome, compare};
use crate::ast::Node;
use crate::number::Number;
use crate::temporal::{Date, Time};
use crate::value::{Range, Value};

impl Run<'_, '_> {
    pub(super) fn path(&mut self, node: &Node, name: &str) -> Outcome {
        if let Some(Value::Context(context)) = self.peek(node) {
            let value = context.get(name).cloned().unwrap_or_default();
            self.evaluation.spend(1)?;
            return Ok(value);
        }
        let value = self.value(node)?;
        let Value::List(items) = &value else { return Ok(property(&value, name)) };
        self.evaluation.spend(items.len() as u64)?;
        let properties = items.iter().map(|item| property(item, name)).collect();
        self.evaluation.list(properties)
    }

    pub(super) fn filter(&mut self, node: &Node, condition: &Node) -> Outcome {
        let value = self.value(node)?;
        let items: &[Value] = match &value {
            Value::List(items) => items,
            Value::Null => &[],
            single => std::slice::from_ref(single),
        };
        if items.is_empty() {
            let is_index = matches!(condition.kind, crate::ast::Kind::Literal(Value::Number(_)));
            return Ok(if is_index || value.is_null() { Value::Null } else { Value::list([]) });
        }
        let slot = self.slots.len();
        self.slots.push(Value::Null);
        let mut kept = Vec::new();
        for (index, item) in items.iter().enumerate() {
            self.slots.truncate(slot + 1);
            self.slots[slot] = item.clone();
            match self.value(condition)? {
                Value::Bool(true) => kept.push(item.clone()),
                Value::Number(number) if index == 0 => {
                    self.slots.truncate(slot);
                    let place = compare::position(number, items.len());
                    return Ok(place.map_or(Value::Null, |place| items[place].clone()));
                }
                _ => {}
            }
        }
        self.slots.truncate(slot);
        self.evaluation.list(kept)
    }
}

/// The property of a value; null when it has none of this name.
pub(crate) fn property(value: &Value, name: &str) -> Value {
    let found = match value {
        Value::Context(context) => context.get(name).cloned(),
        Value::Date(date) => date_property(*date, name),
        Value::Time(time) => time_property(time, name),
        Value::DateTime(at) => match name {
            "time offset" => at.offset_seconds().map(seconds),
            _ => date_property(at.date(), name).or_else(|| time_property(at.time(), name)),
        },
        Value::YearsMonths(duration) => match name {
            "years" => Some((duration.months() / 12).into()),
            "months" => Some((duration.months() % 12).into()),
            _ => None,
        },
        Value::DaysTime(duration) => {
            let whole_seconds = duration.nanos() / crate::temporal::NANOS_PER_SECOND;
            let part = match name {
                "days" => whole_seconds / 86_400,
                "hours" => whole_seconds / 3_600 % 24,
                "minutes" => whole_seconds / 60 % 60,
                "seconds" => whole_seconds % 60,
                _ => return Value::Null,
            };
            Number::from_i128(part).map(Value::Number)
        }
        Value::Range(range) => range_property(range, name),
        _ => None,
    };
    found.unwrap_or_default()
}

fn seconds(offset: i32) -> Value {
    Value::DaysTime(crate::temporal::DaysTime::from_seconds(i64::from(offset)))
}

fn date_property(date: Date, name: &str) -> Option<Value> {
    let part = match name {
        "year" => i64::from(date.year()),
        "month" => i64::from(date.month()),
        "day" => i64::from(date.day()),
        "weekday" => i64::from(date.weekday()),
        _ => return None,
    };
    Some(part.into())
}

fn time_property(time: &Time, name: &str) -> Option<Value> {
    Some(match name {
        "hour" => i64::from(time.hour()).into(),
        "minute" => i64::from(time.minute()).into(),
        "second" => i64::from(time.second()).into(),
        "time offset" => seconds(time.offset_seconds()?),
        "timezone" => Value::text(time.zone()?.name()?),
        _ => return None,
    })
}

fn range_property(range: &Range, name: &str) -> Option<Value> {
    Some(match name {
        "start" => range.start.clone()?,
        "end" => range.end.clone()?,
        "start included" => range.start_included.into(),
        "end included" => range.end_included.into(),
        _ => return None,
    })
}
