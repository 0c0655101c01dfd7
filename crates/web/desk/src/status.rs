//! How far a case is, in the words of the office: whom the applicant reads that they are waited for is somebody else here.

use cases::CaseStatus;
use kit::Words;

/// The word.
pub(crate) fn word(words: &Words, status: CaseStatus) -> String {
    match status {
        CaseStatus::Waiting => words.of("desk-status-waiting"),
        other => words.of(&format!("kit-status-{}", other.key())),
    }
}
