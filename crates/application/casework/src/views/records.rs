//! Records of a service, as the office sees them.

use values::{CaseId, Moment};

/// Which records are asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RecordQuery {
    /// A page of all, behind this number; 0 for the first.
    After(i64),
    /// The one with this number.
    Number(i64),
    /// Those with this unique field, such as a chip number.
    Key(String),
}

/// A page of records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordPage {
    /// The records by number.
    pub records: Vec<RecordView>,
    /// Where the next page begins, if there may be one.
    pub next: Option<i64>,
}

/// A record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordView {
    /// Its number.
    pub number: i64,
    /// What it is, in the person's language.
    pub kind: String,
    /// What people call it.
    pub title: String,
    /// The first day, as `2026-04-01`.
    pub valid_from: String,
    /// The last day, once it has ended.
    pub valid_to: Option<String>,
    /// The case that opened it.
    pub opened_by: CaseId,
    /// The case that ended it.
    pub ended_by: Option<CaseId>,
    /// Its fields.
    pub fields: Vec<RecordValue>,
}

/// A field with its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordValue {
    /// Name in the person's language.
    pub label: String,
    /// What it holds.
    pub value: String,
}

/// A register (Bestand): the records of one service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Register {
    /// The key of the service.
    pub service: String,
    /// What its records are, such as “Hund”; of several kinds all of them.
    pub kinds: String,
    /// The title of the service.
    pub title: String,
}

/// A record with the cases that made it what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordDetail {
    /// The title of the service.
    pub service_title: String,
    /// The record.
    pub record: RecordView,
    /// The cases, oldest first: one has opened it, another may have ended it.
    pub cases: Vec<RecordCase>,
}

/// A case that changed a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordCase {
    /// The case.
    pub case: CaseId,
    /// Its number.
    pub number: String,
    /// What it was about, such as “Hund anmelden”.
    pub title: String,
    /// When it was received.
    pub received_at: Moment,
    /// Whether it ended the record; otherwise it opened it.
    pub has_ended_it: bool,
}
