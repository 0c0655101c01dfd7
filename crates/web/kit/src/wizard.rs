//! The wizard as every audience shows it: a page, the summary, what a sent page means and where it leads. Each audience
//! brings its own addresses; drafts and checks are casework's.

mod answer;
mod page;
mod places;
mod receive;
pub(crate) mod sample;
mod sent;
mod summary;

pub use answer::Answer;
pub use page::WizardPage;
pub use places::WizardPlaces;
pub use receive::Sender;
pub use sent::SentForm;
pub use summary::{Gate, ReceivedField, Sending, SummaryPage};

use crate::{Files, FormPart, Words};
use casework::{DraftPage, ShowProblems};
use serde::Deserialize;

/// How a page is shown, as its address says it.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Wishes {
    /// With what has to be mended.
    hinweise: Option<String>,
    /// The person came from the summary and goes back there.
    aendern: Option<String>,
    /// Files that were chosen are to be chosen once more.
    datei: Option<String>,
}

impl Wishes {
    /// Whether problems are shown.
    pub fn problems(&self) -> ShowProblems {
        if self.hinweise.is_some() { ShowProblems::Yes } else { ShowProblems::No }
    }

    /// Whether the page leads back to the summary.
    pub fn is_change(&self) -> bool {
        self.aendern.is_some()
    }

    /// Whether files are to be chosen once more, because they came when the session had ended.
    pub fn has_lost_files(&self) -> bool {
        self.datei.is_some()
    }
}

/// The fields of a page, with its files.
pub fn fields(page: &DraftPage, words: &Words, places: &WizardPlaces) -> FormPart {
    let files = Files { base: &places.base, max_bytes: page.draft.max_file_bytes };
    FormPart::with_files(&page.page, words, files)
}

/// Where to go instead of this page: an application that was sent has a receipt, a hidden page a next one.
pub fn elsewhere(page: &DraftPage, places: &WizardPlaces) -> Option<String> {
    let draft = &page.draft;
    if draft.sent_as.is_some() {
        return Some(places.done());
    }
    if draft.step_of(page.index).is_some() {
        return None;
    }
    Some(draft.page_after(page.index).map_or_else(|| places.summary(), |next| places.page(next)))
}
