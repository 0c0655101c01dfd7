//! Sequence flows: where they may lead, and the conditions under which they are taken.

use crate::event::Trigger;
use crate::node::NodeKind;
use crate::read::{Draft, DraftFlow, DraftNode, Reader};

/// Nothing leads into a start or boundary event, nothing out of an end event.
pub(crate) fn directions(reader: &mut Reader<'_>, draft: &Draft<'_, '_>) {
    for node in &draft.nodes {
        let wrong = match &node.kind {
            Some(NodeKind::Start | NodeKind::TriggeredStart(_) | NodeKind::EventStart(_))
                if !node.incoming.is_empty() =>
            {
                "bpmn-into-start"
            }
            Some(NodeKind::EventSubProcess(_)) if !(node.incoming.is_empty() && node.outgoing.is_empty()) => {
                "bpmn-event-sub-process-flow"
            }
            Some(NodeKind::LinkThrow(_)) if !node.outgoing.is_empty() => "bpmn-out-of-link",
            Some(NodeKind::LinkCatch(_)) if !node.incoming.is_empty() => "bpmn-into-link",
            Some(NodeKind::Boundary(_)) if !node.incoming.is_empty() => "bpmn-into-boundary",
            Some(NodeKind::Boundary(boundary)) if matches!(boundary.trigger, Trigger::Compensation(_)) => {
                if node.outgoing.is_empty() {
                    continue;
                }
                "bpmn-compensation-flow"
            }
            Some(NodeKind::Boundary(_)) if node.outgoing.is_empty() => {
                // While the model is only tried out, the token ends there.
                reader.report_unfinished(node.xml, "bpmn-boundary-leads-nowhere");
                continue;
            }
            Some(NodeKind::End(_)) if !node.outgoing.is_empty() => "bpmn-out-of-end",
            Some(NodeKind::Exclusive | NodeKind::Complex(_) | NodeKind::EventGateway)
                if node.outgoing.is_empty() =>
            {
                "bpmn-gateway-leads-nowhere"
            }
            _ => continue,
        };
        reader.report(node.xml, wrong, &[]);
    }
}

/// Where a gateway chooses, every way but the default has a condition. An inclusive gateway takes a way without one
/// always, which is only allowed while the model is tried out.
pub(crate) fn gateways(reader: &mut Reader<'_>, draft: &Draft<'_, '_>) {
    for node in draft.nodes.iter().filter(|node| chooses(node)) {
        let lacking = unconditional(draft, node);
        let is_exclusive = matches!(node.kind, Some(NodeKind::Exclusive));
        if lacking.len() == node.outgoing.len() && is_exclusive {
            reader.report(node.xml, "bpmn-gateway-undecided", &[]);
            continue;
        }
        let is_allowed = reader.is_sketch() && !is_exclusive;
        for flow in lacking.iter().filter(|_| !is_allowed) {
            reader.report(flow.xml, "bpmn-flow-without-condition", &[("gateway", &node.id)]);
        }
    }
}

fn unconditional<'d, 'a, 'i>(
    draft: &'d Draft<'a, 'i>,
    node: &DraftNode<'a, 'i>,
) -> Vec<&'d DraftFlow<'a, 'i>> {
    let others = node.outgoing.iter().filter(|flow| Some(**flow) != node.default);
    others.map(|flow| &draft.flows[*flow]).filter(|flow| flow.condition.is_none()).collect()
}

/// A complex gateway that joins must say when it goes on; one that does not join is never asked.
pub(crate) fn activations(reader: &mut Reader<'_>, draft: &Draft<'_, '_>) {
    for node in &draft.nodes {
        let Some(NodeKind::Complex(gateway)) = &node.kind else { continue };
        match (&gateway.activation, node.incoming.len() > 1) {
            (None, true) => reader.report(node.xml, "bpmn-complex-without-activation", &[]),
            (Some(_), false) => reader.report(node.xml, "bpmn-complex-never-asked", &[]),
            _ => {}
        }
    }
}

/// Behind an event-based gateway stands on each way an event or a receive task that nothing else leads to and that has
/// nothing on its border, because waiting begins at the gateway.
pub(crate) fn event_gateways(reader: &mut Reader<'_>, draft: &Draft<'_, '_>) {
    let gateways = draft.nodes.iter().filter(|node| matches!(node.kind, Some(NodeKind::EventGateway)));
    for flow in gateways.flat_map(|gateway| &gateway.outgoing).map(|flow| &draft.flows[*flow]) {
        let target = &draft.nodes[flow.target];
        let has_border = !draft.on_border(&target.id).is_empty();
        let waits = match target.kind {
            None => continue,
            Some(
                NodeKind::TimerCatch(_)
                | NodeKind::MessageCatch(_)
                | NodeKind::SignalCatch(_)
                | NodeKind::ConditionCatch(_),
            ) => true,
            Some(NodeKind::Receive(_)) => !has_border,
            Some(_) => false,
        };
        if !waits || target.incoming.len() != 1 {
            reader.report(flow.xml, "bpmn-event-gateway-target", &[("target", &target.id)]);
        }
    }
}

fn chooses(node: &DraftNode<'_, '_>) -> bool {
    matches!(node.kind, Some(NodeKind::Exclusive | NodeKind::Inclusive)) && node.outgoing.len() > 1
}

/// Conditions and defaults belong to gateways that choose and to activities; elsewhere they would be ignored, so they
/// are refused.
pub(crate) fn conditions(reader: &mut Reader<'_>, draft: &Draft<'_, '_>) {
    let refuses = |node: &DraftNode<'_, '_>| node.kind.as_ref().is_some_and(|kind| !kind.decides());
    for flow in draft.flows.iter().filter(|flow| flow.condition.is_some()) {
        let source = &draft.nodes[flow.source];
        if refuses(source) {
            reader.report(flow.xml, "bpmn-condition-not-here", &[("source", &source.id)]);
        }
    }
    for node in draft.nodes.iter().filter(|node| node.default.is_some()) {
        if refuses(node) {
            reader.report(node.xml, "bpmn-default-not-here", &[]);
        } else if node.kind.as_ref().is_some_and(NodeKind::is_activity)
            && !unconditional(draft, node).is_empty()
        {
            reader.report(node.xml, "bpmn-default-never", &[]);
        }
    }
}
