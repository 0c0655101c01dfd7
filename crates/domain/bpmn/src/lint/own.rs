//! What stands in a file in our own namespace and would be overlooked: one letter too few, and a legal clock would never
//! stand still.

use crate::read::{BPMN, FACHWERK, Reader, ZEEBE, owner};
use roxmltree::Node;

/// The attributes of our elements.
const MEANT: [(&str, &[&str]); 6] = [
    ("candidateGroups", &["groups"]),
    ("deadline", &["before", "of"]),
    ("fourEyes", &["of"]),
    (
        "legalClock",
        &["ending", "extension", "id", "law", "name", "result", "starts", "stops", "suspends", "term"],
    ),
    ("listener", &["event", "expression", "result"]),
    ("milestone", &["status"]),
];
/// Our attributes on elements of BPMN.
const ON_OTHERS: [&str; 3] = ["errorCodeVariable", "errorMessageVariable", "escalationCodeVariable"];

/// Reports attributes of ours that mean nothing, and extension elements at a place where nobody looks for them.
pub(crate) fn overlooked(reader: &mut Reader<'_>, root: Node<'_, '_>) {
    for node in root.descendants().filter(Node::is_element) {
        let namespace = node.tag_name().namespace();
        let known =
            MEANT.iter().find(|(name, _)| namespace == Some(FACHWERK) && node.tag_name().name() == *name);
        for attribute in node.attributes() {
            let is_meant = match (attribute.namespace(), known) {
                (None, Some((_, meant))) => meant.contains(&attribute.name()),
                (Some(FACHWERK), _) => ON_OTHERS.contains(&attribute.name()),
                _ => true,
            };
            if !is_meant {
                let span = reader.span_of(attribute.range());
                reader.report_at(
                    span,
                    owner(node),
                    "bpmn-attribute-unknown",
                    &[("attribute", attribute.name())],
                );
            }
        }
        if matches!(namespace, Some(FACHWERK | ZEEBE)) && stands_among_elements(node) {
            reader.report(node, "bpmn-extension-elsewhere", &[("element", node.tag_name().name())]);
        }
    }
}

/// Whether a node stands directly in an element of BPMN, as if it were one.
fn stands_among_elements(node: Node<'_, '_>) -> bool {
    node.parent_element().is_some_and(|around| {
        let name = around.tag_name();
        name.namespace() == Some(BPMN) && name.name() != "extensionElements"
    })
}
