//! Counting days the way German law counts them (§§ 187–193 BGB), with the holidays of a place.
//! Which deadline a case has is decided elsewhere.

pub mod day;
mod holiday;
mod state;
mod term;

pub use state::{LocalHoliday, State};
pub use term::{NotATerm, Term};

use jiff::Span as Period;
use jiff::civil::{Date, Weekday};

/// Working days and deadlines at one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    state: State,
    /// Single days that a government ordinance made holidays (such as HFeiertagsG § 2): data, never code.
    extra_holidays: Vec<Date>,
    local_holidays: Vec<LocalHoliday>,
}

impl Calendar {
    /// The calendar of a state, with the holidays added by ordinance.
    pub const fn new(state: State, extra_holidays: Vec<Date>) -> Self {
        Self { state, extra_holidays, local_holidays: Vec::new() }
    }

    /// The same at a place that has these holidays, which the state leaves to its places.
    #[must_use]
    pub fn with_local(self, local_holidays: Vec<LocalHoliday>) -> Self {
        Self { local_holidays, ..self }
    }

    /// Whether the date is a public holiday. Sundays are not listed here, see [`Calendar::is_working_day`].
    pub fn is_holiday(&self, date: Date) -> bool {
        holiday::is_holiday(self.state, date)
            || self.local_holidays.iter().any(|local| holiday::is_local_holiday(*local, date))
            || self.extra_holidays.contains(&date)
    }

    /// Whether offices work: neither Saturday, Sunday nor holiday (§ 193 BGB).
    pub fn is_working_day(&self, date: Date) -> bool {
        !matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday) && !self.is_holiday(date)
    }

    /// The date itself, or the next working day after it (§ 193 BGB, § 108 III AO, § 31 III HVwVfG).
    pub fn shifted(&self, date: Date) -> Date {
        let mut day = date;
        while !self.is_working_day(day) {
            match day.tomorrow() {
                Ok(next) => day = next,
                Err(_) => return day,
            }
        }
        day
    }

    /// Last day of a period of whole months that starts after `event` (§§ 187 I, 188 II and III, 193 BGB).
    pub fn months_after(&self, event: Date, months: i32) -> Date {
        self.shifted(event.saturating_add(Period::new().months(months.clamp(-12_000, 12_000))))
    }

    /// The date this many working days later.
    pub fn working_days_after(&self, date: Date, working_days: u32) -> Date {
        (0..working_days).fold(date, |day, _| self.shifted(day.tomorrow().unwrap_or(day)))
    }
}
