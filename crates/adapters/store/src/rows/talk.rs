//! What people of the office write beside the process: notes among themselves, questions to the applicant.

use crate::table::row;
use values::{CaseId, Moment, NoteId, QuestionId, StaffId, TenantId};

row! {
    /// A note (Notiz) of the office about a case; never shown to the applicant.
    NoteRow in "note" guard Unguarded
    key {
        /// Whose.
        tenant: TenantId,
        /// Its id.
        id: NoteId,
    }
    /// Its case.
    case("case_id"): CaseId,
    /// Who wrote it.
    author: StaffId,
    /// When.
    at: Moment,
    /// What it says.
    text: String,
}

row! {
    /// A question of the office to the applicant, and the answer.
    QuestionRow in "question" guard Version
    key {
        /// Whose.
        tenant: TenantId,
        /// Its id.
        id: QuestionId,
    }
    /// Its case.
    case("case_id"): CaseId,
    /// Who asks, by name; empty when the process asks by itself.
    asked_by: String,
    /// When it was asked.
    asked_at: Moment,
    /// What is asked.
    text: String,
    /// Until when an answer is wanted.
    answer_by: Option<Moment> as LastIfNone,
    /// When it was answered.
    answered_at: Option<Moment> as ZeroIfNone,
    /// The answer; empty until then.
    answer: String,
    /// Ids of the documents that came with the answer: JSON.
    documents: String,
    /// Raised by every update.
    version: i64,
}
