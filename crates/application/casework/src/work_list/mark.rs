//! Where a page of the work list ends, as the address of the next one says it. No name of a person stands in an address: a
//! list sorted by names is continued behind the case or the colleague whose name it is.

use super::written;
use crate::refusal::Refusal;
use crate::views::WorkOrder;
use std::collections::BTreeMap;
use store::{ResubmittedCase, Snapshot, WorkMark, WorkRow};
use values::folding::sort_key;
use values::{CaseId, Moment, StaffId, TaskId};

/// The last row of a page.
pub(super) struct Mark {
    key: String,
    task: TaskId,
}

impl Mark {
    /// The mark of the last row that was shown.
    pub(super) fn of(order: WorkOrder, row: &WorkRow) -> Self {
        let key = match order {
            WorkOrder::Due => written(row.task.due),
            WorkOrder::Received => written(Some(row.case.opened_at)),
            WorkOrder::Number => row.case.number.clone(),
            WorkOrder::Applicant => row.case.id.to_string(),
            WorkOrder::Task => row.task.name_key.clone(),
            WorkOrder::Assignee => row.task.assignee.map_or_else(String::new, |id| id.to_string()),
        };
        Self { key, task: row.task.id }
    }

    pub(super) fn written(&self) -> String {
        format!("{}~{}", self.key, self.task)
    }

    pub(super) fn read(text: &str) -> Option<Self> {
        let (key, task) = text.rsplit_once('~')?;
        Some(Self { key: key.to_owned(), task: task.parse().ok()? })
    }

    /// As the store wants it; `None` when it does not fit the order, so that the list begins anew.
    pub(super) async fn stored(
        &self,
        order: WorkOrder,
        snapshot: &Snapshot,
        names: &BTreeMap<StaffId, String>,
    ) -> Result<Option<WorkMark>, Refusal> {
        let (key, task) = (self.key.as_str(), self.task);
        let moment = || key.parse().ok().map(Moment::from_micros);
        Ok(match order {
            WorkOrder::Due if key.is_empty() => Some(WorkMark::due(None, task)),
            WorkOrder::Due => moment().map(|due| WorkMark::due(Some(due), task)),
            WorkOrder::Received => moment().map(|moment| WorkMark::at(moment, task)),
            WorkOrder::Number | WorkOrder::Task => Some(WorkMark::text(key, task)),
            WorkOrder::Applicant => match key.parse::<CaseId>() {
                Ok(case) => snapshot.case(case).await?.map(|case| WorkMark::text(case.applicant_key, task)),
                Err(_) => None,
            },
            WorkOrder::Assignee if key.is_empty() => Some(WorkMark::text("", task)),
            WorkOrder::Assignee => {
                let name = key.parse().ok().and_then(|id| names.get(&id));
                name.map(|name| WorkMark::text(sort_key(name), task))
            }
        })
    }
}

/// The mark of a case that is to be looked at again.
pub(super) fn write_day(row: &ResubmittedCase) -> String {
    format!("{}~{}", written(Some(row.resubmission.day)), row.case.id)
}

pub(super) fn read_day(text: &str) -> Option<(Moment, CaseId)> {
    let (day, case) = text.rsplit_once('~')?;
    Some((Moment::from_micros(day.parse().ok()?), case.parse().ok()?))
}
