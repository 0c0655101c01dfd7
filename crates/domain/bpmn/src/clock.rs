//! The legal clock: a statutory period counted by the calendar of a state, and the events that wait for its end. ISO and
//! BPMN have no word for either, so both are extension elements of ours.

use crate::written::{Given, Written};

/// `fachwerk:legalClock` on a process or an activity: its period runs at most as long as that is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LegalClock {
    /// The id, by which events name the clock.
    pub id: Written,
    /// How people call it.
    pub name: Option<Written>,
    /// Where it stands that it may be extended, as a letter cites it.
    pub law: Option<Written>,
    /// The period: a [`values::calendar::Term`], or an expression over parameters that yields one.
    pub term: Given,
    /// By how much a person may extend it once; not at all when absent.
    pub extension: Option<Given>,
    /// The elements behind which it starts; with the process or activity itself when there are none.
    pub starts: Vec<Written>,
    /// The elements that suspend it as long as a token waits on one of them.
    pub suspends: Vec<Written>,
    /// The elements behind which it is met and counts no more, such as the decision.
    pub stops: Vec<Written>,
    /// The variable that holds its last day, null while there is none.
    pub result: Option<Written>,
    /// What its end means.
    pub ending: Ending,
}

/// What it means that a legal clock runs out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// The authority is late.
    Late,
    /// What was applied for counts as approved (Genehmigungsfiktion, § 42a HVwVfG).
    TacitApproval,
}

/// `fachwerk:deadline` on a timer event: it happens at the end of a clock, or a while before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deadline {
    /// Id of the clock.
    pub of: Written,
    /// How long before the last day; at the end itself when absent.
    pub before: Option<Given>,
}
