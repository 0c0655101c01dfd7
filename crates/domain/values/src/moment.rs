//! An instant in time. The clock is read elsewhere; here an instant is only compared, moved and shown.

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::sync::LazyLock;

/// An instant, in microseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Moment(i64);

/// The zone of every German authority; the rules come with the program, so each machine counts alike.
static BERLIN: LazyLock<TimeZone> =
    LazyLock::new(|| TimeZone::get("Europe/Berlin").expect("the bundled zone data holds Europe/Berlin"));

/// The first and the last instant that a date can be shown for (years -9999 and 9999).
const RANGE_MICROS: std::ops::RangeInclusive<i64> = -377_705_023_201_000_000..=253_402_207_200_000_000;

impl Moment {
    /// The instant this many microseconds after 1970; beyond the years -9999 to 9999 it stays at the border.
    pub fn from_micros(micros: i64) -> Self {
        Self(micros.clamp(*RANGE_MICROS.start(), *RANGE_MICROS.end()))
    }

    /// Microseconds since 1970, as stored.
    pub const fn micros(self) -> i64 {
        self.0
    }

    /// The instant as jiff knows it.
    pub fn timestamp(self) -> Timestamp {
        Timestamp::from_microsecond(self.0).expect("a moment lies within jiff's range")
    }

    /// The instant that jiff names, cut to microseconds.
    pub fn from_timestamp(timestamp: Timestamp) -> Self {
        Self::from_micros(timestamp.as_microsecond())
    }

    /// The instant this much later (or earlier, when negative).
    pub fn plus(self, duration: SignedDuration) -> Self {
        let micros = i64::try_from(duration.as_micros()).unwrap_or(i64::MAX);
        Self::from_micros(self.0.saturating_add(micros))
    }

    /// Date and time on a clock in Germany.
    pub fn civil(self) -> DateTime {
        self.timestamp().to_zoned_datetime(BERLIN.clone()).datetime()
    }

    /// The date in Germany.
    pub fn date(self) -> Date {
        self.civil().date()
    }

    /// The start of this date in Germany; for the first and the last day of all, which begin beyond the border, the border.
    pub fn start_of(date: Date) -> Self {
        match date.to_zoned_datetime(BERLIN.clone()) {
            Ok(zoned) => Self::from_timestamp(zoned.timestamp()),
            Err(_) if date.year() < 0 => Self::from_micros(i64::MIN),
            Err(_) => Self::from_micros(i64::MAX),
        }
    }

    /// The zone of every German authority.
    pub fn zone() -> TimeZone {
        BERLIN.clone()
    }
}

/// RFC 3339 in UTC, such as `2026-11-23T18:37:05Z`.
impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.timestamp().fmt(f)
    }
}

impl fmt::Debug for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Moment({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A person who applies shortly before midnight is counted on the German date, in summer as in winter.
    #[test]
    fn dates_are_german() {
        let summer: Timestamp = "2026-07-01T22:30:00Z".parse().expect("a timestamp");
        assert_eq!(Moment::from_timestamp(summer).date().to_string(), "2026-07-02");
        let winter: Timestamp = "2026-12-31T22:59:59Z".parse().expect("a timestamp");
        assert_eq!(Moment::from_timestamp(winter).date().to_string(), "2026-12-31");
        assert_eq!(Moment::from_micros(i64::MAX).plus(SignedDuration::MAX), Moment::from_micros(i64::MAX));
        assert_eq!(Moment::from_micros(i64::MIN).date().year(), -9999);
    }

    /// A permit "until the end of time" is one more date for a town, and never the end of the program.
    #[test]
    fn the_first_and_the_last_day_have_a_start() {
        assert_eq!(Moment::start_of(Date::MAX), Moment::from_micros(i64::MAX));
        assert_eq!(Moment::start_of(Date::MIN), Moment::from_micros(i64::MIN));
    }
}
