//! What the installation knows about itself: tenants, packages, sessions, throttles. No case data.

use crate::table::row;
use crate::value::words;
use values::{Hash, Moment, TenantId};

row! {
    /// A tenant (Mandant).
    TenantRow in "tenant" guard Version
    key {
        /// Its id.
        id: TenantId,
    }
    /// Its place in addresses; unique.
    slug: String,
    /// Its name for people.
    name: String,
    /// Known, licensed, live ….
    status: String,
    /// The key of the area it administers; empty for none, unique otherwise.
    area: String,
    /// Branding, letterhead, bindings: JSON.
    settings: String,
    /// Raised by every update.
    version: i64,
}

row! {
    /// A package (Dienstpaket) of the library, immutable.
    PackageRow in "package" guard Unguarded
    key {
        /// The hash of the content.
        hash: Hash,
    }
    /// The service it makes possible.
    key("service_key"): String,
    /// Its version as the author names it.
    package_version: String,
    /// The canonical archive.
    content: Vec<u8>,
    /// When it came into this installation.
    installed_at: Moment,
}

words! {
    /// Who a session belongs to.
    SessionKind {
        /// A person who works for a tenant.
        Staff = "staff",
        /// A person who works for a tenant and has shown a password, but no second factor yet.
        StaffHalf = "half-staff",
        /// A one-time link with which such a person chooses a password.
        StaffLink = "link-staff",
        /// A citizen without an account.
        Guest = "guest",
        /// A citizen who is signed in with their account.
        Citizen = "citizen",
        /// A one-time link for an account, such as one that confirms a mail address.
        CitizenLink = "link-citizen",
        /// Somebody who has gone to show their identity card and is to come back.
        CardVisit = "card-visit",
    }
}

row! {
    /// Somebody is signed in, or remembered.
    SessionRow in "session" guard Unguarded
    key {
        /// The hash of the token in the cookie.
        token_hash: Hash,
    }
    /// Staff or guest.
    kind: SessionKind,
    /// The tenant of staff.
    tenant: Option<TenantId>,
    /// The bytes of the staff id or the citizen id.
    subject: [u8; 16],
    /// What else the session remembers: JSON.
    data: String,
    /// When it began.
    created_at: Moment,
    /// From when on it counts no more.
    expires_at: Moment,
}

row! {
    /// Failed attempts from one account or address.
    ThrottleRow in "throttle" guard Unguarded
    key {
        /// The hash of what is slowed down.
        key_hash: Hash,
    }
    /// How often in a row.
    failures: i64,
    /// No attempt counts before this moment.
    until("blocked_until"): Moment,
}
