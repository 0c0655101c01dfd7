//! Which starts of services a timer sets going, and when next. When that is, is decided in casework.

use crate::table::row;
use values::{EffectId, Moment, TenantId};

row! {
    /// A start event of a live service that a timer sets going. It stays when it is over, so that what it began is not begun
    /// anew by every release that says the same.
    TimedStartRow in "timed_start" guard Version
    key {
        /// Whose.
        tenant: TenantId,
        /// The service.
        service("service_key"): String,
        /// The procedure of the service that begins.
        procedure: String,
        /// Id of the start event.
        element: String,
    }
    /// What the timer says, to notice when another release says something else.
    rhythm: String,
    /// The id of the moment that is waited for, which is that of its due row; of no moment when it is over.
    moment: EffectId,
    /// When it is due next; `None` when it is over.
    due: Option<Moment> as ZeroIfNone,
    /// How it goes on then: JSON; empty when it does not.
    repetition: String,
    /// When it was due last; `None` before it has begun anything.
    begun_at: Option<Moment> as ZeroIfNone,
    /// Raised by every change.
    version: i64,
}
