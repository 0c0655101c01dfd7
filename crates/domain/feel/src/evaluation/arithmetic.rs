//! `+ - * / **` of numbers, texts, dates and durations (DMN 1.5 tables 54 to 58). What does not fit is null.

use super::run::Run;
use super::{Evaluation, Outcome};
use crate::ast::{Comparison, Node, Operator};
use crate::number::{Number, Rounding};
use crate::temporal::{Date, DateTime, DaysTime, NANOS_PER_SECOND, SECONDS_PER_DAY, Time, YearsMonths};
use crate::value::Value;
use std::cmp::Ordering;

/// Steps that a power counts as, by the time it takes.
const POWER: u64 = 400;
/// Steps that a power with a fraction in its exponent counts as: a logarithm and an exponential.
const FRACTIONAL_POWER: u64 = 4_000;

impl Run<'_, '_> {
    pub(super) fn arithmetic(&mut self, operator: Operator, left: &Node, right: &Node) -> Outcome {
        let left = self.value(left)?;
        let right = self.value(right)?;
        if let (Value::Number(a), Value::Number(b)) = (&left, &right) {
            return self.evaluation.numeric(operator, *a, *b);
        }
        self.evaluation.mixed(operator, left, right)
    }

    pub(super) fn negate(&mut self, operand: &Node) -> Outcome {
        Ok(match self.value(operand)? {
            Value::Number(number) => Value::Number(number.negated()),
            Value::YearsMonths(duration) => duration.months().checked_neg().map(months).unwrap_or_default(),
            Value::DaysTime(duration) => duration.nanos().checked_neg().map(nanos).unwrap_or_default(),
            _ => Value::Null,
        })
    }

    pub(super) fn comparison(&mut self, comparison: Comparison, left: &Node, right: &Node) -> Outcome {
        if let (Some(Value::Number(a)), Some(Value::Number(b))) = (self.peek(left), self.peek(right)) {
            return Ok(Value::Bool(holds(comparison, a.cmp(b))));
        }
        let left = self.value(left)?;
        let right = self.value(right)?;
        Ok(self.evaluation.compared(comparison, &left, &right)?.into())
    }

    pub(super) fn between(&mut self, value: &Node, low: &Node, high: &Node) -> Outcome {
        let (value, low, high) = (self.value(value)?, self.value(low)?, self.value(high)?);
        let above = self.evaluation.order(&value, &low)?.map(Ordering::is_ge);
        let below = self.evaluation.order(&value, &high)?.map(Ordering::is_le);
        Ok(match (above, below) {
            (Some(false), _) | (_, Some(false)) if above.is_some() && below.is_some() => Value::Bool(false),
            (Some(true), Some(true)) => Value::Bool(true),
            _ => Value::Null,
        })
    }
}

/// Whether the order is what the comparison asks for.
pub(super) fn holds(comparison: Comparison, order: Ordering) -> bool {
    match comparison {
        Comparison::Equal => order.is_eq(),
        Comparison::NotEqual => order.is_ne(),
        Comparison::Less => order.is_lt(),
        Comparison::LessOrEqual => order.is_le(),
        Comparison::Greater => order.is_gt(),
        Comparison::GreaterOrEqual => order.is_ge(),
    }
}

impl Evaluation<'_> {
    /// The truth of a comparison.
    pub(super) fn compared(
        &mut self,
        comparison: Comparison,
        left: &Value,
        right: &Value,
    ) -> Result<Option<bool>, crate::limits::Budget> {
        Ok(match comparison {
            Comparison::Equal => self.equal(left, right)?,
            Comparison::NotEqual => self.equal(left, right)?.map(|equal| !equal),
            other => self.order(left, right)?.map(|order| holds(other, order)),
        })
    }

    fn numeric(&mut self, operator: Operator, a: Number, b: Number) -> Outcome {
        let result = match operator {
            Operator::Add => a.plus(b),
            Operator::Subtract => a.minus(b),
            Operator::Multiply => a.times(b),
            Operator::Divide => a.over(b),
            Operator::Power => {
                self.spend(if b.is_integer() { POWER } else { FRACTIONAL_POWER })?;
                a.power(b)
            }
        };
        Ok(result.into())
    }

    fn mixed(&mut self, operator: Operator, left: Value, right: Value) -> Outcome {
        if let (Operator::Add, Value::Text(a), Value::Text(b)) = (operator, &left, &right) {
            self.allocate(a.len() + b.len())?;
            return Ok(Value::text([&**a, &**b].concat()));
        }
        let result = match operator {
            Operator::Add => sum(&left, &right).or_else(|| sum(&right, &left)),
            Operator::Subtract => difference(&left, &right),
            Operator::Multiply => product(&left, &right).or_else(|| product(&right, &left)),
            Operator::Divide => quotient(&left, &right),
            Operator::Power => None,
        };
        Ok(result.unwrap_or_default())
    }
}

/// A point in time and a duration, or two durations.
fn sum(left: &Value, right: &Value) -> Option<Value> {
    Some(match (left, right) {
        (Value::YearsMonths(a), Value::YearsMonths(b)) => months(a.months().checked_add(b.months())?),
        (Value::DaysTime(a), Value::DaysTime(b)) => nanos(a.nanos().checked_add(b.nanos())?),
        (Value::Date(date), Value::YearsMonths(duration)) => {
            Value::Date(date.plus_months(duration.months())?)
        }
        (Value::DateTime(at), Value::YearsMonths(duration)) => Value::DateTime(at.plus_months(*duration)?),
        (Value::Date(date), Value::DaysTime(duration)) => {
            Value::Date(at_midnight(*date).plus(*duration)?.date())
        }
        (Value::DateTime(at), Value::DaysTime(duration)) => Value::DateTime(at.plus(*duration)?),
        (Value::Time(time), Value::DaysTime(duration)) => {
            Value::Time(Time::from_nanos(time.nanos().checked_add(duration.nanos())?, time.zone().cloned()))
        }
        _ => return None,
    })
}

fn difference(left: &Value, right: &Value) -> Option<Value> {
    match (left, right) {
        (_, Value::YearsMonths(duration)) => sum(left, &months(duration.months().checked_neg()?)),
        (_, Value::DaysTime(duration)) => sum(left, &nanos(duration.nanos().checked_neg()?)),
        (Value::Time(a), Value::Time(b)) => {
            let zones =
                i128::from(b.offset_seconds().unwrap_or(0)) - i128::from(a.offset_seconds().unwrap_or(0));
            let comparable = a.zone().is_some() == b.zone().is_some();
            comparable.then(|| nanos(a.nanos() - b.nanos() + zones * NANOS_PER_SECOND))
        }
        _ => Some(nanos(nanos_between(left, right)?)),
    }
}

/// Nanoseconds from one point in time to another; a date stands for midnight UTC beside a time with a zone.
fn nanos_between(left: &Value, right: &Value) -> Option<i128> {
    let instant = |value: &Value| match value {
        Value::Date(date) => Some(i128::from(date.days()) * i128::from(SECONDS_PER_DAY) * NANOS_PER_SECOND),
        Value::DateTime(at) => at.instant_nanos(),
        _ => None,
    };
    match (left, right) {
        (Value::DateTime(a), Value::DateTime(b)) if a.zone().is_none() && b.zone().is_none() => {
            Some(a.local_nanos() - b.local_nanos())
        }
        _ => Some(instant(left)? - instant(right)?),
    }
}

fn product(left: &Value, right: &Value) -> Option<Value> {
    let Value::Number(factor) = right else { return None };
    match left {
        Value::YearsMonths(duration) => {
            let product = Number::from_i64(duration.months()).times(*factor)?;
            Some(months(product.round_to(0, Rounding::Down)?.to_i64()?))
        }
        Value::DaysTime(duration) => Some(nanos(whole(number_of(*duration)?.times(*factor)?)?)),
        _ => None,
    }
}

fn quotient(left: &Value, right: &Value) -> Option<Value> {
    match (left, right) {
        (Value::YearsMonths(a), Value::YearsMonths(b)) => {
            Some(Value::Number(Number::from_i64(a.months()).over(Number::from_i64(b.months()))?))
        }
        (Value::DaysTime(a), Value::DaysTime(b)) => Some(Value::Number(number_of(*a)?.over(number_of(*b)?)?)),
        (Value::YearsMonths(a), Value::Number(divisor)) => {
            let quotient = Number::from_i64(a.months()).over(*divisor)?;
            Some(months(quotient.round_to(0, Rounding::Down)?.to_i64()?))
        }
        (Value::DaysTime(a), Value::Number(divisor)) => Some(nanos(whole(number_of(*a)?.over(*divisor)?)?)),
        _ => None,
    }
}

fn months(months: i64) -> Value {
    Value::YearsMonths(YearsMonths::from_months(months))
}

fn nanos(nanos: i128) -> Value {
    Value::DaysTime(DaysTime::from_nanos(nanos))
}

fn number_of(duration: DaysTime) -> Option<Number> {
    Number::from_i128(duration.nanos())
}

fn whole(number: Number) -> Option<i128> {
    number.round_to(0, Rounding::Down)?.to_i128()
}

/// The start of a day without a zone.
fn at_midnight(date: Date) -> DateTime {
    DateTime::new(date, Time::MIDNIGHT)
}
