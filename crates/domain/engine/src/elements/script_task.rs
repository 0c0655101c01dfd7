//! The script task: an expression is computed inside the step.

use super::activity;
use crate::formula;
use crate::incident::Cause;
use crate::key::Key;
use crate::program::Script;
use crate::work::Work;
use feel::Context;

/// Computes the expression and goes on with its value.
pub(crate) fn enter(work: &mut Work<'_>, key: Key, script: &Script) -> Result<(), Cause> {
    let value = formula::evaluate(work, key, &script.expression)?;
    activity::finish_computed(work, key, Context::new().with(script.result.clone(), value))
}
