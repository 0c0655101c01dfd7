//! What the queries answer with where one table's row is not the answer: work lists, counts, heads. Read-only.

use crate::rows::{ResubmissionRow, TaskRow};
use values::{CaseId, Hash, Moment, StaffId, TaskId};

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
    /// Which cases they may read.
    pub cases: CaseReach,
}

/// Which cases of the tenant somebody may read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CaseReach {
    /// Those of their groups.
    OfGroups,
    /// All of them.
    All,
}

/// Which part of the work list. What was put away until a later day stands only in `Overdue` and `All`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WorkView {
    /// Taken by the person.
    Mine,
    /// Open to a group of the person, taken or not.
    Groups,
    /// Open to a group of the person and taken by nobody.
    Free,
    /// Mine or my groups', due before now.
    Overdue,
    /// Every task of the tenant; nothing for whom [`CaseReach::OfGroups`] holds.
    All,
}

/// What a list is sorted by; equal rows by their task.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WorkOrder {
    /// The due moment; none comes last.
    Due,
    /// The case's number.
    Number,
    /// The applicant's name.
    Applicant,
    /// The task's name.
    Task,
    /// The name of whoever has it; what nobody has comes first.
    Assignee,
    /// When the case was opened.
    Received,
}

/// In which direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Soonest, smallest, A to Z.
    Up,
    /// The other way round.
    Down,
}

/// A question to the work list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkQuestion<'a> {
    /// Whose work.
    pub scope: WorkScope<'a>,
    /// Which part.
    pub view: WorkView,
    /// The moment of the list.
    pub now: Moment,
    /// Sorted by.
    pub order: WorkOrder,
    /// In which direction.
    pub direction: Direction,
    /// Only cases of this service.
    pub service: Option<&'a str>,
    /// Only tasks that this person has.
    pub assignee: Option<StaffId>,
    /// Continue behind this row.
    pub after: Option<WorkMark>,
    /// At most so many rows.
    pub limit: i64,
}

/// The last row of the page before: by what it is sorted, and its task.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct WorkMark {
    /// What the list is sorted by, as stored.
    pub(crate) key: crate::value::Value,
    /// The row's task.
    pub(crate) task: TaskId,
}

impl WorkMark {
    /// In a list by due moment.
    pub fn due(due: Option<Moment>, task: TaskId) -> Self {
        Self { key: crate::value::Value::I64(due.map_or(i64::MAX, Moment::micros)), task }
    }

    /// In a list by another moment.
    pub fn at(moment: Moment, task: TaskId) -> Self {
        Self { key: crate::value::Value::I64(moment.micros()), task }
    }

    /// In a list by number, or by a name as it is sorted.
    pub fn text(key: impl Into<String>, task: TaskId) -> Self {
        Self { key: crate::value::Value::Text(key.into()), task }
    }
}

/// A task with what the list shows of its case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkRow {
    /// The task.
    pub task: TaskRow,
    /// Its case.
    pub case: ListedCase,
    /// Until when the case was put away.
    pub put_away_until: Option<Moment>,
}

/// What lists show of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedCase {
    /// The case.
    pub id: CaseId,
    /// Its number.
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
    pub opened_at: Moment,
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
    /// All of the tenant.
    pub all: i64,
}

/// Which resubmissions: those whose day has come at this moment, or those that are still to come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Resubmitted {
    /// The day has come.
    By(Moment),
    /// The day is still to come.
    After(Moment),
}

/// A case that is to be looked at again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResubmittedCase {
    /// When and why.
    pub resubmission: ResubmissionRow,
    /// The case.
    pub case: ListedCase,
}
