//! Carries out a checked expression under its budgets. Every value that cannot be is null, as FEEL wants it; only a
//! budget that ran out ends an evaluation.

mod access;
mod arithmetic;
mod call;
pub(crate) mod compare;
mod loops;
mod run;
mod unary;

use crate::ast::{Node, Stretch, Tests};
use crate::builtins::Patterns;
use crate::environment::Environment;
use crate::limits::{Budget, Exceeded, Limits};
use crate::value::{Callee, Context, MAX_NESTING, Value};
use run::Run;
use std::sync::Arc;

/// What a part of an evaluation gives.
pub(crate) type Outcome = Result<Value, Budget>;

/// Bytes that a value takes in a list.
const VALUE_BYTES: u64 = size_of::<Value>() as u64;

/// One evaluation, or several that share their budgets: the moment handed in and what is left to spend.
#[derive(Debug)]
pub struct Evaluation<'e> {
    environment: &'e Environment,
    limits: Limits,
    steps: u64,
    bytes: u64,
    depth: u32,
    /// Where the budget ran out, once it did.
    exceeded_at: Option<Stretch>,
    patterns: Patterns,
}

impl<'e> Evaluation<'e> {
    /// Starts with full budgets.
    pub fn new(environment: &'e Environment, limits: &Limits) -> Self {
        let (exceeded_at, patterns) = (None, Patterns::new());
        Self { environment, limits: *limits, steps: 0, bytes: 0, depth: 0, exceeded_at, patterns }
    }

    /// The world as it was handed in.
    pub fn environment(&self) -> &Environment {
        self.environment
    }

    /// How much work was counted so far, in steps of [`Limits::steps`].
    pub fn steps_spent(&self) -> u64 {
        self.steps
    }

    /// Counts work.
    ///
    /// # Errors
    /// The budget of steps ran out.
    pub fn spend(&mut self, steps: u64) -> Result<(), Budget> {
        self.steps = self.steps.saturating_add(steps);
        if self.steps > self.limits.steps { Err(Budget::Steps) } else { Ok(()) }
    }

    /// The patterns that were prepared so far.
    pub(crate) fn patterns(&mut self) -> &mut Patterns {
        &mut self.patterns
    }

    /// Counts bytes that a value about to be made takes.
    pub(crate) fn allocate(&mut self, bytes: usize) -> Result<(), Budget> {
        self.bytes = self.bytes.saturating_add(bytes as u64);
        if self.bytes > self.limits.bytes { Err(Budget::Bytes) } else { self.spend(bytes as u64 / 256) }
    }

    /// Counts the items of a list about to be made.
    pub(crate) fn allocate_items(&mut self, items: usize) -> Result<(), Budget> {
        self.allocate(items.saturating_mul(VALUE_BYTES as usize))
    }

    /// A text, counted.
    pub(crate) fn text(&mut self, text: &str) -> Outcome {
        self.allocate(text.len())?;
        Ok(Value::text(text))
    }

    /// A list, counted.
    pub(crate) fn list(&mut self, items: Vec<Value>) -> Outcome {
        self.allocate_items(items.len())?;
        Ok(Value::List(Arc::new(items)))
    }

    /// Goes some levels deeper; to be followed by [`Evaluation::leave`].
    ///
    /// # Errors
    /// The budget of depth ran out.
    pub fn enter(&mut self, levels: u32) -> Result<(), Budget> {
        if self.depth + levels > self.limits.depth {
            return Err(Budget::Depth);
        }
        self.depth += levels;
        Ok(())
    }

    /// Comes back up.
    pub fn leave(&mut self, levels: u32) {
        self.depth = self.depth.saturating_sub(levels);
    }

    /// Evaluates an expression and checks its result.
    pub(crate) fn expression(
        &mut self,
        source: &Source<'_>,
        root: &Node,
        globals: &Context,
    ) -> Result<Value, Exceeded> {
        let depth = self.depth;
        let outcome = Run::outermost(self, source.names, globals, None).value(root);
        let outcome = outcome.and_then(|value| self.checked(value));
        self.depth = depth;
        outcome.map_err(|budget| self.exceeded(budget, source.text))
    }

    /// Evaluates unary tests of an input.
    pub(crate) fn tests(
        &mut self,
        source: &Source<'_>,
        tests: &Tests,
        globals: &Context,
        input: &Value,
    ) -> Result<bool, Exceeded> {
        let depth = self.depth;
        let outcome = Run::outermost(self, source.names, globals, Some(input)).tests(0, tests);
        self.depth = depth;
        outcome.map(|truth| truth == Some(true)).map_err(|budget| self.exceeded(budget, source.text))
    }

    /// Names the budget with the place where it ran out.
    pub(crate) fn exceeded(&mut self, budget: Budget, text: &str) -> Exceeded {
        let at = self.exceeded_at.take().unwrap_or(Stretch { start: 0, end: text.len() as u32 });
        Exceeded { budget, span: at.span(text) }
    }

    /// Lets a result pass when it is neither too large nor too deep.
    fn checked(&mut self, value: Value) -> Outcome {
        let mut left = self.limits.result_bytes;
        self.weigh(&value, MAX_NESTING, &mut left)?;
        Ok(value)
    }

    /// Walks a value without going deeper than `levels`, and takes its size from `left`.
    pub(crate) fn weigh(&mut self, value: &Value, levels: usize, left: &mut u64) -> Result<(), Budget> {
        *left = left.checked_sub(VALUE_BYTES + written_bytes(value)).ok_or(Budget::ResultBytes)?;
        match value {
            Value::List(_) | Value::Context(_) if levels == 0 => Err(Budget::Nesting),
            Value::List(items) => {
                self.look_at(items.len())?;
                items.iter().try_for_each(|item| self.weigh(item, levels - 1, left))
            }
            Value::Context(context) => {
                self.look_at(context.len())?;
                context.iter().try_for_each(|(name, value)| {
                    *left = left.checked_sub(name.len() as u64 + 16).ok_or(Budget::ResultBytes)?;
                    self.weigh(value, levels - 1, left)
                })
            }
            Value::Function(function) => {
                self.look_at(function.parameters.len())?;
                match &function.callee {
                    Callee::Closure(_) if levels == 0 => Err(Budget::Nesting),
                    Callee::Closure(closure) => {
                        closure.captured.iter().try_for_each(|value| self.weigh(value, levels - 1, left))
                    }
                    Callee::Builtin(_) | Callee::Outside(_) => Ok(()),
                }
            }
            _ => Ok(()),
        }
    }

    /// Counts a look at a value with so many parts. An empty one counts, too: values that hold the same one several times
    /// may stand for more than anybody can look at.
    pub(crate) fn look_at(&mut self, parts: usize) -> Result<(), Budget> {
        self.spend(1 + parts as u64 / 8)
    }
}

/// Bytes of a value when it is written, beyond those that every value counts as.
fn written_bytes(value: &Value) -> u64 {
    match value {
        Value::Text(text) => text.len() as u64,
        Value::Number(number) => number.zeros(),
        Value::Function(function) => function.parameter_names().map(|name| name.len() as u64 + 2).sum(),
        _ => 0,
    }
}

/// The text of an expression and the names its variables have.
pub(crate) struct Source<'s> {
    pub(crate) text: &'s str,
    pub(crate) names: &'s [Arc<str>],
}
