//! The event sub-process: its start is waited for as long as the scope around it lives. One that interrupts ends
//! everything else in that scope, and no other starts there any more; one that does not may run several times at once.
//! What the event brings belongs to the run that it starts.

use super::boundary::{self, Planned};
use super::{ad_hoc, boundary_timer, cancel_all, caught, condition, looping, milestone, node_of, scope};
use crate::event::Event;
use crate::incident::Cause;
use crate::instance::Wait;
use crate::key::Key;
use crate::program::{self, Kind, Node, NodeIndex};
use crate::work::Work;
use bpmn::Interrupting;
use feel::Context;

/// From now on the start is waited for. What cannot be computed is stuck inside the scope until a person has helped.
pub(super) fn arm(work: &mut Work<'_>, around: Key, index: NodeIndex) {
    let node = work.node(index);
    match plan(work, around, node) {
        Ok(planned) => boundary::arm(work, around, planned),
        Err(cause) => {
            let key = work.rest(around, node);
            work.raise(key, node.id.clone(), cause);
        }
    }
}

/// Waiting for the start is tried again.
pub(super) fn again(work: &mut Work<'_>, key: Key, node: &Node) {
    let around = work.state.elements[&key].scope;
    match plan(work, around, node) {
        Ok(planned) => {
            work.emit(Event::Left { key });
            ad_hoc::look_again(work, around);
            boundary::arm(work, around, planned);
        }
        Err(cause) => work.raise(key, node.id.clone(), cause),
    }
}

fn plan(work: &mut Work<'_>, around: Key, node: &Node) -> Result<Planned, Cause> {
    let mut planned = Planned::default();
    let Some((start, event)) = start_of(work, node) else { return Ok(planned) };
    planned.add(work, around, start, &event.trigger)?;
    Ok(planned)
}

/// The start event of an event sub-process.
pub(super) fn start_of<'p>(work: &Work<'p>, node: &Node) -> Option<(&'p Node, &'p program::Event)> {
    let start = work.node(node.kind.scope()?.start);
    Some((start, start.kind.event()?))
}

/// The event sub-processes directly inside a scope.
pub(super) fn inside<'p>(work: &Work<'p>, around: Key) -> impl Iterator<Item = &'p Node> {
    let scope = match around {
        Key::ROOT => Some(&work.process().scope),
        // They belong to each time that the activity is done, also when all of them were called off.
        _ if looping::is_all_times(work, around) => None,
        _ => node_of(work, around).kind.scope(),
    };
    let process = work.process();
    scope.into_iter().flat_map(|scope| &scope.event_sub_processes).map(|index| &process.nodes[*index])
}

/// The start events that a scope waits for.
pub(super) fn awaited<'p>(work: &Work<'p>, around: Key) -> Vec<&'p Node> {
    let starts = inside(work, around).filter_map(|node| Some(start_of(work, node)?.0));
    let starts: Vec<_> = starts.collect();
    if starts.is_empty() || is_interrupted(work, around) { Vec::new() } else { starts }
}

/// The event sub-process directly inside a scope that begins with this event.
pub(super) fn opened_by<'p>(work: &Work<'p>, around: Key, start: &Node) -> Option<&'p Node> {
    inside(work, around).find(|node| start_of(work, node).is_some_and(|(found, _)| found.id == start.id))
}

/// The event has happened.
pub(super) fn happen(work: &mut Work<'_>, around: Key, node: &Node, brought: Context) {
    let Some((start, event)) = start_of(work, node) else { return };
    match event.interrupting {
        Interrupting::Yes => interrupt(work, around),
        Interrupting::No if boundary_timer::is_full(work, around, start) => return,
        Interrupting::No => {}
    }
    open(work, around, node, brought);
}

/// The event sub-process runs from its start.
pub(super) fn open(work: &mut Work<'_>, around: Key, node: &Node, brought: Context) {
    let Some((start, _)) = start_of(work, node) else { return };
    let key = work.rest(around, node);
    milestone(work, node);
    work.wait(key, Wait::Children);
    if let Some(inside) = node.kind.scope() {
        scope::declare(work, key, inside);
        scope::arm(work, key, inside);
    }
    caught::go_on(work, key, start, brought);
}

/// Everything in the scope is ended, and none of its event sub-processes can start any more.
fn interrupt(work: &mut Work<'_>, around: Key) {
    cancel_all(work, around);
    work.emit(Event::Terminated { scope: around });
    for timer in work.state.timers_of(around) {
        if is_start(work, &work.state.timers[&timer].element) {
            work.disarm(timer);
        }
    }
    for message in work.state.subscriptions_of(around) {
        if is_start(work, &work.state.subscriptions[&message].element) {
            work.unsubscribe(message);
        }
    }
    for open in work.state.conditions_of(around).to_vec() {
        if is_start(work, &open.element) {
            condition::unwatch(work, around, open.element);
        }
    }
}

fn is_start(work: &Work<'_>, element: &str) -> bool {
    let index = work.process().node(element);
    index.is_some_and(|index| matches!(work.node(index).kind, Kind::EventStart(_)))
}

/// Whether an event sub-process that interrupts runs in the scope.
pub(super) fn is_interrupted(work: &Work<'_>, around: Key) -> bool {
    let runs = |key: &Key| work.state.elements.get(key).is_some_and(|live| live.wait == Wait::Children);
    let inside = work.state.inside(around).into_iter().filter(runs);
    inside.map(|key| node_of(work, key)).any(|node| {
        matches!(node.kind, Kind::EventSubProcess(_))
            && start_of(work, node).is_some_and(|(_, event)| event.interrupting == Interrupting::Yes)
    })
}
