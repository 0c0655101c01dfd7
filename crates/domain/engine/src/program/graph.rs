//! The compiled graph: one flat list of nodes for a process and everything embedded in it.

use crate::formula::Formula;
use bpmn::{EndEvent, Ending, Interrupting};
use feel::Expression;
use std::collections::BTreeMap;
use std::sync::Arc;
use values::calendar::Term;

/// Position of a node in its [`Process`].
pub(crate) type NodeIndex = usize;
/// Position of a flow in its [`Process`].
pub(crate) type FlowIndex = usize;

/// A process.
#[derive(Debug, Default)]
pub(crate) struct Process {
    pub(crate) id: String,
    pub(crate) nodes: Vec<Node>,
    pub(crate) flows: Vec<Flow>,
    pub(crate) by_id: BTreeMap<Arc<str>, NodeIndex>,
    pub(crate) start: NodeIndex,
    /// The legal clocks of the program.
    pub(crate) clocks: Vec<Clock>,
    /// The clocks of whole processes, by the start of their bodies.
    pub(crate) body_clocks: BTreeMap<NodeIndex, ClockIndex>,
}

/// Position of a legal clock in its [`Process`].
pub(crate) type ClockIndex = usize;

/// A legal clock.
#[derive(Debug)]
pub(crate) struct Clock {
    pub(crate) id: Arc<str>,
    pub(crate) term: Term,
    /// The longest by which it may be extended.
    pub(crate) extension: Option<Term>,
    /// The elements behind which it starts; with its scope when there are none.
    pub(crate) starts: Vec<Arc<str>>,
    /// The elements that suspend it while a token waits there.
    pub(crate) suspends: Vec<Arc<str>>,
    /// The elements behind which it is met.
    pub(crate) stops: Vec<Arc<str>>,
    /// The variable with its last day.
    pub(crate) result: Option<Arc<str>>,
    pub(crate) ending: Ending,
}

/// An event, activity or gateway.
#[derive(Debug)]
pub(crate) struct Node {
    pub(crate) id: Arc<str>,
    pub(crate) name: String,
    pub(crate) kind: Kind,
    pub(crate) incoming: Vec<FlowIndex>,
    pub(crate) outgoing: Vec<FlowIndex>,
    pub(crate) default: Option<FlowIndex>,
    pub(crate) inputs: Vec<Assignment>,
    pub(crate) outputs: Vec<Assignment>,
    pub(crate) milestone: Option<Arc<str>>,
    /// The start of the process or sub-process that the node stands in.
    pub(crate) body: NodeIndex,
    /// The legal clock of an activity.
    pub(crate) clock: Option<ClockIndex>,
    /// The events on its border.
    pub(crate) boundaries: Vec<NodeIndex>,
}

/// A way from one node to another.
#[derive(Debug)]
pub(crate) struct Flow {
    /// The id; a made-up one when the file gives none.
    pub(crate) id: Arc<str>,
    pub(crate) target: NodeIndex,
    pub(crate) condition: Option<Expression>,
}

/// A variable and how its value is found.
#[derive(Debug)]
pub(crate) struct Assignment {
    pub(crate) target: Arc<str>,
    pub(crate) source: Formula,
}

/// What a node is. One file in `elements` per kind.
#[derive(Debug)]
pub(crate) enum Kind {
    Start,
    End(EndEvent),
    /// Marks, plain and manual tasks: nothing to do for the program.
    Pass,
    Exclusive,
    Parallel,
    TimerCatch(Timer),
    /// Message catch events and receive tasks.
    Receive(Message),
    EventGateway,
    Boundary(Boundary),
    User(Box<User>),
    Job(Job),
    Rule(Rule),
    Script(Script),
    /// Embedded in the process: what is new inside is a variable of the process.
    SubProcess {
        start: NodeIndex,
    },
    /// Another process: what is new inside stays inside until it has ended.
    Call {
        start: NodeIndex,
    },
}

/// When an event fires.
#[derive(Debug)]
pub(crate) enum Timer {
    Date(Formula),
    Duration(Formula),
    Cycle(Formula),
    /// At the end of a legal clock, or this long before.
    Deadline {
        clock: Arc<str>,
        before: Option<Term>,
    },
}

/// An event on the border of an activity.
#[derive(Debug)]
pub(crate) struct Boundary {
    pub(crate) interrupting: Interrupting,
    pub(crate) trigger: Trigger,
}

/// What an event waits for.
#[derive(Debug)]
pub(crate) enum Trigger {
    Timer(Timer),
    Message(Message),
}

/// A message that is waited for.
#[derive(Debug)]
pub(crate) struct Message {
    pub(crate) name: Arc<str>,
    pub(crate) key: Option<Formula>,
}

/// A task for a person.
#[derive(Debug)]
pub(crate) struct User {
    pub(crate) form: String,
    pub(crate) assignee: Option<Formula>,
    pub(crate) candidate_groups: Option<Formula>,
    pub(crate) due: Option<Formula>,
    pub(crate) follow_up: Option<Formula>,
    /// The tasks whose last completer must not complete this one.
    pub(crate) four_eyes: Vec<Arc<str>>,
    /// Whether another task asks who completed this one.
    pub(crate) remembered: bool,
}

/// A task for the world.
#[derive(Debug)]
pub(crate) struct Job {
    pub(crate) job_type: String,
    pub(crate) retries: u32,
    pub(crate) headers: BTreeMap<String, String>,
}

/// A task for a decision.
#[derive(Debug)]
pub(crate) struct Rule {
    pub(crate) decision: Arc<str>,
    pub(crate) inputs: Vec<Arc<str>>,
    pub(crate) result: Arc<str>,
}

/// An expression to compute.
#[derive(Debug)]
pub(crate) struct Script {
    pub(crate) expression: Expression,
    pub(crate) result: Arc<str>,
}

impl Process {
    /// The node of this id.
    pub(crate) fn node(&self, id: &str) -> Option<NodeIndex> {
        self.by_id.get(id).copied()
    }
}

impl Kind {
    /// The start of what runs inside of the node.
    pub(crate) fn inside(&self) -> Option<NodeIndex> {
        match self {
            Kind::SubProcess { start } | Kind::Call { start } => Some(*start),
            _ => None,
        }
    }

    /// Whether a token rests on the node, be it for a moment; the others are passed.
    pub(crate) fn rests(&self) -> bool {
        match self {
            Kind::TimerCatch(_)
            | Kind::Receive(_)
            | Kind::EventGateway
            | Kind::Call { .. }
            | Kind::User(_)
            | Kind::Job(_)
            | Kind::Rule(_)
            | Kind::Script(_)
            | Kind::SubProcess { .. } => true,
            Kind::Start
            | Kind::End(_)
            | Kind::Pass
            | Kind::Exclusive
            | Kind::Parallel
            | Kind::Boundary(_) => false,
        }
    }
}
