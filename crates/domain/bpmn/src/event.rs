//! The kinds of events. Timers have a file of their own.

use crate::timer::Timer;
use crate::written::{Given, Written};

/// What happens when an end event is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EndEvent {
    /// This token ends; others go on.
    None,
    /// Everything in the same scope ends.
    Terminate,
}

/// An event on the border of an activity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Boundary {
    /// Id of the activity it sits on, in the same body.
    pub attached_to: String,
    /// What becomes of the activity.
    pub interrupting: Interrupting,
    /// What makes it happen.
    pub trigger: Trigger,
}

/// What an event waits for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trigger {
    /// A moment.
    Timer(Timer),
    /// A message.
    Message(Message),
}

/// A message that is waited for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Its name; what is published is compared with it.
    pub name: Written,
    /// Which of several messages of this name (`correlationKey`); without one, any message to the case.
    pub key: Option<Given>,
}

/// What a boundary event does to its activity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Interrupting {
    /// The activity is cancelled (`cancelActivity="true"`, the default of BPMN).
    Yes,
    /// The activity goes on beside the new token.
    No,
}
