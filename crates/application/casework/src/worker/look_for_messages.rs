//! Who begins to wait for a message looks for one that was published before and lies still, and wakes it; the message then
//! looks itself for who has waited longest. Both are stored first and look in a later transaction. A message that somebody
//! is looking at right now may be laid still after the look, so who waits looks again, more and more rarely, as long as
//! there is one for it.

use super::still_claimed;
use crate::Casework;
use crate::refusal::Undecided;
use store::{Change, Commit, DueRow, Refused, Scope, SubscriptionRow};

/// How many messages that others could not take somebody who begins to wait is asked about.
const PAGE: i64 = 100;

impl Casework {
    /// One look. It wakes one message that nobody has refused, as it can receive no more than one; those that others could
    /// not take are offered to each who begins to wait once.
    pub(super) async fn try_look(&self, due: &DueRow, waiting: &SubscriptionRow) -> Result<(), Undecided> {
        let now = self.world().now();
        let snapshot = self.store().read(Scope::Tenant(due.tenant)).await?;
        still_claimed(&snapshot, due).await?;
        let mut still = snapshot.lying_still(waiting, (now, Refused::ByNobody), 1).await?;
        if due.attempt == 1 {
            still.extend(snapshot.lying_still(waiting, (now, Refused::BySomebody), PAGE).await?);
        }
        let looks_again = snapshot.may_receive(waiting, now).await?;
        drop(snapshot);
        let mut commit = Commit::new(Scope::Tenant(due.tenant), now);
        // Woken ahead of whoever began to wait later: else each of them would go through all that are awake already.
        commit
            .changes
            .extend(still.into_iter().map(|row| Change::update(&DueRow { due: waiting.since, ..row })));
        commit.changes.push(if looks_again {
            Change::update(&self.rested(due))
        } else {
            Change::delete_at(DueRow::key(due.tenant, due.id), due.attempt)
        });
        self.store().apply(commit).await?;
        Ok(())
    }
}
