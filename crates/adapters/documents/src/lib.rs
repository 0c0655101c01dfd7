//! Bytes by content: stored per tenant under the hash of what they are, durable before `put` answers, verified on every
//! read. What a document means, who may read it and when it is deleted is decided elsewhere.

mod documents;
mod fault;
mod folder;
mod incoming;
mod kind;

pub use documents::Documents;
pub use fault::DocumentsFault;
pub use folder::Stored;
pub use incoming::{Arrived, Incoming};
