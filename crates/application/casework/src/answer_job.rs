//! Somebody outside answers a job that waits: a payment was settled, a letter was posted. The answer comes in as a command
//! through the same door as every other. Whether this actor may answer is asked by the use case that calls.

use crate::Casework;
use crate::refusal::{Refusal, Undecided};
use cases::Actor;
use engine::{Command, Outcome};
use store::{Applied, Change, CommandKey, Commit, Expect, OutboxRow, OutboxState, Scope};
use values::{EffectId, TenantId};

/// An answer to a waiting job, with what is written together with it.
#[derive(Debug, Clone)]
pub(crate) struct JobAnswer {
    /// The job, by the effect that asked for it.
    pub(crate) effect: EffectId,
    /// How it went.
    pub(crate) outcome: Outcome,
    /// Says that it is the same answer again.
    pub(crate) key: CommandKey,
    /// What must still be so beside the job waiting.
    pub(crate) expects: Vec<Expect>,
    /// What is written with the answer.
    pub(crate) changes: Vec<Change>,
}

impl Casework {
    /// One attempt to answer a waiting job, for a use case that decides anew by itself. The same answer again changes nothing;
    /// an answer that nobody waits for any more is a conflict, and nothing is written.
    pub(crate) async fn try_answer(
        &self,
        actor: &Actor,
        tenant: TenantId,
        answer: &JobAnswer,
    ) -> Result<Applied, Undecided> {
        let snapshot = self.store().read(Scope::Tenant(tenant)).await?;
        if let Some(first) = snapshot.answer(answer.key).await? {
            return Ok(Applied::Repeated(first));
        }
        let waiting = snapshot.outbox(answer.effect).await?.filter(|row| row.state == OutboxState::Waiting);
        let job = waiting.ok_or(Refusal::Conflict)?;
        let loaded = self.load_from(&snapshot, job.case).await?;
        drop(snapshot);
        let command = Command::CompleteJob { effect: answer.effect, outcome: answer.outcome.clone() };
        let commit = self.advance(actor, loaded, command)?.commit;
        Ok(self.store().apply(with_answer(commit, tenant, answer)).await?)
    }
}

fn with_answer(commit: Commit, tenant: TenantId, answer: &JobAnswer) -> Commit {
    let mut commit = commit.once(answer.key, "answered");
    commit.expects.extend(answer.expects.iter().cloned());
    commit.changes.push(Change::delete(OutboxRow::key(tenant, answer.effect)));
    commit.changes.extend(answer.changes.iter().cloned());
    commit
}
