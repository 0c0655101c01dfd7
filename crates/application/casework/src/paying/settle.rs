//! Settling a try to pay: the provider is asked, and only its answer counts. Asked twice it settles once; what it tells of
//! another amount, currency or request settles nothing and is shown to staff.

use crate::Casework;
use crate::answer_job::JobAnswer;
use crate::refusal::{Fault, Refusal, Undecided};
use crate::views::Town;
use cases::{Action, Actor};
use engine::{Job, Outcome};
use payments::{Report, TransactionState};
use store::{
    AttemptRow, AttemptState, Change, CommandKey, Commit, DueRow, OutboxRow, OutboxState, PaymentRow,
    PaymentState, Scope, Snapshot,
};
use values::{AttemptId, Hash, TenantId};

/// The only currency (XBezahldienste).
const CURRENCY: &str = "EUR";

/// Money that has come in.
pub(super) struct Receipt {
    /// How much.
    pub(super) cents: i64,
    /// How the journal names it where the process takes no step.
    pub(super) command: &'static str,
    /// Says that it is the same money again.
    pub(super) key: CommandKey,
    /// What is written with it.
    pub(super) changes: Vec<Change>,
}

impl Casework {
    /// A person has come back from a provider. What the address says about the result does not matter: the provider is
    /// asked. When it cannot be reached the worker asks later, and the page says that we wait.
    pub async fn payment_returned(
        &self,
        actor: &Actor,
        town: &Town,
        number: &str,
        attempt: AttemptId,
    ) -> Result<(), Refusal> {
        let (snapshot, case, _) = self.visible_case(actor, town, number, Action::ReadStatus).await?;
        let tried = snapshot.attempt(attempt).await?.filter(|row| row.case == case.id);
        let tried = tried.ok_or(Refusal::NotFound)?;
        drop(snapshot);
        match self.ask_provider(&tried).await {
            Ok(report) => self.settle_payment(town.tenant, attempt, &report).await,
            Err(fault) => {
                tracing::warn!(%fault, "a provider cannot be asked");
                Ok(())
            }
        }
    }

    /// A provider, or somebody who pretends to be one, says that there is news. Nothing of it is believed: the provider is
    /// asked how this payment stands.
    pub async fn payment_hint(&self, provider: &str, slug: &str, attempt: AttemptId) -> Result<(), Refusal> {
        let town = self.town(slug).await?;
        let snapshot = self.store().read(Scope::Tenant(town.tenant)).await?;
        let tried = snapshot.attempt(attempt).await?.filter(|row| row.provider == provider);
        let tried = tried.ok_or(Refusal::NotFound)?;
        drop(snapshot);
        if tried.state != AttemptState::Initial {
            return Ok(());
        }
        let report = self.ask_provider(&tried).await?;
        self.settle_payment(town.tenant, attempt, &report).await
    }

    /// How a try to pay stands at its provider.
    pub(crate) async fn ask_provider(&self, tried: &AttemptRow) -> Result<Report, Fault> {
        let now = self.world().now();
        let asked = self.parts().payments.status(&tried.provider, &tried.transaction, now).await;
        asked.map_err(|error| Fault::while_doing("asking a provider", error))
    }

    /// Brings what a provider answered to its payment.
    pub(crate) async fn settle_payment(
        &self,
        tenant: TenantId,
        attempt: AttemptId,
        report: &Report,
    ) -> Result<(), Refusal> {
        self.decide(|| self.try_settle(tenant, attempt, report)).await
    }

    async fn try_settle(
        &self,
        tenant: TenantId,
        attempt: AttemptId,
        report: &Report,
    ) -> Result<(), Undecided> {
        let snapshot = self.store().read(Scope::Tenant(tenant)).await?;
        let mut tried = snapshot.attempt(attempt).await?.ok_or(Refusal::NotFound)?;
        let payment = snapshot.payment(tried.payment).await?.ok_or(Refusal::NotFound)?;
        let Some(state) = result_of(&tried, &payment, report) else { return Ok(()) };
        tried.state = state;
        tried.settled_at = Some(self.world().now());
        let due = DueRow::key(tenant, *attempt.as_bytes());
        let changes = vec![Change::update(&tried), Change::clear(due)];
        if state == AttemptState::Paid {
            let key = CommandKey(Hash::of_parts(&[b"settle", attempt.as_bytes()]));
            let receipt = Receipt { cents: report.amount.cents(), command: "receive-payment", key, changes };
            return self.take_in(&Actor::System(payment.effect), snapshot, payment, receipt).await;
        }
        drop(snapshot);
        let mut commit = Commit::new(Scope::Tenant(tenant), self.world().now());
        commit.changes = changes;
        self.store().apply(commit).await?;
        Ok(())
    }

    /// Money has come in. The first of it settles the payment, and the case that waits for it goes on in the same commit;
    /// what comes later, or when nobody waits any more, is noted for staff.
    pub(super) async fn take_in(
        &self,
        actor: &Actor,
        snapshot: Snapshot,
        mut payment: PaymentRow,
        mut receipt: Receipt,
    ) -> Result<(), Undecided> {
        let is_first = payment.state == PaymentState::Open;
        payment.paid_cents += receipt.cents;
        if is_first {
            payment.state = PaymentState::Paid;
            payment.settled_at = Some(self.world().now());
        }
        receipt.changes.push(Change::update(&payment));
        let waiting = snapshot.outbox(payment.effect).await?;
        match waiting.filter(|row| is_first && row.state == OutboxState::Waiting) {
            Some(job) => {
                drop(snapshot);
                self.answer_with(actor, &job, &payment, receipt).await
            }
            None => {
                let loaded = self.load_from(&snapshot, payment.case).await?;
                drop(snapshot);
                let mut commit = self.recorded(actor, loaded, receipt.command)?.commit;
                commit.changes.extend(receipt.changes);
                self.store().apply(commit.once(receipt.key, "received")).await?;
                Ok(())
            }
        }
    }

    async fn answer_with(
        &self,
        actor: &Actor,
        job: &OutboxRow,
        payment: &PaymentRow,
        receipt: Receipt,
    ) -> Result<(), Undecided> {
        let asked: Job =
            serde_json::from_str(&job.body).map_err(|error| Fault::while_doing("reading a job", error))?;
        let answer = JobAnswer {
            effect: job.id,
            outcome: Outcome::Done(super::told(&asked, payment, None)),
            key: receipt.key,
            expects: Vec::new(),
            changes: receipt.changes,
        };
        self.try_answer(actor, payment.tenant, &answer).await?;
        Ok(())
    }
}

/// What an answer makes of a try; `None` when it stays as it is. A try that has a result keeps it.
fn result_of(tried: &AttemptRow, payment: &PaymentRow, report: &Report) -> Option<AttemptState> {
    if tried.state != AttemptState::Initial {
        return None;
    }
    let is_ours = report.request == tried.id.to_string()
        && report.amount.cents() == payment.amount_cents
        && report.currency == CURRENCY;
    match report.state {
        TransactionState::Initial => None,
        TransactionState::Paid if is_ours => Some(AttemptState::Paid),
        TransactionState::Paid => Some(AttemptState::Differs),
        TransactionState::Failed => Some(AttemptState::Failed),
        TransactionState::Cancelled => Some(AttemptState::Cancelled),
    }
}

#[cfg(test)]
mod tests;
