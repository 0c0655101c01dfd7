//! Signals: declared once in a file, thrown and waited for by name.

use super::names::{is_declared, model_children};
use super::reader::{Reader, owner};
use crate::written::{Given, Written};
use roxmltree::Node;

/// Reads the signals of a file. One that nobody refers to may lack its name.
pub(super) fn read(reader: &mut Reader<'_>, root: Node<'_, '_>) {
    for node in model_children(root).filter(|node| node.tag_name().name() == "signal") {
        let Some(name) = reader.attribute(node, "name").map(Written::given) else { continue };
        let id = reader.id(node);
        reader.signals.insert(id, name);
    }
}

/// The name of the signal that an event definition refers to.
pub(super) fn referred(reader: &mut Reader<'_>, node: Node<'_, '_>) -> Option<Given> {
    let id = node.attribute("signalRef").unwrap_or("");
    let found = reader.signals.get(id.rsplit(':').next().unwrap_or(id)).cloned();
    if found.is_none() && id.is_empty() {
        reader.report(node, "bpmn-no-signal", &[]);
    } else if found.is_none() && is_declared(node, "signal", id) {
        reader.report(node, "bpmn-signal-nameless", &[("signal", id)]);
    } else if found.is_none() {
        reader.report(node, "bpmn-dangling", &[("attribute", "signalRef"), ("target", id)]);
    }
    found
}

/// The name of a signal that starts a process, which is known before anything runs.
pub(super) fn starting(reader: &mut Reader<'_>, node: Node<'_, '_>) -> Option<Given> {
    match referred(reader, node)? {
        Given::Expression(written) => {
            reader.report_at(written.span, owner(node), "bpmn-must-be-fixed", &[("attribute", "name")]);
            None
        }
        name => Some(name),
    }
}
