//! Paying what a case asks for: beginning at a provider, hearing how it stands, taking money in. A callback or a return is
//! only a hint; what counts is what the provider answers when it is asked.

mod account;
mod demo_checkout;
mod mark_paid;
mod result;
mod settle;
mod shown;
mod start;

pub(crate) use account::Account;
pub(crate) use result::{nothing_due, told};
use shown::hidden;
