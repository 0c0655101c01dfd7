//! The public status of a case: what the applicant and the lists are told. The process moves it by milestones.

use serde::{Deserialize, Serialize};

/// How far a case is, in words for everybody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CaseStatus {
    /// Angekommen.
    Received,
    /// In Bearbeitung.
    InProgress,
    /// Wir warten auf Sie.
    Waiting,
    /// Entschieden.
    Decided,
    /// Beendet.
    Ended,
}

impl CaseStatus {
    /// Every status in the order in which a case usually passes them.
    pub const ALL: [CaseStatus; 5] = [
        CaseStatus::Received,
        CaseStatus::InProgress,
        CaseStatus::Waiting,
        CaseStatus::Decided,
        CaseStatus::Ended,
    ];

    /// The word used in processes (`fachwerk:milestone status="…"`) and in rows.
    pub const fn key(self) -> &'static str {
        match self {
            CaseStatus::Received => "received",
            CaseStatus::InProgress => "in-progress",
            CaseStatus::Waiting => "waiting",
            CaseStatus::Decided => "decided",
            CaseStatus::Ended => "ended",
        }
    }

    /// The status with this word.
    pub fn from_key(key: &str) -> Option<CaseStatus> {
        CaseStatus::ALL.into_iter().find(|status| status.key() == key)
    }
}
