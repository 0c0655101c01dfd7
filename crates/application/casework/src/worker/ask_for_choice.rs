//! A case that has waited for people to choose since before a task asked them for it stands in nobody's work list: it gets
//! the task that it would have now. The process is not changed by it, so the journal has no entry.

use super::still_claimed;
use crate::Casework;
use crate::advance::task_rows;
use crate::refusal::{Refusal, Undecided};
use store::{CaseRow, Change, Commit, DueRow, Expect, Scope};
use values::CaseId;

impl Casework {
    /// One look at a case, of which nothing is left to do when it does not wait for that.
    pub(super) async fn try_ask_for_choice(&self, due: &DueRow) -> Result<(), Undecided> {
        let now = self.world().now();
        let mut commit = match self.choice_asked(due).await {
            Err(Undecided::Refused(Refusal::Fault(fault))) if !fault.is_outage() => {
                let case = CaseId::from_bytes(due.id);
                tracing::error!(%case, %fault, "nobody is asked to choose what is done with a case");
                Commit::new(Scope::Tenant(due.tenant), now)
            }
            asked => asked?,
        };
        commit.changes.push(Change::delete_at(DueRow::key(due.tenant, due.id), due.attempt));
        self.store().apply(commit).await?;
        Ok(())
    }

    /// The commit with the tasks that are missing. They are as old as the last step.
    async fn choice_asked(&self, due: &DueRow) -> Result<Commit, Undecided> {
        let now = self.world().now();
        let mut commit = Commit::new(Scope::Tenant(due.tenant), now);
        let snapshot = self.store().read(Scope::Tenant(due.tenant)).await?;
        still_claimed(&snapshot, due).await?;
        let loaded = match self.load_from(&snapshot, CaseId::from_bytes(due.id)).await {
            Err(Refusal::NotFound) => return Ok(commit),
            loaded => loaded?,
        };
        let asked = loaded.procedure.program().choice_tasks(&loaded.instance, loaded.at(now));
        let asked = asked.unwrap_or_else(|cause| {
            tracing::error!(number = loaded.case.number, ?cause, "nobody knows who is to choose");
            Vec::new()
        });
        commit.expects.push(Expect::at(CaseRow::key(due.tenant, loaded.case.id), loaded.case.version));
        for task in asked {
            if snapshot.task(task.id).await?.is_none() {
                commit.changes.extend(task_rows(&loaded.case, &task, loaded.case.changed_at));
            }
        }
        Ok(commit)
    }
}
