//! The case (Vorgang) around the process: who may do what, its public status, its number, its provable journal and the
//! parts of a notice that law fixes. How a process runs is the engine's; how things are stored is the store's.

mod actor;
mod code;
mod delivery;
pub mod journal;
mod number;
mod payment_reference;
mod permissions;
mod remedy;
mod status;

pub use actor::{Actor, Citizen, Guest, Machine, Role, Staff, TrustLevel};
pub use code::{MalformedCode, StatusCode};
pub use delivery::{Deemed, RETRIEVAL_DAYS, Regime, Way};
pub use number::CaseNumber;
pub use payment_reference::{MalformedReference, PaymentReference};
pub use permissions::{Action, CaseFacts, CaseScope, Scope, case_scope, may, migrates_in, scope};
pub use remedy::{Remedy, RemedyText};
pub use status::CaseStatus;
