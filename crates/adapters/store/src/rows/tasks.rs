//! Tasks that wait for people, and the groups that may take them.

use crate::table::{Key, Row, row};
use crate::value::Cell;
use values::{CaseId, Moment, StaffId, TaskId, TenantId};

row! {
    /// A task (Aufgabe) that waits for a person; deleted when it is done.
    TaskRow in "task" guard Version
    key {
        /// Whose.
        tenant: TenantId,
        /// Its id.
        id: TaskId,
    }
    /// Its case.
    case("case_id"): CaseId,
    /// The element of the process.
    element: String,
    /// Its name for people.
    name: String,
    /// The same as it is sorted.
    name_key: String,
    /// The key of the form it asks for.
    form: String,
    /// Who has taken it.
    assignee: Option<StaffId>,
    /// Until when it is to be done.
    due: Option<Moment> as LastIfNone,
    /// When it was opened.
    opened_at: Moment,
    /// Raised by every update.
    version: i64,
    /// Who must not do it (four eyes): ids with commas between them.
    not_by: String,
}

row! {
    /// A group that may take a task; its due moment is the task's.
    TaskCandidateRow in "task_candidate" guard Unguarded
    key {
        /// Whose.
        tenant: TenantId,
        /// The group.
        group("group_key"): String,
        /// The task's due moment.
        due: Option<Moment> as LastIfNone,
        /// The task.
        task("task_id"): TaskId,
    }
    /// The task's case.
    case("case_id"): CaseId,
}

impl TaskCandidateRow {
    /// Names all candidates of one task, to be cleared with it.
    pub fn of_task(tenant: TenantId, task: TaskId) -> Key {
        let values = vec![tenant.to_value(), task.to_value()];
        Key { table: Self::TABLE, columns: &["tenant", "task_id"], values }
    }
}
