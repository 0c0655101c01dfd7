//! What happened. Events are journaled; applying them to the old state gives the new one, and nothing else changes it.

use crate::incident::Incident;
use crate::instance::{Repetition, Wait};
use crate::key::Key;
use feel::{Context, Value};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;
use values::calendar::Term;
use values::{IncidentId, Moment, SubscriptionId, TimerId};

/// A fact of one instance. Elements are named by their id in the model.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Event {
    /// The migration that was the last step was taken back whole; opens the events of a step like [`Event::Began`].
    Undone {
        /// The number of the step.
        step: u64,
        /// The moment handed in.
        at: Moment,
    },
    /// The instance goes on in another program. The state before is kept until the next step.
    Migrated {
        /// Id of the process it goes on in.
        process: Arc<str>,
        /// New ids of elements, flows and clocks by old ones; all others keep theirs.
        renamed: BTreeMap<Arc<str>, Arc<str>>,
    },
    /// A step began; opens the events of every step.
    Began {
        /// Its number, from 1.
        step: u64,
        /// The moment handed in.
        at: Moment,
    },
    /// The process started.
    Started,
    /// A token went through an element that does not wait.
    Passed {
        /// The element.
        element: Arc<str>,
    },
    /// A token came to rest on an element.
    Entered {
        /// The key of the element from now on.
        key: Key,
        /// The element.
        element: Arc<str>,
        /// What surrounds it.
        scope: Key,
    },
    /// What an element waits for changed.
    Waits {
        /// The element.
        key: Key,
        /// What for.
        wait: Wait,
    },
    /// Variables were set in a scope.
    Set {
        /// The scope.
        scope: Key,
        /// Names and new values.
        variables: Context,
    },
    /// A timer was armed.
    Armed {
        /// The element that waits or has the boundary event.
        key: Key,
        /// The timer.
        timer: TimerId,
        /// The event that fires.
        element: Arc<str>,
        /// When.
        due: Moment,
        /// Whether it fires again.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        repetition: Option<Repetition>,
    },
    /// A timer is not waited for any more.
    Disarmed {
        /// The timer.
        timer: TimerId,
    },
    /// A message or signal is waited for.
    Subscribed {
        /// The element that waits or has the boundary event.
        key: Key,
        /// The subscription.
        subscription: SubscriptionId,
        /// The event or task that receives it.
        element: Arc<str>,
        /// The name of the signal, when it is one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        signal: Option<Arc<str>>,
    },
    /// A message or signal is not waited for any more.
    Unsubscribed {
        /// The subscription.
        subscription: SubscriptionId,
    },
    /// A condition is waited for.
    Watched {
        /// The element that waits or has the event on its border or inside of it.
        key: Key,
        /// The event that happens when it becomes true.
        element: Arc<str>,
    },
    /// A condition that is waited for has become true, or is not true any more.
    Turned {
        /// The element that waits or has the event.
        key: Key,
        /// The event.
        element: Arc<str>,
        /// Whether it is true.
        holds: bool,
    },
    /// A condition is not waited for any more.
    Unwatched {
        /// The element that waited or had the event.
        key: Key,
        /// The event.
        element: Arc<str>,
    },
    /// An activity began that is done more than once.
    LoopBegan {
        /// The activity; each time it is done lies inside of it.
        key: Key,
        /// How often, when that is known.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        total: Option<u32>,
        /// For what, when one is done after the other.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        inputs: Option<Value>,
    },
    /// An activity that is done more than once has a result of one time.
    Yielded {
        /// The activity.
        of: Key,
        /// The time it was done, as a live element.
        key: Key,
        /// Which time, from 0.
        index: u32,
        /// The result.
        value: Value,
    },
    /// An activity that is done more than once is not begun again, and what of it is open is cancelled.
    LoopSatisfied {
        /// The activity.
        key: Key,
    },
    /// An activity has ended and can be undone.
    Compensable {
        /// What surrounds it.
        scope: Key,
        /// The activity.
        element: Arc<str>,
        /// Its key until now, where it is undone by what had ended inside of it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        key: Option<Key>,
        /// What a sub-process knew.
        #[serde(default, skip_serializing_if = "Context::is_empty")]
        variables: Context,
    },
    /// An activity that was done more than once has ended, and each time it was done can be undone.
    CompensableEach {
        /// What surrounds it.
        scope: Key,
        /// The activity.
        of: Key,
    },
    /// What has ended in a scope is to be undone.
    Compensating {
        /// Who waits for it; the scope itself, when that is called off.
        by: Key,
        /// The scope.
        scope: Key,
        /// Only this activity.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        element: Option<Arc<str>>,
    },
    /// What ended last of what is to be undone is being undone.
    Undoing {
        /// Who waits for it.
        by: Key,
        /// The scope it had ended in.
        scope: Key,
        /// What undoes it.
        key: Key,
    },
    /// A person has done a task that another must look at again.
    DoneBy {
        /// What surrounds both tasks.
        #[serde(default)]
        scope: Key,
        /// The task.
        element: Arc<str>,
        /// Who.
        by: Arc<str>,
        /// The activity that is done for several, when it was done for one of them.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        among: Option<Key>,
    },
    /// A token waits at a joining gateway.
    Arrived {
        /// What surrounds the gateway.
        scope: Key,
        /// The gateway.
        gateway: Arc<str>,
        /// The flow it came by.
        flow: Arc<str>,
    },
    /// The gateway took one token from each of its flows.
    Joined {
        /// What surrounds the gateway.
        scope: Key,
        /// The gateway.
        gateway: Arc<str>,
    },
    /// A person began something in an ad-hoc sub-process.
    Activated {
        /// The sub-process.
        scope: Key,
        /// What was begun.
        element: Arc<str>,
    },
    /// A person sent a token on from elsewhere.
    Moved {
        /// The element it rested on.
        from: Arc<str>,
        /// The element it went on from.
        to: Arc<str>,
    },
    /// A person took the tokens that waited at a joining gateway.
    Withdrawn {
        /// What surrounds the gateway.
        scope: Key,
        /// The gateway.
        gateway: Arc<str>,
    },
    /// A decision was made inside the step.
    Decided {
        /// The rule task.
        element: Arc<str>,
        /// Id of the decision.
        decision: Arc<str>,
        /// Each decision asked on the way, with the rules that matched and what it answered.
        trace: Vec<Evaluated>,
    },
    /// A legal clock started.
    ClockStarted {
        /// What it belongs to.
        key: Key,
        /// Its id in the model.
        clock: Arc<str>,
        /// The day of the event, which is not counted.
        #[serde(with = "values::calendar::day")]
        on: Date,
        /// The period.
        term: Term,
        /// The last day.
        #[serde(with = "values::calendar::day")]
        last_day: Date,
    },
    /// A legal clock stands still.
    ClockSuspended {
        /// What it belongs to.
        key: Key,
        /// The first day that is not counted.
        #[serde(with = "values::calendar::day")]
        on: Date,
    },
    /// A legal clock runs again.
    ClockResumed {
        /// What it belongs to.
        key: Key,
        /// The last day that is not counted.
        #[serde(with = "values::calendar::day")]
        on: Date,
        /// How many days were not counted so far.
        not_counted: u32,
        /// The last day.
        #[serde(with = "values::calendar::day")]
        last_day: Date,
    },
    /// A person extended a legal clock.
    ClockExtended {
        /// What it belongs to.
        key: Key,
        /// By how much.
        by: Term,
        /// What the last day was.
        #[serde(with = "values::calendar::day")]
        from: Date,
        /// Why.
        reason: String,
        /// The last day.
        #[serde(with = "values::calendar::day")]
        last_day: Date,
    },
    /// What a legal clock was for was done in time.
    ClockMet {
        /// What it belongs to.
        key: Key,
        /// The day.
        #[serde(with = "values::calendar::day")]
        on: Date,
    },
    /// The last day of a legal clock is over.
    ClockRanOut {
        /// What it belongs to.
        key: Key,
        /// The last day.
        #[serde(with = "values::calendar::day")]
        last_day: Date,
        /// Whether what was applied for counts as approved.
        tacit: bool,
    },
    /// An element ended as intended.
    Left {
        /// The element.
        key: Key,
    },
    /// An element was ended from outside.
    Cancelled {
        /// The element.
        key: Key,
    },
    /// Everything in a scope was ended, by a terminate end event or from outside; tokens at joins are gone.
    Terminated {
        /// The scope.
        scope: Key,
    },
    /// The public status of the case changed.
    MilestoneReached {
        /// One of the words of `bpmn::Milestone`.
        status: Arc<str>,
    },
    /// Something is stuck.
    IncidentRaised {
        /// What and why.
        incident: Incident,
    },
    /// It is not stuck any more, or tried again.
    IncidentResolved {
        /// Which.
        incident: IncidentId,
    },
    /// The process reached its end.
    Ended,
    /// The process was cancelled.
    Aborted {
        /// Why.
        reason: String,
    },
}

impl Event {
    /// The element a token has come to, whether it rests there or passes through.
    pub fn entered_element(&self) -> Option<&str> {
        match self {
            Self::Entered { element, .. } | Self::Passed { element } => Some(element),
            _ => None,
        }
    }
}

/// One decision that was asked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Evaluated {
    /// Id of the decision.
    pub decision: Arc<str>,
    /// The rules that matched.
    pub rules: Vec<Arc<str>>,
    /// What it answered.
    pub output: Value,
}
