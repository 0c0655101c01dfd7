//! The elements of a file by what others call them, so that nobody has to look through all of them.

use super::names::BPMN;
use roxmltree::{Node, NodeId};
use std::collections::BTreeMap;

/// Elements by a text, in the order of the file.
type ByText = BTreeMap<String, Vec<NodeId>>;

/// What is found at once.
#[derive(Default)]
pub(crate) struct Index {
    by_id: ByText,
    on_border: ByText,
    /// The associations by the ids at both of their ends.
    joining: ByText,
}

impl Index {
    /// Looks through a file once.
    pub(crate) fn of(root: Node<'_, '_>) -> Self {
        let mut index = Self::default();
        for node in root.descendants() {
            let is_model = node.tag_name().namespace() == Some(BPMN);
            if is_model || node.tag_name().name() == "legalClock" {
                add(&mut index.by_id, node, "id");
            }
            if is_model {
                add(&mut index.on_border, node, "attachedToRef");
            }
            if node.has_tag_name((BPMN, "association")) {
                add(&mut index.joining, node, "sourceRef");
                add(&mut index.joining, node, "targetRef");
            }
        }
        index
    }

    /// The elements of BPMN, and the legal clocks, with this id.
    pub(crate) fn with_id<'a, 'i>(&self, from: Node<'a, 'i>, id: &str) -> Vec<Node<'a, 'i>> {
        found(&self.by_id, from, id)
    }

    /// The events on the border of the activity with this id.
    pub(crate) fn on_border<'a, 'i>(&self, from: Node<'a, 'i>, activity: &str) -> Vec<Node<'a, 'i>> {
        found(&self.on_border, from, activity)
    }

    /// The associations that begin or end at the element with this id.
    pub(crate) fn joining<'a, 'i>(&self, from: Node<'a, 'i>, id: &str) -> Vec<Node<'a, 'i>> {
        found(&self.joining, from, id)
    }
}

fn add(into: &mut ByText, node: Node<'_, '_>, attribute: &str) {
    if let Some(text) = node.attribute(attribute).filter(|text| !text.is_empty()) {
        into.entry(text.to_owned()).or_default().push(node.id());
    }
}

fn found<'a, 'i>(among: &ByText, from: Node<'a, 'i>, text: &str) -> Vec<Node<'a, 'i>> {
    let ids = among.get(text).into_iter().flatten();
    ids.filter_map(|id| from.document().get_node(*id)).collect()
}
