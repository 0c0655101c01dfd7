//! What the office sees when it enters applications for people who came with paper.

use super::Receipt;
use values::{CaseId, DraftId, Moment};

/// What somebody of the office may enter, and what they have begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryPage {
    /// The services that they work on and that this town decides, by title.
    pub services: Vec<EntryService>,
    /// What they have begun and not sent, newest first.
    pub begun: Vec<EntryDraft>,
}

/// A service that can be entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryService {
    /// Its key.
    pub key: String,
    /// Its title.
    pub title: String,
    /// What can be applied for.
    pub procedures: Vec<EntryProcedure>,
}

/// A procedure of a service that can be entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryProcedure {
    /// Its key.
    pub key: String,
    /// Its title.
    pub title: String,
}

/// An application that was begun for somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryDraft {
    /// The draft.
    pub draft: DraftId,
    /// What is applied for.
    pub title: String,
    /// When it was last changed.
    pub changed_at: Moment,
}

/// An application that was entered and sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entered {
    /// The case it became.
    pub case: CaseId,
    /// What the applicant is given.
    pub receipt: Receipt,
}
