//! Repetitions as cron writes them: six fields for second, minute, hour, day of the month, month and day of the week as
//! Spring and so Zeebe read them, or seven with the year as Quartz and so Operaton do. They are read on a clock in
//! Germany. Repetitions of ISO 8601 are read elsewhere.

mod days;
mod field;

use days::{Day, Weekday};
use field::{Field, Piece, Set};
use jiff::civil::{Date, DateTime, Time};
use values::Moment;

/// Every day that a repetition can mean comes within so many years: 29 February as a given day of the week, across a year
/// such as 2100 that is no leap year.
const YEARS: i16 = 41;
/// The longest expression, in bytes: all seconds, minutes and hours one by one, and as much again.
const LONGEST: usize = 1_000;

/// Times that repeat on the calendar, such as each Monday at nine: `0 0 9 * * MON`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cron {
    seconds: Set,
    minutes: Set,
    hours: Set,
    days: Vec<Day>,
    months: Set,
    weekdays: Vec<Weekday>,
    /// `None` for every year.
    years: Option<Set>,
}

/// What is wrong with an expression, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CronMistake {
    /// The key of its sentence in the catalogues.
    pub key: &'static str,
    /// The field: `second`, `minute`, `hour`, `day`, `month`, `weekday` or `year`; `all` for the whole.
    pub field: &'static str,
    /// What stands there.
    pub found: String,
    /// Where that begins, in bytes of the text.
    pub at: usize,
}

impl Cron {
    /// Whether a text is meant for cron: fields with spaces between them, or a word such as `@daily`.
    pub fn is_meant(text: &str) -> bool {
        text.starts_with('@') || text.split_whitespace().count() >= 5
    }

    /// Reads an expression.
    ///
    /// # Errors
    /// When it is none, names no day that ever comes, or names a day of the week by a number that Zeebe and Operaton count
    /// differently.
    pub fn parse(text: &str) -> Result<Self, CronMistake> {
        let whole = Piece { text, at: 0 };
        let mistake = |key| whole.mistake(key, "all");
        if text.len() > LONGEST {
            return Err(mistake("bpmn-cron-fields"));
        }
        let written = if text.starts_with('@') {
            Piece { text: spelt_out(text).ok_or_else(|| mistake("bpmn-cron-fields"))?, at: 0 }
        } else {
            whole
        };
        let fields: Vec<Piece<'_>> = written.words().collect();
        let ([second, minute, hour, day, month, weekday] | [second, minute, hour, day, month, weekday, _]) =
            fields[..]
        else {
            return Err(mistake("bpmn-cron-fields"));
        };
        let is_quartz = fields.len() == 7 || day.text == "?" || weekday.text == "?";
        let years = fields.get(6).filter(|year| year.text != "*");
        let cron = Self {
            seconds: Field::SECOND.set(second)?,
            minutes: Field::MINUTE.set(minute)?,
            hours: Field::HOUR.set(hour)?,
            days: Day::all(day)?,
            months: Field::MONTH.set(month)?,
            weekdays: Weekday::all(weekday, if is_quartz { Field::NAMED_WEEKDAY } else { Field::WEEKDAY })?,
            years: years.map(|year| Field::YEAR.set(*year)).transpose()?,
        };
        let ever = cron.next_local(DateTime::constant(1969, 12, 31, 23, 59, 59, 0));
        ever.map(|_| cron).ok_or_else(|| mistake("bpmn-cron-never"))
    }

    /// The first time after a moment. One in the hour that the clocks leave out in spring comes an hour later, one in the
    /// hour that comes twice in autumn comes in the first of them.
    pub fn next_after(&self, moment: Moment) -> Option<Moment> {
        let mut local = moment.civil();
        loop {
            local = self.next_local(local)?;
            let zoned = local.to_zoned_datetime(Moment::zone()).ok()?;
            let next = Moment::from_timestamp(zoned.timestamp());
            if next > moment {
                return Some(next);
            }
        }
    }

    fn next_local(&self, after: DateTime) -> Option<DateTime> {
        let (today, now) = (after.date(), after.time());
        if self.has(today)
            && let Some(time) = self.times_from(now).find(|time| *time > now)
        {
            return Some(today.to_datetime(time));
        }
        let date = self.date_after(today)?;
        Some(date.to_datetime(self.times_from(Time::midnight()).next()?))
    }

    /// The times of a day from the hour of this one on.
    fn times_from(&self, from: Time) -> impl Iterator<Item = Time> + '_ {
        let hour = i16::from(from.hour());
        let minutes = move |hour: i16| {
            let is_past =
                move |minute: &&i16| hour == i16::from(from.hour()) && **minute < from.minute().into();
            self.minutes.iter().skip_while(is_past).map(move |minute| (hour, *minute))
        };
        let with_seconds =
            |(hour, minute)| self.seconds.iter().filter_map(move |second| time(hour, minute, *second));
        self.hours.range(hour..).copied().flat_map(minutes).flat_map(with_seconds)
    }

    fn date_after(&self, date: Date) -> Option<Date> {
        let last_year = self
            .years
            .as_ref()
            .map_or(date.year().saturating_add(YEARS), |years| years.last().copied().unwrap_or(0));
        let mut date = date.tomorrow().ok()?;
        while date.year() <= last_year {
            if !self.has_year(date) {
                date = date.last_of_year().tomorrow().ok()?;
            } else if !self.months.contains(&date.month().into()) {
                date = date.last_of_month().tomorrow().ok()?;
            } else if self.has(date) {
                return Some(date);
            } else {
                date = date.tomorrow().ok()?;
            }
        }
        None
    }

    fn has_year(&self, date: Date) -> bool {
        self.years.as_ref().is_none_or(|years| years.contains(&date.year()))
    }

    fn has(&self, date: Date) -> bool {
        self.has_year(date)
            && self.months.contains(&date.month().into())
            && self.days.iter().any(|day| day.is(date))
            && self.weekdays.iter().any(|weekday| weekday.is(date))
    }
}

fn time(hour: i16, minute: i16, second: i16) -> Option<Time> {
    let small = |number: i16| i8::try_from(number).ok();
    Time::new(small(hour)?, small(minute)?, small(second)?, 0).ok()
}

/// What a word means that stands for all fields.
fn spelt_out(word: &str) -> Option<&'static str> {
    Some(match word {
        "@yearly" | "@annually" => "0 0 0 1 1 *",
        "@monthly" => "0 0 0 1 * *",
        "@weekly" => "0 0 0 * * SUN",
        "@daily" | "@midnight" => "0 0 0 * * *",
        "@hourly" => "0 0 * * * *",
        _ => return None,
    })
}
