//! Names of the formats: namespaces, and the elements of BPMN that change nothing about execution.

use roxmltree::Node;

/// BPMN 2.0 (ISO/IEC 19510), its semantic model.
pub(crate) const BPMN: &str = "http://www.omg.org/spec/BPMN/20100524/MODEL";
/// The extension elements that Camunda 8 modelers write.
pub(crate) const ZEEBE: &str = "http://camunda.org/schema/zeebe/1.0";
/// Ours, for what has no home there.
pub(crate) const FACHWERK: &str = "urn:fachwerk:bpmn:1";

/// Elements inside a process or sub-process that describe and do not act.
const DESCRIBING: [&str; 21] = [
    "association",
    "auditing",
    "category",
    "correlationSubscription",
    "dataObject",
    "dataObjectReference",
    "dataStoreReference",
    "documentation",
    "extensionElements",
    "group",
    "incoming",
    "ioBinding",
    "ioSpecification",
    "laneSet",
    "monitoring",
    "outgoing",
    "performer",
    "potentialOwner",
    "property",
    "supports",
    "textAnnotation",
];

/// Whether the element only describes.
pub(crate) fn describes(name: &str) -> bool {
    DESCRIBING.binary_search(&name).is_ok()
}

/// The child elements that belong to BPMN; foreign ones are other tools' notes.
pub(crate) fn model_children<'a, 'i>(node: Node<'a, 'i>) -> impl Iterator<Item = Node<'a, 'i>> {
    node.children().filter(|child| child.is_element() && child.tag_name().namespace() == Some(BPMN))
}

/// The first child element of BPMN with this name.
pub(crate) fn model_child<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
    model_children(node).find(|child| child.tag_name().name() == name)
}

/// What an attribute says that is true or false, as XML writes that; nothing when it is not there or says something else.
pub(crate) fn says(node: Node<'_, '_>, attribute: &str) -> Option<bool> {
    match node.attribute(attribute)? {
        "true" | "1" => Some(true),
        "false" | "0" => Some(false),
        _ => None,
    }
}

/// Whether the file declares such an element by this id, which may have a prefix where it is referred to.
pub(crate) fn is_declared(from: Node<'_, '_>, name: &str, id: &str) -> bool {
    let id = id.rsplit(':').next().unwrap_or(id);
    let mut declared = model_children(from.document().root_element());
    declared.any(|found| found.tag_name().name() == name && found.attribute("id") == Some(id))
}

/// Whether a text can be the name of a variable in one word: a letter or `_`, then letters, digits or `_`.
pub(crate) fn is_plain_name(text: &str) -> bool {
    begins_name(text) && is_word(text)
}

/// Whether a text can be the name of a variable: one word or, as in the decision models that people write, several with
/// one space between.
pub(crate) fn is_name(text: &str) -> bool {
    begins_name(text) && text.split(' ').all(|word| !word.is_empty() && is_word(word))
}

fn begins_name(text: &str) -> bool {
    text.chars().next().is_some_and(|first| first.is_alphabetic() || first == '_')
}

fn is_word(text: &str) -> bool {
    text.chars().all(|each| each.is_alphanumeric() || each == '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every describing element is found, because the list is in the order that the search expects.
    #[test]
    fn describing_elements_are_sorted() {
        assert!(DESCRIBING.is_sorted());
        assert!(describes("laneSet") && !describes("userTask"));
        assert!(
            is_plain_name("straße_2") && !is_plain_name("2a") && !is_plain_name("a.b") && !is_plain_name("")
        );
        assert!(is_name("Days Remaining 2") && !is_name("2 days") && !is_name("a  b") && !is_name("a-b"));
    }
}
