//! A service begins by its timer: the case is opened, the moment is over and the next one is waited for, in one commit. Of
//! the moments that passed while no worker ran the first one opens a case, late; the others are left out.

use super::still_claimed;
use crate::Casework;
use crate::refusal::Undecided;
use crate::tenancy::timed_starts::{begun, forgotten};
use engine::StartedBy;
use feel::Context;
use store::{Change, Commit, DueRow, Scope, TimedStartRow};
use values::{EffectId, Moment};

impl Casework {
    /// One attempt. It rests on the start as it is now, for somebody may have made another release live meanwhile.
    pub(super) async fn try_begin_by_timer(&self, due: &DueRow) -> Result<(), Undecided> {
        let moment = EffectId::from_bytes(due.id);
        let snapshot = self.store().read(Scope::Tenant(due.tenant)).await?;
        still_claimed(&snapshot, due).await?;
        let row = snapshot.timed_start_at(moment).await?;
        drop(snapshot);
        let mut commit = match row.as_ref().and_then(|row| Some((row, row.due?))) {
            Some((row, at)) => self.begun_by_timer(row, at).await?,
            None => Commit::new(Scope::Tenant(due.tenant), self.world().now()),
        };
        commit.changes.push(Change::delete_at(DueRow::key(due.tenant, due.id), due.attempt));
        self.store().apply(commit).await?;
        Ok(())
    }

    /// The commit that opens the case and waits for the next moment; where the service is not live any more, or does not
    /// begin by this start, the one that waits for nothing.
    async fn begun_by_timer(&self, row: &TimedStartRow, due: Moment) -> Result<Commit, Undecided> {
        let now = self.world().now();
        let by = StartedBy::Timer(row.element.as_str().into());
        let Some(begins) = self.begins(row.tenant, (&row.service, &row.procedure), &by).await? else {
            let mut commit = Commit::new(Scope::Tenant(row.tenant), now);
            commit.changes.push(forgotten(row));
            return Ok(commit);
        };
        let mut commit = self.opened_in(row.moment, &begins, (by, Context::new(), 0)).await?.commit;
        let mut starts = begins.procedure.program().timed_starts();
        let start = starts.find(|start| start.element() == row.element);
        commit.changes.extend(start.into_iter().flat_map(|start| begun(row, due, start, now)));
        Ok(commit)
    }
}
