//! Where a body begins and what can be reached from there.

use super::ad_hoc;
use crate::event::Trigger;
use crate::node::NodeKind;
use crate::read::{Draft, DraftNode, Reader, is_for_compensation};
use std::collections::BTreeSet;

/// Each body has one start, and a process as many as there are messages and signals to start it. Where a refused node may be one, only the refusal is told.
pub(crate) fn starts(reader: &mut Reader<'_>, draft: &Draft<'_, '_>) {
    if ad_hoc::is_one(draft) {
        return ad_hoc::contents(reader, draft);
    }
    let starts: Vec<_> = draft.nodes.iter().filter(|node| is_start(node)).collect();
    if starts.is_empty() {
        reader.report(draft.xml, "bpmn-no-start", &[]);
    }
    let (triggered, plain): (Vec<_>, Vec<_>) =
        starts.into_iter().partition(|node| matches!(node.kind, Some(NodeKind::TriggeredStart(_))));
    for node in plain.iter().skip(1).filter(|node| node.kind.is_some()) {
        reader.report(node.xml, "bpmn-several-starts", &[]);
    }
    let mut seen = BTreeSet::new();
    for node in triggered {
        let name = match node.kind.as_ref().and_then(NodeKind::trigger) {
            Some(Trigger::Message(message)) => (true, &message.name.text),
            Some(Trigger::Signal(name)) => (false, &name.written().text),
            _ => continue,
        };
        if !seen.insert(name) {
            reader.report(node.xml, "bpmn-start-twice", &[("name", name.1)]);
        }
    }
}

fn is_start(node: &DraftNode<'_, '_>) -> bool {
    node.xml.tag_name().name() == "startEvent"
}

/// A boundary event sits on an activity of the same body.
pub(crate) fn boundaries(reader: &mut Reader<'_>, draft: &Draft<'_, '_>) {
    for node in &draft.nodes {
        let Some(NodeKind::Boundary(boundary)) = &node.kind else { continue };
        match draft.node(&boundary.attached_to).map(|host| host.kind.as_ref()) {
            None => {
                let args = [("attribute", "attachedToRef"), ("target", boundary.attached_to.as_str())];
                reader.report(node.xml, "bpmn-dangling", &args);
            }
            Some(Some(kind)) if !kind.is_activity() => {
                reader.report(node.xml, "bpmn-boundary-host", &[("host", &boundary.attached_to)]);
            }
            // What has been done can be undone, however short it was.
            Some(_) if matches!(boundary.trigger, Trigger::Compensation(_)) => {}
            Some(Some(NodeKind::Plain | NodeKind::Rule(_) | NodeKind::Script(_))) => {
                reader.report_unfinished(node.xml, "bpmn-boundary-never");
            }
            Some(_) => {}
        }
    }
}

/// Every node can be reached from the start, from an event on the border of a reachable activity, or from something
/// that was refused anyway.
pub(crate) fn unreachable(reader: &mut Reader<'_>, draft: &Draft<'_, '_>) {
    if !draft.nodes.iter().any(is_entry) {
        return;
    }
    let links = super::links::ends(draft);
    let mut reached = vec![false; draft.nodes.len()];
    let mut open: Vec<usize> =
        (0..draft.nodes.len()).filter(|index| is_entry(&draft.nodes[*index])).collect();
    while let Some(index) = open.pop() {
        if std::mem::replace(&mut reached[index], true) {
            continue;
        }
        let node = &draft.nodes[index];
        open.extend(node.outgoing.iter().map(|flow| draft.flows[*flow].target));
        open.extend(draft.on_border(&node.id));
        if let Some(NodeKind::LinkThrow(name)) = &node.kind {
            open.extend(links.get(name.text.as_str()));
        }
    }
    for (node, reached) in draft.nodes.iter().zip(reached) {
        match node.kind {
            _ if reached => {}
            // What hangs on something else is told there: on an activity, or on the other end of a link.
            Some(NodeKind::Boundary(_) | NodeKind::LinkCatch(_)) => {}
            // Nothing is lost at an end that is not connected yet.
            Some(NodeKind::End(_)) => reader.report_unfinished(node.xml, "bpmn-unreachable"),
            _ => reader.report(node.xml, "bpmn-unreachable", &[]),
        }
    }
}

fn is_entry(node: &DraftNode<'_, '_>) -> bool {
    is_start(node)
        || ad_hoc::begins(node)
        || is_for_compensation(node.xml)
        || matches!(node.kind, None | Some(NodeKind::EventSubProcess(_)))
}
