//! How dates and times are written on pages: as on paper in Germany, in both languages alike.

use values::Moment;

/// `23.11.2026`.
pub fn date(moment: Moment) -> String {
    day(moment.date())
}

/// The same for a day without a time.
pub fn day(date: jiff::civil::Date) -> String {
    format!("{:02}.{:02}.{:04}", date.day(), date.month(), date.year())
}

/// `14:32`.
pub fn time_of_day(moment: Moment) -> String {
    let time = moment.civil();
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// `23.11.2026, 14:32`.
pub fn date_time(moment: Moment) -> String {
    format!("{}, {}", date(moment), time_of_day(moment))
}

/// When something was received: `23.11.2026, 14:32`, or the day alone where only that is known.
pub fn received(moment: Moment) -> String {
    if moment == Moment::start_of(moment.date()) { date(moment) } else { date_time(moment) }
}

/// `48 kB`, `1,4 MB`: what a person waits for on a slow line.
pub fn size(bytes: i64) -> String {
    let kilobytes = (bytes.max(0) + 999) / 1_000;
    if kilobytes < 1_000 {
        return format!("{kilobytes}\u{a0}kB");
    }
    let tenths = kilobytes / 100;
    format!("{},{}\u{a0}MB", tenths / 10, tenths % 10)
}

/// A telephone number as a `tel:` address holds it: digits and a leading plus sign.
pub fn dialled(number: &str) -> String {
    number.chars().filter(|sign| sign.is_ascii_digit() || *sign == '+').collect()
}
