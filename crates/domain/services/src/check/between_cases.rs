//! Events that would have to leave the case: signals, and messages that are published. The engine runs them; nothing
//! carries them to the other cases of a tenant yet, so they are refused rather than lost in silence.

use super::Node;
use crate::package::Parts;
use bpmn::{EndEvent, NodeKind, Throw, Trigger};
use values::{Place, Problem};

/// Every such event.
pub(super) fn all(parts: &Parts) -> Vec<Problem> {
    super::nodes(parts).iter().filter(|node| leaves_the_case(&node.node.kind)).map(refused).collect()
}

fn leaves_the_case(kind: &NodeKind) -> bool {
    match kind {
        NodeKind::SignalCatch(_) | NodeKind::TriggeredStart(_) => true,
        NodeKind::Throw(thrown) | NodeKind::End(EndEvent::Throw(thrown)) => {
            matches!(thrown, Throw::Signal(_) | Throw::Message(_))
        }
        NodeKind::Boundary(boundary) => matches!(boundary.trigger, Trigger::Signal(_)),
        NodeKind::EventStart(start) => matches!(start.trigger, Trigger::Signal(_)),
        _ => false,
    }
}

fn refused(node: &Node<'_>) -> Problem {
    let place =
        Place::Text { file: node.file.to_owned(), element: node.node.id.clone(), span: node.node.span };
    Problem::new(place, "services-between-cases")
}
