//! A time of day, with or without a zone. Which date it belongs to is not known here.

use super::{Date, NANOS_PER_SECOND, SECONDS_PER_DAY, Zone, two_digits};
use std::fmt;

/// A time such as `14:30:00`, `14:30:00Z` or `14:30:00@Europe/Berlin`.
#[derive(Clone, PartialEq, Eq)]
pub struct Time {
    hour: u8,
    minute: u8,
    second: u8,
    nanosecond: u32,
    zone: Option<Zone>,
}

impl Time {
    /// Midnight without a zone.
    pub const MIDNIGHT: Time = Time { hour: 0, minute: 0, second: 0, nanosecond: 0, zone: None };

    /// The time, when there is one; leap seconds are not.
    pub fn new(hour: u8, minute: u8, second: u8, nanosecond: u32) -> Option<Self> {
        let known = hour < 24 && minute < 60 && second < 60 && nanosecond < 1_000_000_000;
        known.then_some(Self { hour, minute, second, nanosecond, zone: None })
    }

    /// The same time on the clock of this zone, or of none.
    #[must_use]
    pub fn in_zone(self, zone: Option<Zone>) -> Self {
        Self { zone, ..self }
    }

    /// Reads `hh:mm:ss`, a fraction, and a zone; `24:00:00` is midnight.
    pub fn parse(text: &str) -> Option<Self> {
        let (hour, rest) = two_digits(text)?;
        let (minute, rest) = two_digits(rest.strip_prefix(':')?)?;
        let (second, rest) = two_digits(rest.strip_prefix(':')?)?;
        let (nanosecond, rest) = match rest.strip_prefix('.') {
            Some(rest) => read_fraction(rest)?,
            None => (0, rest),
        };
        let zone = if rest.is_empty() { None } else { Some(Zone::parse(rest)?) };
        let hour = if hour == 24 && minute == 0 && second == 0 && nanosecond == 0 { 0 } else { hour };
        Some(Self::new(hour, minute, second, nanosecond)?.in_zone(zone))
    }

    /// The hour, 0 to 23.
    pub const fn hour(&self) -> u8 {
        self.hour
    }

    /// The minute.
    pub const fn minute(&self) -> u8 {
        self.minute
    }

    /// The second, without its fraction.
    pub const fn second(&self) -> u8 {
        self.second
    }

    /// The fraction of the second.
    pub const fn nanosecond(&self) -> u32 {
        self.nanosecond
    }

    /// The zone, when there is one.
    pub const fn zone(&self) -> Option<&Zone> {
        self.zone.as_ref()
    }

    /// Nanoseconds since midnight on its own clock.
    pub const fn nanos(&self) -> i128 {
        let seconds = self.hour as i128 * 3_600 + self.minute as i128 * 60 + self.second as i128;
        seconds * NANOS_PER_SECOND + self.nanosecond as i128
    }

    /// Seconds ahead of UTC; a place counts with its offset of 1 January 1970, for a time knows no date.
    pub fn offset_seconds(&self) -> Option<i32> {
        let day = Date::from_days(0)?;
        self.zone.as_ref().map(|zone| zone.offset_at(day, self))
    }

    /// The time this many nanoseconds after midnight, wrapped into the day, with this zone.
    pub(crate) fn from_nanos(nanos: i128, zone: Option<Zone>) -> Self {
        let nanos = nanos.rem_euclid(SECONDS_PER_DAY as i128 * NANOS_PER_SECOND);
        let seconds = (nanos / NANOS_PER_SECOND) as u32;
        Self {
            hour: (seconds / 3_600) as u8,
            minute: (seconds / 60 % 60) as u8,
            second: (seconds % 60) as u8,
            nanosecond: (nanos % NANOS_PER_SECOND) as u32,
            zone,
        }
    }
}

/// Up to nine digits of a second; further ones are cut off.
fn read_fraction(text: &str) -> Option<(u32, &str)> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    if length == 0 {
        return None;
    }
    let kept = &text[..length.min(9)];
    let value: u32 = kept.parse().ok()?;
    Some((value * 10u32.pow(9 - kept.len() as u32), &text[length..]))
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}:{:02}", self.hour, self.minute, self.second)?;
        if self.nanosecond > 0 {
            let digits = format!("{:09}", self.nanosecond);
            write!(f, ".{}", digits.trim_end_matches('0'))?;
        }
        self.zone.as_ref().map_or(Ok(()), |zone| fmt::Display::fmt(zone, f))
    }
}

impl fmt::Debug for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
