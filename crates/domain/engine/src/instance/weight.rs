//! About how many bytes the parts of a state take when they are stored, so that a state is not written to be weighed.

use super::compensation::UNDOER;
use super::{
    ArmedTimer, Clock, Compensable, Decided, Ended, Gathered, Instance, LiveElement, Loop, OpenCondition,
    OpenSubscription, Repetition, Wait, Yield,
};
use crate::incident::Incident;
use feel::{Context, Value};
use std::sync::Arc;

/// An id as JSON, with its quotation marks and what divides it from the next.
const ID: usize = 40;
/// A key or a number.
const NUMBER: usize = 8;

impl Instance {
    /// The weight of everything, counted anew.
    pub(super) fn weight(&self) -> usize {
        let elements: usize = self.elements.values().map(LiveElement::weight).sum();
        let variables: usize = self.variables.values().map(weight_of_scope).sum();
        let gathered: usize = self.gathered.values().flatten().map(Gathered::weight).sum();
        let timers: usize = self.timers.values().map(ArmedTimer::weight).sum();
        let subscriptions: usize = self.subscriptions.values().map(OpenSubscription::weight).sum();
        let conditions: usize = self.conditions.values().flatten().map(OpenCondition::weight).sum();
        let incidents: usize = self.incidents.values().map(Incident::weight).sum();
        let done_by: usize = self.done_by.iter().map(|(task, by)| weight_of_done_by(task, by)).sum();
        let decided: usize = self.decided.values().flatten().map(weight_of_decided).sum();
        let compensable: usize =
            self.compensable.values().flat_map(Ended::iter).map(Compensable::weight).sum();
        let undoers = self.undoers.size() * UNDOER;
        let clocks: usize = self.clocks.values().map(Clock::weight).sum();
        let loops = Loop::WEIGHT * self.loops.size();
        let inputs: usize = self.inputs.values().map(weight_of_value).sum();
        let yields: usize = self.yields.values().map(Yield::weight).sum();
        loops
            + inputs
            + yields
            + compensable
            + undoers
            + clocks
            + elements
            + variables
            + gathered
            + timers
            + subscriptions
            + conditions
            + incidents
            + done_by
            + decided
    }
}

impl LiveElement {
    pub(super) fn weight(&self) -> usize {
        let wait = match self.wait {
            Wait::Task(_) | Wait::Job(_) => ID + 8,
            Wait::Entry
            | Wait::Timer
            | Wait::Message
            | Wait::Signal
            | Wait::Condition
            | Wait::Event
            | Wait::Children
            | Wait::Compensation
            | Wait::Choice
            | Wait::Reset
            | Wait::Exit => 10,
        };
        self.element.len() + wait + 2 * NUMBER + 33
    }
}

impl Gathered {
    pub(super) fn weight(&self) -> usize {
        self.gateway.len() + self.flow.len() + 2 * NUMBER + 43
    }
}

impl ArmedTimer {
    pub(super) fn weight(&self) -> usize {
        let repetition = self.repetition.as_ref().map_or(0, Repetition::weight);
        ID + self.element.len() + 3 * NUMBER + 36 + repetition
    }
}

impl Repetition {
    fn weight(&self) -> usize {
        self.every.len() + 5 * NUMBER + 60
    }
}

impl OpenSubscription {
    pub(super) fn weight(&self) -> usize {
        let signal = self.signal.as_ref().map_or(0, |signal| signal.len() + 12);
        ID + self.element.len() + NUMBER + 25 + signal
    }
}

impl OpenCondition {
    /// The same whether it is true or not, with the key of who waits.
    pub(super) fn weight(&self) -> usize {
        self.element.len() + NUMBER + 32
    }
}

impl Clock {
    /// The same in every phase, so that a clock may change without being weighed again.
    pub(super) fn weight(&self) -> usize {
        self.clock.len() + 220
    }
}

impl Loop {
    pub(super) const WEIGHT: usize = 80;
}

impl Yield {
    pub(super) fn weight(&self) -> usize {
        weight_of_value(&self.value) + 3 * NUMBER + 30
    }
}

impl Incident {
    pub(super) fn weight(&self) -> usize {
        let told: usize = self.cause.text_args().iter().map(|(name, text)| name.len() + text.len() + 6).sum();
        2 * ID + self.element.len() + NUMBER + told + 60 + weight_of_all(&self.answer)
    }
}

/// Who did a task inside of a scope.
pub(super) fn weight_of_decided(known: &Decided) -> usize {
    let by: usize = known.by.iter().map(|by| by.len() + 3).sum();
    known.element.len() + by + 2 * NUMBER + 36
}

/// Who did a task, as an older program kept it.
pub(super) fn weight_of_done_by(task: &str, by: &str) -> usize {
    task.len() + by.len() + 6
}

/// The variables of a scope, with its key.
pub(super) fn weight_of_scope(context: &Context) -> usize {
    weight_of_all(context) + NUMBER
}

/// Variables.
pub(crate) fn weight_of_all(context: &Context) -> usize {
    context.iter().map(|(name, value)| weight_of_entry(name, value)).sum()
}

/// A variable.
pub(crate) fn weight_of_entry(name: &Arc<str>, value: &Value) -> usize {
    name.len() + 4 + weight_of_value(value)
}

/// A value.
pub(crate) fn weight_of_value(value: &Value) -> usize {
    match value {
        Value::Text(text) => text.len() + 2,
        Value::List(items) => items.iter().map(|item| weight_of_value(item) + 1).sum::<usize>() + 2,
        Value::Context(context) => weight_of_all(context) + 2,
        Value::Null => 4,
        Value::Bool(_) => 5,
        _ => 16,
    }
}
