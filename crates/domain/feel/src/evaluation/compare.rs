//! Equality and order of FEEL (DMN 1.5 §10.3.2.13 and table 53): three-valued, and never across types.

use super::Evaluation;
use crate::limits::Budget;
use crate::number::Number;
use crate::temporal::{DateTime, Time};
use crate::value::{Range, Value};
use std::cmp::Ordering;

/// The order of two values of one ordered type; `None` when they have none.
pub(crate) fn order(a: &Value, b: &Value) -> Option<Ordering> {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => Some(a.cmp(b)),
        (Value::Text(a), Value::Text(b)) => Some(a.cmp(b)),
        (Value::Date(a), Value::Date(b)) => Some(a.cmp(b)),
        (Value::DateTime(a), Value::DateTime(b)) => order_of_date_times(a, b),
        (Value::Time(a), Value::Time(b)) => order_of_times(a, b),
        (Value::YearsMonths(a), Value::YearsMonths(b)) => Some(a.cmp(b)),
        (Value::DaysTime(a), Value::DaysTime(b)) => Some(a.cmp(b)),
        _ => None,
    }
}

fn order_of_date_times(a: &DateTime, b: &DateTime) -> Option<Ordering> {
    match (a.instant_nanos(), b.instant_nanos()) {
        (Some(a), Some(b)) => Some(a.cmp(&b)),
        (None, None) => Some(a.local_nanos().cmp(&b.local_nanos())),
        _ => None,
    }
}

fn order_of_times(a: &Time, b: &Time) -> Option<Ordering> {
    match (a.offset_seconds(), b.offset_seconds()) {
        (Some(a_offset), Some(b_offset)) => {
            let utc = |time: &Time, offset: i32| {
                time.nanos() - i128::from(offset) * crate::temporal::NANOS_PER_SECOND
            };
            Some(utc(a, a_offset).cmp(&utc(b, b_offset)))
        }
        (None, None) => Some(a.nanos().cmp(&b.nanos())),
        _ => None,
    }
}

impl Evaluation<'_> {
    /// The order of two values, the length of texts counted as work.
    pub(crate) fn order(&mut self, a: &Value, b: &Value) -> Result<Option<Ordering>, Budget> {
        if let (Value::Text(a), Value::Text(b)) = (a, b) {
            self.spend(a.len().min(b.len()) as u64 / 64)?;
        }
        Ok(order(a, b))
    }

    /// Whether two values are equal; `None` when they are of different types.
    pub(crate) fn equal(&mut self, a: &Value, b: &Value) -> Result<Option<bool>, Budget> {
        Ok(match (a, b) {
            (Value::Null, Value::Null) => Some(true),
            (Value::Null, _) | (_, Value::Null) => Some(false),
            (Value::Bool(a), Value::Bool(b)) => Some(a == b),
            (Value::List(a), Value::List(b)) => self.equal_lists(a, b)?,
            (Value::Context(a), Value::Context(b)) => {
                if a.len() != b.len() {
                    return Ok(Some(false));
                }
                self.spend(a.len() as u64)?;
                for (name, value) in a.iter() {
                    let Some(other) = b.get(name) else { return Ok(Some(false)) };
                    if self.equal(value, other)? != Some(true) {
                        return Ok(Some(false));
                    }
                }
                Some(true)
            }
            (Value::Range(a), Value::Range(b)) => Some(self.equal_ranges(a, b)?),
            (Value::Function(a), Value::Function(b)) => Some(a == b),
            (Value::DateTime(_), Value::DateTime(_)) | (Value::Time(_), Value::Time(_)) => {
                Some(order(a, b) == Some(Ordering::Equal))
            }
            (a, b) => self.order(a, b)?.map(|order| order == Ordering::Equal),
        })
    }

    fn equal_lists(&mut self, a: &[Value], b: &[Value]) -> Result<Option<bool>, Budget> {
        if a.len() != b.len() {
            return Ok(Some(false));
        }
        self.spend(a.len() as u64)?;
        for (a, b) in a.iter().zip(b) {
            if self.equal(a, b)? != Some(true) {
                return Ok(Some(false));
            }
        }
        Ok(Some(true))
    }

    fn equal_ranges(&mut self, a: &Range, b: &Range) -> Result<bool, Budget> {
        if a.start_included != b.start_included || a.end_included != b.end_included {
            return Ok(false);
        }
        let null = Value::Null;
        let starts = self.equal(a.start.as_ref().unwrap_or(&null), b.start.as_ref().unwrap_or(&null))?;
        let ends = self.equal(a.end.as_ref().unwrap_or(&null), b.end.as_ref().unwrap_or(&null))?;
        Ok(starts == Some(true) && ends == Some(true))
    }
}

/// Whether a value lies in a range; `None` when it cannot be compared with its ends.
pub(crate) fn lies_in(value: &Value, range: &Range) -> Option<bool> {
    let after_start = match &range.start {
        None => true,
        Some(start) => match order(value, start)? {
            Ordering::Greater => true,
            Ordering::Equal => range.start_included,
            Ordering::Less => false,
        },
    };
    let before_end = match &range.end {
        None => true,
        Some(end) => match order(value, end)? {
            Ordering::Less => true,
            Ordering::Equal => range.end_included,
            Ordering::Greater => false,
        },
    };
    Some(after_start && before_end)
}

/// A whole number as a position in a list: 1 is the first, -1 the last.
pub(crate) fn position(number: Number, length: usize) -> Option<usize> {
    let number = number.to_i64()?;
    let index = match number {
        1.. => usize::try_from(number - 1).ok()?,
        0 => return None,
        _ => length.checked_sub(usize::try_from(number.unsigned_abs()).ok()?)?,
    };
    (index < length).then_some(index)
}
