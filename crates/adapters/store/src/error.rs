//! Why the store refuses or fails. What a person is told about it is decided elsewhere.

/// A commit or a reading that did not happen.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// The decision rests on rows that have changed meanwhile: read and decide anew. Nothing was written.
    #[error("a row of “{table}” is not as it was read")]
    Stale {
        /// Where the difference was noticed.
        table: &'static str,
    },
    /// What may exist only once exists already. Nothing was written.
    #[error("“{kind}” is taken")]
    Taken {
        /// What is claimed, as the claim named it.
        kind: &'static str,
        /// Who holds it.
        holder: [u8; 16],
    },
    /// The database did not do its part; see [`Fault`] for whether something may have been written.
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// The database or the way to it failed, or was asked something that it is never asked in a right program.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// There is no connection; nothing was written.
    #[error("the database cannot be reached: {0}")]
    Unreachable(String),
    /// The connection was lost while a commit without a key was under way: it may have happened or not.
    #[error("the connection was lost during a commit, its outcome is unknown: {0}")]
    OutcomeUnknown(String),
    /// The disk failed once; nothing is written any more until the process is started anew.
    #[error("writing has stopped after a failure of the disk: {0}")]
    WritingStopped(String),
    /// Too many commits are waiting.
    #[error("too many commits are waiting")]
    Overloaded,
    /// The database answered with an error; nothing was written.
    #[error("the database answered: {0}")]
    Database(String),
    /// A stored row holds something that no version of this program writes.
    #[error("a stored row of “{table}” is impossible in “{column}”")]
    ImpossibleRow {
        /// The table.
        table: &'static str,
        /// The column as the row type names it.
        column: &'static str,
    },
    /// The schema is older or newer than this program, or was changed by hand.
    #[error("the database schema does not fit: {0}")]
    Schema(String),
    /// The program asked for something outside its scope.
    #[error("outside its scope: {0}")]
    OutOfScope(&'static str),
}
