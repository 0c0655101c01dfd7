//! Values that are fixed or computed, and computing them inside a step.

use crate::incident::Cause;
use crate::key::Key;
use crate::variables;
use crate::work::Work;
use feel::{Context, Exceeded, Expression, Value};

/// A value that was written out or is computed each time.
#[derive(Debug)]
pub(crate) enum Formula {
    /// As written.
    Fixed(Value),
    /// Computed.
    Computed(Expression),
}

impl Formula {
    /// The value, seen from a scope.
    pub(crate) fn value(&self, work: &Work<'_>, scope: Key) -> Result<Value, Cause> {
        match self {
            Formula::Fixed(value) => Ok(value.clone()),
            Formula::Computed(expression) => evaluate(work, scope, expression),
        }
    }

    /// The value, seen from a scope to which these variables will belong.
    pub(crate) fn value_over(&self, work: &Work<'_>, scope: Key, over: &Context) -> Result<Value, Cause> {
        match self {
            Formula::Fixed(value) => Ok(value.clone()),
            Formula::Computed(expression) => evaluate_over(work, scope, expression, over),
        }
    }

    /// The text, for the message of an incident.
    pub(crate) fn text(&self) -> String {
        match self {
            Formula::Fixed(value) => value.as_text().unwrap_or_default().to_owned(),
            Formula::Computed(expression) => expression.text().to_owned(),
        }
    }

    /// The incident of a value that does not fit its place.
    pub(crate) fn unfit(&self, needed: &str, found: &Value) -> Cause {
        unfit(&self.text(), needed, found)
    }
}

/// The value of an expression, seen from a scope.
pub(crate) fn evaluate(work: &Work<'_>, scope: Key, expression: &Expression) -> Result<Value, Cause> {
    evaluate_over(work, scope, expression, &Context::new())
}

/// The value of an expression, seen from a scope to which these variables will belong.
pub(crate) fn evaluate_over(
    work: &Work<'_>,
    scope: Key,
    expression: &Expression,
    over: &Context,
) -> Result<Value, Cause> {
    let mut visible = variables::visible(work, scope, expression.names_used());
    for (name, value) in over.iter() {
        visible.insert(name.clone(), value.clone());
    }
    let computed = expression.evaluate_within(&visible, &mut work.evaluation.borrow_mut());
    computed.map_err(|exceeded| too_costly(expression, &exceeded))
}

/// The incident of an expression that used up what it may.
pub(crate) fn too_costly(expression: &Expression, exceeded: &Exceeded) -> Cause {
    Cause::TooCostly { expression: expression.text().to_owned(), budget: exceeded.budget.to_string() }
}

/// Whether a condition is true. One that is neither true nor false decides nothing: taking another way then could wrong
/// somebody.
pub(crate) fn holds(
    work: &Work<'_>,
    scope: Key,
    condition: &Expression,
    over: &Context,
) -> Result<bool, Cause> {
    match evaluate_over(work, scope, condition, over)? {
        Value::Bool(answer) => Ok(answer),
        other => Err(unfit(condition.text(), "boolean", &other)),
    }
}

/// The incident of a value that does not fit its place. The value is cut: it is only a hint.
pub(crate) fn unfit(expression: &str, needed: &str, found: &Value) -> Cause {
    let mut found = found.to_string();
    if let Some((cut, _)) = found.char_indices().nth(80) {
        found.truncate(cut);
        found.push('…');
    }
    Cause::Unfit { expression: expression.to_owned(), needed: needed.to_owned(), found }
}
