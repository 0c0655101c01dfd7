//! Dates, times and durations of FEEL. The years reach from -999999999 to 999999999 (XML Schema), further than jiff
//! counts, so the calendar is our own; zone rules are jiff's. No clock is read here.

mod date;
mod date_time;
mod duration;
mod time;
mod zone;

pub use date::Date;
pub use date_time::DateTime;
pub use duration::{DaysTime, YearsMonths};
pub use time::Time;
pub use zone::Zone;

/// Nanoseconds of a second.
pub(crate) const NANOS_PER_SECOND: i128 = 1_000_000_000;
/// Seconds of a day.
pub(crate) const SECONDS_PER_DAY: i64 = 86_400;

/// Splits off the ASCII digits at the start and reads them; `None` when there are none or more than nine.
fn leading_digits(text: &str) -> Option<(u32, usize, &str)> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    if length == 0 || length > 9 {
        return None;
    }
    Some((text[..length].parse().ok()?, length, &text[length..]))
}

/// Splits off exactly two digits.
fn two_digits(text: &str) -> Option<(u8, &str)> {
    let (digits, rest) = text.split_at_checked(2)?;
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    Some((digits.parse().ok()?, rest))
}
