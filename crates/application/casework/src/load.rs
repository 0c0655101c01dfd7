//! Loading a case with everything a decision about it rests on, from one snapshot.

use crate::Casework;
use crate::refusal::{Fault, READING_CASE, Refusal, Undecided};
use crate::stored_state::{StoredState, read_instance};
use crate::towns::town_of;
use cases::{Action, Actor, CaseFacts, may};
use engine::{At, Instance};
use services::{Release, ReleasedProcedure};
use std::collections::BTreeSet;
use std::sync::Arc;
use store::{CaseRow, JournalRow, Scope, Snapshot, TaskRow};
use values::calendar::Calendar;
use values::{CaseId, Language, Moment, StaffId, TaskId, TenantId};

/// A case as one decision sees it.
pub(crate) struct Loaded {
    pub(crate) case: CaseRow,
    pub(crate) instance: Instance,
    pub(crate) stored: StoredState,
    pub(crate) last_entry: JournalRow,
    pub(crate) release: Arc<Release>,
    pub(crate) procedure: Arc<ReleasedProcedure>,
    /// The holidays of the tenant.
    pub(crate) calendar: Calendar,
}

/// A task of a loaded case.
pub(crate) struct LoadedTask {
    pub(crate) row: TaskRow,
    pub(crate) groups: BTreeSet<String>,
}

impl Casework {
    /// The case with this id; for another tenant's id there is none.
    pub(crate) async fn load_case(&self, tenant: TenantId, case: CaseId) -> Result<Loaded, Refusal> {
        let snapshot = self.store().read(Scope::Tenant(tenant)).await?;
        self.load_from(&snapshot, case).await
    }

    /// The case and one of its open tasks.
    pub(crate) async fn load_task(
        &self,
        tenant: TenantId,
        case: CaseId,
        task: TaskId,
    ) -> Result<(Loaded, LoadedTask), Refusal> {
        let snapshot = self.store().read(Scope::Tenant(tenant)).await?;
        let loaded = self.load_from(&snapshot, case).await?;
        let row = snapshot.task(task).await?.filter(|row| row.case == case).ok_or(Refusal::NotFound)?;
        let groups = groups_of(&snapshot, task).await?;
        Ok((loaded, LoadedTask { row, groups }))
    }

    /// The case as this snapshot holds it. Nothing is decided on a state other than the one that the journal speaks of,
    /// so a part that is lost, changed or left from an earlier step is noticed here.
    pub(crate) async fn load_from(&self, snapshot: &Snapshot, case: CaseId) -> Result<Loaded, Refusal> {
        let case = snapshot.case(case).await?.ok_or(Refusal::NotFound)?;
        let missing =
            |what: &str| Fault::while_doing(READING_CASE, format!("{what} of {} is missing", case.id));
        let rows = snapshot.instance(case.id).await?;
        let last_entry =
            snapshot.journal_end(*case.id.as_bytes()).await?.ok_or_else(|| missing("the journal"))?;
        let stored = StoredState::of(&rows);
        if stored.hash() != last_entry.snapshot_hash {
            let why = format!("the stored state of {} is not that of step {}", case.id, last_entry.step);
            return Err(Fault::while_doing(READING_CASE, why).into());
        }
        let instance = read_instance(case.id, &rows)?;
        let release = match self.release(case.tenant, case.release).await {
            Err(Refusal::NotFound) => return Err(missing("the release").into()),
            read => read?,
        };
        let procedure = Arc::clone(procedure_of(&release, &case)?);
        let tenant = snapshot.tenant(case.tenant).await?.ok_or_else(|| missing("the tenant"))?;
        let calendar = self.calendar(&town_of(tenant)?.settings);
        Ok(Loaded { case, instance, stored, last_entry, release, procedure, calendar })
    }
}

/// The groups that may take a task.
pub(crate) async fn groups_of(snapshot: &Snapshot, task: TaskId) -> Result<BTreeSet<String>, Refusal> {
    Ok(snapshot.candidates_of_task(task).await?.into_iter().map(|row| row.group).collect())
}

impl Loaded {
    /// A moment at the place of the authority.
    pub(crate) fn at(&self, moment: Moment) -> At<'_> {
        At { moment, calendar: &self.calendar }
    }

    /// What people call a step: a text of the package or, where it has none, its name in the model.
    pub(crate) fn step_name<'a>(&'a self, element: &'a str, language: Language) -> &'a str {
        let in_texts = self.release.task_name(language, element);
        in_texts.or_else(|| self.release.element_name(language, element)).unwrap_or(element)
    }

    /// What the permissions need to know, about the case alone or about one of its tasks.
    pub(crate) fn facts(&self, task: Option<&LoadedTask>) -> CaseFacts {
        facts_of(&self.case, &self.release, task)
    }

    /// Refuses unless the actor may: what one may not even see is not found.
    pub(crate) fn require(
        &self,
        actor: &Actor,
        action: Action,
        task: Option<&LoadedTask>,
    ) -> Result<(), Undecided> {
        require(actor, action, &self.facts(task)).map_err(Undecided::Refused)
    }
}

/// The procedure of a case in the release it is pinned to.
pub(crate) fn procedure_of<'a>(
    release: &'a Release,
    case: &CaseRow,
) -> Result<&'a Arc<ReleasedProcedure>, Fault> {
    let missing = || Fault::while_doing(READING_CASE, format!("its procedure is not in {}", case.release));
    release.procedure(&case.procedure).ok_or_else(missing)
}

/// What the permissions need to know about a case.
pub(crate) fn facts_of(case: &CaseRow, release: &Release, task: Option<&LoadedTask>) -> CaseFacts {
    CaseFacts {
        tenant: case.tenant,
        case: case.id,
        citizen: case.citizen,
        groups: release.manifest().groups(),
        task_groups: task.map(|task| task.groups.clone()).unwrap_or_default(),
        assignee: task.and_then(|task| task.row.assignee),
        not_by: task.map(|task| excluded(&task.row)).unwrap_or_default(),
    }
}

/// Who must not do a task.
pub(crate) fn excluded(task: &TaskRow) -> BTreeSet<StaffId> {
    task.not_by.split(',').filter_map(|id| id.parse().ok()).collect()
}

/// Refuses unless the actor may: what one may not even see is not found, so that ids tell nothing.
pub(crate) fn require(actor: &Actor, action: Action, facts: &CaseFacts) -> Result<(), Refusal> {
    if may(actor, action, facts) {
        return Ok(());
    }
    let sees_it = may(actor, Action::ReadCase, facts) || may(actor, Action::ReadStatus, facts);
    Err(if sees_it { Refusal::NotAllowed } else { Refusal::NotFound })
}
