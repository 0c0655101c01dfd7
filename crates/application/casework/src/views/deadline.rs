//! A legal clock as people see it.

use crate::views::StepName;
use jiff::civil::Date;

/// A legal clock of a case, for the office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeadlineView {
    /// What names it in a form.
    pub clock: u32,
    /// What the package calls it; empty without a name.
    pub name: String,
    /// The step it belongs to; none for the whole case.
    pub step: Option<StepName>,
    /// Where it stands.
    pub standing: DeadlineStanding,
    /// Why it was extended, if it was; empty where the reason is erased already.
    pub extended: Option<String>,
    /// How it can be extended; `None` when it cannot, or not by whoever looks.
    pub offer: Option<ExtensionOffer>,
}

/// Where a legal clock stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeadlineStanding {
    /// It runs until the end of this day.
    Running(Date),
    /// It stands still since this day.
    Suspended(Date),
    /// It was kept on this day.
    Met(Date),
    /// It ran out at the end of this day.
    RanOut(Date),
}

/// How a legal clock can be extended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ExtensionOffer {
    /// By how many of its unit at most.
    pub most: u32,
    /// The unit: `days`, `weeks`, `months`, `years` or `working-days`.
    pub unit: &'static str,
    /// Its last day when it is extended by the most.
    pub until: Date,
}

/// A legal clock that was extended, as the applicant is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExtendedDeadline {
    /// Its last day now; none as long as it stands still.
    pub last_day: Option<Date>,
    /// Why it was extended.
    pub reason: String,
}
