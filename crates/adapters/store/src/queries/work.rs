//! The work list (Arbeitskorb): pages and counts. Each arm of a query walks one index in the order of the list and
//! stops at the limit, so the length of the list does not matter.

use crate::error::{Fault, StoreError};
use crate::rows::{CaseRow, TaskRow};
use crate::snapshot::{Snapshot, columns_of};
use crate::table::{Cells, Row};
use crate::value::{Cell, Value};
use crate::views::{WorkCounts, WorkMark, WorkRow, WorkScope, WorkView};
use std::ops::Range;
use values::{Moment, TaskId};

/// Where counting stops.
const COUNTED: i64 = 100;

impl Snapshot {
    /// A page of the work list: due soonest first, from after the mark given.
    pub async fn work_list(
        &self,
        scope: WorkScope<'_>,
        view: WorkView,
        after: Option<WorkMark>,
        limit: i64,
    ) -> Result<Vec<WorkRow>, StoreError> {
        let after = after.unwrap_or(WorkMark { due: i64::MIN, task: TaskId::from_bytes([0; 16]) });
        let (found, parameters) = found(self.own_tenant()?.to_value(), scope, view, after, limit);
        let Some(found) = found else { return Ok(Vec::new()) };
        let task = columns_of(TaskRow::TABLE, Some("t"));
        let sql = format!(
            "SELECT {task}, c.number, c.service_key, c.procedure, c.release_hash, c.applicant, c.subject, c.status, c.opened_at \
             FROM ({found} ORDER BY due, id LIMIT ?4) f \
             JOIN task t ON t.tenant = ?1 AND t.id = f.id \
             JOIN case_head c ON c.tenant = ?1 AND c.id = t.case_id \
             ORDER BY f.due, f.id"
        );
        let rows = self.values(sql, parameters).await?;
        rows.into_iter().map(|row| Ok(work_row(row)?)).collect()
    }

    /// How many tasks each view holds; counting stops at 100.
    pub async fn work_counts(&self, scope: WorkScope<'_>, now: Moment) -> Result<WorkCounts, StoreError> {
        Ok(WorkCounts {
            mine: self.work_count(scope, WorkView::Mine).await?,
            groups: self.work_count(scope, WorkView::Groups).await?,
            free: self.work_count(scope, WorkView::Free).await?,
            overdue: self.work_count(scope, WorkView::Overdue(now)).await?,
        })
    }

    async fn work_count(&self, scope: WorkScope<'_>, view: WorkView) -> Result<i64, StoreError> {
        let start = WorkMark { due: i64::MIN, task: TaskId::from_bytes([0; 16]) };
        let (found, parameters) = found(self.own_tenant()?.to_value(), scope, view, start, COUNTED);
        let Some(found) = found else { return Ok(0) };
        let sql = format!("SELECT COUNT(*) FROM (SELECT 1 FROM ({found}) f LIMIT ?4) g");
        let rows = self.values(sql, parameters).await?;
        let count = rows.into_iter().flatten().next().and_then(i64::from_value);
        Ok(count.ok_or(Fault::ImpossibleRow { table: "task", column: "count" })?)
    }
}

/// A statement that finds `(due, id)` of the tasks of a view, each once; `None` when there can be none.
/// Parameters: ?1 tenant, ?2 and ?3 the mark, ?4 the limit, then what the arms need.
fn found(
    tenant: Value,
    scope: WorkScope<'_>,
    view: WorkView,
    after: WorkMark,
    limit: i64,
) -> (Option<String>, Vec<Value>) {
    let mut parameters = vec![tenant, Value::I64(after.due), after.task.to_value(), Value::I64(limit)];
    let mut arms = Vec::new();
    let mut before = String::new();
    if let WorkView::Overdue(now) = view {
        parameters.push(now.to_value());
        before = "AND due < ?5".to_owned();
    }
    let first_group = parameters.len() + 1;
    parameters.extend(scope.groups.iter().map(|group| Value::Text(group.clone())));
    let groups = first_group..first_group + scope.groups.len();
    if matches!(view, WorkView::Mine | WorkView::Overdue(_)) && !groups.is_empty() {
        parameters.push(scope.staff.to_value());
        arms.push(mine(parameters.len(), groups.clone(), &before));
    }
    if view != WorkView::Mine {
        arms.extend(groups.map(|group| open_to(group, &before, view)));
    }
    // UNION, not UNION ALL: a task that two of the groups may take is listed once.
    let found = (!arms.is_empty()).then(|| arms.join(" UNION "));
    (found, parameters)
}

/// Whoever has left the groups of a task sees it no more, though it still bears their name.
fn mine(staff: usize, groups: Range<usize>, before: &str) -> String {
    let groups = groups.map(|group| format!("?{group}")).collect::<Vec<_>>().join(", ");
    format!(
        "SELECT due, id FROM (SELECT due, id FROM task WHERE tenant = ?1 AND assignee = ?{staff} \
         AND (due, id) > (?2, ?3) {before} AND EXISTS (SELECT 1 FROM task_candidate c WHERE c.tenant = ?1 \
         AND c.task_id = id AND c.group_key IN ({groups})) ORDER BY due, id LIMIT ?4) m"
    )
}

fn open_to(group: usize, before: &str, view: WorkView) -> String {
    let free = if view == WorkView::Free {
        "AND EXISTS (SELECT 1 FROM task t WHERE t.tenant = ?1 AND t.id = task_id AND t.assignee IS NULL)"
    } else {
        ""
    };
    format!(
        "SELECT due, id FROM (SELECT due, task_id AS id FROM task_candidate WHERE tenant = ?1 \
         AND group_key = ?{group} AND (due, task_id) > (?2, ?3) {before} {free} \
         ORDER BY due, task_id LIMIT ?4) g{group}"
    )
}

fn work_row(row: Vec<Value>) -> Result<WorkRow, Fault> {
    let mut values = row.into_iter();
    let task = TaskRow::from_values(&mut values)?;
    let mut cells = Cells::new(CaseRow::TABLE.name, &mut values);
    Ok(WorkRow {
        task,
        number: cells.take("number")?,
        service: cells.take("service_key")?,
        procedure: cells.take("procedure")?,
        release: cells.take("release_hash")?,
        applicant: cells.take("applicant")?,
        subject: cells.take("subject")?,
        status: cells.take("status")?,
        case_opened_at: cells.take("opened_at")?,
    })
}
