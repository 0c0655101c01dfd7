//! What a tenant offers: services and their releases.

use crate::table::row;
use values::{Hash, Moment, TenantId};

row! {
    /// A service (Leistung) of a tenant and the release new drafts start with.
    ServiceRow in "service" guard Version
    key {
        /// Whose.
        tenant: TenantId,
        /// The service's key.
        key("service_key"): String,
    }
    /// The release that new drafts pin.
    release("release_hash"): Hash,
    /// Live, paused ….
    status: String,
    /// Raised by every update.
    version: i64,
}

row! {
    /// A release: what a case runs on, immutable.
    ReleaseRow in "service_release" guard Unguarded
    key {
        /// Whose.
        tenant: TenantId,
        /// The hash of package and parameters.
        hash: Hash,
    }
    /// The service's key.
    service("service_key"): String,
    /// The package.
    package("package_hash"): Hash,
    /// The parameter values: JSON.
    parameters: String,
    /// When it was published.
    published_at: Moment,
}
