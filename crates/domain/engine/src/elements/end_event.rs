//! End events: none ends its token, terminate ends everything in its scope.

use super::{cancel_all, passed};
use crate::event::Event;
use crate::key::Key;
use crate::program::Node;
use crate::work::Work;
use bpmn::EndEvent;

/// A token enters an end event. What becomes of the scope is seen when nothing moves any more.
pub(crate) fn enter(work: &mut Work<'_>, scope: Key, node: &Node, end: EndEvent) {
    passed(work, node);
    match end {
        EndEvent::None => {}
        EndEvent::Terminate => {
            cancel_all(work, scope);
            work.emit(Event::Terminated { scope });
        }
    }
}
