//! Who is it: the built-in staff account, by password and the code of an app. What a person may do is decided elsewhere;
//! sessions and throttling are rows of the store.

mod passwords;
mod seal;
mod totp;

pub use passwords::{IdentityFault, MAX_PASSWORD_BYTES, PasswordHash, Passwords};
pub use seal::MasterKey;
pub use totp::TotpSecret;
