//! What people may choose in an ad-hoc sub-process.

use crate::views::Consequence;

/// What can be begun, and how it ends.
#[derive(Debug, Clone)]
pub struct ChoiceView {
    /// Grows with every entry in the journal; the forms carry it, so that nobody acts on what a colleague has changed.
    pub steps: i64,
    /// What can be begun now, in the order of the model. Empty while one thing is done after the other.
    pub to_begin: Vec<StepToBegin>,
    /// What would happen if nothing more were to be done; `None` while something must be done first.
    pub finish: Option<Vec<Consequence>>,
}

/// Something that can be begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepToBegin {
    /// Its id, as the process knows it.
    pub element: String,
    /// What people read.
    pub name: String,
    /// The names of the groups that will have the task; empty where it asks nobody.
    pub groups: Vec<String>,
}
