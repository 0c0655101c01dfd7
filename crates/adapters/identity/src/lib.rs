//! Who is it: the built-in staff account, by password. What a person may do is decided elsewhere; sessions and throttling
//! are rows of the store.

mod passwords;

pub use passwords::{IdentityFault, MAX_PASSWORD_BYTES, PasswordHash, Passwords};
