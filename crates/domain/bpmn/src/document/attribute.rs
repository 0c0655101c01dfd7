//! Setting and removing attributes.

use super::{Splice, tag};
use roxmltree::Node;

/// Sets an attribute; the value is escaped already.
pub(super) fn set(text: &str, node: Node<'_, '_>, name: &str, value: &str) -> Splice {
    if let Some(known) = node.attribute_node(name) {
        return Splice { range: known.range_value(), with: value.to_owned() };
    }
    let last = node.attributes().map(|attribute| attribute.range().end).max();
    let at = last.unwrap_or_else(|| node.range().start + 1 + tag::qualified_name(text, node).len());
    Splice { range: at..at, with: format!(" {name}=\"{value}\"") }
}

/// Removes an attribute with the white space before it.
pub(super) fn remove(text: &str, node: Node<'_, '_>, name: &str) -> Option<Splice> {
    let range = node.attribute_node(name)?.range();
    let start = text[..range.start].trim_end().len();
    Some(Splice { range: start..range.end, with: String::new() })
}
