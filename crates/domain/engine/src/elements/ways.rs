//! The ways on from activities and from inclusive and complex gateways: every flow without a condition and every one
//! whose condition is true; when there is none, the default (BPMN 2.0 §8.3.13, §13.4.3).

use crate::formula;
use crate::incident::Cause;
use crate::key::Key;
use crate::program::{FlowIndex, Node};
use crate::work::Work;
use feel::Context;

/// The flows a token leaves by, in the order of the file. `over` is what the conditions see beside the variables.
pub(super) fn on(work: &Work<'_>, scope: Key, node: &Node, over: &Context) -> Result<Vec<FlowIndex>, Cause> {
    let mut taken = Vec::new();
    for index in node.outgoing.iter().copied().filter(|flow| Some(*flow) != node.default) {
        let is_taken = match &work.process().flows[index].condition {
            None => true,
            Some(condition) => formula::holds(work, scope, condition, over)?,
        };
        taken.extend(is_taken.then_some(index));
    }
    if taken.is_empty() {
        taken.extend(node.default);
    }
    if taken.is_empty() && !node.outgoing.is_empty() { Err(Cause::NoWay) } else { Ok(taken) }
}
