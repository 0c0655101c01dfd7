//! Data objects: one whose name can be the name of a variable is that variable. Drawing tools write what people read on
//! the references to an object, and one object may be drawn several times.

use super::names::{BPMN, is_plain_name, model_children};
use super::reader::Reader;
use roxmltree::Node;
use std::collections::BTreeSet;

/// Reads what the references in a process call its data objects.
pub(super) fn read(reader: &mut Reader<'_>, process: Node<'_, '_>) {
    let called = |name| process.descendants().filter(move |node| node.has_tag_name((BPMN, name)));
    let objects: BTreeSet<&str> = called("dataObject").filter_map(|object| object.attribute("id")).collect();
    for reference in called("dataObjectReference") {
        // A reference to nothing is a note.
        let Some(object) = reference.attribute("dataObjectRef").filter(|id| !id.is_empty()) else { continue };
        let name = reader.name(reference);
        if !objects.contains(object) {
            reader.report(reference, "bpmn-dangling", &[("attribute", "dataObjectRef"), ("target", object)]);
        } else if !name.is_empty() {
            reader.data.entry(object.to_owned()).or_default().insert(name);
        }
    }
}

/// The variables that the data objects directly inside a process or sub-process are.
pub(super) fn variables(reader: &Reader<'_>, scope: Node<'_, '_>) -> BTreeSet<String> {
    let objects = model_children(scope).filter(|child| child.tag_name().name() == "dataObject");
    let names = objects.flat_map(|object| {
        let drawn = object.attribute("id").and_then(|id| reader.data.get(id)).cloned().unwrap_or_default();
        drawn.into_iter().chain([reader.name(object)])
    });
    names.filter(|name| is_plain_name(name)).collect()
}
