//! The columns of the work list, which are the orders it can have.

use casework::WorkOrder;

/// All columns from left to right.
pub(super) const ALL: [WorkOrder; 6] = [
    WorkOrder::Due,
    WorkOrder::Number,
    WorkOrder::Applicant,
    WorkOrder::Task,
    WorkOrder::Assignee,
    WorkOrder::Received,
];

/// The word in the address.
pub(super) fn word(order: WorkOrder) -> &'static str {
    match order {
        WorkOrder::Due => "frist",
        WorkOrder::Number => "vorgang",
        WorkOrder::Applicant => "person",
        WorkOrder::Task => "aufgabe",
        WorkOrder::Assignee => "bei",
        WorkOrder::Received => "eingang",
    }
}

pub(super) fn of_word(text: &str) -> WorkOrder {
    ALL.into_iter().find(|order| word(*order) == text).unwrap_or_default()
}

/// The key of its heading.
pub(super) fn key(order: WorkOrder) -> &'static str {
    match order {
        WorkOrder::Due => "desk-column-due",
        WorkOrder::Number => "desk-column-case",
        WorkOrder::Applicant => "desk-column-applicant",
        WorkOrder::Task => "desk-column-task",
        WorkOrder::Assignee => "desk-column-assignee",
        WorkOrder::Received => "desk-column-received",
    }
}
