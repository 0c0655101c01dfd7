//! The people who work for a tenant.

use crate::table::row;
use values::{StaffId, TenantId};

row! {
    /// A caseworker, head of office, designer or administrator.
    StaffRow in "staff" guard Version
    key {
        /// Whose.
        tenant: TenantId,
        /// Their id.
        id: StaffId,
    }
    /// The name they sign in with; unique in the tenant.
    login: String,
    /// Their name for people.
    name: String,
    /// The password, hashed; empty when there is none.
    password_hash: String,
    /// Their groups: JSON.
    groups("staff_groups"): String,
    /// Their roles: JSON.
    roles: String,
    /// Whether they may sign in.
    active: bool,
    /// Raised by every update.
    version: i64,
}
