//! Events that leave the case or begin one: what the platform does not carry, or keeps for itself, is refused rather than lost
//! in silence.

use super::{Node, OWN_MESSAGES, in_manifest};
use crate::package::Parts;
use bpmn::{EndEvent, NodeKind, Throw, Trigger, Written};
use values::{Place, Problem};

/// The longest name of a message or signal, in bytes: names are kept in indexes.
const LONGEST_NAME: usize = 200;

/// Every such event.
pub(super) fn all(parts: &Parts) -> Vec<Problem> {
    let nodes = super::nodes(parts);
    let mut problems: Vec<Problem> = nodes.iter().filter_map(refused).collect();
    problems.extend(without_plain_start(parts));
    problems
}

fn refused(node: &Node<'_>) -> Option<Problem> {
    let kind = &node.node.kind;
    let name = name_of(kind)?;
    if name.text.len() > LONGEST_NAME {
        return Some(at(node, "services-long-event").with("most", LONGEST_NAME));
    }
    let is_own = OWN_MESSAGES.contains(&name.text.as_str());
    (is_own && from_elsewhere(kind)).then(|| at(node, "services-own-message").with("name", &name.text))
}

/// The name of the message or signal that an event waits for or throws.
fn name_of(kind: &NodeKind) -> Option<&Written> {
    match kind {
        NodeKind::SignalCatch(signal) => Some(signal.written()),
        NodeKind::MessageCatch(message) | NodeKind::Receive(message) => Some(&message.name),
        NodeKind::Throw(thrown) | NodeKind::End(EndEvent::Throw(thrown)) => match thrown {
            Throw::Signal(signal) => Some(signal.written()),
            Throw::Message(message) => Some(&message.name),
            _ => None,
        },
        NodeKind::TriggeredStart(trigger) => name_of_trigger(trigger),
        NodeKind::Boundary(boundary) => name_of_trigger(&boundary.trigger),
        NodeKind::EventStart(start) => name_of_trigger(&start.trigger),
        _ => None,
    }
}

fn name_of_trigger(trigger: &Trigger) -> Option<&Written> {
    match trigger {
        Trigger::Message(message) => Some(&message.name),
        Trigger::Signal(signal) => Some(signal.written()),
        _ => None,
    }
}

/// Whether the message comes from another case, or goes to one.
fn from_elsewhere(kind: &NodeKind) -> bool {
    matches!(
        kind,
        NodeKind::Throw(Throw::Message(_))
            | NodeKind::End(EndEvent::Throw(Throw::Message(_)))
            | NodeKind::TriggeredStart(Trigger::Message(_))
    )
}

/// Every procedure can be applied for; a process that begins by one of several events alone could not be.
fn without_plain_start(parts: &Parts) -> Vec<Problem> {
    let procedures = parts.manifest.procedures.iter();
    let stuck = procedures.filter(|procedure| {
        let process = parts.processes.values().find_map(|file| file.process(&procedure.process));
        let nodes = process.and_then(|process| process.body.as_ref()).map_or(&[][..], |body| &body.nodes);
        let triggered = nodes.iter().filter(|node| matches!(node.kind, NodeKind::TriggeredStart(_))).count();
        triggered > 1 && !nodes.iter().any(|node| matches!(node.kind, NodeKind::Start))
    });
    stuck
        .map(|procedure| in_manifest("services-no-plain-start").with("process", &procedure.process))
        .collect()
}

fn at(node: &Node<'_>, key: &'static str) -> Problem {
    let place =
        Place::Text { file: node.file.to_owned(), element: node.node.id.clone(), span: node.node.span };
    Problem::new(place, key)
}
