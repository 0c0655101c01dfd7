//! A caseworker gives a task back to its groups, or the head of office takes it from somebody who is away.

use crate::Casework;
use crate::refusal::{Refusal, Undecided};
use crate::views::Town;
use cases::{Action, Actor};
use store::{Change, Commit, Scope};
use values::{CaseId, TaskId};

impl Casework {
    /// Gives the task back; a task that nobody has stays as it is.
    pub async fn give_back_task(
        &self,
        actor: &Actor,
        town: &Town,
        case: CaseId,
        task: TaskId,
    ) -> Result<(), Refusal> {
        self.decide(|| self.try_give_back(actor, town, case, task)).await
    }

    async fn try_give_back(
        &self,
        actor: &Actor,
        town: &Town,
        case: CaseId,
        task: TaskId,
    ) -> Result<(), Undecided> {
        let (loaded, mut task) = self.load_task(town.tenant, case, task).await?;
        loaded.require(actor, Action::ReadCase, None)?;
        if task.row.assignee.is_none() {
            return Ok(());
        }
        loaded.require(actor, Action::GiveBackTask, Some(&task))?;
        task.row.assignee = None;
        let mut commit = Commit::new(Scope::Tenant(town.tenant), self.world().now());
        commit.changes.push(Change::update(&task.row));
        self.store().apply(commit).await?;
        Ok(())
    }
}
