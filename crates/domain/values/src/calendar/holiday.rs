//! The public holidays of the states, by their own laws. Single days that a government adds by ordinance are data of the
//! tenant.

use super::state::{LocalHoliday, State};
use State::{
    BadenWurttemberg, Bavaria, Berlin, Brandenburg, Bremen, Hamburg, Hesse, LowerSaxony,
    MecklenburgWesternPomerania, NorthRhineWestphalia, RhinelandPalatinate, Saarland, Saxony, SaxonyAnhalt,
    SchleswigHolstein, Thuringia,
};
use jiff::Span as Period;
use jiff::civil::{Date, Weekday};

/// When a holiday is.
enum On {
    /// A month and a day of it.
    Day(i8, i8),
    /// So many days after Easter Sunday.
    AfterEaster(i32),
    /// The Wednesday before 23 November.
    Repentance,
    /// Once.
    Once(Date),
}

/// Where a holiday counts.
enum Where {
    Everywhere,
    In(&'static [State]),
    /// In these states since a year.
    Since(i16, &'static [State]),
}

use On::{AfterEaster, Day, Once, Repentance};
use Where::{Everywhere, In, Since};

const CORPUS_CHRISTI: On = AfterEaster(60);
const ASSUMPTION: On = Day(8, 15);
const AUGSBURG_PEACE: On = Day(8, 8);

/// SFTG (SH), FeiertagsG (HH), NFeiertagsG, SoFeiG (HB), FeiertagsG NW, HFeiertagsG, LFtG (RP), FTG (BW), BayFTG, SFG (SL),
/// SoFeiG BE, FTG (BB), FTG M-V, SächsSFG, FeiertG LSA, ThürFtG.
const HOLIDAYS: [(On, Where); 24] = [
    (Day(1, 1), Everywhere),
    (Day(1, 6), In(&[BadenWurttemberg, Bavaria, SaxonyAnhalt])),
    (Day(3, 8), Since(2019, &[Berlin])),
    (Day(3, 8), Since(2023, &[MecklenburgWesternPomerania])),
    (AfterEaster(-2), Everywhere),
    (AfterEaster(0), In(&[Brandenburg, Hesse])),
    (AfterEaster(1), Everywhere),
    (Day(5, 1), Everywhere),
    // 75 and 80 years after the end of the war, 75 after the uprising: SoFeiG BE § 1.
    (Once(jiff::civil::date(2020, 5, 8)), In(&[Berlin])),
    (Once(jiff::civil::date(2025, 5, 8)), In(&[Berlin])),
    (AfterEaster(39), Everywhere),
    (AfterEaster(49), In(&[Brandenburg, Hesse])),
    (AfterEaster(50), Everywhere),
    (Once(jiff::civil::date(2028, 6, 17)), In(&[Berlin])),
    (
        CORPUS_CHRISTI,
        In(&[BadenWurttemberg, Bavaria, Hesse, NorthRhineWestphalia, RhinelandPalatinate, Saarland]),
    ),
    (ASSUMPTION, In(&[Saarland])),
    (Day(9, 20), Since(2019, &[Thuringia])),
    (Day(10, 3), Everywhere),
    (Day(10, 31), In(&[Brandenburg, MecklenburgWesternPomerania, Saxony, SaxonyAnhalt, Thuringia])),
    (Day(10, 31), Since(2018, &[Bremen, Hamburg, LowerSaxony, SchleswigHolstein])),
    (Day(11, 1), In(&[BadenWurttemberg, Bavaria, NorthRhineWestphalia, RhinelandPalatinate, Saarland])),
    (Repentance, In(&[Saxony])),
    (Day(12, 25), Everywhere),
    (Day(12, 26), Everywhere),
];

/// Whether a date is a holiday in the whole state.
pub(super) fn is_holiday(state: State, date: Date) -> bool {
    let counts = |place: &Where| match place {
        Everywhere => true,
        In(states) => states.contains(&state),
        Since(year, states) => date.year() >= *year && states.contains(&state),
    };
    HOLIDAYS.iter().any(|(on, place)| counts(place) && on.is(date))
}

/// Whether a date is this holiday.
pub(super) fn is_local_holiday(holiday: LocalHoliday, date: Date) -> bool {
    match holiday {
        LocalHoliday::AugsburgPeace => AUGSBURG_PEACE.is(date),
        LocalHoliday::Assumption => ASSUMPTION.is(date),
        LocalHoliday::CorpusChristi => CORPUS_CHRISTI.is(date),
    }
}

impl On {
    fn is(&self, date: Date) -> bool {
        match self {
            Day(month, day) => (date.month(), date.day()) == (*month, *day),
            AfterEaster(days) => easter(date.year()).saturating_add(Period::new().days(*days)) == date,
            Repentance => {
                date.weekday() == Weekday::Wednesday && date.month() == 11 && (16..=22).contains(&date.day())
            }
            Once(once) => *once == date,
        }
    }
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
    use crate::calendar::{Calendar, LocalHoliday, State};
    use jiff::Span as Period;
    use jiff::civil::{Date, date};

    fn hesse() -> Calendar {
        Calendar::new(State::Hesse, Vec::new())
    }

    /// A clerk in every state sees the holidays that count there, and only those: written down from the laws apart from the table, one line
    /// a state and year.
    #[test]
    fn each_state_has_its_holidays() {
        let mut seen = 0;
        for line in include_str!("holidays.txt").lines().filter(|line| !line.starts_with('#')) {
            let [place, year, days] = line.split('|').map(str::trim).collect::<Vec<_>>()[..] else {
                panic!("three fields: {line}")
            };
            let mut words = place.split(' ');
            let state = State::with_abbreviation(words.next().expect("a state")).expect("a state");
            let local = words.map(|key| LocalHoliday::with_key(key, state).expect("left to its places"));
            let calendar = Calendar::new(state, Vec::new()).with_local(local.collect());
            let first = date(year.parse().expect("a year"), 1, 1);
            let all = first.series(Period::new().days(1)).take_while(|day| day.year() == first.year());
            let found: Vec<String> = all
                .filter(|day| calendar.is_holiday(*day))
                .map(|day| day.strftime("%d.%m.").to_string())
                .collect();
            assert_eq!(found.join(" "), days, "{place} {year}");
            seen += 1;
        }
        assert_eq!(seen, 22);
    }

    /// An office is in the state of its key, and what belongs to no state is not taken for one.
    #[test]
    fn a_key_says_the_state() {
        assert_eq!(State::of_area("06435010"), Some(State::Hesse));
        assert_eq!(State::of_area("09761"), Some(State::Bavaria));
        for no_key in ["", "0", "00", "17", "musterstadt", "ä"] {
            assert_eq!(State::of_area(no_key), None, "{no_key}");
        }
        assert_eq!(LocalHoliday::with_key("assumption", State::Hesse), None);
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
