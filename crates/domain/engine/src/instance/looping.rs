//! The state of activities that are done more than once. Each time is a live element inside of the activity's own, with
//! its variables; here is only what belongs to all of them.

use super::Instance;
use crate::key::Key;
use feel::Value;
use serde::{Deserialize, Serialize};

/// How far an activity is that is done more than once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Loop {
    /// How often it is done, when that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total: Option<u32>,
    /// How often it was begun.
    pub begun: u32,
    /// How often it was done.
    pub completed: u32,
    /// How often it was cancelled.
    pub terminated: u32,
    /// Whether it is not begun again, because its completion condition was true.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub satisfied: bool,
}

/// The names of the numbers that are known inside of an activity which is done more than once.
pub(crate) const LOOP_NUMBERS: [&str; 4] = [
    "numberOfInstances",
    "numberOfActiveInstances",
    "numberOfCompletedInstances",
    "numberOfTerminatedInstances",
];

impl Loop {
    /// How often it is being done now.
    pub fn active(&self) -> u32 {
        self.begun.saturating_sub(self.completed).saturating_sub(self.terminated)
    }
}

/// The result of one time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Yield {
    pub(crate) of: Key,
    pub(crate) index: u32,
    pub(crate) value: Value,
}

impl Instance {
    /// The activity of which a live element is one time.
    pub(crate) fn looped_by(&self, key: Key) -> Option<Key> {
        self.elements.get(&key).map(|live| live.scope).filter(|scope| self.loops.contains_key(scope))
    }

    /// A number that is known inside of an activity which is done more than once.
    pub(crate) fn loop_number(&self, key: Key, name: &str) -> Option<u32> {
        let known = self.loops.get(&key)?;
        match name {
            "numberOfInstances" => known.total,
            "numberOfActiveInstances" => Some(known.active()),
            "numberOfCompletedInstances" => Some(known.completed),
            "numberOfTerminatedInstances" => Some(known.terminated),
            _ => None,
        }
    }

    pub(super) fn begin_loop(&mut self, key: Key, total: Option<u32>, inputs: Option<&Value>) {
        let began = Loop { total, begun: 0, completed: 0, terminated: 0, satisfied: false };
        self.grow(Loop::WEIGHT);
        self.touch(key);
        self.loops.insert_mut(key, began);
        if let Some(inputs) = inputs {
            self.grow(super::weight::weight_of_value(inputs));
            self.touch_inputs(key);
            self.inputs.insert_mut(key, inputs.clone());
        }
    }

    pub(super) fn count_in_loop(&mut self, key: Key, count: impl FnOnce(&mut Loop)) {
        if let Some(known) = self.loops.get_mut(&key) {
            count(known);
            self.touch(key);
        }
    }

    pub(super) fn keep_yield(&mut self, key: Key, kept: Yield) {
        self.grow(kept.weight());
        self.touch(key);
        self.note_yield(kept.of, key);
        self.yields.insert_mut(key, kept);
    }

    /// The activity is over.
    pub(super) fn end_loop(&mut self, key: Key) {
        if !self.loops.remove_mut(&key) {
            return;
        }
        self.shrink(Loop::WEIGHT);
        if let Some(freed) = self.inputs.get(&key).map(super::weight::weight_of_value) {
            self.touch_inputs(key);
            self.inputs.remove_mut(&key);
            self.shrink(freed);
        }
        for each in self.yields_of(key) {
            if let Some(freed) = self.yields.get(&each).map(Yield::weight) {
                self.touch(each);
                self.yields.remove_mut(&each);
                self.shrink(freed);
            }
            self.forget_yield(key, each);
        }
    }
}
