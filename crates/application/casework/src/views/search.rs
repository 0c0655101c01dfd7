//! What the desk's search has found.

use crate::views::RecordView;
use cases::CaseStatus;
use values::{CaseId, Moment};

/// What was found, newest first.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// Cases.
    pub cases: Vec<FoundCase>,
    /// Records.
    pub records: Vec<FoundRecord>,
    /// Whether there is more than is shown.
    pub is_cut: bool,
    /// Whether no word was long enough to be searched for.
    pub is_too_short: bool,
}

/// A case that was found.
#[derive(Debug, Clone)]
pub struct FoundCase {
    /// The case.
    pub case: CaseId,
    /// Case number.
    pub number: String,
    /// Title of the service.
    pub service_title: String,
    /// Who applied.
    pub applicant: String,
    /// What it is about.
    pub subject: String,
    /// How far it is.
    pub status: CaseStatus,
    /// When it was received.
    pub received_at: Moment,
}

/// A record that was found.
#[derive(Debug, Clone)]
pub struct FoundRecord {
    /// The key of its service.
    pub service: String,
    /// The record.
    pub record: RecordView,
}
