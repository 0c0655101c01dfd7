//! Start, end, throw, catch and boundary events.

use super::activities::{self, is_event_sub_process};
use super::codes::{self, Sort};
use super::extensions::{child, refuse_unknown};
use super::names::{model_child, model_children, says};
use super::reader::Reader;
use super::timers;
use super::{body, compensation, messages, signals};
use crate::event::{Boundary, EndEvent, EventStart, Interrupting, Throw, Trigger};
use crate::node::NodeKind;
use crate::task::JobTask;
use crate::written::Written;
use roxmltree::Node;

/// The one event definition that is executed at this place, or none at all.
enum Definition<'a, 'i> {
    None,
    Known(Node<'a, 'i>),
    Refused,
}

/// Definitions that stand on a border; those that stand at the start of an event sub-process are the same without the last.
const TRIGGERS: [&str; 8] = [
    "timerEventDefinition",
    "messageEventDefinition",
    "errorEventDefinition",
    "escalationEventDefinition",
    "signalEventDefinition",
    "conditionalEventDefinition",
    "compensateEventDefinition",
    "cancelEventDefinition",
];

/// Whether BPMN itself knows no such event, so that it is not merely not executed yet.
fn is_misplaced(definition: &str, node: Node<'_, '_>) -> bool {
    let event = node.tag_name().name();
    let opens = is_event_start(node);
    if event == "startEvent" && !opens && !starts_process(node) {
        return true;
    }
    match definition {
        // Where a start event may catch them, they are known and not asked about here.
        "errorEventDefinition" => event.starts_with("intermediate") || event == "startEvent",
        "escalationEventDefinition" => matches!(event, "intermediateCatchEvent" | "startEvent"),
        "compensateEventDefinition" => event == "intermediateCatchEvent" || event == "startEvent" && !opens,
        "cancelEventDefinition" => !matches!(event, "endEvent" | "boundaryEvent"),
        "conditionalEventDefinition" => matches!(event, "endEvent" | "intermediateThrowEvent"),
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
            if is_misplaced(name, event) {
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
    node.tag_name().name() == "startEvent" && node.parent().is_some_and(is_event_sub_process)
}

/// Whether the start event is one of a process.
fn starts_process(node: Node<'_, '_>) -> bool {
    node.parent().is_some_and(|around| around.tag_name().name() == "process")
}

/// `startEvent`: in a process without a trigger, or by a timer, message or signal; always by something where it opens an event
/// sub-process.
pub(crate) fn start(reader: &mut Reader<'_>, node: Node<'_, '_>) -> Option<NodeKind> {
    let opens = is_event_start(node);
    let known: &[&str] = match opens {
        true => &TRIGGERS[..7],
        false if starts_process(node) => {
            &["timerEventDefinition", "messageEventDefinition", "signalEventDefinition"]
        }
        false => &[],
    };
    match definition(reader, node, known) {
        Definition::None if opens => {
            reader.report(node, "bpmn-event-start-without-trigger", &[]);
            None
        }
        Definition::None => Some(NodeKind::Start),
        Definition::Known(found) if opens => {
            let interrupting = interrupting(node, "isInterrupting");
            let trigger = match found.tag_name().name() {
                "compensateEventDefinition" => {
                    compensation::caught(reader, found);
                    Trigger::Compensation(None)
                }
                _ => trigger(reader, node, found, interrupting)?,
            };
            Some(NodeKind::EventStart(EventStart { interrupting, trigger }))
        }
        Definition::Known(found) => Some(NodeKind::TriggeredStart(match found.tag_name().name() {
            "timerEventDefinition" => Trigger::Timer(timers::starting(reader, found)?),
            "signalEventDefinition" => Trigger::Signal(signals::starting(reader, found)?),
            _ => Trigger::Message(messages::referred(reader, found)?),
        })),
        Definition::Refused => None,
    }
}

fn interrupting(node: Node<'_, '_>, attribute: &str) -> Interrupting {
    match says(node, attribute) {
        Some(false) => Interrupting::No,
        _ => Interrupting::Yes,
    }
}

/// `endEvent`: none, terminate, cancel, and all that throw.
pub(crate) fn end(reader: &mut Reader<'_>, node: Node<'_, '_>) -> Option<NodeKind> {
    let known = [
        "terminateEventDefinition",
        "cancelEventDefinition",
        "errorEventDefinition",
        "escalationEventDefinition",
        "signalEventDefinition",
        "messageEventDefinition",
        "compensateEventDefinition",
    ];
    let end = match definition(reader, node, &known) {
        Definition::None => EndEvent::None,
        Definition::Known(found) => match found.tag_name().name() {
            "terminateEventDefinition" => EndEvent::Terminate,
            "cancelEventDefinition" => EndEvent::Cancel,
            _ => match thrown(reader, node, found)? {
                Thrown::Known(throw) => EndEvent::Throw(throw),
                Thrown::Job(job) => EndEvent::Send(job),
                Thrown::Nothing => EndEvent::None,
            },
        },
        Definition::Refused => return None,
    };
    Some(NodeKind::End(end))
}

/// `intermediateThrowEvent`: escalation, signal, message, compensation and link; without a trigger, a mark on the way.
pub(crate) fn throw(reader: &mut Reader<'_>, node: Node<'_, '_>) -> Option<NodeKind> {
    let known = [
        "escalationEventDefinition",
        "signalEventDefinition",
        "messageEventDefinition",
        "compensateEventDefinition",
        "linkEventDefinition",
    ];
    match definition(reader, node, &known) {
        Definition::None => Some(NodeKind::Mark),
        Definition::Known(found) if found.tag_name().name() == "linkEventDefinition" => {
            link(reader, found).map(NodeKind::LinkThrow)
        }
        Definition::Known(found) => Some(match thrown(reader, node, found)? {
            Thrown::Known(throw) => NodeKind::Throw(throw),
            Thrown::Job(job) => NodeKind::Send(job),
            Thrown::Nothing => NodeKind::Mark,
        }),
        Definition::Refused => None,
    }
}

/// What an event throws.
enum Thrown {
    Known(Throw),
    /// The world is asked to send it.
    Job(JobTask),
    /// Not said yet, in a model that is only tried out.
    Nothing,
}

fn thrown(reader: &mut Reader<'_>, event: Node<'_, '_>, found: Node<'_, '_>) -> Option<Thrown> {
    let throw = match found.tag_name().name() {
        "signalEventDefinition" => Throw::Signal(signals::referred(reader, found)?),
        "compensateEventDefinition" => Throw::Compensation(compensation::thrown(reader, found)?),
        "messageEventDefinition" => return sent(reader, event, found),
        _ => codes::thrown(reader, found, Sort::of(found)?)?,
    };
    Some(Thrown::Known(throw))
}

/// A message is sent by a job, as Camunda 8 does it; one that only has a name is published within the tenant.
fn sent(reader: &mut Reader<'_>, event: Node<'_, '_>, found: Node<'_, '_>) -> Option<Thrown> {
    if child(event, "taskDefinition").is_some() {
        return Some(Thrown::Job(activities::job(reader, event)));
    }
    if found.has_attribute("messageRef") {
        return messages::referred(reader, found).map(|message| Thrown::Known(Throw::Message(message)));
    }
    reader.report_unfinished(found, "bpmn-no-message-thrown");
    Some(Thrown::Nothing)
}

/// `intermediateCatchEvent`: timer, message, signal, condition and link.
pub(crate) fn catch(reader: &mut Reader<'_>, node: Node<'_, '_>) -> Option<NodeKind> {
    let known = [
        "timerEventDefinition",
        "messageEventDefinition",
        "signalEventDefinition",
        "conditionalEventDefinition",
        "linkEventDefinition",
    ];
    match definition(reader, node, &known) {
        Definition::Known(found) => match found.tag_name().name() {
            "linkEventDefinition" => link(reader, found).map(NodeKind::LinkCatch),
            "messageEventDefinition" => messages::referred(reader, found).map(NodeKind::MessageCatch),
            "signalEventDefinition" => signals::referred(reader, found).map(NodeKind::SignalCatch),
            "conditionalEventDefinition" => condition(reader, found).map(NodeKind::ConditionCatch),
            _ => timers::read(reader, found, timers::Cycles::Refused).map(NodeKind::TimerCatch),
        },
        Definition::None => without_definition(reader, node),
        Definition::Refused => None,
    }
}

/// The expression that is waited for to become true.
fn condition(reader: &mut Reader<'_>, found: Node<'_, '_>) -> Option<Written> {
    refuse_unknown(reader, found, &[]);
    let written = model_child(found, "condition").filter(|condition| reader.text(*condition).is_some());
    let Some(expression) = written else {
        reader.report(found, "bpmn-no-condition", &[]);
        return None;
    };
    body::formal(reader, expression)
}

/// The name by which both ends of a link find each other.
fn link(reader: &mut Reader<'_>, found: Node<'_, '_>) -> Option<Written> {
    if found.attribute("name").is_none_or(|name| name.trim().is_empty()) {
        reader.report(found, "bpmn-link-without-name", &[]);
    }
    reader.literal(found, "name")
}

/// Only what does not interrupt may repeat; an error and a cancelled transaction always interrupt.
fn trigger(
    reader: &mut Reader<'_>,
    event: Node<'_, '_>,
    found: Node<'_, '_>,
    interrupting: Interrupting,
) -> Option<Trigger> {
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
        ("signalEventDefinition", _) => signals::referred(reader, found).map(Trigger::Signal),
        ("conditionalEventDefinition", _) => condition(reader, found).map(Trigger::Condition),
        ("compensateEventDefinition", _) => {
            compensation::caught(reader, found);
            Some(Trigger::Compensation(compensation::handler(reader, event)))
        }
        ("cancelEventDefinition", Interrupting::Yes) => Some(Trigger::Cancel),
        ("cancelEventDefinition", Interrupting::No) => {
            reader.report(found, "bpmn-cancel-interrupts", &[]);
            None
        }
        (_, Interrupting::Yes) => timers::read(reader, found, timers::Cycles::Refused).map(Trigger::Timer),
        (_, Interrupting::No) => timers::read(reader, found, timers::Cycles::Allowed).map(Trigger::Timer),
    }
}

/// `boundaryEvent`: everything that can happen to an activity.
pub(crate) fn boundary(reader: &mut Reader<'_>, node: Node<'_, '_>) -> Option<NodeKind> {
    let interrupting = interrupting(node, "cancelActivity");
    match definition(reader, node, &TRIGGERS) {
        Definition::Known(found) => {
            let trigger = trigger(reader, node, found, interrupting)?;
            let attached_to = node.attribute("attachedToRef").unwrap_or("").to_owned();
            Some(NodeKind::Boundary(Boundary { attached_to, interrupting, trigger }))
        }
        Definition::None => without_definition(reader, node),
        Definition::Refused => None,
    }
}

/// `eventBasedGateway`: only the exclusive one in the middle of a process.
pub(crate) fn gateway(reader: &mut Reader<'_>, node: Node<'_, '_>) -> Option<NodeKind> {
    let refused = [
        ("instantiate", says(node, "instantiate") == Some(true)),
        ("eventGatewayType", node.attribute("eventGatewayType") == Some("Parallel")),
    ];
    for (attribute, _) in refused.iter().filter(|(_, is_refused)| *is_refused) {
        reader.refuse_attribute(node, attribute);
    }
    refused.iter().all(|(_, is_refused)| !is_refused).then_some(NodeKind::EventGateway)
}

fn without_definition(reader: &mut Reader<'_>, node: Node<'_, '_>) -> Option<NodeKind> {
    reader.report(node, "bpmn-no-trigger", &[]);
    None
}
