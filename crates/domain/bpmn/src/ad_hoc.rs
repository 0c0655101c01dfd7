//! The ad-hoc sub-process: what is inside is begun by people, or at once, in any order and any number of times.

use crate::event::Trigger;
use crate::looping::Order;
use crate::node::{Body, FlowNode};
use crate::written::{Given, Written};

/// An ad-hoc sub-process (BPMN 2.0 §13.3.5).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AdHoc {
    /// What is inside: no start and no end events.
    pub body: Body,
    /// Whether several may be done at once.
    pub order: Order,
    /// The FEEL condition that ends it, asked whenever a token inside has ended.
    pub completion: Option<Written>,
    /// What becomes of what is open when it ends.
    pub remaining: Remaining,
    /// The FEEL list of the ids of the elements that begin at once.
    pub active: Option<Written>,
    /// Groups whose members choose: those that it names or, when it names none, those of its lane.
    pub candidate_groups: Option<Given>,
}

impl AdHoc {
    /// Whether people are asked what is to be done: it does not end by itself when what began by itself is done.
    pub fn asks_people(&self) -> bool {
        self.active.is_none() || self.completion.is_some()
    }

    /// What may be begun by itself, in the order of the file: what no flow leads to and what undoes nothing.
    pub fn startable(&self) -> impl Iterator<Item = &FlowNode> {
        self.body.nodes.iter().filter(|node| {
            node.incoming.is_empty() && node.kind.may_begin() && !self.is_for_undoing(&node.id)
        })
    }

    fn is_for_undoing(&self, id: &str) -> bool {
        self.body.nodes.iter().any(|node| {
            matches!(node.kind.trigger(), Some(Trigger::Compensation(Some(handler))) if handler.text == id)
        })
    }
}

/// What becomes of what is open inside when the condition is true (`cancelRemainingInstances`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Remaining {
    /// It is cancelled.
    Cancelled,
    /// It is done first.
    Awaited,
}
