//! What every provider can do, in the words of XBezahldienste (FITKO): one POST begins a payment, one GET tells how it
//! stands. Nothing is pushed; a callback is only a hint to ask.

use values::{Moment, Money};

/// A payment to begin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// Our name for it; the same one again is the same payment. At most 36 signs.
    pub request: String,
    /// How much, in euros.
    pub amount: Money,
    /// What stands on the account statement: the payment reference. At most 27 signs.
    pub reference: String,
    /// For what, as the person reads it. At most 250 signs.
    pub description: String,
    /// Where the person comes back to. It says nothing about the result.
    pub return_url: String,
    /// Where the provider may tell that there is news.
    pub callback_url: String,
}

/// A payment that a provider has taken up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Started {
    /// The provider's name for it.
    pub transaction: String,
    /// Where the person pays.
    pub checkout: String,
}

/// How a payment stands at its provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Our name for it.
    pub request: String,
    /// How much.
    pub amount: Money,
    /// ISO 4217, such as `EUR`.
    pub currency: String,
    /// How it stands.
    pub state: TransactionState,
    /// When the provider was asked.
    pub asked_at: Moment,
}

/// The four states of XBezahldienste.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TransactionState {
    /// `INITIAL`: no result yet.
    Initial,
    /// `PAYED`: the provider has the money.
    Paid,
    /// `FAILED`: broken off by the provider.
    Failed,
    /// `CANCELED`: broken off by the person.
    Cancelled,
}
