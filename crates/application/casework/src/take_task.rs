//! A caseworker takes a task that nobody has. Whoever comes second is told who was first.

use crate::Casework;
use crate::complete_task::second_eyes;
use crate::load::LoadedTask;
use crate::refusal::{Refusal, Undecided};
use crate::views::Town;
use cases::{Action, Actor};
use store::{Change, Commit, Scope};
use values::{CaseId, TaskId};

impl Casework {
    /// Takes the task; taking one's own task again is fine.
    pub async fn take_task(
        &self,
        actor: &Actor,
        town: &Town,
        case: CaseId,
        task: TaskId,
    ) -> Result<(), Refusal> {
        self.decide(|| self.try_take(actor, town, case, task)).await
    }

    async fn try_take(
        &self,
        actor: &Actor,
        town: &Town,
        case: CaseId,
        task: TaskId,
    ) -> Result<(), Undecided> {
        let Actor::Staff(staff) = actor else { return Err(Refusal::NotFound.into()) };
        let (loaded, mut task) = self.load_task(town.tenant, case, task).await?;
        loaded.require(actor, Action::ReadCase, None)?;
        if task.row.assignee == Some(staff.id) {
            return Ok(());
        }
        if task.row.assignee.is_some() {
            let by = self.assignee_name(&task).await?;
            return Err(Refusal::TaskTaken { by }.into());
        }
        second_eyes(&task, staff.id)?;
        loaded.require(actor, Action::TakeTask, Some(&task))?;
        task.row.assignee = Some(staff.id);
        let mut commit = Commit::new(Scope::Tenant(town.tenant), self.world().now());
        commit.changes.push(Change::update(&task.row));
        self.store().apply(commit).await?;
        Ok(())
    }

    /// The name of whoever has the task.
    pub(crate) async fn assignee_name(&self, task: &LoadedTask) -> Result<String, Refusal> {
        let Some(assignee) = task.row.assignee else { return Ok(String::new()) };
        let snapshot = self.store().read(Scope::Tenant(task.row.tenant)).await?;
        Ok(snapshot.staff(assignee).await?.map(|row| row.name).unwrap_or_default())
    }
}
