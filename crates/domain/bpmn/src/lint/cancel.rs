//! Cancelling: a transaction is called off from inside of it, and left by an event on its border.

use crate::event::{EndEvent, Trigger};
use crate::node::NodeKind;
use crate::read::{Draft, Reader};

/// An end event that cancels stands directly in a transaction; the event it leads to on the border of one.
pub(crate) fn places(reader: &mut Reader<'_>, draft: &Draft<'_, '_>) {
    let in_transaction = draft.xml.tag_name().name() == "transaction";
    for node in &draft.nodes {
        match &node.kind {
            Some(NodeKind::End(EndEvent::Cancel)) if !in_transaction => {
                reader.report(node.xml, "bpmn-cancel-not-here", &[]);
            }
            Some(NodeKind::Boundary(boundary)) if boundary.trigger == Trigger::Cancel => {
                match draft.node(&boundary.attached_to).and_then(|host| host.kind.as_ref()) {
                    Some(NodeKind::Transaction(body)) if body.nodes.iter().any(is_cancel) => {}
                    Some(NodeKind::Transaction(_)) => {
                        reader.report_unfinished(node.xml, "bpmn-never-thrown");
                    }
                    _ => reader.report(node.xml, "bpmn-cancel-not-here", &[]),
                }
            }
            Some(NodeKind::Transaction(body)) if body.nodes.iter().any(is_cancel) => {
                let caught = draft.on_border(&node.id).iter().any(|event| {
                    let trigger = draft.nodes[*event].kind.as_ref().and_then(NodeKind::trigger);
                    trigger == Some(&Trigger::Cancel)
                });
                if !caught {
                    reader.report(node.xml, "bpmn-cancel-leads-nowhere", &[]);
                }
            }
            _ => {}
        }
    }
}

fn is_cancel(node: &crate::node::FlowNode) -> bool {
    matches!(node.kind, NodeKind::End(EndEvent::Cancel))
}
