//! What the elements of a release are called, and what kind of step each is where it has no name. The words for the kinds live
//! in the catalogues of the web.

use crate::package::Parts;
use bpmn::{Body, Ending, FlowNode, LegalClock, NodeKind, Written};
use std::collections::BTreeMap;

/// An element of a process, a legal clock, or a flow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element {
    /// Its name; empty without one.
    pub name: String,
    /// What kind of step it is.
    pub kind: StepKind,
    /// What a legal clock says about itself.
    pub clock: Option<ClockAbout>,
}

/// What a legal clock says about itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClockAbout {
    /// Where it stands that it may be extended; empty when the package does not say.
    pub law: String,
    /// What its end means.
    pub ending: Ending,
}

/// Kinds of steps, as people tell them apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum StepKind {
    /// A person acts.
    Task,
    /// The program acts: jobs, rules, scripts.
    Automatic,
    /// Something is waited for.
    Waiting,
    /// Ways part or meet.
    Gateway,
    /// Several steps together.
    Several,
    /// A beginning.
    Start,
    /// An end.
    End,
    /// A statutory period.
    Clock,
    /// A way from one step to the next.
    Flow,
    /// A mark on the way, or what the release does not know.
    Step,
}

impl StepKind {
    /// Each of them.
    pub const ALL: [StepKind; 10] = [
        Self::Task,
        Self::Automatic,
        Self::Waiting,
        Self::Gateway,
        Self::Several,
        Self::Start,
        Self::End,
        Self::Clock,
        Self::Flow,
        Self::Step,
    ];

    /// Whether a token can stand at it.
    pub const fn is_step(self) -> bool {
        !matches!(self, Self::Clock | Self::Flow)
    }

    /// The word in keys of texts.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Task => "task",
            Self::Automatic => "automatic",
            Self::Waiting => "waiting",
            Self::Gateway => "gateway",
            Self::Several => "several",
            Self::Start => "start",
            Self::End => "end",
            Self::Clock => "clock",
            Self::Flow => "flow",
            Self::Step => "step",
        }
    }

    fn of(kind: &NodeKind) -> Self {
        match kind {
            NodeKind::Start | NodeKind::TriggeredStart(_) | NodeKind::EventStart(_) => Self::Start,
            NodeKind::End(_) => Self::End,
            NodeKind::User(_) => Self::Task,
            NodeKind::Job(_) | NodeKind::Send(_) | NodeKind::Rule(_) | NodeKind::Script(_) => Self::Automatic,
            NodeKind::TimerCatch(_)
            | NodeKind::MessageCatch(_)
            | NodeKind::SignalCatch(_)
            | NodeKind::ConditionCatch(_)
            | NodeKind::Receive(_)
            | NodeKind::Boundary(_) => Self::Waiting,
            NodeKind::Exclusive
            | NodeKind::Parallel
            | NodeKind::Inclusive
            | NodeKind::Complex(_)
            | NodeKind::EventGateway => Self::Gateway,
            NodeKind::SubProcess(_)
            | NodeKind::Transaction(_)
            | NodeKind::AdHoc(_)
            | NodeKind::EventSubProcess(_)
            | NodeKind::Call(_) => Self::Several,
            _ => Self::Step,
        }
    }
}

/// All elements of all executable processes, those of sub-processes too, the flows and the legal clocks; by id.
pub(super) fn all(parts: &Parts) -> BTreeMap<String, Element> {
    let mut found = BTreeMap::new();
    for process in parts.processes.values().flat_map(|definitions| &definitions.processes) {
        let Some(body) = process.body.as_ref() else { continue };
        found.extend(process.clock.as_ref().map(clock));
        collect(body, &mut found);
    }
    found
}

fn collect(body: &Body, found: &mut BTreeMap<String, Element>) {
    let called = |node: &FlowNode| if node.name.is_empty() { node.id.clone() } else { node.name.clone() };
    for flow in body.flows.iter().filter(|flow| !flow.id.is_empty()) {
        let name = format!("{} → {}", called(&body.nodes[flow.source]), called(&body.nodes[flow.target]));
        found.insert(flow.id.clone(), Element { name, kind: StepKind::Flow, clock: None });
    }
    for node in &body.nodes {
        let element = Element { name: node.name.clone(), kind: StepKind::of(&node.kind), clock: None };
        found.insert(node.id.clone(), element);
        found.extend(node.extensions.clock.as_deref().map(clock));
        if let Some(inner) = node.kind.inner() {
            collect(inner, found);
        }
    }
}

fn clock(clock: &LegalClock) -> (String, Element) {
    let text = |written: &Option<Written>| written.as_ref().map(|one| one.text.clone()).unwrap_or_default();
    let about = ClockAbout { law: text(&clock.law), ending: clock.ending };
    let element = Element { name: text(&clock.name), kind: StepKind::Clock, clock: Some(about) };
    (clock.id.text.clone(), element)
}
