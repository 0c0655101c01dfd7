//! What the queries answer with where one table's row is not the answer: work lists, counts, heads. Read-only.

use crate::rows::TaskRow;
use values::{Hash, Moment, StaffId, TaskId};

/// A package without its content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackageHead {
    /// The hash of the content.
    pub hash: Hash,
    /// The service it makes possible.
    pub key: String,
    /// Its version as the author names it.
    pub package_version: String,
    /// When it came into this installation.
    pub installed_at: Moment,
}

/// A tenant without its settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TenantHead {
    /// Its place in addresses.
    pub slug: String,
    /// Its name for people.
    pub name: String,
    /// Known, licensed, live ….
    pub status: String,
    /// The key of the area it administers; empty for none.
    pub area: String,
}

/// Whose work: what the permissions allow a person to see, in the form that SQL needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WorkScope<'a> {
    /// The person.
    pub staff: StaffId,
    /// Their groups.
    pub groups: &'a [String],
}

/// Which part of the work list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WorkView {
    /// Taken by the person.
    Mine,
    /// Open to a group of the person, taken or not.
    Groups,
    /// Open to a group of the person and taken by nobody.
    Free,
    /// Mine or my groups', due before this moment.
    Overdue(Moment),
}

/// The last row of the page before; lists are sorted by due moment (none comes last), then task.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct WorkMark {
    /// The row's due moment as stored.
    pub(crate) due: i64,
    /// The row's task.
    pub(crate) task: TaskId,
}

impl WorkMark {
    /// The mark of the last row that was shown, from its due moment and task.
    pub fn of(due: Option<Moment>, task: TaskId) -> Self {
        Self { due: due.map_or(i64::MAX, Moment::micros), task }
    }
}

/// A task with what the list shows of its case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkRow {
    /// The task.
    pub task: TaskRow,
    /// The case's number.
    pub number: String,
    /// The service's key.
    pub service: String,
    /// The key of the case's procedure.
    pub procedure: String,
    /// The release the case is pinned to.
    pub release: Hash,
    /// The applicant's name.
    pub applicant: String,
    /// What the case is about.
    pub subject: String,
    /// The public status.
    pub status: String,
    /// When the case was opened.
    pub case_opened_at: Moment,
}

/// How many tasks each view holds; counting stops at 100.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct WorkCounts {
    /// Taken by the person.
    pub mine: i64,
    /// Open to their groups.
    pub groups: i64,
    /// Open to their groups and free.
    pub free: i64,
    /// Overdue among mine and my groups'.
    pub overdue: i64,
}
