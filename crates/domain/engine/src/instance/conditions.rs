//! The conditions that are waited for. Whether one is true is computed elsewhere; here is kept what was found last.

use super::Instance;
use crate::key::Key;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// A condition that is waited for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenCondition {
    /// Id of the event that happens when it becomes true.
    pub element: Arc<str>,
    /// Whether it was true when it was last looked at: then it has to become false before the event happens again.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub holds: bool,
}

impl Instance {
    /// The conditions that a live element, or the process, waits for.
    pub(crate) fn conditions_of(&self, key: Key) -> &[OpenCondition] {
        self.conditions.get(&key).map_or(&[], Vec::as_slice)
    }

    /// The condition of one event, when it is waited for.
    pub(crate) fn condition_of(&self, key: Key, element: &str) -> Option<&OpenCondition> {
        self.conditions_of(key).iter().find(|open| &*open.element == element)
    }

    pub(super) fn watch(&mut self, key: Key, element: &Arc<str>) {
        let mut open = self.conditions_of(key).to_vec();
        let new = OpenCondition { element: element.clone(), holds: false };
        self.grow(new.weight());
        open.push(new);
        open.sort_by(|one, other| one.element.cmp(&other.element));
        self.note_condition(key, element);
        self.put_conditions(key, open);
    }

    pub(super) fn turn(&mut self, key: Key, turned: &OpenCondition) {
        let mut open = self.conditions_of(key).to_vec();
        let same = open.iter_mut().filter(|open| open.element == turned.element);
        same.for_each(|open| open.holds = turned.holds);
        self.put_conditions(key, open);
    }

    pub(super) fn unwatch(&mut self, key: Key, element: &Arc<str>) {
        let Some(gone) = self.condition_of(key, element).cloned() else { return };
        let mut open = self.conditions_of(key).to_vec();
        open.retain(|known| known.element != gone.element);
        self.shrink(gone.weight());
        self.forget_condition(key, &gone.element);
        self.put_conditions(key, open);
    }

    fn put_conditions(&mut self, key: Key, open: Vec<OpenCondition>) {
        self.touch(key);
        if open.is_empty() {
            self.conditions.remove_mut(&key);
        } else {
            self.conditions.insert_mut(key, open);
        }
    }
}
