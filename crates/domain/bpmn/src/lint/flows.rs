//! Sequence flows: where they may lead, and the conditions under which they are taken.

use crate::node::NodeKind;
use crate::read::{Draft, DraftNode, Reader};

/// Nothing leads into a start or boundary event, nothing out of an end event.
pub(crate) fn directions(reader: &mut Reader<'_>, draft: &Draft<'_, '_>) {
    for node in &draft.nodes {
        let wrong = match &node.kind {
            Some(NodeKind::Start | NodeKind::EventStart(_)) if !node.incoming.is_empty() => "bpmn-into-start",
            Some(NodeKind::EventSubProcess(_)) if !(node.incoming.is_empty() && node.outgoing.is_empty()) => {
                "bpmn-event-sub-process-flow"
            }
            Some(NodeKind::LinkThrow(_)) if !node.outgoing.is_empty() => "bpmn-out-of-link",
            Some(NodeKind::LinkCatch(_)) if !node.incoming.is_empty() => "bpmn-into-link",
            Some(NodeKind::Boundary(_)) if !node.incoming.is_empty() => "bpmn-into-boundary",
            Some(NodeKind::Boundary(_)) if node.outgoing.is_empty() => {
                // While the model is only tried out, the token ends there.
                reader.report_unfinished(node.xml, "bpmn-boundary-leads-nowhere");
                continue;
            }
            Some(NodeKind::End(_)) if !node.outgoing.is_empty() => "bpmn-out-of-end",
            Some(NodeKind::Exclusive | NodeKind::EventGateway) if node.outgoing.is_empty() => {
                "bpmn-gateway-leads-nowhere"
            }
            _ => continue,
        };
        reader.report(node.xml, wrong, &[]);
    }
}

/// Where an exclusive gateway chooses, every way but the default has a condition.
pub(crate) fn gateways(reader: &mut Reader<'_>, draft: &Draft<'_, '_>) {
    for node in draft.nodes.iter().filter(|node| chooses(node)) {
        let lacking: Vec<_> = node
            .outgoing
            .iter()
            .filter(|flow| Some(**flow) != node.default)
            .map(|flow| &draft.flows[*flow])
            .filter(|flow| flow.condition.is_none())
            .collect();
        if lacking.len() == node.outgoing.len() {
            reader.report(node.xml, "bpmn-gateway-undecided", &[]);
            continue;
        }
        for flow in lacking {
            reader.report(flow.xml, "bpmn-flow-without-condition", &[("gateway", &node.id)]);
        }
    }
}

/// Behind an event-based gateway stands on each way an event or a receive task that nothing else leads to and that has
/// nothing on its border, because waiting begins at the gateway.
pub(crate) fn event_gateways(reader: &mut Reader<'_>, draft: &Draft<'_, '_>) {
    let gateways = draft.nodes.iter().filter(|node| matches!(node.kind, Some(NodeKind::EventGateway)));
    for flow in gateways.flat_map(|gateway| &gateway.outgoing).map(|flow| &draft.flows[*flow]) {
        let target = &draft.nodes[flow.target];
        let has_border = draft.nodes.iter().any(|node| {
            matches!(&node.kind, Some(NodeKind::Boundary(boundary)) if boundary.attached_to == target.id)
        });
        let waits = match target.kind {
            None => continue,
            Some(NodeKind::TimerCatch(_) | NodeKind::MessageCatch(_)) => true,
            Some(NodeKind::Receive(_)) => !has_border,
            Some(_) => false,
        };
        if !waits || target.incoming.len() != 1 {
            reader.report(flow.xml, "bpmn-event-gateway-target", &[("target", &target.id)]);
        }
    }
}

fn chooses(node: &DraftNode<'_, '_>) -> bool {
    matches!(node.kind, Some(NodeKind::Exclusive)) && node.outgoing.len() > 1
}

/// Conditions belong to exclusive gateways; elsewhere they would be ignored, so they are refused.
pub(crate) fn conditions(reader: &mut Reader<'_>, draft: &Draft<'_, '_>) {
    for flow in draft.flows.iter().filter(|flow| flow.condition.is_some()) {
        let source = &draft.nodes[flow.source];
        if source.kind.as_ref().is_some_and(|kind| !matches!(kind, NodeKind::Exclusive)) {
            reader.report(flow.xml, "bpmn-condition-not-here", &[("source", &source.id)]);
        }
    }
}
