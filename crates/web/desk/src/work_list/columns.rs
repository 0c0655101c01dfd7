//! The columns of the work list and the order they can give it.

use casework::WorkRow;
use std::cmp::Ordering;

/// A column that rows can be sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Column {
    /// Deadline; what has none comes last. This is the order in which tasks arrive.
    #[default]
    Due,
    /// Case number.
    Case,
    /// Applicant.
    Applicant,
    /// Name of the task.
    Task,
    /// Who has it; free tasks first.
    Assignee,
    /// When the application was received, oldest first.
    Received,
}

impl Column {
    /// All columns from left to right.
    pub(super) const ALL: [Column; 6] =
        [Column::Due, Column::Case, Column::Applicant, Column::Task, Column::Assignee, Column::Received];

    /// The word in the address.
    pub(super) fn word(self) -> &'static str {
        match self {
            Column::Due => "frist",
            Column::Case => "vorgang",
            Column::Applicant => "person",
            Column::Task => "aufgabe",
            Column::Assignee => "bei",
            Column::Received => "eingang",
        }
    }

    pub(super) fn of_word(word: &str) -> Self {
        Column::ALL.into_iter().find(|column| column.word() == word).unwrap_or_default()
    }

    /// The key of its heading.
    pub(super) fn key(self) -> &'static str {
        match self {
            Column::Due => "desk-column-due",
            Column::Case => "desk-column-case",
            Column::Applicant => "desk-column-applicant",
            Column::Task => "desk-column-task",
            Column::Assignee => "desk-column-assignee",
            Column::Received => "desk-column-received",
        }
    }

    /// The order of two rows in this column.
    pub(super) fn order(self, one: &WorkRow, other: &WorkRow) -> Ordering {
        match self {
            Column::Due => (one.due.is_none(), one.due).cmp(&(other.due.is_none(), other.due)),
            Column::Case => one.number.cmp(&other.number),
            Column::Applicant => one.applicant.to_lowercase().cmp(&other.applicant.to_lowercase()),
            Column::Task => one.task_name.cmp(&other.task_name),
            Column::Assignee => one.assignee.cmp(&other.assignee),
            Column::Received => one.received_at.cmp(&other.received_at),
        }
    }
}
