//! A draft of an application, page by page.

use crate::views::Town;
use forms::{PageView, RawAnswers, Section};
use jiff::civil::Date;
use values::{DraftId, Moment, Problem};

/// A draft, on whichever page.
#[derive(Debug, Clone)]
pub struct DraftState {
    /// The draft.
    pub id: DraftId,
    /// Where it was opened.
    pub town: Town,
    /// Key of the service.
    pub service: String,
    /// Title of the service.
    pub service_title: String,
    /// The wizard's pages that are not hidden, in order.
    pub pages: Vec<PageMark>,
    /// Grows with every save; a form carries it, so that two tabs notice each other.
    pub version: i64,
    /// When answers were last saved.
    pub saved_at: Moment,
    /// Number of the case, once the application was sent.
    pub sent_as: Option<String>,
    /// Bytes of one file at most, whatever the form says.
    pub max_file_bytes: u64,
    /// With it a page's answers can be put into the draft after the session has ended; it opens nothing.
    pub parking_key: String,
}

/// A page of the wizard as progress and navigation name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageMark {
    /// Its position in the form, from 0.
    pub index: usize,
    /// Its heading.
    pub title: String,
}

impl DraftState {
    /// The heading of a page; empty when it is hidden.
    pub fn title_of(&self, index: usize) -> &str {
        self.pages.iter().find(|page| page.index == index).map_or("", |page| page.title.as_str())
    }

    /// Position of a page among those that are shown, from 1; nothing when it is hidden.
    pub fn step_of(&self, index: usize) -> Option<usize> {
        self.pages.iter().position(|page| page.index == index).map(|position| position + 1)
    }

    /// The page after this one; nothing after the last.
    pub fn page_after(&self, index: usize) -> Option<usize> {
        self.pages.iter().map(|page| page.index).find(|other| *other > index)
    }

    /// The page before this one; nothing before the first.
    pub fn page_before(&self, index: usize) -> Option<usize> {
        self.pages.iter().map(|page| page.index).rfind(|other| *other < index)
    }
}

/// One page of the wizard.
#[derive(Debug, Clone)]
pub struct DraftPage {
    /// The draft.
    pub draft: DraftState,
    /// Which page, from 0.
    pub index: usize,
    /// What to show.
    pub page: PageView,
    /// What has to be mended on this page; empty when it is shown for the first time.
    pub problems: Vec<Problem>,
}

/// What became of a saved page. Typed answers are stored either way.
#[derive(Debug, Clone)]
pub struct SavedPage {
    /// The draft with these answers: they may have hidden or shown other pages.
    pub draft: DraftState,
    /// What has to be mended on the page; empty when it is in order.
    pub problems: Vec<Problem>,
}

/// The summary before sending.
#[derive(Debug, Clone)]
pub struct Summary {
    /// The draft.
    pub draft: DraftState,
    /// Every answer, by page.
    pub sections: Vec<Section>,
    /// Index of the first page that still has problems; sending is not offered then.
    pub incomplete_page: Option<usize>,
    /// The trust level that sending needs, from 0.
    pub trust_level: u8,
    /// Whether letters are to come by post although there is a postbox.
    pub by_post: bool,
    /// The answers name a place for which another office is competent.
    pub other_place: Option<OtherPlace>,
    /// The raw answers, for tests and for carrying on.
    pub answers: RawAnswers,
}

/// A place in the answers that this office is not competent for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherPlace {
    /// Its name, such as `Musterstadt`.
    pub name: String,
    /// Its part of addresses.
    pub slug: String,
    /// The town that gets the application, such as `Stadt Gelnhausen`.
    pub town: String,
    /// The same as the subject of a German sentence.
    pub called: String,
}

/// What the applicant holds in hand after sending.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// Case number, such as `2026-00042`.
    pub number: String,
    /// Code that opens the status page together with the number.
    pub code: String,
    /// When it was received.
    pub received_at: Moment,
    /// Title of the service.
    pub service_title: String,
    /// What happens next, in the person's language.
    pub next: String,
    /// The day by which the office wants to be done, counted in days from the receipt; offices work on it.
    pub aim: Date,
    /// What the package calls its arrival; `None` where it is an application like any other.
    pub arrived: Option<String>,
}
