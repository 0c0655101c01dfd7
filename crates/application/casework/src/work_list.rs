//! The work list of a caseworker: what the permissions let them take, nearest deadline first.

use crate::Casework;
use crate::refusal::Refusal;
use crate::views::{Town, WorkCounts, WorkList, WorkQuery, WorkRow, WorkView};
use cases::{Actor, Scope as Allowed, Staff, scope};
use services::Release;
use std::collections::BTreeMap;
use store::{Scope, Snapshot, WorkMark, WorkScope};
use values::{Language, Moment, StaffId, TaskId};

/// Rows on one page.
const PAGE: i64 = 50;

impl Casework {
    /// One page of the list, with the counts of all its parts.
    pub async fn work_list(
        &self,
        actor: &Actor,
        town: &Town,
        query: &WorkQuery,
        language: Language,
    ) -> Result<WorkList, Refusal> {
        let Actor::Staff(staff) = actor else { return Err(Refusal::NotSignedIn) };
        let Allowed::Groups { tenant, groups } = scope(actor) else { return Ok(empty(self.world().now())) };
        if tenant != town.tenant {
            return Err(Refusal::NotFound);
        }
        let groups: Vec<String> = groups.into_iter().collect();
        let work = WorkScope { staff: staff.id, groups: &groups };
        let now = self.world().now();
        let snapshot = self.store().read(Scope::Tenant(tenant)).await?;
        let after = query.after.as_deref().and_then(read_mark);
        let found = snapshot.work_list(work, stored_view(query.view, now), after, PAGE + 1).await?;
        let counts = snapshot.work_counts(work, now).await?;
        let names = names(&snapshot).await?;
        drop(snapshot);
        let next = found.get(PAGE as usize).and_then(|_| found.get(PAGE as usize - 1)).map(write_mark);
        let mut rows = Vec::new();
        for row in found.into_iter().take(PAGE as usize) {
            rows.push(self.shown(staff, row, &names, language).await?);
        }
        Ok(WorkList { rows, next, counts: shown_counts(counts), now })
    }

    async fn shown(
        &self,
        staff: &Staff,
        row: store::WorkRow,
        names: &BTreeMap<StaffId, String>,
        language: Language,
    ) -> Result<WorkRow, Refusal> {
        let release = self.release(staff.tenant, row.release).await?;
        Ok(WorkRow {
            task: row.task.id,
            case: row.task.case,
            number: row.number,
            service_title: title_of(&release, &row.procedure, language),
            applicant: row.applicant,
            subject: row.subject,
            task_name: release.task_name(language, &row.task.element).unwrap_or(&row.task.name).to_owned(),
            due: row.task.due,
            assignee: row.task.assignee.and_then(|id| names.get(&id).cloned()),
            received_at: row.case_opened_at,
        })
    }
}

/// The title of the procedure; an unknown one goes by the service's.
fn title_of(release: &Release, procedure: &str, language: Language) -> String {
    let procedure = release.procedure(procedure).map(|procedure| procedure.about().title(language));
    procedure.unwrap_or_else(|| release.manifest().title(language)).to_owned()
}

/// Names of the tenant's staff; a town has dozens, not thousands.
pub(crate) async fn names(snapshot: &Snapshot) -> Result<BTreeMap<StaffId, String>, Refusal> {
    Ok(snapshot.staff_list().await?.into_iter().map(|row| (row.id, row.name)).collect())
}

fn empty(now: Moment) -> WorkList {
    WorkList { rows: Vec::new(), next: None, counts: WorkCounts::default(), now }
}

fn stored_view(view: WorkView, now: Moment) -> store::WorkView {
    match view {
        WorkView::Mine => store::WorkView::Mine,
        WorkView::Groups => store::WorkView::Groups,
        WorkView::Free => store::WorkView::Free,
        WorkView::Overdue => store::WorkView::Overdue(now),
    }
}

fn shown_counts(counts: store::WorkCounts) -> WorkCounts {
    WorkCounts { mine: counts.mine, groups: counts.groups, free: counts.free, overdue: counts.overdue }
}

/// The mark of a row, as the address of the next page carries it.
fn write_mark(row: &store::WorkRow) -> String {
    let due = row.task.due.map_or_else(String::new, |due| due.micros().to_string());
    format!("{due}.{}", row.task.id)
}

fn read_mark(text: &str) -> Option<WorkMark> {
    let (due, task) = text.split_once('.')?;
    let due = if due.is_empty() { None } else { Some(Moment::from_micros(due.parse().ok()?)) };
    Some(WorkMark::of(due, task.parse::<TaskId>().ok()?))
}
