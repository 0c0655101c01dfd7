//! What has ended and can be undone, in the order in which it ended, and what undoes something now.

use super::{Compensable, Ended, Instance, LiveElement, Wait};
use crate::event::Event;
use crate::key::Key;

/// The weight of knowing who undoes something, and for whom.
pub(super) const UNDOER: usize = 20;

/// What is asked.
impl Instance {
    /// What has ended directly inside a scope and can be undone, in the order in which it ended.
    pub(crate) fn compensable_in(&self, scope: Key) -> impl Iterator<Item = &Compensable> {
        self.compensable.get(&scope).into_iter().flat_map(Ended::iter)
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

    /// What is undone next for this one, and the scope it had ended in: what ended last, from the inside out. It wants
    /// undone what has ended inside of itself or in what surrounds it.
    pub(crate) fn undone_next(&self, by: Key) -> Option<(Key, &Compensable)> {
        let last = |scope: Key| Some((scope, self.compensable.get(&scope)?.last_for(by)?));
        self.outwards(by).into_iter().find_map(last)
    }
}

/// What is kept up to date.
impl Instance {
    pub(super) fn apply_to_compensation(&mut self, event: &Event) {
        match event {
            Event::Compensable { scope, element, key, variables } => {
                let inside = key.map_or(Ended::default(), |key| self.take_compensable(key));
                let (element, variables) = (element.clone(), variables.clone());
                self.add_compensable(*scope, Compensable { element, of: None, by: None, variables, inside });
            }
            Event::CompensableEach { scope, of } => {
                for one in self.take_compensable(*of).iter() {
                    self.add_compensable(*scope, Compensable { of: Some(*of), ..one.clone() });
                }
            }
            Event::Compensating { by, scope, element } => {
                let is_meant = |one: &Compensable| {
                    one.by.is_none() && element.as_ref().is_none_or(|element| *element == one.element)
                };
                self.want(*scope, is_meant, Some(*by));
                if by == scope {
                    self.end_loop(*by);
                }
            }
            Event::Undoing { by, scope, key } => self.undo(*by, *scope, *key),
            _ => {}
        }
    }

    fn undo(&mut self, by: Key, scope: Key, key: Key) {
        let last = self.compensable.get_mut(&scope).and_then(|known| known.take_last_for(by));
        let Some(undone) = last else { return };
        self.forget_compensable(scope, &undone);
        for one in undone.inside.iter() {
            self.add_compensable(key, one.clone());
        }
        if !undone.variables.is_empty() {
            self.set(key, &undone.variables);
        }
        self.grow(UNDOER);
        self.touch(key);
        self.undoers.insert_mut(key, by);
        self.note_undoer(by, key);
    }

    fn take_compensable(&mut self, scope: Key) -> Ended {
        let mut known = self.compensable.get(&scope).cloned().unwrap_or_default();
        self.drop_compensable(scope);
        known.change(|one| one.by.is_some(), |one| one.by = None);
        known
    }

    fn add_compensable(&mut self, scope: Key, ended: Compensable) {
        self.touch(scope);
        self.grow(ended.weight());
        ended.elements().into_iter().for_each(|element| self.note_name(element));
        match self.compensable.get_mut(&scope) {
            Some(known) => known.push(ended),
            None => self.compensable.insert_mut(scope, Ended::from_iter([ended])),
        }
    }

    /// One is not among those of a scope any more.
    fn forget_compensable(&mut self, scope: Key, one: &Compensable) {
        self.touch(scope);
        self.shrink(one.weight());
        one.elements().into_iter().for_each(|element| self.forget_name(element));
        if self.compensable.get(&scope).is_some_and(Ended::is_empty) {
            self.compensable.remove_mut(&scope);
        }
    }

    fn drop_compensable(&mut self, scope: Key) {
        let Some(known) = self.compensable.get(&scope).cloned() else { return };
        self.compensable.remove_mut(&scope);
        known.iter().for_each(|one| self.forget_compensable(scope, one));
    }

    /// Those of a scope that are meant are wanted undone by this one, or by nobody any more.
    fn want(&mut self, scope: Key, is_meant: impl Fn(&Compensable) -> bool, by: Option<Key>) {
        self.touch(scope);
        if let Some(known) = self.compensable.get_mut(&scope) {
            known.change(is_meant, |one| one.by = by);
        }
    }

    /// Something is not live any more: what ended inside of it cannot be undone, and what it wanted undone may be wanted
    /// by another.
    pub(super) fn forget_compensation(&mut self, key: Key, live: &LiveElement) {
        self.drop_compensable(key);
        if let Some(by) = self.undoes_for(key) {
            self.undoers.remove_mut(&key);
            self.shrink(UNDOER);
            self.forget_undoer(by, key);
        }
        if live.wait == Wait::Compensation {
            for scope in self.outwards(live.scope) {
                self.want(scope, |one| one.by == Some(key), None);
            }
        }
    }

    /// Nothing can be undone any more.
    pub(super) fn forget_all_compensation(&mut self) {
        for scope in self.compensable.keys().copied().collect::<Vec<_>>() {
            self.drop_compensable(scope);
        }
        for (key, by) in &std::mem::take(&mut self.undoers) {
            self.shrink(UNDOER);
            self.forget_undoer(*by, *key);
        }
    }
}
