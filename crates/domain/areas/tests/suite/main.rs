//! The areas of Hesse as they come with the program: how many, their two known changes, who is competent, which court.

mod changes;
mod competence;
mod finding;

use jiff::civil::{Date, date};

/// The day this program's list was last looked at.
pub(crate) fn today() -> Date {
    date(2026, 11, 28)
}
