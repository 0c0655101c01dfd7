//! The public holidays of Hesse: HFeiertagsG § 1. Corpus Christi counts in the whole state; 6 January, 31 October and
//! 1 November do not.

use jiff::Span as Period;
use jiff::civil::Date;

/// Days after Easter Sunday: Good Friday, Easter Sunday, Easter Monday, Ascension, Whit Sunday, Whit Monday, Corpus Christi.
const AFTER_EASTER: [i32; 7] = [-2, 0, 1, 39, 49, 50, 60];
/// Month and day: New Year, Labour Day, German Unity, the two Christmas days.
const FIXED: [(i8, i8); 5] = [(1, 1), (5, 1), (10, 3), (12, 25), (12, 26)];

pub(super) fn is_holiday(date: Date) -> bool {
    FIXED.contains(&(date.month(), date.day()))
        || AFTER_EASTER
            .iter()
            .any(|days| easter(date.year()).saturating_add(Period::new().days(*days)) == date)
}

/// Easter Sunday in the Gregorian calendar, by the anonymous algorithm as printed in Meeus, Astronomical Algorithms, chapter 8.
fn easter(year: i16) -> Date {
    let year_number = i32::from(year);
    let golden = year_number.rem_euclid(19);
    let (century, in_century) = (year_number.div_euclid(100), year_number.rem_euclid(100));
    let correction = (century + 8) / 25;
    let epact = (19 * golden + century - century / 4 - (century - correction + 1) / 3 + 15).rem_euclid(30);
    let weekday = (32 + 2 * (century % 4) + 2 * (in_century / 4) - epact - in_century % 4).rem_euclid(7);
    let late = (golden + 11 * epact + 22 * weekday) / 451;
    let day_count = epact + weekday - 7 * late + 114;
    let (month, day) = (day_count / 31, day_count % 31 + 1);
    Date::new(year, month as i8, day as i8).expect("Easter falls in March or April")
}

#[cfg(test)]
mod tests {
    use crate::calendar::{Calendar, State};
    use jiff::civil::{Date, date};

    fn hesse() -> Calendar {
        Calendar::new(State::Hesse, Vec::new())
    }

    /// A clerk sees the holidays of Hesse, and only those, for three years ahead.
    #[test]
    fn moving_holidays_are_found() {
        for day in ["2026-04-05", "2026-05-14", "2026-06-04", "2027-03-28", "2027-05-17", "2028-06-15"] {
            assert!(hesse().is_holiday(day.parse::<Date>().expect("a date")), "{day}");
        }
        for day in [date(2026, 1, 6), date(2026, 10, 31), date(2026, 11, 1), date(2026, 12, 24)] {
            assert!(!hesse().is_holiday(day), "{day}");
        }
    }

    /// A citizen's month ends on the same day, on the month's last day, or on the next working day.
    #[test]
    fn months_end_as_the_law_says() {
        let vectors = [
            ("2026-12-28", "2027-01-28"),
            ("2026-12-24", "2027-01-25"),
            ("2027-01-31", "2027-03-01"),
            ("2026-04-02", "2026-05-04"),
            ("2028-01-31", "2028-02-29"),
        ];
        for (known, ends) in vectors {
            let known: Date = known.parse().expect("a date");
            assert_eq!(hesse().months_after(known, 1).to_string(), ends);
        }
    }

    /// A day the government adds by ordinance counts like any other holiday.
    #[test]
    fn ordinances_add_days() {
        let calendar = Calendar::new(State::Hesse, vec![date(2026, 11, 23)]);
        assert_eq!(calendar.shifted(date(2026, 11, 21)), date(2026, 11, 24));
        assert_eq!(calendar.working_days_after(date(2026, 11, 20), 1), date(2026, 11, 24));
    }
}
