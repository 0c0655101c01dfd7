//! What pages show of payments.

use super::Account;
use super::start::is_asked_for;
use crate::Casework;
use crate::refusal::Refusal;
use crate::views::{DebitView, LastTry, PaymentStanding, PaymentView};
use services::Release;
use store::{AttemptRow, AttemptState, MandateRow, PaymentRow, PaymentWay, Snapshot};
use values::{CaseId, Language, Money};

impl Casework {
    /// What a case asks money for, oldest first.
    pub(crate) async fn payments_shown(
        &self,
        snapshot: &Snapshot,
        case: CaseId,
        (release, language): (&Release, Language),
    ) -> Result<Vec<PaymentView>, Refusal> {
        let tries = snapshot.attempts_of_case(case).await?;
        let mandates = snapshot.mandates_of_case(case).await?;
        let mut shown = Vec::new();
        for row in snapshot.payments_of_case(case).await? {
            let is_wanted = is_asked_for(snapshot, &row).await?;
            let tries: Vec<&AttemptRow> = tries.iter().filter(|tried| tried.payment == row.id).collect();
            let mandate = mandates.iter().find(|mandate| mandate.id == row.id);
            let mut view = view(&row, &tries, mandate)?;
            view.purpose = release.phrase(language, &row.purpose).into_owned();
            if !is_wanted && row.settled_at.is_none() {
                view.standing = PaymentStanding::Over;
            }
            view.online =
                is_wanted && row.way != PaymentWay::Debit && self.parts().payments.online().is_some();
            shown.push(view);
        }
        Ok(shown)
    }
}

fn view(
    row: &PaymentRow,
    tries: &[&AttemptRow],
    mandate: Option<&MandateRow>,
) -> Result<PaymentView, Refusal> {
    let standing = match row.settled_at {
        Some(at) => PaymentStanding::Paid(at),
        None => PaymentStanding::Open(last_try(tries)),
    };
    let by_transfer = row.way == PaymentWay::Invoice && row.settled_at.is_none();
    Ok(PaymentView {
        id: row.id,
        amount: Money::from_cents(row.amount_cents),
        purpose: row.purpose.clone(),
        reference: row.reference.clone(),
        due: row.due_day.parse().ok(),
        standing,
        online: false,
        transfer: if by_transfer { Account::of(row)?.shown(row) } else { None },
        debit: mandate.map(debit),
        surplus: Money::from_cents((row.paid_cents - row.amount_cents).max(0)),
        differs: tries.iter().any(|tried| tried.state == AttemptState::Differs),
    })
}

fn last_try(tries: &[&AttemptRow]) -> LastTry {
    match tries.last().map(|tried| tried.state) {
        None => LastTry::None,
        // A provider that tells something else than we asked for has not told a result we can use.
        Some(AttemptState::Initial | AttemptState::Paid | AttemptState::Differs) => LastTry::Pending,
        Some(AttemptState::Failed) => LastTry::Failed,
        Some(AttemptState::Cancelled) => LastTry::Cancelled,
    }
}

fn debit(mandate: &MandateRow) -> DebitView {
    DebitView {
        holder: mandate.holder.clone(),
        iban: hidden(&mandate.iban),
        mandate: mandate.reference.clone(),
        creditor_id: mandate.creditor_id.clone(),
    }
}

/// Enough to recognise one's own account, too little for anybody else.
pub(crate) fn hidden(iban: &str) -> String {
    let (start, end) = (iban.get(..4).unwrap_or_default(), iban.len().saturating_sub(4));
    format!("{start} … {}", iban.get(end..).unwrap_or_default())
}
