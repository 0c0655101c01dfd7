//! Questions about notes, and about questions to applicants.

use crate::error::StoreError;
use crate::rows::{NoteRow, QuestionRow};
use crate::snapshot::Snapshot;
use crate::value::Cell;
use values::{CaseId, QuestionId};

impl Snapshot {
    /// The notes about a case, oldest first.
    pub async fn notes_of_case(&self, case: CaseId) -> Result<Vec<NoteRow>, StoreError> {
        let parameters = vec![self.own_tenant()?.to_value(), case.to_value()];
        self.rows("WHERE tenant = ?1 AND case_id = ?2 ORDER BY at, id", parameters).await
    }

    /// The questions that were asked about a case, oldest first.
    pub async fn questions_of_case(&self, case: CaseId) -> Result<Vec<QuestionRow>, StoreError> {
        let parameters = vec![self.own_tenant()?.to_value(), case.to_value()];
        self.rows("WHERE tenant = ?1 AND case_id = ?2 ORDER BY asked_at, id", parameters).await
    }

    /// One question.
    pub async fn question(&self, id: QuestionId) -> Result<Option<QuestionRow>, StoreError> {
        self.by_key(QuestionRow::key(self.own_tenant()?, id)).await
    }
}
