//! The two kinds of duration: whole months, and nanoseconds. They never mix, for a month has no fixed length.

use super::{NANOS_PER_SECOND, SECONDS_PER_DAY};
use std::fmt;

/// Nanoseconds of a day.
const NANOS_PER_DAY: i128 = SECONDS_PER_DAY as i128 * NANOS_PER_SECOND;

/// A years and months duration such as `P1Y6M`, in months.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct YearsMonths(i64);

/// A days and time duration such as `P2DT12H`, in nanoseconds.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct DaysTime {
    high: i64,
    low: u64,
}

impl YearsMonths {
    /// A duration of this many months.
    pub const fn from_months(months: i64) -> Self {
        Self(months)
    }

    /// The length in months.
    pub const fn months(self) -> i64 {
        self.0
    }

    /// Reads `P1Y6M`, also with a leading minus.
    pub fn parse(text: &str) -> Option<Self> {
        let (sign, rest) = split_sign(text)?;
        if rest.is_empty() {
            return None;
        }
        let (years, rest) = take_component(rest, 'Y')?;
        let (months, rest) = take_component(rest, 'M')?;
        let total = years.checked_mul(12)?.checked_add(months)?;
        if rest.is_empty() { Some(Self(sign * total)) } else { None }
    }
}

impl DaysTime {
    /// A duration of this many nanoseconds.
    pub const fn from_nanos(nanos: i128) -> Self {
        Self { high: (nanos >> 64) as i64, low: nanos as u64 }
    }

    /// The length in nanoseconds.
    pub const fn nanos(self) -> i128 {
        ((self.high as i128) << 64) | self.low as i128
    }

    /// A duration of this many seconds.
    pub const fn from_seconds(seconds: i64) -> Self {
        Self::from_nanos(seconds as i128 * NANOS_PER_SECOND)
    }

    /// Reads `P2DT12H30M1.5S`, also with a leading minus.
    pub fn parse(text: &str) -> Option<Self> {
        let (sign, rest) = split_sign(text)?;
        let (days, rest) = take_component(rest, 'D')?;
        let mut nanos = i128::from(days) * NANOS_PER_DAY;
        if let Some(rest) = rest.strip_prefix('T') {
            let (hours, rest) = take_component(rest, 'H')?;
            let (minutes, rest) = take_component(rest, 'M')?;
            let seconds = if rest.is_empty() { 0 } else { read_seconds(rest)? };
            nanos += i128::from(hours) * 3_600 * NANOS_PER_SECOND;
            nanos += i128::from(minutes) * 60 * NANOS_PER_SECOND + seconds;
            if text.ends_with('T') {
                return None;
            }
        } else if !rest.is_empty() || text.ends_with('P') {
            return None;
        }
        Some(Self::from_nanos(i128::from(sign) * nanos))
    }
}

impl Ord for DaysTime {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.nanos().cmp(&other.nanos())
    }
}

impl PartialOrd for DaysTime {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

fn split_sign(text: &str) -> Option<(i64, &str)> {
    match text.strip_prefix('-') {
        Some(rest) => Some((-1, rest.strip_prefix('P')?)),
        None => Some((1, text.strip_prefix('P')?)),
    }
}

/// Splits off `<digits><unit>`; 0 when the next digits belong to another unit.
fn take_component(text: &str, unit: char) -> Option<(i64, &str)> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    match text[length..].strip_prefix(unit) {
        Some(_) if length == 0 => None,
        Some(rest) => {
            Some((text[..length].parse().ok().filter(|value| *value < 1_000_000_000_000_000)?, rest))
        }
        None => Some((0, text)),
    }
}

/// Reads `12.5S` as nanoseconds.
fn read_seconds(text: &str) -> Option<i128> {
    let number = text.strip_suffix('S')?;
    let (whole, fraction) = number.split_once('.').unwrap_or((number, "0"));
    let all_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !all_digits(whole) || !(all_digits(fraction) || number.ends_with('.')) || whole.len() > 15 {
        return None;
    }
    let fraction = &fraction[..fraction.len().min(9)];
    let nanos: i128 = if fraction.is_empty() { 0 } else { fraction.parse().ok()? };
    let whole: i128 = whole.parse().ok()?;
    Some(whole * NANOS_PER_SECOND + nanos * 10i128.pow(9 - fraction.len() as u32))
}

impl fmt::Display for YearsMonths {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (years, months) = (self.0.unsigned_abs() / 12, self.0.unsigned_abs() % 12);
        f.write_str(if self.0 < 0 { "-P" } else { "P" })?;
        if years > 0 {
            write!(f, "{years}Y")?;
        }
        if months > 0 || years == 0 {
            write!(f, "{months}M")?;
        }
        Ok(())
    }
}

impl fmt::Display for DaysTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let nanos = self.nanos();
        if nanos == 0 {
            return f.write_str("PT0S");
        }
        f.write_str(if nanos < 0 { "-P" } else { "P" })?;
        let nanos = nanos.unsigned_abs();
        let (days, rest) = (nanos / NANOS_PER_DAY as u128, nanos % NANOS_PER_DAY as u128);
        if days > 0 {
            write!(f, "{days}D")?;
        }
        if rest > 0 {
            f.write_str("T")?;
        }
        let seconds = rest / 1_000_000_000;
        for (value, unit) in [(seconds / 3_600, 'H'), (seconds / 60 % 60, 'M')] {
            if value > 0 {
                write!(f, "{value}{unit}")?;
            }
        }
        write_seconds(f, seconds % 60, rest % 1_000_000_000)
    }
}

fn write_seconds(f: &mut fmt::Formatter<'_>, seconds: u128, nanos: u128) -> fmt::Result {
    match (seconds, nanos) {
        (0, 0) => Ok(()),
        (_, 0) => write!(f, "{seconds}S"),
        _ => write!(f, "{seconds}.{}S", format!("{nanos:09}").trim_end_matches('0')),
    }
}

impl fmt::Debug for YearsMonths {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Debug for DaysTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
