//! What the worker finds: the due index of the installation, and what stands behind each of its rows in the tenant.

use crate::table::row;
use crate::value::words;
use values::{CaseId, EffectId, IncidentId, Moment, TenantId, TimerId};

words! {
    /// What a due row stands for.
    DueKind {
        /// A job of the outbox.
        Job = "job",
        /// A timer.
        Timer = "timer",
        /// A provider is to be asked how an attempt to pay stands.
        Payment = "payment",
        /// A signal is to be told to those who wait for it.
        Signal = "signal",
        /// A published message looks for somebody who waits for it, or its time is over.
        Publication = "publication",
        /// A case that waits for a message looks whether one has been published before.
        Subscription = "subscription",
        /// A service begins by its timer.
        Start = "start",
        /// A service that has begun to begin by a message looks whether one has been published before.
        Offer = "offer",
        /// A case is older than the tasks that ask people what is to be done: where it waits for that, it gets one.
        Choice = "choice",
    }
}

row! {
    /// Something is to be done from a moment on. Holds no personal data, so the worker sees it across tenants.
    DueRow in "due" guard Attempt
    key {
        /// Whose.
        tenant: TenantId,
        /// The bytes of the id of what stands behind it.
        id: [u8; 16],
    }
    /// What stands behind it.
    kind: DueKind,
    /// From when on.
    due: Moment,
    /// Nobody else claims it before this moment; 1970 when nobody has it.
    lease_until: Moment,
    /// How often it has been claimed; the result of an older claim is refused.
    attempt: i64,
}

words! {
    /// How a job stands.
    OutboxState {
        /// To be done.
        Open = "open",
        /// The worker has done its part; somebody outside will answer.
        Waiting = "waiting",
        /// It failed and waits for a person.
        Failed = "failed",
    }
}

row! {
    /// Something a case asked of the world; deleted when it is done.
    OutboxRow in "outbox" guard Unguarded
    key {
        /// Whose.
        tenant: TenantId,
        /// Its id.
        id: EffectId,
    }
    /// Its case.
    case("case_id"): CaseId,
    /// The job type.
    job_type: String,
    /// Everything the job needs: JSON.
    body: String,
    /// Open, waiting or failed.
    state: OutboxState,
    /// When the case asked for it.
    created_at: Moment,
}

row! {
    /// A timer that a case waits for.
    TimerRow in "timer" guard Unguarded
    key {
        /// Whose.
        tenant: TenantId,
        /// Its id.
        id: TimerId,
    }
    /// Its case.
    case("case_id"): CaseId,
    /// When it fires.
    due: Moment,
}

row! {
    /// A case is stuck until a person helps.
    IncidentRow in "incident" guard Unguarded
    key {
        /// Whose.
        tenant: TenantId,
        /// Its id.
        id: IncidentId,
    }
    /// Its case.
    case("case_id"): CaseId,
    /// The element of the process.
    element: String,
    /// What kind of failure.
    code: String,
    /// What a person needs to know.
    message: String,
    /// When.
    raised_at: Moment,
    /// When a person had helped.
    resolved_at: Option<Moment> as ZeroIfNone,
}
