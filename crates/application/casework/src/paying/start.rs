//! A person begins to pay: a try is stored first, then the provider is told, then the person is led there. A try that has
//! no result yet is gone on with, so a second click or the back button pays nothing twice.

use crate::Casework;
use crate::refusal::{Fault, Refusal, Undecided};
use crate::views::Town;
use cases::{Action, Actor};
use payments::{Order, Started};
use store::{
    AttemptRow, AttemptState, Change, Commit, DueKind, DueRow, PaymentRow, PaymentState, Scope, Snapshot,
};
use values::{AttemptId, Moment, Money, PaymentId, TenantId};

/// Longest description a provider takes (XBezahldienste).
const LONGEST_DESCRIPTION: usize = 250;

impl Casework {
    /// Begins to pay what a case asks for; the address of the provider's page. What is paid already, or no longer asked
    /// for, is a conflict.
    pub async fn start_payment(
        &self,
        actor: &Actor,
        town: &Town,
        number: &str,
        payment: PaymentId,
    ) -> Result<String, Refusal> {
        let (tried, row) = self.decide(|| self.try_begin(actor, town, number, payment)).await?;
        let started = if tried.checkout.is_empty() {
            let order = self.order(town, number, &tried, &row);
            let started = self.parts().payments.start(&tried.provider, &order).await;
            started.map_err(|error| Fault::while_doing("beginning a payment", error))?
        } else {
            Started { transaction: tried.transaction, checkout: tried.checkout }
        };
        self.decide(|| self.try_started(town.tenant, tried.id, &started)).await
    }

    async fn try_begin(
        &self,
        actor: &Actor,
        town: &Town,
        number: &str,
        payment: PaymentId,
    ) -> Result<(AttemptRow, PaymentRow), Undecided> {
        let (snapshot, case, _) = self.visible_case(actor, town, number, Action::Pay).await?;
        let row = snapshot.payment(payment).await?.filter(|row| row.case == case.id);
        let row = row.ok_or(Refusal::NotFound)?;
        if !is_asked_for(&snapshot, &row).await? {
            return Err(Refusal::Conflict.into());
        }
        let mut tries = snapshot.attempts_of_case(case.id).await?;
        tries.retain(|tried| tried.payment == payment);
        drop(snapshot);
        if let Some(open) = tries.iter().find(|tried| tried.state == AttemptState::Initial) {
            return Ok((open.clone(), row));
        }
        let provider = self.parts().payments.online().ok_or(Refusal::Conflict)?;
        let tried = new_attempt(&row, tries.len(), provider, self.world().now());
        let mut commit = Commit::new(Scope::Tenant(town.tenant), self.world().now());
        commit.changes.push(Change::insert(&tried));
        self.store().apply(commit).await?;
        Ok((tried, row))
    }

    /// Stores where the person pays, and has the worker ask for the result in case the person never comes back. Whoever
    /// comes to an old try again has begun anew: the worker may have given it up.
    async fn try_started(
        &self,
        tenant: TenantId,
        attempt: AttemptId,
        started: &Started,
    ) -> Result<String, Undecided> {
        let snapshot = self.store().read(Scope::Tenant(tenant)).await?;
        let mut tried = snapshot.attempt(attempt).await?.ok_or(Refusal::NotFound)?;
        let is_asked_about = snapshot.due(*attempt.as_bytes()).await?.is_some();
        drop(snapshot);
        if tried.state == AttemptState::Initial && !is_asked_about {
            let now = self.world().now();
            tried.transaction = started.transaction.clone();
            tried.checkout = started.checkout.clone();
            tried.started_at = now;
            let mut commit = Commit::new(Scope::Tenant(tenant), now);
            commit.changes.push(Change::update(&tried));
            commit.changes.push(Change::put(&first_look(&tried, now)));
            self.store().apply(commit).await?;
        }
        Ok(started.checkout.clone())
    }

    fn order(&self, town: &Town, number: &str, tried: &AttemptRow, row: &PaymentRow) -> Order {
        let public = &self.parts().settings.public_url;
        Order {
            request: tried.id.to_string(),
            amount: Money::from_cents(row.amount_cents),
            reference: row.reference.clone(),
            description: row.purpose.chars().take(LONGEST_DESCRIPTION).collect(),
            return_url: format!("{public}/{}/vorgang/{number}/zahlung/{}", town.slug, tried.id),
            callback_url: format!("{public}/api/zahlung/{}/{}/{}", tried.provider, town.slug, tried.id),
        }
    }
}

/// Whether the money is still wanted: not paid, and the job that waits for it has not been cancelled.
pub(super) async fn is_asked_for(snapshot: &Snapshot, row: &PaymentRow) -> Result<bool, store::StoreError> {
    let is_open = row.state == PaymentState::Open;
    Ok(is_open && (!row.waits || snapshot.outbox(row.effect).await?.is_some()))
}

/// Its id follows from how many came before, so two clicks at the same moment make one try.
fn new_attempt(row: &PaymentRow, before: usize, provider: &str, now: Moment) -> AttemptRow {
    AttemptRow {
        tenant: row.tenant,
        id: AttemptId::derived(&[b"attempt", row.id.as_bytes(), &before.to_be_bytes()]),
        payment: row.id,
        case: row.case,
        provider: provider.to_owned(),
        transaction: String::new(),
        checkout: String::new(),
        state: AttemptState::Initial,
        started_at: now,
        settled_at: None,
        version: 1,
    }
}

fn first_look(tried: &AttemptRow, now: Moment) -> DueRow {
    DueRow {
        tenant: tried.tenant,
        id: *tried.id.as_bytes(),
        kind: DueKind::Payment,
        due: now.plus(crate::worker::FIRST_LOOK),
        lease_until: Moment::from_micros(0),
        attempt: 0,
    }
}
