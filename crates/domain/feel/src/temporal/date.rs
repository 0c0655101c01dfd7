//! A day of the proleptic Gregorian calendar. Zones and times of day are elsewhere.

use super::two_digits;
use std::fmt;

/// The furthest year in either direction.
const LAST_YEAR: i32 = 999_999_999;
/// Days of four hundred years, after which the calendar repeats.
const CYCLE_DAYS: i64 = 146_097;

/// A date such as `2026-11-23`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: i32,
    month: u8,
    day: u8,
}

impl Date {
    /// The date, when there is one.
    pub fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        let known = (-LAST_YEAR..=LAST_YEAR).contains(&year)
            && (1..=12).contains(&month)
            && (1..=days_in_month(year, month)).contains(&day);
        known.then_some(Self { year, month, day })
    }

    /// Reads `YYYY-MM-DD`, with a sign before years BC and no leading zero in a year of more than four digits.
    pub fn parse(text: &str) -> Option<Self> {
        let (negative, unsigned) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (year, length, rest) = super::leading_digits(unsigned)?;
        if length < 4 || (length > 4 && unsigned.starts_with('0')) {
            return None;
        }
        let (month, rest) = two_digits(rest.strip_prefix('-')?)?;
        let (day, rest) = two_digits(rest.strip_prefix('-')?)?;
        let year = i32::try_from(year).ok()?;
        if rest.is_empty() { Self::new(if negative { -year } else { year }, month, day) } else { None }
    }

    /// The year; 0 is 1 BC.
    pub const fn year(self) -> i32 {
        self.year
    }

    /// The month, 1 to 12.
    pub const fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, 1 to 31.
    pub const fn day(self) -> u8 {
        self.day
    }

    /// Days since 1970-01-01.
    pub const fn days(self) -> i64 {
        // Years are counted from March, so that the leap day is the last of its year (Howard Hinnant's algorithm).
        let year = self.year as i64 - (self.month <= 2) as i64;
        let cycle = year.div_euclid(400);
        let year_of_cycle = year.rem_euclid(400);
        let month = (self.month as i64 + 9) % 12;
        let day_of_year = (153 * month + 2) / 5 + self.day as i64 - 1;
        let day_of_cycle = year_of_cycle * 365 + year_of_cycle / 4 - year_of_cycle / 100 + day_of_year;
        cycle * CYCLE_DAYS + day_of_cycle - 719_468
    }

    /// The date this many days after 1970-01-01; `None` beyond the calendar.
    pub fn from_days(days: i64) -> Option<Self> {
        let shifted = days.checked_add(719_468)?;
        let cycle = shifted.div_euclid(CYCLE_DAYS);
        let day_of_cycle = shifted.rem_euclid(CYCLE_DAYS);
        let year_of_cycle =
            (day_of_cycle - day_of_cycle / 1_460 + day_of_cycle / 36_524 - day_of_cycle / 146_096) / 365;
        let day_of_year = day_of_cycle - (365 * year_of_cycle + year_of_cycle / 4 - year_of_cycle / 100);
        let month_from_march = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
        let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
        let year = cycle * 400 + year_of_cycle + i64::from(month <= 2);
        Self::new(i32::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
    }

    /// The same day some months later; the last day of the month when that month is shorter.
    pub fn plus_months(self, months: i64) -> Option<Self> {
        let count = (i64::from(self.year) * 12 + i64::from(self.month) - 1).checked_add(months)?;
        let year = i32::try_from(count.div_euclid(12)).ok()?;
        let month = u8::try_from(count.rem_euclid(12) + 1).ok()?;
        Self::new(year, month, self.day.min(days_in_month(year, month)))
    }

    /// The date some days later.
    pub fn plus_days(self, days: i64) -> Option<Self> {
        Self::from_days(self.days().checked_add(days)?)
    }

    /// The day of the week, Monday 1 to Sunday 7 (ISO 8601).
    pub const fn weekday(self) -> u8 {
        ((self.days() + 3).rem_euclid(7) + 1) as u8
    }

    /// The day of the year, from 1.
    pub fn day_of_year(self) -> u16 {
        let first = Self { year: self.year, month: 1, day: 1 };
        (self.days() - first.days() + 1) as u16
    }

    /// The week of the year (ISO 8601): the first one holds the first Thursday.
    pub fn week_of_year(self) -> u8 {
        let thursday = self.days() + 4 - i64::from(self.weekday());
        let year = Self::from_days(thursday).map_or(self.year, Self::year);
        let first = Self { year, month: 1, day: 1 };
        ((thursday - first.days()) / 7 + 1) as u8
    }

    /// The last day of the month.
    pub fn end_of_month(self) -> Self {
        Self { day: days_in_month(self.year, self.month), ..self }
    }

    /// The date as jiff knows it; `None` outside the years -9999 to 9999.
    pub fn to_civil(self) -> Option<jiff::civil::Date> {
        jiff::civil::Date::new(i16::try_from(self.year).ok()?, self.month as i8, self.day as i8).ok()
    }

    /// The date that jiff names.
    pub fn from_civil(date: jiff::civil::Date) -> Self {
        Self { year: i32::from(date.year()), month: date.month() as u8, day: date.day() as u8 }
    }
}

fn days_in_month(year: i32, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.year < 0 { "-" } else { "" };
        write!(f, "{sign}{:04}-{:02}-{:02}", self.year.unsigned_abs(), self.month, self.day)
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
