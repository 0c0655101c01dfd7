//! What keeps commits honest, commands and claims; and who looked at what.

use crate::table::row;
use values::{CaseId, Hash, Moment, TenantId};

row! {
    /// A command that was carried out, with its first answer. Written by `apply` only.
    CommandRow in "command" guard Unguarded
    key {
        /// Whose.
        tenant: TenantId,
        /// The command key.
        key("command_key"): Hash,
    }
    /// The first answer.
    answer: String,
    /// When.
    at: Moment,
}

row! {
    /// Something that exists only once. Written by `apply` only.
    ClaimRow in "claim" guard Unguarded
    key {
        /// Whose.
        tenant: TenantId,
        /// What kind of thing.
        kind: String,
        /// Which one.
        key("claim_key"): Hash,
    }
    /// Who has it.
    holder: [u8; 16],
}

row! {
    /// Somebody looked at a case.
    AccessRow in "access" guard Unguarded
    key {
        /// Whose.
        tenant: TenantId,
        /// Its id.
        id: [u8; 16],
    }
    /// When.
    at: Moment,
    /// Who, in the words of the permissions.
    actor: String,
    /// Which case.
    case("case_id"): CaseId,
    /// What was looked at.
    what: String,
}
