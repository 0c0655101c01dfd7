//! One field of a cron expression: numbers, names, ranges and steps become the set of values that it allows.

use super::CronMistake;
use std::collections::BTreeSet;

/// The values that a field allows.
pub(super) type Set = BTreeSet<i16>;

/// The longest part of a text that is quoted, in characters.
const QUOTED_CHARS: usize = 60;

/// A part of the text, and where in it that begins.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece<'t> {
    pub(super) text: &'t str,
    pub(super) at: usize,
}

impl<'t> Piece<'t> {
    /// What stands between white space.
    pub(super) fn words(self) -> impl Iterator<Item = Piece<'t>> {
        self.text.split_whitespace().map(move |word| self.part(word))
    }

    /// What stands between commas.
    pub(super) fn items(self) -> impl Iterator<Item = Piece<'t>> {
        self.text.split(',').map(move |item| self.part(item))
    }

    /// The same piece without the letters at its end.
    pub(super) fn without(self, ending: &str) -> Option<Piece<'t>> {
        let text = self.text.strip_suffix(ending)?;
        Some(Piece { text, ..self })
    }

    /// What stands before and behind a sign.
    pub(super) fn halves(self, sign: char) -> Option<(Piece<'t>, Piece<'t>)> {
        let (first, last) = self.text.split_once(sign)?;
        Some((self.part(first), self.part(last)))
    }

    /// A number.
    pub(super) fn number(self) -> Option<i16> {
        let is_number = !self.text.is_empty() && self.text.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| self.text.parse().ok()).flatten()
    }

    /// What is wrong here.
    pub(super) fn mistake(self, key: &'static str, field: &'static str) -> CronMistake {
        let found = self.text.chars().take(QUOTED_CHARS).collect();
        CronMistake { key, field, found, at: self.at }
    }

    /// A part of this text lies as many bytes behind its beginning as their places in memory differ.
    fn part(self, part: &'t str) -> Piece<'t> {
        Piece { text: part, at: self.at + (part.as_ptr() as usize - self.text.as_ptr() as usize) }
    }
}

/// What a field may hold.
#[derive(Debug, Clone, Copy)]
pub(super) struct Field {
    pub(super) name: &'static str,
    first: i16,
    last: i16,
    /// Names of the values, from the first one on.
    words: &'static [&'static str],
    numbers: Numbers,
}

/// What numbers mean in a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Numbers {
    /// The values.
    Values,
    /// Days of the week as Zeebe counts them: Sunday is 0 and 7.
    FromSunday,
    /// Days of the week in an expression that Zeebe and Operaton read differently: for one 1 is Monday, for the other Sunday.
    Unclear,
}

const fn field(name: &'static str, first: i16, last: i16) -> Field {
    Field { name, first, last, words: &[], numbers: Numbers::Values }
}

impl Field {
    pub(super) const SECOND: Self = field("second", 0, 59);
    pub(super) const MINUTE: Self = field("minute", 0, 59);
    pub(super) const HOUR: Self = field("hour", 0, 23);
    pub(super) const DAY: Self = field("day", 1, 31);
    pub(super) const YEAR: Self = field("year", 1970, 2199);
    pub(super) const MONTH: Self = Self {
        words: &["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"],
        ..field("month", 1, 12)
    };
    pub(super) const WEEKDAY: Self = Self {
        words: &["MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"],
        numbers: Numbers::FromSunday,
        ..field("weekday", 1, 7)
    };
    pub(super) const NAMED_WEEKDAY: Self = Self { numbers: Numbers::Unclear, ..Self::WEEKDAY };

    /// The values that a whole field allows.
    pub(super) fn set(self, piece: Piece<'_>) -> Result<Set, CronMistake> {
        let mut set = Set::new();
        for item in piece.items() {
            set.extend(self.item(item)?);
        }
        Ok(set)
    }

    /// The values of one item: all, one, a range, or every so many of them.
    pub(super) fn item(self, item: Piece<'_>) -> Result<Set, CronMistake> {
        let wrong = || item.mistake("bpmn-cron-field", self.name);
        let (range, step) = match item.halves('/') {
            None => (item, None),
            Some((range, step)) => (range, Some(step.number().filter(|step| *step > 0).ok_or_else(wrong)?)),
        };
        let (first, last) = match (range.text, range.halves('-')) {
            ("*", _) => (self.first, self.last),
            (_, Some((first, last))) => (self.value(first)?, self.value(last)?),
            (_, None) => {
                let first = self.value(range)?;
                (first, if step.is_some() { self.last } else { first })
            }
        };
        if last < first && self.name == Self::YEAR.name {
            return Err(wrong());
        }
        // A range may go over the end, such as from Friday to Monday.
        let all = self.last - self.first + 1;
        let length = (last - first).rem_euclid(all);
        let places = (0..=length).step_by(step.unwrap_or(1).unsigned_abs().into());
        Ok(places.map(|place| self.first + (first - self.first + place) % all).collect())
    }

    /// One value, by its name or number.
    pub(super) fn value(self, piece: Piece<'_>) -> Result<i16, CronMistake> {
        let is_name = |word: &&str| word.eq_ignore_ascii_case(piece.text);
        if let Some(place) = (self.first..=self.last).zip(self.words).find(|(_, word)| is_name(word)) {
            return Ok(place.0);
        }
        let number = match (piece.number(), self.numbers) {
            (Some(0), Numbers::FromSunday) => Some(7),
            (Some(_), Numbers::Unclear) => return Err(piece.mistake("bpmn-cron-weekday", self.name)),
            (number, _) => number,
        };
        let known = number.filter(|number| (self.first..=self.last).contains(number));
        known.ok_or_else(|| piece.mistake("bpmn-cron-field", self.name))
    }
}
