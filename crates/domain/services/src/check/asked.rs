//! Whoever is to do a task, or to choose in an ad-hoc sub-process what is done: somebody must be asked, or the case stands in
//! nobody's work list.

use super::in_node;
use crate::package::Parts;
use bpmn::NodeKind;
use values::Problem;

/// Every such element that names no groups and lies in no lane that does; a task may ask somebody by name instead.
pub(super) fn all(parts: &Parts) -> Vec<Problem> {
    let asked = super::nodes(parts).into_iter();
    asked.filter_map(|node| Some(in_node(&node, asks_nobody(&node.node.kind)?))).collect()
}

fn asks_nobody(kind: &NodeKind) -> Option<&'static str> {
    match kind {
        NodeKind::User(task) => {
            let is_of_nobody = task.candidate_groups.is_none() && task.assignee.is_none();
            is_of_nobody.then_some("services-task-of-nobody")
        }
        NodeKind::AdHoc(ad_hoc) => {
            let is_of_nobody = ad_hoc.asks_people() && ad_hoc.candidate_groups.is_none();
            is_of_nobody.then_some("services-choice-of-nobody")
        }
        _ => None,
    }
}
