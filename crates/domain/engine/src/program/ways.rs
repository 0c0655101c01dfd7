//! Where tokens can go in a compiled process: along flows and links, onto borders, into and out of what is embedded or
//! called. Conditions are not asked, so that it is the most that can happen.

use super::graph::{Kind, Node, NodeIndex, Process, Scope};
use super::happening::{Event, Trigger};
use bpmn::{Interrupting, Order};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// The ways of a process.
pub(super) struct Ways<'p> {
    process: &'p Process,
    /// What runs each body, by the start of the body.
    owners: BTreeMap<NodeIndex, Vec<NodeIndex>>,
}

impl<'p> Ways<'p> {
    pub(super) fn of(process: &'p Process) -> Self {
        let mut owners: BTreeMap<NodeIndex, Vec<NodeIndex>> = BTreeMap::new();
        for (index, node) in process.nodes.iter().enumerate() {
            if let Some(scope) = node.kind.scope() {
                owners.entry(scope.start).or_default().push(index);
            }
        }
        Self { process, owners }
    }

    /// Whether a token that leaves one node can come to the other.
    pub(super) fn lead(&self, from: NodeIndex, to: NodeIndex) -> bool {
        self.next(from).into_iter().any(|first| self.reached(first, &[]).contains(&to))
    }

    /// Whether tokens can rest on both nodes at once: somewhere the ways to them part and are not joined before.
    pub(super) fn run_beside(&self, one: NodeIndex, other: NodeIndex) -> bool {
        let nodes = &self.process.nodes;
        let is_join =
            |node: &Node| matches!(node.kind, Kind::Parallel | Kind::Inclusive(_)) && node.incoming.len() > 1;
        let joins: Vec<NodeIndex> =
            nodes.iter().enumerate().filter(|(_, node)| is_join(node)).map(|(index, _)| index).collect();
        let mut forks = (0..nodes.len()).filter(|fork| self.parts(*fork));
        forks.any(|fork| {
            let body = self.forked_in(fork);
            let both_inside = self.lies_in(one, body) && self.lies_in(other, body);
            let met = || joins.iter().any(|join| *join != fork && self.meet(fork, *join, one, other));
            both_inside && self.split(fork, one, other) && !met()
        })
    }

    /// The body in which the tokens of a fork are beside each other, by its start: when it ends, all of them have ended.
    fn forked_in(&self, fork: NodeIndex) -> NodeIndex {
        let node = &self.process.nodes[fork];
        match &node.kind {
            Kind::AdHoc(ad_hoc) if !self.goes_on_beside(node) => ad_hoc.scope.start,
            _ => node.body,
        }
    }

    /// Whether a node lies in a body, or in one that is embedded in it or called from it.
    fn lies_in(&self, node: NodeIndex, body: NodeIndex) -> bool {
        let (mut open, mut seen) = (vec![self.process.nodes[node].body], BTreeSet::new());
        while let Some(inner) = open.pop() {
            if inner == body {
                return true;
            }
            if seen.insert(inner) {
                let owners = self.owners.get(&inner).into_iter().flatten();
                open.extend(owners.map(|owner| self.process.nodes[*owner].body));
            }
        }
        false
    }

    /// The innermost body in which two nodes lie, by its start.
    pub(super) fn innermost_around(&self, one: NodeIndex, other: NodeIndex) -> NodeIndex {
        let (mut open, mut seen) = (VecDeque::from([self.process.nodes[one].body]), BTreeSet::new());
        while let Some(body) = open.pop_front() {
            if self.lies_in(other, body) {
                return body;
            }
            if seen.insert(body) {
                let owners = self.owners.get(&body).into_iter().flatten();
                open.extend(owners.map(|owner| self.process.nodes[*owner].body));
            }
        }
        self.process.scope.start
    }

    /// Whether a fork leads by different ways to each of two nodes without going through the other.
    fn split(&self, fork: NodeIndex, one: NodeIndex, other: NodeIndex) -> bool {
        let ways = self.next(fork);
        let comes = |way: NodeIndex, to: NodeIndex, past: NodeIndex| {
            way != past && self.reached(way, &[past, fork]).contains(&to)
        };
        ways.iter().any(|way| {
            comes(*way, one, other) && ways.iter().any(|second| second != way && comes(*second, other, one))
        })
    }

    /// Whether a join lies between: behind it for both, or behind the one and before the other.
    fn meet(&self, fork: NodeIndex, join: NodeIndex, one: NodeIndex, other: NodeIndex) -> bool {
        let around: BTreeSet<_> =
            self.next(fork).into_iter().flat_map(|way| self.reached(way, &[join, fork])).collect();
        match (around.contains(&one), around.contains(&other)) {
            (true, true) => false,
            (false, false) => true,
            (false, true) => self.lead(other, join),
            (true, false) => self.lead(one, join),
        }
    }

    /// Whether one token becomes several here.
    fn parts(&self, index: NodeIndex) -> bool {
        let node = &self.process.nodes[index];
        let chooses = matches!(node.kind, Kind::Exclusive | Kind::EventGateway);
        let is_free = matches!(&node.kind, Kind::AdHoc(ad_hoc) if ad_hoc.order == Order::Parallel);
        is_free || (node.outgoing.len() > 1 && !chooses) || self.goes_on_beside(node)
    }

    /// Whether an event on the border of a node lets it go on.
    fn goes_on_beside(&self, node: &Node) -> bool {
        node.boundaries.iter().any(|event| {
            let event = self.process.nodes[*event].kind.event();
            event.is_some_and(|event| matches!(event, Event { interrupting: Interrupting::No, .. }))
        })
    }

    /// What can be reached from a node, itself included, without going through some.
    fn reached(&self, from: NodeIndex, without: &[NodeIndex]) -> BTreeSet<NodeIndex> {
        let mut seen = BTreeSet::new();
        let mut open = vec![from];
        while let Some(node) = open.pop() {
            if !without.contains(&node) && seen.insert(node) {
                open.extend(self.next(node));
            }
        }
        seen
    }

    fn next(&self, index: NodeIndex) -> BTreeSet<NodeIndex> {
        let mut next = BTreeSet::new();
        self.onwards(index, &mut next);
        if let Some(scope) = self.process.nodes[index].kind.scope() {
            self.begin(index, scope, &mut next);
        }
        // When what surrounds it ends, the token goes on there.
        let mut inner = index;
        let mut seen = BTreeSet::new();
        while let Some(owners) =
            self.owners.get(&self.process.nodes[inner].body).filter(|_| seen.insert(inner))
        {
            for owner in owners {
                self.onwards(*owner, &mut next);
                if let Kind::AdHoc(ad_hoc) = &self.process.nodes[*owner].kind {
                    self.begin(*owner, &ad_hoc.scope, &mut next);
                }
            }
            let Some(outer) = owners.first() else { break };
            inner = *outer;
        }
        next
    }

    /// What begins with a scope; in an ad-hoc sub-process everything may, again and again.
    fn begin(&self, owner: NodeIndex, scope: &Scope, next: &mut BTreeSet<NodeIndex>) {
        match &self.process.nodes[owner].kind {
            Kind::AdHoc(_) => next.extend(self.process.startable_in(scope)),
            _ => _ = next.insert(scope.start),
        }
        next.extend(&scope.event_sub_processes);
    }

    fn onwards(&self, index: NodeIndex, next: &mut BTreeSet<NodeIndex>) {
        let node = &self.process.nodes[index];
        next.extend(node.outgoing.iter().map(|flow| self.process.flows[*flow].target));
        next.extend(&node.boundaries);
        if let Kind::Link(target) = node.kind {
            next.insert(target);
        }
        if let Some(Event { trigger: Trigger::Compensation(Some(handler)), .. }) = node.kind.event() {
            next.extend(self.process.node(handler));
        }
    }
}
