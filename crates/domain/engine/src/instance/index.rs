//! What is asked of a state at every step, kept ready: what lies in a scope, who waits for a task, which scopes are empty.
//! It follows from the state, is never stored, and is made anew when a state is read.

use super::{Ended, Instance, LiveElement, Map, Wait};
use crate::incident::{Cause, Incident};
use crate::key::Key;
use rpds::RedBlackTreeSetSync;
use std::collections::BTreeSet;
use std::sync::Arc;
use values::{EffectId, IncidentId, SubscriptionId, TaskId, TimerId};

/// The answers that are kept ready.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Index {
    /// What hangs on each live element, and on the process itself; nothing empty is kept.
    attached: Map<Key, Attached>,
    tasks: Map<TaskId, Key>,
    jobs: Map<EffectId, Key>,
    /// Who waits in each scope, or further in, for the condition of each conditional event.
    watching: Map<(Key, Arc<str>), RedBlackTreeSetSync<Key>>,
    /// Who waits for others that undo something, while nothing is being undone for it.
    undecided: RedBlackTreeSetSync<Key>,
    /// How often each element of the model is spoken of.
    named: Map<Arc<str>, u32>,
    /// The scopes in which nothing is live and which nobody has found to be a dead end.
    hollow: RedBlackTreeSetSync<Key>,
    /// About as many bytes as the stored state takes.
    bytes: usize,
}

/// What hangs on a live element.
#[derive(Debug, Clone, PartialEq, Default)]
struct Attached {
    inside: RedBlackTreeSetSync<Key>,
    timers: BTreeSet<TimerId>,
    subscriptions: BTreeSet<SubscriptionId>,
    incidents: BTreeSet<IncidentId>,
    yields: RedBlackTreeSetSync<Key>,
    /// What undoes something for it.
    undoers: RedBlackTreeSetSync<Key>,
}

impl Attached {
    fn is_empty(&self) -> bool {
        self.inside.is_empty()
            && self.timers.is_empty()
            && self.subscriptions.is_empty()
            && self.incidents.is_empty()
            && self.yields.is_empty()
            && self.undoers.is_empty()
    }
}

/// What is asked.
impl Instance {
    /// What is live directly inside a scope, in the order of entering.
    pub(crate) fn inside(&self, scope: Key) -> Vec<Key> {
        self.index
            .attached
            .get(&scope)
            .map_or(Vec::new(), |attached| attached.inside.iter().copied().collect())
    }

    /// The timers of a live element.
    pub(crate) fn timers_of(&self, key: Key) -> Vec<TimerId> {
        self.index.attached.get(&key).map_or(Vec::new(), |attached| attached.timers.iter().copied().collect())
    }

    /// The messages that are waited for at a live element.
    pub(crate) fn subscriptions_of(&self, key: Key) -> Vec<SubscriptionId> {
        let attached = self.index.attached.get(&key);
        attached.map_or(Vec::new(), |attached| attached.subscriptions.iter().copied().collect())
    }

    /// What is stuck at a live element, or in the process.
    pub(crate) fn incidents_of(&self, key: Key) -> impl Iterator<Item = &Incident> {
        let ids = self.index.attached.get(&key).into_iter().flat_map(|attached| &attached.incidents);
        ids.filter_map(|id| self.incidents.get(id))
    }

    /// The live elements, gone by now, that have yielded something to an activity, in the order of entering.
    pub(crate) fn yields_of(&self, key: Key) -> Vec<Key> {
        self.index.attached.get(&key).map_or(Vec::new(), |attached| attached.yields.iter().copied().collect())
    }

    /// The live element that waits for a task.
    pub(crate) fn waits_for_task(&self, task: TaskId) -> Option<Key> {
        self.index.tasks.get(&task).copied()
    }

    /// The live element that waits for a job.
    pub(crate) fn waits_for_job(&self, job: EffectId) -> Option<Key> {
        self.index.jobs.get(&job).copied()
    }

    /// Who waits in a scope, or further in, for the condition of a conditional event.
    pub(crate) fn watching(&self, scope: Key, element: &Arc<str>) -> impl Iterator<Item = Key> {
        self.index.watching.get(&(scope, element.clone())).into_iter().flatten().copied()
    }

    /// What undoes something for this one, in the order of entering.
    pub(crate) fn undoers_for(&self, by: Key) -> Vec<Key> {
        self.index.attached.get(&by).map_or(Vec::new(), |attached| attached.undoers.iter().copied().collect())
    }

    /// The innermost that waits for others to undo something, while nothing is being undone for it, nothing else is live
    /// inside of it, and it is not stuck.
    pub(crate) fn undoes_next(&self) -> Option<Key> {
        self.index.undecided.last().copied()
    }

    /// The innermost scope in which nothing is live any more and which nobody has looked at.
    pub(crate) fn empty_scope(&self) -> Option<Key> {
        self.index.hollow.last().copied()
    }

    /// The elements of the model that the state speaks of.
    pub(crate) fn named_elements(&self) -> impl Iterator<Item = &Arc<str>> {
        self.index.named.keys()
    }

    /// Whether anything is live, waited for or gathered at an element of the model.
    pub(crate) fn speaks_of(&self, element: &str) -> bool {
        self.index.named.contains_key(element)
    }

    /// About as many bytes as the stored state takes.
    pub(crate) fn bytes(&self) -> usize {
        self.index.bytes
    }
}

/// What is kept up to date.
impl Instance {
    /// The same state with an index made anew.
    pub(super) fn indexed(mut self) -> Self {
        self.index = Index::default();
        let elements = self.elements.clone();
        for (key, live) in &elements {
            self.note_live(*key, live);
        }
        for (id, armed) in &self.timers.clone() {
            self.note_name(&armed.element);
            self.attach(armed.key, |attached| attached.timers.insert(*id));
        }
        for (id, open) in &self.subscriptions.clone() {
            self.note_name(&open.element);
            self.attach(open.key, |attached| attached.subscriptions.insert(*id));
        }
        for (key, open) in &self.conditions.clone() {
            open.iter().for_each(|open| self.note_condition(*key, &open.element));
        }
        for (id, incident) in &self.incidents.clone() {
            self.attach(incident.key, |attached| attached.incidents.insert(*id));
        }
        for (key, kept) in &self.yields.clone() {
            self.note_yield(kept.of, *key);
        }
        for known in self.compensable.clone().values().flat_map(Ended::iter) {
            known.elements().into_iter().for_each(|element| self.note_name(element));
        }
        for (key, by) in &self.undoers.clone() {
            self.note_undoer(*by, *key);
        }
        for gathered in self.gathered.clone().values().flatten() {
            self.note_name(&gathered.gateway);
        }
        for key in elements.keys().chain([&Key::ROOT]) {
            self.look_at(*key);
        }
        self.index.bytes = self.weight();
        self
    }

    /// Something is live.
    pub(super) fn note_live(&mut self, key: Key, live: &LiveElement) {
        self.note_name(&live.element);
        self.attach(live.scope, |attached| {
            attached.inside.insert_mut(key);
            true
        });
        self.note_wait(key, live.wait);
    }

    /// Something is not live any more. What hangs on it goes by events of its own.
    pub(super) fn forget_live(&mut self, key: Key, live: &LiveElement) {
        self.touch(key);
        self.forget_wait(live.wait);
        self.forget_name(&live.element);
        self.detach(live.scope, |attached| attached.inside.remove_mut(&key));
        self.index.hollow.remove_mut(&key);
        self.index.undecided.remove_mut(&key);
    }

    pub(super) fn note_wait(&mut self, key: Key, wait: Wait) {
        match wait {
            Wait::Task(task) => self.index.tasks.insert_mut(task, key),
            Wait::Job(job) => self.index.jobs.insert_mut(job, key),
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
            | Wait::Exit => {}
        }
        self.look_at(key);
    }

    pub(super) fn forget_wait(&mut self, wait: Wait) {
        match wait {
            Wait::Task(task) => _ = self.index.tasks.remove_mut(&task),
            Wait::Job(job) => _ = self.index.jobs.remove_mut(&job),
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
            | Wait::Exit => {}
        }
    }

    pub(super) fn note_timer(&mut self, key: Key, timer: TimerId) {
        self.attach(key, |attached| attached.timers.insert(timer));
    }

    pub(super) fn forget_timer(&mut self, key: Key, timer: TimerId) {
        self.detach(key, |attached| attached.timers.remove(&timer));
    }

    pub(super) fn note_subscription(&mut self, key: Key, subscription: SubscriptionId) {
        self.attach(key, |attached| attached.subscriptions.insert(subscription));
    }

    pub(super) fn forget_subscription(&mut self, key: Key, subscription: SubscriptionId) {
        self.detach(key, |attached| attached.subscriptions.remove(&subscription));
    }

    pub(super) fn note_condition(&mut self, key: Key, element: &Arc<str>) {
        self.note_name(element);
        for scope in self.outwards(key) {
            let place = (scope, element.clone());
            let watching = self.index.watching.get(&place).cloned().unwrap_or_default();
            self.index.watching.insert_mut(place, watching.insert(key));
        }
    }

    pub(super) fn forget_condition(&mut self, key: Key, element: &Arc<str>) {
        self.forget_name(element);
        for scope in self.outwards(key) {
            let place = (scope, element.clone());
            let Some(mut watching) = self.index.watching.get(&place).cloned() else { continue };
            watching.remove_mut(&key);
            if watching.is_empty() {
                self.index.watching.remove_mut(&place);
            } else {
                self.index.watching.insert_mut(place, watching);
            }
        }
    }

    /// The live element itself and the scopes around it, from the inside out.
    pub(super) fn outwards(&self, key: Key) -> Vec<Key> {
        let around = |key: &Key| self.elements.get(key).map(|live| live.scope);
        std::iter::successors(Some(key), around).collect()
    }

    pub(super) fn note_incident(&mut self, key: Key, incident: IncidentId) {
        self.attach(key, |attached| attached.incidents.insert(incident));
    }

    pub(super) fn forget_incident(&mut self, key: Key, incident: IncidentId) {
        self.detach(key, |attached| attached.incidents.remove(&incident));
    }

    pub(super) fn note_yield(&mut self, of: Key, key: Key) {
        self.attach(of, |attached| {
            attached.yields.insert_mut(key);
            true
        });
    }

    pub(super) fn forget_yield(&mut self, of: Key, key: Key) {
        self.detach(of, |attached| attached.yields.remove_mut(&key));
    }

    pub(super) fn note_undoer(&mut self, by: Key, key: Key) {
        self.attach(by, |attached| {
            attached.undoers.insert_mut(key);
            true
        });
    }

    pub(super) fn forget_undoer(&mut self, by: Key, key: Key) {
        self.detach(by, |attached| attached.undoers.remove_mut(&key));
    }

    pub(super) fn note_name(&mut self, element: &Arc<str>) {
        let times = self.index.named.get(element).copied().unwrap_or(0);
        self.index.named.insert_mut(element.clone(), times + 1);
    }

    pub(super) fn forget_name(&mut self, element: &Arc<str>) {
        match self.index.named.get(element).copied() {
            Some(times) if times > 1 => self.index.named.insert_mut(element.clone(), times - 1),
            _ => _ = self.index.named.remove_mut(element),
        }
    }

    pub(super) fn grow(&mut self, bytes: usize) {
        self.index.bytes += bytes;
    }

    pub(super) fn shrink(&mut self, bytes: usize) {
        self.index.bytes = self.index.bytes.saturating_sub(bytes);
    }

    fn attach(&mut self, key: Key, change: impl FnOnce(&mut Attached) -> bool) {
        let mut attached = self.index.attached.get(&key).cloned().unwrap_or_default();
        change(&mut attached);
        self.index.attached.insert_mut(key, attached);
        self.look_at(key);
    }

    fn detach(&mut self, key: Key, change: impl FnOnce(&mut Attached) -> bool) {
        let Some(mut attached) = self.index.attached.get(&key).cloned() else { return };
        change(&mut attached);
        if attached.is_empty() {
            self.index.attached.remove_mut(&key);
        } else {
            self.index.attached.insert_mut(key, attached);
        }
        self.look_at(key);
    }

    /// Something about a live element or scope has changed: decides anew what is to be done about it when nothing moves.
    fn look_at(&mut self, key: Key) {
        self.touch(key);
        let wait = self.elements.get(&key).map(|live| live.wait);
        match self.is_hollow(key, wait) {
            true => self.index.hollow.insert_mut(key),
            false => _ = self.index.hollow.remove_mut(&key),
        }
        match self.is_undecided(key, wait) {
            true => self.index.undecided.insert_mut(key),
            false => _ = self.index.undecided.remove_mut(&key),
        }
    }

    fn is_hollow(&self, key: Key, wait: Option<Wait>) -> bool {
        let is_scope = match wait {
            Some(wait) => wait == Wait::Children,
            None => key == Key::ROOT,
        };
        let has_children =
            || self.index.attached.get(&key).is_some_and(|attached| !attached.inside.is_empty());
        let is_dead_end = || self.incidents_of(key).any(|incident| incident.cause == Cause::DeadEnd);
        is_scope && !has_children() && !is_dead_end()
    }

    fn is_undecided(&self, key: Key, wait: Option<Wait>) -> bool {
        let is_free = |attached: &Attached| {
            attached.undoers.is_empty() && attached.inside.is_empty() && attached.incidents.is_empty()
        };
        wait == Some(Wait::Compensation) && self.index.attached.get(&key).is_none_or(is_free)
    }
}
