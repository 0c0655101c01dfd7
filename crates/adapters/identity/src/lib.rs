//! Who is it: the built-in accounts, by password and the code of an app; providers that read an identity card (eID). What a person may do is decided elsewhere;
//! sessions and throttling are rows of the store.

mod eid;
mod passwords;
mod seal;
mod totp;

pub use eid::{DemoEid, Eid, EidFault, EidOrder, EidPerson, EidProof};
pub use passwords::{IdentityFault, MAX_PASSWORD_BYTES, PasswordHash, Passwords};
pub use seal::MasterKey;
pub use totp::TotpSecret;
