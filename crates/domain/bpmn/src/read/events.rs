//! Start, end, throw, catch and boundary events.

use super::messages;
use super::names::model_children;
use super::reader::Reader;
use super::timers;
use crate::event::{Boundary, EndEvent, Interrupting, Trigger};
use crate::node::NodeKind;
use roxmltree::Node;

/// The one event definition that is executed at this place, or none at all.
enum Definition<'a, 'i> {
    None,
    Known(Node<'a, 'i>),
    Refused,
}

/// Definitions of events that wait.
const WAITING: [&str; 2] = ["timerEventDefinition", "messageEventDefinition"];

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
            reader.refuse(*found);
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

/// `startEvent`: only without a trigger.
pub(crate) fn start(reader: &mut Reader<'_>, node: Node<'_, '_>) -> Option<NodeKind> {
    match definition(reader, node, &[]) {
        Definition::None => Some(NodeKind::Start),
        Definition::Known(_) | Definition::Refused => None,
    }
}

/// `endEvent`: none and terminate.
pub(crate) fn end(reader: &mut Reader<'_>, node: Node<'_, '_>) -> Option<NodeKind> {
    match definition(reader, node, &["terminateEventDefinition"]) {
        Definition::None => Some(NodeKind::End(EndEvent::None)),
        Definition::Known(_) => Some(NodeKind::End(EndEvent::Terminate)),
        Definition::Refused => None,
    }
}

/// `intermediateThrowEvent`: only without a trigger, as a mark on the way.
pub(crate) fn throw(reader: &mut Reader<'_>, node: Node<'_, '_>) -> Option<NodeKind> {
    match definition(reader, node, &[]) {
        Definition::None => Some(NodeKind::Mark),
        Definition::Known(_) | Definition::Refused => None,
    }
}

/// `intermediateCatchEvent`: timer and message.
pub(crate) fn catch(reader: &mut Reader<'_>, node: Node<'_, '_>) -> Option<NodeKind> {
    match definition(reader, node, &WAITING) {
        Definition::Known(found) => match trigger(reader, found, timers::Cycles::Refused)? {
            Trigger::Timer(timer) => Some(NodeKind::TimerCatch(timer)),
            Trigger::Message(message) => Some(NodeKind::MessageCatch(message)),
        },
        Definition::None => without_definition(reader, node),
        Definition::Refused => None,
    }
}

fn trigger(reader: &mut Reader<'_>, found: Node<'_, '_>, cycles: timers::Cycles) -> Option<Trigger> {
    if found.tag_name().name() == "messageEventDefinition" {
        return messages::referred(reader, found).map(Trigger::Message);
    }
    timers::read(reader, found, cycles).map(Trigger::Timer)
}

/// `boundaryEvent`: timer and message, interrupting or not; only a timer that does not interrupt may repeat.
pub(crate) fn boundary(reader: &mut Reader<'_>, node: Node<'_, '_>) -> Option<NodeKind> {
    let interrupting = match node.attribute("cancelActivity") {
        Some("false" | "0") => Interrupting::No,
        _ => Interrupting::Yes,
    };
    let cycles = match interrupting {
        Interrupting::Yes => timers::Cycles::Refused,
        Interrupting::No => timers::Cycles::Allowed,
    };
    match definition(reader, node, &WAITING) {
        Definition::Known(found) => {
            let trigger = trigger(reader, found, cycles)?;
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
