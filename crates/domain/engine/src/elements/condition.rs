//! Conditional events: what they wait for is looked at when waiting begins and whenever a variable that the condition
//! reads has changed. An event happens when its condition becomes true; it has to become false before the event can
//! happen again (BPMN 2.0 §10.5.2).

use super::boundary::{self, Planned};
use super::{activity, boundary_timer, event_gateway, happen, waits_at_gateway};
use crate::event::Event;
use crate::formula;
use crate::incident::{Cause, Incident};
use crate::instance::Wait;
use crate::key::Key;
use crate::program::{Kind, Node, NodeIndex};
use crate::variables;
use crate::work::Work;
use bpmn::Interrupting;
use feel::{Context, Expression, Value};
use std::sync::Arc;

/// A token waits until the condition is true.
pub(super) fn enter(work: &mut Work<'_>, key: Key, node: &Node) {
    work.wait(key, Wait::Condition);
    watch(work, key, vec![node.id.clone()]);
}

/// From now on the conditions of these events are waited for. They may be true already.
pub(super) fn watch(work: &mut Work<'_>, key: Key, events: Vec<Arc<str>>) {
    for element in events {
        look_again(work, key, &element);
        work.emit(Event::Watched { key, element });
    }
}

/// No condition is waited for any more at a live element.
pub(super) fn disarm(work: &mut Work<'_>, key: Key) {
    for open in work.state.conditions_of(key).to_vec() {
        unwatch(work, key, open.element);
    }
}

/// The condition of an event is not waited for any more, and what was wrong with it concerns nobody.
pub(crate) fn unwatch(work: &mut Work<'_>, key: Key, element: Arc<str>) {
    settle(work, key, &element);
    work.emit(Event::Unwatched { key, element });
}

/// The condition of an event has to be looked at.
pub(crate) fn look_again(work: &mut Work<'_>, key: Key, element: &str) {
    let event = work.process().node(element).expect("a step begins by checking the release");
    work.unsure.insert((key, event));
}

/// All conditions have to be looked at, because the process is another since the last step.
pub(crate) fn look_at_all(work: &mut Work<'_>) {
    let open: Vec<_> = work.state.conditions.iter().map(|(key, open)| (*key, open.clone())).collect();
    for (key, events) in open {
        events.iter().for_each(|open| look_again(work, key, &open.element));
    }
}

/// Looks at every condition that may have changed, outermost first; one may end who waits for another.
pub(crate) fn look(work: &mut Work<'_>) {
    while let Some((key, event)) = work.unsure.pop_first() {
        let node = work.node(event);
        let Some(before) = work.state.condition_of(key, &node.id).map(|open| open.holds) else { continue };
        match holds(work, key, event) {
            Ok(true) if !before => become_true(work, key, node),
            Ok(holds) => {
                settle(work, key, &node.id);
                if holds != before {
                    work.emit(Event::Turned { key, element: node.id.clone(), holds });
                }
                begin_after_all(work, key);
            }
            Err(cause) => unknown(work, key, node, cause),
        }
    }
}

/// Whether an event would end the activity before anybody was asked for anything.
pub(super) fn ends_at_once(work: &Work<'_>, key: Key, planned: &Planned) -> bool {
    planned.conditions.iter().filter_map(|id| work.process().node(id)).any(|event| {
        let on_border = work.node(event).kind.event();
        on_border.is_some_and(|event| event.interrupting == Interrupting::Yes)
            && holds(work, key, event) == Ok(true)
    })
}

/// What would have ended an activity at once is not true any more, because another event came first. It begins when
/// nothing on its border is left to be looked at.
fn begin_after_all(work: &mut Work<'_>, key: Key) {
    let is_stuck = work.state.incidents_of(key).next().is_some();
    let is_unsure = work.unsure.range((key, 0)..).next().is_some_and(|(next, _)| *next == key);
    if !is_stuck && !is_unsure && activity::is_put_off(work, key) {
        activity::begin_after_all(work, key);
    }
}

/// Whether the condition of an event is true. As long as something that it reads is not known, it need not be either:
/// most conditions are waited for before anybody has said what they are about.
fn holds(work: &Work<'_>, key: Key, event: NodeIndex) -> Result<bool, Cause> {
    let Some(condition) = work.node(event).kind.condition() else { return Ok(false) };
    match formula::evaluate(work, key, condition)? {
        Value::Bool(answer) => Ok(answer),
        Value::Null if lacks(work, key, condition) => Ok(false),
        other => Err(formula::unfit(condition.text(), "boolean", &other)),
    }
}

fn lacks(work: &Work<'_>, key: Key, condition: &Expression) -> bool {
    let known = variables::visible(work, key, condition.names_used());
    condition.names_used().any(|name| known.get(name).is_none_or(|value| *value == Value::Null))
}

fn become_true(work: &mut Work<'_>, key: Key, event: &Node) {
    let repeats = event.kind.event().is_some_and(|event| event.interrupting == Interrupting::No);
    if repeats && boundary_timer::is_full(work, key, event) {
        return;
    }
    // Events may make each other true again and again before any token gets further.
    work.activations += 1;
    let limit = work.program.limits.activations;
    if work.activations > limit {
        return unknown(work, key, event, Cause::TooManySteps { limit });
    }
    settle(work, key, &event.id);
    work.emit(Event::Turned { key, element: event.id.clone(), holds: true });
    match &event.kind {
        Kind::Boundary(_) | Kind::EventStart(_) => happen(work, key, event, Context::new()),
        _ if waits_at_gateway(work, key) => event_gateway::happened(work, key, event, Context::new()),
        _ => {
            boundary::disarm(work, key);
            activity::finish(work, key, Context::new());
        }
    }
}

/// A condition that cannot be computed, or is neither true nor false, or cannot be followed, decides nothing. It is said
/// once.
fn unknown(work: &mut Work<'_>, key: Key, event: &Node, cause: Cause) {
    let is_same = |incident: &Incident| incident.element == event.id && incident.cause == cause;
    let is_known = work.state.incidents_of(key).any(is_same);
    if !is_known {
        settle(work, key, &event.id);
        work.raise(key, event.id.clone(), cause);
    }
}

/// What was wrong with a condition is not wrong any more. Others at the same place may still be stuck.
pub(super) fn settle(work: &mut Work<'_>, key: Key, element: &str) {
    let stuck = work.state.incidents_of(key).filter(|incident| &*incident.element == element);
    let stuck: Vec<_> = stuck.map(|incident| incident.id).collect();
    stuck.into_iter().for_each(|incident| work.resolve(incident));
}
