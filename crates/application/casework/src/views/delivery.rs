//! Letters on their way and letters to look at, as pages show them.

use cases::{Remedy, Way};
use jiff::civil::Date;
use values::{CaseId, DocumentId, Moment};

/// How and when a document reached the applicant.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DeliveryView {
    /// The way, once it is decided.
    pub way: Option<Way>,
    /// When it was handed to the post.
    pub posted_on: Option<Date>,
    /// When it was first opened.
    pub opened_at: Option<Moment>,
    /// The day it counts as known; `None` before that, and where nothing is decided.
    pub deemed_on: Option<Date>,
    /// The rule the day follows from, such as `post-ao`; empty without a day.
    pub rule: String,
    /// What can be done against it.
    pub remedy: Option<Remedy>,
    /// The last day for that.
    pub objection_ends: Option<Date>,
}

/// A letter for the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterPage {
    /// Its title, the heading of the page.
    pub title: String,
    /// The letter as a fragment of HTML that is safe to stand in a page.
    pub html: String,
    /// The document, for the PDF beside it.
    pub document: DocumentId,
    /// How it was delivered.
    pub delivery: DeliveryView,
}

/// A letter that does not exist yet, for the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterPreview {
    /// Its title.
    pub title: String,
    /// The letter as a fragment of HTML that is safe to stand in a page.
    pub page: String,
}

/// A letter to print and post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrayLetter {
    /// The delivery, as its address names it.
    pub delivery: String,
    /// The case.
    pub case: CaseId,
    /// Its number.
    pub number: String,
    /// Who gets the letter.
    pub recipient: String,
    /// Its title.
    pub title: String,
    /// Since when it waits.
    pub since: Moment,
    /// It was offered online and nobody opened it (§ 41 IIa VwVfG).
    pub was_offered: bool,
}

/// The print tray of a tenant, oldest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintTray {
    /// The letters, a hundred at most.
    pub letters: Vec<TrayLetter>,
    /// The day it is.
    pub today: Date,
}
