//! The event-based gateway: a token waits for several events at once, and the first that happens decides the way.

use super::boundary::{self, Planned};
use super::{activity, legal_clock, milestone};
use crate::event::Event;
use crate::incident::Cause;
use crate::instance::Wait;
use crate::key::Key;
use crate::program::{Kind, Node};
use crate::work::Work;
use feel::Context;

/// Waits for the events behind it.
pub(crate) fn enter(work: &mut Work<'_>, key: Key, gateway: &Node) -> Result<(), Cause> {
    let mut planned = Planned::default();
    for flow in &gateway.outgoing {
        let event = work.node(work.process().flows[*flow].target);
        match &event.kind {
            Kind::TimerCatch(timer) => planned.add_timer(work, key, event, timer)?,
            Kind::Receive(message) => planned.add_message(work, key, event, message)?,
            Kind::SignalCatch(name) => planned.add_signal(work, key, event, name)?,
            Kind::ConditionCatch(_) => planned.add_condition(event),
            // The lint lets nothing else stand here.
            _ => {}
        }
    }
    work.wait(key, Wait::Event);
    boundary::arm(work, key, planned);
    legal_clock::tell_if_stranded(work, key);
    Ok(())
}

/// One of the events has happened; the others are not waited for any more. The token goes through the event.
pub(crate) fn happened(work: &mut Work<'_>, key: Key, event: &Node, variables: Context) {
    let Some(scope) = work.state.elements.get(&key).map(|live| live.scope) else { return };
    boundary::disarm(work, key);
    work.emit(Event::Left { key });
    let reached = work.rest(scope, event);
    milestone(work, event);
    activity::finish(work, reached, variables);
}
