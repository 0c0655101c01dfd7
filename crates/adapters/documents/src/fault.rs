//! What can go wrong with stored bytes.

use std::io;
use values::{Hash, TenantId};

/// Stored bytes could not be written or read.
#[derive(Debug, thiserror::Error)]
pub enum DocumentsFault {
    /// This tenant has no bytes with this hash.
    #[error("tenant {tenant} has no document with the content {hash}")]
    Missing {
        /// Whose store was asked.
        tenant: TenantId,
        /// What was asked for.
        hash: Hash,
    },
    /// The stored bytes are no longer what was stored: the medium or somebody changed them.
    #[error("the stored document {hash} of tenant {tenant} is damaged: its content is {found}")]
    Damaged {
        /// Whose store was asked.
        tenant: TenantId,
        /// What was asked for.
        hash: Hash,
        /// What the stored bytes hash to.
        found: Hash,
    },
    /// The folder did not do what was asked.
    #[error("the document store failed at {place}")]
    Storage {
        /// The path or step.
        place: String,
        /// What the system said.
        source: io::Error,
    },
}
