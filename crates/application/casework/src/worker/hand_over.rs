//! A published message is handed over to the one case that has waited longest for it and can take it, or opens a case of a
//! service that begins by it, or lies still until somebody begins to wait or its time is over.

use super::spread_signal::{Missed, all_missed, brought};
use super::{PATIENCE, still_claimed};
use crate::Casework;
use crate::opened_by_event::opened_id;
use crate::refusal::{Refusal, Undecided};
use cases::{Action, Actor};
use engine::{Command, StartedBy};
use jiff::SignedDuration;
use store::{
    Change, Commit, DueRow, PublicationRow, Scope, ServiceStartRow, Snapshot, Sort, SubscriptionRow,
};
use values::{CaseId, Moment};

/// How long a message that nobody has received is remembered, for whoever asks where it went; a signal that somebody has
/// missed, too.
pub(super) const REMEMBERED: SignedDuration = SignedDuration::from_hours(90 * 24);
/// To how many that wait a message is offered at most.
const OFFERS: usize = 100;

/// What the search for somebody came to.
struct Found {
    commit: Option<Commit>,
    /// Who could not take it, and why.
    missed: Vec<Missed>,
}

impl Casework {
    /// One attempt to find somebody for a message.
    pub(super) async fn try_hand_over(
        &self,
        due: &DueRow,
        message: &PublicationRow,
    ) -> Result<(), Undecided> {
        let is_kept = message.kept_until > self.world().now();
        let found = if is_kept { self.receiver(due, message).await? } else { Found::nobody() };
        let commit = match found.commit {
            Some(commit) => gone(commit, due, message),
            None => self.unheard(due, message, &found.missed)?,
        };
        self.store().apply(commit).await?;
        Ok(())
    }

    /// Whoever waits is asked before a service that begins by it. One that cannot take it keeps it from nobody; where it
    /// may be the world that has failed, all of it is tried again, as often as a job.
    async fn receiver(&self, due: &DueRow, message: &PublicationRow) -> Result<Found, Undecided> {
        let snapshot = self.store().read(Scope::Tenant(due.tenant)).await?;
        still_claimed(&snapshot, due).await?;
        let mut found = Found::nobody();
        let mut after: Option<SubscriptionRow> = None;
        while found.missed.len() < OFFERS {
            let name = (message.message.as_str(), message.key_hash);
            let Some(waiting) = snapshot.waits_longest(name, after.as_ref()).await? else { break };
            let received = self.received(&snapshot, message, &waiting).await.map(Some);
            if found.is_over(due, waiting.case, received)? {
                return Ok(found);
            }
            after = Some(waiting);
        }
        let starts = snapshot.started_by(Sort::Message, &message.message).await?;
        drop(snapshot);
        for start in starts {
            let opened = self.opened_by_message(message, &start).await;
            if found.is_over(due, opened_id(message.id, &start), opened)? {
                return Ok(found);
            }
        }
        Ok(found)
    }

    /// The step of the case that receives it.
    async fn received(
        &self,
        snapshot: &Snapshot,
        message: &PublicationRow,
        waiting: &SubscriptionRow,
    ) -> Result<Commit, Undecided> {
        let actor = Actor::System(message.id);
        let loaded = self.load_from(snapshot, waiting.case).await?;
        loaded.require(&actor, Action::BringResult, None)?;
        let variables = brought(&message.body)?;
        let command = Command::ReceiveMessage { subscription: waiting.id, variables };
        Ok(self.advance_in_chain(&actor, loaded, (command, message.chain))?.commit)
    }

    /// The first step of the case that it opens; none when the service does not begin by it any more.
    async fn opened_by_message(
        &self,
        message: &PublicationRow,
        start: &ServiceStartRow,
    ) -> Result<Option<Commit>, Undecided> {
        let by = StartedBy::Message(message.message.as_str().into());
        let opened = self.opened_by(message.id, start, (by, brought(&message.body)?, message.chain)).await?;
        Ok(opened.map(|opened| opened.commit))
    }

    /// Nobody takes it: it lies still until its time is over, is remembered for a while after that, and then forgotten.
    fn unheard(
        &self,
        due: &DueRow,
        message: &PublicationRow,
        missed: &[Missed],
    ) -> Result<Commit, Undecided> {
        let now = self.world().now();
        let mut commit = Commit::new(Scope::Tenant(due.tenant), now);
        let remembered_until = message.kept_until.plus(REMEMBERED);
        if remembered_until <= now {
            return Ok(gone(commit, due, message));
        }
        let is_over = message.kept_until <= now;
        if is_over {
            tracing::warn!(message = message.message, case = %message.case, "nobody has received a message");
        }
        if !missed.is_empty() {
            let missed = all_missed(&message.message, &message.missed, missed)?;
            commit.changes.push(Change::update(&PublicationRow { missed, ..message.clone() }));
        }
        let later = if is_over { remembered_until } else { message.kept_until };
        let lease_until = Moment::from_micros(0);
        commit.changes.push(Change::update(&DueRow { due: later, lease_until, ..due.clone() }));
        Ok(commit)
    }
}

impl Found {
    fn nobody() -> Self {
        Self { commit: None, missed: Vec::new() }
    }

    /// Notes what one attempt to give it to a case came to; whether the search is over.
    fn is_over(
        &mut self,
        due: &DueRow,
        case: CaseId,
        attempt: Result<Option<Commit>, Undecided>,
    ) -> Result<bool, Undecided> {
        match attempt {
            Ok(commit) => self.commit = commit,
            Err(Undecided::Refused(Refusal::Fault(fault))) if due.attempt < PATIENCE => {
                return Err(Undecided::Refused(Refusal::Fault(fault)));
            }
            Err(Undecided::Refused(refusal)) => self.missed.push((case, refusal)),
            Err(Undecided::Stale) => return Err(Undecided::Stale),
        }
        Ok(self.commit.is_some())
    }
}

/// With this commit the message is gone.
fn gone(mut commit: Commit, due: &DueRow, message: &PublicationRow) -> Commit {
    commit.changes.push(Change::delete(PublicationRow::key(due.tenant, message.id)));
    commit.changes.push(Change::delete_at(DueRow::key(due.tenant, due.id), due.attempt));
    commit
}
