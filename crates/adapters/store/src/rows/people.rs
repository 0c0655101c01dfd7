//! The people who work for a tenant.

use crate::table::row;
use values::{Moment, StaffId, TenantId};

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
    /// The same as it is sorted.
    name_key: String,
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

row! {
    /// The second factor of somebody who works for a tenant.
    SecondFactorRow in "second_factor" guard Version
    key {
        /// Whose.
        tenant: TenantId,
        /// Their id.
        staff: StaffId,
    }
    /// What their app and we both know, sealed under the master key.
    secret: Vec<u8>,
    /// Whether they have shown that their app knows it.
    confirmed: bool,
    /// The last step of time whose code was used; no code counts twice.
    last_step: i64,
    /// Hashes of the recovery codes that are left: JSON.
    recovery: String,
    /// When it was made.
    created_at: Moment,
    /// Raised by every update.
    version: i64,
}
