//! Periods as a law gives them, and the day on which one ends. What starts, suspends or extends one is decided elsewhere.

use super::Calendar;
use jiff::Span as Period;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// No law gives a longer period; what is longer is a slip.
const LONGEST: u32 = 9_999;

/// A period in one unit: `P3M`, `P2W`, `P14D`, `P1Y` (ISO 8601), or `10 working days`, for which ISO has no word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Term {
    amount: u32,
    unit: Unit,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    Days,
    Weeks,
    Months,
    Years,
    WorkingDays,
}

/// The text names no period in one unit of at least one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no period such as P3M, P14D or \"10 working days\"")]
pub struct NotATerm(pub String);

impl Calendar {
    /// Last day of a period that starts with an event, whose own day is not counted (§§ 187 I, 188 BGB). Days that are
    /// not counted because the period was suspended come on top (§ 209 BGB); they are days of the period's own unit, see
    /// [`Calendar::suspended_days`]. An end on a Saturday, Sunday or holiday moves on (§ 193 BGB, § 31 III HVwVfG).
    pub fn last_day(&self, event: Date, term: Term, not_counted: u32) -> Date {
        if term.unit == Unit::WorkingDays {
            return self.working_days_after(event, term.amount.saturating_add(not_counted));
        }
        let end = event.saturating_add(term.period());
        self.shifted(end.saturating_add(days(not_counted)))
    }

    /// How many days of a period's unit lie after `from` and not after `to`: working days for working days, else all.
    /// The day on which a suspension begins and the one on which it ends are not counted in the period either.
    pub fn suspended_days(&self, from: Date, to: Date, term: Term) -> u32 {
        let after = from.series(Period::new().days(1)).skip(1).take_while(|day| *day <= to);
        let counts = |day: &Date| term.unit != Unit::WorkingDays || self.is_working_day(*day);
        after.filter(counts).count() as u32
    }

    /// The day that lies a period before another, for a reminder.
    pub fn day_before(&self, end: Date, term: Term) -> Date {
        if term.unit != Unit::WorkingDays {
            return end.saturating_sub(term.period());
        }
        let earlier = end.series(Period::new().days(-1)).skip(1);
        let mut working = earlier.filter(|day| self.is_working_day(*day));
        working.nth(term.amount.saturating_sub(1) as usize).unwrap_or(end)
    }
}

impl Term {
    /// How many of its unit.
    pub fn amount(self) -> u32 {
        self.amount
    }

    /// As many of the same unit; `None` for none at all and for more than any law gives.
    pub fn of_amount(self, amount: u32) -> Option<Self> {
        (1..=LONGEST).contains(&amount).then_some(Self { amount, ..self })
    }

    /// A word for the unit, as keys of texts name it.
    pub fn unit_key(self) -> &'static str {
        match self.unit {
            Unit::Days => "days",
            Unit::Weeks => "weeks",
            Unit::Months => "months",
            Unit::Years => "years",
            Unit::WorkingDays => "working-days",
        }
    }

    fn period(self) -> Period {
        let amount = i64::from(self.amount);
        match self.unit {
            Unit::Days | Unit::WorkingDays => Period::new().days(amount),
            Unit::Weeks => Period::new().weeks(amount),
            Unit::Months => Period::new().months(amount),
            Unit::Years => Period::new().years(amount),
        }
    }
}

fn days(count: u32) -> Period {
    Period::new().days(i64::from(count.min(LONGEST * 366)))
}

impl FromStr for Term {
    type Err = NotATerm;

    fn from_str(text: &str) -> Result<Self, NotATerm> {
        parse(text).ok_or_else(|| NotATerm(text.to_owned()))
    }
}

fn parse(text: &str) -> Option<Term> {
    let (amount, unit) = match text.strip_suffix("working days").or_else(|| text.strip_suffix("working day"))
    {
        Some(amount) => (amount.trim_end(), Unit::WorkingDays),
        None => {
            let (amount, unit) = text.strip_prefix('P')?.split_at_checked(text.len().checked_sub(2)?)?;
            let unit = match unit {
                "D" => Unit::Days,
                "W" => Unit::Weeks,
                "M" => Unit::Months,
                "Y" => Unit::Years,
                _ => return None,
            };
            (amount, unit)
        }
    };
    let is_plain = amount.bytes().all(|digit| digit.is_ascii_digit());
    let amount = amount.parse().ok().filter(|amount| is_plain && (1..=LONGEST).contains(amount))?;
    Some(Term { amount, unit })
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let amount = self.amount;
        match self.unit {
            Unit::Days => write!(f, "P{amount}D"),
            Unit::Weeks => write!(f, "P{amount}W"),
            Unit::Months => write!(f, "P{amount}M"),
            Unit::Years => write!(f, "P{amount}Y"),
            Unit::WorkingDays => write!(f, "{amount} working days"),
        }
    }
}

impl TryFrom<String> for Term {
    type Error = NotATerm;

    fn try_from(text: String) -> Result<Self, NotATerm> {
        text.parse()
    }
}

impl From<Term> for String {
    fn from(term: Term) -> Self {
        term.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Moment;
    use crate::calendar::State;

    /// A citizen's and an office's periods end on the day the law says: Christmas, Easter, leap years, ends of months, the
    /// changes of the clock, suspensions. Worked out by hand from the calendar, one line a case.
    #[test]
    fn periods_end_as_the_table_says() {
        let calendar = Calendar::new(State::Hesse, Vec::new());
        let mut seen = 0;
        for line in include_str!("terms.txt").lines().filter(|line| !line.starts_with('#')) {
            let fields: Vec<&str> = line.split('|').map(str::trim).collect();
            let [event, term, suspended, last, over, why] = fields[..] else { panic!("six fields: {line}") };
            let (event, term): (Date, Term) = (event.parse().unwrap(), term.parse().unwrap());
            let (mut counted_to, mut not_counted) = (event, 0);
            for pause in suspended.split(',').filter(|pause| *pause != "-") {
                let (from, to) = pause.split_once('/').unwrap();
                let (from, to): (Date, Date) = (from.trim().parse().unwrap(), to.trim().parse().unwrap());
                not_counted += calendar.suspended_days(counted_to.max(from.yesterday().unwrap()), to, term);
                counted_to = to;
            }
            let end = calendar.last_day(event, term, not_counted);
            assert_eq!(end.to_string(), last, "{why}");
            assert_eq!(Moment::start_of(end.tomorrow().unwrap()).to_string(), over, "{why}");
            seen += 1;
        }
        assert!(seen >= 20);
    }

    /// An author's slip in a period is found, and a stored period reads as it was written.
    #[test]
    fn periods_are_read_and_written() {
        for text in ["P3M", "P2W", "P14D", "P1Y", "10 working days"] {
            assert_eq!(text.parse::<Term>().unwrap().to_string(), text);
        }
        for text in
            ["", "P", "P0D", "P1M15D", "PT3H", "P-1D", "P+1D", "3 months", "working days", "P10000D", "Pä"]
        {
            assert_eq!(text.parse::<Term>(), Err(NotATerm(text.to_owned())));
        }
    }

    /// A clerk is reminded in time, also across a holiday.
    #[test]
    fn reminders_lie_before_the_end() {
        let calendar = Calendar::new(State::Hesse, Vec::new());
        let before = |end: &str, term: &str| {
            calendar.day_before(end.parse().unwrap(), term.parse().unwrap()).to_string()
        };
        assert_eq!(before("2026-12-28", "P1W"), "2026-12-21");
        assert_eq!(before("2026-12-28", "2 working days"), "2026-12-23");
        assert_eq!(before("2027-03-31", "P1M"), "2027-02-28");
    }
}
