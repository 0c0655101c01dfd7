//! What has ended in one scope and can be undone, in the order in which it ended. Adding one to thousands and taking one
//! away costs no more than among ten.

use super::{Map, weight_of_all};
use crate::key::Key;
use feel::Context;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
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
    #[serde(default, skip_serializing_if = "Ended::is_empty")]
    pub(crate) inside: Ended,
}

impl Compensable {
    /// The same for everybody who may want it undone.
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
    fn rename(&mut self, rename: &impl Fn(&mut Arc<str>)) {
        rename(&mut self.element);
        self.inside.rename(rename);
    }
}

/// All of one scope, each at a place that only counts up. What is stored is their order.
#[derive(Debug, Clone, Default)]
pub(crate) struct Ended(Map<u32, Compensable>);

impl Ended {
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// In the order in which they ended.
    pub(crate) fn iter(&self) -> impl DoubleEndedIterator<Item = &Compensable> {
        self.0.values()
    }

    /// The last of those that somebody wants undone.
    pub(crate) fn last_for(&self, by: Key) -> Option<&Compensable> {
        self.iter().rfind(|one| one.by == Some(by))
    }

    pub(super) fn push(&mut self, ended: Compensable) {
        let place = self.0.last().map_or(0, |(last, _)| last + 1);
        self.0.insert_mut(place, ended);
    }

    /// Takes away the last of those that somebody wants undone.
    pub(super) fn take_last_for(&mut self, by: Key) -> Option<Compensable> {
        let (place, last) = self.0.iter().rfind(|(_, one)| one.by == Some(by))?;
        let (place, last) = (*place, last.clone());
        self.0.remove_mut(&place);
        Some(last)
    }

    /// Changes those that are meant.
    pub(super) fn change(
        &mut self,
        is_meant: impl Fn(&Compensable) -> bool,
        change: impl Fn(&mut Compensable),
    ) {
        let places = self.0.iter().filter(|(_, one)| is_meant(one)).map(|(place, _)| *place);
        for place in places.collect::<Vec<_>>() {
            self.0.get_mut(&place).into_iter().for_each(&change);
        }
    }

    /// Everything in it is called by its new name.
    pub(super) fn rename(&mut self, rename: &impl Fn(&mut Arc<str>)) {
        self.change(|_| true, |one| one.rename(rename));
    }
}

impl PartialEq for Ended {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl FromIterator<Compensable> for Ended {
    fn from_iter<I: IntoIterator<Item = Compensable>>(ended: I) -> Self {
        Self((0..).zip(ended).collect())
    }
}

impl Serialize for Ended {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

impl<'de> Deserialize<'de> for Ended {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Vec::deserialize(deserializer)?.into_iter().collect())
    }
}
