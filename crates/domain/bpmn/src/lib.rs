//! BPMN 2.0 XML read into a process definition that says where each element stands, and the lint that says why a model
//! cannot be executed. Nothing runs here and no expression is parsed: the engine compiles what is read. What is changed in a file keeps the
//! rest of its text.

mod ad_hoc;
mod clock;
mod cron;
mod definitions;
mod document;
mod event;
mod extensions;
mod gateway;
mod lint;
mod looping;
mod node;
mod read;
mod task;
mod timer;
mod written;

pub use ad_hoc::{AdHoc, Remaining};
pub use clock::{Deadline, Ending, LegalClock};
pub use cron::{Cron, CronMistake};
pub use definitions::{Definitions, Limits, Process};
pub use document::{Document, Element, Unchangeable};
pub use event::{
    Boundary, Caught, Compensation, Completion, EndEvent, EventStart, Interrupting, Message, Throw, Trigger,
};
pub use extensions::{Extensions, Listener, ListenerMoment, Mapping, Milestone};
pub use gateway::ComplexGateway;
pub use looping::{Collected, Looping, MultiInstance, Order, Over, StandardLoop, Test};
pub use node::{Body, FlowIndex, FlowNode, NodeIndex, NodeKind, SequenceFlow};
pub use task::{CallActivity, JobTask, Returned, RuleTask, ScriptTask, UserTask};
pub use timer::{Anchor, Cycle, Timer, parse_cycle, parse_date, parse_duration};
pub use written::{Given, Written};

/// The sentences of the problems raised here, in Fluent.
pub const TEXTS: [(values::Language, &str); 2] = [
    (values::Language::De, include_str!("../texts/de.ftl")),
    (values::Language::En, include_str!("../texts/en.ftl")),
];
