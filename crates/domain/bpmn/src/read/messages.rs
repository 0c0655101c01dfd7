//! Messages: declared once in a file, waited for by name.

use super::extensions::child;
use super::names::{is_declared, model_children};
use super::reader::Reader;
use crate::event::Message;
use crate::written::Written;
use roxmltree::Node;

/// Reads the messages of a file. One that nobody waits for may lack its name.
pub(crate) fn read(reader: &mut Reader<'_>, root: Node<'_, '_>) {
    for node in model_children(root).filter(|node| node.tag_name().name() == "message") {
        let Some(name) = reader.literal(node, "name") else { continue };
        let key = child(node, "subscription")
            .and_then(|subscription| reader.attribute(subscription, "correlationKey"))
            .map(Written::given);
        let id = reader.id(node);
        reader.messages.insert(id, Message { name, key });
    }
}

/// The message of a receive task. While a model is only tried out it may lack one; then none of any name reaches it.
pub(crate) fn received(reader: &mut Reader<'_>, node: Node<'_, '_>) -> Option<Message> {
    if reader.is_sketch() && node.attribute("messageRef").is_none() {
        let name = Written { text: String::new(), span: reader.span(node) };
        return Some(Message { name, key: None });
    }
    referred(reader, node)
}

/// The message that an event definition or a receive task refers to.
pub(crate) fn referred(reader: &mut Reader<'_>, node: Node<'_, '_>) -> Option<Message> {
    let id = node.attribute("messageRef").unwrap_or("");
    let found = reader.messages.get(id.rsplit(':').next().unwrap_or(id)).cloned();
    if found.is_none() && id.is_empty() {
        reader.report(node, "bpmn-no-message", &[]);
    } else if found.is_none() && is_declared(node, "message", id) {
        reader.report(node, "bpmn-message-nameless", &[("message", id)]);
    } else if found.is_none() {
        reader.report(node, "bpmn-dangling", &[("attribute", "messageRef"), ("target", id)]);
    }
    found
}
