//! What a step asks of the world. It is carried out after the commit; tasks and timers become rows in the same commit.

use crate::incident::Incident;
use feel::Context;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use values::{EffectId, IncidentId, Moment, SubscriptionId, TaskId, TimerId};

/// All that an instance may ask of the world.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Effect {
    /// A person is asked.
    OpenTask(OpenTask),
    /// An open task asks something else than before, under the same id: its case goes on by another model.
    ChangeTask(OpenTask),
    /// The task is no longer open: it was completed, or what it belonged to was cancelled.
    CloseTask(TaskId),
    /// The world is asked.
    RunJob(Job),
    /// The answer of the job is no longer wanted; a late one is rejected.
    CancelJob(EffectId),
    /// The instance wants to be told when the moment has come.
    SetTimer {
        /// The timer.
        timer: TimerId,
        /// When.
        due: Moment,
    },
    /// The timer is no longer waited for: it fired, or what it belonged to has ended.
    ClearTimer(TimerId),
    /// The instance wants to be told when a message comes.
    Subscribe(Subscription),
    /// The message is no longer waited for: it came, or what it belonged to has ended.
    Unsubscribe(SubscriptionId),
    /// A signal was thrown.
    Broadcast(Broadcast),
    /// A message was thrown.
    Publish(Publication),
    /// The public status of the case, one of the words of `bpmn::Milestone`.
    Milestone(String),
    /// The instance is stuck somewhere and a person must help.
    RaiseIncident(Incident),
    /// It is no longer stuck there.
    ResolveIncident(IncidentId),
    /// Nothing more will happen.
    End,
}

/// A task for a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenTask {
    /// The task.
    pub id: TaskId,
    /// Id of the user task in the model.
    pub element: String,
    /// Its name there.
    pub name: String,
    /// Key of the form; empty when a sketch gives none.
    pub form: String,
    /// Groups whose members may take it.
    pub candidate_groups: Vec<String>,
    /// Who is asked by name.
    pub assignee: Option<String>,
    /// When it should be done.
    pub due: Option<Moment>,
    /// When it should be looked at again.
    pub follow_up: Option<Moment>,
    /// Who must not do it, because they have done what it looks at again (four eyes).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_by: Vec<String>,
}

/// A signal that was thrown. It reaches every case of the tenant that waits for it, but the one that threw it: there it
/// has happened already.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Broadcast {
    /// Says that it is the same one again.
    pub id: EffectId,
    /// Name of the signal.
    pub signal: String,
    /// What it brings.
    pub variables: Context,
    /// Its place in a row of signals and messages, each thrown because of the one before: 1 for the first.
    pub chain: u32,
}

/// A message that was thrown. It reaches one case of the tenant that waits for it, perhaps the one that threw it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Publication {
    /// Says that it is the same one again.
    pub id: EffectId,
    /// Name of the message.
    pub message: String,
    /// Which message of this name; empty for any.
    pub key: String,
    /// What it brings.
    pub variables: Context,
    /// Its place in a row of signals and messages, as for a signal.
    pub chain: u32,
}

/// What is subscribed to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SubscribedTo {
    /// One message, for this instance alone.
    #[default]
    Message,
    /// A signal, for everybody who waits.
    Signal,
}

/// A message or signal that an instance waits for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subscription {
    /// The subscription.
    pub id: SubscriptionId,
    /// Id of the event or task in the model.
    pub element: String,
    /// Whether it is a message or a signal.
    #[serde(default)]
    pub to: SubscribedTo,
    /// Name of the message or signal.
    pub message: String,
    /// Which message of this name; empty for any to the case.
    pub key: String,
}

/// Something the world is asked to do. It holds all that is needed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Job {
    /// The job; its result names it.
    pub id: EffectId,
    /// Id of the task in the model.
    pub element: String,
    /// The type, such as `letter`.
    pub job_type: String,
    /// How often the worker tries before it answers `Failed`.
    pub retries: u32,
    /// Fixed settings from the model.
    pub headers: BTreeMap<String, String>,
    /// The mapped inputs, or all visible variables when nothing is mapped. Parameters are not among them.
    pub input: Context,
    /// How many signals and messages in a row have led to it.
    #[serde(default)]
    pub chain: u32,
}
