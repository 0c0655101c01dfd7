//! Drafts, cases, their state, their numbers, and what the citizen sees of them across tenants.

use crate::table::row;
use values::{CaseId, CitizenId, DraftId, Hash, Moment, StaffId, TenantId};

row! {
    /// A draft (Entwurf) of an application; its citizen finds it from every tenant.
    DraftRow in "draft" guard Version
    key {
        /// Whose service.
        tenant: TenantId,
        /// Its id.
        id: DraftId,
    }
    /// Whose draft.
    citizen: CitizenId,
    /// The service's key.
    service("service_key"): String,
    /// The key of the procedure of the service.
    procedure: String,
    /// The release it is pinned to.
    release("release_hash"): Hash,
    /// The key of the authority that will decide.
    authority: String,
    /// The answers as typed: JSON.
    answers: String,
    /// Raised by every update.
    version: i64,
    /// When it was opened.
    created_at: Moment,
    /// When it was last changed.
    changed_at: Moment,
    /// The case it became.
    submitted_case: Option<CaseId>,
    /// Who of the office enters it for somebody who came with paper; then it is theirs alone.
    entered_by: Option<StaffId>,
}

row! {
    /// A case (Vorgang): what lists show of it.
    CaseRow in "case_head" guard Version
    key {
        /// Whose.
        tenant: TenantId,
        /// Its id.
        id: CaseId,
    }
    /// Its number for people (Aktenzeichen); unique in the tenant.
    number: String,
    /// The service's key.
    service("service_key"): String,
    /// The key of the procedure of the service.
    procedure: String,
    /// The release it is pinned to.
    release("release_hash"): Hash,
    /// The key of the authority that decides, such as `executive`.
    authority: String,
    /// Who applied.
    citizen: CitizenId,
    /// The applicant's name for lists.
    applicant: String,
    /// The same as it is sorted.
    applicant_key: String,
    /// What it is about, for lists.
    subject: String,
    /// The public status.
    status: String,
    /// When it was received: the start of the day where only the day is known, as of a paper that was entered later.
    opened_at: Moment,
    /// When it last changed.
    changed_at: Moment,
    /// The hash of the code that opens the status page.
    code_hash: Hash,
    /// How the applicant wants to be notified: `post`, or nothing for what the service does.
    delivery_wish: String,
    /// How many steps it has taken.
    steps: i64,
    /// Whether its process still runs; the public status alone does not tell.
    is_running: bool,
    /// Raised by every update.
    version: i64,
}

row! {
    /// The state of a case's process, in parts.
    InstanceRow in "instance" guard Version
    key {
        /// Whose.
        tenant: TenantId,
        /// Which case.
        case("case_id"): CaseId,
        /// Which part, from 0.
        part: i64,
    }
    /// The number of the format of the bytes.
    format: i64,
    /// The state.
    bytes: Vec<u8>,
    /// Raised by every update.
    version: i64,
}

row! {
    /// The next free case number of a tenant and year; only `reserve_case_numbers` touches it.
    CaseNumberRow in "case_number" guard Unguarded
    key {
        /// Whose.
        tenant: TenantId,
        /// Which year.
        year: i64,
    }
    /// The next free number.
    next("next_number"): i64,
}

row! {
    /// What a citizen sees of a case from every tenant; written in the case's own commit.
    CitizenCaseRow in "citizen_case" guard Unguarded
    key {
        /// Whose case.
        citizen: CitizenId,
        /// Where it is worked on.
        tenant: TenantId,
        /// Which case.
        case("case_id"): CaseId,
    }
    /// Its number.
    number: String,
    /// The service's title.
    title: String,
    /// The public status.
    status: String,
    /// When it last changed.
    changed_at: Moment,
}
