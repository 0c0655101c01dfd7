//! The work list of a caseworker: what the permissions let them take, in any order; what was put away and comes back; and
//! for heads of office every task of the office.

mod mark;

use crate::Casework;
use crate::refusal::Refusal;
use crate::views::{
    ResubmittedRow, ServiceName, Town, WorkCounts, WorkList, WorkOrder, WorkQuery, WorkRow, WorkView,
};
use cases::{Actor, CaseScope, Scope as Allowed, Staff, case_scope, migrates_in, scope};
use mark::Mark;
use services::Release;
use std::collections::BTreeMap;
use store::{CaseReach, Direction, Resubmitted, Scope, Snapshot, WorkQuestion, WorkScope};
use values::{Language, Moment, StaffId};

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
        if staff.tenant != town.tenant {
            return Err(Refusal::NotFound);
        }
        let groups = groups_of(actor);
        let snapshot = self.store().read(Scope::Tenant(town.tenant)).await?;
        let names = names(&snapshot).await?;
        let question = self.question(staff, &groups, query);
        let mut list = WorkList {
            rows: Vec::new(),
            resubmitted: Vec::new(),
            next: None,
            counts: counts(&snapshot, &question).await?,
            services: self.service_names(actor, &snapshot, language).await?,
            people: names.iter().map(|(id, name)| (*id, name.clone())).collect(),
            may_migrate: migrates_in(actor, town.tenant),
            sees_all: question.scope.cases == CaseReach::All,
            now: question.now,
        };
        list.people.sort_by_key(|(_, name)| values::folding::sort_key(name));
        let names = (&names, language);
        match query.view {
            WorkView::Resubmitted => {
                let which = Resubmitted::By(question.now);
                self.fill_resubmitted((&snapshot, staff), &question, (query, which), names, &mut list)
                    .await?;
            }
            WorkView::PutAway => {
                let which = Resubmitted::After(question.now);
                self.fill_resubmitted((&snapshot, staff), &question, (query, which), names, &mut list)
                    .await?;
            }
            _ => self.fill((&snapshot, staff), question, query, names, &mut list).await?,
        }
        Ok(list)
    }

    fn question<'a>(&self, staff: &Staff, groups: &'a [String], query: &'a WorkQuery) -> WorkQuestion<'a> {
        let reads_all = matches!(case_scope(&Actor::Staff(staff.clone())), CaseScope::Office(_));
        let cases = if reads_all { CaseReach::All } else { CaseReach::OfGroups };
        WorkQuestion {
            scope: WorkScope { staff: staff.id, groups, cases },
            view: stored_view(query.view),
            now: self.world().now(),
            order: stored_order(query.order),
            direction: if query.downwards { Direction::Down } else { Direction::Up },
            service: query.service.as_deref(),
            assignee: query.assignee,
            after: None,
            limit: PAGE + 1,
        }
    }

    async fn fill(
        &self,
        (snapshot, staff): (&Snapshot, &Staff),
        question: WorkQuestion<'_>,
        query: &WorkQuery,
        (names, language): (&BTreeMap<StaffId, String>, Language),
        list: &mut WorkList,
    ) -> Result<(), Refusal> {
        let after = match query.after.as_deref().and_then(Mark::read) {
            Some(mark) => mark.stored(query.order, snapshot, names).await?,
            None => None,
        };
        let mut found = snapshot.work_list(&WorkQuestion { after, ..question }).await?;
        if found.len() as i64 > PAGE {
            found.truncate(PAGE as usize);
            list.next = found.last().map(|row| Mark::of(query.order, row).written());
        }
        for row in found {
            list.rows.push(self.shown(staff, row, names, language).await?);
        }
        Ok(())
    }

    async fn fill_resubmitted(
        &self,
        (snapshot, staff): (&Snapshot, &Staff),
        question: &WorkQuestion<'_>,
        (query, which): (&WorkQuery, Resubmitted),
        (names, language): (&BTreeMap<StaffId, String>, Language),
        list: &mut WorkList,
    ) -> Result<(), Refusal> {
        let after = query.after.as_deref().and_then(mark::read_day);
        let mut found = snapshot.resubmitted(question, which, after).await?;
        if found.len() as i64 > PAGE {
            found.truncate(PAGE as usize);
            list.next = found.last().map(mark::write_day);
        }
        for row in found {
            let release = self.release(staff.tenant, row.case.release).await?;
            list.resubmitted.push(ResubmittedRow {
                case: row.case.id,
                service_title: title_of(&release, &row.case.procedure, language),
                number: row.case.number,
                applicant: row.case.applicant,
                subject: release.phrase(language, &row.case.subject).into_owned(),
                day: row.resubmission.day,
                reason: row.resubmission.reason,
                set_by: names.get(&row.resubmission.set_by).cloned().unwrap_or_default(),
            });
        }
        Ok(())
    }

    async fn shown(
        &self,
        staff: &Staff,
        row: store::WorkRow,
        names: &BTreeMap<StaffId, String>,
        language: Language,
    ) -> Result<WorkRow, Refusal> {
        let release = self.release(staff.tenant, row.case.release).await?;
        Ok(WorkRow {
            task: row.task.id,
            case: row.task.case,
            service_title: title_of(&release, &row.case.procedure, language),
            number: row.case.number,
            applicant: row.case.applicant,
            subject: release.phrase(language, &row.case.subject).into_owned(),
            task_name: release.task_name(language, &row.task.element).unwrap_or(&row.task.name).to_owned(),
            due: row.task.due,
            is_mine: row.task.assignee == Some(staff.id),
            assignee: row.task.assignee.and_then(|id| names.get(&id).cloned()),
            received_at: row.case.opened_at,
            put_away_until: row.put_away_until.filter(|day| *day > self.world().now()),
        })
    }

    /// The services whose cases the actor's lists may hold, by title; what the filter offers.
    async fn service_names(
        &self,
        actor: &Actor,
        snapshot: &Snapshot,
        language: Language,
    ) -> Result<Vec<ServiceName>, Refusal> {
        let allowed = case_scope(actor);
        let mut names = Vec::new();
        for row in snapshot.services().await? {
            let release = self.release(row.tenant, row.release).await?;
            if allowed.holds(row.tenant, &release.manifest().groups()) {
                names
                    .push(ServiceName { key: row.key, title: release.manifest().title(language).to_owned() });
            }
        }
        names.sort_by_key(|name| values::folding::sort_key(&name.title));
        Ok(names)
    }
}

/// The groups whose tasks the actor's lists show.
fn groups_of(actor: &Actor) -> Vec<String> {
    match scope(actor) {
        Allowed::Groups { groups, .. } => groups.into_iter().collect(),
        Allowed::Nothing => Vec::new(),
    }
}

/// The title of the procedure; an unknown one goes by the service's.
pub(crate) fn title_of(release: &Release, procedure: &str, language: Language) -> String {
    let procedure = release.procedure(procedure).map(|procedure| procedure.about().title(language));
    procedure.unwrap_or_else(|| release.manifest().title(language)).to_owned()
}

/// Names of the tenant's staff; a town has dozens, not thousands.
pub(crate) async fn names(snapshot: &Snapshot) -> Result<BTreeMap<StaffId, String>, Refusal> {
    Ok(snapshot.staff_list().await?.into_iter().map(|row| (row.id, row.name)).collect())
}

async fn counts(snapshot: &Snapshot, question: &WorkQuestion<'_>) -> Result<WorkCounts, Refusal> {
    let tasks = snapshot.work_counts(question).await?;
    let of = async |which| snapshot.resubmitted_count(question, which).await;
    Ok(WorkCounts {
        mine: tasks.mine,
        groups: tasks.groups,
        free: tasks.free,
        overdue: tasks.overdue,
        all: tasks.all,
        resubmitted: of(Resubmitted::By(question.now)).await?,
        put_away: of(Resubmitted::After(question.now)).await?,
    })
}

/// The views of put-away cases have questions of their own; their tasks are nobody's.
fn stored_view(view: WorkView) -> store::WorkView {
    match view {
        WorkView::Mine => store::WorkView::Mine,
        WorkView::Groups | WorkView::Resubmitted | WorkView::PutAway => store::WorkView::Groups,
        WorkView::Free => store::WorkView::Free,
        WorkView::Overdue => store::WorkView::Overdue,
        WorkView::All => store::WorkView::All,
    }
}

fn stored_order(order: WorkOrder) -> store::WorkOrder {
    match order {
        WorkOrder::Due => store::WorkOrder::Due,
        WorkOrder::Number => store::WorkOrder::Number,
        WorkOrder::Applicant => store::WorkOrder::Applicant,
        WorkOrder::Task => store::WorkOrder::Task,
        WorkOrder::Assignee => store::WorkOrder::Assignee,
        WorkOrder::Received => store::WorkOrder::Received,
    }
}

/// A moment as it stands in an address.
fn written(moment: Option<Moment>) -> String {
    moment.map_or_else(String::new, |moment| moment.micros().to_string())
}
