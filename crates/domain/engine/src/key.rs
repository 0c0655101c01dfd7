//! Keys of what lives inside one instance. They mean nothing outside of it.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A live element, or the scope it forms: counted from 1 in the order of entering; 0, the default, is the process itself.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Key(pub u32);

impl Key {
    /// The scope of the process.
    pub const ROOT: Key = Key(0);
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
