//! Where a case stands, as the applicant sees it.

use crate::views::{CaseQuestion, DeliveryView, ExtendedDeadline, PaymentView, Town};
use cases::CaseStatus;
use values::{DocumentId, Moment};

/// The status page of a case.
#[derive(Debug, Clone)]
pub struct StatusPage {
    /// The town.
    pub town: Town,
    /// Case number.
    pub number: String,
    /// Title of the service.
    pub service_title: String,
    /// What it is about, such as the dog's name.
    pub subject: String,
    /// How far it is.
    pub status: CaseStatus,
    /// When it was received.
    pub received_at: Moment,
    /// What happened so far, oldest first.
    pub timeline: Vec<TimelineEntry>,
    /// What was delivered, newest first.
    pub documents: Vec<DeliveredDocument>,
    /// What is to be paid or was paid, oldest first.
    pub payments: Vec<PaymentView>,
    /// The legal clocks that were extended and still run.
    pub extended: Vec<ExtendedDeadline>,
    /// What the office asked, newest first.
    pub questions: Vec<CaseQuestion>,
    /// Whether the application can be withdrawn now.
    pub may_withdraw: bool,
}

/// Something that happened, as the applicant is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimelineEntry {
    /// When.
    pub at: Moment,
    /// The status reached.
    pub status: CaseStatus,
}

/// A document that was delivered to the applicant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeliveredDocument {
    /// The document.
    pub id: DocumentId,
    /// Title, such as `Bescheid über Hundesteuer`.
    pub title: String,
    /// When it was made available.
    pub delivered_at: Moment,
    /// Size in bytes.
    pub size_bytes: i64,
    /// Whether it can be read on screen too.
    pub has_page: bool,
    /// How it was delivered, and until when one can object.
    pub delivery: DeliveryView,
}
