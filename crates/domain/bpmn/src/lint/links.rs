//! Links: two ends of one flow, drawn apart and found by their name in the same body.

use crate::node::{NodeIndex, NodeKind};
use crate::read::{Draft, Reader};
use std::collections::{BTreeMap, BTreeSet};

/// Where each link goes on.
pub(super) fn ends<'d>(draft: &'d Draft<'_, '_>) -> BTreeMap<&'d str, NodeIndex> {
    // The first of several counts.
    let nodes = draft.nodes.iter().enumerate().rev();
    let end = |(index, node): (NodeIndex, &'d crate::read::DraftNode<'_, '_>)| match &node.kind {
        Some(NodeKind::LinkCatch(name)) => Some((name.text.as_str(), index)),
        _ => None,
    };
    nodes.filter_map(end).collect()
}

/// Every link that throws has exactly one that catches, and the other way round at least one.
pub(crate) fn pairs(reader: &mut Reader<'_>, draft: &Draft<'_, '_>) {
    let ends = ends(draft);
    let thrown: BTreeSet<&str> = draft
        .nodes
        .iter()
        .filter_map(|node| match &node.kind {
            Some(NodeKind::LinkThrow(name)) => Some(name.text.as_str()),
            _ => None,
        })
        .collect();
    for (index, node) in draft.nodes.iter().enumerate() {
        let (name, wrong) = match &node.kind {
            Some(NodeKind::LinkThrow(name)) if !ends.contains_key(name.text.as_str()) => {
                (name, "bpmn-link-without-catch")
            }
            Some(NodeKind::LinkCatch(name)) if !thrown.contains(name.text.as_str()) => {
                (name, "bpmn-link-without-throw")
            }
            Some(NodeKind::LinkCatch(name)) if ends[name.text.as_str()] != index => (name, "bpmn-link-twice"),
            _ => continue,
        };
        reader.report(node.xml, wrong, &[("name", &name.text)]);
    }
}
