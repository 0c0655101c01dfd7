//! What may be thrown from a task.

use crate::views::Consequence;
use engine::ThrownSort;

/// Another way than doing a task, which the process has for it.
#[derive(Debug, Clone)]
pub struct ThrowView {
    /// What catches it, as the process knows it.
    pub element: String,
    /// What people read.
    pub name: String,
    /// What becomes of the task.
    pub sort: ThrownSort,
    /// Grows with every entry in the journal; the form carries it, so that the same click does one thing once.
    pub steps: i64,
    /// What would happen.
    pub follows: Vec<Consequence>,
}
