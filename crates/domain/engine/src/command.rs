//! What may be asked of an instance.

use crate::key::Key;
use crate::program::StartedBy;
use feel::Context;
use values::calendar::Term;
use values::{EffectId, IncidentId, SubscriptionId, TaskId, TimerId};

/// What is asked. A command that does not fit the state is rejected and changes nothing.
#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    /// Begins the process with these variables.
    Start {
        /// The first variables of the process.
        variables: Context,
    },
    /// A message, signal or timer begins the process where it says so.
    StartBy {
        /// What came.
        by: StartedBy,
        /// The first variables of the process.
        variables: Context,
    },
    /// A person has done a task.
    CompleteTask {
        /// The open task.
        task: TaskId,
        /// What the form yielded.
        variables: Context,
        /// Who has done it, as a text that names a person; four eyes compares it.
        by: Option<String>,
    },
    /// A task cannot be done: an error is thrown from it, and it is not open any more.
    FailTask {
        /// The open task.
        task: TaskId,
        /// What is thrown.
        thrown: ThrownAtTask,
        /// Who says so, as a text that names a person; four eyes compares it.
        by: Option<String>,
    },
    /// Somebody else is to know of a task: an escalation is thrown from it. It stays open unless what catches it interrupts.
    EscalateTask {
        /// The open task.
        task: TaskId,
        /// What is thrown.
        thrown: ThrownAtTask,
        /// Who says so, as a text that names a person; four eyes compares it.
        by: Option<String>,
    },
    /// A message has come that the instance waits for.
    ReceiveMessage {
        /// What waits for it.
        subscription: SubscriptionId,
        /// What it brings.
        variables: Context,
    },
    /// A signal was thrown elsewhere in the tenant.
    ReceiveSignal {
        /// Its name.
        signal: String,
        /// What it brings.
        variables: Context,
    },
    /// The world has answered a job.
    CompleteJob {
        /// The job, by the effect that asked for it.
        effect: EffectId,
        /// How it went.
        outcome: Outcome,
    },
    /// A timer is due.
    FireTimer {
        /// The timer.
        timer: TimerId,
    },
    /// A person has looked at what is stuck and lets it be tried again.
    ResolveIncident {
        /// The incident.
        incident: IncidentId,
        /// Corrected variables: each is set where it is found, from the stuck element outwards; a new one in the process of
        /// that element, for a call activity the one that calls.
        variables: Context,
    },
    /// A person extends a legal clock, once.
    ExtendClock {
        /// What the clock belongs to.
        clock: Key,
        /// By how much; by the most that the model allows when nothing is said.
        by: Option<Term>,
        /// Why, as it will be told to the applicant.
        reason: String,
    },
    /// A person begins something in an ad-hoc sub-process.
    Activate {
        /// The sub-process.
        within: Key,
        /// Id of the element, as the program knows it.
        element: String,
    },
    /// A person says that an ad-hoc sub-process is done.
    FinishAdHoc {
        /// The sub-process.
        key: Key,
    },
    /// A person sends a token on from another element, of the same scope or of one around it.
    MoveToken {
        /// Where it rests.
        from: Resting,
        /// Id of the element in the model.
        to: String,
    },
    /// A person lets a token end where it rests, as at an end event.
    DropToken {
        /// Where it rests.
        from: Resting,
    },
    /// Ends the process before its end; everything open is closed.
    Cancel {
        /// Why, for the journal.
        reason: String,
    },
}

impl Command {
    /// The kind of command as journals name it.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Start { .. } => "start",
            Self::StartBy { by: StartedBy::Timer(_), .. } => "start-by-timer",
            Self::StartBy { by: StartedBy::Message(_), .. } => "start-by-message",
            Self::StartBy { by: StartedBy::Signal(_), .. } => "start-by-signal",
            Self::CompleteTask { .. } => "complete-task",
            Self::FailTask { .. } => "fail-task",
            Self::EscalateTask { .. } => "escalate-task",
            Self::ReceiveMessage { .. } => "receive-message",
            Self::ReceiveSignal { .. } => "receive-signal",
            Self::CompleteJob { .. } => "complete-job",
            Self::FireTimer { .. } => "fire-timer",
            Self::ResolveIncident { .. } => "resolve-incident",
            Self::ExtendClock { .. } => "extend-clock",
            Self::Activate { .. } => "activate",
            Self::FinishAdHoc { .. } => "finish-ad-hoc",
            Self::MoveToken { .. } => "move-token",
            Self::DropToken { .. } => "drop-token",
            Self::Cancel { .. } => "cancel",
        }
    }
}

/// Where a token rests that a person takes in hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Resting {
    /// On a live element; with everything inside of it.
    On(Key),
    /// Where an incident says; the tokens at a gateway that no other will reach are taken together.
    Stuck(IncidentId),
}

/// What is thrown from a task.
#[derive(Debug, Clone, PartialEq)]
pub struct ThrownAtTask {
    /// A short word for machines; what catches it is found by it.
    pub code: String,
    /// What a person should know.
    pub message: Option<String>,
    /// What it hands to the event that catches it.
    pub variables: Context,
}

/// How a job went.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// Done, with these results.
    Done(Context),
    /// Not done, and trying again by itself will not help.
    Failed {
        /// A short word for machines.
        code: String,
        /// What a person should know.
        message: String,
        /// What it hands to an event that catches the code as an error.
        variables: Context,
    },
}

impl Outcome {
    /// What the world hands over.
    pub(crate) fn variables(&self) -> &Context {
        match self {
            Self::Done(variables) | Self::Failed { variables, .. } => variables,
        }
    }
}
