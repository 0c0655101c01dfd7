//! A case that somebody takes in hand because it does not go on as it should.

use crate::views::{OpenIncident, StepName};
use values::CaseId;

/// Where a case stands, and what can be done there.
#[derive(Debug, Clone)]
pub struct StuckCase {
    /// The case.
    pub case: CaseId,
    /// Its number.
    pub number: String,
    /// Title of the service.
    pub service_title: String,
    /// Grows with every entry in the journal; the forms carry it, so that the same click does one thing once.
    pub steps: i64,
    /// Where its tokens rest, what is stuck first.
    pub places: Vec<StuckPlace>,
    /// Whether there are more than are shown.
    pub has_more: bool,
    /// Whether whoever looks may do more than try again.
    pub may_set_right: bool,
    /// Whether the case can be ended as a whole.
    pub may_cancel: bool,
}

/// A place where a token rests.
#[derive(Debug, Clone)]
pub struct StuckPlace {
    /// What names it in a form.
    pub place: String,
    /// The step.
    pub step: StepName,
    /// What is stuck there.
    pub incident: Option<OpenIncident>,
    /// Whether it can be tried again.
    pub may_retry: bool,
    /// What could be corrected before.
    pub values: Vec<KnownValue>,
    /// The steps from which it could go on.
    pub targets: Vec<StepName>,
    /// Whether this branch can be ended.
    pub may_end: bool,
}

/// A value that a case knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownValue {
    /// Where it is found, such as `dog.name`.
    pub path: String,
    /// What the form of the application calls it; the path when it does not ask for it.
    pub label: String,
    /// What it is now.
    pub shown: String,
    /// How another is typed.
    pub kind: ValueKind,
}

/// How a value is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValueKind {
    /// As text.
    Text,
    /// As a number, with a comma.
    Number,
    /// Yes or no.
    YesNo,
    /// As a day.
    Day,
    /// As FEEL.
    Feel,
}
