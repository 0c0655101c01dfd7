//! Functions that make and look at dates, times and durations (DMN 1.5 tables 76 and 83).

use super::{Builtin, builtin, typed};

use crate::number::{Number, Rounding};
use crate::temporal::{Date, DateTime, DaysTime, Time, YearsMonths, Zone};
use crate::value::Value;

const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

pub(super) const FAMILY: &[Builtin] =
    &[
        typed("date", "date", &[&["from"], &["year", "month", "day"]], |_, arguments| {
            Ok(date(&arguments).into())
        }),
        typed("time", "time", &[&["from"], &["hour", "minute", "second", "offset?"]], |_, arguments| {
            Ok(time(&arguments).map(Value::Time).unwrap_or_default())
        }),
        typed("date and time", "date and time", &[&["from"], &["date", "time"]], |_, arguments| {
            Ok(date_time(&arguments).map(Value::DateTime).unwrap_or_default())
        }),
        builtin("duration", &[&["from"]], |_, arguments| {
            let [Value::Text(text)] = arguments.as_slice() else { return Ok(only_duration(&arguments)) };
            let months = YearsMonths::parse(text).map(Value::YearsMonths);
            Ok(months.or_else(|| DaysTime::parse(text).map(Value::DaysTime)).unwrap_or_default())
        }),
        builtin("years and months duration", &[&["from", "to"]], |_, arguments| {
            let [from, to] = arguments.as_slice() else { return Ok(Value::Null) };
            Ok(months_between(from, to).map(Value::YearsMonths).unwrap_or_default())
        }),
        builtin("now", &[&[]], |evaluation, arguments| {
            let now = Value::DateTime(DateTime::of_moment(evaluation.environment().now));
            Ok(if arguments.is_empty() { now } else { Value::Null })
        }),
        typed("date", "today", &[&[]], |evaluation, arguments| {
            let today = Date::from_civil(evaluation.environment().now.date());
            Ok(if arguments.is_empty() { today.into() } else { Value::Null })
        }),
        builtin("day of year", &[&["date"]], |_, arguments| {
            Ok(day(&arguments).map(|date| i64::from(date.day_of_year())).into())
        }),
        builtin("day of week", &[&["date"]], |_, arguments| {
            Ok(day(&arguments).map(|date| DAYS[usize::from(date.weekday() - 1)]).into())
        }),
        builtin("month of year", &[&["date"]], |_, arguments| {
            Ok(day(&arguments).map(|date| MONTHS[usize::from(date.month() - 1)]).into())
        }),
        builtin("week of year", &[&["date"]], |_, arguments| {
            Ok(day(&arguments).map(|date| i64::from(date.week_of_year())).into())
        }),
        builtin("last day of month", &[&["date"]], |_, arguments| {
            Ok(day(&arguments).map(Date::end_of_month).into())
        }),
    ];

fn only_duration(arguments: &[Value]) -> Value {
    match arguments {
        [duration @ (Value::YearsMonths(_) | Value::DaysTime(_))] => duration.clone(),
        _ => Value::Null,
    }
}

fn day(arguments: &[Value]) -> Option<Date> {
    match arguments {
        [Value::Date(date)] => Some(*date),
        [Value::DateTime(at)] => Some(at.date()),
        _ => None,
    }
}

/// The number as a part of a date or time.
fn part<T: TryFrom<i64>>(number: &Number) -> Option<T> {
    number.to_i64().and_then(|whole| T::try_from(whole).ok())
}

fn date(arguments: &[Value]) -> Option<Date> {
    match arguments {
        [Value::Text(text)] => Date::parse(text),
        [Value::Number(year), Value::Number(month), Value::Number(day)] => {
            Date::new(part(year)?, part(month)?, part(day)?)
        }
        other => day(other),
    }
}

fn time(arguments: &[Value]) -> Option<Time> {
    match arguments {
        [Value::Text(text)] => Time::parse(text),
        [Value::Time(time)] => Some(time.clone()),
        [Value::DateTime(at)] => Some(at.time().clone()),
        // A date is the start of its day in UTC (DMN 1.5 §10.3.2.3.6).
        [Value::Date(_)] => Some(Time::MIDNIGHT.in_zone(Some(Zone::UTC))),
        [Value::Number(hour), Value::Number(minute), Value::Number(second)] => {
            time_of(hour, minute, second, &Value::Null)
        }
        [Value::Number(hour), Value::Number(minute), Value::Number(second), offset] => {
            time_of(hour, minute, second, offset)
        }
        _ => None,
    }
}

fn time_of(hour: &Number, minute: &Number, second: &Number, offset: &Value) -> Option<Time> {
    let whole = second.round_to(0, Rounding::Floor)?;
    let fraction =
        second.minus(whole)?.times(Number::from_i64(1_000_000_000))?.round_to(0, Rounding::Down)?;
    let zone = match offset {
        Value::Null => None,
        Value::DaysTime(offset) => {
            let seconds = offset.nanos() / crate::temporal::NANOS_PER_SECOND;
            Some(Zone::offset(i64::try_from(seconds).ok()?)?)
        }
        _ => return None,
    };
    Some(Time::new(part(hour)?, part(minute)?, part(&whole)?, part(&fraction)?)?.in_zone(zone))
}

fn date_time(arguments: &[Value]) -> Option<DateTime> {
    match arguments {
        [Value::Text(text)] => {
            let midnight = |date| DateTime::new(date, Time::MIDNIGHT);
            DateTime::parse(text).or_else(|| Date::parse(text).map(midnight))
        }
        [Value::DateTime(at)] => Some(at.clone()),
        [Value::Date(date)] => Some(DateTime::new(*date, Time::MIDNIGHT.in_zone(Some(Zone::UTC)))),
        [Value::Date(date), Value::Time(time)] => Some(DateTime::new(*date, time.clone())),
        [Value::DateTime(at), Value::Time(time)] => Some(DateTime::new(at.date(), time.clone())),
        _ => None,
    }
}

/// Whole months from one day to another; a part of a month does not count.
fn months_between(from: &Value, to: &Value) -> Option<YearsMonths> {
    let place = |value: &Value| match value {
        Value::Date(date) => Some((*date, 0)),
        Value::DateTime(at) => Some((at.date(), at.time().nanos())),
        _ => None,
    };
    let ((from, from_time), (to, to_time)) = (place(from)?, place(to)?);
    let count = |date: Date| i64::from(date.year()) * 12 + i64::from(date.month());
    let months = count(to) - count(from);
    let (first, last) = ((from.day(), from_time), (to.day(), to_time));
    Some(YearsMonths::from_months(match months {
        1.. if last < first => months - 1,
        ..=-1 if last > first => months + 1,
        _ => months,
    }))
}
