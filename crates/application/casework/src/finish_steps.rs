//! A caseworker says that nothing more is to be done where people choose what is done. It is not said over something that a
//! colleague has begun meanwhile.

use crate::Casework;
use crate::choices::is_begun_since;
use crate::refusal::{Refusal, Undecided};
use crate::views::Town;
use cases::{Action, Actor};
use engine::Command;
use store::{CommandKey, Expect, Scope, TaskRow};
use values::{CaseId, Hash, TaskId};

impl Casework {
    /// Says so, for whoever read the page of a case after this many steps. The same click again changes nothing.
    pub async fn finish_steps(
        &self,
        actor: &Actor,
        town: &Town,
        (case, task): (CaseId, TaskId),
        steps: i64,
    ) -> Result<(), Refusal> {
        self.decide(|| self.try_finish_steps(actor, town, (case, task), steps)).await
    }

    async fn try_finish_steps(
        &self,
        actor: &Actor,
        town: &Town,
        (case, task): (CaseId, TaskId),
        steps: i64,
    ) -> Result<(), Undecided> {
        let Actor::Staff(staff) = actor else { return Err(Refusal::NotFound.into()) };
        let snapshot = self.store().read(Scope::Tenant(town.tenant)).await?;
        let loaded = self.load_from(&snapshot, case).await?;
        loaded.require(actor, Action::ReadCase, None)?;
        let key = CommandKey(Hash::of_parts(&[b"finish steps", task.as_bytes(), staff.id.as_bytes()]));
        if snapshot.answer(key).await?.is_some() {
            return Ok(());
        }
        let (task, choice) = self.chosen_from((actor, staff.id), (&snapshot, &loaded), task).await?;
        if is_begun_since(&snapshot, case, (steps, None)).await? {
            return Err(Refusal::Conflict.into());
        }
        drop(snapshot);
        let command = Command::FinishAdHoc { key: choice.within };
        let mut commit = self.advance(actor, loaded, command)?.commit.once(key, "finished");
        commit.expects.push(Expect::at(TaskRow::key(town.tenant, task.row.id), task.row.version));
        self.store().apply(commit).await?;
        Ok(())
    }
}
