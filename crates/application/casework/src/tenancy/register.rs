//! The chains of a tenant's registers: who worked there, which service ran on which release. The same chain of hashes as
//! a case, with a row instead of a case's state.

use crate::Casework;
use crate::advance::journal_row;
use crate::refusal::Refusal;
use cases::journal;
use serde_json::Value as Json;
use store::{Change, JournalPayloadRow, Snapshot};
use values::{Hash, TenantId};

/// A register with a chain of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Register {
    /// The people who work for a tenant.
    People,
    /// The services a tenant offers.
    Services,
    /// What a tenant has set for its pages and letters.
    Settings,
}

impl Register {
    /// The id of the chain; the tenant leads every key, so the same id serves all tenants.
    fn chain(self) -> [u8; 16] {
        let name: &[u8] = match self {
            Self::People => b"people",
            Self::Services => b"services",
            Self::Settings => b"settings",
        };
        let mut chain = [0; 16];
        chain.copy_from_slice(&Hash::of_parts(&[b"register", name]).as_bytes()[..16]);
        chain
    }
}

impl Casework {
    /// The next entry of a register's chain. `what` names the act, `payload` may name people and can be erased.
    pub(super) async fn register_entry(
        &self,
        snapshot: &Snapshot,
        tenant: TenantId,
        register: Register,
        (what, payload): (&str, Json),
    ) -> Result<[Change; 2], Refusal> {
        let chain = register.chain();
        let previous = snapshot.journal_end(chain).await?.map(|row| (row.step, row.hash));
        let salt = self.world().random::<16>();
        let payload = payload.to_string();
        let header = serde_json::json!({ "format": 1, "command": what, "actor": "machine" }).to_string();
        let entry = journal::Entry::following(
            chain,
            previous,
            journal::Next {
                at: self.world().now(),
                header: &header,
                payload_hash: journal::payload_hash(&salt, &payload),
                snapshot_hash: Hash::of(payload.as_bytes()),
            },
        );
        let beside = JournalPayloadRow { tenant, chain, step: entry.step, salt: salt.to_vec(), payload };
        Ok([Change::insert(&journal_row(tenant, entry)), Change::insert(&beside)])
    }
}
