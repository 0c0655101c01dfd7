//! What events wait for and what they throw, compiled.

use super::graph::ClockName;
use crate::formula::Formula;
use bpmn::{Completion, Interrupting};
use feel::Expression;
use std::sync::Arc;
use values::calendar::Term;

/// What an end event does.
#[derive(Debug)]
pub(crate) enum End {
    None,
    Terminate,
    /// Calls off the transaction.
    Cancel,
    Throw(Throw),
}

/// What an event throws.
#[derive(Debug)]
pub(crate) enum Throw {
    /// Looked for from the inside out.
    Outwards {
        sort: Sort,
        code: Formula,
    },
    Signal(Formula),
    Message(Message),
    Compensation(Compensation),
}

/// What is wanted undone.
#[derive(Debug)]
pub(crate) struct Compensation {
    /// This activity; without one, everything that has ended in the same scope.
    pub(crate) activity: Option<Arc<str>>,
    pub(crate) completion: Completion,
}

/// The sorts of what is thrown from scope to scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sort {
    Error,
    Escalation,
}

/// When an event fires.
#[derive(Debug)]
pub(crate) enum Timer {
    Date(Formula),
    Duration(Formula),
    Cycle(Formula),
    /// At the end of a legal clock, or this long before.
    Deadline {
        clock: ClockName,
        before: Option<Term>,
    },
}

/// An event on a border or at the start of an event sub-process.
#[derive(Debug)]
pub(crate) struct Event {
    pub(crate) interrupting: Interrupting,
    pub(crate) trigger: Trigger,
}

/// What an event waits for.
#[derive(Debug)]
pub(crate) enum Trigger {
    Timer(Timer),
    Message(Message),
    Signal(Formula),
    Condition(Expression),
    Caught(Caught),
    /// The activity is undone: on a border, by this one.
    Compensation(Option<Arc<str>>),
    /// The transaction was called off.
    Cancel,
}

/// What is caught of what is thrown further in.
#[derive(Debug)]
pub(crate) struct Caught {
    pub(crate) sort: Sort,
    /// Without one, whatever no other event of the same place catches.
    pub(crate) code: Option<Arc<str>>,
    pub(crate) code_variable: Option<Arc<str>>,
    pub(crate) message_variable: Option<Arc<str>>,
}

/// A message that is waited for.
#[derive(Debug)]
pub(crate) struct Message {
    pub(crate) name: Arc<str>,
    pub(crate) key: Option<Formula>,
}
