//! End and intermediate events that throw, and how errors and escalations find who catches them. An escalation that
//! nobody catches is ignored, as BPMN says. An error that nobody catches is an incident and not a silent end: the model
//! expected somebody to deal with it.

use super::caught::{self, Thrown};
use super::{activity, compensation, leave_by_all, message_throw, passed, signal, stuck};
use crate::formula::Formula;
use crate::incident::Cause;
use crate::key::Key;
use crate::program::{Node, Sort, Throw};
use crate::work::Work;
use bpmn::Interrupting;
use feel::Value;

/// A token enters the event. Where something cannot be computed it rests there until a person has helped.
pub(super) fn enter(work: &mut Work<'_>, scope: Key, node: &Node, throw: &Throw) {
    let thrown = match throw {
        Throw::Outwards { sort, code } => outwards(work, scope, node, (*sort, code)),
        Throw::Signal(name) => signal::throw(work, scope, node, name),
        Throw::Compensation(wanted) => return compensation::throw(work, scope, node, wanted),
        Throw::Message(message) => message_throw::throw(work, scope, node, message),
    };
    if let Err(cause) = thrown {
        stuck(work, scope, node, cause);
    }
}

/// The token goes on unless its scope was interrupted.
fn outwards(
    work: &mut Work<'_>,
    scope: Key,
    node: &Node,
    (sort, code): (Sort, &Formula),
) -> Result<(), Cause> {
    let thrown = computed(work, scope, node, (sort, code))?;
    let catcher = caught::catcher(work, scope, &thrown);
    if catcher.is_none() && thrown.sort == Sort::Error {
        return Err(Cause::Uncaught { code: thrown.code });
    }
    passed(work, node);
    if let Some(catcher) = catcher {
        caught::happen(work, &catcher, thrown);
        if catcher.interrupting == Interrupting::Yes {
            return Ok(());
        }
    }
    leave_by_all(work, scope, node);
    Ok(())
}

/// The code, and the inputs as what is handed over.
fn computed(
    work: &Work<'_>,
    scope: Key,
    node: &Node,
    (sort, code): (Sort, &Formula),
) -> Result<Thrown, Cause> {
    let code = match code.value(work, scope)? {
        Value::Text(text) => text.to_string(),
        Value::Number(number) => number.to_string(),
        other => return Err(code.unfit("text", &other)),
    };
    let variables = activity::computed(work, scope, &node.inputs)?;
    Ok(Thrown { sort, code, message: None, variables })
}
