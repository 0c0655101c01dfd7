//! What has ended and can be undone, in the order in which it ended, and what undoes something now.

use super::{Instance, LiveElement, Map, Wait, weight_of_all};
use crate::event::Event;
use crate::key::Key;
use feel::Context;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// An activity that has ended and can be undone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Compensable {
    pub(crate) element: Arc<str>,
    /// The activity of which this was one of several times.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) of: Option<Key>,
    /// Who wants it undone and will see to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) by: Option<Key>,
    /// What a sub-process knew when it ended.
    #[serde(default, skip_serializing_if = "Context::is_empty")]
    pub(crate) variables: Context,
    /// What had ended inside of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) inside: Vec<Compensable>,
}

/// The weight of knowing who undoes something, and for whom.
pub(super) const UNDOER: usize = 20;

impl Compensable {
    pub(super) fn weight(&self) -> usize {
        let inside: usize = self.inside.iter().map(Self::weight).sum();
        self.element.len() + weight_of_all(&self.variables) + inside + 60
    }

    /// The elements of the model it speaks of.
    pub(crate) fn elements(&self) -> Vec<&Arc<str>> {
        let inside = self.inside.iter().flat_map(Self::elements);
        std::iter::once(&self.element).chain(inside).collect()
    }

    /// Everything in it is called by its new name.
    pub(super) fn rename(&mut self, rename: &impl Fn(&mut Arc<str>)) {
        rename(&mut self.element);
        self.inside.iter_mut().for_each(|inner| inner.rename(rename));
    }
}

/// What is asked.
impl Instance {
    /// What has ended directly inside a scope and can be undone.
    pub(crate) fn compensable_in(&self, scope: Key) -> &[Compensable] {
        self.compensable.get(&scope).map_or(&[], Vec::as_slice)
    }

    /// Whether something is being undone for this one, or something else is live inside of it, or it is stuck.
    pub(crate) fn is_kept_waiting(&self, by: Key) -> bool {
        self.undoers.values().any(|known| *known == by)
            || !self.inside(by).is_empty()
            || self.incidents_of(by).next().is_some()
    }

    /// For whom a live element undoes something.
    pub(crate) fn undoes_for(&self, key: Key) -> Option<Key> {
        self.undoers.get(&key).copied()
    }

    /// Whether a live element is a sub-process that had ended and only surrounds what is being undone.
    pub fn is_reopened(&self, key: Key) -> bool {
        let waits = self.elements.get(&key).is_some_and(|live| live.wait == Wait::Compensation);
        waits && self.undoers.contains_key(&key)
    }

    /// What undoes something for this one.
    pub(crate) fn undoers_for(&self, by: Key) -> Vec<Key> {
        self.undoers.iter().filter(|(_, known)| **known == by).map(|(key, _)| *key).collect()
    }

    /// What is undone next for this one, and the scope it had ended in: what ended last, from the inside out.
    pub(crate) fn undone_next(&self, by: Key) -> Option<(Key, &Compensable)> {
        let wanted = |(scope, known): (&Key, &'_ Vec<Compensable>)| {
            known.iter().any(|one| one.by == Some(by)).then_some(*scope)
        };
        let scope = self.compensable.iter().filter_map(wanted).max()?;
        let last = self.compensable_in(scope).iter().rfind(|one| one.by == Some(by))?;
        Some((scope, last))
    }
}

/// What is kept up to date.
impl Instance {
    pub(super) fn apply_to_compensation(&mut self, event: &Event) {
        match event {
            Event::Compensable { scope, element, key, variables } => {
                let inside = key.map_or(Vec::new(), |key| self.take_compensable(key));
                let (element, variables) = (element.clone(), variables.clone());
                let ended = Compensable { element, of: None, by: None, variables, inside };
                self.add_compensable(*scope, vec![ended]);
            }
            Event::CompensableEach { scope, of } => {
                let mut times = self.take_compensable(*of);
                times.iter_mut().for_each(|one| one.of = Some(*of));
                self.add_compensable(*scope, times);
            }
            Event::Compensating { by, scope, element } => {
                let mut known = self.compensable_in(*scope).to_vec();
                let is_meant = |one: &&mut Compensable| {
                    one.by.is_none() && element.as_ref().is_none_or(|element| *element == one.element)
                };
                known.iter_mut().filter(is_meant).for_each(|one| one.by = Some(*by));
                self.put_compensable(*scope, known);
                if by == scope {
                    self.end_loop(*by);
                }
            }
            Event::Undoing { by, scope, key } => self.undo(*by, *scope, *key),
            _ => {}
        }
    }

    fn undo(&mut self, by: Key, scope: Key, key: Key) {
        let mut known = self.compensable_in(scope).to_vec();
        let Some(last) = known.iter().rposition(|one| one.by == Some(by)) else { return };
        let undone = known.remove(last);
        self.put_compensable(scope, known);
        self.put_compensable(key, undone.inside);
        if !undone.variables.is_empty() {
            self.set(key, &undone.variables);
        }
        self.grow(UNDOER);
        self.touch(key);
        self.undoers.insert_mut(key, by);
    }

    fn take_compensable(&mut self, scope: Key) -> Vec<Compensable> {
        let mut known = self.compensable_in(scope).to_vec();
        self.put_compensable(scope, Vec::new());
        known.iter_mut().for_each(|one| one.by = None);
        known
    }

    fn add_compensable(&mut self, scope: Key, ended: Vec<Compensable>) {
        let mut known = self.compensable_in(scope).to_vec();
        known.extend(ended);
        self.put_compensable(scope, known);
    }

    fn put_compensable(&mut self, scope: Key, known: Vec<Compensable>) {
        self.touch(scope);
        for one in self.compensable_in(scope).to_vec() {
            self.shrink(one.weight());
            one.elements().into_iter().for_each(|element| self.forget_name(element));
        }
        for one in &known {
            self.grow(one.weight());
            one.elements().into_iter().for_each(|element| self.note_name(element));
        }
        if known.is_empty() {
            self.compensable.remove_mut(&scope);
        } else {
            self.compensable.insert_mut(scope, known);
        }
    }

    /// Something is not live any more: what ended inside of it cannot be undone, and what it wanted undone may be wanted
    /// by another.
    pub(super) fn forget_compensation(&mut self, key: Key, live: &LiveElement) {
        if !self.compensable_in(key).is_empty() {
            self.put_compensable(key, Vec::new());
        }
        if self.undoers.remove_mut(&key) {
            self.shrink(UNDOER);
        }
        if live.wait != Wait::Compensation {
            return;
        }
        let wanted = |known: &[Compensable]| known.iter().any(|one| one.by == Some(key));
        let scopes = self.compensable.iter().filter(|(_, known)| wanted(known));
        for scope in scopes.map(|(scope, _)| *scope).collect::<Vec<_>>() {
            let mut known = self.compensable_in(scope).to_vec();
            known.iter_mut().filter(|one| one.by == Some(key)).for_each(|one| one.by = None);
            self.put_compensable(scope, known);
        }
    }

    /// Nothing can be undone any more.
    pub(super) fn forget_all_compensation(&mut self) {
        for scope in self.compensable.keys().copied().collect::<Vec<_>>() {
            self.put_compensable(scope, Vec::new());
        }
        self.shrink(self.undoers.size() * UNDOER);
        self.undoers = Map::default();
    }
}
