//! Messages and signals that have not arrived where they should. Names and cases are shown, never what they bring.

use values::{CaseId, EffectId, Moment};

/// A page of the messages and signals of a town that have not arrived.
#[derive(Debug, Clone)]
pub struct Undelivered {
    /// Oldest first.
    pub events: Vec<UndeliveredEvent>,
    /// After which there are more.
    pub next: Option<String>,
}

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UndeliveredEvent {
    /// What names it.
    pub id: EffectId,
    /// Its name, as the models write it.
    pub name: String,
    /// The case that published it.
    pub case: CaseId,
    /// The number of that case.
    pub number: String,
    /// Title of the service of that case.
    pub service_title: String,
    /// When it was published.
    pub at: Moment,
    /// Where it stands.
    pub standing: UndeliveredStanding,
    /// How many cases could not take it.
    pub missed: usize,
    /// Whether whoever looks may read the case that published it.
    pub may_read: bool,
    /// Whether they may do something about it.
    pub may_act: bool,
}

/// Where something stands that has not arrived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UndeliveredStanding {
    /// A message that somebody may still receive.
    Kept {
        /// Until when.
        until: Moment,
        /// Which message of its name; `None` when there is none, or it is not for whoever looks.
        key: Option<String>,
    },
    /// A message whose time is over.
    Over {
        /// Since when.
        since: Moment,
        /// Which message of its name.
        key: Option<String>,
    },
    /// A signal that all have heard but those who missed it.
    Missed,
}

/// One message or signal, and who could not take it.
#[derive(Debug, Clone)]
pub struct UndeliveredPage {
    /// What it is.
    pub event: UndeliveredEvent,
    /// Cases that could not take it.
    pub missed: Vec<MissedBy>,
    /// Cases that could not be opened by it, or are not known any more, and those that are not shown.
    pub others: usize,
}

/// A case that could not take something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissedBy {
    /// The case.
    pub case: CaseId,
    /// Its number.
    pub number: String,
    /// Whether whoever looks may read it.
    pub may_read: bool,
}

impl UndeliveredStanding {
    /// Which message of its name it is, for whoever may know.
    pub fn key(&self) -> Option<&str> {
        match self {
            Self::Kept { key, .. } | Self::Over { key, .. } => key.as_deref(),
            Self::Missed => None,
        }
    }
}
