//! A published message is handed over to the one case that has waited longest for it, or opens a case of the service that
//! begins by it, or lies still until somebody begins to wait or its time is over. Whoever begins to wait wakes what lies
//! still. Both are stored first and look in a later transaction, so one of the two finds the other.

use super::spread_signal::brought;
use super::still_claimed;
use crate::Casework;
use crate::refusal::Undecided;
use cases::{Action, Actor};
use engine::{Command, StartedBy};
use jiff::SignedDuration;
use store::{Change, Commit, DueRow, PublicationRow, Scope, Sort, SubscriptionRow};
use values::Moment;

/// How long a message that nobody has received is remembered, for whoever asks where it went; a signal that somebody has
/// missed, too.
pub(super) const REMEMBERED: SignedDuration = SignedDuration::from_hours(90 * 24);
/// How many messages one that begins to wait wakes by one claim.
const PAGE: i64 = 100;

impl Casework {
    /// One attempt to find somebody for a message.
    pub(super) async fn try_hand_over(
        &self,
        due: &DueRow,
        message: &PublicationRow,
    ) -> Result<(), Undecided> {
        let is_kept = message.kept_until > self.world().now();
        let found = if is_kept { self.receiver(due, message).await? } else { None };
        let commit = match found {
            Some(commit) => gone(commit, due, message),
            None => self.unheard(due, message),
        };
        self.store().apply(commit).await?;
        Ok(())
    }

    /// The commit of whoever receives it now.
    async fn receiver(&self, due: &DueRow, message: &PublicationRow) -> Result<Option<Commit>, Undecided> {
        let snapshot = self.store().read(Scope::Tenant(due.tenant)).await?;
        still_claimed(&snapshot, due).await?;
        let waiting = snapshot.waits_longest(&message.message, message.key_hash).await?;
        let start = snapshot.started_by(Sort::Message, &message.message).await?.into_iter().next();
        drop(snapshot);
        match (waiting, start) {
            (Some(waiting), _) => self.received(message, &waiting).await.map(Some),
            (None, Some(start)) => {
                let by = StartedBy::Message(message.message.as_str().into());
                let opened = self.opened_by(message.id, &start, (by, brought(&message.body)?)).await?;
                Ok(opened.map(|opened| opened.commit))
            }
            (None, None) => Ok(None),
        }
    }

    /// The step of the case that receives it.
    async fn received(
        &self,
        message: &PublicationRow,
        waiting: &SubscriptionRow,
    ) -> Result<Commit, Undecided> {
        let actor = Actor::System(message.id);
        let loaded = self.load_case(waiting.tenant, waiting.case).await?;
        loaded.require(&actor, Action::BringResult, None)?;
        let variables = brought(&message.body)?;
        let command = Command::ReceiveMessage { subscription: waiting.id, variables };
        Ok(self.advance(&actor, loaded, command)?.commit)
    }

    /// Nobody waits for it: it lies still until its time is over, is remembered for a while after that, and then forgotten.
    fn unheard(&self, due: &DueRow, message: &PublicationRow) -> Commit {
        let now = self.world().now();
        let mut commit = Commit::new(Scope::Tenant(due.tenant), now);
        let remembered_until = message.kept_until.plus(REMEMBERED);
        if remembered_until <= now {
            return gone(commit, due, message);
        }
        let is_over = message.kept_until <= now;
        if is_over {
            tracing::warn!(message = message.message, case = %message.case, "nobody has received a message");
        }
        let later = if is_over { remembered_until } else { message.kept_until };
        let lease_until = Moment::from_micros(0);
        commit.changes.push(Change::update(&DueRow { due: later, lease_until, ..due.clone() }));
        commit
    }

    /// One attempt to wake what was published before somebody began to wait. Waking takes the claim away from whoever looked
    /// too early, so that they do not lay it still again.
    pub(super) async fn try_wake(&self, due: &DueRow, waiting: &SubscriptionRow) -> Result<(), Undecided> {
        let now = self.world().now();
        let snapshot = self.store().read(Scope::Tenant(due.tenant)).await?;
        still_claimed(&snapshot, due).await?;
        let still = snapshot.lying_still(waiting, now, PAGE).await?;
        drop(snapshot);
        let mut commit = Commit::new(Scope::Tenant(due.tenant), now);
        commit.changes.push(if i64::try_from(still.len()).is_ok_and(|woken| woken < PAGE) {
            Change::delete_at(DueRow::key(due.tenant, due.id), due.attempt)
        } else {
            Change::update(&DueRow { due: now, lease_until: Moment::from_micros(0), ..due.clone() })
        });
        for row in still {
            commit.changes.push(Change::delete_at(DueRow::key(due.tenant, row.id), row.attempt));
            let (attempt, lease_until) = (row.attempt + 1, Moment::from_micros(0));
            commit.changes.push(Change::insert(&DueRow { due: now, lease_until, attempt, ..row }));
        }
        self.store().apply(commit).await?;
        Ok(())
    }
}

/// With this commit the message is gone.
fn gone(mut commit: Commit, due: &DueRow, message: &PublicationRow) -> Commit {
    commit.changes.push(Change::delete(PublicationRow::key(due.tenant, message.id)));
    commit.changes.push(Change::delete_at(DueRow::key(due.tenant, due.id), due.attempt));
    commit
}
