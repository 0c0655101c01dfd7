//! The names an expression may use, with what is known of their types. Values are not here but in `Context`.

use crate::types::Type;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Names known to an expression. Any other name in it is a Problem.
#[derive(Debug, Clone, Default)]
pub struct Names {
    known: BTreeMap<Arc<str>, Type>,
    types: BTreeMap<Arc<str>, Type>,
    open: bool,
}

impl Names {
    /// No names but those of the language.
    pub fn new() -> Self {
        Self::default()
    }

    /// The same names and this one, of unknown type.
    #[must_use]
    pub fn with(mut self, name: impl Into<Arc<str>>) -> Self {
        self.insert(name, Type::Any);
        self
    }

    /// Adds a name with its type. Fields of a context type make their names with spaces readable after a dot.
    pub fn insert(&mut self, name: impl Into<Arc<str>>, its_type: Type) {
        self.known.insert(name.into(), its_type);
    }

    /// The same names, and any other one as well: a missing variable is null. For conditions over items whose properties
    /// nobody declared.
    #[must_use]
    pub fn open(mut self) -> Self {
        self.open = true;
        self
    }

    pub(crate) fn is_open(&self) -> bool {
        self.open
    }

    /// Adds a type that `instance of` and parameters may name.
    pub fn define_type(&mut self, name: impl Into<Arc<str>>, its_type: Type) {
        self.types.insert(name.into(), its_type);
    }

    /// Whether the name is known.
    pub fn contains(&self, name: &str) -> bool {
        self.known.contains_key(name)
    }

    /// The type of a name.
    pub fn type_of(&self, name: &str) -> Option<&Type> {
        self.known.get(name)
    }

    /// The names in alphabetical order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.known.keys().map(|name| &**name)
    }

    pub(crate) fn entries(&self) -> &BTreeMap<Arc<str>, Type> {
        &self.known
    }

    pub(crate) fn types(&self) -> &BTreeMap<Arc<str>, Type> {
        &self.types
    }
}

impl<N: Into<Arc<str>>> FromIterator<N> for Names {
    fn from_iter<I: IntoIterator<Item = N>>(names: I) -> Self {
        Self { known: names.into_iter().map(|name| (name.into(), Type::Any)).collect(), ..Self::default() }
    }
}

impl<N: Into<Arc<str>>> Extend<N> for Names {
    fn extend<I: IntoIterator<Item = N>>(&mut self, names: I) {
        self.known.extend(names.into_iter().map(|name| (name.into(), Type::Any)));
    }
}
