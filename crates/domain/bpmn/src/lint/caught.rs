//! Errors, escalations and messages: in one place each is caught once, and only where something can throw it.

use crate::event::{Caught, Trigger};
use crate::node::NodeKind;
use crate::read::{Draft, DraftNode, Reader};
use std::collections::BTreeSet;

/// The event that catches, as the node of a draft: on a border, or what an event sub-process starts with.
fn trigger<'d>(node: &'d DraftNode<'_, '_>) -> Option<&'d Trigger> {
    match node.kind.as_ref()? {
        NodeKind::EventSubProcess(body) => body.nodes.iter().find_map(|inner| inner.kind.trigger()),
        kind => kind.trigger(),
    }
}

/// Two events of one place that catch the same could not both happen.
pub(crate) fn twice(reader: &mut Reader<'_>, draft: &Draft<'_, '_>) {
    let mut seen = BTreeSet::new();
    for node in &draft.nodes {
        let place = match &node.kind {
            Some(NodeKind::Boundary(boundary)) => boundary.attached_to.as_str(),
            Some(NodeKind::EventSubProcess(_)) => "",
            _ => continue,
        };
        let (sort, awaited, key) = match trigger(node) {
            Some(Trigger::Error(caught)) => ("error", code(caught), None),
            Some(Trigger::Escalation(caught)) => ("escalation", code(caught), None),
            Some(Trigger::Message(message)) => {
                let key = message.key.as_ref().map(|key| key.written().text.as_str());
                ("message", Some(message.name.text.as_str()), key)
            }
            _ => continue,
        };
        if !seen.insert((place, sort, awaited, key)) {
            reader.report(node.xml, "bpmn-caught-twice", &[("awaited", awaited.unwrap_or("-"))]);
        }
    }
}

fn code(caught: &Caught) -> Option<&str> {
    caught.code.as_ref().map(|code| code.text.as_str())
}

/// Errors and escalations are thrown inside a sub-process or called process and from user tasks; a job tells errors, too.
pub(crate) fn never(reader: &mut Reader<'_>, draft: &Draft<'_, '_>) {
    for node in &draft.nodes {
        let Some(NodeKind::Boundary(boundary)) = &node.kind else { continue };
        let host = draft.nodes.iter().find(|host| host.id == boundary.attached_to);
        let Some(host) = host.and_then(|host| host.kind.as_ref()) else { continue };
        let throws_inside = matches!(
            host,
            NodeKind::SubProcess(_) | NodeKind::Transaction(_) | NodeKind::AdHoc(_) | NodeKind::Call(_)
        );
        let throws = match &boundary.trigger {
            Trigger::Error(_) => throws_inside || matches!(host, NodeKind::User(_) | NodeKind::Job(_)),
            Trigger::Escalation(_) => throws_inside || matches!(host, NodeKind::User(_)),
            Trigger::Timer(_)
            | Trigger::Message(_)
            | Trigger::Signal(_)
            | Trigger::Condition(_)
            | Trigger::Compensation(_)
            | Trigger::Cancel => true,
        };
        let waits = !matches!(host, NodeKind::Plain | NodeKind::Rule(_) | NodeKind::Script(_));
        if !throws && waits {
            reader.report_unfinished(node.xml, "bpmn-never-thrown");
        }
    }
}
