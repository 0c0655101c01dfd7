//! Why a provider could not be asked.

/// A provider could not be asked, or did not do it.
#[derive(Debug, thiserror::Error)]
pub enum PaymentError {
    /// No such provider is set up here.
    #[error("no provider “{0}” is set up")]
    UnknownProvider(String),
    /// The provider knows no such payment.
    #[error("the provider knows no payment “{0}”")]
    UnknownTransaction(String),
    /// What the demo provider keeps could not be read or written.
    #[error("the demo provider's folder {place}: {source}")]
    Folder {
        /// Where.
        place: String,
        /// Why.
        source: std::io::Error,
    },
    /// What the demo provider keeps is no payment.
    #[error("the demo provider's payment “{0}” is damaged")]
    Damaged(String),
}
