//! The elements of a file by what others call them, so that nobody has to look through all of them.

use super::names::BPMN;
use roxmltree::{Node, NodeId};

/// Elements by a text, sorted by it; those of one text in the order of the file.
type ByText<'a> = Vec<(&'a str, NodeId)>;

/// What is found at once.
#[derive(Default)]
pub(crate) struct Index<'a> {
    models: ByText<'a>,
    clocks: ByText<'a>,
    on_border: ByText<'a>,
    /// The associations by the ids at both of their ends.
    joining: ByText<'a>,
}

impl<'a> Index<'a> {
    /// Looks through a file once.
    pub(crate) fn of(root: Node<'a, '_>) -> Self {
        let mut index = Self::default();
        for node in root.descendants() {
            if node.tag_name().namespace() == Some(BPMN) {
                add(&mut index.models, node, "id");
                add(&mut index.on_border, node, "attachedToRef");
            } else if node.tag_name().name() == "legalClock" {
                add(&mut index.clocks, node, "id");
            }
            if node.has_tag_name((BPMN, "association")) {
                add(&mut index.joining, node, "sourceRef");
                add(&mut index.joining, node, "targetRef");
            }
        }
        for elements in [&mut index.models, &mut index.clocks, &mut index.on_border, &mut index.joining] {
            elements.sort_by_key(|(text, _)| *text);
        }
        index
    }

    /// The elements of BPMN, and the legal clocks, with this id.
    pub(crate) fn with_id<'n, 'i>(&self, from: Node<'n, 'i>, id: &str) -> Vec<Node<'n, 'i>> {
        let same = [same(&self.models, id), same(&self.clocks, id)];
        same.into_iter().flat_map(|same| nodes(same, from)).collect()
    }

    /// The first element of BPMN with this id.
    pub(crate) fn model<'n, 'i>(&self, from: Node<'n, 'i>, id: &str) -> Option<Node<'n, 'i>> {
        nodes(same(&self.models, id), from).next()
    }

    /// The events on the border of the activity with this id.
    pub(crate) fn on_border<'n, 'i>(&self, from: Node<'n, 'i>, activity: &str) -> Vec<Node<'n, 'i>> {
        found(&self.on_border, from, activity)
    }

    /// The associations that begin or end at the element with this id.
    pub(crate) fn joining<'n, 'i>(&self, from: Node<'n, 'i>, id: &str) -> Vec<Node<'n, 'i>> {
        found(&self.joining, from, id)
    }

    /// The elements of BPMN that have an id together, two or more each time.
    pub(crate) fn of_one_id<'n, 'i>(&self, from: Node<'n, 'i>) -> Vec<Vec<Node<'n, 'i>>> {
        let together = self.models.chunk_by(|one, next| one.0 == next.0).filter(|same| same.len() > 1);
        together.map(|same| nodes(same, from).collect()).collect()
    }
}

fn add<'a>(into: &mut ByText<'a>, node: Node<'a, '_>, attribute: &str) {
    if let Some(text) = node.attribute(attribute).filter(|text| !text.is_empty()) {
        into.push((text, node.id()));
    }
}

fn found<'n, 'i>(among: &ByText<'_>, from: Node<'n, 'i>, text: &str) -> Vec<Node<'n, 'i>> {
    nodes(same(among, text), from).collect()
}

fn same<'f, 'a>(among: &'f ByText<'a>, text: &str) -> &'f [(&'a str, NodeId)] {
    let start = among.partition_point(|(other, _)| *other < text);
    let length = among[start..].partition_point(|(other, _)| *other == text);
    &among[start..start + length]
}

fn nodes<'n, 'i>(found: &[(&str, NodeId)], from: Node<'n, 'i>) -> impl Iterator<Item = Node<'n, 'i>> {
    found.iter().filter_map(move |(_, id)| from.document().get_node(*id))
}
