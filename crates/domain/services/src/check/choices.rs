//! Ad-hoc sub-processes in which people choose what is done: somebody must be asked.

use super::Node;
use crate::package::Parts;
use bpmn::NodeKind;
use values::{Place, Problem};

/// Every such sub-process that names no groups and lies in no lane that does.
pub(super) fn all(parts: &Parts) -> Vec<Problem> {
    super::nodes(parts).iter().filter(|node| asks_nobody(&node.node.kind)).map(refused).collect()
}

fn asks_nobody(kind: &NodeKind) -> bool {
    matches!(kind, NodeKind::AdHoc(ad_hoc) if ad_hoc.asks_people() && ad_hoc.candidate_groups.is_none())
}

fn refused(node: &Node<'_>) -> Problem {
    let place =
        Place::Text { file: node.file.to_owned(), element: node.node.id.clone(), span: node.node.span };
    Problem::new(place, "services-choice-of-nobody")
}
