//! Why a command does not fit the state. Nothing has changed then.

use crate::key::Key;
use crate::program::StartedBy;
use jiff::civil::Date;
use values::calendar::Term;
use values::{EffectId, IncidentId, Moment, SubscriptionId, TaskId, TimerId};

/// The command does not fit the state.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Rejection {
    /// The process has already started.
    #[error("the process has already started")]
    AlreadyStarted,
    /// The process has not started.
    #[error("the process has not started")]
    NotStarted,
    /// The process has ended.
    #[error("the process has ended")]
    Ended,
    /// The task is not open: done, cancelled or of another case.
    #[error("task {0} is not open")]
    UnknownTask(TaskId),
    /// Nobody waits for the job.
    #[error("job {0} is not waited for")]
    UnknownJob(EffectId),
    /// Nobody waits for the timer.
    #[error("timer {0} is not waited for")]
    UnknownTimer(TimerId),
    /// The timer is not due.
    #[error("timer {timer} is not due before {due}")]
    NotDue {
        /// The timer.
        timer: TimerId,
        /// When it is.
        due: Moment,
    },
    /// Nobody waits for the message.
    #[error("subscription {0} is not waited for")]
    UnknownSubscription(SubscriptionId),
    /// No event waits for the signal.
    #[error("signal {0} is not waited for")]
    UnknownSignal(String),
    /// The process begins only by one of several events.
    #[error("the process begins only by one of several events")]
    NoPlainStart,
    /// The process does not begin by this event.
    #[error("the process does not begin by {0}")]
    NotStartedBy(StartedBy),
    /// Whoever did one task must not do the other (four eyes).
    #[error("task {task} must be done by somebody else than {by}")]
    FourEyes {
        /// The task.
        task: TaskId,
        /// Who may not.
        by: String,
    },
    /// Four eyes asks who does the task, and nobody was named.
    #[error("it must be said who does task {0}")]
    DoneByNobody(TaskId),
    /// Nothing catches what was to be thrown from a task.
    #[error("nothing catches {code} at task {task}")]
    NothingCatches {
        /// The task.
        task: TaskId,
        /// The code.
        code: String,
    },
    /// There is no such incident.
    #[error("incident {0} is not open")]
    UnknownIncident(IncidentId),
    /// Trying again cannot help.
    #[error("incident {0} cannot be tried again")]
    NothingToRetry(IncidentId),
    /// The last step was no migration, or what it ended cannot be brought back.
    #[error("the last step was no migration that can be taken back")]
    NothingToUndo,
    /// No clock has started there.
    #[error("no legal clock runs at element {0}")]
    NoClock(Key),
    /// It has no last day that could be extended.
    #[error("clock {clock} is suspended and can be extended when it runs again")]
    ClockSuspended {
        /// The clock.
        clock: String,
    },
    /// It is too late.
    #[error("clock {clock} ran out on {last_day}")]
    ClockRanOut {
        /// The clock.
        clock: String,
        /// What its last day was.
        last_day: Date,
    },
    /// Once is what the law allows.
    #[error("clock {clock} was extended already")]
    ExtendedAlready {
        /// The clock.
        clock: String,
    },
    /// The model does not allow it.
    #[error("clock {clock} cannot be extended")]
    NotExtendable {
        /// The clock.
        clock: String,
    },
    /// The model does not allow that much.
    #[error("clock {clock} can be extended by {most} at most")]
    ExtendedTooFar {
        /// The clock.
        clock: String,
        /// The longest that is allowed.
        most: Term,
    },
    /// The applicant must be told why.
    #[error("a reason must be given to extend clock {clock}")]
    NoReason {
        /// The clock.
        clock: String,
    },
    /// It cannot be begun by itself there, or not now.
    #[error("{element} cannot be begun there now")]
    NotStartable {
        /// The element.
        element: String,
    },
    /// No ad-hoc sub-process waits for a choice there.
    #[error("no ad-hoc sub-process waits at element {0}")]
    NoChoice(Key),
    /// What is open inside is to be done first.
    #[error("something is still open in {element}")]
    StillOpen {
        /// The sub-process.
        element: String,
    },
    /// No token rests there.
    #[error("no token rests on element {0}")]
    NotLive(Key),
    /// The model has no such element to send a token to.
    #[error("there is no element {to} to move to")]
    NoSuchTarget {
        /// Where the token was to go.
        to: String,
    },
    /// No flow leads there and nothing starts there: a boundary event, or what only an event begins.
    #[error("no flow leads to {to}, so no token can be moved there")]
    TakesNoToken {
        /// Where the token was to go.
        to: String,
    },
    /// The element lies inside something that the token is not in.
    #[error("{to} lies neither in what surrounds {from} nor further out")]
    OutOfReach {
        /// Where the token rests.
        from: String,
        /// Where it was to go.
        to: String,
    },
    /// Parameters are set by a release, never by a case.
    #[error("{name} is a parameter and cannot be set")]
    SetsParameter {
        /// The parameter.
        name: String,
    },
    /// A value cannot be stored (a range or a function).
    #[error("the value of {name} cannot be stored")]
    NotStorable {
        /// The variable.
        name: String,
    },
    /// The state would grow beyond the limit.
    #[error("the state would be larger than {limit} bytes")]
    TooLarge {
        /// The limit.
        limit: usize,
    },
    /// Too much would be live at once; only cancelling is possible.
    #[error("more than {limit} elements would be live at once")]
    TooManyElements {
        /// The limit.
        limit: usize,
    },
    /// The state was made by another model: an element is missing in this one.
    #[error("element {element} does not exist in this release")]
    OtherRelease {
        /// The element.
        element: String,
    },
}
