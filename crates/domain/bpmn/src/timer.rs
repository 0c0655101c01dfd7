//! Timers as they are written: a date, a duration or a cycle in ISO 8601, or an expression that yields one. When a
//! timer is due is computed by the engine.

use crate::clock::Deadline;
use crate::written::Given;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp, ZonedDateTime};

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

/// A repeated duration, such as `R3/PT10H`.
#[derive(Debug, Clone)]
pub struct Cycle {
    /// How often it fires; `None` without end.
    pub repetitions: Option<u32>,
    /// The while between two times.
    pub every: Span,
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

/// The cycle an ISO 8601 repeating interval names: `R/PT1H`, `R3/P1D`; the interval must not be empty.
pub fn parse_cycle(text: &str) -> Option<Cycle> {
    let (count, every) = text.strip_prefix('R')?.split_once('/')?;
    let repetitions = if count.is_empty() { None } else { Some(count.parse().ok()?) };
    let every = parse_duration(every).filter(|span| !span.is_zero())?;
    Some(Cycle { repetitions, every })
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
