//! The two fields of a cron expression that name days: of the month and of the week. A day has to fit both.

use super::CronMistake;
use super::field::{Field, Piece, Set};
use jiff::civil::Date;

/// Which days of a month are meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Day {
    /// These.
    On(Set),
    /// So many days before the last one: `L`, `L-3`.
    BeforeLast(i16),
    /// The last one from Monday to Friday: `LW`.
    LastWorkday,
    /// The one from Monday to Friday of the same month that is nearest to this day: `15W`.
    NearestWorkday(i16),
}

impl Day {
    /// What a field means; `?` leaves the choice to the other field.
    pub(super) fn all(field: Piece<'_>) -> Result<Vec<Self>, CronMistake> {
        let every = Piece { text: "*", ..field };
        let field = if field.text == "?" { every } else { field };
        field.items().map(Self::read).collect()
    }

    fn read(item: Piece<'_>) -> Result<Self, CronMistake> {
        Ok(match item.text {
            "L" => Self::BeforeLast(0),
            "LW" => Self::LastWorkday,
            text if text.starts_with("L-") => {
                let days = item.halves('-').and_then(|(_, days)| days.number()).filter(|days| *days <= 30);
                Self::BeforeLast(days.ok_or_else(|| item.mistake("bpmn-cron-field", Field::DAY.name))?)
            }
            _ => match item.without("W") {
                Some(day) => Self::NearestWorkday(Field::DAY.value(day)?),
                None => Self::On(Field::DAY.item(item)?),
            },
        })
    }

    /// Whether it means this day.
    pub(super) fn is(&self, date: Date) -> bool {
        let (day, last) = (i16::from(date.day()), i16::from(date.days_in_month()));
        match self {
            Self::On(days) => days.contains(&day),
            Self::BeforeLast(days) => day == last - days,
            Self::LastWorkday => day == nearest_workday(date, last),
            Self::NearestWorkday(wanted) => *wanted <= last && day == nearest_workday(date, *wanted),
        }
    }
}

/// The day of the month from Monday to Friday that is nearest to one; it never lies in another month.
fn nearest_workday(date: Date, day: i16) -> i16 {
    let last = i16::from(date.days_in_month());
    let weekday = (weekday(date) - 1 + day - i16::from(date.day())).rem_euclid(7) + 1;
    match weekday {
        6 if day == 1 => day + 2,
        6 => day - 1,
        7 if day == last => day - 2,
        7 => day + 1,
        _ => day,
    }
}

/// Monday is 1.
fn weekday(date: Date) -> i16 {
    date.weekday().to_monday_one_offset().into()
}

/// Which days of the week are meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Weekday {
    /// These.
    On(Set),
    /// The last one in a month: `FRIL`.
    Last(i16),
    /// The one that is the nth in a month: `MON#2`.
    Nth(i16, i16),
}

impl Weekday {
    /// What a field means; `?` leaves the choice to the other field.
    pub(super) fn all(piece: Piece<'_>, field: Field) -> Result<Vec<Self>, CronMistake> {
        let every = Piece { text: "*", ..piece };
        let piece = if piece.text == "?" { every } else { piece };
        piece.items().map(|item| Self::read(item, field)).collect()
    }

    fn read(item: Piece<'_>, field: Field) -> Result<Self, CronMistake> {
        if let Some((day, nth)) = item.halves('#') {
            let nth = nth.number().filter(|nth| (1..=5).contains(nth));
            let nth = nth.ok_or_else(|| item.mistake("bpmn-cron-field", field.name))?;
            return Ok(Self::Nth(field.value(day)?, nth));
        }
        match item.without("L").filter(|day| !day.text.is_empty()) {
            Some(day) => Ok(Self::Last(field.value(day)?)),
            None => Ok(Self::On(field.item(item)?)),
        }
    }

    /// Whether it means this day.
    pub(super) fn is(&self, date: Date) -> bool {
        let (day, last) = (i16::from(date.day()), i16::from(date.days_in_month()));
        match self {
            Self::On(days) => days.contains(&weekday(date)),
            Self::Last(wanted) => *wanted == weekday(date) && day > last - 7,
            Self::Nth(wanted, nth) => *wanted == weekday(date) && (day - 1) / 7 + 1 == *nth,
        }
    }
}
