//! The journal (Protokoll): chained headers without personal data, and erasable payloads beside them.

use crate::table::row;
use values::{Hash, Moment, TenantId};

row! {
    /// One entry of a chain; never changed, never deleted.
    JournalRow in "journal" guard Unguarded
    key {
        /// Whose.
        tenant: TenantId,
        /// Which chain: the bytes of a case id, or of the tenant's own chains.
        chain: [u8; 16],
        /// Its place in the chain, from 1.
        step: i64,
    }
    /// When.
    at: Moment,
    /// What happened, without personal data: the stored text that the hash covers.
    header: String,
    /// The hash of the entry before.
    previous: Hash,
    /// The hash of the salted payload.
    payload_hash: Hash,
    /// The hash of the state after the step.
    snapshot_hash: Hash,
    /// The hash of this entry.
    hash: Hash,
}

row! {
    /// The events of one step; may be erased while the chain stays whole.
    JournalPayloadRow in "journal_payload" guard Unguarded
    key {
        /// Whose.
        tenant: TenantId,
        /// Which chain.
        chain: [u8; 16],
        /// Which entry.
        step: i64,
    }
    /// What makes the hash unguessable.
    salt: Vec<u8>,
    /// The events: JSON.
    payload: String,
}
