//! Why a mail was not sent, sorted by what helps: trying again, another address, or the operator.

use std::io;

/// A mail was not sent, or the way to send it does not work.
#[derive(Debug, thiserror::Error)]
pub enum PostError {
    /// An address, the message id or the subject cannot stand in a mail; trying again does not help.
    #[error("{part} cannot stand in a mail: {value:?}")]
    Malformed {
        /// Which part of the mail.
        part: &'static str,
        /// What it said.
        value: String,
    },
    /// The mail server refuses this mail for good (5xx); trying again does not help.
    #[error("the mail server refuses the mail: {0}")]
    Refused(String),
    /// The mail server cannot be reached or asks to come back later (4xx); try again.
    #[error("the mail server is not available: {0}")]
    Unavailable(String),
    /// The settings cannot work; the operator has to change them.
    #[error("the mail settings do not work: {0}")]
    Settings(String),
    /// The tray cannot be written or read.
    #[error("the mail tray {place} cannot be used")]
    Tray {
        /// The folder.
        place: String,
        /// What the system said.
        source: io::Error,
    },
}

impl PostError {
    /// Whether the same mail may get through later.
    pub fn may_pass_later(&self) -> bool {
        matches!(self, Self::Unavailable(_) | Self::Tray { .. })
    }
}
