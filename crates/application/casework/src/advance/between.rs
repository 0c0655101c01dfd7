//! What a step says to the other cases of the tenant and hears from them, as rows: subscriptions, signals, messages. Each row
//! that has to find its partner has a due row beside it; the worker looks in a transaction of its own, so that of two that
//! are stored at the same time at least one sees the other.

use super::effects::due_row;
use engine::{Broadcast, Publication, SubscribedTo, Subscription};
use feel::Context;
use jiff::SignedDuration;
use services::OWN_MESSAGES;
use store::{CaseRow, Change, DueKind, DueRow, PublicationRow, SignalRow, Sort, SubscriptionRow};
use values::{Hash, Moment, SubscriptionId, TenantId};

/// How long a message waits for somebody to receive it: as long as papers are usually asked for, and a reminder.
pub(crate) const KEPT: SignedDuration = SignedDuration::from_hours(90 * 24);

/// Nobody, in the stored form of those who have missed something.
pub(crate) const NOBODY: &str = "[]";

/// The case waits for a message or signal. Only messages may have been published before; those that the platform itself
/// sends to one case are never.
pub(super) fn waiting(case: &CaseRow, open: &Subscription, at: Moment) -> Vec<Change> {
    let sort = match open.to {
        SubscribedTo::Message => Sort::Message,
        SubscribedTo::Signal => Sort::Signal,
    };
    let row = SubscriptionRow {
        tenant: case.tenant,
        id: open.id,
        case: case.id,
        sort,
        message: open.message.clone(),
        message_key: open.key.clone(),
        key_hash: Hash::of(open.key.as_bytes()),
        since: at,
    };
    let looks = sort == Sort::Message && !OWN_MESSAGES.contains(&open.message.as_str());
    let due = due_row(case.tenant, *open.id.as_bytes(), DueKind::Subscription, at);
    std::iter::once(Change::insert(&row)).chain(looks.then(|| Change::insert(&due))).collect()
}

/// The case waits no longer.
pub(super) fn without_waiting(tenant: TenantId, id: SubscriptionId) -> [Change; 2] {
    let due = DueRow::key(tenant, *id.as_bytes());
    [Change::clear(SubscriptionRow::key(tenant, id)), Change::clear(due)]
}

/// A signal that was thrown; the case itself has heard it already.
pub(super) fn thrown(case: &CaseRow, signal: &Broadcast, at: Moment) -> [Change; 2] {
    let row = SignalRow {
        tenant: case.tenant,
        id: signal.id,
        case: case.id,
        name: signal.signal.clone(),
        body: stored(&signal.variables),
        thrown_at: at,
        reached: None,
        attempt: 0,
        missed: NOBODY.to_owned(),
        chain: signal.chain,
    };
    let due = due_row(case.tenant, *signal.id.as_bytes(), DueKind::Signal, at);
    [Change::insert(&row), Change::insert(&due)]
}

/// A message that was published.
pub(super) fn published(case: &CaseRow, message: &Publication, at: Moment) -> [Change; 2] {
    let row = PublicationRow {
        tenant: case.tenant,
        id: message.id,
        case: case.id,
        message: message.message.clone(),
        message_key: message.key.clone(),
        key_hash: Hash::of(message.key.as_bytes()),
        body: stored(&message.variables),
        sent_at: at,
        kept_until: at.plus(KEPT),
        missed: NOBODY.to_owned(),
        chain: message.chain,
    };
    let due = due_row(case.tenant, *message.id.as_bytes(), DueKind::Publication, at);
    [Change::insert(&row), Change::insert(&due)]
}

fn stored(variables: &Context) -> String {
    serde_json::to_string(variables).expect("the engine has checked that they can be stored")
}
