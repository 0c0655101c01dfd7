//! Records: what outlives the case that made it. Which kinds there are and what they hold is the package's matter.

use crate::table::row;
use values::{CaseId, RecordId, TenantId};

row! {
    /// A record (Bestandseintrag), such as a registered dog.
    RecordRow in "record" guard Version
    key {
        /// Whose.
        tenant: TenantId,
        /// Its id.
        id: RecordId,
    }
    /// The service's key.
    service("service_key"): String,
    /// What it is in words of the package, such as `dog`.
    kind: String,
    /// Its running number for people, unique in the tenant: a tag, a permit.
    number("record_number"): i64,
    /// What no two current records share, such as a chip number; may be empty.
    key("record_key"): String,
    /// What people call it.
    title: String,
    /// Its fields: JSON in the stored form of process values.
    fields: String,
    /// The first day, as `2026-04-01`.
    valid_from: String,
    /// The last day; empty while it is current.
    valid_to: String,
    /// The case that opened it; its journal says how.
    opened_by: CaseId,
    /// The case that ended it.
    ended_by: Option<CaseId>,
    /// Raised by every update.
    version: i64,
}

row! {
    /// The next free number of a tenant's records; only `reserve_numbers` touches it.
    RecordNumberRow in "record_number" guard Unguarded
    key {
        /// Whose.
        tenant: TenantId,
        /// Always 0: the numbers run through the years.
        year: i64,
    }
    /// The next number.
    next("next_number"): i64,
}
