//! Which table belongs to which scope: the one list. Row-level security in the PostgreSQL migrations repeats it, and
//! tests compare both with the schema. The order is the order in which a commit takes its locks.

use crate::rows::{
    AccessRow, AccountMailRow, AccountRow, AttemptRow, CaseNumberRow, CaseRow, CitizenCaseRow, ClaimRow,
    CommandRow, DeliveryRow, DocumentRow, DraftRow, DueRow, IncidentRow, InstanceRow, JournalPayloadRow,
    JournalRow, MandateRow, NoteRow, OutboxRow, PackageRow, PaymentNumberRow, PaymentRow, PostboxRow,
    PublicationRow, QuestionRow, RecordNumberRow, RecordRow, ReleaseRow, ResubmissionCandidateRow,
    ResubmissionRow, SearchEntryRow, SecondFactorRow, ServiceRow, ServiceStartRow, SessionRow, SignalRow,
    StaffRow, SubscriptionRow, TaskCandidateRow, TaskRow, TenantRow, ThrottleRow, TimedStartRow, TimerRow,
    UploadRow,
};
use crate::table::{Row, Table};

/// Who may see and write a table's rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// The installation; no personal data of cases.
    Installation,
    /// The installation; a tenant writes only the row that is itself, together with its journal.
    Itself,
    /// The installation reads it across tenants; a tenant writes its own rows in its commits.
    DueIndex,
    /// Column `tenant` decides.
    Tenant,
    /// Column `tenant` decides, but on PostgreSQL not for the owner of the tables: the function that searches runs as the
    /// owner, because row-level security passes by the index of words. It reads the tenant of the transaction itself.
    SearchIndex,
    /// Either column decides: the tenant's side sees it by `tenant`, the citizen's by `citizen`.
    TenantOrCitizen,
}

/// Every table of the schema but `schema_version`.
pub const TABLES: [(&Table, Reach); 46] = [
    (CommandRow::TABLE, Reach::Tenant),
    (DueRow::TABLE, Reach::DueIndex),
    (DraftRow::TABLE, Reach::TenantOrCitizen),
    (CaseRow::TABLE, Reach::Tenant),
    (InstanceRow::TABLE, Reach::Tenant),
    (TaskRow::TABLE, Reach::Tenant),
    (TaskCandidateRow::TABLE, Reach::Tenant),
    (SubscriptionRow::TABLE, Reach::Tenant),
    (SignalRow::TABLE, Reach::Tenant),
    (PublicationRow::TABLE, Reach::Tenant),
    (OutboxRow::TABLE, Reach::Tenant),
    (TimerRow::TABLE, Reach::Tenant),
    (IncidentRow::TABLE, Reach::Tenant),
    (DocumentRow::TABLE, Reach::Tenant),
    (DeliveryRow::TABLE, Reach::Tenant),
    (UploadRow::TABLE, Reach::Tenant),
    (PaymentRow::TABLE, Reach::Tenant),
    (AttemptRow::TABLE, Reach::Tenant),
    (MandateRow::TABLE, Reach::Tenant),
    (JournalRow::TABLE, Reach::Tenant),
    (JournalPayloadRow::TABLE, Reach::Tenant),
    (CitizenCaseRow::TABLE, Reach::TenantOrCitizen),
    (PostboxRow::TABLE, Reach::TenantOrCitizen),
    (ServiceRow::TABLE, Reach::Tenant),
    (ServiceStartRow::TABLE, Reach::Tenant),
    (TimedStartRow::TABLE, Reach::Tenant),
    (ReleaseRow::TABLE, Reach::Tenant),
    (StaffRow::TABLE, Reach::Tenant),
    (SecondFactorRow::TABLE, Reach::Tenant),
    (NoteRow::TABLE, Reach::Tenant),
    (QuestionRow::TABLE, Reach::Tenant),
    (ResubmissionRow::TABLE, Reach::Tenant),
    (ResubmissionCandidateRow::TABLE, Reach::Tenant),
    (RecordRow::TABLE, Reach::Tenant),
    (SearchEntryRow::TABLE, Reach::SearchIndex),
    (AccessRow::TABLE, Reach::Tenant),
    (CaseNumberRow::TABLE, Reach::Tenant),
    (PaymentNumberRow::TABLE, Reach::Tenant),
    (RecordNumberRow::TABLE, Reach::Tenant),
    (ClaimRow::TABLE, Reach::Tenant),
    (TenantRow::TABLE, Reach::Itself),
    (PackageRow::TABLE, Reach::Installation),
    (AccountRow::TABLE, Reach::Installation),
    (AccountMailRow::TABLE, Reach::Installation),
    (SessionRow::TABLE, Reach::Installation),
    (ThrottleRow::TABLE, Reach::Installation),
];

/// Where a table stands in the order of locks, and who reaches it.
pub(crate) fn place_of(table: &Table) -> (usize, Reach) {
    let place = TABLES
        .iter()
        .position(|(listed, _)| listed.name == table.name)
        .expect("every row type is listed in TABLES; a test walks the schema");
    (place, TABLES[place].1)
}
