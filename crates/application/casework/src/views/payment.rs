//! What a case asks money for, as applicants and caseworkers see it.

use jiff::civil::Date;
use values::{Moment, Money, PaymentId};

/// Money that a case asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaymentView {
    /// The payment.
    pub id: PaymentId,
    /// How much.
    pub amount: Money,
    /// For what, in words for the applicant.
    pub purpose: String,
    /// The payment reference (Kassenzeichen).
    pub reference: String,
    /// The day on which it is due; `None` for at once.
    pub due: Option<Date>,
    /// How it stands.
    pub standing: PaymentStanding,
    /// Whether it can be paid online now.
    pub online: bool,
    /// Where to transfer it; `None` when it is to be paid another way.
    pub transfer: Option<TransferView>,
    /// From where we collect it; `None` without a mandate.
    pub debit: Option<DebitView>,
    /// What came in beyond the amount, because somebody paid twice or nothing was asked for any more.
    pub surplus: Money,
    /// Whether a provider told another amount than ours; a person must look.
    pub differs: bool,
}

/// How a payment stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PaymentStanding {
    /// It is to be paid; the last try, if there was one.
    Open(LastTry),
    /// It has come in.
    Paid(Moment),
    /// Nobody asks for it any more.
    Over,
}

/// What became of the last try to pay online.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LastTry {
    /// There was none.
    None,
    /// The provider has not told a result yet.
    Pending,
    /// The provider broke it off.
    Failed,
    /// The person broke it off.
    Cancelled,
}

/// Where to transfer money.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TransferView {
    /// Whose account.
    pub holder: String,
    /// The account in groups of four.
    pub iban: String,
    /// BIC; may be empty.
    pub bic: String,
    /// Name of the bank; may be empty.
    pub bank: String,
    /// The GiroCode as SVG; `None` when the transfer fits into none.
    pub giro_code: Option<String>,
}

/// From where money is collected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DebitView {
    /// Whose account.
    pub holder: String,
    /// The account with all but its first and last four signs hidden.
    pub iban: String,
    /// The mandate reference.
    pub mandate: String,
    /// The creditor's identifier.
    pub creditor_id: String,
}
