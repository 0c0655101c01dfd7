//! What may be asked of an instance.

use feel::Context;
use values::{EffectId, IncidentId, SubscriptionId, TaskId, TimerId};

/// What is asked. A command that does not fit the state is rejected and changes nothing.
#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    /// Begins the process with these variables.
    Start {
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
    /// A message has come that the instance waits for.
    ReceiveMessage {
        /// What waits for it.
        subscription: SubscriptionId,
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
        /// Corrected variables: each is set where it is found, from the stuck element outwards.
        variables: Context,
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
            Self::CompleteTask { .. } => "complete-task",
            Self::ReceiveMessage { .. } => "receive-message",
            Self::CompleteJob { .. } => "complete-job",
            Self::FireTimer { .. } => "fire-timer",
            Self::ResolveIncident { .. } => "resolve-incident",
            Self::Cancel { .. } => "cancel",
        }
    }
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
    },
}
