//! A caseworker begins a step where people choose what is done. Of two who begin the same at once, the second is told, and
//! begins it once more only if they still want to.

use crate::Casework;
use crate::choices::is_begun_since;
use crate::refusal::{Refusal, Undecided};
use crate::views::Town;
use cases::{Action, Actor};
use engine::Command;
use store::{CommandKey, Expect, Scope, TaskRow};
use values::{CaseId, Hash, StaffId, TaskId};

/// A step to be begun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Beginning<'a> {
    /// The task that asks what is to be done.
    pub task: TaskId,
    /// The step, as the page names it.
    pub element: &'a str,
    /// The number of steps that the page was made for: the same click begins one thing once.
    pub steps: i64,
}

impl Casework {
    /// Begins it. The same click again changes nothing.
    pub async fn begin_step(
        &self,
        actor: &Actor,
        town: &Town,
        case: CaseId,
        asked: Beginning<'_>,
    ) -> Result<(), Refusal> {
        self.decide(|| self.try_begin_step(actor, town, case, asked)).await
    }

    async fn try_begin_step(
        &self,
        actor: &Actor,
        town: &Town,
        case: CaseId,
        asked: Beginning<'_>,
    ) -> Result<(), Undecided> {
        let Actor::Staff(staff) = actor else { return Err(Refusal::NotFound.into()) };
        let snapshot = self.store().read(Scope::Tenant(town.tenant)).await?;
        let loaded = self.load_from(&snapshot, case).await?;
        loaded.require(actor, Action::ReadCase, None)?;
        let key = asked.key(case, staff.id);
        if snapshot.answer(key).await?.is_some() {
            return Ok(());
        }
        let (task, choice) = self.chosen_from((actor, staff.id), (&snapshot, &loaded), asked.task).await?;
        if is_begun_since(&snapshot, case, (asked.steps, Some(asked.element))).await? {
            return Err(Refusal::Conflict.into());
        }
        drop(snapshot);
        let command = Command::Activate { within: choice.within, element: asked.element.to_owned() };
        let mut commit = self.advance(actor, loaded, command)?.commit.once(key, "begun");
        commit.expects.push(Expect::at(TaskRow::key(town.tenant, task.row.id), task.row.version));
        self.store().apply(commit).await?;
        Ok(())
    }
}

impl Beginning<'_> {
    fn key(&self, case: CaseId, staff: StaffId) -> CommandKey {
        CommandKey(Hash::of_parts(&[
            b"begin step",
            case.as_bytes(),
            self.task.as_bytes(),
            self.element.as_bytes(),
            &self.steps.to_be_bytes(),
            staff.as_bytes(),
        ]))
    }
}
