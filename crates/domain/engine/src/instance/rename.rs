//! A running instance goes on in another program: what is live keeps its keys, ids and dates, and is called by its new
//! names. What was before is kept until the next step, so that it can be taken back whole.

use super::{Gathered, Instance, Map, OpenCondition};
use std::collections::BTreeMap;
use std::sync::Arc;

/// New names by old ones; what is not in it keeps its name.
pub(crate) type Renamed = BTreeMap<Arc<str>, Arc<str>>;

impl Instance {
    /// Whether its last step led into another program and can be taken back.
    pub fn is_just_migrated(&self) -> bool {
        self.before_migration().is_some()
    }

    /// The state before the migration that was the last step.
    pub(crate) fn before_migration(&self) -> Option<&Instance> {
        self.before.as_deref()
    }

    /// Everything is called by its new name.
    pub(super) fn migrate(&mut self, renamed: &Renamed) {
        let before = Some(Box::new(self.clone()));
        let rename = |name: &mut Arc<str>| {
            if let Some(new) = renamed.get(name) {
                *name = new.clone();
            }
        };
        let new_name = |name: &Arc<str>| renamed.get(name).unwrap_or(name).clone();
        let regathered = |tokens: &mut Vec<Gathered>| {
            for waiting in tokens.iter_mut() {
                rename(&mut waiting.gateway);
                rename(&mut waiting.flow);
            }
            tokens.sort();
            // Two flows that became one have brought what both had brought.
            tokens.dedup_by(|next, first| {
                let is_same = (&next.gateway, &next.flow) == (&first.gateway, &first.flow);
                first.tokens += if is_same { next.tokens } else { 0 };
                is_same
            });
        };
        let rewatched = |open: &mut Vec<OpenCondition>| {
            open.iter_mut().for_each(|open| rename(&mut open.element));
            open.sort_by(|one, other| one.element.cmp(&other.element));
            open.dedup_by(|next, first| next.element == first.element);
        };
        let migrated = Self {
            elements: changed(&self.elements, |live| rename(&mut live.element)),
            gathered: changed(&self.gathered, regathered),
            timers: changed(&self.timers, |armed| rename(&mut armed.element)),
            incidents: changed(&self.incidents, |stuck| rename(&mut stuck.element)),
            subscriptions: changed(&self.subscriptions, |open| rename(&mut open.element)),
            conditions: changed(&self.conditions, rewatched),
            done_by: self.done_by.iter().map(|(task, by)| (new_name(task), by.clone())).collect(),
            decided: changed(&self.decided, |known| {
                known.iter_mut().for_each(|one| rename(&mut one.element))
            }),
            compensable: changed(&self.compensable, |known| known.rename(&rename)),
            clocks: changed(&self.clocks, |clock| rename(&mut clock.clock)),
            before,
            ..self.clone()
        };
        let touched = self.touched_all();
        *self = migrated.indexed();
        self.touched = touched;
    }

    /// The last step is taken back whole; the steps are counted on.
    pub(super) fn take_back(&mut self, step: u64) {
        if let Some(before) = self.before.take() {
            self.untouched();
            let touched = self.touched_all();
            *self = Instance { step, touched, ..*before };
        }
    }
}

/// The same map with each value changed.
fn changed<K: Ord + Clone, V: Clone>(map: &Map<K, V>, change: impl Fn(&mut V)) -> Map<K, V> {
    let entry = |(key, value): (&K, &V)| {
        let mut value = value.clone();
        change(&mut value);
        (key.clone(), value)
    };
    map.iter().map(entry).collect()
}
