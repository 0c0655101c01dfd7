//! Questions about single tasks; lists of work live in `work`.

use crate::error::StoreError;
use crate::rows::{TaskCandidateRow, TaskRow};
use crate::snapshot::Snapshot;
use crate::value::Cell;
use values::{CaseId, TaskId};

impl Snapshot {
    /// One open task.
    pub async fn task(&self, id: TaskId) -> Result<Option<TaskRow>, StoreError> {
        self.by_key(TaskRow::key(self.own_tenant()?, id)).await
    }

    /// The open tasks of a case, oldest first.
    pub async fn tasks_of_case(&self, case: CaseId) -> Result<Vec<TaskRow>, StoreError> {
        let parameters = vec![self.own_tenant()?.to_value(), case.to_value()];
        self.rows("WHERE tenant = ?1 AND case_id = ?2 ORDER BY opened_at, id", parameters).await
    }

    /// The groups that may take a task.
    pub async fn candidates_of_task(&self, task: TaskId) -> Result<Vec<TaskCandidateRow>, StoreError> {
        let parameters = vec![self.own_tenant()?.to_value(), task.to_value()];
        self.rows("WHERE tenant = ?1 AND task_id = ?2 ORDER BY group_key", parameters).await
    }
}
