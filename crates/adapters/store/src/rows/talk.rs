//! What people of the office write beside the process: notes among themselves, questions to the applicant, days on which
//! a case is to be looked at again.

use crate::table::{Key, Row, row};
use crate::value::Cell;
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
    /// Who of the office has entered the answer, by name; empty when the applicant sent it.
    entered_by: String,
    /// Raised by every update.
    version: i64,
}

row! {
    /// A resubmission (Wiedervorlage): the day on which a case is to be looked at again. Guarded by the case's version.
    ResubmissionRow in "resubmission" guard Unguarded
    key {
        /// Whose.
        tenant: TenantId,
        /// The case.
        case("case_id"): CaseId,
    }
    /// The beginning of the day.
    day: Moment,
    /// Why.
    reason: String,
    /// Who put it away.
    set_by: StaffId,
    /// When.
    set_at: Moment,
}

row! {
    /// A group that looks at a case again; its day is the resubmission's.
    ResubmissionCandidateRow in "resubmission_candidate" guard Unguarded
    key {
        /// Whose.
        tenant: TenantId,
        /// The group.
        group("group_key"): String,
        /// The beginning of the day.
        day: Moment,
        /// The case.
        case("case_id"): CaseId,
    }
}

impl ResubmissionCandidateRow {
    /// Names all candidates of one case, to be cleared with its resubmission.
    pub fn of_case(tenant: TenantId, case: CaseId) -> Key {
        let values = vec![tenant.to_value(), case.to_value()];
        Key { table: Self::TABLE, columns: &["tenant", "case_id"], values }
    }
}
