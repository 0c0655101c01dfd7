//! The graph of a process: flow nodes, the kinds they come in, and the sequence flows between them.

use crate::ad_hoc::AdHoc;
use crate::event::{Boundary, EndEvent, EventStart, Message, Throw, Trigger};
use crate::extensions::Extensions;
use crate::gateway::ComplexGateway;
use crate::looping::Looping;
use crate::task::{CallActivity, JobTask, RuleTask, ScriptTask, UserTask};
use crate::timer::Timer;
use crate::written::{Given, Written};
use std::collections::BTreeSet;
use values::Span;

/// Position of a node in its [`Body`].
pub type NodeIndex = usize;
/// Position of a sequence flow in its [`Body`].
pub type FlowIndex = usize;

/// What a process or an embedded sub-process consists of.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Body {
    /// The nodes in the order of the file.
    pub nodes: Vec<FlowNode>,
    /// The flows in the order of the file.
    pub flows: Vec<SequenceFlow>,
    /// The variables that are drawn as data objects. They are null until something sets them.
    pub data: BTreeSet<String>,
}

/// An event, activity or gateway.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FlowNode {
    /// The id, unique in the file.
    pub id: String,
    /// What people read, empty when the designer gave none.
    pub name: String,
    /// Where the element stands.
    pub span: Span,
    /// What it is.
    pub kind: NodeKind,
    /// The flows that lead here.
    pub incoming: Vec<FlowIndex>,
    /// The flows that lead away, in the order of the file.
    pub outgoing: Vec<FlowIndex>,
    /// The flow taken when no condition holds.
    pub default: Option<FlowIndex>,
    /// How often an activity is done, when more than once.
    pub looping: Option<Box<Looping>>,
    /// Mappings, milestone and properties.
    pub extensions: Extensions,
}

/// The kinds of nodes that are executed. A kind that is missing here is refused by name when a file is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NodeKind {
    /// Start event without a trigger.
    Start,
    /// Start event of a process that a timer, message or signal starts.
    TriggeredStart(Trigger),
    /// Start event of an event sub-process.
    EventStart(EventStart),
    /// End event.
    End(EndEvent),
    /// Intermediate throw event without a trigger: a mark on the way.
    Mark,
    /// Intermediate throw event.
    Throw(Throw),
    /// Intermediate throw event by which the world is asked to send a message.
    Send(JobTask),
    /// Goes on at the link catch event of this name in the same body.
    LinkThrow(Written),
    /// Where link throw events of this name go on.
    LinkCatch(Written),
    /// Intermediate catch event that waits for a timer.
    TimerCatch(Timer),
    /// Intermediate catch event that waits for a message.
    MessageCatch(Message),
    /// Intermediate catch event that waits for a signal of this name.
    SignalCatch(Given),
    /// Intermediate catch event that waits until a FEEL expression is true.
    ConditionCatch(Written),
    /// Event on the border of an activity.
    Boundary(Boundary),
    /// A person acts.
    User(UserTask),
    /// The world is asked for something: service and send tasks, and script or rule tasks with a job type.
    Job(JobTask),
    /// A decision table is asked.
    Rule(RuleTask),
    /// An expression is computed.
    Script(ScriptTask),
    /// Undefined and manual tasks: nothing to do for the program.
    Plain,
    /// Waits for a message, as an activity.
    Receive(Message),
    /// Another process runs inside of this one.
    Call(CallActivity),
    /// Exactly one way on.
    Exclusive,
    /// All ways on, all ways together.
    Parallel,
    /// Every way on whose condition is true; waits for all that can still come.
    Inclusive,
    /// Goes on when its condition says so, and swallows what comes later.
    Complex(ComplexGateway),
    /// The event that happens first decides the way.
    EventGateway,
    /// Embedded sub-process.
    SubProcess(Body),
    /// Embedded sub-process whose work is undone when it is cancelled.
    Transaction(Body),
    /// Sub-process in which people choose what is done.
    AdHoc(Box<AdHoc>),
    /// Sub-process that no flow leads to: its start event is waited for as long as the surrounding scope is alive.
    EventSubProcess(Body),
}

/// A way from one node to another of the same body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SequenceFlow {
    /// The id, empty when the file gives none.
    pub id: String,
    /// Where the element stands.
    pub span: Span,
    /// The node it leaves.
    pub source: NodeIndex,
    /// The node it enters.
    pub target: NodeIndex,
    /// The FEEL condition under which it is taken.
    pub condition: Option<Written>,
}

impl NodeKind {
    /// Whether the node is an activity, so that events may sit on its border.
    pub fn is_activity(&self) -> bool {
        match self {
            Self::User(_)
            | Self::Job(_)
            | Self::Rule(_)
            | Self::Script(_)
            | Self::Plain
            | Self::Receive(_)
            | Self::Call(_)
            | Self::SubProcess(_)
            | Self::Transaction(_)
            | Self::AdHoc(_) => true,
            Self::Start
            | Self::TriggeredStart(_)
            | Self::EventStart(_)
            | Self::End(_)
            | Self::Mark
            | Self::Throw(_)
            | Self::Send(_)
            | Self::LinkThrow(_)
            | Self::LinkCatch(_)
            | Self::TimerCatch(_)
            | Self::MessageCatch(_)
            | Self::SignalCatch(_)
            | Self::ConditionCatch(_)
            | Self::Boundary(_)
            | Self::Exclusive
            | Self::Parallel
            | Self::Inclusive
            | Self::Complex(_)
            | Self::EventGateway
            | Self::EventSubProcess(_) => false,
        }
    }

    /// Whether it may be begun by itself inside of an ad-hoc sub-process, when no flow leads there.
    pub fn may_begin(&self) -> bool {
        let is_event = matches!(
            self,
            Self::TimerCatch(_)
                | Self::MessageCatch(_)
                | Self::SignalCatch(_)
                | Self::ConditionCatch(_)
                | Self::Mark
                | Self::Throw(_)
                | Self::Send(_)
        );
        is_event || self.is_activity()
    }

    /// Whether the flows that lead away may have conditions, and one of them may be the default (BPMN 2.0 §8.3.13).
    pub fn decides(&self) -> bool {
        self.is_activity() || matches!(self, Self::Exclusive | Self::Inclusive | Self::Complex(_))
    }

    /// What is embedded in the node.
    pub fn inner(&self) -> Option<&Body> {
        match self {
            Self::SubProcess(body) | Self::Transaction(body) | Self::EventSubProcess(body) => Some(body),
            Self::AdHoc(ad_hoc) => Some(&ad_hoc.body),
            _ => None,
        }
    }

    /// What the world is asked for.
    pub fn job(&self) -> Option<&JobTask> {
        match self {
            Self::Job(job) | Self::Send(job) | Self::End(EndEvent::Send(job)) => Some(job),
            _ => None,
        }
    }

    /// What makes the event happen, for events on a border and for starts.
    pub fn trigger(&self) -> Option<&Trigger> {
        match self {
            Self::Boundary(boundary) => Some(&boundary.trigger),
            Self::EventStart(start) => Some(&start.trigger),
            Self::TriggeredStart(trigger) => Some(trigger),
            _ => None,
        }
    }
}
