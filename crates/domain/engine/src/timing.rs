//! When a timer or a task is due: texts of ISO 8601 and values of FEEL become moments, counted on a German calendar.

use crate::elements::legal_clock;
use crate::formula::Formula;
use crate::incident::Cause;
use crate::instance::Repetition;
use crate::key::Key;
use crate::program::Timer;
use crate::repeating;
use crate::work::Work;
use bpmn::{Cron, parse_cycle, parse_date, parse_duration};
use feel::{DaysTime, Value};
use jiff::Span;
use jiff::civil::Date;
use values::Moment;

const NANOS_PER_DAY: i128 = 86_400_000_000_000;

/// When a timer fires.
pub(crate) type Due = (Moment, Option<Repetition>);

/// When a timer that is armed now fires, and how it goes on then. `None` while it waits for a legal clock without a last
/// day, which arms it then, and when all times of a repetition have passed.
pub(crate) fn due(work: &Work<'_>, scope: Key, timer: &Timer) -> Result<Option<Due>, Cause> {
    let now = work.moment;
    let formula = match timer {
        Timer::Date(formula) | Timer::Duration(formula) | Timer::Cycle(formula) => formula,
        Timer::Deadline { clock, before } => {
            let due = legal_clock::due(work, scope, clock, *before);
            return Ok(due.map(|due| (due.max(now), None)));
        }
    };
    let value = formula.value(work, scope)?;
    let due = named(timer, &value, now).map_err(|NamesNoTime| unfit(timer, formula, &value))?;
    Ok(due.map(|(due, repetition)| (due.max(now), repetition)))
}

/// The time that a value names for a timer that is armed now; a date may have passed, and of a repetition may be nothing
/// left.
pub(crate) fn named(timer: &Timer, value: &Value, now: Moment) -> Result<Option<Due>, NamesNoTime> {
    match timer {
        Timer::Date(_) => Ok(Some((instant(value).ok_or(NamesNoTime)?, None))),
        Timer::Duration(_) => {
            let later =
                duration(value).map(|span| after(now, &span).unwrap_or(Moment::from_micros(i64::MAX)));
            Ok(Some((later.ok_or(NamesNoTime)?, None)))
        }
        Timer::Cycle(_) => cycle(value.as_text().ok_or(NamesNoTime)?, now),
        Timer::Deadline { .. } => Err(NamesNoTime),
    }
}

fn cycle(text: &str, now: Moment) -> Result<Option<Due>, NamesNoTime> {
    if Cron::is_meant(text) {
        let cron = Cron::parse(text).map_err(|_| NamesNoTime)?;
        return Ok(repeating::first_on_calendar(&cron, text, now));
    }
    Ok(repeating::first(&parse_cycle(text).ok_or(NamesNoTime)?, now))
}

/// A value that is no time as the timer needs it.
#[derive(Debug)]
pub(crate) struct NamesNoTime;

/// The incident of a value that names no time.
pub(crate) fn unfit(timer: &Timer, formula: &Formula, value: &Value) -> Cause {
    let needed = match timer {
        Timer::Date(_) => "date",
        Timer::Cycle(_) => "cycle",
        Timer::Duration(_) | Timer::Deadline { .. } => "duration",
    };
    formula.unfit(needed, value)
}

/// A moment this much later: months and days on the calendar, hours and less on the clock. `None` beyond the calendar.
pub(crate) fn after(moment: Moment, span: &Span) -> Option<Moment> {
    let zoned = moment.timestamp().to_zoned_datetime(Moment::zone());
    zoned.checked_add(*span).ok().map(|later| Moment::from_timestamp(later.timestamp()))
}

/// The moment a value names.
fn instant(value: &Value) -> Option<Moment> {
    match value {
        Value::DateTime(time) => time.to_moment(),
        Value::Date(date) => Some(Moment::start_of(date.to_civil()?)),
        Value::Text(text) => parse_date(text).map(Moment::from_timestamp),
        _ => None,
    }
}

/// The duration a value names. FEEL knows no days apart from hours, so whole days are counted on the calendar.
fn duration(value: &Value) -> Option<Span> {
    match value {
        Value::YearsMonths(months) => Span::new().try_months(months.months()).ok(),
        Value::DaysTime(time) => days_and_rest(*time),
        Value::Text(text) => parse_duration(text),
        _ => None,
    }
}

fn days_and_rest(time: DaysTime) -> Option<Span> {
    let days = i64::try_from(time.nanos() / NANOS_PER_DAY).ok()?;
    let rest = i64::try_from(time.nanos() % NANOS_PER_DAY).ok()?;
    Span::new().try_days(days).ok()?.try_nanoseconds(rest).ok()
}

/// A moment of a task's schedule; null is none. A bare date means the whole day: a task is due at its end.
pub(crate) fn scheduled(
    work: &Work<'_>,
    scope: Key,
    formula: Option<&Formula>,
    edge: Edge,
) -> Result<Option<Moment>, Cause> {
    let Some(formula) = formula else { return Ok(None) };
    let value = formula.value(work, scope)?;
    let found = match (&value, edge) {
        (Value::Null, _) => return Ok(None),
        (Value::Date(date), Edge::End) => date.to_civil().map(end_of_day),
        (Value::Text(text), Edge::End) if text.len() == 10 => text.parse().ok().map(end_of_day),
        _ => instant(&value),
    };
    found.map(Some).ok_or_else(|| formula.unfit("date", &value))
}

/// Which end of a day a bare date means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Edge {
    Start,
    End,
}

/// The last day of all ends at the border.
fn end_of_day(date: Date) -> Moment {
    let next = date.tomorrow().map_or(Moment::from_micros(i64::MAX), Moment::start_of);
    Moment::from_micros(next.micros() - 1)
}

/// A moment later by an ISO 8601 duration.
pub(crate) fn later(moment: Moment, text: &str) -> Option<Moment> {
    parse_duration(text).and_then(|span| after(moment, &span))
}
