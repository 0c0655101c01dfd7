//! The zone of a time: a fixed offset from UTC, or a place whose rules decide the offset of each date.

use super::{Date, SECONDS_PER_DAY, Time, two_digits};
use jiff::tz::TimeZone;
use std::fmt;
use std::sync::Arc;

/// The largest offset, 18 hours (java.time and the DMN TCK; XML Schema says 14).
const LARGEST_OFFSET_SECONDS: i32 = 18 * 3_600;

/// Where a clock stands.
#[derive(Clone)]
pub enum Zone {
    /// Seconds ahead of UTC.
    Offset(i32),
    /// A place of the zone database, such as `Europe/Berlin`.
    Named(Arc<NamedZone>),
}

/// A place with its rules.
#[derive(Debug)]
pub struct NamedZone {
    name: String,
    rules: TimeZone,
}

impl Zone {
    /// UTC.
    pub const UTC: Zone = Zone::Offset(0);

    /// A fixed offset; `None` beyond 18 hours.
    pub fn offset(seconds: i64) -> Option<Zone> {
        let seconds = i32::try_from(seconds).ok()?;
        (seconds.abs() <= LARGEST_OFFSET_SECONDS).then_some(Zone::Offset(seconds))
    }

    /// A place of the zone database; `None` when it is not there.
    pub fn named(name: &str) -> Option<Zone> {
        let known = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/_-+".contains(&byte));
        let rules = if known { TimeZone::get(name).ok()? } else { return None };
        Some(Zone::Named(Arc::new(NamedZone { name: name.to_owned(), rules })))
    }

    /// Reads what follows a time: `Z`, `+02:00`, `-05:30:15` or `@Europe/Berlin`.
    pub fn parse(text: &str) -> Option<Zone> {
        if text == "Z" || text == "z" {
            return Some(Zone::UTC);
        }
        if let Some(name) = text.strip_prefix('@') {
            return Self::named(name);
        }
        let sign = match text.chars().next()? {
            '+' => 1,
            '-' => -1,
            _ => return None,
        };
        let (hours, rest) = two_digits(&text[1..])?;
        let (minutes, rest) = two_digits(rest.strip_prefix(':')?)?;
        let seconds = match rest.strip_prefix(':') {
            Some(rest) => two_digits(rest).filter(|(_, rest)| rest.is_empty())?.0,
            None if rest.is_empty() => 0,
            None => return None,
        };
        if minutes > 59 || seconds > 59 {
            return None;
        }
        Self::offset(sign * (i64::from(hours) * 3_600 + i64::from(minutes) * 60 + i64::from(seconds)))
    }

    /// The name of the place, when it is one.
    pub fn name(&self) -> Option<&str> {
        match self {
            Zone::Offset(_) => None,
            Zone::Named(zone) => Some(&zone.name),
        }
    }

    /// Seconds ahead of UTC at this local time. A time that a place skips counts with the offset before the gap, one
    /// that it has twice with the first (RFC 5545).
    pub fn offset_at(&self, date: Date, time: &Time) -> i32 {
        match self {
            Zone::Offset(seconds) => *seconds,
            Zone::Named(zone) => civil(date, time)
                .and_then(|civil| zone.rules.to_timestamp(civil).ok())
                .map_or(0, |moment| zone.rules.to_offset(moment).seconds()),
        }
    }

    /// Seconds ahead of UTC at this instant, in seconds since 1970.
    pub fn offset_at_instant(&self, seconds: i64) -> i32 {
        match self {
            Zone::Offset(offset) => *offset,
            Zone::Named(zone) => {
                let days = Date::from_days(seconds.div_euclid(SECONDS_PER_DAY));
                let days = days.and_then(within_jiff).map_or(0, Date::days);
                let seconds = days * SECONDS_PER_DAY + seconds.rem_euclid(SECONDS_PER_DAY);
                jiff::Timestamp::from_second(seconds)
                    .map_or(0, |moment| zone.rules.to_offset(moment).seconds())
            }
        }
    }
}

/// The date, moved by whole cycles of 400 years to where jiff knows the rules.
fn within_jiff(date: Date) -> Option<Date> {
    if (-9_000..=9_000).contains(&date.year()) {
        return Some(date);
    }
    Date::new(date.year().rem_euclid(400) + 2_400, date.month(), date.day())
}

fn civil(date: Date, time: &Time) -> Option<jiff::civil::DateTime> {
    let (hour, minute, second) = (time.hour() as i8, time.minute() as i8, time.second() as i8);
    Some(within_jiff(date)?.to_civil()?.at(hour, minute, second, time.nanosecond() as i32))
}

impl PartialEq for Zone {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Zone::Offset(a), Zone::Offset(b)) => a == b,
            (Zone::Named(a), Zone::Named(b)) => a.name == b.name,
            _ => false,
        }
    }
}

impl Eq for Zone {}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Zone::Offset(0) => f.write_str("Z"),
            Zone::Offset(seconds) => {
                let sign = if *seconds < 0 { '-' } else { '+' };
                let seconds = seconds.unsigned_abs();
                write!(f, "{sign}{:02}:{:02}", seconds / 3_600, seconds / 60 % 60)?;
                if seconds % 60 == 0 { Ok(()) } else { write!(f, ":{:02}", seconds % 60) }
            }
            Zone::Named(zone) => write!(f, "@{}", zone.name),
        }
    }
}

impl fmt::Debug for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
