//! The account a payment goes to, as it was set when the case asked. It stays with the payment: a tenant that changes its
//! bank does not change what people were told.

use crate::refusal::Fault;
use crate::views::{BankSettings, TransferView};
use payments::{GiroCode, NotATransfer, Transfer};
use serde::{Deserialize, Serialize};
use store::PaymentRow;
use values::Money;

/// An account. Stored as JSON with the payment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Account {
    pub(crate) holder: String,
    pub(crate) iban: String,
    pub(crate) bic: String,
    pub(crate) bank: String,
}

impl From<&BankSettings> for Account {
    fn from(bank: &BankSettings) -> Self {
        Self {
            holder: bank.holder.clone(),
            iban: bank.iban.clone(),
            bic: bank.bic.clone(),
            bank: bank.name.clone(),
        }
    }
}

impl Account {
    /// The account of a stored payment.
    pub(crate) fn of(row: &PaymentRow) -> Result<Self, Fault> {
        serde_json::from_str(&row.account).map_err(|error| Fault::while_doing("reading an account", error))
    }

    pub(crate) fn to_json(&self) -> String {
        serde_json::to_string(self).expect("an account holds texts")
    }

    /// A transfer to this account, as a GiroCode.
    pub(crate) fn giro_code(&self, amount: Money, reference: &str) -> Result<GiroCode, NotATransfer> {
        GiroCode::of(&Transfer {
            holder: self.holder.clone(),
            iban: self.iban.clone(),
            bic: self.bic.clone(),
            amount,
            text: reference.to_owned(),
        })
    }

    /// What a page shows for a transfer; nothing without an account.
    pub(super) fn shown(&self, row: &PaymentRow) -> Option<TransferView> {
        (!self.iban.is_empty()).then(|| TransferView {
            holder: self.holder.clone(),
            iban: grouped(&self.iban),
            bic: self.bic.clone(),
            bank: self.bank.clone(),
            giro_code: self
                .giro_code(Money::from_cents(row.amount_cents), &row.reference)
                .ok()
                .map(|code| code.svg()),
        })
    }
}

/// In groups of four, as on paper (DIN 5008).
fn grouped(iban: &str) -> String {
    let signs: Vec<char> = iban.chars().filter(|sign| !sign.is_whitespace()).collect();
    signs.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}
