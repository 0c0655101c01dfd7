//! Executes processes: release + state + command + moment and place → step. Pure: the same arguments always give the same step.
//! Nothing is done to the world here; a step says in its effects what is to be done.

mod changed;
mod command;
mod effect;
mod elements;
mod event;
mod flow;
mod formula;
mod incident;
mod instance;
mod key;
mod migration;
mod moving;
mod program;
mod rejection;
mod repeating;
mod step;
mod timing;
pub mod transcript;
mod variables;
mod work;

pub use command::{Command, Outcome, Resting, ThrownAtTask};
pub use effect::{Broadcast, Effect, Job, OpenTask, Publication, SubscribedTo, Subscription};
pub use event::{Evaluated, Event};
pub use incident::{Cause, Incident};
pub use instance::{
    ArmedTimer, Clock, ClockPhase, FORMAT, Instance, LiveElement, Loop, Map, OpenCondition, OpenJob,
    OpenSubscription, Part, Phase, Repetition, StoredPart, Unreadable, Wait, WaitingTask,
};
pub use key::Key;
pub use migration::{Plan, migrate, undo};
pub use program::{Choice, Limits, Program, Source, Startable, StartedBy, Throwable, ThrownSort, TimedStart};
pub use rejection::Rejection;
pub use step::{At, Step, step, step_in_chain};

/// The sentences of the problems and incidents raised here, in Fluent.
pub const TEXTS: [(values::Language, &str); 2] = [
    (values::Language::De, include_str!("../texts/de.ftl")),
    (values::Language::En, include_str!("../texts/en.ftl")),
];
