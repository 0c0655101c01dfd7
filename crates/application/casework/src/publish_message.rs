//! Somebody sends a case a message that it waits for: the applicant answers a question or withdraws. The message comes in
//! as a command through the same door as every other.

use crate::Casework;
use crate::load::require;
use crate::refusal::{Refusal, Undecided};
use cases::{Action, Actor};
use engine::Command;
use feel::Context;
use jiff::civil::Date;
use store::{Applied, Change, CommandKey, Expect, Scope, Sort};
use values::{CaseId, TenantId};

/// A message to one case, with what is written together with it.
#[derive(Debug, Clone)]
pub(crate) struct Message {
    /// Its name, as the model waits for it.
    pub(crate) name: &'static str,
    /// The day on which it was received.
    pub(crate) received: Date,
    /// What it brings.
    pub(crate) variables: Context,
    /// Says that it is the same message again.
    pub(crate) key: CommandKey,
    /// What must still be so.
    pub(crate) expects: Vec<Expect>,
    /// What is written with it.
    pub(crate) changes: Vec<Change>,
}

impl Casework {
    /// Sends the message. The same again changes nothing; one that the case does not wait for is a conflict, and nothing
    /// is written.
    pub(crate) async fn publish_message(
        &self,
        actor: &Actor,
        tenant: TenantId,
        case: CaseId,
        message: &Message,
    ) -> Result<Applied, Refusal> {
        self.decide(|| self.try_publish_message(actor, tenant, case, message)).await
    }

    /// One attempt, for a use case that decides anew by itself.
    pub(crate) async fn try_publish_message(
        &self,
        actor: &Actor,
        tenant: TenantId,
        case: CaseId,
        message: &Message,
    ) -> Result<Applied, Undecided> {
        let snapshot = self.store().read(Scope::Tenant(tenant)).await?;
        let loaded = self.load_from(&snapshot, case).await?;
        require(actor, Action::SendMessage, &loaded.facts(None))?;
        if let Some(first) = snapshot.answer(message.key).await? {
            return Ok(Applied::Repeated(first));
        }
        let waiting = snapshot.subscriptions_of_case(case).await?;
        drop(snapshot);
        let subscription =
            waiting.into_iter().find(|row| row.sort == Sort::Message && row.message == message.name);
        let subscription = subscription.ok_or(Refusal::Conflict)?.id;
        let variables = message.variables.clone();
        let command = Command::ReceiveMessage { subscription, variables };
        let mut commit = self
            .advance_as_received(actor, loaded, command, message.received)?
            .commit
            .once(message.key, "received");
        commit.expects.extend(message.expects.iter().cloned());
        commit.changes.extend(message.changes.iter().cloned());
        Ok(self.store().apply(commit).await?)
    }
}
