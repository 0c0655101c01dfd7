//! End and intermediate events that throw. An escalation that nobody catches is ignored, as BPMN says. An error that
//! nobody catches is an incident and not a silent end: the model expected somebody to deal with it.

use super::caught::{self, Thrown};
use super::{activity, leave_by_all, passed, stuck};
use crate::incident::Cause;
use crate::key::Key;
use crate::program::{Node, Sort, Throw};
use crate::work::Work;
use bpmn::Interrupting;
use feel::Value;

/// A token enters the event. It goes on unless its scope was interrupted.
pub(super) fn enter(work: &mut Work<'_>, scope: Key, node: &Node, throw: &Throw) {
    let thrown = match computed(work, scope, node, throw) {
        Ok(thrown) => thrown,
        Err(cause) => return stuck(work, scope, node, cause),
    };
    let catcher = caught::catcher(work, scope, &thrown);
    if catcher.is_none() && thrown.sort == Sort::Error {
        return stuck(work, scope, node, Cause::Uncaught { code: thrown.code });
    }
    passed(work, node);
    if let Some(catcher) = catcher {
        caught::happen(work, &catcher, thrown);
        if catcher.interrupting == Interrupting::Yes {
            return;
        }
    }
    leave_by_all(work, scope, node);
}

/// The code, and the inputs as what is handed over.
fn computed(work: &Work<'_>, scope: Key, node: &Node, throw: &Throw) -> Result<Thrown, Cause> {
    let code = match throw.code.value(work, scope)? {
        Value::Text(text) => text.to_string(),
        Value::Number(number) => number.to_string(),
        other => return Err(throw.code.unfit("text", &other)),
    };
    let variables = activity::computed(work, scope, &node.inputs)?;
    Ok(Thrown { sort: throw.sort, code, message: None, variables })
}
