//! The compiled graph: one flat list of nodes for a process and everything embedded in it.

use super::ad_hoc::AdHoc;
use super::happening::{End, Event, Message, Throw, Timer};
use super::reach::Reach;
use super::starts::StartedBy;
use crate::formula::Formula;
use bpmn::{Ending, Order, Returned, Test};
use feel::Expression;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};
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
    pub(crate) scope: Scope,
    /// The start events for which something has to come.
    pub(crate) started_by: Vec<(StartedBy, NodeIndex)>,
    /// Those that a timer sets going.
    pub(crate) timed_starts: Vec<(Arc<str>, Timer)>,
    /// Whether there is a start event for which nothing has to come.
    pub(crate) starts_plainly: bool,
    /// The conditional events, by the names that their conditions read.
    pub(crate) conditions: BTreeMap<Arc<str>, Vec<NodeIndex>>,
    /// What may be begun by itself inside of ad-hoc sub-processes.
    pub(crate) startable: BTreeSet<NodeIndex>,
    /// The legal clocks of the program.
    pub(crate) clocks: Vec<Clock>,
    /// The clocks of whole processes, by the start of their bodies.
    pub(crate) body_clocks: BTreeMap<NodeIndex, ClockIndex>,
}

/// What begins when a process or sub-process begins.
#[derive(Debug, Clone, Default)]
pub(crate) struct Scope {
    pub(crate) start: NodeIndex,
    /// The event sub-processes directly inside, in the order of the file.
    pub(crate) event_sub_processes: Vec<NodeIndex>,
    /// The variables that are drawn as data objects.
    pub(crate) data: Vec<Arc<str>>,
}

/// Position of a legal clock in its [`Process`].
pub(crate) type ClockIndex = usize;

/// How a legal clock is known: processes that call each other may each have one of the same id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ClockName {
    pub(crate) process: Arc<str>,
    pub(crate) id: Arc<str>,
}

/// A legal clock.
#[derive(Debug)]
pub(crate) struct Clock {
    pub(crate) name: ClockName,
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
    pub(crate) listeners: Listeners,
    pub(crate) milestone: Option<Arc<str>>,
    /// The start of the process or sub-process that the node stands in.
    pub(crate) body: NodeIndex,
    /// The legal clock of an activity.
    pub(crate) clock: Option<ClockIndex>,
    /// The events on its border.
    pub(crate) boundaries: Vec<NodeIndex>,
    /// How often an activity is done, when more than once.
    pub(crate) looping: Option<Box<Looping>>,
}

/// An activity that is done more than once.
#[derive(Debug)]
pub(crate) enum Looping {
    Each(MultiInstance),
    While(StandardLoop),
}

/// An activity that is done for each of several.
#[derive(Debug)]
pub(crate) struct MultiInstance {
    pub(crate) order: Order,
    pub(crate) over: Over,
    pub(crate) element: Option<Arc<str>>,
    pub(crate) collected: Option<Collected>,
    pub(crate) completion: Option<Expression>,
}

/// For what a multi-instance activity is done.
#[derive(Debug)]
pub(crate) enum Over {
    Collection(Expression),
    Times(Formula),
}

/// What a multi-instance activity collects.
#[derive(Debug)]
pub(crate) struct Collected {
    pub(crate) into: Arc<str>,
    pub(crate) item: Expression,
    /// The variable that each keeps for itself, because the item is read from it.
    pub(crate) own: Option<Arc<str>>,
}

/// An activity that is repeated.
#[derive(Debug)]
pub(crate) struct StandardLoop {
    pub(crate) condition: Option<Expression>,
    pub(crate) test: Test,
    pub(crate) maximum: Option<u32>,
}

/// What is computed at certain moments of an element's life.
#[derive(Debug, Default)]
pub(crate) struct Listeners {
    /// Behind the inputs.
    pub(crate) entering: Vec<Assignment>,
    /// Before the outputs.
    pub(crate) completing: Vec<Assignment>,
    /// Behind the outputs.
    pub(crate) leaving: Vec<Assignment>,
}

/// A way from one node to another.
#[derive(Debug)]
pub(crate) struct Flow {
    /// The id; a made-up one when the file gives none.
    pub(crate) id: Arc<str>,
    pub(crate) source: NodeIndex,
    pub(crate) target: NodeIndex,
    pub(crate) condition: Option<Expression>,
}

/// A variable and how its value is found.
#[derive(Debug)]
pub(crate) struct Assignment {
    pub(crate) target: Arc<str>,
    /// Where inside of the variable the value is put.
    pub(crate) path: Vec<Arc<str>>,
    pub(crate) source: Formula,
}

/// What a node is. One file in `elements` per kind.
#[derive(Debug)]
pub(crate) enum Kind {
    Start,
    /// The start of an event sub-process.
    EventStart(Event),
    End(End),
    /// Marks, plain and manual tasks: nothing to do for the program.
    Pass,
    Exclusive,
    Parallel,
    Inclusive(Upstream),
    Complex(Complex),
    TimerCatch(Timer),
    /// Message catch events and receive tasks.
    Receive(Message),
    SignalCatch(Formula),
    ConditionCatch(Expression),
    EventGateway,
    /// An event on the border of an activity.
    Boundary(Event),
    /// An intermediate event that throws.
    Throw(Throw),
    /// Goes on at the other end of the link.
    Link(NodeIndex),
    User(Box<User>),
    Job(Job),
    Rule(Rule),
    Script(Script),
    /// Embedded in the process: what is new inside is a variable of the process.
    SubProcess(Scope),
    /// Embedded, and undone when it is called off.
    Transaction(Scope),
    /// Embedded too, and started by an event while the scope around it is alive.
    EventSubProcess(Scope),
    /// Embedded too; people begin what is inside.
    AdHoc(Box<AdHoc>),
    /// Another process: what is new inside stays inside until it has ended.
    Call(Call),
}

/// A gateway that waits for what can still come.
#[derive(Debug, Default)]
pub(crate) struct Upstream(OnceLock<Reach>);

/// A complex gateway.
#[derive(Debug)]
pub(crate) struct Complex {
    pub(crate) activation: Option<Expression>,
    pub(crate) upstream: Upstream,
}

/// A task for a person.
#[derive(Debug)]
pub(crate) struct User {
    pub(crate) form: String,
    pub(crate) assignee: Option<Formula>,
    pub(crate) candidate_groups: Option<Formula>,
    pub(crate) due: Option<Formula>,
    pub(crate) follow_up: Option<Formula>,
    /// The tasks that this one looks at again: whoever did them must not do it.
    pub(crate) four_eyes: Vec<LookedAt>,
    /// The bodies in which other tasks ask who did this one, each by its start.
    pub(crate) remembered_in: Vec<NodeIndex>,
}

/// A task that another looks at again.
#[derive(Debug)]
pub(crate) struct LookedAt {
    pub(crate) task: Arc<str>,
    /// The innermost body in which both lie, by its start.
    pub(crate) body: NodeIndex,
}

/// Another process that runs within.
#[derive(Debug)]
pub(crate) struct Call {
    pub(crate) scope: Scope,
    pub(crate) returned: Returned,
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

impl Upstream {
    /// From where a token can still come; found out once, when it is first asked.
    pub(crate) fn reach(&self, process: &Process, gateway: NodeIndex) -> &Reach {
        self.0.get_or_init(|| Reach::of(process, gateway))
    }
}

impl Process {
    /// The node of this id.
    pub(crate) fn node(&self, id: &str) -> Option<NodeIndex> {
        self.by_id.get(id).copied()
    }
}

impl Kind {
    /// Whether a token rests on the node, be it for a moment; the others are passed.
    pub(crate) fn rests(&self) -> bool {
        match self {
            Kind::TimerCatch(_)
            | Kind::Receive(_)
            | Kind::SignalCatch(_)
            | Kind::ConditionCatch(_)
            | Kind::EventGateway
            | Kind::Call(_)
            | Kind::User(_)
            | Kind::Job(_)
            | Kind::Rule(_)
            | Kind::Script(_)
            | Kind::SubProcess(_)
            | Kind::Transaction(_)
            | Kind::AdHoc(_)
            | Kind::EventSubProcess(_) => true,
            Kind::Start
            | Kind::EventStart(_)
            | Kind::End(_)
            | Kind::Pass
            | Kind::Exclusive
            | Kind::Parallel
            | Kind::Inclusive(_)
            | Kind::Complex(_)
            | Kind::Boundary(_)
            | Kind::Throw(_)
            | Kind::Link(_) => false,
        }
    }

    /// The event, for those on a border and at the start of an event sub-process.
    pub(crate) fn event(&self) -> Option<&Event> {
        match self {
            Kind::Boundary(event) | Kind::EventStart(event) => Some(event),
            _ => None,
        }
    }

    /// Where a token can still come from, for gateways that wait for it.
    pub(crate) fn upstream(&self) -> Option<&Upstream> {
        match self {
            Kind::Inclusive(upstream) => Some(upstream),
            Kind::Complex(gateway) => Some(&gateway.upstream),
            _ => None,
        }
    }

    /// What begins inside of the node.
    pub(crate) fn scope(&self) -> Option<&Scope> {
        match self {
            Kind::SubProcess(scope) | Kind::Transaction(scope) | Kind::EventSubProcess(scope) => Some(scope),
            Kind::Call(call) => Some(&call.scope),
            Kind::AdHoc(ad_hoc) => Some(&ad_hoc.scope),
            _ => None,
        }
    }
}
