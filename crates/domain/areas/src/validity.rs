//! From when until when a fact holds; both ends may be open.

use jiff::civil::Date;

/// The days on which a fact holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Validity {
    /// The first day; `None` for "already when the list was made".
    pub from: Option<Date>,
    /// The last day; `None` for "until further notice".
    pub to: Option<Date>,
}

impl Validity {
    /// Whether the fact holds on this day.
    pub fn holds(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}
