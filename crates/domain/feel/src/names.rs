//! The names an expression may use, with what is known of their types. Values are not here but in `Context`.

use crate::syntax::normal;
use crate::types::Type;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Properties are collected from types in each other so deep.
const PROPERTY_LEVELS: u32 = 8;

/// Names known to an expression. Any other name in it is a Problem. Thousands of expressions may share them: cloning is
/// cheap, and what is looked up in them is prepared once.
#[derive(Debug, Clone, Default)]
pub struct Names {
    known: Arc<Known>,
    types: Arc<Types>,
    open: bool,
}

/// The names of values.
#[derive(Debug, Clone, Default)]
struct Known {
    types: BTreeMap<Arc<str>, Type>,
    /// The names in the form in which they are compared.
    by_normal: BTreeMap<String, Arc<str>>,
    properties: Properties,
}

/// The names of types.
#[derive(Debug, Clone, Default)]
struct Types {
    by_name: BTreeMap<Arc<str>, Type>,
    by_normal: BTreeMap<String, Arc<str>>,
    properties: Properties,
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
        let (name, known) = (name.into(), Arc::make_mut(&mut self.known));
        known.properties.add(&its_type);
        known.by_normal.insert(normal(&name), name.clone());
        known.types.insert(name, its_type);
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
        let (name, types) = (name.into(), Arc::make_mut(&mut self.types));
        types.properties.add(&its_type);
        types.by_normal.insert(normal(&name), name.clone());
        types.by_name.insert(name, its_type);
    }

    /// Whether the name is known.
    pub fn contains(&self, name: &str) -> bool {
        self.known.types.contains_key(name)
    }

    /// The type of a name.
    pub fn type_of(&self, name: &str) -> Option<&Type> {
        self.known.types.get(name)
    }

    /// The names in alphabetical order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.known.types.keys().map(|name| &**name)
    }

    /// The name that has this form when names are compared.
    pub(crate) fn called(&self, normal: &str) -> Option<&Arc<str>> {
        self.known.by_normal.get(normal)
    }

    /// The names in the form in which they are compared.
    pub(crate) fn all_called(&self) -> impl Iterator<Item = &str> {
        self.known.by_normal.keys().map(String::as_str)
    }

    /// The type that has this form when names are compared.
    pub(crate) fn type_called(&self, normal: &str) -> Option<&Type> {
        self.types.by_name.get(self.types.by_normal.get(normal)?)
    }

    /// The names of the types.
    pub(crate) fn type_names(&self) -> impl Iterator<Item = &str> {
        self.types.by_name.keys().map(|name| &**name)
    }

    /// Whether any of the types has a property of this name, in the form in which names are compared.
    pub(crate) fn has_property(&self, normal: &str) -> bool {
        self.known.properties.names.contains(normal) || self.types.properties.names.contains(normal)
    }
}

/// Names of properties anywhere in types.
#[derive(Debug, Clone, Default)]
struct Properties {
    names: BTreeSet<String>,
}

impl Properties {
    fn add(&mut self, its_type: &Type) {
        self.collect(its_type, PROPERTY_LEVELS, &mut BTreeSet::new());
    }

    /// Each type is looked at once: one that is in another twice, and so on, would else be looked at for ever.
    fn collect(
        &mut self,
        its_type: &Type,
        levels: u32,
        seen: &mut BTreeSet<*const BTreeMap<Arc<str>, Type>>,
    ) {
        match its_type {
            Type::Context(fields) if levels > 0 && seen.insert(Arc::as_ptr(fields)) => {
                for (name, field) in fields.iter() {
                    self.names.insert(normal(name));
                    self.collect(field, levels - 1, seen);
                }
            }
            Type::List(item) | Type::Function(_, item) if levels > 0 => self.collect(item, levels - 1, seen),
            _ => {}
        }
    }
}

impl<N: Into<Arc<str>>> FromIterator<N> for Names {
    fn from_iter<I: IntoIterator<Item = N>>(names: I) -> Self {
        let mut all = Self::default();
        all.extend(names);
        all
    }
}

impl<N: Into<Arc<str>>> Extend<N> for Names {
    fn extend<I: IntoIterator<Item = N>>(&mut self, names: I) {
        names.into_iter().for_each(|name| self.insert(name, Type::Any));
    }
}
