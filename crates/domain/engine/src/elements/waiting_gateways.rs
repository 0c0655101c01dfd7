//! Gateways that wait for tokens from elsewhere in their scope, looked at when nothing else moves. One goes on when no
//! token elsewhere can come by a flow that has brought none, unless the same token can as well come by one that has
//! brought one already (BPMN 2.0 §13.4.3). Where gateways only wait for each other, or for tokens that are stuck at a
//! join for good, the first one goes on: waiting longer could never change anything.

use super::compensation::is_awaited;
use crate::instance::Wait;
use crate::key::Key;
use crate::program::{FlowIndex, Kind, Node, NodeIndex, Process, Reach};
use crate::work::Work;
use std::collections::{BTreeMap, BTreeSet};

/// The tokens of one scope.
struct Picture<'p> {
    process: &'p Process,
    /// The nodes that tokens rest on.
    live: BTreeSet<NodeIndex>,
    /// The gateways at which tokens wait, with the flows by which they have come.
    gathered: BTreeMap<NodeIndex, BTreeSet<FlowIndex>>,
    /// The complex gateways that have gone on and wait for the rest.
    resting: BTreeSet<NodeIndex>,
}

/// Whether a token may still come from a live element: none does from a sub-process that is only undone, or from an event
/// whose token has gone on already.
fn can_move(work: &Work<'_>, key: Key, node: &Node) -> bool {
    match &node.kind {
        Kind::Throw(throw) if work.state.elements[&key].wait == Wait::Compensation => is_awaited(throw),
        _ => !work.state.is_reopened(key),
    }
}

/// A gateway that goes on now, and its scope.
pub(crate) fn ready(work: &Work<'_>) -> Option<(Key, NodeIndex)> {
    let waits = |known: &crate::instance::Gathered| {
        let node = work.process().node(&known.gateway).map(|index| work.node(index));
        node.is_some_and(|node| node.kind.upstream().is_some())
    };
    let scopes = work.state.gathered.iter().filter(|(_, tokens)| tokens.iter().any(waits));
    scopes.filter_map(|(scope, _)| Some((*scope, Picture::of(work, *scope).first()?))).next()
}

impl<'p> Picture<'p> {
    fn of(work: &Work<'p>, scope: Key) -> Self {
        let process = work.process();
        let mut picture =
            Self { process, live: BTreeSet::new(), gathered: BTreeMap::new(), resting: BTreeSet::new() };
        for known in work.state.gathered_in(scope) {
            let Some(gateway) = process.node(&known.gateway) else { continue };
            let mut incoming = process.nodes[gateway].incoming.iter();
            let flow = incoming.find(|flow| process.flows[**flow].id == known.flow);
            picture.gathered.entry(gateway).or_default().extend(flow);
        }
        for key in work.state.inside(scope) {
            let live = &work.state.elements[&key];
            let Some(node) = process.node(&live.element) else { continue };
            if !can_move(work, key, &process.nodes[node]) {
                continue;
            }
            let set = if live.wait == Wait::Reset { &mut picture.resting } else { &mut picture.live };
            set.insert(node);
        }
        picture
    }

    /// The first gateway that goes on.
    fn first(&self) -> Option<NodeIndex> {
        let others = self.gathered.keys().copied().collect();
        let waiting = || self.gathered.keys().copied().filter(|gateway| self.may_go_on(*gateway));
        let free = waiting().find(|gateway| !self.is_held(*gateway, &others));
        free.or_else(|| {
            let moving = self.moving();
            waiting().find(|gateway| !self.is_held(*gateway, &moving))
        })
    }

    /// Whether the gateway asks what can still come: a complex one only after it has gone on.
    fn may_go_on(&self, gateway: NodeIndex) -> bool {
        match self.process.nodes[gateway].kind {
            Kind::Inclusive(_) => true,
            Kind::Complex(_) => self.resting.contains(&gateway),
            _ => false,
        }
    }

    /// Whether a token that rests on a node, or waits at one of these other gateways, can still come to the gateway.
    fn is_held(&self, gateway: NodeIndex, others: &BTreeSet<NodeIndex>) -> bool {
        let others = others.iter().filter(|other| **other != gateway);
        self.live.iter().chain(others).any(|from| self.holds(*from, gateway))
    }

    /// Whether a gateway waits for a token on this node.
    fn holds(&self, from: NodeIndex, gateway: NodeIndex) -> bool {
        let node = &self.process.nodes[gateway];
        let Some(upstream) = node.kind.upstream() else { return false };
        let reach = upstream.reach(self.process, gateway);
        let has_token = |flow: &&FlowIndex| self.gathered[&gateway].contains(flow);
        let (brought, missing): (Vec<&FlowIndex>, Vec<&FlowIndex>) =
            node.incoming.iter().partition(has_token);
        missing.into_iter().any(|flow| reach.by(*flow, from))
            && !brought.into_iter().any(|flow| reach.itself_by(*flow, from))
    }

    /// The gateways whose tokens will still move, because of a token that rests elsewhere.
    fn moving(&self) -> BTreeSet<NodeIndex> {
        let mut moving = BTreeSet::new();
        loop {
            let more = self.gathered.keys().copied();
            let more: Vec<_> = more.filter(|gateway| self.will_move(*gateway, &moving)).collect();
            let before = moving.len();
            moving.extend(more);
            if moving.len() == before {
                return moving;
            }
        }
    }

    /// A join moves when every flow that is missing can still bring a token. What waits for nobody is not asked here.
    fn will_move(&self, gateway: NodeIndex, moving: &BTreeSet<NodeIndex>) -> bool {
        let node = &self.process.nodes[gateway];
        if node.kind.upstream().is_some() {
            return self.is_held(gateway, moving);
        }
        let reach = Reach::of(self.process, gateway);
        let sources: Vec<_> = self.live.iter().chain(moving).collect();
        let mut missing = node.incoming.iter().filter(|flow| !self.gathered[&gateway].contains(flow));
        missing.all(|flow| sources.iter().any(|from| reach.by(*flow, **from)))
    }
}
