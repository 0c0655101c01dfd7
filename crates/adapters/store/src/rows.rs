//! The typed rows, one file per family of nouns. Each is the only description of its table; the scope of each table
//! stands in `scopes`.

mod accounts;
mod between;
mod cases;
mod documents;
mod installation;
mod journal;
mod ledger;
mod payments;
mod people;
mod postbox;
mod records;
mod search;
mod services;
mod talk;
mod tasks;
mod timed_starts;
mod worker;

pub use accounts::{AccountMailRow, AccountRow};
pub use between::{PublicationRow, ServiceStartRow, SignalRow, Sort, SubscriptionRow};
pub use cases::{CaseNumberRow, CaseRow, CitizenCaseRow, DraftRow, InstanceRow};
pub use documents::{DeliveryRow, DeliveryState, DocumentRow, UploadRow};
pub use installation::{PackageRow, SessionKind, SessionRow, TenantRow, ThrottleRow};
pub use journal::{JournalPayloadRow, JournalRow};
pub use ledger::{AccessRow, ClaimRow, CommandRow};
pub use payments::{
    AttemptRow, AttemptState, MandateRow, PaymentNumberRow, PaymentRow, PaymentState, PaymentWay,
};
pub use people::{SecondFactorRow, StaffRow};
pub use postbox::{PostboxKind, PostboxRow};
pub use records::{RecordNumberRow, RecordRow};
pub use search::{SearchEntryRow, SearchKind};
pub(crate) use search::{group_term, word_term};
pub use services::{ReleaseRow, ServiceRow};
pub use talk::{NoteRow, QuestionRow, ResubmissionCandidateRow, ResubmissionRow};
pub use tasks::{TaskCandidateRow, TaskRow};
pub use timed_starts::TimedStartRow;
pub use worker::{DueKind, DueRow, IncidentRow, OutboxRow, OutboxState, TimerRow};
