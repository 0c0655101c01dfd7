//! Compensation: every activity is undone in one way at most, and what undoes it is reached in no other way.

use crate::event::Trigger;
use crate::node::NodeKind;
use crate::read::{Draft, DraftNode, Reader, is_for_compensation};
use std::collections::BTreeSet;

/// What undoes an activity stands aside: no flow leads there, and an event on a border leads to it.
pub(crate) fn handlers(reader: &mut Reader<'_>, draft: &Draft<'_, '_>) {
    let named: BTreeSet<&str> = draft.nodes.iter().filter_map(handler).collect();
    for node in draft.nodes.iter().filter(|node| is_for_compensation(node.xml)) {
        if !(node.incoming.is_empty() && node.outgoing.is_empty()) {
            reader.report(node.xml, "bpmn-handler-flow", &[]);
        } else if !named.contains(node.id.as_str()) {
            reader.report_unfinished(node.xml, "bpmn-handler-unused");
        }
    }
}

fn handler<'d>(node: &'d DraftNode<'_, '_>) -> Option<&'d str> {
    match node.kind.as_ref()?.trigger()? {
        Trigger::Compensation(handler) => handler.as_ref().map(|handler| handler.text.as_str()),
        _ => None,
    }
}

/// An activity with two ways to be undone would have to choose.
pub(crate) fn twice(reader: &mut Reader<'_>, draft: &Draft<'_, '_>) {
    let mut undone: BTreeSet<&str> = BTreeSet::new();
    let inside = draft.nodes.iter().filter(|node| node.kind.as_ref().is_some_and(undoes_itself));
    undone.extend(inside.map(|node| node.id.as_str()));
    for node in &draft.nodes {
        if let Some(NodeKind::Boundary(boundary)) = &node.kind
            && matches!(boundary.trigger, Trigger::Compensation(_))
            && !undone.insert(&boundary.attached_to)
        {
            reader.report(node.xml, "bpmn-compensation-twice", &[("activity", &boundary.attached_to)]);
        }
    }
    let starts: Vec<_> = draft.nodes.iter().filter(|node| is_undoing(node.kind.as_ref())).collect();
    let at_process = draft.xml.tag_name().name() == "process";
    for node in starts.iter().skip(usize::from(!at_process)) {
        let key = if at_process { "bpmn-compensation-of-process" } else { "bpmn-compensation-twice" };
        let activity = draft.xml.attribute("id").unwrap_or("");
        reader.report(node.xml, key, &[("activity", activity)]);
    }
}

/// A sub-process with an event sub-process that undoes it.
fn undoes_itself(kind: &NodeKind) -> bool {
    let inner = match kind {
        NodeKind::SubProcess(body) | NodeKind::Transaction(body) => body,
        NodeKind::AdHoc(ad_hoc) => &ad_hoc.body,
        _ => return false,
    };
    inner.nodes.iter().any(|node| is_undoing(Some(&node.kind)))
}

/// An event sub-process that undoes what surrounds it.
fn is_undoing(kind: Option<&NodeKind>) -> bool {
    let Some(NodeKind::EventSubProcess(body)) = kind else { return false };
    body.nodes.iter().any(|node| matches!(node.kind.trigger(), Some(Trigger::Compensation(_))))
}
