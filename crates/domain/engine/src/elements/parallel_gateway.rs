//! The parallel gateway as a join: it takes one token from each incoming flow; more tokens by one flow wait for the
//! next round (BPMN 2.0 §13.4.1). Leaving by all flows is common to all that pass.

use crate::event::Event;
use crate::incident::{Cause, Incident};
use crate::key::Key;
use crate::work::{Token, Work};
use std::sync::Arc;

/// A token reaches a join. Whether it goes on, together with one of each other flow.
pub(crate) fn joins(work: &mut Work<'_>, token: Token) -> bool {
    let node = work.node(token.node);
    let Some(via) = token.via else { return true };
    let flow = work.process().flows[via].id.clone();
    let (scope, gateway) = (token.scope, node.id.clone());
    work.emit(Event::Arrived { scope, gateway: gateway.clone(), flow });
    let here = |index: &usize| {
        let flow = &work.process().flows[*index].id;
        let mut gathered = work.state.gathered_in(scope).iter();
        gathered.any(|gathered| gathered.gateway == gateway && gathered.flow == *flow)
    };
    let complete = node.incoming.iter().all(here);
    if complete {
        joined(work, scope, gateway);
    }
    complete
}

/// A gateway takes one token from each of its flows. Where it had seemed that no other would come, one was moved there.
pub(crate) fn joined(work: &mut Work<'_>, scope: Key, gateway: Arc<str>) {
    let is_dead_end = |known: &&Incident| known.cause == Cause::DeadEnd && known.element == gateway;
    let dead_ends: Vec<_> =
        work.state.incidents_of(scope).filter(is_dead_end).map(|known| known.id).collect();
    dead_ends.into_iter().for_each(|incident| work.resolve(incident));
    work.emit(Event::Joined { scope, gateway });
}
