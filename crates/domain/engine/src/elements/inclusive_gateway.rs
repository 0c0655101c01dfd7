//! The inclusive gateway: it waits for every token that can still come and leaves by every flow whose condition is true.
//! Whether one can still come is asked when nothing else moves (`waiting_gateways`).

use super::{leave_by, passed, stuck, ways};
use crate::event::Event;
use crate::key::Key;
use crate::program::Node;
use crate::work::{Token, Work};
use feel::Context;

/// A token has come by one of several flows.
pub(crate) fn gather(work: &mut Work<'_>, token: Token) {
    let Some(via) = token.via else { return };
    let (gateway, flow) = (work.node(token.node).id.clone(), work.process().flows[via].id.clone());
    work.emit(Event::Arrived { scope: token.scope, gateway, flow });
}

/// A token goes through the gateway.
pub(crate) fn enter(work: &mut Work<'_>, scope: Key, node: &Node) {
    match ways::on(work, scope, node, &Context::new()) {
        Ok(flows) => {
            passed(work, node);
            leave_by(work, scope, node, &flows);
        }
        Err(cause) => stuck(work, scope, node, cause),
    }
}
