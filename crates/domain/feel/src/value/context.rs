//! Names with values in the order in which they were put in. What a name may look like is the parser's matter.

use super::Value;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

/// Up to this many entries are found by looking at each; longer contexts keep an index.
const INDEX_FROM: usize = 12;

/// An insertion-ordered map from names to values. Equality does not look at the order.
#[derive(Clone, Default)]
pub struct Context {
    entries: Vec<(Arc<str>, Value)>,
    index: BTreeMap<Arc<str>, usize>,
}

impl Context {
    /// An empty context.
    pub fn new() -> Self {
        Self::default()
    }

    /// Puts a value under a name; an old value is replaced at its place and returned.
    pub fn insert(&mut self, name: impl Into<Arc<str>>, value: impl Into<Value>) -> Option<Value> {
        let (name, value) = (name.into(), value.into());
        if let Some(position) = self.position(&name) {
            return Some(std::mem::replace(&mut self.entries[position].1, value));
        }
        if !self.index.is_empty() {
            self.index.insert(name.clone(), self.entries.len());
        }
        self.entries.push((name, value));
        if self.index.is_empty() && self.entries.len() >= INDEX_FROM {
            self.index = self
                .entries
                .iter()
                .enumerate()
                .map(|(position, (name, _))| (name.clone(), position))
                .collect();
        }
        None
    }

    /// The same context with one more entry.
    #[must_use]
    pub fn with(mut self, name: impl Into<Arc<str>>, value: impl Into<Value>) -> Self {
        self.insert(name, value);
        self
    }

    /// The value under a name.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.position(name).map(|position| &self.entries[position].1)
    }

    /// The value at a path of names with dots between, such as `dog.name`.
    pub fn get_path(&self, path: &str) -> Option<&Value> {
        match path.split_once('.') {
            None => self.get(path),
            Some((first, rest)) => match self.get(first)? {
                Value::Context(inner) => inner.get_path(rest),
                _ => None,
            },
        }
    }

    /// Whether there is an entry of this name, be it null.
    pub fn contains(&self, name: &str) -> bool {
        self.position(name).is_some()
    }

    /// Takes an entry out.
    pub fn remove(&mut self, name: &str) -> Option<Value> {
        let position = self.position(name)?;
        let (_, value) = self.entries.remove(position);
        let entries = std::mem::take(self).entries;
        *self = entries.into_iter().collect();
        Some(value)
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The entries in their order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&Arc<str>, &Value)> + ExactSizeIterator {
        self.entries.iter().map(|(name, value)| (name, value))
    }

    /// The names in their order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|(name, _)| &**name)
    }

    fn position(&self, name: &str) -> Option<usize> {
        if self.index.is_empty() {
            return self.entries.iter().position(|(known, _)| &**known == name);
        }
        self.index.get(name).copied()
    }
}

impl PartialEq for Context {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().all(|(name, value)| other.get(name) == Some(value))
    }
}

impl<N: Into<Arc<str>>, V: Into<Value>> FromIterator<(N, V)> for Context {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(entries: I) -> Self {
        let mut context = Self::new();
        context.extend(entries);
        context
    }
}

impl<N: Into<Arc<str>>, V: Into<Value>> Extend<(N, V)> for Context {
    fn extend<I: IntoIterator<Item = (N, V)>>(&mut self, entries: I) {
        for (name, value) in entries {
            self.insert(name, value);
        }
    }
}

impl IntoIterator for Context {
    type Item = (Arc<str>, Value);
    type IntoIter = std::vec::IntoIter<(Arc<str>, Value)>;
    fn into_iter(self) -> Self::IntoIter {
        self.entries.into_iter()
    }
}

impl fmt::Debug for Context {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}
