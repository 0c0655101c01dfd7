//! Budgets of an evaluation: tenants write expressions, so none may use up a machine. What is spent is counted in
//! `evaluation`.

use std::fmt;
use values::{Problem, Span};

/// What one evaluation may use at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Parts of expressions evaluated, items visited, comparisons made.
    pub steps: u64,
    /// Expressions and calls standing in each other. Above the default a stack of 2 MiB may not suffice.
    pub depth: u32,
    /// Bytes of texts, lists and contexts made on the way, all taken together.
    pub bytes: u64,
    /// Bytes of the result.
    pub result_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { steps: 2_000_000, depth: 600, bytes: 64 << 20, result_bytes: 4 << 20 }
    }
}

/// A budget.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Budget {
    /// [`Limits::steps`].
    Steps,
    /// [`Limits::depth`].
    Depth,
    /// [`Limits::bytes`].
    Bytes,
    /// [`Limits::result_bytes`].
    ResultBytes,
    /// Lists and contexts may stand in each other 100 levels deep, for what is deeper cannot be stored.
    Nesting,
}

impl fmt::Display for Budget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Budget::Steps => "steps",
            Budget::Depth => "depth",
            Budget::Bytes => "bytes",
            Budget::ResultBytes => "result-bytes",
            Budget::Nesting => "nesting",
        })
    }
}

impl From<Budget> for Exceeded {
    /// A budget that ran out at no particular place.
    fn from(budget: Budget) -> Self {
        Self { budget, span: Span::default() }
    }
}

/// A budget ran out; the evaluation has no result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the budget of {budget} ran out at line {}, column {}", span.line, span.column)]
pub struct Exceeded {
    /// Which budget.
    pub budget: Budget,
    /// The part of the expression that was evaluated.
    pub span: Span,
}

impl Exceeded {
    /// The same for the person who wrote the expression.
    pub fn problem(&self) -> Problem {
        Problem::in_text(self.span, "feel-budget").with("budget", self.budget)
    }
}
