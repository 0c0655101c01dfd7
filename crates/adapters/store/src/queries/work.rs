//! The work list (Arbeitskorb): pages and counts. By due moment each arm of a query walks one index in the order of the list
//! and stops at the limit, so the length of the list does not matter; another order reads the whole view once.

use crate::error::{Fault, StoreError};
use crate::rows::{CaseRow, TaskRow};
use crate::snapshot::{Snapshot, columns_of};
use crate::table::{Cells, Row};
use crate::value::{Cell, Value};
use crate::views::{
    CaseReach, Direction, ListedCase, WorkCounts, WorkOrder, WorkQuestion, WorkRow, WorkView,
};
use values::{CaseId, Moment};

/// Where counting stops.
const COUNTED: i64 = 100;
/// What lists show of a case, of the table with the alias `c`.
pub(super) const LISTED: &str = "c.id, c.number, c.service_key, c.procedure, c.release_hash, c.applicant, c.subject, \
                                 c.status, c.opened_at";

impl Snapshot {
    /// A page of the work list.
    pub async fn work_list(&self, question: &WorkQuestion<'_>) -> Result<Vec<WorkRow>, StoreError> {
        let mut statement = Statement::new(self.own_tenant()?.to_value());
        let Some(found) = statement.found(question) else { return Ok(Vec::new()) };
        let (task, down) = (columns_of(TaskRow::TABLE, Some("t")), down(question.direction));
        let sql = format!(
            "SELECT {task}, {LISTED}, r.day FROM ({found}) f \
             JOIN task t ON t.tenant = ?1 AND t.id = f.id \
             JOIN case_head c ON c.tenant = ?1 AND c.id = t.case_id \
             LEFT JOIN resubmission r ON r.tenant = ?1 AND r.case_id = t.case_id \
             ORDER BY f.place{down}, f.id{down}"
        );
        let rows = self.values(sql, statement.parameters).await?;
        rows.into_iter().map(|row| Ok(work_row(row)?)).collect()
    }

    /// How many tasks each view holds, with the filters of the question; counting stops at 100.
    pub async fn work_counts(&self, question: &WorkQuestion<'_>) -> Result<WorkCounts, StoreError> {
        let count = async |view| self.work_count(question, view).await;
        Ok(WorkCounts {
            mine: count(WorkView::Mine).await?,
            groups: count(WorkView::Groups).await?,
            free: count(WorkView::Free).await?,
            overdue: count(WorkView::Overdue).await?,
            all: count(WorkView::All).await?,
        })
    }

    async fn work_count(&self, question: &WorkQuestion<'_>, view: WorkView) -> Result<i64, StoreError> {
        let order = WorkOrder::Due;
        let question = WorkQuestion { view, order, after: None, limit: COUNTED, ..question.clone() };
        let mut statement = Statement::new(self.own_tenant()?.to_value());
        let Some(found) = statement.found(&question) else { return Ok(0) };
        let sql = format!("SELECT COUNT(*) FROM ({found}) g");
        let rows = self.values(sql, statement.parameters).await?;
        let count = rows.into_iter().flatten().next().and_then(i64::from_value);
        Ok(count.ok_or(Fault::ImpossibleRow { table: "task", column: "count" })?)
    }
}

/// A statement in the making; `?1` is always the tenant.
pub(super) struct Statement {
    pub(super) parameters: Vec<Value>,
}

impl Statement {
    pub(super) fn new(tenant: Value) -> Self {
        Self { parameters: vec![tenant] }
    }

    /// The place of one more parameter.
    pub(super) fn bind(&mut self, value: Value) -> String {
        self.parameters.push(value);
        format!("?{}", self.parameters.len())
    }

    pub(super) fn bind_all(&mut self, texts: &[String]) -> Vec<String> {
        texts.iter().map(|text| self.bind(Value::Text(text.clone()))).collect()
    }

    /// Finds `(place, id)` of the tasks of a view, each once, in order and limited; `None` when there can be none.
    fn found(&mut self, question: &WorkQuestion<'_>) -> Option<String> {
        let is_empty = match question.view {
            WorkView::All => question.scope.cases == CaseReach::OfGroups,
            _ => question.scope.groups.is_empty(),
        };
        if is_empty {
            return None;
        }
        let limit = self.bind(Value::I64(question.limit));
        let (found, down) = match question.order {
            WorkOrder::Due => (self.by_due(question, &limit), down(question.direction)),
            _ => return Some(self.by_key(question, &limit)),
        };
        Some(format!("SELECT place, id FROM ({found}) u ORDER BY place{down}, id{down} LIMIT {limit}"))
    }

    fn by_due(&mut self, question: &WorkQuestion<'_>, limit: &str) -> String {
        let down = down(question.direction);
        let arm = |number: usize, table: &str, id: &str, condition: &str| {
            format!(
                "SELECT due AS place, id FROM (SELECT due, {id} AS id FROM {table} x WHERE x.tenant = ?1 AND {condition} \
                 ORDER BY due{down}, {id}{down} LIMIT {limit}) a{number}"
            )
        };
        if question.view == WorkView::All {
            return arm(0, "task", "id", &self.conditions(question, ("due", "x.id")));
        }
        let groups = self.bind_all(question.scope.groups);
        let mut arms = Vec::new();
        if matches!(question.view, WorkView::Mine | WorkView::Overdue) {
            let staff = self.bind(question.scope.staff.to_value());
            let conditions = self.conditions(question, ("due", "x.id"));
            let mine = format!("x.assignee = {staff} AND {} AND {conditions}", candidate("x.id", &groups));
            arms.push(arm(0, "task", "id", &mine));
        }
        if question.view != WorkView::Mine {
            let conditions = self.conditions(question, ("due", "x.task_id"));
            arms.extend(groups.iter().enumerate().map(|(number, group)| {
                arm(number + 1, "task_candidate", "task_id", &format!("group_key = {group} AND {conditions}"))
            }));
        }
        // UNION, not UNION ALL: a task that two of the groups may take is listed once.
        arms.join(" UNION ")
    }

    fn by_key(&mut self, question: &WorkQuestion<'_>, limit: &str) -> String {
        let (key, down) = (key_of(question.order), down(question.direction));
        let whose = match question.view {
            WorkView::All => "1 = 1".to_owned(),
            WorkView::Mine => {
                let staff = self.bind(question.scope.staff.to_value());
                let groups = self.bind_all(question.scope.groups);
                format!("x.assignee = {staff} AND {}", candidate("x.id", &groups))
            }
            WorkView::Groups | WorkView::Free | WorkView::Overdue => {
                candidate("x.id", &self.bind_all(question.scope.groups))
            }
        };
        let conditions = self.conditions(question, (key, "x.id"));
        format!(
            "SELECT {key} AS place, x.id AS id FROM task x JOIN case_head h ON h.tenant = ?1 AND h.id = x.case_id \
             LEFT JOIN staff s ON s.tenant = ?1 AND s.id = x.assignee \
             WHERE x.tenant = ?1 AND {whose} AND {conditions} ORDER BY {key}{down}, x.id{down} LIMIT {limit}"
        )
    }

    /// What holds for a row `x` that stands for a task: its place behind the mark, the view, the filters.
    fn conditions(&mut self, question: &WorkQuestion<'_>, (key, task): (&str, &str)) -> String {
        let mut all = Vec::new();
        if let Some(mark) = &question.after {
            let (place, last) = (self.bind(mark.key.clone()), self.bind(mark.task.to_value()));
            let behind = if question.direction == Direction::Up { ">" } else { "<" };
            all.push(format!("({key}, {task}) {behind} ({place}, {last})"));
        }
        let now = question.now.to_value();
        match question.view {
            WorkView::Overdue => all.push(format!("x.due < {}", self.bind(now))),
            WorkView::All => {}
            WorkView::Mine | WorkView::Groups | WorkView::Free => all.push(format!(
                "NOT EXISTS (SELECT 1 FROM resubmission r WHERE r.tenant = ?1 AND r.case_id = x.case_id AND r.day > {})",
                self.bind(now)
            )),
        }
        if question.view == WorkView::Free {
            all.push(task_with(task, "o.assignee IS NULL"));
        }
        if let Some(service) = question.service {
            let service = self.bind(Value::Text(service.to_owned()));
            all.push(format!(
                "EXISTS (SELECT 1 FROM case_head q WHERE q.tenant = ?1 AND q.id = x.case_id AND q.service_key = {service})"
            ));
        }
        if let Some(assignee) = question.assignee {
            let assignee = self.bind(assignee.to_value());
            all.push(task_with(task, &format!("o.assignee = {assignee}")));
        }
        if all.is_empty() { "1 = 1".to_owned() } else { all.join(" AND ") }
    }
}

fn task_with(task: &str, condition: &str) -> String {
    format!("EXISTS (SELECT 1 FROM task o WHERE o.tenant = ?1 AND o.id = {task} AND {condition})")
}

/// Whoever has left the groups of a task sees it no more, though it still bears their name.
fn candidate(task: &str, groups: &[String]) -> String {
    format!(
        "EXISTS (SELECT 1 FROM task_candidate k WHERE k.tenant = ?1 AND k.task_id = {task} AND k.group_key IN ({}))",
        groups.join(", ")
    )
}

fn key_of(order: WorkOrder) -> &'static str {
    match order {
        WorkOrder::Due => "x.due",
        WorkOrder::Number => "h.number",
        WorkOrder::Applicant => "h.applicant_key",
        WorkOrder::Task => "x.name_key",
        WorkOrder::Assignee => "COALESCE(s.name_key, '')",
        WorkOrder::Received => "h.opened_at",
    }
}

fn down(direction: Direction) -> &'static str {
    match direction {
        Direction::Up => "",
        Direction::Down => " DESC",
    }
}

fn work_row(row: Vec<Value>) -> Result<WorkRow, Fault> {
    let mut values = row.into_iter();
    let task = TaskRow::from_values(&mut values)?;
    let case = listed_case(&mut values)?;
    let put_away_until =
        Cells::new("resubmission", &mut values).take_as("day", Option::<Moment>::from_value)?;
    Ok(WorkRow { task, case, put_away_until })
}

/// What [`LISTED`] selects.
pub(super) fn listed_case(values: &mut dyn Iterator<Item = Value>) -> Result<ListedCase, Fault> {
    let mut cells = Cells::new(CaseRow::TABLE.name, values);
    Ok(ListedCase {
        id: cells.take_as("id", CaseId::from_value)?,
        number: cells.take("number")?,
        service: cells.take("service_key")?,
        procedure: cells.take("procedure")?,
        release: cells.take("release_hash")?,
        applicant: cells.take("applicant")?,
        subject: cells.take("subject")?,
        status: cells.take("status")?,
        opened_at: cells.take("opened_at")?,
    })
}
