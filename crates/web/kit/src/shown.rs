//! How dates and times are written on pages: as on paper in Germany, in both languages alike.

use values::Moment;

/// `23.11.2026`.
pub fn date(moment: Moment) -> String {
    let date = moment.date();
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
