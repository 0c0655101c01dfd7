//! Citizen accounts (Bürgerkonten) and the mails that concern them. No case data.

use crate::table::row;
use values::{CitizenId, Hash, Moment};

row! {
    /// A citizen account; it is the installation's, because it counts in every town.
    AccountRow in "citizen_account" guard Version
    key {
        /// Whose; the same id leads their drafts and cases.
        id: CitizenId,
    }
    /// The confirmed mail address in small letters, unique; empty while only the identity card opens the account.
    mail: String,
    /// The password, hashed; empty likewise.
    password_hash: String,
    /// The hash of the pseudonym that the identity card gives this installation; unique.
    card("card_hash"): Option<Hash>,
    /// What the card said of the person: JSON, empty without one.
    person: String,
    /// When it was made.
    created_at: Moment,
    /// Raised by every update.
    version: i64,
}

row! {
    /// A mail about an account that waits to be sent. It holds a link, so it is sealed and goes as soon as it is sent.
    AccountMailRow in "account_mail" guard Version
    key {
        /// Its id, also its Message-ID.
        id: [u8; 16],
    }
    /// Address, subject and text, sealed under the master key.
    sealed: Vec<u8>,
    /// Not before this moment.
    next_try_at: Moment,
    /// How often it was tried.
    attempts: i64,
    /// Raised by every update.
    version: i64,
}
