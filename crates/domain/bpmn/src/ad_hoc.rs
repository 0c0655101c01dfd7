//! The ad-hoc sub-process: what is inside is begun by people, or at once, in any order and any number of times.

use crate::looping::Order;
use crate::node::Body;
use crate::written::Written;

/// An ad-hoc sub-process (BPMN 2.0 §13.3.5).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AdHoc {
    /// What is inside: no start and no end events.
    pub body: Body,
    /// Whether several may be done at once.
    pub order: Order,
    /// The FEEL condition that ends it, asked whenever a token inside has ended.
    pub completion: Option<Written>,
    /// What becomes of what is open when it ends.
    pub remaining: Remaining,
    /// The FEEL list of the ids of the elements that begin at once.
    pub active: Option<Written>,
}

/// What becomes of what is open inside when the condition is true (`cancelRemainingInstances`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Remaining {
    /// It is cancelled.
    Cancelled,
    /// It is done first.
    Awaited,
}
