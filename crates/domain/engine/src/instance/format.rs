//! The stored form of the state: a promise, with a number. What is read was perhaps written by an older program.

use super::Instance;

/// The format that is written.
pub const FORMAT: u32 = 1;

/// The bytes are no state that this program reads.
#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    /// Written by a newer program.
    #[error("the state has format {0}; this program reads up to {FORMAT}")]
    UnknownFormat(u32),
    /// Not what the format says.
    #[error("the state is damaged: {0}")]
    Damaged(String),
}

impl Instance {
    /// The state as bytes of format [`FORMAT`] (JSON).
    pub fn to_bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("only storable values are ever set, and keys are numbers or ids")
    }

    /// The state from bytes of a format.
    ///
    /// # Errors
    /// When the format is unknown or the bytes do not follow it.
    pub fn from_bytes(format: u32, bytes: &[u8]) -> Result<Self, Unreadable> {
        if format != FORMAT {
            return Err(Unreadable::UnknownFormat(format));
        }
        serde_json::from_slice(bytes).map_err(|error| Unreadable::Damaged(error.to_string()))
    }
}
