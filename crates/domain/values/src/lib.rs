//! The small values everything else speaks in: ids, moments, money, calendars, hashes, problems and places in text.
//! No rule of a process, form or case lives here.

pub mod calendar;
pub mod folding;
mod hash;
mod id;
mod language;
mod lines;
mod markup;
mod moment;
mod money;
mod problem;
mod span;

pub use hash::Hash;
pub use id::{
    AttemptId, AuthorityId, CaseId, CitizenId, DeliveryId, DocumentId, DraftId, EffectId, IncidentId, NoteId,
    PaymentId, QuestionId, RecordId, StaffId, SubscriptionId, TaskId, TenantId, TimerId,
};
pub use language::Language;
pub use lines::Lines;
pub use markup::{crowded_scope, crowded_tag};
pub use moment::Moment;
pub use money::Money;
pub use problem::{Place, Problem};
pub use span::Span;
