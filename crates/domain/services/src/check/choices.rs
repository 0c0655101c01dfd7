//! Ad-hoc sub-processes in which nothing begins by itself. The engine runs them; no page offers what people may begin there
//! yet, so they are refused rather than left waiting for good.

use super::Node;
use crate::package::Parts;
use bpmn::NodeKind;
use values::{Place, Problem};

/// Every such sub-process.
pub(super) fn all(parts: &Parts) -> Vec<Problem> {
    super::nodes(parts).iter().filter(|node| waits_for_people(&node.node.kind)).map(refused).collect()
}

fn waits_for_people(kind: &NodeKind) -> bool {
    matches!(kind, NodeKind::AdHoc(ad_hoc) if ad_hoc.active.is_none())
}

fn refused(node: &Node<'_>) -> Problem {
    let place =
        Place::Text { file: node.file.to_owned(), element: node.node.id.clone(), span: node.node.span };
    Problem::new(place, "services-choice")
}
