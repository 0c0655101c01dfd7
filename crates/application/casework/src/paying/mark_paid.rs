//! A person of the office notes that money has come in: at the counter, or by transfer on the account.

use super::settle::Receipt;
use crate::Casework;
use crate::refusal::{Refusal, Undecided};
use crate::views::Town;
use cases::{Action, Actor};
use store::{CommandKey, PaymentState, Scope};
use values::{CaseId, Hash, PaymentId};

impl Casework {
    /// Notes that a payment has come in; noting it again changes nothing. Who noted it stands in the journal.
    pub async fn mark_payment_paid(
        &self,
        actor: &Actor,
        town: &Town,
        case: CaseId,
        payment: PaymentId,
    ) -> Result<(), Refusal> {
        self.decide(|| self.try_mark_paid(actor, town, case, payment)).await
    }

    async fn try_mark_paid(
        &self,
        actor: &Actor,
        town: &Town,
        case: CaseId,
        payment: PaymentId,
    ) -> Result<(), Undecided> {
        let snapshot = self.store().read(Scope::Tenant(town.tenant)).await?;
        let loaded = self.load_from(&snapshot, case).await?;
        loaded.require(actor, Action::SettlePayment, None)?;
        let row = snapshot.payment(payment).await?.filter(|row| row.case == case);
        let row = row.ok_or(Refusal::NotFound)?;
        if row.state == PaymentState::Paid {
            return Ok(());
        }
        let receipt = Receipt {
            cents: row.amount_cents,
            command: "mark-paid",
            key: CommandKey(Hash::of_parts(&[b"mark paid", payment.as_bytes()])),
            changes: Vec::new(),
        };
        self.take_in(actor, snapshot, row, receipt).await
    }
}
