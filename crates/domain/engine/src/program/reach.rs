//! From where a token can still come to a gateway by each of its flows, without going through the gateway itself.

use super::graph::{FlowIndex, Kind, NodeIndex, Process};
use std::collections::BTreeMap;

/// For each flow into a gateway, the nodes from which a token can come by it.
#[derive(Debug)]
pub(crate) struct Reach(Vec<Before>);

/// The nodes before a flow.
#[derive(Debug)]
struct Before {
    flow: FlowIndex,
    /// Those whose own token can come.
    own: Nodes,
    /// Those and the ones whose border can send another.
    any: Nodes,
}

/// A set of nodes, one bit each: large models have many gateways.
#[derive(Debug, Clone)]
struct Nodes(Vec<u64>);

impl Nodes {
    fn contains(&self, node: NodeIndex) -> bool {
        self.0.get(node / 64).is_some_and(|bits| bits & (1 << (node % 64)) != 0)
    }

    /// Whether it was not in there.
    fn insert(&mut self, node: NodeIndex) -> bool {
        let is_new = !self.contains(node);
        if let Some(bits) = self.0.get_mut(node / 64) {
            *bits |= 1 << (node % 64);
        }
        is_new
    }
}

impl Reach {
    /// Goes backwards from each flow into the gateway.
    pub(crate) fn of(process: &Process, gateway: NodeIndex) -> Self {
        let body = process.nodes[gateway].body;
        let (by_flow, by_all) = (before(process, body, Ways::Flows), before(process, body, Ways::All));
        let before = |flow: &FlowIndex| Before {
            flow: *flow,
            own: backwards(process, gateway, *flow, &by_flow),
            any: backwards(process, gateway, *flow, &by_all),
        };
        Self(process.nodes[gateway].incoming.iter().map(before).collect())
    }

    /// Whether a token can come to the gateway by this flow from a node or its border.
    pub(crate) fn by(&self, flow: FlowIndex, from: NodeIndex) -> bool {
        self.0.iter().any(|before| before.flow == flow && before.any.contains(from))
    }

    /// Whether the token on a node can itself come to the gateway by this flow.
    pub(crate) fn itself_by(&self, flow: FlowIndex, from: NodeIndex) -> bool {
        self.0.iter().any(|before| before.flow == flow && before.own.contains(from))
    }
}

/// The nodes before a flow. A token behind the gateway may come round to it, but nobody comes through it.
fn backwards(
    process: &Process,
    gateway: NodeIndex,
    flow: FlowIndex,
    before: &BTreeMap<NodeIndex, Vec<NodeIndex>>,
) -> Nodes {
    let mut found = Nodes(vec![0; process.nodes.len().div_ceil(64)]);
    let mut open = vec![process.flows[flow].source];
    while let Some(node) = open.pop() {
        if found.insert(node) && node != gateway {
            open.extend(before.get(&node).into_iter().flatten());
        }
    }
    found
}

/// How a token can come from one node to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ways {
    /// By a flow or a link.
    Flows,
    /// From an activity to an event on its border, too.
    All,
}

/// For each node of a body those from which a token comes to it.
fn before(process: &Process, body: NodeIndex, ways: Ways) -> BTreeMap<NodeIndex, Vec<NodeIndex>> {
    let mut before: BTreeMap<NodeIndex, Vec<NodeIndex>> = BTreeMap::new();
    for (index, node) in process.nodes.iter().enumerate().filter(|(_, node)| node.body == body) {
        let by_flow = node.outgoing.iter().map(|flow| process.flows[*flow].target);
        let link = match node.kind {
            Kind::Link(target) => Some(target),
            _ => None,
        };
        let border = node.boundaries.iter().copied().filter(|_| ways == Ways::All);
        for target in by_flow.chain(border).chain(link) {
            before.entry(target).or_default().push(index);
        }
    }
    before
}
