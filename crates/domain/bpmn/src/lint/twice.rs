//! Two events of one place that wait for the same: only where both can happen is that what somebody meant.

use crate::event::{Caught, Interrupting, Trigger};
use crate::node::{NodeIndex, NodeKind};
use crate::read::{Draft, DraftNode, Reader};
use crate::timer::Timer;
use crate::written::Given;
use std::collections::BTreeMap;

/// Where events wait side by side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Place<'d> {
    /// On the border of this activity.
    Border(&'d str),
    /// At the starts of the event sub-processes of a body.
    Inside,
    /// Behind this event-based gateway.
    Behind(NodeIndex),
}

/// What an event waits for, as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Awaited<'d> {
    sort: Sort,
    what: Option<&'d str>,
    /// The correlation key of a message, or how long before the end of a legal clock.
    which: Option<&'d str>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Sort {
    Error,
    Escalation,
    Message,
    Signal,
    Condition,
    Timer,
    Deadline,
}

/// Reports every event that waits for what another of its place waits for, where only one of them could happen: what is
/// caught once, what stands behind one gateway, and what shares its moment with one that interrupts.
pub(crate) fn events(reader: &mut Reader<'_>, draft: &Draft<'_, '_>) {
    let mut waiting: BTreeMap<(Place<'_>, Awaited<'_>), Vec<NodeIndex>> = BTreeMap::new();
    for (index, node) in draft.nodes.iter().enumerate() {
        let place = match &node.kind {
            Some(NodeKind::Boundary(boundary)) => Place::Border(&boundary.attached_to),
            Some(NodeKind::EventSubProcess(_)) => Place::Inside,
            _ => continue,
        };
        if let Some(awaited) = trigger(node).and_then(awaited) {
            waiting.entry((place, awaited)).or_default().push(index);
        }
    }
    for (gateway, event) in behind_gateways(draft) {
        if let Some(awaited) = draft.nodes[event].kind.as_ref().and_then(caught) {
            waiting.entry((Place::Behind(gateway), awaited)).or_default().push(event);
        }
    }
    for ((place, awaited), events) in waiting.iter().filter(|(_, events)| events.len() > 1) {
        let once = matches!(awaited.sort, Sort::Error | Sort::Escalation | Sort::Message);
        let is_gateway = matches!(place, Place::Behind(_));
        let is_refused = if once && !is_gateway {
            true
        } else {
            // While the model is only tried out, the first one happens.
            !reader.is_sketch() && (is_gateway || events.iter().any(|event| interrupts(&draft.nodes[*event])))
        };
        for event in events.iter().skip(1).filter(|_| is_refused) {
            let named = [("awaited", awaited.what.unwrap_or("-"))];
            reader.report(draft.nodes[*event].xml, "bpmn-caught-twice", &named);
        }
    }
}

/// The event-based gateways, each with what stands behind it.
fn behind_gateways(draft: &Draft<'_, '_>) -> Vec<(NodeIndex, NodeIndex)> {
    let nodes = draft.nodes.iter().enumerate();
    let gateways = nodes.filter(|(_, node)| matches!(node.kind, Some(NodeKind::EventGateway)));
    let ways = gateways.flat_map(|(index, node)| node.outgoing.iter().map(move |flow| (index, *flow)));
    ways.map(|(index, flow)| (index, draft.flows[flow].target)).collect()
}

/// What an event on a border, or an event sub-process, waits for.
fn trigger<'d>(node: &'d DraftNode<'_, '_>) -> Option<&'d Trigger> {
    match node.kind.as_ref()? {
        NodeKind::EventSubProcess(body) => body.nodes.iter().find_map(|inner| inner.kind.trigger()),
        kind => kind.trigger(),
    }
}

fn interrupts(node: &DraftNode<'_, '_>) -> bool {
    let kinds = match &node.kind {
        Some(NodeKind::EventSubProcess(body)) => body.nodes.iter().map(|inner| &inner.kind).collect(),
        kind => kind.iter().collect::<Vec<_>>(),
    };
    kinds.into_iter().any(|kind| match kind {
        NodeKind::Boundary(boundary) => boundary.interrupting == Interrupting::Yes,
        NodeKind::EventStart(start) => start.interrupting == Interrupting::Yes,
        _ => false,
    })
}

fn awaited(trigger: &Trigger) -> Option<Awaited<'_>> {
    let (sort, what, which) = match trigger {
        Trigger::Error(caught) => (Sort::Error, code(caught), None),
        Trigger::Escalation(caught) => (Sort::Escalation, code(caught), None),
        Trigger::Message(message) => {
            (Sort::Message, Some(message.name.text.as_str()), message.key.as_ref().map(text))
        }
        Trigger::Signal(name) => (Sort::Signal, Some(text(name)), None),
        Trigger::Condition(condition) => (Sort::Condition, Some(condition.text.as_str()), None),
        Trigger::Timer(timer) => return Some(timed(timer)),
        Trigger::Compensation(_) | Trigger::Cancel => return None,
    };
    Some(Awaited { sort, what, which })
}

/// What an event or task waits for to which a token comes.
fn caught(kind: &NodeKind) -> Option<Awaited<'_>> {
    let (sort, what, which) = match kind {
        NodeKind::TimerCatch(timer) => return Some(timed(timer)),
        NodeKind::MessageCatch(message) | NodeKind::Receive(message) => {
            (Sort::Message, message.name.text.as_str(), message.key.as_ref().map(text))
        }
        NodeKind::SignalCatch(name) => (Sort::Signal, text(name), None),
        NodeKind::ConditionCatch(condition) => (Sort::Condition, condition.text.as_str(), None),
        _ => return None,
    };
    Some(Awaited { sort, what: Some(what), which })
}

fn timed(timer: &Timer) -> Awaited<'_> {
    let given = timer.given().map(text);
    match timer {
        Timer::Date(_) | Timer::Duration(_) | Timer::Cycle(_) => {
            Awaited { sort: Sort::Timer, what: given, which: None }
        }
        Timer::Deadline(deadline) => {
            Awaited { sort: Sort::Deadline, what: Some(&deadline.of.text), which: given }
        }
    }
}

fn code(caught: &Caught) -> Option<&str> {
    caught.code.as_ref().map(|code| code.text.as_str())
}

fn text(given: &Given) -> &str {
    given.written().text.as_str()
}
