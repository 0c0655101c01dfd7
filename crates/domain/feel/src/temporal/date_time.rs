//! A date and a time of day together: an instant when it has a zone, a local time when it has none.

use super::{Date, DaysTime, NANOS_PER_SECOND, SECONDS_PER_DAY, Time, YearsMonths, Zone};
use std::fmt;
use values::Moment;

/// Such as `2026-11-23T14:30:00` or `2026-11-23T14:30:00@Europe/Berlin`.
#[derive(Clone, PartialEq, Eq)]
pub struct DateTime {
    date: Date,
    time: Time,
}

impl DateTime {
    /// This time on this date.
    pub const fn new(date: Date, time: Time) -> Self {
        Self { date, time }
    }

    /// Reads `date T time`; a date alone is refused. `24:00:00` is the start of the next day.
    pub fn parse(text: &str) -> Option<Self> {
        let (date, time) = text.split_once('T')?;
        let (date, parsed) = (Date::parse(date)?, Time::parse(time)?);
        let date = if time.starts_with("24") { date.plus_days(1)? } else { date };
        Some(Self { date, time: parsed })
    }

    /// What the clocks of German authorities show at this moment.
    pub fn of_moment(moment: Moment) -> Self {
        let civil = moment.civil();
        let nanos =
            i128::from(civil.hour()) * 3_600 + i128::from(civil.minute()) * 60 + i128::from(civil.second());
        let nanos = nanos * NANOS_PER_SECOND + i128::from(civil.subsec_nanosecond());
        Self {
            date: Date::from_civil(civil.date()),
            time: Time::from_nanos(nanos, Zone::named("Europe/Berlin")),
        }
    }

    /// The moment it names; without a zone it is read on a German clock. `None` outside jiff's years.
    pub fn to_moment(&self) -> Option<Moment> {
        let berlin = Zone::named("Europe/Berlin");
        let zoned = if self.zone().is_some() { self.clone() } else { self.in_zone(berlin) };
        let micros = zoned.instant_nanos()?.div_euclid(1_000);
        let moment = Moment::from_micros(i64::try_from(micros).ok()?);
        (i128::from(moment.micros()) == micros).then_some(moment)
    }

    /// The date.
    pub const fn date(&self) -> Date {
        self.date
    }

    /// The time of day with its zone.
    pub const fn time(&self) -> &Time {
        &self.time
    }

    /// The zone, when there is one.
    pub const fn zone(&self) -> Option<&Zone> {
        self.time.zone()
    }

    /// The same numbers on the clock of another zone.
    #[must_use]
    pub fn in_zone(&self, zone: Option<Zone>) -> Self {
        Self { date: self.date, time: self.time.clone().in_zone(zone) }
    }

    /// Seconds ahead of UTC.
    pub fn offset_seconds(&self) -> Option<i32> {
        self.zone().map(|zone| zone.offset_at(self.date, &self.time))
    }

    /// Nanoseconds since 1970 on its own clock.
    pub(crate) fn local_nanos(&self) -> i128 {
        i128::from(self.date.days() * SECONDS_PER_DAY) * NANOS_PER_SECOND + self.time.nanos()
    }

    /// Nanoseconds since 1970 in UTC; `None` without a zone.
    pub(crate) fn instant_nanos(&self) -> Option<i128> {
        Some(self.local_nanos() - i128::from(self.offset_seconds()?) * NANOS_PER_SECOND)
    }

    /// The date and time some nanoseconds later; in a place the clock is set by its rules.
    pub(crate) fn plus(&self, duration: DaysTime) -> Option<Self> {
        let Some(instant) = self.instant_nanos() else {
            return Self::from_local(self.local_nanos().checked_add(duration.nanos())?, None);
        };
        let instant = instant.checked_add(duration.nanos())?;
        let zone = self.zone().cloned();
        let seconds = i64::try_from(instant.div_euclid(NANOS_PER_SECOND)).ok()?;
        let offset = zone.as_ref().map_or(0, |zone| zone.offset_at_instant(seconds));
        Self::from_local(instant + i128::from(offset) * NANOS_PER_SECOND, zone)
    }

    /// The date and time some months later, at the same time of day.
    pub(crate) fn plus_months(&self, months: YearsMonths) -> Option<Self> {
        Some(Self { date: self.date.plus_months(months.months())?, time: self.time.clone() })
    }

    fn from_local(nanos: i128, zone: Option<Zone>) -> Option<Self> {
        let day = SECONDS_PER_DAY as i128 * NANOS_PER_SECOND;
        let date = Date::from_days(i64::try_from(nanos.div_euclid(day)).ok()?)?;
        Some(Self { date, time: Time::from_nanos(nanos.rem_euclid(day), zone) })
    }
}

impl fmt::Display for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}T{}", self.date, self.time)
    }
}

impl fmt::Debug for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
