//! What reaches across the cases of a tenant: what they wait for, the signals and messages they throw until these have
//! arrived, and which services begin by one. Who meets whom is decided in casework.

use crate::table::row;
use crate::value::words;
use values::{CaseId, EffectId, Hash, Moment, SubscriptionId, TenantId};

words! {
    /// Message or signal.
    Sort {
        /// A message, for one.
        Message = "message",
        /// A signal, for everybody who waits.
        Signal = "signal",
    }
}

row! {
    /// A message or signal that a case waits for; deleted when it has come or is not waited for any more.
    SubscriptionRow in "subscription" guard Unguarded
    key {
        /// Whose.
        tenant: TenantId,
        /// Its id.
        id: SubscriptionId,
    }
    /// The case that waits.
    case("case_id"): CaseId,
    /// Message or signal.
    sort: Sort,
    /// The name of the message or signal.
    message: String,
    /// Which message of this name; empty for any to the case.
    message_key: String,
    /// The hash of that key, for an index: keys are of any length.
    key_hash: Hash,
    /// Since when it waits.
    since: Moment,
}

row! {
    /// A signal that a case has thrown; deleted when everybody who waited for it has been told, or a while later when
    /// somebody was missed.
    SignalRow in "signal" guard Unguarded
    key {
        /// Whose.
        tenant: TenantId,
        /// Its id.
        id: EffectId,
    }
    /// The case that threw it.
    case("case_id"): CaseId,
    /// Its name.
    name: String,
    /// What it brings: JSON.
    body: String,
    /// When it was thrown; who began to wait later is not told.
    thrown_at: Moment,
    /// The last case, by id, of those that have been told; the greatest id there can be after all of them.
    reached: Option<CaseId>,
    /// The attempt of the due row by which it came that far.
    attempt: i64,
    /// The cases that could not be told or opened: JSON.
    missed: String,
    /// Its place in a row of signals and messages, each thrown because of the one before.
    chain: u32,
}

row! {
    /// A message that a case has published; deleted when somebody has received it.
    PublicationRow in "publication" guard Unguarded
    key {
        /// Whose.
        tenant: TenantId,
        /// Its id.
        id: EffectId,
    }
    /// The case that published it.
    case("case_id"): CaseId,
    /// The name of the message.
    message: String,
    /// Which message of this name; may be empty.
    message_key: String,
    /// The hash of that key.
    key_hash: Hash,
    /// What it brings: JSON.
    body: String,
    /// When it was published.
    sent_at: Moment,
    /// Until when it waits for somebody to receive it.
    kept_until: Moment,
    /// The cases that waited and could not take it: JSON.
    missed: String,
    /// Its place in a row of signals and messages, each thrown because of the one before.
    chain: u32,
}

row! {
    /// A message or signal by which a service opens a case; follows from the release that is live.
    ServiceStartRow in "service_start" guard Unguarded
    key {
        /// Whose.
        tenant: TenantId,
        /// Message or signal.
        sort: Sort,
        /// Its name.
        name: String,
        /// The service.
        service("service_key"): String,
        /// The procedure of the service that begins.
        procedure: String,
    }
    /// Since when it does.
    since: Moment,
}
