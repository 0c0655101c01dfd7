//! Four eyes in words: who did what a task looks at again, so that people read why somebody else must do it. Who may is
//! decided by `cases`.

use crate::load::{Loaded, excluded};
use crate::views::FourEyes;
use cases::Actor;
use std::collections::{BTreeMap, BTreeSet};
use store::TaskRow;
use values::{Language, StaffId};

/// Why this task is for somebody else; nothing where four eyes asks nothing.
pub(crate) fn view(
    actor: &Actor,
    loaded: &Loaded,
    task: &TaskRow,
    (names, language): (&BTreeMap<StaffId, String>, Language),
) -> Option<FourEyes> {
    let first = excluded(task);
    if first.is_empty() {
        return None;
    }
    let by_first = |by: &str| by.parse().is_ok_and(|by: StaffId| first.contains(&by));
    let did = loaded.instance.done_by().filter(|(_, by)| by_first(by));
    let did: BTreeSet<&str> = did.map(|(element, _)| element).collect();
    let did = did.into_iter().filter_map(|element| loaded.release.task_name(language, element));
    let did: Vec<String> = did.map(str::to_owned).collect();
    match actor {
        Actor::Staff(staff) if first.contains(&staff.id) => Some(FourEyes::You { did }),
        _ => {
            let who = first.iter().filter_map(|id| names.get(id).cloned()).collect();
            Some(FourEyes::Others { who, did })
        }
    }
}
