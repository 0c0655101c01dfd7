//! The kinds of events. Timers have a file of their own.

use crate::task::JobTask;
use crate::timer::Timer;
use crate::written::{Given, Written};

/// What happens when an end event is reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EndEvent {
    /// This token ends; others go on.
    None,
    /// Everything in the same scope ends.
    Terminate,
    /// Something is thrown.
    Throw(Throw),
    /// The world is asked to send a message; the token ends when it has done so.
    Send(JobTask),
    /// The transaction around it is called off: what was done in it is compensated, then it is left by its cancel event.
    Cancel,
}

/// What an event throws.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Throw {
    /// An error of this code: it is looked for who catches it, from the scope of the event outwards. Only end events throw it.
    Error(Given),
    /// An escalation of this code, looked for in the same way.
    Escalation(Given),
    /// A signal of this name: it reaches every event of the tenant that waits for it.
    Signal(Given),
    /// A message: it reaches one event of the tenant that waits for it.
    Message(Message),
    /// What was done is undone.
    Compensation(Compensation),
}

/// What an event wants undone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compensation {
    /// This activity; without one, all that have ended in the same scope.
    pub activity: Option<Written>,
    /// Whether its token waits until all is undone (`waitForCompletion`).
    pub completion: Completion,
}

/// Whether a token waits for what it has set going.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Completion {
    /// It does (the default of BPMN).
    Awaited,
    /// It goes on beside it.
    NotAwaited,
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

/// The start event of an event sub-process.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventStart {
    /// What becomes of everything else in the scope (`isInterrupting`).
    pub interrupting: Interrupting,
    /// What makes it happen.
    pub trigger: Trigger,
}

/// What an event on a border or at the start of an event sub-process waits for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trigger {
    /// A moment.
    Timer(Timer),
    /// A message.
    Message(Message),
    /// An error, thrown inside or told by a failed job. Always interrupts.
    Error(Caught),
    /// An escalation thrown inside.
    Escalation(Caught),
    /// A signal of this name.
    Signal(Given),
    /// A FEEL expression that becomes true.
    Condition(Written),
    /// The activity has ended and is to be undone: on a border, by this activity; at a start, by the event sub-process.
    Compensation(Option<Written>),
    /// The transaction was called off. Only on the border of one, and always interrupting.
    Cancel,
}

/// Which errors or escalations are caught, and where what is known about them goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caught {
    /// The code; without one, every code is caught that nothing else in the same place catches.
    pub code: Option<Written>,
    /// The variable that receives the code.
    pub code_variable: Option<Written>,
    /// The variable that receives the message of a failed job; null when it was thrown by an event.
    pub message_variable: Option<Written>,
}

/// A message that is waited for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Its name; what is published is compared with it.
    pub name: Written,
    /// Which of several messages of this name (`correlationKey`); without one, any message to the case.
    pub key: Option<Given>,
}

/// What an event does to the activity or scope it belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Interrupting {
    /// It is cancelled (`cancelActivity="true"`, `isInterrupting="true"`, the default of BPMN).
    Yes,
    /// It goes on beside the new token.
    No,
}
