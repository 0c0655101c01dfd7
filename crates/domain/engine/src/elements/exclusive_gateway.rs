//! The exclusive gateway: the first flow whose condition is true, in the order of the file; else the default.

use super::passed;
use crate::formula;
use crate::incident::Cause;
use crate::key::Key;
use crate::program::{FlowIndex, Node};
use crate::work::Work;
use feel::Value;

/// A token enters the gateway. When it cannot decide, the token rests there until a person helps.
pub(crate) fn enter(work: &mut Work<'_>, scope: Key, node: &Node) {
    match choose(work, scope, node) {
        Ok(flow) => {
            passed(work, node);
            work.send(scope, flow);
        }
        Err(cause) => {
            let key = work.rest(scope, node);
            work.raise(key, node.id.clone(), cause);
        }
    }
}

/// A condition that is neither true nor false decides nothing: taking the default then could wrong somebody.
fn choose(work: &Work<'_>, scope: Key, node: &Node) -> Result<FlowIndex, Cause> {
    for index in node.outgoing.iter().filter(|flow| Some(**flow) != node.default) {
        let Some(condition) = &work.process().flows[*index].condition else { return Ok(*index) };
        match formula::evaluate(work, scope, condition)? {
            Value::Bool(true) => return Ok(*index),
            Value::Bool(false) => {}
            other => return Err(formula::unfit(condition.text(), "boolean", &other)),
        }
    }
    node.default.ok_or(Cause::NoWay)
}
