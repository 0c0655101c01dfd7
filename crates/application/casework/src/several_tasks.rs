//! Several tasks of the work list at once: each is a command of its own, and each has an answer of its own.

use crate::Casework;
use crate::refusal::Refusal;
use crate::views::Town;
use cases::{Action, Actor};
use store::Scope;
use values::{CaseId, TaskId};

/// As many as stand on a page.
const MOST: usize = 50;

/// What is done with each of the tasks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TaskAct {
    /// Take it.
    Take,
    /// Give it back to its groups.
    GiveBack,
}

/// What became of one of the tasks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskAnswer {
    /// The number of its case; empty when the actor may not see the case.
    pub number: String,
    /// Why it was not done.
    pub refusal: Option<Refusal>,
}

impl Casework {
    /// Does it with one task after the other. What cannot be done with one keeps no other from being done; when the
    /// database fails, nothing more is tried.
    pub async fn act_on_tasks(
        &self,
        actor: &Actor,
        town: &Town,
        act: TaskAct,
        tasks: &[(CaseId, TaskId)],
    ) -> Result<Vec<TaskAnswer>, Refusal> {
        let mut answers = Vec::new();
        for (case, task) in tasks.iter().take(MOST) {
            let done = match act {
                TaskAct::Take => self.take_task(actor, town, *case, *task).await,
                TaskAct::GiveBack => self.give_back_task(actor, town, *case, *task).await,
            };
            let refusal = match done {
                Err(Refusal::Fault(fault)) => return Err(Refusal::Fault(fault)),
                done => done.err(),
            };
            answers.push(TaskAnswer { number: self.visible_number(actor, town, *case).await?, refusal });
        }
        Ok(answers)
    }

    async fn visible_number(&self, actor: &Actor, town: &Town, case: CaseId) -> Result<String, Refusal> {
        let snapshot = self.store().read(Scope::Tenant(town.tenant)).await?;
        let Some(row) = snapshot.case(case).await? else { return Ok(String::new()) };
        drop(snapshot);
        let release = self.release(row.tenant, row.release).await?;
        let facts = crate::load::facts_of(&row, &release, None);
        Ok(if cases::may(actor, Action::ReadCase, &facts) { row.number } else { String::new() })
    }
}
