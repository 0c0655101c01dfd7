//! Ranges as values. Whether something lies in one is decided by the comparison of the evaluator.

use super::Value;

/// A range such as `[1..10)` or `> 5`; a missing end is unbounded.
#[derive(Debug, Clone, PartialEq)]
pub struct Range {
    /// Where it starts; `None` when it has no start.
    pub start: Option<Value>,
    /// Whether the start belongs to it.
    pub start_included: bool,
    /// Where it ends; `None` when it has no end.
    pub end: Option<Value>,
    /// Whether the end belongs to it.
    pub end_included: bool,
}
