//! Who has done the tasks that four eyes asks about. It is kept with what surrounds both tasks, so that who has prepared
//! one of several is asked about for this one alone.

use super::Instance;
use super::weight::{weight_of_decided, weight_of_done_by};
use crate::key::Key;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Who has done a task.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Decided {
    /// The task in the model.
    pub(crate) element: Arc<str>,
    /// Who did it last; everybody who did it, when it was done for several.
    pub(crate) by: Vec<Arc<str>>,
    /// The activity that was done for several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) among: Option<Key>,
}

impl Instance {
    /// Who did each task that four eyes asks about: the task in the model, and who. Of those that were done for several
    /// everybody, as long as it is asked about.
    pub fn done_by(&self) -> impl Iterator<Item = (&str, &str)> {
        let earlier = self.done_by.iter().map(|(element, by)| (&**element, &**by));
        let known = self.decided.values().flatten();
        earlier.chain(known.flat_map(|known| known.by.iter().map(|by| (&*known.element, &**by))))
    }

    /// Who did a task inside of a scope.
    pub(crate) fn who_did<'i>(
        &'i self,
        scope: Key,
        element: &Arc<str>,
    ) -> impl Iterator<Item = &'i Arc<str>> {
        let known = self.decided.get(&scope).into_iter().flatten().filter(|known| known.element == *element);
        let mut found = known.flat_map(|known| &known.by).peekable();
        let earlier = if found.peek().is_none() { self.done_by.get(element) } else { None };
        found.chain(earlier)
    }

    /// Somebody did a task. Whoever did it before counts no more, unless both did it for one of several.
    pub(super) fn remember(&mut self, scope: Key, element: &Arc<str>, by: &Arc<str>, among: Option<Key>) {
        let mut known = self.decided.get(&scope).cloned().unwrap_or_default();
        let mut freed = known.iter().map(weight_of_decided).sum();
        if let Some(earlier) = self.done_by.get(element) {
            freed += weight_of_done_by(element, earlier);
            self.done_by.remove_mut(element);
        }
        match known.iter_mut().find(|known| known.element == *element) {
            Some(known) if among.is_some() && known.among == among => {
                if !known.by.contains(by) {
                    known.by.push(by.clone());
                }
            }
            Some(known) => (known.by, known.among) = (vec![by.clone()], among),
            None => known.push(Decided { element: element.clone(), by: vec![by.clone()], among }),
        }
        self.grow(known.iter().map(weight_of_decided).sum());
        self.shrink(freed);
        self.touch(scope);
        self.decided.insert_mut(scope, known);
    }

    /// A scope is not live any more, and nobody can ask who did something in it.
    pub(super) fn forget_decided(&mut self, scope: Key) {
        let Some(known) = self.decided.get(&scope) else { return };
        let freed = known.iter().map(weight_of_decided).sum();
        self.decided.remove_mut(&scope);
        self.shrink(freed);
    }
}
