//! Records of a service, as the office sees them.

use values::CaseId;

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
