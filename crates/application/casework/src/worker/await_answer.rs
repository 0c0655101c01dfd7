//! A job that waits for somebody outside: the worker has nothing more to do with it, and the case moves on only when it is
//! answered. Who answers, and with what, is told by the use case that answers.

use super::still_claimed;
use crate::Casework;
use crate::refusal::Undecided;
use store::{Change, Commit, DueRow, Expect, OutboxRow, OutboxState, Scope};

impl Casework {
    /// Marks a job as waiting and stores what it wrote. The case takes no step: nothing has happened to it yet.
    pub(super) async fn try_wait(
        &self,
        due: &DueRow,
        row: &OutboxRow,
        changes: &[Change],
    ) -> Result<(), Undecided> {
        let snapshot = self.store().read(Scope::Tenant(due.tenant)).await?;
        still_claimed(&snapshot, due).await?;
        drop(snapshot);
        let waiting = OutboxRow { state: OutboxState::Waiting, ..row.clone() };
        let mut commit = Commit::new(Scope::Tenant(due.tenant), self.world().now());
        commit.expects.push(Expect::at(DueRow::key(due.tenant, due.id), due.attempt));
        commit.changes.push(Change::clear(DueRow::key(due.tenant, due.id)));
        commit.changes.push(Change::update(&waiting));
        commit.changes.extend(changes.iter().cloned());
        self.store().apply(commit).await?;
        Ok(())
    }
}
