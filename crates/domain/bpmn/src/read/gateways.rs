//! Gateways that are more than a name.

use super::body::formal;
use super::names::model_child;
use super::reader::Reader;
use crate::gateway::ComplexGateway;
use crate::node::NodeKind;
use roxmltree::Node;

/// `complexGateway`, with the condition under which it goes on.
pub(crate) fn complex(reader: &mut Reader<'_>, node: Node<'_, '_>) -> Option<NodeKind> {
    let activation = model_child(node, "activationCondition").and_then(|found| formal(reader, found));
    Some(NodeKind::Complex(ComplexGateway { activation }))
}
