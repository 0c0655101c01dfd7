//! Nodes and flows of a process or sub-process, and how they are joined to a graph.

use super::names::{describes, model_child, model_children, says};
use super::reader::{Reader, owner};
use super::{activities, data, events, extensions, gateways, looping};
use crate::lint;
use crate::node::{Body, FlowIndex, FlowNode, NodeIndex, NodeKind, SequenceFlow};
use crate::written::{Given, Written};
use roxmltree::Node;
use std::collections::BTreeMap;

/// A node as read, before it is known whether all is well. A refused kind is `None`, so that its neighbours are not
/// blamed for leading nowhere.
pub(crate) struct DraftNode<'a, 'i> {
    pub(crate) xml: Node<'a, 'i>,
    pub(crate) id: String,
    pub(crate) kind: Option<NodeKind>,
    pub(crate) incoming: Vec<FlowIndex>,
    pub(crate) outgoing: Vec<FlowIndex>,
    pub(crate) default: Option<FlowIndex>,
}

/// A flow as read.
pub(crate) struct DraftFlow<'a, 'i> {
    pub(crate) xml: Node<'a, 'i>,
    pub(crate) source: NodeIndex,
    pub(crate) target: NodeIndex,
    pub(crate) condition: Option<Written>,
}

/// The graph of a body as read.
pub(crate) struct Draft<'a, 'i> {
    pub(crate) xml: Node<'a, 'i>,
    pub(crate) nodes: Vec<DraftNode<'a, 'i>>,
    pub(crate) flows: Vec<DraftFlow<'a, 'i>>,
    by_id: BTreeMap<String, NodeIndex>,
    on_border: BTreeMap<String, Vec<NodeIndex>>,
}

impl<'a, 'i> Draft<'a, 'i> {
    fn new(xml: Node<'a, 'i>) -> Self {
        let (nodes, flows) = (Vec::new(), Vec::new());
        Self { xml, nodes, flows, by_id: BTreeMap::new(), on_border: BTreeMap::new() }
    }

    fn push(&mut self, node: DraftNode<'a, 'i>) {
        let index = self.nodes.len();
        self.by_id.entry(node.id.clone()).or_insert(index);
        if let Some(NodeKind::Boundary(boundary)) = &node.kind {
            self.on_border.entry(boundary.attached_to.clone()).or_default().push(index);
        }
        self.nodes.push(node);
    }

    /// The node with this id, the first of several.
    pub(crate) fn node(&self, id: &str) -> Option<&DraftNode<'a, 'i>> {
        self.by_id.get(id).map(|index| &self.nodes[*index])
    }

    /// The events on the border of the activity with this id.
    pub(crate) fn on_border(&self, activity: &str) -> &[NodeIndex] {
        self.on_border.get(activity).map_or(&[], Vec::as_slice)
    }
}

/// Whether an activity undoes what another has done, so that no flow leads there.
pub(crate) fn is_for_compensation(node: Node<'_, '_>) -> bool {
    says(node, "isForCompensation") == Some(true)
}

/// Reads the children of a process or sub-process.
pub(crate) fn read(reader: &mut Reader<'_>, scope: Node<'_, '_>) -> Body {
    let mut draft = Draft::new(scope);
    let mut flows = Vec::new();
    for child in model_children(scope) {
        match child.tag_name().name() {
            "sequenceFlow" => flows.push(child),
            name if describes(name) || belongs_to_activity(name) => {}
            _ => {
                let (id, kind) = (reader.id(child), kind(reader, child));
                let (incoming, outgoing) = (Vec::new(), Vec::new());
                draft.push(DraftNode { xml: child, id, kind, incoming, outgoing, default: None });
            }
        }
    }
    connect(reader, &mut draft, &flows);
    lint::body(reader, &draft);
    finish(reader, draft)
}

/// Children of a sub-process that the activity itself reads.
fn belongs_to_activity(name: &str) -> bool {
    matches!(
        name,
        "completionCondition"
            | "multiInstanceLoopCharacteristics"
            | "standardLoopCharacteristics"
            | "dataInputAssociation"
            | "dataOutputAssociation"
    )
}

fn kind(reader: &mut Reader<'_>, node: Node<'_, '_>) -> Option<NodeKind> {
    match node.tag_name().name() {
        "startEvent" => events::start(reader, node),
        "endEvent" => events::end(reader, node),
        "intermediateThrowEvent" => events::throw(reader, node),
        "intermediateCatchEvent" => events::catch(reader, node),
        "boundaryEvent" => events::boundary(reader, node),
        "exclusiveGateway" => Some(NodeKind::Exclusive),
        "parallelGateway" => Some(NodeKind::Parallel),
        "inclusiveGateway" => Some(NodeKind::Inclusive),
        "complexGateway" => gateways::complex(reader, node),
        "eventBasedGateway" => events::gateway(reader, node),
        _ => activities::read(reader, node),
    }
}

fn connect<'a, 'i>(reader: &mut Reader<'_>, draft: &mut Draft<'a, 'i>, flows: &[Node<'a, 'i>]) {
    let mut flow_by_id = BTreeMap::new();
    for flow in flows.iter().copied() {
        let source = end_of(reader, flow, "sourceRef", draft);
        let target = end_of(reader, flow, "targetRef", draft);
        let condition = condition(reader, flow);
        let (Some(source), Some(target)) = (source, target) else { continue };
        let index = draft.flows.len();
        draft.nodes[source].outgoing.push(index);
        draft.nodes[target].incoming.push(index);
        flow_by_id.insert(flow.attribute("id").unwrap_or(""), index);
        draft.flows.push(DraftFlow { xml: flow, source, target, condition });
    }
    for node in &mut draft.nodes {
        let Some(written) = node.xml.attribute("default").filter(|id| !id.is_empty()) else { continue };
        node.default = flow_by_id.get(written).copied().filter(|flow| node.outgoing.contains(flow));
        if node.default.is_none() {
            reader.report(node.xml, "bpmn-dangling", &[("attribute", "default"), ("target", written)]);
        }
    }
}

fn end_of(
    reader: &mut Reader<'_>,
    flow: Node<'_, '_>,
    attribute: &'static str,
    draft: &Draft<'_, '_>,
) -> Option<NodeIndex> {
    let written = flow.attribute(attribute).unwrap_or("");
    let found = draft.by_id.get(written).copied();
    if written.is_empty() {
        reader.report(flow, "bpmn-flow-half", &[("attribute", attribute)]);
    } else if found.is_none() {
        reader.report(flow, "bpmn-dangling", &[("attribute", attribute), ("target", written)]);
    }
    found
}

/// The condition of a flow.
fn condition(reader: &mut Reader<'_>, flow: Node<'_, '_>) -> Option<Written> {
    formal(reader, model_child(flow, "conditionExpression")?)
}

/// A formal expression. FEEL is told by a leading `=` or by the declared language.
pub(super) fn formal(reader: &mut Reader<'_>, expression: Node<'_, '_>) -> Option<Written> {
    let language = expression.attribute("language").unwrap_or(&reader.expression_language);
    let declared = language.to_ascii_lowercase().contains("feel");
    match reader.text(expression)?.given() {
        Given::Expression(written) => Some(written),
        Given::Literal(written) if declared => Some(written),
        Given::Literal(written) => {
            let element = owner(expression);
            reader.report_at(written.span, element, "bpmn-condition-not-feel", &[("found", &written.text)]);
            Some(written)
        }
    }
}

/// The graph as it is handed on. A refused node is left out; then there is a problem and nobody sees the graph.
fn finish(reader: &mut Reader<'_>, draft: Draft<'_, '_>) -> Body {
    let is_whole = draft.nodes.iter().all(|node| node.kind.is_some());
    let mut body = Body { data: data::variables(reader, draft.xml), ..Body::default() };
    for node in draft.nodes {
        let extensions = extensions::read(reader, node.xml);
        let Some(kind) = node.kind else { continue };
        extensions::check_place(reader, node.xml, &kind, &extensions);
        body.nodes.push(FlowNode {
            name: reader.name(node.xml),
            span: reader.span(node.xml),
            id: node.id,
            looping: if kind.is_activity() { looping::read(reader, node.xml).map(Box::new) } else { None },
            kind,
            incoming: node.incoming,
            outgoing: node.outgoing,
            default: node.default,
            extensions,
        });
    }
    for flow in draft.flows {
        body.flows.push(SequenceFlow {
            id: flow.xml.attribute("id").unwrap_or("").to_owned(),
            span: reader.span(flow.xml),
            source: flow.source,
            target: flow.target,
            condition: flow.condition,
        });
    }
    if is_whole {
        lint::behind_event_gateways(reader, &body);
    }
    body
}
