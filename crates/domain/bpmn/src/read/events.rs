//! Start, end, throw, catch and boundary events.

use super::codes::{self, Sort};
use super::messages;
use super::names::model_children;
use super::reader::Reader;
use super::timers;
use crate::event::{Boundary, EndEvent, EventStart, Interrupting, Throw, Trigger};
use crate::node::NodeKind;
use crate::written::Written;
use roxmltree::Node;

/// The one event definition that is executed at this place, or none at all.
enum Definition<'a, 'i> {
    None,
    Known(Node<'a, 'i>),
    Refused,
}

/// Definitions that stand on a border and at the start of an event sub-process.
const TRIGGERS: [&str; 4] =
    ["timerEventDefinition", "messageEventDefinition", "errorEventDefinition", "escalationEventDefinition"];

/// Whether BPMN itself knows no such event, so that it is not merely not executed yet.
fn is_misplaced(definition: &str, event: &str) -> bool {
    match definition {
        // Where a start event may catch them, they are known and not asked about here.
        "errorEventDefinition" => event.starts_with("intermediate") || event == "startEvent",
        "escalationEventDefinition" => matches!(event, "intermediateCatchEvent" | "startEvent"),
        "linkEventDefinition" => !event.starts_with("intermediate"),
        "terminateEventDefinition" => event != "endEvent",
        _ => false,
    }
}

/// Finds the event definition; what has another name than those `known` is refused.
fn definition<'a, 'i>(reader: &mut Reader<'_>, event: Node<'a, 'i>, known: &[&str]) -> Definition<'a, 'i> {
    let definitions: Vec<_> =
        model_children(event).filter(|child| child.tag_name().name().ends_with("ventDefinition")).collect();
    let mut outcome = Definition::None;
    for found in &definitions {
        let is_known = known.contains(&found.tag_name().name());
        if is_known && definitions.len() == 1 {
            outcome = Definition::Known(*found);
        } else if !is_known {
            let name = found.tag_name().name();
            if is_misplaced(name, event.tag_name().name()) {
                reader.report(*found, "bpmn-event-not-here", &[("element", name)]);
            } else {
                reader.refuse(*found);
            }
            outcome = Definition::Refused;
        }
    }
    if let (Definition::None, Some(first)) = (&outcome, definitions.first()) {
        reader.report(*first, "bpmn-not-executed", &[("element", "multipleEventDefinition")]);
        outcome = Definition::Refused;
    }
    for reference in model_children(event).filter(|child| child.tag_name().name() == "eventDefinitionRef") {
        reader.refuse(reference);
        outcome = Definition::Refused;
    }
    outcome
}

/// Whether the start event opens an event sub-process.
fn is_event_start(node: Node<'_, '_>) -> bool {
    node.parent().is_some_and(super::activities::is_event_sub_process)
}

/// `startEvent`: without a trigger, except where it opens an event sub-process.
pub(crate) fn start(reader: &mut Reader<'_>, node: Node<'_, '_>) -> Option<NodeKind> {
    let opens = is_event_start(node);
    match definition(reader, node, if opens { &TRIGGERS } else { &[] }) {
        Definition::None if opens => {
            reader.report(node, "bpmn-event-start-without-trigger", &[]);
            None
        }
        Definition::None => Some(NodeKind::Start),
        Definition::Known(found) => {
            let interrupting = interrupting(node, "isInterrupting");
            let trigger = trigger(reader, found, interrupting)?;
            Some(NodeKind::EventStart(EventStart { interrupting, trigger }))
        }
        Definition::Refused => None,
    }
}

fn interrupting(node: Node<'_, '_>, attribute: &str) -> Interrupting {
    match node.attribute(attribute) {
        Some("false" | "0") => Interrupting::No,
        _ => Interrupting::Yes,
    }
}

/// `endEvent`: none, terminate, error and escalation.
pub(crate) fn end(reader: &mut Reader<'_>, node: Node<'_, '_>) -> Option<NodeKind> {
    let known = ["terminateEventDefinition", "errorEventDefinition", "escalationEventDefinition"];
    let end = match definition(reader, node, &known) {
        Definition::None => EndEvent::None,
        Definition::Known(found) if found.tag_name().name() == "terminateEventDefinition" => {
            EndEvent::Terminate
        }
        Definition::Known(found) => EndEvent::Throw(thrown(reader, found)?),
        Definition::Refused => return None,
    };
    Some(NodeKind::End(end))
}

/// `intermediateThrowEvent`: escalation and link; without a trigger, a mark on the way.
pub(crate) fn throw(reader: &mut Reader<'_>, node: Node<'_, '_>) -> Option<NodeKind> {
    match definition(reader, node, &["escalationEventDefinition", "linkEventDefinition"]) {
        Definition::None => Some(NodeKind::Mark),
        Definition::Known(found) if found.tag_name().name() == "linkEventDefinition" => {
            link(reader, found).map(NodeKind::LinkThrow)
        }
        Definition::Known(found) => thrown(reader, found).map(NodeKind::Throw),
        Definition::Refused => None,
    }
}

fn thrown(reader: &mut Reader<'_>, found: Node<'_, '_>) -> Option<Throw> {
    codes::thrown(reader, found, Sort::of(found)?)
}

/// `intermediateCatchEvent`: timer, message and link.
pub(crate) fn catch(reader: &mut Reader<'_>, node: Node<'_, '_>) -> Option<NodeKind> {
    let known = ["timerEventDefinition", "messageEventDefinition", "linkEventDefinition"];
    match definition(reader, node, &known) {
        Definition::Known(found) => match found.tag_name().name() {
            "linkEventDefinition" => link(reader, found).map(NodeKind::LinkCatch),
            "messageEventDefinition" => messages::referred(reader, found).map(NodeKind::MessageCatch),
            _ => timers::read(reader, found, timers::Cycles::Refused).map(NodeKind::TimerCatch),
        },
        Definition::None => without_definition(reader, node),
        Definition::Refused => None,
    }
}

/// The name by which both ends of a link find each other.
fn link(reader: &mut Reader<'_>, found: Node<'_, '_>) -> Option<Written> {
    if found.attribute("name").is_none_or(|name| name.trim().is_empty()) {
        reader.report(found, "bpmn-link-without-name", &[]);
    }
    reader.literal(found, "name")
}

/// Only what does not interrupt may repeat, and an error always interrupts.
fn trigger(reader: &mut Reader<'_>, found: Node<'_, '_>, interrupting: Interrupting) -> Option<Trigger> {
    match (found.tag_name().name(), interrupting) {
        ("messageEventDefinition", _) => messages::referred(reader, found).map(Trigger::Message),
        ("errorEventDefinition", Interrupting::Yes) => {
            codes::caught(reader, found, Sort::Error).map(Trigger::Error)
        }
        ("errorEventDefinition", Interrupting::No) => {
            reader.report(found, "bpmn-error-interrupts", &[]);
            None
        }
        ("escalationEventDefinition", _) => {
            codes::caught(reader, found, Sort::Escalation).map(Trigger::Escalation)
        }
        (_, Interrupting::Yes) => timers::read(reader, found, timers::Cycles::Refused).map(Trigger::Timer),
        (_, Interrupting::No) => timers::read(reader, found, timers::Cycles::Allowed).map(Trigger::Timer),
    }
}

/// `boundaryEvent`: timer, message, error and escalation.
pub(crate) fn boundary(reader: &mut Reader<'_>, node: Node<'_, '_>) -> Option<NodeKind> {
    let interrupting = interrupting(node, "cancelActivity");
    match definition(reader, node, &TRIGGERS) {
        Definition::Known(found) => {
            let trigger = trigger(reader, found, interrupting)?;
            let attached_to = node.attribute("attachedToRef").unwrap_or("").to_owned();
            Some(NodeKind::Boundary(Boundary { attached_to, interrupting, trigger }))
        }
        Definition::None => without_definition(reader, node),
        Definition::Refused => None,
    }
}

/// `eventBasedGateway`: only the exclusive one in the middle of a process.
pub(crate) fn gateway(reader: &mut Reader<'_>, node: Node<'_, '_>) -> Option<NodeKind> {
    let mut refused = false;
    for (attribute, meaning) in [("instantiate", "true"), ("eventGatewayType", "Parallel")] {
        if node.attribute(attribute) == Some(meaning) {
            reader.refuse_attribute(node, attribute);
            refused = true;
        }
    }
    (!refused).then_some(NodeKind::EventGateway)
}

fn without_definition(reader: &mut Reader<'_>, node: Node<'_, '_>) -> Option<NodeKind> {
    reader.report(node, "bpmn-no-trigger", &[]);
    None
}
