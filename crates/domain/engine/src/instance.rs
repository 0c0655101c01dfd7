//! The state of one process instance: what is live, what it waits for, and the variables. Only events change it.

mod apply;
mod clock;
mod compensation;
mod conditions;
mod decided;
mod ended;
mod format;
mod index;
mod looping;
mod parts;
mod rename;
mod weight;

pub use clock::{Clock, ClockPhase};
pub use conditions::OpenCondition;
pub(crate) use decided::Decided;
pub(crate) use ended::{Compensable, Ended};
pub use format::{FORMAT, Unreadable};
pub use looping::Loop;
pub(crate) use looping::{LOOP_NUMBERS, Yield};
pub(crate) use parts::Touched;
pub use parts::{Part, StoredPart};
pub(crate) use weight::{weight_of_all, weight_of_entry, weight_of_value};

use crate::incident::Incident;
use crate::key::Key;
use feel::{Context, Value};
use index::Index;
use rpds::RedBlackTreeMapSync;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use values::{CaseId, EffectId, IncidentId, Moment, SubscriptionId, TaskId, TimerId};

/// An ordered map that shares what it holds with its copies: copying costs nothing, changing one entry of ten thousand
/// costs as much as changing one of ten.
pub type Map<K, V> = RedBlackTreeMapSync<K, V>;

/// The state of a process instance.
#[derive(Debug, Clone, PartialEq)]
pub struct Instance {
    pub(crate) case: CaseId,
    pub(crate) step: u64,
    /// The key that is given next.
    pub(crate) next: u32,
    pub(crate) phase: Phase,
    pub(crate) elements: Map<Key, LiveElement>,
    /// By scope, in the order of gateway and flow; no list is empty.
    pub(crate) gathered: Map<Key, Vec<Gathered>>,
    pub(crate) variables: Map<Key, Context>,
    pub(crate) timers: Map<TimerId, ArmedTimer>,
    pub(crate) incidents: Map<IncidentId, Incident>,
    pub(crate) subscriptions: Map<SubscriptionId, OpenSubscription>,
    /// The conditions that are waited for, by who waits, in the order of the events' ids; no list is empty.
    pub(crate) conditions: Map<Key, Vec<OpenCondition>>,
    /// Who last did the tasks that four eyes asks about, as an older program kept it: wherever they did it.
    pub(crate) done_by: Map<Arc<str>, Arc<str>>,
    /// Who did the tasks that four eyes asks about, by what surrounds both tasks; no list is empty.
    pub(crate) decided: Map<Key, Vec<Decided>>,
    /// What has ended in each scope and can be undone; no list is empty.
    pub(crate) compensable: Map<Key, Ended>,
    /// What undoes something, and for whom.
    pub(crate) undoers: Map<Key, Key>,
    /// The legal clocks that have started, by what they belong to.
    pub(crate) clocks: Map<Key, Clock>,
    /// The activities that are done more than once.
    pub(crate) loops: Map<Key, Loop>,
    /// For what they are done one after the other.
    pub(crate) inputs: Map<Key, Value>,
    /// What they have yielded, by the live element of each time.
    pub(crate) yields: Map<Key, Yield>,
    /// The state before the last step, when that was a migration.
    pub(crate) before: Option<Box<Instance>>,
    /// How many records are in all parts; only in the first of several, on its way to and from the store.
    pub(crate) records: Option<usize>,
    /// What the last step has changed.
    pub(crate) touched: Touched,
    /// Follows from all the others.
    pub(crate) index: Index,
}

/// Where an instance is in its life.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Phase {
    /// Not started.
    New,
    /// Started.
    Running,
    /// Reached its end.
    Ended,
    /// Ended from outside.
    Cancelled {
        /// Why.
        reason: String,
    },
}

/// An element on which a token rests.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LiveElement {
    /// Id in the model.
    pub element: Arc<str>,
    /// What surrounds it.
    pub scope: Key,
    /// What it waits for.
    pub wait: Wait,
}

/// What a live element waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Wait {
    /// It could not be entered: an incident says why, and trying again enters it anew.
    Entry,
    /// A person.
    Task(TaskId),
    /// The world.
    Job(EffectId),
    /// A timer of its own.
    Timer,
    /// A message.
    Message,
    /// A signal.
    Signal,
    /// A condition.
    Condition,
    /// Whichever of several events comes first.
    Event,
    /// What is inside of it.
    Children,
    /// Others that undo something.
    Compensation,
    /// A person's choice of what is done inside of it, or what is being done there.
    Choice,
    /// The rest of the tokens, after a complex gateway has gone on.
    Reset,
    /// It could not be left: an incident says why, and trying again leaves it anew.
    Exit,
}

/// Tokens that wait at a joining gateway.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Gathered {
    pub(crate) scope: Key,
    pub(crate) gateway: Arc<str>,
    pub(crate) flow: Arc<str>,
    pub(crate) tokens: u32,
}

/// A timer that is waited for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArmedTimer {
    /// The element that waits or has the boundary event.
    pub key: Key,
    /// Id of the event that fires.
    pub element: Arc<str>,
    /// When.
    pub due: Moment,
    /// Whether it fires again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repetition: Option<Repetition>,
}

/// A message or signal that is waited for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenSubscription {
    /// The element that waits or has the boundary event.
    pub key: Key,
    /// Id of the event or task that receives it.
    pub element: Arc<str>,
    /// The name of the signal, when it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signal: Option<Arc<str>>,
}

/// How a timer goes on after it fired.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Repetition {
    /// The while between two times, an ISO 8601 duration; or the times themselves, an expression of cron that needs nothing
    /// else.
    pub every: String,
    /// How often it fires, the next time included; `None` without end or when the last time is known.
    pub left: Option<u32>,
    /// The moment that all times are counted from; an older program counted each from the one before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Moment>,
    /// How many whiles lie between that moment and the next time; negative before it.
    #[serde(default)]
    pub nth: i64,
    /// How many lie between that moment and the last time; `None` when no last time is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last: Option<i64>,
}

/// A task that waits for a person, as the state knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingTask {
    /// The task.
    pub id: TaskId,
    /// Id of the user task in the model.
    pub element: Arc<str>,
}

/// A job whose answer is waited for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenJob {
    /// The job.
    pub id: EffectId,
    /// Id of the task in the model.
    pub element: Arc<str>,
}

impl Instance {
    /// The state before the start.
    pub fn new(case: CaseId) -> Self {
        Self {
            case,
            step: 0,
            next: 1,
            phase: Phase::New,
            elements: Map::default(),
            gathered: Map::default(),
            variables: Map::default(),
            timers: Map::default(),
            incidents: Map::default(),
            subscriptions: Map::default(),
            conditions: Map::default(),
            done_by: Map::default(),
            decided: Map::default(),
            compensable: Map::default(),
            undoers: Map::default(),
            clocks: Map::default(),
            loops: Map::default(),
            inputs: Map::default(),
            yields: Map::default(),
            before: None,
            records: None,
            touched: Touched::default(),
            index: Index::default(),
        }
        .indexed()
    }

    /// The case whose process this is.
    pub fn case(&self) -> CaseId {
        self.case
    }

    /// How many steps were taken.
    pub fn step_number(&self) -> u64 {
        self.step
    }

    /// Where the instance is in its life.
    pub fn phase(&self) -> &Phase {
        &self.phase
    }

    /// Whether nothing more will happen.
    pub fn is_ended(&self) -> bool {
        matches!(self.phase, Phase::Ended | Phase::Cancelled { .. })
    }

    /// The open tasks in the order in which they were opened.
    pub fn open_tasks(&self) -> Vec<WaitingTask> {
        let task = |live: &LiveElement| match live.wait {
            Wait::Task(id) => Some(WaitingTask { id, element: live.element.clone() }),
            _ => None,
        };
        self.elements.values().filter_map(task).collect()
    }

    /// The jobs whose answer is waited for, in the order in which they were asked for.
    pub fn open_jobs(&self) -> Vec<OpenJob> {
        let job = |live: &LiveElement| match live.wait {
            Wait::Job(id) => Some(OpenJob { id, element: live.element.clone() }),
            _ => None,
        };
        self.elements.values().filter_map(job).collect()
    }

    /// The live elements by key.
    pub fn elements(&self) -> &Map<Key, LiveElement> {
        &self.elements
    }

    /// The timers that are waited for.
    pub fn timers(&self) -> &Map<TimerId, ArmedTimer> {
        &self.timers
    }

    /// The messages that are waited for.
    pub fn subscriptions(&self) -> &Map<SubscriptionId, OpenSubscription> {
        &self.subscriptions
    }

    /// The conditions that are waited for, by who waits.
    pub fn conditions(&self) -> &Map<Key, Vec<OpenCondition>> {
        &self.conditions
    }

    /// The legal clocks that have started, by what they belong to.
    pub fn clocks(&self) -> &Map<Key, Clock> {
        &self.clocks
    }

    /// The activities that are done more than once, and how far they are.
    pub fn loops(&self) -> &Map<Key, Loop> {
        &self.loops
    }

    /// The incidents that a person must look at.
    pub fn incidents(&self) -> &Map<IncidentId, Incident> {
        &self.incidents
    }

    /// The variables of the process.
    pub fn variables(&self) -> Context {
        self.variables.get(&Key::ROOT).cloned().unwrap_or_default()
    }

    /// The variables of a live element's own scope.
    pub fn local_variables(&self, key: Key) -> Context {
        self.variables.get(&key).cloned().unwrap_or_default()
    }

    /// Tokens that wait at joining gateways: gateway, flow, how many.
    pub fn waiting_tokens(&self) -> impl Iterator<Item = (&str, &str, u32)> {
        let gathered = self.gathered.values().flatten();
        gathered.map(|gathered| (&*gathered.gateway, &*gathered.flow, gathered.tokens))
    }

    /// The tokens that wait at joining gateways of a scope.
    pub(crate) fn gathered_in(&self, scope: Key) -> &[Gathered] {
        self.gathered.get(&scope).map_or(&[], Vec::as_slice)
    }
}
