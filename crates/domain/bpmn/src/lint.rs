//! What a well-formed file may still get wrong: ids twice, nodes nobody reaches, gateways that cannot decide.

mod ad_hoc;
mod cancel;
mod caught;
mod compensation;
mod flows;
mod links;
mod own;
mod reach;
mod twice;

pub(crate) use own::overlooked;

use crate::extensions::ListenerMoment;
use crate::node::{Body, NodeKind};
use crate::read::{BPMN, Draft, Reader};
use roxmltree::Node;

/// Reports every id of the semantic model that was given before.
pub(crate) fn duplicate_ids(reader: &mut Reader<'_>, root: Node<'_, '_>) {
    for same in reader.index.of_one_id(root) {
        let first = reader.span(same[0]).line.to_string();
        for again in &same[1..] {
            let id = again.attribute("id").unwrap_or_default();
            reader.report(*again, "bpmn-duplicate-id", &[("id", id), ("first", &first)]);
        }
    }
}

/// Reports what stands among the elements of BPMN without a namespace: read as BPMN nowhere, and nobody's note either.
pub(crate) fn without_namespace(reader: &mut Reader<'_>, root: Node<'_, '_>) {
    let is_bare = |node: &Node<'_, '_>| node.is_element() && node.tag_name().namespace().is_none();
    for node in root.descendants().filter(is_bare) {
        let around = node.parent_element().map(|parent| parent.tag_name());
        if around.is_some_and(|name| name.namespace() == Some(BPMN) && name.name() != "extensionElements") {
            reader.report(node, "bpmn-without-namespace", &[("element", node.tag_name().name())]);
        }
    }
}

/// Checks the graph of a process or sub-process.
pub(crate) fn body(reader: &mut Reader<'_>, draft: &Draft<'_, '_>) {
    reach::starts(reader, draft);
    reach::boundaries(reader, draft);
    reach::unreachable(reader, draft);
    links::pairs(reader, draft);
    twice::events(reader, draft);
    caught::never(reader, draft);
    compensation::handlers(reader, draft);
    compensation::twice(reader, draft);
    cancel::places(reader, draft);
    flows::directions(reader, draft);
    flows::gateways(reader, draft);
    flows::activations(reader, draft);
    flows::event_gateways(reader, draft);
    flows::conditions(reader, draft);
}

/// Behind an event-based gateway waiting begins with the gateway: what is computed when a token reaches the event would
/// come too late for what the event waits for.
pub(crate) fn behind_event_gateways(reader: &mut Reader<'_>, body: &Body) {
    let gateways = body.nodes.iter().filter(|node| matches!(node.kind, NodeKind::EventGateway));
    for flow in gateways.flat_map(|gateway| &gateway.outgoing) {
        let event = &body.nodes[body.flows[*flow].target];
        let mut listeners = event.extensions.listeners.iter();
        let hears = listeners.any(|listener| listener.moment == ListenerMoment::Start);
        if hears || !event.extensions.inputs.is_empty() {
            reader.report_at(event.span, &event.id, "bpmn-event-gateway-too-late", &[]);
        }
    }
}
