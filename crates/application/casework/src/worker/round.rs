//! One round of the worker: what is due is done in turn. Something outside that answers slowly holds up neither deadlines nor
//! other work for long: what cannot be done within the time of a claim is put back, as if nobody had claimed it.

use crate::Casework;
use crate::refusal::{Refusal, Undecided};
use jiff::SignedDuration;
use std::collections::BTreeSet;
use store::{Change, Commit, DueKind, DueRow, Scope};
use values::{EffectId, Moment};

/// A failure after this long is one of something outside that hangs, not one of a single job.
const HANGS: SignedDuration = SignedDuration::from_secs(5);
/// When what was put back for that is looked at again.
const SOON: SignedDuration = SignedDuration::from_secs(5);

/// What one round of the worker did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Worked {
    /// Rows that were claimed.
    pub claimed: usize,
    /// Results that were stored.
    pub done: usize,
    /// Rows that will be tried again.
    pub again: usize,
}

/// A round that goes on.
struct Round {
    /// The moment from which on nothing more is begun.
    until: Moment,
    /// Types of jobs for which something outside hangs.
    hang: BTreeSet<String>,
}

impl Casework {
    /// One round: claims what is due now and does it. Returns at once when nothing is due.
    pub async fn work_once(&self) -> Result<Worked, Refusal> {
        if let Err(refusal) = self.send_account_mails().await {
            tracing::warn!(%refusal, "mails about accounts wait");
        }
        let claimed = self.claim_work().await?;
        let half = SignedDuration::from_secs(i64::from(self.parts().settings.lease_seconds)) / 2;
        let mut round = Round { until: self.world().now().plus(half), hang: BTreeSet::new() };
        let mut worked = Worked { claimed: claimed.len(), ..Worked::default() };
        for due in claimed {
            match self.in_turn(&mut round, &due).await {
                Ok(true) => worked.done += 1,
                Ok(false) => worked.again += 1,
                Err(refusal) => {
                    worked.again += 1;
                    tracing::warn!(tenant = %due.tenant, %refusal, "it waits for the end of its lease");
                }
            }
        }
        Ok(worked)
    }

    /// Does one of the rows, if there is time for it; whether it is done.
    async fn in_turn(&self, round: &mut Round, due: &DueRow) -> Result<bool, Refusal> {
        let begun = self.world().now();
        if begun >= round.until {
            self.put_back(due, due.due).await?;
            return Ok(false);
        }
        if !round.hang.is_empty() && self.job_type(due).await?.is_some_and(|kind| round.hang.contains(&kind))
        {
            self.put_back(due, begun.plus(SOON)).await?;
            return Ok(false);
        }
        let Err(refusal) = self.work_on(due).await else { return Ok(true) };
        tracing::warn!(tenant = %due.tenant, attempt = due.attempt, %refusal, "a due row is tried again");
        if self.world().now() >= begun.plus(HANGS) {
            round.hang.extend(self.job_type(due).await?);
        }
        self.try_again_later(due, &refusal).await?;
        Ok(false)
    }

    async fn job_type(&self, due: &DueRow) -> Result<Option<String>, Refusal> {
        if due.kind != DueKind::Job {
            return Ok(None);
        }
        let snapshot = self.store().read(Scope::Tenant(due.tenant)).await?;
        Ok(snapshot.outbox(EffectId::from_bytes(due.id)).await?.map(|row| row.job_type))
    }

    /// Gives a claim back that was not used, so that it does not count as a try. Nothing happens when it is lost already.
    async fn put_back(&self, due: &DueRow, at: Moment) -> Result<(), Refusal> {
        let free =
            DueRow { due: at, lease_until: Moment::from_micros(0), attempt: due.attempt - 1, ..due.clone() };
        let mut commit = Commit::new(Scope::Tenant(due.tenant), self.world().now());
        commit.changes.push(Change::delete_at(DueRow::key(due.tenant, due.id), due.attempt));
        commit.changes.push(Change::insert(&free));
        match self.store().apply(commit).await.map_err(Undecided::from) {
            Ok(_) | Err(Undecided::Stale) => Ok(()),
            Err(Undecided::Refused(refusal)) => Err(refusal),
        }
    }
}
