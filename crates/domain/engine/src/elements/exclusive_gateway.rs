//! The exclusive gateway: the first flow whose condition is true, in the order of the file; else the default.

use super::{passed, stuck};
use crate::formula;
use crate::incident::Cause;
use crate::key::Key;
use crate::program::{FlowIndex, Node};
use crate::work::Work;
use feel::Context;

/// A token enters the gateway. When it cannot decide, the token rests there until a person helps.
pub(crate) fn enter(work: &mut Work<'_>, scope: Key, node: &Node) {
    match choose(work, scope, node) {
        Ok(flow) => {
            passed(work, node);
            work.send(scope, flow);
        }
        Err(cause) => stuck(work, scope, node, cause),
    }
}

fn choose(work: &Work<'_>, scope: Key, node: &Node) -> Result<FlowIndex, Cause> {
    for index in node.outgoing.iter().filter(|flow| Some(**flow) != node.default) {
        let Some(condition) = &work.process().flows[*index].condition else { return Ok(*index) };
        if formula::holds(work, scope, condition, &Context::new())? {
            return Ok(*index);
        }
    }
    node.default.ok_or(Cause::NoWay)
}
