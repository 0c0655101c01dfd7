//! Timers as they are written: a date, a duration or a cycle in ISO 8601, or an expression that yields one. When a
//! timer is due is computed by the engine.

use crate::clock::Deadline;
use crate::written::Given;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp, Unit, ZonedDateTime};

/// When an event fires.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Timer {
    /// At an instant.
    Date(Given),
    /// A while after the element was entered.
    Duration(Given),
    /// Again and again, each time a while after the last.
    Cycle(Given),
    /// At the end of a legal clock, or a while before.
    Deadline(Deadline),
}

/// A repeating interval, such as `R3/PT10H` or `R/2027-01-31/P1M`.
#[derive(Debug, Clone)]
pub struct Cycle {
    /// How often it fires; `None` without end.
    pub repetitions: Option<u32>,
    /// The while between two times.
    pub every: Span,
    /// The instant that its times are counted from; `None` where that is whenever the timer is armed.
    pub anchor: Option<Anchor>,
}

/// The instant that a repeating interval names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// The first time.
    First(Timestamp),
    /// The last time.
    Last(Timestamp),
}

/// The instant an ISO 8601 text names; without offset or zone it is read as German time, a bare date as its start.
pub fn parse_date(text: &str) -> Option<Timestamp> {
    let berlin = || TimeZone::get("Europe/Berlin").ok();
    if let Ok(timestamp) = text.parse::<Timestamp>() {
        return Some(timestamp);
    }
    if let Ok(zoned) = text.parse::<ZonedDateTime>() {
        return Some(zoned.timestamp());
    }
    if let Ok(time) = text.parse::<DateTime>() {
        return Some(time.to_zoned_datetime(berlin()?).ok()?.timestamp());
    }
    let date: Date = text.parse().ok()?;
    Some(date.to_zoned_datetime(berlin()?).ok()?.timestamp())
}

/// The span an ISO 8601 duration names, such as `P1M` or `PT36H`; never negative.
pub fn parse_duration(text: &str) -> Option<Span> {
    // jiff also reads a friendly notation ("2 days"); models keep to the standard.
    let span: Span = text.strip_prefix('P').and(text.parse().ok())?;
    (!span.is_negative()).then_some(span)
}

/// The cycle an ISO 8601 repeating interval names, in each of the four forms of the standard: `R3/P1D` (a while),
/// `R/2027-01-31/P1M` (start and while), `R/2027-01-04/2027-01-11` (start and end), `R/P1D/2027-12-31` (while and end).
/// The interval must not be empty.
pub fn parse_cycle(text: &str) -> Option<Cycle> {
    let (count, interval) = text.strip_prefix('R')?.split_once('/')?;
    let repetitions = if count.is_empty() { None } else { Some(count.parse().ok()?) };
    let (every, anchor) = parse_interval(interval)?;
    (every.is_positive()).then_some(Cycle { repetitions, every, anchor })
}

fn parse_interval(text: &str) -> Option<(Span, Option<Anchor>)> {
    if let Some(every) = parse_duration(text) {
        return Some((every, None));
    }
    // The name of a zone, as in `[Europe/Berlin]`, has a stroke, too.
    text.match_indices('/').find_map(|(at, _)| halves(&text[..at], &text[at + 1..]))
}

fn halves(first: &str, second: &str) -> Option<(Span, Option<Anchor>)> {
    match (parse_duration(first), parse_duration(second)) {
        (None, None) => {
            let (start, end) = (parse_date(first)?, parse_date(second)?);
            Some((days_between(start, end)?, Some(Anchor::First(start))))
        }
        (None, Some(every)) => Some((every, Some(Anchor::First(parse_date(first)?)))),
        (Some(every), None) => Some((every, Some(Anchor::Last(parse_date(second)?)))),
        (Some(_), Some(_)) => None,
    }
}

/// Whole days on the German calendar and the rest on the clock: no interval between two dates is a month.
fn days_between(start: Timestamp, end: Timestamp) -> Option<Span> {
    let berlin = TimeZone::get("Europe/Berlin").ok()?;
    let (start, end) = (start.to_zoned_datetime(berlin.clone()), end.to_zoned_datetime(berlin));
    start.until((Unit::Day, &end)).ok()
}

impl Timer {
    /// The time as it was written; none at the end of a legal clock itself.
    pub fn given(&self) -> Option<&Given> {
        match self {
            Self::Date(given) | Self::Duration(given) | Self::Cycle(given) => Some(given),
            Self::Deadline(deadline) => deadline.before.as_ref(),
        }
    }
}
