//! The complex gateway (BPMN 2.0 §13.4.5). The tokens that have come go on as soon as its condition is true. From then on
//! it rests until every other flow has brought a token too or none can bring one any more; these are swallowed, and it
//! begins anew. What has come by each flow is kept until then, so that it is known which ones are still missing.

use super::{ad_hoc, leave_by, passed, settle, stuck, ways};
use crate::event::Event;
use crate::formula;
use crate::incident::Cause;
use crate::instance::Wait;
use crate::key::Key;
use crate::program::{ACTIVATION_COUNT, Complex, FlowIndex, Node, WAITING_FOR_START};
use crate::work::Work;
use feel::Context;

/// A token has come, or the gateway is looked at again.
pub(crate) fn enter(work: &mut Work<'_>, scope: Key, node: &Node, gateway: &Complex) {
    if resting(work, scope, node).is_some() {
        return;
    }
    let over = Context::new().with(WAITING_FOR_START, true);
    let on = is_activated(work, scope, node, gateway)
        .and_then(|is_activated| is_activated.then(|| ways::on(work, scope, node, &over)).transpose());
    match on {
        Ok(None) => {}
        Ok(Some(flows)) => {
            for key in stuck_at(work, scope, node) {
                settle(work, key);
                work.emit(Event::Left { key });
            }
            passed(work, node);
            if gateway.activation.is_some() {
                let key = work.rest(scope, node);
                work.wait(key, Wait::Reset);
            }
            leave_by(work, scope, node, &flows);
        }
        // All that have come wait together, and that they are stuck is said once.
        Err(_) if !stuck_at(work, scope, node).is_empty() => {}
        Err(cause) => stuck(work, scope, node, cause),
    }
}

/// Where it is said that the gateway cannot decide.
fn stuck_at(work: &Work<'_>, scope: Key, node: &Node) -> Vec<Key> {
    let is_here = |key: &Key| {
        let live = &work.state.elements[key];
        live.element == node.id && live.wait == Wait::Entry
    };
    work.state.inside(scope).into_iter().filter(is_here).collect()
}

/// Whether the tokens that have come go on.
fn is_activated(work: &Work<'_>, scope: Key, node: &Node, gateway: &Complex) -> Result<bool, Cause> {
    let Some(condition) = &gateway.activation else { return Ok(true) };
    let gathered = work.state.gathered_in(scope).iter().filter(|known| known.gateway == node.id);
    let tokens: u32 = gathered.map(|known| known.tokens).sum();
    let over = Context::new().with(ACTIVATION_COUNT, i64::from(tokens));
    Ok(tokens > 0 && formula::holds(work, scope, condition, &over)?)
}

/// Where the gateway rests since it went on.
fn resting(work: &Work<'_>, scope: Key, node: &Node) -> Option<Key> {
    let rests = |key: &Key| {
        let live = &work.state.elements[key];
        live.element == node.id && live.wait == Wait::Reset
    };
    work.state.inside(scope).into_iter().find(rests)
}

/// Nothing is missing any more: one token of each flow was swallowed, and what is left begins anew.
pub(crate) fn reset(work: &mut Work<'_>, scope: Key, node: &Node, gateway: &Complex) {
    let Some(key) = resting(work, scope, node) else { return };
    work.emit(Event::Left { key });
    ad_hoc::token_ended(work, scope, node);
    match ways_of_reset(work, scope, node) {
        Ok(flows) => flows.into_iter().for_each(|flow| work.send(scope, flow)),
        Err(cause) => return stuck(work, scope, node, cause),
    }
    enter(work, scope, node, gateway);
}

/// When it begins anew it leaves only by flows whose condition asks for that: most models mean to go on once.
fn ways_of_reset(work: &Work<'_>, scope: Key, node: &Node) -> Result<Vec<FlowIndex>, Cause> {
    let over = Context::new().with(WAITING_FOR_START, false);
    let mut taken = Vec::new();
    for index in &node.outgoing {
        let condition = work.process().flows[*index].condition.as_ref();
        let asks =
            |condition: &&feel::Expression| condition.names_used().any(|name| name == WAITING_FOR_START);
        if let Some(condition) = condition.filter(asks)
            && formula::holds(work, scope, condition, &over)?
        {
            taken.push(*index);
        }
    }
    Ok(taken)
}

/// The gateway is ended from outside, with the tokens that were kept.
pub(super) fn cancel(work: &mut Work<'_>, key: Key) {
    let live = &work.state.elements[&key];
    let (scope, gateway) = (live.scope, live.element.clone());
    work.emit(Event::Joined { scope, gateway });
}
