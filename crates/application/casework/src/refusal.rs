//! Why a use case did not do what was asked. What people read about it is the web's business.

use store::StoreError;
use values::{Moment, Problem};

/// A use case that did not happen. Nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// There is no such thing, or it belongs to somebody else: nothing tells the two apart.
    #[error("not found")]
    NotFound,
    /// The actor sees it, but may not do this.
    #[error("not allowed")]
    NotAllowed,
    /// The service wants to know more surely who applies.
    #[error("trust level {0:?} is needed")]
    TrustNeeded(cases::TrustLevel),
    /// Login and password do not fit, or the session has ended.
    #[error("not signed in")]
    NotSignedIn,
    /// Something has to be mended first.
    #[error("{} problems", .0.len())]
    Problems(Vec<Problem>),
    /// Somebody else has changed it meanwhile; look again.
    #[error("changed by somebody else")]
    Conflict,
    /// The task is for a second pair of eyes, and the actor was the first.
    #[error("another person must do it")]
    FourEyes,
    /// Somebody else has taken the task.
    #[error("the task is taken")]
    TaskTaken {
        /// Their name.
        by: String,
    },
    /// What may exist only once exists already.
    #[error("“{kind}” is taken")]
    Taken {
        /// What kind of thing.
        kind: &'static str,
    },
    /// Too many people are signing in at once; try again in a moment.
    #[error("busy")]
    Busy,
    /// Too many wrong attempts; wait.
    #[error("throttled until {until}")]
    Throttled {
        /// From when on the next attempt counts.
        until: Moment,
    },
    /// Something outside failed.
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// Something outside failed, or stored data is impossible. Logged in full, shown to nobody.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{what}: {why}")]
pub struct Fault {
    /// What was being done.
    pub what: &'static str,
    /// The cause as text.
    pub why: String,
}

/// What was being done when the database itself failed.
const USING_DATABASE: &str = "using the database";
/// What was being done when something stored about a case made no sense.
pub(crate) const READING_CASE: &str = "reading a case";
/// What was being done when a row held something that no version of this program writes.
const READING_ROW: &str = "reading a row";

impl Fault {
    /// Whether the database could not be asked; otherwise what it holds is impossible.
    pub(crate) fn is_outage(&self) -> bool {
        self.what == USING_DATABASE
    }

    /// Whether what is stored is damaged.
    pub(crate) fn is_damage(&self) -> bool {
        [READING_CASE, READING_ROW].contains(&self.what)
    }

    /// A fault while doing this.
    pub fn while_doing(what: &'static str, why: impl std::fmt::Display) -> Self {
        Self { what, why: why.to_string() }
    }
}

/// One attempt at a decision that came to nothing.
#[derive(Debug)]
pub(crate) enum Undecided {
    /// What was read has changed: decide anew.
    Stale,
    /// The decision is no.
    Refused(Refusal),
}

impl From<Refusal> for Undecided {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<Fault> for Undecided {
    fn from(fault: Fault) -> Self {
        Self::Refused(Refusal::Fault(fault))
    }
}

impl From<StoreError> for Undecided {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Stale { .. } => Self::Stale,
            other => Self::Refused(other.into()),
        }
    }
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Stale { .. } => Self::Conflict,
            StoreError::Taken { kind, .. } => Self::Taken { kind },
            StoreError::Fault(fault) => Self::Fault(fault.into()),
        }
    }
}

/// For whoever only reads: nothing is stale or taken then.
impl From<StoreError> for Fault {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Fault(fault) => fault.into(),
            other => Self::while_doing(USING_DATABASE, other),
        }
    }
}

impl From<store::Fault> for Fault {
    fn from(fault: store::Fault) -> Self {
        let is_impossible = matches!(fault, store::Fault::ImpossibleRow { .. });
        Self::while_doing(if is_impossible { READING_ROW } else { USING_DATABASE }, fault)
    }
}
